/**
 * Looks at the values of columns before anything runs over them: in which rows a fact is not what it claims to be. A loop
 * can then do without looking.
 */
import * as Schema from "effect/Schema"
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Columns from "../Columns.ts"
import * as LowerFacts from "../compile/LowerFacts.ts"

// ---- Errors

/** The columns do not fit the policy's declaration or one another; every reason is listed. */
export class ColumnsRefused extends Schema.TaggedError<ColumnsRefused>()("ColumnsRefused", {
  reasons: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return ["the columns cannot be read:", ...this.reasons.map((reason) => `  ${reason}`)].join("\n")
  }
}

// ---- Functions

/** Rows in which a leaf that the policy reads lies outside its literals or bounds, rising, each once. */
export const invalidRows = ({ reads }: Analysis.Analysis, columns: Columns.Columns): Int32Array => {
  const found = new Set<number>()
  /** Takes rows of a side that are wrong; those of the shared table stand for all rows that have them. */
  const report = (side: Columns.Side, wrong: ReadonlySet<number>, isThere: (row: number) => boolean): void => {
    if (wrong.size === 0) return
    if (side === "rows") for (const row of wrong) void (isThere(row) && found.add(row))
    else {
      const { of } = columns.shared!
      for (let row = 0; row < columns.rows; row += 1) if (wrong.has(of[row]!) && isThere(row)) found.add(row)
    }
  }
  for (const leaf of reads.leaves) {
    const place = Columns.leafOf(columns, leaf.name)
    if (place === undefined) continue
    const [side, column] = place
    report(side, wrongValues(leaf, column, Columns.tableOf(columns, side)!.rows, columns.words), () => true)
  }
  for (const { leaves, list } of reads.lists) {
    const parts = Columns.listsOf(columns, list.name)
    // Nobody looks at the elements of a list that is missing on either side.
    const isThere = (row: number) =>
      parts.every(
        ([side, { known }]) =>
          known === undefined || Columns.flag(known, side === "rows" ? row : columns.shared!.of[row]!)
      )
    for (const [side, part] of parts) {
      for (const leaf of leaves) {
        if (leaf.kind === "boolean" || !Object.hasOwn(part.leaves, leaf.name)) continue
        const { rows } = Columns.tableOf(columns, side)!
        report(side, wrongElements(list, leaf, part, rows, columns.words), isThere)
      }
    }
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

const wrongValues = (
  leaf: Document.Leaf,
  column: Columns.Leaf,
  rows: number,
  words: ReadonlyArray<string>
): ReadonlySet<number> => {
  const { values } = column
  const wrong = new Set<number>()
  if (leaf.kind === "boolean") {
    if (values instanceof Uint32Array) return wrong
    for (let row = 0; row < rows; row += 1) {
      const value = values[row]!
      if (value !== 0 && value !== 1 && isLooked(column, row)) wrong.add(row)
    }
    return wrong
  }
  const { high, low } = LowerFacts.boundsOf(leaf)
  const whole = !(values instanceof Float64Array)
  const fits = fitsOf(leaf, words)
  const plain = leaf.kind !== "code" && leaf.kind !== "token"
  for (let row = 0; row < rows; row += 1) {
    const value = values[row]!
    if (plain && whole && value >= low && value <= high) continue
    if (!fits(value) && isLooked(column, row)) wrong.add(row)
  }
  return wrong
}

const wrongElements = (
  list: Document.List,
  leaf: Document.Leaf,
  { leaves, offsets }: Columns.List,
  rows: number,
  words: ReadonlyArray<string>
): ReadonlySet<number> => {
  const column = leaves[leaf.name]!
  const fits = fitsOf(leaf, words)
  const wrong = new Set<number>()
  let word = 0
  for (let row = 0; row < rows; row += 1) {
    const first = offsets![row]!
    const length = offsets![row + 1]! - first
    for (let nth = 0; nth < length; nth += 1) {
      if (fits(column.values[first + nth]!)) continue
      const known = column.known === undefined || Columns.bit(column.known, word, nth)
      const set = column.set === undefined || Columns.bit(column.set, word, nth)
      if (known && set) wrong.add(row)
    }
    word += Columns.wordsFor(length, list.maxLength)
  }
  return wrong
}
