/**
 * The operations of abstract interpretation: what conditions, comparisons and folds can come to, from what their parts
 * can be. Arithmetic on intervals and what the law dates stand in `Intervals`.
 */
import type * as Node from "../tree/Node.ts"
import * as AbstractValue from "./AbstractValue.ts"
import * as Intervals from "./Intervals.ts"

// ---- Models

/** Elements looked at together: by place, or as many as there may be of one kind. */
export interface Elements {
  readonly indexes: ReadonlyArray<number>
  readonly least: number
  readonly most: number
}

// ---- Conditions

/** The opposite of a condition. */
export const not = (operand: AbstractValue.Possible): AbstractValue.Possible => ({
  ...AbstractValue.nothing,
  values: AbstractValue.boolean(AbstractValue.canBeNo(operand), AbstractValue.canBeYes(operand))
})

/** At least so many of the operands hold. */
export const kleene = (operands: ReadonlyArray<AbstractValue.Possible>, least: number): AbstractValue.Possible => {
  const holding = operands.filter(AbstractValue.canBeYes).length
  const failing = operands.filter(AbstractValue.canBeNo).length
  const surely = operands.filter(AbstractValue.isYes).length
  const surelyNot = operands.filter(AbstractValue.isNo).length
  return {
    values: AbstractValue.boolean(holding >= least, failing > operands.length - least),
    absent: false,
    lacks: operands.some(({ lacks }) => lacks) && surely < least && surelyNot <= operands.length - least
  }
}

/** Whether a value is one of several constants. */
export const member = (
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

// ---- Folds

/** How many elements are chosen. */
export const count = (
  chosen: ReadonlyArray<AbstractValue.Possible>,
  { least, most }: Elements
): AbstractValue.Possible => ({
  values: AbstractValue.number(
    chosen.filter(AbstractValue.isYes).length * least,
    chosen.filter(AbstractValue.canBeYes).length * most
  ),
  absent: false,
  lacks: chosen.some(({ lacks }) => lacks)
})

/** The sum, the least or the greatest of the values of the elements that are chosen. */
export const over = (
  kind: "sum" | "least" | "greatest",
  chosen: ReadonlyArray<AbstractValue.Possible>,
  added: ReadonlyArray<AbstractValue.Possible>,
  { least, most }: Elements
): AbstractValue.Possible => {
  const lacks = chosen.some((each) => each.lacks) || added.some((each) => each.lacks)
  const parts = added.flatMap((each, at) => {
    const numbers = AbstractValue.interval(each)
    return numbers === undefined ? [] : [{ ...numbers, certain: AbstractValue.isYes(chosen[at]!) }]
  })
  if (kind === "sum") {
    const each = parts.map(({ certain, high, low }) =>
      Intervals.times(certain ? { low, high } : { low: Math.min(0, low), high: Math.max(0, high) }, {
        low: least,
        high: most
      })
    )
    const total = each.reduce(Intervals.plus, { low: 0, high: 0 })
    return { values: AbstractValue.number(total.low, total.high), absent: false, lacks }
  }
  const absent = chosen.every(AbstractValue.canBeNo)
  if (parts.length === 0) return { values: undefined, absent, lacks }
  const sure = parts.filter(({ certain }) => certain)
  const among = sure.length > 0 ? sure : parts
  const hull = { low: Math.min(...parts.map(({ low }) => low)), high: Math.max(...parts.map(({ high }) => high)) }
  const values =
    sure.length === 0
      ? AbstractValue.number(hull.low, hull.high)
      : kind === "least"
        ? AbstractValue.number(hull.low, Math.min(...among.map(({ high }) => high)))
        : AbstractValue.number(Math.max(...among.map(({ low }) => low)), hull.high)
  return { values, absent, lacks }
}
