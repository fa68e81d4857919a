/**
 * Exact fractions: shares, rates, attendance. A ratio is never a float and is compared by cross-multiplication.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Rounding from "./Rounding.ts"

// ---- Models

/** Numerators and denominators stay below 2²⁶, so that the products of a comparison are exact. */
export const limit = 67_108_864

/**
 * `numerator / denominator`, not reduced: 80/100 stays 80/100, as the rule that states it. The denominator is positive.
 */
export const Ratio = Schema.Struct({
  numerator: Schema.Int.check(Schema.isBetween({ minimum: -limit, maximum: limit })),
  denominator: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: limit }))
})
export type Ratio = typeof Ratio.Type

// ---- Errors

/** The two numbers do not make a ratio: not whole, too large, or a denominator that is not positive. */
export class NotARatio extends Schema.TaggedError<NotARatio>()("NotARatio", { text: Schema.String }) {
  override get message(): string {
    return `"${this.text}" is not a ratio: write two whole numbers below ${limit}, the second positive, for example 80/100`
  }
}

// ---- Functions

const isRatio = Schema.is(Ratio)

/** The ratio of two whole numbers. */
export const make = (numerator: number, denominator: number): Result.Result<Ratio, NotARatio> => {
  const ratio = { numerator, denominator }
  return isRatio(ratio) ? Result.succeed(ratio) : Result.fail(new NotARatio({ text: `${numerator}/${denominator}` }))
}

/**
 * As {@link make}, for ratios written in source code.
 *
 * @throws {NotARatio}
 */
export const ratio = (numerator: number, denominator: number): Ratio => Result.getOrThrow(make(numerator, denominator))

/** Reads `80/100`. */
export const fromText = (text: string): Result.Result<Ratio, NotARatio> => {
  const match = /^\s*(-?\d{1,8})\s*\/\s*(\d{1,8})\s*$/.exec(text)
  return match === null
    ? Result.fail(new NotARatio({ text }))
    : Result.mapError(make(Number(match[1]), Number(match[2])), () => new NotARatio({ text }))
}

/** `80/100`, as written. */
export const toText = (value: Ratio): string => `${value.numerator}/${value.denominator}`

/** The least common multiple of the denominators. */
export const commonDenominator = (ratios: ReadonlyArray<Ratio>): bigint =>
  ratios.reduce((common, { denominator }) => {
    const by = BigInt(denominator)
    let [a, b] = [common, by]
    while (b !== 0n) [a, b] = [b, a % b]
    return (common / a) * by
  }, 1n)

/** Negative, zero or positive as `a` is less than, equal to or more than `b`; exact. */
export const compare = (a: Ratio, b: Ratio): number => a.numerator * b.denominator - b.numerator * a.denominator

/**
 * The share `amount × ratio`, rounded once and exactly: whole denominators are split off first, so that no product
 * leaves the safe integers as long as the result and `denominator × numerator` do not.
 *
 * ```ts
 * import { Ratio } from "@bina/policy"
 *
 * Ratio.share(587_775, Ratio.ratio(5, 100), "down") // 29_388
 * ```
 */
export const share = (amount: number, { denominator, numerator }: Ratio, rounding: Rounding.Rounding): number => {
  // Split towards zero: then the whole part times the numerator is never larger than the result.
  const rest = amount % denominator
  const whole = (amount - rest) / denominator
  const { quotient, remainder } = Rounding.split(rest * numerator, denominator)
  // Adding 0 turns a negative zero into zero.
  return Rounding.settle(whole * numerator + quotient + 0, remainder, denominator, rounding)
}
