/**
 * Shares, roundings, comparisons of fractions and ages in whole numbers of 64 bits. The ranges of the policy say when
 * the short form is exact; otherwise the long form is used, which splits whole denominators off as `Ratio.share` does.
 */
import * as Range from "../../tree/Range.ts"
import type * as Typed from "../../tree/Typed.ts"
import type * as Node from "../../tree/Node.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import type * as Dialect from "../Dialect.ts"
import type * as Piece from "../Piece.ts"

// ---- Models

/** A fraction: two whole numbers, the second positive. */
export interface Fraction {
  readonly numerator: Piece.Term
  readonly denominator: Piece.Term
}

// ---- Rules

/** Up to here a product can be doubled and a denominator added without leaving 63 bits. */
const safe = 1n << 61n

const symbols: { readonly [O in Node.Operator]: string } = {
  equal: "=",
  "not-equal": "<>",
  less: "<",
  "at-most": "<=",
  more: ">",
  "at-least": ">="
}

/** The sign of a comparison. */
export const symbol = (operator: Node.Operator): string => symbols[operator]

/** `numerator / denominator`, rounded. Division drops the remainder, whose sign is the numerator's. */
export const divide = (
  terms: Piece.Terms,
  dialect: Dialect.Dialect,
  { denominator, numerator }: Fraction,
  rounding: Rounding.Rounding,
  negative: boolean
): Piece.Term => {
  const cut = (a: Piece.Term, b: Piece.Term): Piece.Term => terms.sql`(${a} ${dialect.divide} ${b})`
  const floor = (a: Piece.Term, b: Piece.Term): Piece.Term =>
    negative ? terms.sql`(${cut(a, b)} - CASE WHEN ${a} % ${b} < 0 THEN 1 ELSE 0 END)` : cut(a, b)
  switch (rounding) {
    case "down":
      return floor(numerator, denominator)
    case "up":
      return terms.sql`(${cut(numerator, denominator)} + CASE WHEN ${numerator} % ${denominator} > 0 THEN 1 ELSE 0 END)`
    case "half-up":
      return floor(terms.sql`(${numerator} * 2 + ${denominator})`, terms.sql`(${denominator} * 2)`)
    case "half-even": {
      const whole = floor(numerator, denominator)
      return settle(terms, whole, terms.sql`(${numerator} - ${whole} * ${denominator})`, denominator, rounding)
    }
  }
}

/** Rounds `whole + rest / denominator`, where the rest is not negative and less than the denominator. */
const settle = (
  terms: Piece.Terms,
  whole: Piece.Term,
  rest: Piece.Term,
  denominator: Piece.Term,
  rounding: Rounding.Rounding
): Piece.Term => {
  switch (rounding) {
    case "down":
      return whole
    case "up":
      return terms.sql`(${whole} + CASE WHEN ${rest} > 0 THEN 1 ELSE 0 END)`
    case "half-up":
      return terms.sql`(${whole} + CASE WHEN ${rest} * 2 >= ${denominator} THEN 1 ELSE 0 END)`
    case "half-even":
      return terms.sql`(${whole} + CASE WHEN ${rest} * 2 > ${denominator} OR (${rest} * 2 = ${denominator} AND ${whole} % 2 <> 0) THEN 1 ELSE 0 END)`
  }
}

/** A share of an amount, rounded once. */
export const share = (
  terms: Piece.Terms,
  dialect: Dialect.Dialect,
  amount: Piece.Term,
  { denominator, numerator }: Fraction,
  rounding: Rounding.Rounding,
  ranges: { readonly amount: Range.Range; readonly ratios: Range.RatioRange }
): Piece.Term => {
  const products = ranges.ratios.map((ratio) => Range.times(ranges.amount, ratio.numerator))
  const largest = ranges.ratios.reduce((most, ratio, index) => {
    const size = Range.magnitude(products[index]!) + ratio.denominator.high
    return size > most ? size : most
  }, 0n)
  if (largest < safe) {
    const product = terms.sql`(${amount} * ${numerator})`
    return divide(
      terms,
      dialect,
      { numerator: product, denominator },
      rounding,
      products.some(({ low }) => low < 0n)
    )
  }
  const down = (over: Piece.Term): Piece.Term => divide(terms, dialect, { numerator: over, denominator }, "down", true)
  const whole = down(amount)
  const rest = terms.sql`((${amount} - ${whole} * ${denominator}) * ${numerator})`
  const part = down(rest)
  return settle(
    terms,
    terms.sql`(${whole} * ${numerator} + ${part})`,
    terms.sql`(${rest} - ${part} * ${denominator})`,
    denominator,
    rounding
  )
}

/** Compares two fractions by cross-multiplication, whose products were proven exact. */
export const compare = (terms: Piece.Terms, operator: Node.Operator, a: Fraction, b: Fraction): Piece.Term =>
  terms.sql`(${a.numerator} * ${b.denominator} ${symbol(operator)} ${b.numerator} * ${a.denominator})`

/** The lesser or the greater of two numbers; with `guarded`, `NULL` where one of them is. */
export const clamp = (
  terms: Piece.Terms,
  kind: "at-most" | "at-least",
  a: Piece.Term,
  b: Piece.Term,
  guarded: boolean
): Piece.Term => {
  if (!guarded) return terms.sql`${kind === "at-most" ? "LEAST" : "GREATEST"}(${a}, ${b})`
  const [first, second] = kind === "at-most" ? ["<=", ">"] : [">=", "<"]
  return terms.sql`CASE WHEN ${a} ${first!} ${b} THEN ${a} WHEN ${a} ${second!} ${b} THEN ${b} END`
}

/** Completed years; `NULL` before the birth. */
export const age = (
  terms: Piece.Terms,
  dialect: Dialect.Dialect,
  birth: Piece.Term,
  on: Piece.Term,
  never: boolean
): Piece.Term => {
  const years = dialect.years(terms, birth, on)
  return never ? years : terms.sql`CASE WHEN ${on} >= ${birth} THEN ${years} END`
}

/** Whether an age read between these days never lies before the birth. */
export const neverBefore = (birth: Typed.Maybe, on: Typed.Maybe): boolean =>
  birth?.range !== undefined && on?.range !== undefined && on.range.low >= birth.range.high
