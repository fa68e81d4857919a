/**
 * Puts facts as `decide` takes them into columns, in chunks, so that memory is bounded by the chunk.
 *
 * What a column cannot say is not forced into it: a row with a fact that is not what it claims to be, or without a fact
 * that was declared always known, is set apart with its facts and decided by the interpreter. Whatever is declared, the
 * answers stay those of `decide`.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Columns from "../Columns.ts"
import * as EncodeLists from "./EncodeLists.ts"
import * as ObjectReader from "./ObjectReader.ts"
import * as LeafNumber from "./LeafNumber.ts"

// ---- Models

/** Which facts may be missing, by path (`annualSales`, `sessions`, `sessions.present`), or that all of them may. */
export type Nullable = "all" | ReadonlyArray<string>

/** How rows are encoded. */
export interface Options {
  readonly nullable: Nullable
  readonly codegen: boolean
}

/** A policy whose facts are ready to be encoded. */
export interface Encoding {
  readonly reads: Analysis.Analysis["reads"]
  readonly nullable: Nullable
  readonly row: ObjectReader.Names
  readonly elements: ReadonlyArray<ObjectReader.Names>
  /** What was written last: lists begin with that room, since arrays that grow leave their halves to the collector. */
  before: ReadonlyArray<EncodeLists.Length> | undefined
}

// ---- Functions

/** Prepares a policy, once for all rows that are to come. */
export const prepare = (analysis: Analysis.Analysis, { codegen, nullable }: Options): Encoding => {
  const { declared, reads } = analysis
  const namesOf = (leaves: ReadonlyArray<{ readonly name: string }>, path: string): ObjectReader.Names =>
    ObjectReader.namesOf(
      leaves.map(({ name }) => name),
      declared.get(path)!,
      codegen
    )
  return {
    reads,
    nullable,
    row: namesOf([...reads.leaves, ...reads.lists.map(({ list }) => list)], ""),
    elements: reads.lists.map(({ leaves, list }) => namesOf(leaves, list.name)),
    before: undefined
  }
}

/** Cuts rows into chunks of columns. */
export function* chunks(encoding: Encoding, rows: Iterable<unknown>, size: number): Generator<Columns.Columns> {
  // No more than there are, where that is known.
  const most = Array.isArray(rows) ? Math.max(1, Math.min(size, rows.length)) : size
  let writer = new Writer(encoding, most)
  for (const row of rows) {
    writer.add(row)
    if (writer.rows < most) continue
    yield writer.finish()
    writer = new Writer(encoding, most)
  }
  if (writer.rows > 0) yield writer.finish()
}

/** All rows as one chunk, also where there are none. */
export const all = (encoding: Encoding, rows: ReadonlyArray<unknown>): Columns.Columns => {
  const writer = new Writer(encoding, rows.length)
  for (const row of rows) writer.add(row)
  return writer.finish()
}

class Writer {
  rows = 0
  private readonly encoding: Encoding
  private readonly leaves: ReadonlyArray<EncodeLists.LeafWriter>
  private readonly lists: ReadonlyArray<EncodeLists.ListWriter>
  private readonly object: ObjectReader.ObjectReader
  private readonly words: Array<string> = []
  private readonly apart = new Map<number, unknown>()

  constructor(encoding: Encoding, size: number) {
    const { before, elements, nullable, reads, row } = encoding
    const mayMiss = (path: string) => nullable === "all" || nullable.includes(path)
    const places = new Map<string, number>()
    const wordOf = (word: string): number => {
      const known = places.get(word)
      if (known !== undefined) return known
      places.set(word, this.words.length)
      return this.words.push(word) - 1
    }
    const writerOf = (declared: Document.Leaf, path: string, room: number, listed: boolean): EncodeLists.LeafWriter => {
      const leaf = new LeafNumber.Leaf(declared, wordOf)
      const flags = () => (listed ? new Int32Array(room) : new Uint8Array(room))
      return {
        leaf,
        values: leaf.isAnswer ? flags() : LeafNumber.columnOf(declared, room),
        known: mayMiss(path) ? flags() : undefined,
        set: declared.optional ? flags() : undefined
      }
    }
    this.encoding = encoding
    this.object = new ObjectReader.ObjectReader(row)
    this.leaves = reads.leaves.map((leaf) => writerOf(leaf, leaf.name, size, false))
    this.lists = reads.lists.map(({ leaves, list }, nth) => ({
      list,
      leaves: leaves.map((leaf) =>
        writerOf(leaf, `${list.name}.${leaf.name}`, EncodeLists.roomOf(leaf, size, before?.[nth]), true)
      ),
      object: new ObjectReader.ObjectReader(elements[nth]!),
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
      for (const writer of this.lists) EncodeLists.empty(writer, row)
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
    if (!object.read(facts, 0)) return false
    const { values } = object
    for (let nth = 0; nth < leaves.length; nth += 1) if (!put(leaves[nth]!, values[nth], row)) return false
    for (let nth = 0; nth < lists.length; nth += 1) {
      if (!EncodeLists.put(lists[nth]!, values[leaves.length + nth], row)) return false
    }
    return true
  }

  finish(): Columns.Columns {
    const leavesOf = (leaves: ReadonlyArray<EncodeLists.LeafWriter>) =>
      Object.fromEntries(
        leaves.map(({ known, leaf, set, values }): readonly [string, Columns.Leaf] => [
          leaf.name,
          { values, ...(known && { known }), ...(set && { set }) }
        ])
      )
    const { apart, leaves, lists, rows, words } = this
    for (const writer of lists) EncodeLists.makeRoom(writer, 0)
    this.encoding.before = lists.map(({ elements, words: used }) => ({ rows, elements, words: used }))
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
const put = ({ known, leaf, set, values }: EncodeLists.LeafWriter, value: unknown, row: number): boolean => {
  if (value === undefined) {
    if (!leaf.isAnswer) values[row] = leaf.low
    return known !== undefined
  }
  const plain = leaf.optional ? LeafNumber.plain(value) : value
  if (plain === LeafNumber.absent) {
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
