/**
 * What is kept back for the tax office. The tax is one of the whole payment, computed by a policy with the rounding
 * that the law names; here it is held against the payment: it is never negative, never more than the gross, and what
 * is left is what the person receives.
 */
import type { Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Missing from "../../words/Missing.ts"
import * as Amounts from "../../words/Amounts.ts"

// ---- Models

/** Gross, tax and net of one payment, in minor units: `0 <= tax <= gross` and `net = gross − tax`. */
export const Withholding = Amounts.Amounts.check(
  Schema.makeFilter(({ gross, tax }: Amounts.Amounts) => (0 <= tax && tax <= gross) || `tax ${tax} of gross ${gross}`)
)
export type Withholding = typeof Withholding.Type

// ---- Errors

/** A tax below zero, or above what it is taken from. */
export class TaxOutOfRange extends Schema.TaggedError<TaxOutOfRange>()("TaxOutOfRange", {
  gross: Schema.Int,
  tax: Schema.Int
}) {
  override get message(): string {
    return `a tax of ${this.tax} cannot be withheld from ${this.gross}`
  }
}

/** The policy gave a net amount that is not gross less tax. */
export class NetDoesNotTie extends Schema.TaggedError<NetDoesNotTie>()("NetDoesNotTie", {
  gross: Schema.Int,
  tax: Schema.Int,
  net: Schema.Int
}) {
  override get message(): string {
    return `net ${this.net} is not gross ${this.gross} less tax ${this.tax}`
  }
}

// ---- Rules

/**
 * The amounts of a payment from what the policy answered, or everything that is missing, each item once. A policy that
 * gives the net as well is checked, not believed.
 */
export const of = (answers: {
  readonly gross: Decision.Outcome<Money.MinorUnits>
  readonly tax: Decision.Outcome<Money.MinorUnits>
  readonly net?: Decision.Outcome<Money.MinorUnits>
}): Result.Result<Decision.Outcome<Withholding>, TaxOutOfRange | NetDoesNotTie> => {
  const { gross, net, tax } = answers
  if (gross._tag === "Undetermined" || tax._tag === "Undetermined" || net?._tag === "Undetermined") {
    const missing = Missing.over(net === undefined ? [gross, tax] : [gross, tax, net])!
    return Result.succeed({ _tag: "Undetermined", missing })
  }
  if (!(0 <= tax.value && tax.value <= gross.value)) {
    return Result.fail(new TaxOutOfRange({ gross: gross.value, tax: tax.value }))
  }
  // Both lie in 0 … gross, so the difference of safe integers is one.
  const left = (gross.value - tax.value) as Money.MinorUnits
  if (net !== undefined && net.value !== left) {
    return Result.fail(new NetDoesNotTie({ gross: gross.value, tax: tax.value, net: net.value }))
  }
  return Result.succeed({ _tag: "Determined", value: { gross: gross.value, tax: tax.value, net: left } })
}
