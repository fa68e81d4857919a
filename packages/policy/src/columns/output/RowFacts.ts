/**
 * The facts of one row, as `decide` takes them. Only what the policy reads is there; nothing else could matter.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"
import type * as Case from "../../decide/Case.ts"
import * as Columns from "../Columns.ts"

// ---- Functions

/** The facts of a row. A value that no fact could have stays a number, so that the answer is `Invalid`. */
export const facts = (
  { reads }: Analysis.Analysis,
  columns: Columns.Columns,
  row: number,
  wordOf: (side: Columns.Side, list: string, row: number) => number
): Case.Facts => {
  const at = (side: Columns.Side) => (side === "rows" ? row : columns.shared!.of[row]!)
  const entries: Array<readonly [string, unknown]> = []
  for (const leaf of reads.leaves) {
    const place = Columns.leafOf(columns, leaf.name)
    if (place === undefined) continue
    const [side, column] = place
    const has = (flags: Columns.Flags | undefined) => flags === undefined || Columns.flag(flags, at(side))
    if (!has(column.known)) continue
    const plain = leaf.kind === "boolean" ? answerAt(column.values, at(side)) : column.values[at(side)]!
    entries.push([leaf.name, valueOf(leaf, plain, has(column.set), columns.words)])
  }
  for (const { leaves, list } of reads.lists) {
    const lengths = Columns.lengthsOf(columns, list.name)
    const parts = Columns.listsOf(columns, list.name)
    if (lengths === undefined) continue
    if (parts.some(([side, { known }]) => known !== undefined && !Columns.flag(known, at(side)))) continue
    const [from, offsets] = lengths
    const length = offsets[at(from) + 1]! - offsets[at(from)]!
    entries.push([
      list.name,
      Array.from({ length }, (_, nth) =>
        Object.fromEntries(
          leaves.flatMap((leaf) => {
            const place = Columns.elementOf(columns, list.name, leaf.name)
            if (place === undefined) return []
            const [side, column] = place
            const word = wordOf(side, list.name, at(side))
            const has = (flags: Columns.Flags | undefined) => flags === undefined || Columns.bit(flags, word, nth)
            if (!has(column.known)) return []
            const first = Columns.tableOf(columns, side)!.lists[list.name]!.offsets?.[at(side)] ?? 0
            const plain =
              leaf.kind === "boolean" ? Number(Columns.bit(column.values, word, nth)) : column.values[first + nth]!
            return [[leaf.name, valueOf(leaf, plain, has(column.set), columns.words)]]
          })
        )
      )
    ])
  }
  return Object.fromEntries(entries)
}

const answerAt = (values: Columns.Numbers, row: number): number =>
  values instanceof Uint32Array ? Number(Columns.flag(values, row)) : values[row]!

const valueOf = (leaf: Document.Leaf, plain: number, set: boolean, words: ReadonlyArray<string>): unknown => {
  if (!leaf.optional) return plainOf(leaf, plain, words)
  return set ? Option.some(plainOf(leaf, plain, words)) : Option.none()
}

const plainOf = (leaf: Document.Leaf, plain: number, words: ReadonlyArray<string>): unknown => {
  switch (leaf.kind) {
    case "boolean":
      return plain === 0 ? false : plain === 1 ? true : plain
    case "integer":
    case "money":
      return plain
    case "date":
      return dateOf(plain)
    case "text":
      return leaf.literals[plain] ?? plain
    case "code":
    case "token":
      return words[plain] ?? plain
  }
}

/** A day as text; a number that is no day stays one. */
export const dateOf = (day: number): CivilDate.CivilDate | number =>
  Number.isInteger(day) ? Result.getOrElse(CivilDate.fromEpochDay(day), () => day) : day
