/**
 * Lowering, the first pass of the columnar compiler: the nodes of an analysed policy become terms, by the
 * three-valued table of the tree: `docs/the-tree.md` says what each kind means, `Evaluate` computes it for one case,
 * and the laws hold the two against each other.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Node from "../../tree/Node.ts"
import * as CalendarTable from "./CalendarTable.ts"
import type * as Columns from "../Columns.ts"
import * as LowerDated from "./LowerDated.ts"
import * as ThreeValued from "./ThreeValued.ts"
import * as LowerFacts from "./LowerFacts.ts"
import * as LowerLists from "./LowerLists.ts"
import * as Division from "./Division.ts"
import type { Term } from "./Ir.ts"
import { Terms } from "./IrBuilder.ts"

// ---- Models

/** Lowers the trees of one policy over columns of one layout. */
export class Lowering {
  readonly terms = new Terms()
  readonly facts: LowerFacts.Facts
  private readonly analysis: Analysis.Analysis
  private readonly rules = new Map<string, ThreeValued.Lowered>()
  private readonly nodes = new Map<Node.Node, ThreeValued.Lowered>()
  private readonly folding: LowerLists.Context

  constructor(analysis: Analysis.Analysis, vocabulary: ReadonlyArray<string>, columns: Columns.Columns) {
    const { terms } = this
    this.analysis = analysis
    this.facts = new LowerFacts.Facts(terms, analysis, vocabulary, columns)
    this.folding = {
      terms,
      analysis,
      facts: this.facts,
      answerOf: (node) => this.answerOf(node),
      valueOf: (node) => this.valueOf(node)
    }
  }

  /** A rule, for each row; an `each` rule, for each element. */
  rule(name: string): ThreeValued.Lowered {
    const known = this.rules.get(name)
    if (known !== undefined) return known
    const lowered = this.node(this.analysis.rules.get(name)!.body)
    this.rules.set(name, lowered)
    return lowered
  }

  /** A node. */
  node(node: Node.Node): ThreeValued.Lowered {
    const known = this.nodes.get(node)
    if (known !== undefined) return known
    const lowered = this.lower(node)
    this.nodes.set(node, lowered)
    return lowered
  }

  private answerOf(node: Node.Node): ThreeValued.Answer {
    return this.node(node) as ThreeValued.Answer
  }
  private valueOf(node: Node.Node): ThreeValued.Value {
    return this.node(node) as ThreeValued.Value
  }

  private lower(node: Node.Node): ThreeValued.Lowered {
    const { terms } = this
    switch (node.kind) {
      case "fact":
        return this.facts.fact(node.path)
      case "literal":
        return this.facts.literal(node)
      case "rule":
        return this.rule(node.name)
      case "not": {
        const { no, yes } = this.answerOf(node.operand)
        return { kind: "answer", yes: no, no: yes }
      }
      case "and":
        return this.kleene(node.operands, node.operands.length)
      case "or":
        return this.kleene(node.operands, 1)
      case "at-least-of":
        return this.kleene(node.operands, node.least)
      case "compare":
        return this.compare(node)
      case "member":
        return this.member(node)
      case "choose":
        return ThreeValued.branch(
          terms,
          this.answerOf(node.when),
          () => this.node(node.yes),
          () => this.node(node.no)
        )
      case "cases":
        return node.rows.reduceRight(
          (otherwise, row) =>
            ThreeValued.branch(
              terms,
              this.answerOf(row.when),
              () => this.node(row.value),
              () => otherwise
            ),
          this.node(node.otherwise)
        )
      case "if-set": {
        const { known, set } = this.node(node.operand) as ThreeValued.Optional
        return ThreeValued.branch(
          terms,
          ThreeValued.answer(terms, known, set),
          () => this.node(node.yes),
          () => this.node(node.no)
        )
      }
      case "set": {
        const { known, unit, value } = this.node(node.operand) as ThreeValued.Optional
        return unit === "answer" ? ThreeValued.answer(terms, known, value) : { kind: "value", unit, known, value }
      }
      case "plus":
        return this.strict(node.operands, (values) => values.reduce((a, b) => terms.add(a, b)))
      case "minus":
        return this.strict([node.left, node.right], ([a, b]) => terms.subtract(a!, b!))
      case "times":
        return this.strict([node.left, node.right], ([a, b]) => terms.multiply(a!, b!))
      case "at-most":
        return this.strict([node.operand, node.bound], ([a, b]) => terms.lesser(a!, b!))
      case "at-least":
        return this.strict([node.operand, node.bound], ([a, b]) => terms.greater(a!, b!))
      case "ratio": {
        const [a, b] = [this.valueOf(node.numerator), this.valueOf(node.denominator)]
        return { kind: "ratio", known: terms.and(a.known, b.known), numerator: a.value, denominator: b.value }
      }
      case "share": {
        const [operand, ratio] = [this.valueOf(node.operand), this.node(node.ratio) as ThreeValued.Ratio]
        return {
          kind: "value",
          unit: "number",
          known: terms.and(operand.known, ratio.known),
          value: Division.share(terms, operand.value, ratio, node.rounding)
        }
      }
      case "age": {
        const [birth, on] = [this.valueOf(node.birth), this.valueOf(node.on)]
        const months = (day: Term) => terms.monthly(day, CalendarTable.monthly)
        return {
          kind: "value",
          unit: "number",
          known: terms.and(terms.and(birth.known, on.known), terms.not(terms.less(on.value, birth.value))),
          value: terms.floor(terms.subtract(months(on.value), months(birth.value)), terms.constant(10_000))
        }
      }
      case "days-between":
        return this.strict([node.from, node.to], ([from, to]) => terms.subtract(to!, from!))
      case "plus-days":
        return { ...this.strict([node.date, node.days], ([date, days]) => terms.add(date!, days!)), unit: "date" }
      case "parameter":
        return LowerDated.parameter(terms, this.analysis.parameters.get(node.name)!, this.valueOf(node.on))
      case "duty":
        return LowerDated.duty(terms, this.analysis.duties.get(node.name)!, this.valueOf(node.on))
      case "band": {
        const table = this.analysis.parameters.get(node.table)!
        return LowerDated.band(terms, table, this.valueOf(node.operand), this.valueOf(node.on), (word) =>
          this.facts.place(word)
        )
      }
      case "scale": {
        const table = this.analysis.parameters.get(node.table)!
        return LowerDated.scale(terms, table, this.valueOf(node.operand), this.valueOf(node.on), node.rounding)
      }
      case "count":
      case "some":
      case "every":
      case "sum":
      case "least":
      case "greatest":
        return LowerLists.lower(node, this.folding)
    }
  }

  private strict(operands: ReadonlyArray<Node.Node>, value: (values: ReadonlyArray<Term>) => Term): ThreeValued.Value {
    const parts = operands.map((operand) => this.valueOf(operand))
    return {
      kind: "value",
      unit: "number",
      known: parts.map(({ known }) => known).reduce((a, b) => this.terms.and(a, b)),
      value: value(parts.map((part) => part.value))
    }
  }

  private kleene(operands: ReadonlyArray<Node.Node>, least: number): ThreeValued.Answer {
    const parts = operands.map((operand) => this.answerOf(operand))
    const { terms } = this
    return ThreeValued.sided(terms, parts, {
      yes: () =>
        ThreeValued.atLeast(
          terms,
          least,
          parts.map(({ yes }) => yes)
        ),
      no: () =>
        ThreeValued.atLeast(
          terms,
          parts.length - least + 1,
          parts.map(({ no }) => no)
        )
    })
  }

  private compare({ left, operator, right }: Node.Of<"compare">): ThreeValued.Answer {
    const { terms } = this
    const [a, b] = [this.node(left), this.node(right)] as [
      ThreeValued.Value | ThreeValued.Ratio,
      ThreeValued.Value | ThreeValued.Ratio
    ]
    const known = terms.and(a.known, b.known)
    const [x, y] =
      a.kind === "ratio" && b.kind === "ratio"
        ? [terms.multiply(a.numerator, b.denominator), terms.multiply(b.numerator, a.denominator)]
        : [this.asWord(left, a, b), this.asWord(right, b, a)]
    switch (operator) {
      case "equal":
        return ThreeValued.answer(terms, known, terms.equal(x, y))
      case "not-equal":
        return ThreeValued.answer(terms, known, terms.not(terms.equal(x, y)))
      case "less":
        return ThreeValued.answer(terms, known, terms.less(x, y))
      case "at-most":
        return ThreeValued.answer(terms, known, terms.not(terms.less(y, x)))
      case "more":
        return ThreeValued.answer(terms, known, terms.less(y, x))
      case "at-least":
        return ThreeValued.answer(terms, known, terms.not(terms.less(x, y)))
    }
  }

  /** A literal beside a code is one of the words of the columns, not of the policy. */
  private asWord(node: Node.Node, lowered: ThreeValued.Lowered, beside: ThreeValued.Lowered): Term {
    if (node.kind === "literal" && node.unit === "text" && beside.kind === "value" && beside.unit === "word") {
      return this.terms.word(node.value)
    }
    return (lowered as ThreeValued.Value).value
  }

  private member({ among, operand }: Node.Of<"member">): ThreeValued.Answer {
    const { terms } = this
    const of = this.node(operand)
    if (of.kind === "value" && of.unit === "word") {
      const literals = among.map(({ value }) => String(value))
      return ThreeValued.answer(terms, of.known, terms.among(of.value, [...new Set(literals)]))
    }
    const equals = among.map((right) => this.compare({ kind: "compare", operator: "equal", left: operand, right }))
    if (of.kind !== "value" || of.unit === "text") {
      return ThreeValued.answer(
        terms,
        (of as ThreeValued.Value).known,
        equals.map(({ yes }) => yes).reduce((a, b) => terms.or(a, b))
      )
    }
    const numbers = among.map((right) => (this.facts.literal(right) as ThreeValued.Value).value.value!)
    return ThreeValued.answer(terms, of.known, LowerDated.within(terms, of.value, numbers))
  }
}
