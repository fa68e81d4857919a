/**
 * The random numbers of the work (mulberry32), so that every machine generates the same enrolments.
 */

/** A source of random numbers; each call moves it on by one. */
export interface Random {
  /** 32 random bits, as an unsigned number. */
  readonly bits: () => number
  /** A number in [0, 1). */
  readonly fraction: () => number
  /** A whole number in [0, bound). */
  readonly below: (bound: number) => number
}

/** The source that a seed begins. */
export const random = (seed: number): Random => {
  let state = seed | 0
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const fraction = (): number => bits() / 4_294_967_296
  return { bits, fraction, below: (bound) => Math.floor(fraction() * bound) }
}
