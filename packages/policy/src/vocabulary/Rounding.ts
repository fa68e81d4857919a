/**
 * Named roundings. Money is rounded once, where the law says, and the code says how.
 */
import * as Schema from "effect/Schema"

/**
 * `down` towards minus infinity, `up` towards plus infinity, `half-up` to the nearest and up from the middle,
 * `half-even` to the nearest and to the even neighbour from the middle.
 */
export const Rounding = Schema.Literals(["down", "up", "half-up", "half-even"])
export type Rounding = typeof Rounding.Type

/**
 * `numerator / denominator` as an integer, exactly. Both must be safe integers, the denominator positive; the
 * remainder is compared by doubling, so keep the denominator below 2⁵².
 *
 * ```ts
 * import { Rounding } from "@bina/policy"
 *
 * Rounding.divide(35_266_500, 1_000, "down") // 35_266
 * ```
 */
export const divide = (numerator: number, denominator: number, rounding: Rounding): number => {
  const { quotient, remainder } = split(numerator, denominator)
  return settle(quotient, remainder, denominator, rounding)
}

/** `numerator = quotient × denominator + remainder`, where `0 <= remainder < denominator`; exact up to ±(2⁵³ − 1). */
export const split = (
  numerator: number,
  denominator: number
): { readonly quotient: number; readonly remainder: number } => {
  // `%` is exact and takes the sign of the numerator, so nothing on the way is larger than the numerator.
  const remainder = numerator % denominator
  const quotient = (numerator - remainder) / denominator
  return remainder < 0
    ? { quotient: quotient - 1, remainder: remainder + denominator }
    : { quotient: quotient + 0, remainder: remainder + 0 }
}

/** Rounds `whole + remainder / denominator`, where `0 <= remainder < denominator`. */
export const settle = (whole: number, remainder: number, denominator: number, rounding: Rounding): number => {
  switch (rounding) {
    case "down":
      return whole
    case "up":
      return remainder === 0 ? whole : whole + 1
    case "half-up":
      return remainder * 2 >= denominator ? whole + 1 : whole
    case "half-even":
      return remainder * 2 > denominator || (remainder * 2 === denominator && whole % 2 !== 0) ? whole + 1 : whole
  }
}
