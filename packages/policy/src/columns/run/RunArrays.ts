/**
 * The environment of a run: the arrays that it reads, found by what they are: columns, where lists begin, constant
 * tables.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Node from "../../tree/Node.ts"
import * as PopCount from "./PopCount.ts"
import * as CalendarTable from "../compile/CalendarTable.ts"
import * as Columns from "../Columns.ts"
import type * as Ir from "../compile/Ir.ts"

// ---- Models

/** Something that a run reads. */
export type Need =
  | Ir.Source
  | { readonly kind: "of" }
  | { readonly kind: "offsets" | "starts"; readonly side: Columns.Side; readonly list: string }
  | { readonly kind: "monthly" | "calendar" | "bits" }
  | { readonly kind: "table"; readonly table: ReadonlyArray<number> }
  | { readonly kind: "among"; readonly literals: ReadonlyArray<string> }
  | { readonly kind: "word"; readonly literal: string }

/**
 * What is found for a need: mostly an array. A `word` is one number, −1 where the columns do not have it; a `calendar`
 * reads the days that the table of months does not have.
 */
export type Found = Columns.Numbers | number | ((day: number) => number)

// ---- Functions

/** The columns of one run. */
export class Environment {
  readonly columns: Columns.Columns
  private readonly analysis: Analysis.Analysis
  private readonly hoisted: ReadonlyArray<Columns.Numbers>
  private readonly places: ReadonlyMap<string, number>

  constructor(
    analysis: Analysis.Analysis,
    columns: Columns.Columns,
    places: ReadonlyMap<string, number>,
    hoisted: ReadonlyArray<Columns.Numbers>
  ) {
    this.analysis = analysis
    this.columns = columns
    this.places = places
    this.hoisted = hoisted
  }

  /** How many elements a list may have. */
  most(list: string): number {
    return (this.analysis.facts.get(list) as Document.List).maxLength
  }

  /** Whether each row has just one word for a list. */
  isSingle(list: string): boolean {
    return this.most(list) <= Columns.wordSize
  }

  /** Whether a source has answers, not numbers. */
  isAnswer(source: Ir.Source): boolean {
    if (source.kind !== "column") return source.kind === "listed"
    return source.part !== "values" || (this.analysis.facts.get(source.path) as Document.Leaf).kind === "boolean"
  }

  /** Whether a source of rows is a bitset: answers in an array that could also hold numbers. */
  isBitset(source: Ir.Source): boolean {
    return this.isAnswer(source) && this.find(source) instanceof Uint32Array
  }

  /** Where the lengths of a list stand. */
  lengthsOf(list: string): Columns.Side {
    return Columns.lengthsOf(this.columns, list)![0]
  }

  /** How many elements a list has in a row of a side. */
  length(side: Columns.Side, list: string): (row: number) => number {
    const [where, offsets] = Columns.lengthsOf(this.columns, list) ?? ["rows", new Int32Array(0)]
    const of = side === "rows" && where === "shared" ? this.columns.shared!.of : undefined
    return (row) => {
      const at = of === undefined ? row : of[row]!
      return offsets.length === 0 ? 0 : offsets[at + 1]! - offsets[at]!
    }
  }

  /** The first word of each row of a side, and the number of words; nothing where each row has just one. */
  starts(side: Columns.Side, list: string): Int32Array | undefined {
    const rows = Columns.tableOf(this.columns, side)!.rows
    return Columns.wordStarts(this.length(side, list), rows, this.most(list))
  }

  find(need: Need): Found {
    switch (need.kind) {
      case "column": {
        const { list, name } = Node.pathOf(need.path)
        const [, leaf] =
          list === undefined ? Columns.leafOf(this.columns, name)! : Columns.elementOf(this.columns, list, name)!
        return leaf[need.part]!
      }
      case "listed":
        return Columns.tableOf(this.columns, need.side)!.lists[need.list]!.known!
      case "hoisted":
        return this.hoisted[need.place]!
      case "of":
        return this.columns.shared!.of
      case "offsets":
        return Columns.tableOf(this.columns, need.side)!.lists[need.list]!.offsets!
      case "starts":
        return this.starts(need.side, need.list)!
      case "monthly":
        return CalendarTable.table()
      case "calendar":
        return CalendarTable.monthly
      case "bits":
        return PopCount.table()
      case "table":
        return Int32Array.from(need.table)
      case "among": {
        const members = new Uint8Array(this.columns.words.length)
        for (const literal of need.literals) {
          const place = this.places.get(literal)
          if (place !== undefined) members[place] = 1
        }
        return members
      }
      case "word":
        return this.places.get(need.literal) ?? -1
    }
  }
}
