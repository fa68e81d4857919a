/**
 * Shares, roundings, comparisons of fractions and ages in whole numbers of 64 bits. The ranges of the policy say when
 * the short form is exact; otherwise the long form is used, which splits whole denominators off as `Ratio.share` does.
 */
import * as Range from "../../tree/Range.ts"
import type * as ValueType from "../../tree/ValueType.ts"
import type * as Node from "../../tree/Node.ts"
import type * as Rounding from "../../vocabulary/Rounding.ts"
import type * as Dialect from "../Dialect.ts"
import type * as Piece from "../Piece.ts"

// ---- Models

/** A fraction: two whole numbers, the second positive. */
export interface Fraction {
  readonly numerator: Piece.Piece
  readonly denominator: Piece.Piece
}

// ---- Functions

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
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  { denominator, numerator }: Fraction,
  rounding: Rounding.Rounding,
  negative: boolean
): Piece.Piece => {
  const cut = (a: Piece.Piece, b: Piece.Piece): Piece.Piece => pieces.sql`(${a} ${dialect.divide} ${b})`
  const floor = (a: Piece.Piece, b: Piece.Piece): Piece.Piece =>
    negative ? pieces.sql`(${cut(a, b)} - CASE WHEN ${a} % ${b} < 0 THEN 1 ELSE 0 END)` : cut(a, b)
  switch (rounding) {
    case "down":
      return floor(numerator, denominator)
    case "up":
      return pieces.sql`(${cut(numerator, denominator)} + CASE WHEN ${numerator} % ${denominator} > 0 THEN 1 ELSE 0 END)`
    case "half-up":
      return floor(pieces.sql`(${numerator} * 2 + ${denominator})`, pieces.sql`(${denominator} * 2)`)
    case "half-even": {
      const whole = floor(numerator, denominator)
      return settle(pieces, whole, pieces.sql`(${numerator} - ${whole} * ${denominator})`, denominator, rounding)
    }
  }
}

/** Rounds `whole + rest / denominator`, where the rest is not negative and less than the denominator. */
const settle = (
  pieces: Piece.Pieces,
  whole: Piece.Piece,
  rest: Piece.Piece,
  denominator: Piece.Piece,
  rounding: Rounding.Rounding
): Piece.Piece => {
  switch (rounding) {
    case "down":
      return whole
    case "up":
      return pieces.sql`(${whole} + CASE WHEN ${rest} > 0 THEN 1 ELSE 0 END)`
    case "half-up":
      return pieces.sql`(${whole} + CASE WHEN ${rest} * 2 >= ${denominator} THEN 1 ELSE 0 END)`
    case "half-even":
      return pieces.sql`(${whole} + CASE WHEN ${rest} * 2 > ${denominator} OR (${rest} * 2 = ${denominator} AND ${whole} % 2 <> 0) THEN 1 ELSE 0 END)`
  }
}

/** A share of an amount, rounded once. */
export const share = (
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  amount: Piece.Piece,
  { denominator, numerator }: Fraction,
  rounding: Rounding.Rounding,
  ranges: { readonly amount: Range.Range; readonly ratios: Range.RatioRange }
): Piece.Piece => {
  const products = ranges.ratios.map((ratio) => Range.times(ranges.amount, ratio.numerator))
  const largest = ranges.ratios.reduce((most, ratio, index) => {
    const size = Range.magnitude(products[index]!) + ratio.denominator.high
    return size > most ? size : most
  }, 0n)
  if (largest < safe) {
    const product = pieces.sql`(${amount} * ${numerator})`
    return divide(
      pieces,
      dialect,
      { numerator: product, denominator },
      rounding,
      products.some(({ low }) => low < 0n)
    )
  }
  const down = (over: Piece.Piece): Piece.Piece =>
    divide(pieces, dialect, { numerator: over, denominator }, "down", true)
  const whole = down(amount)
  const rest = pieces.sql`((${amount} - ${whole} * ${denominator}) * ${numerator})`
  const part = down(rest)
  return settle(
    pieces,
    pieces.sql`(${whole} * ${numerator} + ${part})`,
    pieces.sql`(${rest} - ${part} * ${denominator})`,
    denominator,
    rounding
  )
}

/** Compares two fractions by cross-multiplication, whose products were proven exact. */
export const compare = (pieces: Piece.Pieces, operator: Node.Operator, a: Fraction, b: Fraction): Piece.Piece =>
  pieces.sql`(${a.numerator} * ${b.denominator} ${symbol(operator)} ${b.numerator} * ${a.denominator})`

/** The lesser or the greater of two numbers; with `guarded`, `NULL` where one of them is. */
export const clamp = (
  pieces: Piece.Pieces,
  kind: "at-most" | "at-least",
  a: Piece.Piece,
  b: Piece.Piece,
  guarded: boolean
): Piece.Piece => {
  if (!guarded) return pieces.sql`${kind === "at-most" ? "LEAST" : "GREATEST"}(${a}, ${b})`
  const [first, second] = kind === "at-most" ? ["<=", ">"] : [">=", "<"]
  return pieces.sql`CASE WHEN ${a} ${first!} ${b} THEN ${a} WHEN ${a} ${second!} ${b} THEN ${b} END`
}

/** Completed years; `NULL` before the birth. */
export const age = (
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  birth: Piece.Piece,
  on: Piece.Piece,
  never: boolean
): Piece.Piece => {
  const years = dialect.years(pieces, birth, on)
  return never ? years : pieces.sql`CASE WHEN ${on} >= ${birth} THEN ${years} END`
}

/** Whether an age read between these days never lies before the birth. */
export const neverBefore = (birth: ValueType.Maybe, on: ValueType.Maybe): boolean =>
  birth?.range !== undefined && on?.range !== undefined && on.range.low >= birth.range.high
