/**
 * Looks at columns as a whole before anything runs over them: that they are arrays of the right kinds, long enough, and
 * fit the policy's declaration and one another. Values of facts are not looked at here.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Columns from "../Columns.ts"

// ---- Models

/** What is wrong, with the column that it is wrong of. */
type Flaws = ReadonlyArray<string>

// ---- Functions

/** Why the columns cannot be read at all; empty when they can. */
export const of = (analysis: Analysis.Analysis, columns: Columns.Columns): Flaws => {
  const { shared } = columns
  const first = [...countFlaws(columns), ...wordFlaws(columns.words)]
  if (first.length > 0) return first
  const placed = placeFlaws(columns)
  const found = [
    ...placed,
    ...tableFlaws(analysis, columns, "rows"),
    ...(shared === undefined ? [] : tableFlaws(analysis, columns, "shared"))
  ]
  if (found.length > 0) return found
  const both = shared === undefined ? [] : sharedFlaws(columns, shared)
  // How many words a list has depends on all that was looked at so far.
  return both.length > 0 ? both : bitFlaws(analysis, columns)
}

const countFlaws = ({ rows, shared }: Columns.Columns): Flaws =>
  [["rows", rows] as const, ...(shared === undefined ? [] : [["shared.rows", shared.rows] as const])].flatMap(
    ([name, count]) => (Number.isSafeInteger(count) && count >= 0 ? [] : [`${name}: ${count} is no number of rows`])
  )

const wordFlaws = (words: ReadonlyArray<string>): Flaws => {
  const wrong = words.findIndex((word) => typeof word !== "string")
  if (wrong >= 0) return [`words: number ${wrong} is no text`]
  if (new Set(words).size === words.length) return []
  const seen = new Set<string>()
  const twice = words.findIndex((word) => seen.size === seen.add(word).size)
  return [`words: number ${twice} stands there before; a word has one place, by which it is compared`]
}

/** Each row has one of the shared rows. */
const placeFlaws = ({ rows, shared }: Columns.Columns): Flaws => {
  if (shared === undefined) return []
  const { of: places } = shared
  if (!Columns.isNumbers(places)) return [`shared.of: ${kinds}`]
  if (places.length < rows) return [`shared.of: ${short(places.length, rows)}`]
  for (let row = 0; row < rows; row += 1) {
    const place = places[row]!
    if (!(place >= 0 && place < shared.rows && Number.isInteger(place))) {
      return [`shared.of: row ${row} says ${place}; the shared table has ${shared.rows} rows, from 0`]
    }
  }
  return []
}

const kinds = "give an Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array or Float64Array"

const short = (length: number, needed: number): string => `it has ${length} values, and ${needed} are needed`

/** Flags of rows: bytes of 0 or 1, or a bitset. */
const flagFlaws = (flags: Columns.Flags | undefined, rows: number): Flaws => {
  if (flags === undefined) return []
  if (flags instanceof Uint32Array) {
    const words = Math.ceil(rows / 32)
    return flags.length >= words ? [] : [`it has ${flags.length * 32} bits, and ${rows} are needed`]
  }
  if (!(flags instanceof Uint8Array))
    return ["give a Uint8Array with 0 or 1 for each row, or a Uint32Array as a bitset"]
  if (flags.length < rows) return [short(flags.length, rows)]
  for (let row = 0; row < rows; row += 1) {
    if (flags[row]! > 1) return [`row ${row} says ${flags[row]!}, which is neither 0 nor 1`]
  }
  return []
}

const named = (name: string, flaws: Flaws): Flaws => flaws.map((flaw) => `${name}: ${flaw}`)

/** `set` says of an optional fact whether it is there; of others nobody would look at it. */
const setFlaws = (declared: Document.Leaf, { set }: Columns.Leaf): Flaws =>
  set === undefined || declared.optional ? [] : ["`set` is for optional facts, and this one is none"]

const tableFlaws = ({ facts }: Analysis.Analysis, columns: Columns.Columns, side: Columns.Side): Flaws => {
  const { leaves, lists, rows } = Columns.tableOf(columns, side)!
  return [
    ...Object.entries(leaves).flatMap(([name, leaf]) => {
      const declared = facts.get(name)
      if (declared === undefined || declared.kind === "list") return [`${name}: the policy declares no such leaf`]
      const { known, set, values } = leaf
      const bitset = declared.kind === "boolean" && values instanceof Uint32Array
      return [
        ...named(name, setFlaws(declared, leaf)),
        ...named(name, bitset ? flagFlaws(values, rows) : numberFlaws(values, rows)),
        ...named(`known of ${name}`, flagFlaws(known, rows)),
        ...named(`set of ${name}`, flagFlaws(set, rows))
      ]
    }),
    ...Object.entries(lists).flatMap(([name, part]) => {
      const list = facts.get(name)
      if (list?.kind !== "list") return [`${name}: the policy declares no such list`]
      return listFlaws(list, part, rows, side, columns)
    })
  ]
}

const numberFlaws = (values: Columns.Numbers, length: number): Flaws =>
  !Columns.isNumbers(values) ? [kinds] : values.length < length ? [short(values.length, length)] : []

const listFlaws = (
  list: Document.List,
  { known, leaves, offsets }: Columns.List,
  rows: number,
  side: Columns.Side,
  columns: Columns.Columns
): Flaws => {
  const { name } = list
  const lengths = Columns.lengthsOf(columns, name)
  if (lengths === undefined || (side === "shared" && offsets === undefined)) return [`${name}: it has no offsets`]
  const lengthy = offsets === undefined ? [] : named(`offsets of ${name}`, offsetFlaws(list, offsets, rows))
  if (lengthy.length > 0) return lengthy
  return [
    ...named(`known of ${name}`, flagFlaws(known, rows)),
    ...Object.entries(leaves).flatMap(([element, leaf]) => {
      const path = `${name}.${element}`
      const declared = list.elements.find((each) => each.name === element)
      if (declared === undefined) return [`${path}: the list declares no such leaf`]
      if (declared.kind === "boolean") return named(path, setFlaws(declared, leaf))
      if (offsets === undefined) return [`${path}: its list needs offsets in the same table`]
      return named(path, [...setFlaws(declared, leaf), ...numberFlaws(leaf.values, offsets[rows]!)])
    })
  ]
}

const offsetFlaws = (list: Document.List, offsets: Int32Array, rows: number): Flaws => {
  if (!(offsets instanceof Int32Array)) return ["give an Int32Array"]
  if (offsets.length < rows + 1) return [short(offsets.length, rows + 1)]
  if (offsets[0]! < 0) return [`row 0 begins at ${offsets[0]!}`]
  for (let row = 0; row < rows; row += 1) {
    const length = offsets[row + 1]! - offsets[row]!
    if (length < 0 || length > list.maxLength) {
      return [`row ${row} has ${length} elements; the policy allows 0 to ${list.maxLength}`]
    }
  }
  return []
}

/** A leaf stands in one of the two tables, and a list has the same lengths in both. */
const sharedFlaws = (columns: Columns.Columns, shared: Columns.Shared): Flaws => [
  ...Object.keys(shared.leaves)
    .filter((name) => Object.hasOwn(columns.leaves, name))
    .map((name) => `${name}: it stands in both tables`),
  ...Object.entries(columns.lists).flatMap(([name, { offsets, leaves }]) => {
    if (!Object.hasOwn(shared.lists, name)) return []
    const other = shared.lists[name]!
    const twice = Object.keys(other.leaves).filter((leaf) => Object.hasOwn(leaves, leaf))
    if (twice.length > 0) return twice.map((leaf) => `${name}.${leaf}: it stands in both tables`)
    if (offsets === undefined) return []
    for (let row = 0; row < columns.rows; row += 1) {
      const at = shared.of[row]!
      const [own, theirs] = [offsets[row + 1]! - offsets[row]!, other.offsets![at + 1]! - other.offsets![at]!]
      if (own !== theirs) {
        return [`${name}: row ${row} has ${own} elements, and ${theirs} in row ${at} of the shared table`]
      }
    }
    return []
  })
]

/** Answers and flags of lists stand in words, as many as the lists have, each with a bit for every element. */
const bitFlaws = ({ facts }: Analysis.Analysis, columns: Columns.Columns): Flaws =>
  (["rows", "shared"] as const).flatMap((side) =>
    Object.entries(Columns.tableOf(columns, side)?.lists ?? {}).flatMap(([name, { leaves }]) => {
      const list = facts.get(name) as Document.List
      const { longest, words: needed } = Columns.measure(columns, side, list)
      return list.elements.flatMap((declared) => {
        if (!Object.hasOwn(leaves, declared.name)) return []
        const path = `${name}.${declared.name}`
        const { known, set, values } = leaves[declared.name]!
        const flaws = (words: Columns.Numbers | undefined): Flaws => {
          if (words === undefined) return []
          if (!Columns.isNumbers(words) || words instanceof Float64Array) return ["give an Int32Array of words"]
          const width = words.BYTES_PER_ELEMENT * 8
          if (width < Math.min(Columns.wordSize, longest)) {
            return [`its words have ${width} bits, and a list has ${longest} elements: give an Int32Array`]
          }
          return words.length < needed ? [`it has ${words.length} words, and ${needed} are needed`] : []
        }
        return [
          ...(declared.kind === "boolean" ? named(path, flaws(values)) : []),
          ...named(`known of ${path}`, flaws(known)),
          ...named(`set of ${path}`, flaws(set))
        ]
      })
    })
  )
