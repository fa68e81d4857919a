/**
 * How many seats the values of a key hold, in as few bits as the limit needs: two for a limit of two or three, so that
 * sixteen counters share a number.
 */

// ---- Models

/** What is counted: seats for a key, within a cohort or within the season. */
interface Counted {
  readonly scope: "season" | "cohort"
  readonly atMost: number
  readonly keys: number
}

// ---- Rules

/**
 * A counter has 2^width bits, so that 2^(5 − width) of them share a number of `counts`; `mask` reads one. That of a key
 * in a cohort is number `key × stride + cohort × step`.
 */
export class SeatCounter {
  /** Nothing is left for the key. */
  static readonly full = 1
  /** The key is missing. */
  static readonly missing = 2
  readonly counts: Int32Array
  readonly atMost: number
  readonly width: number
  readonly mask: number
  readonly stride: number
  readonly step: number

  constructor({ atMost, keys, scope }: Counted, cohorts: number) {
    const isSeasonal = scope === "season"
    this.atMost = Math.min(atMost, 2 ** 31 - 1)
    this.width = Math.ceil(Math.log2(Math.log2(this.atMost + 1)))
    this.mask = this.width === 5 ? -1 : 2 ** (2 ** this.width) - 1
    this.stride = isSeasonal ? 1 : cohorts
    this.step = isSeasonal ? 0 : 1
    this.counts = new Int32Array(Math.ceil((keys * this.stride * 2 ** this.width) / 32))
  }

  /** Whether a key has no seat left in a cohort, or is missing: as bits. */
  look(key: number, cohort: number): number {
    const isMissing = key >>> 31
    const at = (key + isMissing) * this.stride + cohort * this.step
    const shift = (at & ((1 << (5 - this.width)) - 1)) << this.width
    const held = (this.counts[at >> (5 - this.width)]! >>> shift) & this.mask
    return isMissing === 1 ? SeatCounter.missing : held >= this.atMost ? SeatCounter.full : 0
  }

  /** A seat more for a key, or none. */
  add(key: number, cohort: number, seats: number): void {
    const at = (key + (key >>> 31)) * this.stride + cohort * this.step
    this.counts[at >> (5 - this.width)]! += seats << ((at & ((1 << (5 - this.width)) - 1)) << this.width)
  }
}
