/**
 * Facts of many cases as columns: a struct of arrays, which a loop reads without meeting an object.
 *
 * A column holds plain numbers: a boolean 0 or 1, an integer or money as it is, a date as days since 1970-01-01, a
 * text as the place of its literal in the leaf's declaration, a code or token as the place of its word in `words`. A
 * list has the places of its first elements in `offsets` and a column for each leaf of its elements; its booleans
 * stand as one 32-bit word for each 32 elements begun, so that a condition is asked of a whole list at once.
 *
 * What is the same for many rows, such as the days of a cohort, may stand once in `shared`; whatever depends on nothing
 * else is then computed once. A leaf or list that is in no table is missing in every row: nothing is guessed.
 */

// ---- Models

/** An array of numbers; the narrowest that holds them is the fastest. */
export type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float64Array

/**
 * Yes or no for each row: a `Uint8Array` has one byte for each, 0 or 1, a `Uint32Array` is a bitset (row `i` is bit
 * `i & 31` of word `i >> 5`). For the elements of a list they are words, of 32 bits or as many as the longest list of
 * the table has elements: see {@link List}.
 */
export type Flags = Exclude<Numbers, Float64Array>

/** One leaf. Without `known` it is known in every row; without `set` an optional fact is set in every row. */
export interface Leaf {
  readonly values: Numbers
  readonly known?: Flags
  readonly set?: Flags
}

/**
 * A list. The elements of row `i` are those from `offsets[i]` up to `offsets[i + 1]`. Flags (`boolean` leaves, `known`
 * and `set` of all leaves) are words: where the list has at most 32 elements by declaration, word `i` belongs to row
 * `i`; else row `i` has as many words as it has 32 elements begun, one row after the other. Element `k` is bit `k & 31`.
 *
 * Where `offsets` stand in the shared table, a list of the rows needs its own only for leaves that are no booleans.
 */
export interface List {
  readonly offsets?: Int32Array
  readonly known?: Flags
  readonly leaves: Readonly<Record<string, Leaf>>
}

/** Leaves and lists by name, for a number of rows. */
export interface Table {
  readonly rows: number
  readonly leaves: Readonly<Record<string, Leaf>>
  readonly lists: Readonly<Record<string, List>>
}

/** Facts that many rows have in common; row `i` has those of row `of[i]` of this table. */
export interface Shared extends Table {
  readonly of: Numbers
}

/** The facts of many cases. A leaf stands in one of the two tables; the leaves of a list may be divided between them. */
export interface Columns extends Table {
  /** The words that codes and tokens point into. */
  readonly words: ReadonlyArray<string>
  readonly shared?: Shared
  /**
   * Rows whose facts no column can hold as they are: something is not what it claims to be, or missing though it was
   * declared always known. They are decided one by one; where the columns of answers have no place for what is then
   * answered, their status is `apart`. Encoders fill it.
   */
  readonly apart?: ReadonlyMap<number, unknown>
}

/** Which of the two tables a column stands in. */
export type Side = "rows" | "shared"

// ---- Functions

/** How many elements a word has room for. */
export const wordSize = 32

/** The table of a side. */
export const tableOf = (columns: Columns, side: Side): Table | undefined => (side === "rows" ? columns : columns.shared)

/** Where a leaf of a case stands, if anywhere. */
export const leafOf = (columns: Columns, name: string): readonly [Side, Leaf] | undefined => {
  for (const side of ["rows", "shared"] as const) {
    const table = tableOf(columns, side)
    if (table !== undefined && Object.hasOwn(table.leaves, name)) return [side, table.leaves[name]!]
  }
  return undefined
}

/** The parts of a list, by side. */
export const listsOf = (columns: Columns, name: string): ReadonlyArray<readonly [Side, List]> =>
  (["rows", "shared"] as const).flatMap((side) => {
    const table = tableOf(columns, side)
    return table !== undefined && Object.hasOwn(table.lists, name) ? [[side, table.lists[name]!] as const] : []
  })

/** Where a leaf of an element stands, if anywhere. */
export const elementOf = (columns: Columns, list: string, name: string): readonly [Side, Leaf] | undefined => {
  for (const [side, part] of listsOf(columns, list)) {
    if (Object.hasOwn(part.leaves, name)) return [side, part.leaves[name]!]
  }
  return undefined
}

/** Where the lengths of a list stand: in the shared table, if it has them. */
export const lengthsOf = (columns: Columns, list: string): readonly [Side, Int32Array] | undefined => {
  for (const [side, { offsets }] of listsOf(columns, list).toReversed()) {
    if (offsets !== undefined) return [side, offsets]
  }
  return undefined
}

/** Whether it is an array that a column may be; a view of another kind, and one of another realm, is not. */
export const isNumbers = (array: unknown): array is Numbers => types.some((type) => array instanceof type)

const types = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float64Array]

/** The type of an array, also of one that was derived from it, as the buffers of Node are. */
export const typeOf = (array: Numbers): Numbers[typeof Symbol.toStringTag] => array[Symbol.toStringTag]

/**
 * Sees to it, once and before a loop, that the rows `from` up to `to`, or those in `only[from]` up to `only[to]`, are
 * among so many rows.
 *
 * @throws {RangeError} when they are not, with the place that is wrong.
 */
export const assertRows = (rows: number, from: number, to: number, only?: Int32Array): void => {
  if (only !== undefined && !(only instanceof Int32Array)) throw new RangeError("`only`: give an Int32Array of rows")
  const end = only === undefined ? rows : only.length
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && from <= to && to <= end)) {
    const of = only === undefined ? "rows" : "places of `only`"
    throw new RangeError(`${of} ${from} up to ${to} are asked for, and there are ${end}`)
  }
  if (only === undefined) return
  for (let place = from; place < to; place += 1) {
    const row = only[place]!
    if (row < 0 || row >= rows) throw new RangeError(`\`only\` has row ${row} at ${place}, and there are ${rows} rows`)
  }
}

/** Whether flags of rows say yes. */
export const flag = (flags: Numbers, row: number): boolean =>
  flags instanceof Uint32Array ? ((flags[row >> 5]! >>> (row & 31)) & 1) === 1 : flags[row] === 1

/** Whether the words of a list say yes of an element, the first word of the list being `word`. */
export const bit = (words: Numbers, word: number, element: number): boolean =>
  ((words[word + (element >> 5)]! >>> (element & 31)) & 1) === 1

/** How many words a list of that length has in a column. */
export const wordsFor = (length: number, maxLength: number): number =>
  maxLength <= wordSize ? 1 : Math.ceil(length / wordSize)

/** How many words a list has on a side, and how many elements at most, where `of` and all offsets are right. */
export const measure = (
  columns: Columns,
  side: Side,
  list: { readonly name: string; readonly maxLength: number }
): { readonly words: number; readonly longest: number } => {
  const { rows } = tableOf(columns, side)!
  const [where, offsets] = lengthsOf(columns, list.name)!
  let [words, longest] = [0, 0]
  for (let row = 0; row < rows; row += 1) {
    const at = side === where ? row : columns.shared!.of[row]!
    const length = offsets[at + 1]! - offsets[at]!
    words += wordsFor(length, list.maxLength)
    if (length > longest) longest = length
  }
  return { words, longest }
}

/** The first word of each row and, last, the number of words; nothing where each row has just one. */
export const wordStarts = (
  lengths: (row: number) => number,
  rows: number,
  maxLength: number
): Int32Array | undefined => {
  if (maxLength <= wordSize) return undefined
  const starts = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row += 1) starts[row + 1] = starts[row]! + wordsFor(lengths(row), maxLength)
  return starts
}
