/**
 * The enrolments that every contender decides: the same ones everywhere, from a fixed seed. The order of the draws is
 * part of the work's definition; changing it changes every checksum.
 */
import * as Figures from "./Figures.ts"
import { random } from "./Random.ts"

// ---- Models

/** How many programmes there are. */
export const programmes = 50

/** Enrolments as columns, one entry an enrolment; the first three columns have one entry a programme. */
export interface Enrolments {
  readonly count: number
  /** Households are numbered from 0 to this, excluded. */
  readonly households: number
  /** First day, as days since 1970-01-01; session s is 3 × s days later. */
  readonly start: Int32Array
  readonly sessions: Int32Array
  readonly budget: Float64Array
  readonly birth: Int32Array
  readonly district: Uint8Array
  readonly civil: Uint8Array
  readonly household: Int32Array
  readonly programme: Uint8Array
  readonly turnover: Float64Array
  /** Carried in the data and no rule depends on it. */
  readonly capital: Float64Array
  readonly prior: Uint8Array
  /** Bit s of these four is about session s. */
  readonly attended: Uint16Array
  readonly masked: Uint16Array
  readonly distanced: Uint16Array
  readonly washed: Uint16Array
  readonly taxId: Uint8Array
}

// ---- Rules

const seed = 20_190_107
const firstStart = Figures.day(2019, 1, 1)
const firstBirth = Figures.day(1962, 1, 1)

/** Programmes that straddle a change of the rules get the full number of sessions. */
const straddling = new Set([6, 7, 25, 31])

/** The days between two sessions. */
export const sessionEvery = 3

/** Thousands of rupiah, drawn from one of four classes. */
const turnoverOf = (kind: number): readonly [number, number] =>
  kind < 0.45
    ? [0, 300_000]
    : kind < 0.8
      ? [300_000, 2_500_000]
      : kind < 0.95
        ? [2_500_000, 15_000_000]
        : [15_000_000, 40_000_000]

const priorOf = (kind: number): number => (kind < 0.5 ? 0 : kind < 0.75 ? 1 : kind < 0.93 ? 2 : 3)

const columnsFor = (count: number) => ({
  birth: new Int32Array(count),
  district: new Uint8Array(count),
  civil: new Uint8Array(count),
  household: new Int32Array(count),
  programme: new Uint8Array(count),
  turnover: new Float64Array(count),
  capital: new Float64Array(count),
  prior: new Uint8Array(count),
  attended: new Uint16Array(count),
  masked: new Uint16Array(count),
  distanced: new Uint16Array(count),
  washed: new Uint16Array(count),
  taxId: new Uint8Array(count)
})

/** The enrolments of a work with `total` of them, in pieces of at most `size`: as a stream would bring them. */
export function* pieces(total: number, size: number): Generator<Enrolments> {
  const { below, bits, fraction } = random(seed)
  const start = new Int32Array(programmes)
  const sessions = new Int32Array(programmes)
  const budget = new Float64Array(programmes)
  for (let p = 0; p < programmes; p++) {
    start[p] = firstStart + 58 * p + below(7)
    const drawn = 3 + below(13)
    sessions[p] = straddling.has(p) ? 15 : drawn
    budget[p] = Math.floor(total / programmes) * (200_000 + 10_000 * below(90))
  }
  const households = Math.max(1, Math.floor(total / 3))
  for (let done = 0; done < total; done += size) {
    const count = Math.min(size, total - done)
    const columns = columnsFor(count)
    for (let i = 0; i < count; i++) {
      columns.birth[i] = firstBirth + below(16_500)
      columns.district[i] = fraction() < 0.97 ? 1 + below(21) : 22 + below(60)
      columns.civil[i] = fraction() < 0.05 ? 1 : 0
      const household = below(households)
      columns.household[i] = household
      const programme = ((household * 7) % 25) * 2 + (bits() & 1)
      columns.programme[i] = programme
      const [low, high] = turnoverOf(fraction())
      columns.turnover[i] = 1000 * (low + below(high - low + 1))
      columns.capital[i] = 1000 * below(10_000_000)
      columns.prior[i] = priorOf(fraction())
      const all = (1 << sessions[programme]!) - 1
      columns.attended[i] = (bits() | bits() | bits()) & all
      columns.masked[i] = (bits() | bits() | bits() | bits()) & all
      columns.distanced[i] = (bits() | bits() | bits() | bits()) & all
      columns.washed[i] = (bits() | bits() | bits() | bits()) & all
      columns.taxId[i] = fraction() < 0.6 ? 1 : 0
    }
    yield { count, households, start, sessions, budget, ...columns }
  }
}

/** All enrolments of a work with `count` of them, as one piece. */
export const generate = (count: number): Enrolments => {
  for (const whole of pieces(count, count)) return whole
  throw new RangeError("there is no work without enrolments")
}
