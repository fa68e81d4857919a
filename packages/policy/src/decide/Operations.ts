/**
 * What the nodes whose operands are all known do to their values. Ranges were proven when the policy was made, so
 * numbers stay exact here without being looked at again.
 */
import type * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Document from "../tree/Document.ts"
import type * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Rounding from "../vocabulary/Rounding.ts"

// ---- Models

/** A value inside an evaluation: days are ISO text, money is minor units. */
export type Value = boolean | number | string | Ratio.Ratio | Option.Option<boolean | number | string>

// ---- Rules

/** Compares two values of one unit. Texts and days compare as text, ratios by cross-multiplication. */
export const comparison = (operator: Node.Operator): ((left: Value, right: Value) => boolean) => {
  switch (operator) {
    case "equal":
      return (left, right) => order(left, right) === 0
    case "not-equal":
      return (left, right) => order(left, right) !== 0
    case "less":
      return (left, right) => order(left, right) < 0
    case "at-most":
      return (left, right) => order(left, right) <= 0
    case "more":
      return (left, right) => order(left, right) > 0
    case "at-least":
      return (left, right) => order(left, right) >= 0
  }
}

const order = (left: Value, right: Value): number => {
  // Numbers first: they are compared most. The difference of two whole numbers is never rounded to another sign.
  if (typeof left === "number") return left - (right as number)
  if (typeof left === "object") return Ratio.compare(left as Ratio.Ratio, right as Ratio.Ratio)
  return left === right ? 0 : left < right ? -1 : 1
}

/** A day moved; the calendar's end was excluded by range. */
export const plusDays = (date: string, days: number): string =>
  Result.getOrThrow(CivilDate.addDays(date as CivilDate.CivilDate, days))

/** The value of the band that a number falls in: the first whose `upTo` is not below it. */
export const band = (rows: ReadonlyArray<Document.Band>, operand: number): number | string =>
  rows.find(({ upTo }) => upTo === undefined || operand <= upTo)!.value

/** The sum of each layer's share, over a common denominator, rounded once. */
export const scale = (rows: ReadonlyArray<Document.Layer>, operand: number, rounding: Rounding.Rounding): number => {
  const common = Number(Ratio.commonDenominator(rows.map(({ rate }) => rate)))
  let total = 0
  let below = 0
  for (const { rate, upTo } of rows) {
    const top = upTo === undefined ? operand : Math.min(operand, upTo)
    if (top <= below) break
    total += (top - below) * rate.numerator * (common / rate.denominator)
    below = top
  }
  return Rounding.divide(total, common, rounding)
}
