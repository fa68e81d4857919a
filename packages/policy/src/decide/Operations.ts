/**
 * What the nodes that need all their operands do to their values. Ranges were proven when the policy was made, so
 * numbers stay exact here without being looked at again.
 */
import type * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Rounding from "../vocabulary/Rounding.ts"
import * as Lacking from "./Lacking.ts"

// ---- Models

/** A value inside an evaluation: days are ISO text, money is minor units. */
export type Value = boolean | number | string | Ratio.Ratio | Option.Option<boolean | number | string>

/** A value, or what is missing. */
export type Evaluated = Value | Lacking.Lacking

/** What a node does to its values, once it has all of them; most have one or two. */
export type Operation = (first: Value, second: Value, all: ReadonlyArray<Value>) => Evaluated

// ---- Functions

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

/** What a node does, by its kind and the figures that it names. */
export const operation = (node: Node.Strict, analysis: Analysis.Analysis): Operation => {
  switch (node.kind) {
    case "not":
      return (operand) => operand !== true
    case "compare":
      return comparison(node.operator)
    case "member": {
      const { among } = node
      const isEqual = comparison("equal")
      return (operand) => among.some(({ value }) => isEqual(operand, value))
    }
    case "set":
      return (operand) => (operand as Option.Some<Value>).value
    case "plus": {
      const { length } = node.operands
      if (length === 1) return (operand) => operand
      if (length === 2) return (first, second) => (first as number) + (second as number)
      return (_first, _second, all) => (all as ReadonlyArray<number>).reduce((total, value) => total + value)
    }
    case "minus":
      return (left, right) => (left as number) - (right as number)
    case "times":
      return (left, right) => (left as number) * (right as number) + 0 // no negative zero
    case "at-most":
      return (operand, bound) => Math.min(operand as number, bound as number)
    case "at-least":
      return (operand, bound) => Math.max(operand as number, bound as number)
    case "ratio":
      return (numerator, denominator) => ({ numerator: numerator as number, denominator: denominator as number })
    case "share": {
      const { rounding } = node
      return (operand, ratio) => Ratio.share(operand as number, ratio as Ratio.Ratio, rounding)
    }
    case "age":
      return (birth, on) => (birth > on ? ageUnknown(node, analysis) : ageOn(birth, on))
    case "days-between":
      return (from, to) => CivilDate.daysBetween(from as CivilDate.CivilDate, to as CivilDate.CivilDate)
    case "plus-days":
      return (date, days) => plusDays(date as string, days as number)
    case "parameter": {
      const valueOn = dated(node.name, analysis)
      return (on) => valueOn(on, (value) => value as number | Ratio.Ratio)
    }
    case "band": {
      const valueOn = dated(node.table, analysis)
      return (operand, on) =>
        valueOn(on, (value) =>
          band((value as { readonly bands: ReadonlyArray<Document.Band> }).bands, operand as number)
        )
    }
    case "scale": {
      const valueOn = dated(node.table, analysis)
      const { rounding } = node
      return (operand, on) =>
        valueOn(on, (value) =>
          scale((value as { readonly layers: ReadonlyArray<Document.Layer> }).layers, operand as number, rounding)
        )
    }
    case "duty": {
      const duty = analysis.duties.get(node.name)!
      const unknown = Lacking.lacking(Analysis.itemOfDuty(node.name))
      return (on) => {
        const standing = History.standingOn(duty, on as CivilDate.CivilDate)
        return standing === "unknown" ? unknown : standing === "in-force"
      }
    }
  }
}

const ageOn = (birth: Value, on: Value): number =>
  CivilDate.ageOn(birth as CivilDate.CivilDate, on as CivilDate.CivilDate)

/** A day before the birth: one of the two dates is wrong, so everything behind both is asked for. */
const ageUnknown = (node: Node.Node, { rules }: Analysis.Analysis): Lacking.Lacking =>
  new Lacking.Lacking(Analysis.itemsBehind(node, rules))

type Dated = (on: Value, read: (value: Document.ParameterValue) => Value) => Evaluated

/** The values of a parameter by day. */
const dated = (name: string, { parameters }: Analysis.Analysis): Dated => {
  const parameter = parameters.get(name)!
  const unknown = Lacking.lacking(Analysis.itemOfParameter(name))
  return (on, read) => {
    const entry = History.knownOn(parameter, on as CivilDate.CivilDate)
    return entry === undefined ? unknown : read(entry.value)
  }
}
