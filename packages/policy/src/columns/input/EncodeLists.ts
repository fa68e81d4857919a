/**
 * Writes the lists of rows into columns, one leaf after the other.
 */
import type * as Document from "../../tree/Document.ts"
import * as Columns from "../Columns.ts"
import type * as ObjectReader from "./ObjectReader.ts"
import * as LeafNumber from "./LeafNumber.ts"

// ---- Models

/** A leaf while rows are written; its flags are bytes of rows, or words of a list. */
export interface LeafWriter {
  readonly leaf: LeafNumber.Leaf
  values: Int32Array | Float64Array | Uint8Array
  known: Uint8Array | Int32Array | undefined
  set: Uint8Array | Int32Array | undefined
}

/** A list while rows are written; `elements` and `words` are those of the rows before. */
export interface ListWriter {
  readonly list: Document.List
  readonly leaves: ReadonlyArray<LeafWriter>
  readonly object: ObjectReader.ObjectReader
  readonly offsets: Int32Array
  readonly known: Uint8Array | undefined
  elements: number
  words: number
}

/** How long the columns of a list became. */
export interface Length {
  readonly rows: number
  readonly elements: number
  readonly words: number
}

// ---- Functions

/** Room for a column of a list: as much for a row as the rows before had, an eighth more, and never more than they had. */
export const roomOf = ({ kind }: Document.Leaf, rows: number, before: Length | undefined): number => {
  if (before === undefined || before.rows === 0) return least
  const used = kind === "boolean" ? before.words : before.elements
  return Math.max(least, Math.ceil((used * Math.min(1, rows / before.rows) * 9) / 8))
}

/** Room to begin with where nothing is known. */
const least = 64

/** Writes the list of a row, or that there is none; says whether the columns hold all of it. */
export const put = (writer: ListWriter, given: unknown, row: number): boolean => {
  const { known, leaves, list, object, offsets } = writer
  offsets[row + 1] = offsets[row]!
  if (given === undefined) return known !== undefined
  if (!Array.isArray(given) || given.length > list.maxLength) return false
  const elements: ReadonlyArray<unknown> = given
  makeRoom(writer, elements.length)
  for (let nth = 0; nth < elements.length; nth += 1) {
    if (!object.read(elements[nth], nth * leaves.length)) return false
  }
  for (let nth = 0; nth < leaves.length; nth += 1) {
    if (!putElements(leaves[nth]!, object.values, nth, leaves.length, elements.length, writer)) return false
  }
  if (known !== undefined) known[row] = 1
  offsets[row + 1] = offsets[row]! + elements.length
  return true
}

/**
 * Writes the values of a leaf for all elements of a list, which stand in `read` from `first`, `step` apart: one leaf
 * after the other, so that what is known of a leaf is looked up once a list.
 */
const putElements = (
  writer: LeafWriter,
  read: ReadonlyArray<unknown>,
  first: number,
  step: number,
  length: number,
  { elements, words }: ListWriter
): boolean => {
  const { known, leaf, values } = writer
  const isAlways = known === undefined && !leaf.optional
  if (isAlways && leaf.isAnswer) return putAnswers(values, read, first, step, length, words)
  for (let nth = 0; nth < length; nth += 1) {
    const value = read[first + nth * step]
    if (isAlways) {
      const number = leaf.read(value)
      if (number !== number) return false
      values[elements + nth] = number
    } else if (!putElement(writer, value, elements + nth, words + (nth >> 5), 1 << nth)) return false
  }
  return true
}

/** Most of what lists hold are answers that are always known. */
const putAnswers = (
  words: Columns.Numbers,
  read: ReadonlyArray<unknown>,
  first: number,
  step: number,
  length: number,
  from: number
): boolean => {
  for (let begin = 0; begin < length; begin += Columns.wordSize) {
    const end = Math.min(length, begin + Columns.wordSize)
    let bits = 0
    for (let nth = begin; nth < end; nth += 1) {
      const value = read[first + nth * step]
      if (value === true) bits |= 1 << nth
      else if (value !== false) return false
    }
    words[from + (begin >> 5)] = bits
  }
  return true
}

/** Writes a value of an element; `bit` is its place in the words. */
const putElement = (
  { known, leaf, set, values }: LeafWriter,
  value: unknown,
  at: number,
  word: number,
  bit: number
): boolean => {
  if (value === undefined) {
    if (!leaf.isAnswer) values[at] = leaf.low
    return known !== undefined
  }
  const plain = leaf.optional ? LeafNumber.plain(value) : value
  if (plain === LeafNumber.absent) {
    if (!leaf.isAnswer) values[at] = leaf.low
  } else {
    const number = leaf.read(plain)
    if (number !== number) return false
    if (!leaf.isAnswer) values[at] = number
    else if (number === 1) values[word]! |= bit
    if (set !== undefined) set[word]! |= bit
  }
  if (known !== undefined) known[word]! |= bit
  return true
}

/** Takes back what was written of a row that the columns do not hold. */
export const empty = ({ known, leaves, list, offsets, words }: ListWriter, row: number): void => {
  offsets[row + 1] = offsets[row]!
  if (known !== undefined) known[row] = 0
  const end = words + Columns.wordsFor(list.maxLength, list.maxLength)
  for (const writer of leaves) {
    writer.known?.fill(0, words, end)
    writer.set?.fill(0, words, end)
    if (writer.leaf.isAnswer) writer.values.fill(0, words, end)
  }
}

/** Sees to it that a list of so many elements has room. */
export const makeRoom = ({ elements, leaves, list, words }: ListWriter, length: number): void => {
  const room = words + Columns.wordsFor(length, list.maxLength)
  for (const writer of leaves) {
    writer.values = roomy(writer.values, writer.leaf.isAnswer ? room : elements + length)
    if (writer.known !== undefined) writer.known = roomy(writer.known, room)
    if (writer.set !== undefined) writer.set = roomy(writer.set, room)
  }
}

const roomy = <A extends Int32Array | Float64Array | Uint8Array>(column: A, length: number): A => {
  if (column.length >= length) return column
  const larger = new (column.constructor as new (length: number) => A)(length * 2)
  larger.set(column)
  return larger
}
