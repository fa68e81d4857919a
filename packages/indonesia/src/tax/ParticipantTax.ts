/**
 * Income tax (PPh 21) withheld from what a participant of a training is paid, transport money above all.
 *
 * The base is the whole payment, gross, not split and without any free amount; the rate is that of article 17, one fifth
 * higher for somebody without a tax id. A policy takes the tax from `IncomeTaxLayers`. Two things the law leaves open
 * are inputs and have no default: how the tax is rounded, and what counts as a tax id (only a written NPWP, or a matched
 * NIK as well). A participant who is a permanent employee of the payer is taxed with the salary instead, outside this
 * module.
 */
import type * as Array from "effect/Array"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Citation, CivilDate, type History, Money, type Rounding } from "@bina/policy"
import * as IncomeTaxLayers from "./IncomeTaxLayers.ts"
import * as ObjectCode from "./ObjectCode.ts"

// ---- Models

/** A payment to withhold from. `hasTaxId` and `rounding` are the payer's decisions. */
export interface Payment {
  readonly gross: Money.MinorUnits
  readonly paidOn: CivilDate.CivilDate
  readonly hasTaxId: boolean
  readonly rounding: Rounding.Rounding
}

/**
 * What is withheld: `parts` of the gross with their rates, surcharge included; `net = gross − tax`. `citation` is how tax
 * on participants is withheld and reported, `rateCitation` where the rates stand: they are not equally sure.
 */
export interface Withheld {
  readonly gross: Money.MinorUnits
  readonly tax: Money.MinorUnits
  readonly net: Money.MinorUnits
  readonly parts: Array.NonEmptyReadonlyArray<IncomeTaxLayers.Part>
  readonly objectCode: string
  readonly citation: Citation.Citation
  readonly rateCitation: Citation.Citation
}

/** One claimed expense and the receipt for it, where there is one. */
export interface Expense {
  readonly on: CivilDate.CivilDate
  readonly amount: Money.MinorUnits
  readonly receipt?: { readonly amount: Money.MinorUnits; readonly inPayeesName: boolean }
}

/** An expense refunded as it was: no addition to what the participant can spend, so no income and no tax. */
export interface Refunded {
  readonly gross: Money.MinorUnits
  readonly tax: Money.MinorUnits
  readonly net: Money.MinorUnits
  readonly receipts: number
}

// ---- Errors

/** A refund at cost needs a receipt in the payee's name, of at least the amount, for each expense. */
export class EvidenceMissing extends Schema.TaggedError<EvidenceMissing>()("EvidenceMissing", {
  expenses: Schema.NonEmptyArray(Schema.Struct({ on: CivilDate.CivilDate, amount: Money.MinorUnits }))
}) {
  override get message(): string {
    const days = this.expenses.map(({ on }) => on).join(", ")
    return `no sufficient receipt in the payee's name for the expenses of ${days}: attach one for each, or pay a lump sum, which is taxed`
  }
}

/** Nothing was claimed, or an amount is negative: there is nothing to withhold from or to refund. */
export class NotAPayment extends Schema.TaggedError<NotAPayment>()("NotAPayment", {}) {
  override get message(): string {
    return "this is not a payment: there must be something claimed, and no amount may be negative"
  }
}

// ---- Rules

/**
 * Withholds from a lump sum: paid to everybody on the list without receipts, and therefore taxed on the gross from the
 * first rupiah. (That transport money is such a sum is a reading of PMK 168/2023, article 5(1)f; no ruling was found.)
 *
 * ```ts
 * import { ParticipantTax } from "@bina/indonesia"
 * import { CivilDate, Money } from "@bina/policy"
 *
 * ParticipantTax.withhold({
 *   gross: Money.minorUnits(750_000),
 *   paidOn: CivilDate.makeUnsafe("2020-10-23"),
 *   hasTaxId: true,
 *   rounding: "down"
 * }) // tax 37_500, net 712_500, code 21-100-13
 * ```
 */
export const withhold = (
  payment: Payment
): Result.Result<Withheld, NotAPayment | ObjectCode.NoObjectCode | History.NoValueOn> =>
  Result.gen(function* () {
    const { gross, hasTaxId, paidOn, rounding } = payment
    if (gross < 0) return yield* Result.fail(new NotAPayment())
    const { citation, code } = yield* ObjectCode.on("training", paidOn)
    const assessed = yield* IncomeTaxLayers.assess(gross, paidOn, { hasTaxId, rounding })
    const { citation: rateCitation, parts, tax } = assessed
    return { gross, tax, net: Money.minorUnits(gross - tax), parts, objectCode: code, citation, rateCitation }
  })

/**
 * Refunds expenses at cost, without tax, and only with evidence for every one of them. A sum that would no longer be
 * exact is refused.
 */
export const refundAtCost = (
  expenses: ReadonlyArray<Expense>
): Result.Result<Refunded, EvidenceMissing | NotAPayment | Money.AmountTooLarge> => {
  if (expenses.length === 0 || expenses.some(({ amount }) => amount < 0)) return Result.fail(new NotAPayment())
  const [first, ...others] = expenses
    .filter(({ amount, receipt }) => receipt === undefined || !receipt.inPayeesName || receipt.amount < amount)
    .map(({ amount, on }) => ({ on, amount }))
  if (first !== undefined) return Result.fail(new EvidenceMissing({ expenses: [first, ...others] }))
  const sum = expenses.reduce((sofar, { amount }) => sofar + amount, 0)
  if (!Number.isSafeInteger(sum)) return Result.fail(new Money.AmountTooLarge())
  const gross = Money.minorUnits(sum)
  return Result.succeed({ gross, tax: Money.minorUnits(0), net: gross, receipts: expenses.length })
}
