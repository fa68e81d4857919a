/**
 * Answers of many cases as columns.
 */
import type * as Decision from "../tree/Decision.ts"

// ---- Models

/**
 * What stands in `status` for a row: of requirements one of the first three, of outputs `assessed`, of either `invalid`
 * where a fact is not what it claims to be; then nothing else is said of that row, and its `determined` are 0.
 *
 * `apart` stands for outputs of a row that an encoder set apart (see `Columns.apart`), where the columns have no place
 * for all that is answered: an output that is not determined, where the columns are always determined; a word that they
 * do not have; an answer for each element. What does not stand there has 0 in `determined`, if that is there; ask
 * `batch.answer` for such a row.
 *
 * `undecided` stands in columns that were allocated, until their rows are decided. It is no answer: nobody is eligible
 * because nobody asked.
 */
export const status = {
  eligible: 0,
  ineligible: 1,
  undetermined: 2,
  invalid: 3,
  assessed: 4,
  apart: 5,
  undecided: 255
} as const

/** Answers of a policy of requirements. Bit `k & 31` of `reasons[k >> 5][row]` is set where requirement `k` is not met. */
export interface Requirements {
  readonly kind: "requirements"
  readonly status: Uint8Array
  readonly reasons: ReadonlyArray<Int32Array>
}

/**
 * An output with one value a row: a boolean as 0 or 1, an integer or money as it is, a date as days since 1970-01-01, a
 * text as its place in `texts`, a code or token (`word`) as its place in the words of the columns. `determined` is 1
 * where the value is known, and not there where it always is; elsewhere the value means nothing.
 */
export interface Value {
  readonly kind: "boolean" | "number" | "date" | "text" | "word"
  readonly values: Uint8Array | Int32Array | Float64Array
  readonly determined: Uint8Array | undefined
}

/** An output that is an exact fraction. */
export interface Ratio {
  readonly kind: "ratio"
  readonly numerator: Int32Array | Float64Array
  readonly denominator: Int32Array | Float64Array
  readonly determined: Uint8Array | undefined
}

/**
 * An output that answers for each element of a list, in words as the columns have them: bit `k & 31` of a row's word
 * `k >> 5` is element `k`. The words of a row begin at `starts[row]`; without `starts` each row has one. `determined`
 * says whether the list is known, `determinedFor` of which elements the answer is.
 */
export interface Each {
  readonly kind: "each"
  readonly list: string
  readonly holds: Int32Array
  readonly determinedFor: Int32Array | undefined
  readonly determined: Uint8Array | undefined
  readonly starts: Int32Array | undefined
}

/** The columns of one output. */
export type Output = Value | Ratio | Each

/** Answers of a policy of outputs. */
export interface Outputs {
  readonly kind: "outputs"
  readonly status: Uint8Array
  readonly outputs: Readonly<Record<string, Output>>
  readonly texts: ReadonlyArray<string>
}

/** Columns of answers, of a policy of either kind. */
export type Decisions = Requirements | Outputs

/** The columns that a policy with this answer gives. */
export type Of<A> = A extends Decision.Decision ? Requirements : Outputs

// ---- Functions

/**
 * Lists the rows from `from` up to `to` that have a status, into `rows` from its beginning, and says how many they are:
 * what comes next is decided for them alone, with `only`. `rows` needs room for one row more than are looked at.
 */
export const rowsWith = (column: Uint8Array, code: number, from: number, to: number, rows: Int32Array): number => {
  let found = 0
  for (let row = from; row < to; row += 1) {
    rows[found] = row
    // Without a branch: a difference of 0 is the only one that goes below 0.
    found += ((column[row]! ^ code) - 1) >>> 31
  }
  return found
}
