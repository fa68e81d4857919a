/**
 * Money as whole minor units of a currency (rupiah are counted whole). No floats, no implicit rounding, no mixing of
 * currencies: adding two currencies is an error, not a number.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** An ISO 4217 code, for example `IDR`. */
export const Currency = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/)).pipe(Schema.brand("Currency"))
export type Currency = typeof Currency.Type

/** A whole number of minor units whose currency is known from where it stands (a fact, a list, a budget line). */
export const MinorUnits = Schema.Int.pipe(Schema.brand("MinorUnits"))
export type MinorUnits = typeof MinorUnits.Type

/** An amount with its currency. */
export const Money = Schema.Struct({ currency: Currency, amount: MinorUnits })
export type Money = typeof Money.Type

// ---- Errors

/** Two currencies met where one is needed. */
export class CurrencyMismatch extends Schema.TaggedError<CurrencyMismatch>()("CurrencyMismatch", {
  left: Currency,
  right: Currency
}) {
  override get message(): string {
    return `${this.left} and ${this.right} cannot be added or compared`
  }
}

/** A sum left the safe integers, ±(2⁵³ − 1). */
export class AmountTooLarge extends Schema.TaggedError<AmountTooLarge>()("AmountTooLarge", {}) {
  override get message(): string {
    return "the amount leaves ±(2^53 − 1) minor units and would no longer be exact"
  }
}

// ---- Functions

/**
 * A currency code in source code.
 *
 * @throws when it is not three capital letters.
 */
export const currency = (code: string): Currency => Currency.make(code)

/**
 * Minor units in source code.
 *
 * @throws when the number is not a safe integer.
 */
export const minorUnits = (amount: number): MinorUnits => MinorUnits.make(amount)

/** An amount of a currency. */
export const make = (code: Currency, amount: MinorUnits): Money => ({ currency: code, amount })

/** Nothing, in a currency. */
export const zero = (code: Currency): Money => make(code, minorUnits(0))

const combine =
  (operation: (a: number, b: number) => number) =>
  (a: Money, b: Money): Result.Result<Money, CurrencyMismatch | AmountTooLarge> => {
    if (a.currency !== b.currency) {
      return Result.fail(new CurrencyMismatch({ left: a.currency, right: b.currency }))
    }
    const amount = operation(a.amount, b.amount)
    return Number.isSafeInteger(amount)
      ? Result.succeed(make(a.currency, minorUnits(amount)))
      : Result.fail(new AmountTooLarge())
  }

/** The sum of two amounts of one currency. */
export const add = combine((a, b) => a + b)

/** The difference of two amounts of one currency; may be negative. */
export const subtract = combine((a, b) => a - b)

/** The sum of many amounts of a currency; nothing adds up to zero. */
export const sum = (
  code: Currency,
  amounts: Iterable<Money>
): Result.Result<Money, CurrencyMismatch | AmountTooLarge> => {
  let total: Result.Result<Money, CurrencyMismatch | AmountTooLarge> = Result.succeed(zero(code))
  for (const amount of amounts) {
    total = Result.flatMap(total, (sofar) => add(sofar, amount))
  }
  return total
}
