/**
 * Puts facts as `decide` takes them into columns, in chunks, so that memory is bounded by the chunk.
 *
 * What a column cannot say is not forced into it: a row with a fact that is not what it claims to be, or without a fact
 * that was declared always known, is set apart with its facts and decided by the interpreter. Whatever is declared, the
 * answers stay those of `decide`.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Columns from "./Columns.ts"
import { ObjectReader } from "./ObjectReader.ts"
import * as Values from "./Values.ts"

// ---- Models

/** Which facts may be missing, by path (`annualSales`, `sessions`, `sessions.present`), or that all of them may. */
export type Nullable = "all" | ReadonlyArray<string>

/** How rows are encoded. */
export interface Options {
  readonly nullable: Nullable
  readonly codegen: boolean
}

/** A leaf while rows are written; its flags are bytes of rows, or words of a list. */
interface LeafWriter {
  readonly leaf: Values.Leaf
  values: Int32Array | Float64Array | Uint8Array
  known: Uint8Array | Int32Array | undefined
  set: Uint8Array | Int32Array | undefined
}

/** A list while rows are written; `elements` and `words` are those of the rows before. */
interface ListWriter {
  readonly list: Document.List
  readonly leaves: ReadonlyArray<LeafWriter>
  readonly object: ObjectReader
  readonly offsets: Int32Array
  readonly known: Uint8Array | undefined
  elements: number
  words: number
}

// ---- Rules

/** Cuts rows into chunks of columns. */
export function* chunks(
  analysis: Analysis.Analysis,
  rows: Iterable<unknown>,
  size: number,
  options: Options
): Generator<Columns.Columns> {
  const readers = readersOf(analysis, options.codegen)
  let writer = new Writer(analysis, size, options.nullable, readers)
  for (const row of rows) {
    writer.add(row)
    if (writer.rows < size) continue
    yield writer.finish()
    writer = new Writer(analysis, size, options.nullable, readers)
  }
  if (writer.rows > 0) yield writer.finish()
}

/** All rows as one chunk, also where there are none. */
export const all = (analysis: Analysis.Analysis, rows: ReadonlyArray<unknown>, options: Options): Columns.Columns => {
  const writer = new Writer(analysis, rows.length, options.nullable, readersOf(analysis, options.codegen))
  for (const row of rows) writer.add(row)
  return writer.finish()
}

interface Readers {
  readonly row: ObjectReader
  readonly elements: ReadonlyMap<string, ObjectReader>
}

const readersOf = ({ declared, reads }: Analysis.Analysis, codegen: boolean): Readers => {
  const names = (leaves: ReadonlyArray<{ readonly name: string }>) => leaves.map(({ name }) => name)
  return {
    row: new ObjectReader(
      [...names(reads.leaves), ...names(reads.lists.map(({ list }) => list))],
      declared.get("")!,
      codegen
    ),
    elements: new Map(
      reads.lists.map(({ leaves, list }) => [
        list.name,
        new ObjectReader(names(leaves), declared.get(list.name)!, codegen)
      ])
    )
  }
}

class Writer {
  rows = 0
  private readonly leaves: ReadonlyArray<LeafWriter>
  private readonly lists: ReadonlyArray<ListWriter>
  private readonly object: ObjectReader
  private readonly words: Array<string> = []
  private readonly apart = new Map<number, unknown>()

  constructor({ reads }: Analysis.Analysis, size: number, nullable: Nullable, readers: Readers) {
    const mayMiss = (path: string) => nullable === "all" || nullable.includes(path)
    const places = new Map<string, number>()
    const wordOf = (word: string): number => {
      const known = places.get(word)
      if (known !== undefined) return known
      places.set(word, this.words.length)
      return this.words.push(word) - 1
    }
    const writerOf = (declared: Document.Leaf, path: string, room: number, listed: boolean): LeafWriter => {
      const leaf = new Values.Leaf(declared, wordOf)
      const flags = () => (listed ? new Int32Array(room) : new Uint8Array(room))
      return {
        leaf,
        values: leaf.isAnswer ? flags() : Values.columnOf(declared, room),
        known: mayMiss(path) ? flags() : undefined,
        set: declared.optional ? flags() : undefined
      }
    }
    this.object = readers.row
    this.leaves = reads.leaves.map((leaf) => writerOf(leaf, leaf.name, size, false))
    this.lists = reads.lists.map(({ leaves, list }) => ({
      list,
      leaves: leaves.map((leaf) => writerOf(leaf, `${list.name}.${leaf.name}`, 64, true)),
      object: readers.elements.get(list.name)!,
      offsets: new Int32Array(size + 1),
      known: mayMiss(list.name) ? new Uint8Array(size) : undefined,
      elements: 0,
      words: 0
    }))
  }

  add(facts: unknown): void {
    const row = this.rows
    if (!this.fits(facts, row)) {
      this.apart.set(row, facts)
      for (const writer of this.lists) empty(writer, row)
    }
    for (const writer of this.lists) {
      const { list, offsets } = writer
      writer.elements = offsets[row + 1]!
      writer.words += Columns.wordsFor(writer.elements - offsets[row]!, list.maxLength)
    }
    this.rows += 1
  }

  /** Writes a row; says whether the columns hold all of it. */
  private fits(facts: unknown, row: number): boolean {
    const { leaves, lists, object } = this
    if (!object.read(facts)) return false
    const { values } = object
    for (let nth = 0; nth < leaves.length; nth += 1) if (!put(leaves[nth]!, values[nth], row)) return false
    for (let nth = 0; nth < lists.length; nth += 1) {
      if (!putList(lists[nth]!, values[leaves.length + nth], row)) return false
    }
    return true
  }

  finish(): Columns.Columns {
    const leavesOf = (leaves: ReadonlyArray<LeafWriter>) =>
      Object.fromEntries(
        leaves.map(({ known, leaf, set, values }): readonly [string, Columns.Leaf] => [
          leaf.name,
          { values, ...(known && { known }), ...(set && { set }) }
        ])
      )
    const { apart, leaves, lists, rows, words } = this
    for (const writer of lists) makeRoom(writer, 0)
    return {
      rows,
      words,
      apart,
      leaves: leavesOf(leaves),
      lists: Object.fromEntries(
        lists.map(({ known, leaves: elements, list, offsets }) => [
          list.name,
          { offsets, leaves: leavesOf(elements), ...(known && { known }) }
        ])
      )
    }
  }
}

/** Writes a value of a row, or that there is none. */
const put = ({ known, leaf, set, values }: LeafWriter, value: unknown, row: number): boolean => {
  if (value === undefined) {
    if (!leaf.isAnswer) values[row] = leaf.low
    return known !== undefined
  }
  const plain = leaf.optional ? Values.plain(value) : value
  if (plain === Values.absent) {
    if (!leaf.isAnswer) values[row] = leaf.low
  } else {
    const number = leaf.read(plain)
    if (number !== number) return false
    values[row] = number
    if (set !== undefined) set[row] = 1
  }
  if (known !== undefined) known[row] = 1
  return true
}

const putList = (writer: ListWriter, given: unknown, row: number): boolean => {
  const { known, leaves, list, object, offsets } = writer
  offsets[row + 1] = offsets[row]!
  if (given === undefined) return known !== undefined
  if (!Array.isArray(given) || given.length > list.maxLength) return false
  const elements: ReadonlyArray<unknown> = given
  makeRoom(writer, elements.length)
  for (let nth = 0; nth < elements.length; nth += 1) {
    if (!object.read(elements[nth])) return false
    const word = writer.words + (nth >> 5)
    for (let leaf = 0; leaf < leaves.length; leaf += 1) {
      if (!putElement(leaves[leaf]!, object.values[leaf], writer.elements + nth, word, 1 << nth)) return false
    }
  }
  if (known !== undefined) known[row] = 1
  offsets[row + 1] = offsets[row]! + elements.length
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
  const plain = leaf.optional ? Values.plain(value) : value
  if (plain === Values.absent) {
    if (!leaf.isAnswer) values[at] = leaf.low
  } else if (plain === true && leaf.isAnswer) {
    // Most of what lists hold are answers.
    values[word]! |= bit
    if (set !== undefined) set[word]! |= bit
  } else {
    const number = leaf.read(plain)
    if (number !== number) return false
    if (!leaf.isAnswer) values[at] = number
    if (set !== undefined) set[word]! |= bit
  }
  if (known !== undefined) known[word]! |= bit
  return true
}

/** Takes back what was written of a row that the columns do not hold. */
const empty = ({ known, leaves, offsets, words }: ListWriter, row: number): void => {
  offsets[row + 1] = offsets[row]!
  if (known !== undefined) known[row] = 0
  for (const writer of leaves) {
    writer.known?.fill(0, words)
    writer.set?.fill(0, words)
    if (writer.leaf.isAnswer) writer.values.fill(0, words)
  }
}

const makeRoom = ({ elements, leaves, list, words }: ListWriter, length: number): void => {
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
