/**
 * Looks at columns before anything runs over them: that they fit together, and in which rows a fact is not what it
 * claims to be. A loop can then do without looking.
 */
import * as Schema from "effect/Schema"
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Columns from "./Columns.ts"
import * as LowerFacts from "./LowerFacts.ts"

// ---- Errors

/** The columns do not fit the policy's declaration or one another; every reason is listed. */
export class ColumnsRefused extends Schema.TaggedError<ColumnsRefused>()("ColumnsRefused", {
  reasons: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return ["the columns cannot be read:", ...this.reasons.map((reason) => `  ${reason}`)].join("\n")
  }
}

// ---- Rules

/** Why the columns cannot be read at all; empty when they can. Values are not looked at. */
export const flaws = (analysis: Analysis.Analysis, columns: Columns.Columns): ReadonlyArray<string> => {
  const { shared } = columns
  const found = tableFlaws(analysis, columns, "rows")
  if (found.length > 0 || shared === undefined) return found
  const more = tableFlaws(analysis, columns, "shared")
  const twice = Object.keys(shared.leaves).filter((name) => Object.hasOwn(columns.leaves, name))
  const placed = shared.of.length >= columns.rows && within(shared.of, columns.rows, 0, shared.rows - 1)
  return [
    ...more,
    ...twice.map((name) => `${name}: it stands in both tables`),
    ...(placed ? [] : ["of: a row of the shared table for each row is needed"]),
    ...(more.length === 0 && placed ? lengthFlaws(columns) : [])
  ]
}

const within = (numbers: Columns.Numbers, length: number, low: number, high: number): boolean => {
  for (let at = 0; at < length; at += 1) if (!(numbers[at]! >= low && numbers[at]! <= high)) return false
  return true
}

const tableFlaws = (
  { facts }: Analysis.Analysis,
  columns: Columns.Columns,
  side: Columns.Side
): ReadonlyArray<string> => {
  const table = Columns.tableOf(columns, side)!
  const flags = (of: Columns.Flags | undefined) =>
    of === undefined || (of instanceof Uint32Array ? of.length * 32 : of.length) >= table.rows
  const leafFlaws = Object.entries(table.leaves).flatMap(([name, leaf]) => {
    const fact = facts.get(name)
    if (fact === undefined || fact.kind === "list") return [`${name}: the policy declares no such leaf`]
    const fits = fact.kind === "boolean" ? flags(leaf.values) : leaf.values.length >= table.rows
    const whole = fits && flags(leaf.known) && flags(leaf.set)
    return whole ? [] : [`${name}: the column is shorter than the table`]
  })
  return [
    ...leafFlaws,
    ...Object.entries(table.lists).flatMap(([name, part]) => {
      const list = facts.get(name)
      if (list?.kind !== "list") return [`${name}: the policy declares no such list`]
      return listFlaws(list, part, table.rows, side, columns).map((flaw) => `${name}: ${flaw}`)
    })
  ]
}

const listFlaws = (
  list: Document.List,
  { known, leaves, offsets }: Columns.List,
  rows: number,
  side: Columns.Side,
  columns: Columns.Columns
): ReadonlyArray<string> => {
  const lengths = Columns.lengthsOf(columns, list.name)
  if (lengths === undefined || (side === "shared" && offsets === undefined)) return ["it has no offsets"]
  if (offsets !== undefined) {
    if (offsets.length < rows + 1) return ["there are fewer offsets than rows"]
    for (let row = 0; row < rows; row += 1) {
      const length = offsets[row + 1]! - offsets[row]!
      if (length < 0 || length > list.maxLength) return [`row ${row} has ${length} elements`]
    }
  }
  const bits = known === undefined || (known instanceof Uint32Array ? known.length * 32 : known.length) >= rows
  const single = list.maxLength <= Columns.wordSize
  // How many words rows of several have depends on lengths that `lengthFlaws` has yet to compare.
  const fitsWords = (flags: Columns.Flags | undefined) => flags === undefined || !single || flags.length >= rows
  return [
    ...(bits ? [] : ["`known` is shorter than the table"]),
    ...Object.entries(leaves).flatMap(([name, leaf]) => {
      const declared = list.elements.find((element) => element.name === name)
      if (declared === undefined) return [`it declares no ${name}`]
      if (declared.kind !== "boolean" && offsets === undefined) return [`${name} needs offsets of its own`]
      const values = declared.kind === "boolean" ? fitsWords(leaf.values) : leaf.values.length >= (offsets?.[rows] ?? 0)
      return values && fitsWords(leaf.known) && fitsWords(leaf.set) ? [] : [`${name} is shorter than the list`]
    })
  ]
}

/** A list that stands in both tables has the same lengths in both. */
const lengthFlaws = (columns: Columns.Columns): ReadonlyArray<string> => {
  const { of } = columns.shared!
  return Object.entries(columns.lists).flatMap(([name, { offsets, leaves }]) => {
    const other = columns.shared!.lists[name]
    if (other === undefined) return []
    const twice = Object.keys(other.leaves).filter((leaf) => Object.hasOwn(leaves, leaf))
    if (twice.length > 0) return twice.map((leaf) => `${name}.${leaf}: it stands in both tables`)
    if (offsets === undefined) return []
    for (let row = 0; row < columns.rows; row += 1) {
      const length = other.offsets![of[row]! + 1]! - other.offsets![of[row]!]!
      if (offsets[row + 1]! - offsets[row]! !== length) return [`${name}: row ${row} has another length in each table`]
    }
    return []
  })
}

/** Rows in which a leaf that the policy reads lies outside its literals or bounds, rising, each once. */
export const invalidRows = ({ reads }: Analysis.Analysis, columns: Columns.Columns): Int32Array => {
  const found = new Set<number>()
  const inShared = new Set<number>()
  const report = (side: Columns.Side) => (row: number) => (side === "rows" ? found : inShared).add(row)
  for (const leaf of reads.leaves) {
    const place = Columns.leafOf(columns, leaf.name)
    if (place === undefined) continue
    const [side, column] = place
    checkLeaf(leaf, column, Columns.tableOf(columns, side)!.rows, columns.words, report(side))
  }
  for (const { leaves, list } of reads.lists) {
    for (const [side, part] of Columns.listsOf(columns, list.name)) {
      for (const leaf of leaves) {
        const column = part.leaves[leaf.name]
        if (column !== undefined && leaf.kind !== "boolean") {
          checkElements(list, leaf, part, column, Columns.tableOf(columns, side)!.rows, columns.words, report(side))
        }
      }
    }
  }
  if (inShared.size > 0) {
    const { of } = columns.shared!
    for (let row = 0; row < columns.rows; row += 1) if (inShared.has(of[row]!)) found.add(row)
  }
  return Int32Array.from(found).toSorted()
}

type Fits = (value: number) => boolean

/** Whether a number can stand for a value of the leaf. */
const fitsOf = (leaf: Document.Leaf, words: ReadonlyArray<string>): Fits => {
  if (leaf.kind === "code" || leaf.kind === "token") {
    const fitting = words.map((word) => word.length >= 1 && word.length <= leaf.maxLength)
    return (value) => fitting[value] === true
  }
  const { high, low } = LowerFacts.boundsOf(leaf)
  return (value) => value >= low && value <= high && Number.isSafeInteger(value)
}

const isLooked = (column: Columns.Leaf, row: number): boolean =>
  (column.known === undefined || Columns.flag(column.known, row)) &&
  (column.set === undefined || Columns.flag(column.set, row))

const checkLeaf = (
  leaf: Document.Leaf,
  column: Columns.Leaf,
  rows: number,
  words: ReadonlyArray<string>,
  report: (row: number) => void
): void => {
  const { values } = column
  if (leaf.kind === "boolean") {
    if (values instanceof Uint32Array) return
    for (let row = 0; row < rows; row += 1) if (values[row]! > 1 && isLooked(column, row)) report(row)
    return
  }
  const { high, low } = LowerFacts.boundsOf(leaf)
  const whole = !(values instanceof Float64Array)
  const fits = fitsOf(leaf, words)
  const plain = leaf.kind !== "code" && leaf.kind !== "token"
  for (let row = 0; row < rows; row += 1) {
    const value = values[row]!
    if (plain && whole && value >= low && value <= high) continue
    if (!fits(value) && isLooked(column, row)) report(row)
  }
}

const checkElements = (
  list: Document.List,
  leaf: Document.Leaf,
  { offsets }: Columns.List,
  column: Columns.Leaf,
  rows: number,
  words: ReadonlyArray<string>,
  report: (row: number) => void
): void => {
  const fits = fitsOf(leaf, words)
  let word = 0
  for (let row = 0; row < rows; row += 1) {
    const first = offsets![row]!
    const length = offsets![row + 1]! - first
    for (let nth = 0; nth < length; nth += 1) {
      if (fits(column.values[first + nth]!)) continue
      const known = column.known === undefined || Columns.bit(column.known, word, nth)
      const set = column.set === undefined || Columns.bit(column.set, word, nth)
      if (known && set) report(row)
    }
    word += Columns.wordsFor(length, list.maxLength)
  }
}
