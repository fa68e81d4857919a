/**
 * Gross, tax and net, always together: net is gross less tax, so money that was promised, withheld and handed over
 * ties in every sum. The currency is named once, by the list or line in which the amounts stand; every sum stays
 * within the safe integers or fails.
 */
import { Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** The fields of amounts, in minor units, to be spread into a struct; signed, for a difference has them too. */
export const fields = { gross: Money.MinorUnits, tax: Money.MinorUnits, net: Money.MinorUnits }

/** Whether net is gross less tax; a check for structs that carry the {@link fields}. */
export const ties = ({ gross, net, tax }: Amounts): true | string =>
  net === gross - tax || `net ${net} is not gross ${gross} less tax ${tax}`

/** Gross, tax and net of one payment, of a sum of payments, or of a difference. */
export const Amounts = Schema.Struct(fields).check(Schema.makeFilter((amounts: Amounts) => ties(amounts)))
export interface Amounts {
  readonly gross: Money.MinorUnits
  readonly tax: Money.MinorUnits
  readonly net: Money.MinorUnits
}

// ---- Rules

/** Minor units, if the number is still exact. */
export const minorUnits = (amount: number): Result.Result<Money.MinorUnits, Money.AmountTooLarge> =>
  Number.isSafeInteger(amount) ? Result.succeed(amount as Money.MinorUnits) : Result.fail(new Money.AmountTooLarge())

const nothing = Money.minorUnits(0)

/** Nothing owed, withheld or paid. */
export const zero: Amounts = { gross: nothing, tax: nothing, net: nothing }

/** The amounts of a gross and its tax. */
export const make = (gross: number, tax: number): Result.Result<Amounts, Money.AmountTooLarge> => {
  const net = gross - tax
  return Number.isSafeInteger(gross) && Number.isSafeInteger(tax) && Number.isSafeInteger(net)
    ? Result.succeed({ gross, tax, net } as Amounts)
    : Result.fail(new Money.AmountTooLarge())
}

/** The sum, component by component. */
export const add = (a: Amounts, b: Amounts): Result.Result<Amounts, Money.AmountTooLarge> =>
  make(a.gross + b.gross, a.tax + b.tax)

/** The difference `a − b`, component by component. */
export const subtract = (a: Amounts, b: Amounts): Result.Result<Amounts, Money.AmountTooLarge> =>
  make(a.gross - b.gross, a.tax - b.tax)

/** The sum of many; nothing adds up to {@link zero}. */
export const sum = (many: Iterable<Amounts>): Result.Result<Amounts, Money.AmountTooLarge> => {
  let total: Result.Result<Amounts, Money.AmountTooLarge> = Result.succeed(zero)
  for (const amounts of many) {
    if (Result.isFailure(total)) return total
    total = add(total.success, amounts)
  }
  return total
}
