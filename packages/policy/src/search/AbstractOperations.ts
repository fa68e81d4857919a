/**
 * What a node that needs all its operands can come to, from what they can be.
 */
import type * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import type * as Node from "../tree/Node.ts"
import * as Intervals from "./Intervals.ts"
import * as LinearDifference from "./LinearDifference.ts"
import type * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Rules

/** Nodes that need all their operands: undetermined as soon as one can be. */
export const of = (
  term: SharedTree.Term,
  index: number,
  outlook: AbstractEvaluation.Outlook
): AbstractValue.Possible => {
  const operands = term.inputs.map((input) => outlook.of(input, index))
  const lacks = operands.some((operand) => operand.lacks)
  if (operands.some(({ values }) => values === undefined)) return { ...AbstractValue.nothing, lacks }
  const value = compose(term, operands, index, outlook)
  return lacks ? { ...value, lacks } : value
}

const compose = (
  term: SharedTree.Term,
  operands: ReadonlyArray<AbstractValue.Possible>,
  index: number,
  outlook: AbstractEvaluation.Outlook
): AbstractValue.Possible => {
  const { analysis } = outlook.terms
  const { inputs, node } = term
  const [a, b] = operands.map(({ values }) => values!) as [AbstractValue.Values, AbstractValue.Values]
  const numbers = (): readonly [AbstractValue.Interval, AbstractValue.Interval] => [
    AbstractValue.interval(operands[0]!)!,
    AbstractValue.interval(operands[1]!)!
  ]
  const some = ({ high, low }: AbstractValue.Interval) => AbstractValue.known({ kind: "number", low, high })
  switch (node.kind) {
    case "not":
      return {
        ...AbstractValue.nothing,
        values: AbstractValue.boolean(AbstractValue.canBeNo(operands[0]!), AbstractValue.canBeYes(operands[0]!))
      }
    case "compare":
      return { ...AbstractValue.nothing, values: compared(term, a, b, index, outlook) }
    case "member":
      return { ...AbstractValue.nothing, values: member(node.among, a) }
    case "difference":
      return some(
        a.kind === "ratio" && b.kind === "ratio"
          ? inputs[0] === inputs[1]
            ? { low: 0, high: 0 }
            : Intervals.cross(a, b)
          : LinearDifference.apart(inputs[0]!, inputs[1]!, (input) => AbstractValue.interval(outlook.of(input, index))!)
      )
    case "plus":
      return some(operands.map((operand) => AbstractValue.interval(operand)!).reduce(Intervals.plus))
    case "minus":
    case "days-between":
      return some(node.kind === "minus" ? Intervals.minus(...numbers()) : Intervals.minus(numbers()[1], numbers()[0]))
    case "plus-days":
      return some(Intervals.plus(...numbers()))
    case "times":
      return some(Intervals.times(...numbers()))
    case "at-most":
      return some(Intervals.atMost(...numbers()))
    case "at-least":
      return some(Intervals.atLeast(...numbers()))
    case "ratio":
      return AbstractValue.known({ kind: "ratio", numerator: numbers()[0], denominator: numbers()[1] })
    case "share":
      return b.kind === "ratio"
        ? some(Intervals.share(AbstractValue.interval(operands[0]!)!, b, node.rounding))
        : AbstractValue.nothing
    case "age":
      return Intervals.ageOf(...numbers(), AbstractValue.interval(outlook.differenceOf(inputs[0]!, inputs[1]!, index))!)
    case "parameter":
      return Intervals.onDays(historyOf(analysis, node.name), numbersOf(a), Intervals.plain)
    case "band":
      return Intervals.onDays(historyOf(analysis, node.table), numbers()[1], (value) =>
        Intervals.band(value, numbers()[0])
      )
    case "scale":
      return Intervals.onDays(historyOf(analysis, node.table), numbers()[1], (value) =>
        Intervals.scale(value, numbers()[0], node.rounding)
      )
    case "duty":
      return Intervals.onDays(Intervals.standings(analysis.duties.get(node.name)!), numbersOf(a), (yes) =>
        AbstractValue.known({ kind: "boolean", yes, no: !yes })
      )
    default:
      throw new TypeError(`${node.kind} does not need all its operands`)
  }
}

const historyOf = (
  { parameters }: Analysis.Analysis,
  name: string
): ReadonlyArray<Intervals.Stretch<Document.ParameterValue>> => Intervals.stretches(parameters.get(name)!)

const compared = (
  { inputs, node }: SharedTree.Term,
  a: AbstractValue.Values,
  b: AbstractValue.Values,
  index: number,
  outlook: AbstractEvaluation.Outlook
): AbstractValue.Values | undefined => {
  const { operator } = node as Extract<Node.Node, { kind: "compare" }>
  const [left, right] = inputs as unknown as readonly [SharedTree.Term, SharedTree.Term]
  if (a.kind === "words" && b.kind === "words") {
    const { differ, equal } = left === right ? { equal: true, differ: false } : Intervals.sameWord(a.among, b.among)
    return operator === "equal" ? AbstractValue.boolean(equal, differ) : AbstractValue.boolean(differ, equal)
  }
  if (a.kind === "number" && b.kind === "number" && (isLiteral(left) || isLiteral(right))) {
    return Intervals.compare(operator, Intervals.minus(a, b))
  }
  const apart = AbstractValue.interval(outlook.differenceOf(left, right, index))
  return apart === undefined ? undefined : Intervals.compare(operator, apart)
}

const numbersOf = (values: AbstractValue.Values): AbstractValue.Interval => {
  if (values.kind !== "number") throw new TypeError("a day is needed here")
  return values
}

/** Whether a term is a constant. */
export const isLiteral = ({ node }: SharedTree.Term): boolean => node.kind === "literal"

/** The value of a constant. */
export const ofLiteral = (literal: Node.Literal): AbstractValue.Possible => {
  switch (literal.unit) {
    case "boolean":
      return AbstractValue.known({ kind: "boolean", yes: literal.value, no: !literal.value })
    case "integer":
    case "money":
      return AbstractValue.known({ kind: "number", low: literal.value, high: literal.value })
    case "date": {
      const day = Intervals.epochDay(literal.value)
      return AbstractValue.known({ kind: "number", low: day, high: day })
    }
    case "text":
      return AbstractValue.known({ kind: "words", among: new Set([literal.value]) })
    case "ratio":
      return Intervals.plain(literal.value)
  }
}

const member = (
  among: ReadonlyArray<Node.Literal>,
  operand: AbstractValue.Values
): AbstractValue.Values | undefined => {
  const literals = among.map((literal) => ofLiteral(literal).values!)
  const each = literals.map((literal) => {
    if (literal.kind === "words" && operand.kind === "words") return Intervals.sameWord(operand.among, literal.among)
    const apart =
      literal.kind === "number" && operand.kind === "number"
        ? Intervals.minus(operand, literal)
        : literal.kind === "ratio" && operand.kind === "ratio"
          ? Intervals.cross(operand, literal)
          : { low: 1, high: 1 }
    return { equal: apart.low <= 0 && 0 <= apart.high, differ: apart.low < 0 || 0 < apart.high }
  })
  // It differs from all of them only if some value is left that is none of them.
  const differ =
    operand.kind === "words"
      ? [...operand.among].some((word) => !among.some(({ value }) => value === word))
      : each.every((one) => one.differ)
  return AbstractValue.boolean(
    each.some(({ equal }) => equal),
    differ
  )
}
