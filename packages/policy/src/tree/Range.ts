/**
 * Interval analysis, exact. Between which numbers the value of a node lies, computed with exact integers before any
 * case is decided. A policy whose numbers could leave ±(2⁵³ − 1) is refused, so overflow cannot happen later, in
 * JavaScript or in SQL.
 */

// ---- Models

/** All integers from `low` to `high`, both included. Days are counted from 1970-01-01. */
export interface Range {
  readonly low: bigint
  readonly high: bigint
}

/** A ratio is one of several pairs of ranges (the branches of a choice); denominators are positive. */
export type RatioRange = ReadonlyArray<{ readonly numerator: Range; readonly denominator: Range }>

// ---- Functions

/** The largest number that stays exact. */
export const limit = BigInt(Number.MAX_SAFE_INTEGER)

/** Whether every number of the range is exact. */
export const isSafe = ({ high, low }: Range): boolean => -limit <= low && high <= limit

/** From the least to the greatest of some numbers. */
export const hull = (...values: readonly [bigint, ...Array<bigint>]): Range => ({
  low: values.reduce((a, b) => (b < a ? b : a)),
  high: values.reduce((a, b) => (b > a ? b : a))
})

/** One number. */
export const exactly = (value: number): Range => ({ low: BigInt(value), high: BigInt(value) })

/** Everything that lies in one of two ranges, and what is between them. */
export const union = (a: Range, b: Range): Range => hull(a.low, a.high, b.low, b.high)

export const plus = (a: Range, b: Range): Range => ({ low: a.low + b.low, high: a.high + b.high })
export const minus = (a: Range, b: Range): Range => ({ low: a.low - b.high, high: a.high - b.low })
export const times = (a: Range, b: Range): Range => hull(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)

/** The lesser of two values. */
export const atMost = (a: Range, b: Range): Range => ({
  low: a.low < b.low ? a.low : b.low,
  high: a.high < b.high ? a.high : b.high
})

/** The greater of two values. */
export const atLeast = (a: Range, b: Range): Range => ({
  low: a.low > b.low ? a.low : b.low,
  high: a.high > b.high ? a.high : b.high
})

/** The largest magnitude in a range. */
export const magnitude = ({ high, low }: Range): bigint => (-low > high ? -low : high)

/** A share, rounded either way. */
export const share = (operand: Range, ratios: RatioRange): Range =>
  ratios
    .map(({ denominator, numerator }) => {
      const products = times(operand, numerator)
      const quotients = [denominator.low, denominator.high].flatMap((by) => [
        floor(products.low, by),
        floor(products.high, by),
        floor(products.low, by) + 1n,
        floor(products.high, by) + 1n
      ])
      return hull(quotients[0]!, ...quotients.slice(1))
    })
    .reduce(union)

const floor = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n ? 1n : 0n)

/** A value added up once for each of up to `count` elements. */
export const repeated = (each: Range, count: number): Range =>
  hull(0n, each.low * BigInt(count), each.high * BigInt(count))
