/**
 * Lowers facts and constants: what stands in columns becomes loads, what stands nowhere is missing in every row.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import * as Node from "../../tree/Node.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"
import * as Columns from "../Columns.ts"
import * as ThreeValued from "./ThreeValued.ts"
import type { Level, Part, Term } from "./Ir.ts"
import type { Terms } from "./IrBuilder.ts"

// ---- Models

/** Between which numbers a value lies, both included. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** The facts of a policy in columns of one layout. */
export class Facts {
  /** All texts that the policy can name; a text is a place here. */
  readonly vocabulary: ReadonlyArray<string>
  private readonly terms: Terms
  private readonly analysis: Analysis.Analysis
  private readonly columns: Columns.Columns

  constructor(terms: Terms, analysis: Analysis.Analysis, vocabulary: ReadonlyArray<string>, columns: Columns.Columns) {
    this.terms = terms
    this.analysis = analysis
    this.vocabulary = vocabulary
    this.columns = columns
  }

  private column(level: Level, side: Columns.Side, path: string, part: Part, bounds: Interval) {
    const list = level === "row" ? undefined : Node.pathOf(path).list
    return this.terms.load(level, { kind: "column", side, path, part }, bounds.low, bounds.high, list)
  }

  /** Whether a list is there, for each row. */
  listed(list: string): Term {
    const { terms } = this
    if (Columns.lengthsOf(this.columns, list) === undefined) return terms.no
    return Columns.listsOf(this.columns, list)
      .filter(([, { known }]) => known !== undefined)
      .map(([side]) => terms.load("row", { kind: "listed", side, list }, 0, 1))
      .reduce((a, b) => terms.and(a, b), terms.yes)
  }

  /** The elements that are there, as bits. */
  span(list: string): Term {
    return this.terms.span(list, Columns.lengthsOf(this.columns, list)?.[0] === "shared")
  }

  /** A fact of the case, or of the element at hand. */
  fact(path: string): ThreeValued.Lowered {
    const { terms } = this
    const { list, name } = Node.pathOf(path)
    const leaf = this.analysis.facts.get(path) as Document.Leaf
    const found = list === undefined ? Columns.leafOf(this.columns, name) : Columns.elementOf(this.columns, list, name)
    const unit = unitOf(leaf)
    if (found === undefined) return absent(terms, leaf, unit)
    const [side, column] = found
    const flags: Level = list === undefined ? "row" : "word"
    const level = unit === "answer" ? flags : list === undefined ? "row" : "element"
    const known = column.known === undefined ? terms.yes : this.column(flags, side, path, "known", bit)
    const read = this.column(level, side, path, "values", boundsOf(leaf))
    const value =
      leaf.kind === "text"
        ? terms.lookup(
            read,
            leaf.literals.map((word) => this.place(word))
          )
        : read
    if (leaf.optional) {
      const set = column.set === undefined ? terms.yes : this.column(flags, side, path, "set", bit)
      return { kind: "optional", unit, known, set, value }
    }
    return unit === "answer" ? ThreeValued.answer(terms, known, value) : { kind: "value", unit, known, value }
  }

  /** The place of a text in the vocabulary. */
  place(word: string): number {
    return this.vocabulary.indexOf(word)
  }

  /** A constant. */
  literal(node: Node.Literal): ThreeValued.Lowered {
    const { terms } = this
    const value = (unit: ThreeValued.Unit, number: number): ThreeValued.Value => ({
      kind: "value",
      unit,
      known: terms.yes,
      value: terms.constant(number)
    })
    switch (node.unit) {
      case "boolean":
        return ThreeValued.answer(terms, terms.yes, node.value ? terms.yes : terms.no)
      case "integer":
      case "money":
        return value("number", node.value)
      case "date":
        return value("date", CivilDate.toEpochDay(node.value))
      case "text":
        return value("text", this.place(node.value))
      case "ratio": {
        const { denominator, numerator } = node.value
        const [a, b] = [terms.constant(numerator), terms.constant(denominator)]
        return { kind: "ratio", known: terms.yes, numerator: a, denominator: b }
      }
    }
  }
}

// ---- Functions

const bit: Interval = { low: 0, high: 1 }

const unitOf = ({ kind }: Document.Leaf): ThreeValued.Unit | "answer" => {
  switch (kind) {
    case "boolean":
      return "answer"
    case "integer":
    case "money":
      return "number"
    case "date":
      return "date"
    case "text":
      return "text"
    case "code":
    case "token":
      return "word"
  }
}

/** Between which numbers the values of a column lie. */
export const boundsOf = (leaf: Document.Leaf): Interval => {
  switch (leaf.kind) {
    case "boolean":
      return bit
    case "integer":
    case "money":
      return { low: leaf.least, high: leaf.most }
    case "date":
      return { low: CivilDate.toEpochDay(leaf.earliest), high: CivilDate.toEpochDay(leaf.latest) }
    case "text":
      return { low: 0, high: leaf.literals.length - 1 }
    case "code":
    case "token":
      return { low: 0, high: 2 ** 31 - 1 }
  }
}

const absent = (terms: Terms, leaf: Document.Leaf, unit: ThreeValued.Unit | "answer"): ThreeValued.Lowered => {
  // Within bounds, so that ranges stay what they were proven to be.
  const value = terms.constant(boundsOf(leaf).low)
  if (leaf.optional) return { kind: "optional", unit, known: terms.no, set: terms.no, value }
  return unit === "answer"
    ? { kind: "answer", yes: terms.no, no: terms.no }
    : { kind: "value", unit, known: terms.no, value }
}
