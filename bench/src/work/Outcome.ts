/**
 * What came of the enrolments, and the checksum by which contenders show that they did the same work.
 */

// ---- Models

/** One entry an enrolment. `scale` is 1 for a micro business, 2 for a small one, 0 for a larger one. */
export interface Outcome {
  readonly status: ArrayLike<number>
  readonly scale: ArrayLike<number>
  readonly gross: ArrayLike<number>
  readonly tax: ArrayLike<number>
  readonly net: ArrayLike<number>
}

/** An outcome that a contender fills. */
export interface Columns extends Outcome {
  readonly status: Uint8Array
  readonly scale: Uint8Array
  readonly gross: Int32Array
  readonly tax: Int32Array
  readonly net: Int32Array
}

/** One outcome as an object, for contenders that make objects. */
export interface Row {
  readonly status: number
  readonly scale: number
  readonly gross: number
  readonly tax: number
  readonly net: number
}

/** Sums that a reader can check by other means. */
export interface Totals {
  readonly statuses: ReadonlyArray<number>
  readonly gross: number
  readonly tax: number
  readonly net: number
}

// ---- Rules

/** Columns with room for `count` enrolments. */
export const columns = (count: number): Columns => ({
  status: new Uint8Array(count),
  scale: new Uint8Array(count),
  gross: new Int32Array(count),
  tax: new Int32Array(count),
  net: new Int32Array(count)
})

/** The columns of some rows. */
export const ofRows = (rows: ReadonlyArray<Row>): Columns => {
  const into = columns(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    into.status[i] = row.status
    into.scale[i] = row.scale
    into.gross[i] = row.gross
    into.tax[i] = row.tax
    into.net[i] = row.net
  }
  return into
}

/** Goes on with a checksum over one more number. */
const mix = (sofar: number, word: number): number => Math.imul(sofar ^ word, 0x01000193)

/** Where a checksum begins. */
export const beginning = 0x811c9dc5

/** Goes on with a checksum over more enrolments, so that a stream needs not be kept. */
export const more = (sofar: number, { gross, net, scale, status, tax }: Outcome): number => {
  let sum = sofar
  for (let i = 0; i < status.length; i++) {
    sum = mix(mix(mix(mix(sum, status[i]! | (scale[i]! << 8)), gross[i]!), tax[i]!), net[i]!)
  }
  return sum
}

/** A checksum as it is written: eight hexadecimal digits. */
export const written = (sum: number): string => (sum >>> 0).toString(16).padStart(8, "0")

/** The checksum of an outcome, over every enrolment in order (FNV-1a over 32-bit words). */
export const checksum = (outcome: Outcome): string => written(more(beginning, outcome))

/** The checksums of the work done right, by number of enrolments. */
export const expected: ReadonlyMap<number, string> = new Map([
  [1_000, "e16a097c"],
  [10_000, "f15d3f16"],
  [100_000, "f9fb06f0"],
  [1_000_000, "2e1b5882"],
  [5_000_000, "0e46ba1f"]
])

/** The totals of an outcome. */
export const totals = (outcome: Outcome): Totals => {
  const statuses = Array.from({ length: 9 }, () => 0)
  let gross = 0
  let tax = 0
  let net = 0
  for (let i = 0; i < outcome.status.length; i++) {
    statuses[outcome.status[i]!]! += 1
    gross += outcome.gross[i]!
    tax += outcome.tax[i]!
    net += outcome.net[i]!
  }
  return { statuses, gross, tax, net }
}
