/**
 * What can be said of several conditions or elements together: how many hold, and what they add up to.
 */
import type * as Node from "../tree/Node.ts"
import * as Intervals from "./Intervals.ts"
import type * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Models

/** Elements looked at together: by place, or as many as there may be of one kind. */
export interface Elements {
  readonly indexes: ReadonlyArray<number>
  readonly least: number
  readonly most: number
}

/** A node over a list. */
export type Fold = Extract<Node.Node, { readonly kind: "count" | "some" | "every" | "sum" | "least" | "greatest" }>

// ---- Rules

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

/** What a node over a list can come to, given its elements; `inputs` are its condition and what it adds up. */
export const over = (
  node: Fold,
  [where, of]: ReadonlyArray<SharedTree.Term>,
  { indexes, least, most }: Elements,
  outlook: AbstractEvaluation.Outlook
): AbstractValue.Possible => {
  const chosen = indexes.map((index) => outlook.of(where!, index))
  switch (node.kind) {
    case "some":
      return kleene(chosen, 1)
    case "every":
      return kleene(chosen, chosen.length)
    case "count":
      return {
        values: AbstractValue.number(
          chosen.filter(AbstractValue.isYes).length * least,
          chosen.filter(AbstractValue.canBeYes).length * most
        ),
        absent: false,
        lacks: chosen.some(({ lacks }) => lacks)
      }
  }
  const added = indexes.map((index, at) =>
    AbstractValue.canBeYes(chosen[at]!) ? outlook.of(of!, index) : AbstractValue.nothing
  )
  const lacks = chosen.some((each) => each.lacks) || added.some((each) => each.lacks)
  const parts = added.flatMap((each, at) => {
    const numbers = AbstractValue.interval(each)
    return numbers === undefined ? [] : [{ ...numbers, certain: AbstractValue.isYes(chosen[at]!) }]
  })
  if (node.kind === "sum") {
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
      : node.kind === "least"
        ? AbstractValue.number(hull.low, Math.min(...among.map(({ high }) => high)))
        : AbstractValue.number(Math.max(...among.map(({ low }) => low)), hull.high)
  return { values, absent, lacks }
}
