/**
 * What a node that needs all its operands can come to, from what they can be.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import type * as Document from "../../tree/Document.ts"
import type * as Node from "../../tree/Node.ts"
import * as Bounds from "./Bounds.ts"
import * as Linear from "./Linear.ts"
import type * as Outlook from "./Outlook.ts"
import * as Possible from "./Possible.ts"
import type * as Term from "./Term.ts"

// ---- Rules

/** Nodes that need all their operands: undetermined as soon as one can be. */
export const of = (term: Term.Term, index: number, outlook: Outlook.Outlook): Possible.Possible => {
  const operands = term.inputs.map((input) => outlook.of(input, index))
  const lacks = operands.some((operand) => operand.lacks)
  if (operands.some(({ values }) => values === undefined)) return { ...Possible.nothing, lacks }
  const value = compose(term, operands, index, outlook)
  return lacks ? { ...value, lacks } : value
}

const compose = (
  term: Term.Term,
  operands: ReadonlyArray<Possible.Possible>,
  index: number,
  outlook: Outlook.Outlook
): Possible.Possible => {
  const { analysis } = outlook.terms
  const { inputs, node } = term
  const [a, b] = operands.map(({ values }) => values!) as [Possible.Values, Possible.Values]
  const numbers = (): readonly [Possible.Interval, Possible.Interval] => [
    Possible.interval(operands[0]!)!,
    Possible.interval(operands[1]!)!
  ]
  const some = ({ high, low }: Possible.Interval) => Possible.known({ kind: "number", low, high })
  switch (node.kind) {
    case "not":
      return {
        ...Possible.nothing,
        values: Possible.boolean(Possible.canBeNo(operands[0]!), Possible.canBeYes(operands[0]!))
      }
    case "compare":
      return { ...Possible.nothing, values: compared(term, a, b, index, outlook) }
    case "member":
      return { ...Possible.nothing, values: member(node.among, a) }
    case "difference":
      return some(
        a.kind === "ratio" && b.kind === "ratio"
          ? inputs[0] === inputs[1]
            ? { low: 0, high: 0 }
            : Bounds.cross(a, b)
          : Linear.apart(inputs[0]!, inputs[1]!, (input) => Possible.interval(outlook.of(input, index))!)
      )
    case "plus":
      return some(operands.map((operand) => Possible.interval(operand)!).reduce(Bounds.plus))
    case "minus":
    case "days-between":
      return some(node.kind === "minus" ? Bounds.minus(...numbers()) : Bounds.minus(numbers()[1], numbers()[0]))
    case "plus-days":
      return some(Bounds.plus(...numbers()))
    case "times":
      return some(Bounds.times(...numbers()))
    case "at-most":
      return some(Bounds.atMost(...numbers()))
    case "at-least":
      return some(Bounds.atLeast(...numbers()))
    case "ratio":
      return Possible.known({ kind: "ratio", numerator: numbers()[0], denominator: numbers()[1] })
    case "share":
      return b.kind === "ratio"
        ? some(Bounds.share(Possible.interval(operands[0]!)!, b, node.rounding))
        : Possible.nothing
    case "age":
      return Bounds.ageOf(...numbers(), Possible.interval(outlook.differenceOf(inputs[0]!, inputs[1]!, index))!)
    case "parameter":
      return Bounds.onDays(historyOf(analysis, node.name), numbersOf(a), Bounds.plain)
    case "band":
      return Bounds.onDays(historyOf(analysis, node.table), numbers()[1], (value) => Bounds.band(value, numbers()[0]))
    case "scale":
      return Bounds.onDays(historyOf(analysis, node.table), numbers()[1], (value) =>
        Bounds.scale(value, numbers()[0], node.rounding)
      )
    case "duty":
      return Bounds.onDays(Bounds.standings(analysis.duties.get(node.name)!), numbersOf(a), (yes) =>
        Possible.known({ kind: "boolean", yes, no: !yes })
      )
    default:
      throw new TypeError(`${node.kind} does not need all its operands`)
  }
}

const historyOf = (
  { parameters }: Analysis.Analysis,
  name: string
): ReadonlyArray<Bounds.Stretch<Document.ParameterValue>> => Bounds.stretches(parameters.get(name)!)

const compared = (
  { inputs, node }: Term.Term,
  a: Possible.Values,
  b: Possible.Values,
  index: number,
  outlook: Outlook.Outlook
): Possible.Values | undefined => {
  const { operator } = node as Extract<Node.Node, { kind: "compare" }>
  const [left, right] = inputs as unknown as readonly [Term.Term, Term.Term]
  if (a.kind === "words" && b.kind === "words") {
    const { differ, equal } = left === right ? { equal: true, differ: false } : Bounds.sameWord(a.among, b.among)
    return operator === "equal" ? Possible.boolean(equal, differ) : Possible.boolean(differ, equal)
  }
  if (a.kind === "number" && b.kind === "number" && (isLiteral(left) || isLiteral(right))) {
    return Bounds.compare(operator, Bounds.minus(a, b))
  }
  const apart = Possible.interval(outlook.differenceOf(left, right, index))
  return apart === undefined ? undefined : Bounds.compare(operator, apart)
}

const numbersOf = (values: Possible.Values): Possible.Interval => {
  if (values.kind !== "number") throw new TypeError("a day is needed here")
  return values
}

/** Whether a term is a constant. */
export const isLiteral = ({ node }: Term.Term): boolean => node.kind === "literal"

/** The value of a constant. */
export const ofLiteral = (literal: Node.Literal): Possible.Possible => {
  switch (literal.unit) {
    case "boolean":
      return Possible.known({ kind: "boolean", yes: literal.value, no: !literal.value })
    case "integer":
    case "money":
      return Possible.known({ kind: "number", low: literal.value, high: literal.value })
    case "date": {
      const day = Bounds.epochDay(literal.value)
      return Possible.known({ kind: "number", low: day, high: day })
    }
    case "text":
      return Possible.known({ kind: "words", among: new Set([literal.value]) })
    case "ratio":
      return Bounds.plain(literal.value)
  }
}

const member = (among: ReadonlyArray<Node.Literal>, operand: Possible.Values): Possible.Values | undefined => {
  const literals = among.map((literal) => ofLiteral(literal).values!)
  const each = literals.map((literal) => {
    if (literal.kind === "words" && operand.kind === "words") return Bounds.sameWord(operand.among, literal.among)
    const apart =
      literal.kind === "number" && operand.kind === "number"
        ? Bounds.minus(operand, literal)
        : literal.kind === "ratio" && operand.kind === "ratio"
          ? Bounds.cross(operand, literal)
          : { low: 1, high: 1 }
    return { equal: apart.low <= 0 && 0 <= apart.high, differ: apart.low < 0 || 0 < apart.high }
  })
  // It differs from all of them only if some value is left that is none of them.
  const differ =
    operand.kind === "words"
      ? [...operand.among].some((word) => !among.some(({ value }) => value === word))
      : each.every((one) => one.differ)
  return Possible.boolean(
    each.some(({ equal }) => equal),
    differ
  )
}
