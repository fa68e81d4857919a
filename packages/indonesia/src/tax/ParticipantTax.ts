/**
 * Income tax (PPh 21) withheld from what a participant of a training is paid, transport money above all.
 *
 * The base is the whole payment, gross, not split and without any free amount; the rate is that of article 17, one fifth
 * higher for somebody without a tax id. Two things the law leaves open are inputs and have no default: how the tax is
 * rounded, and what counts as a tax id (only a written NPWP, or a matched NIK as well). A participant who is a permanent
 * employee of the payer is taxed with the salary instead, outside this module.
 */
import type * as Array from "effect/Array"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  type Citation,
  CivilDate,
  type History,
  Money,
  Parameter,
  Ratio,
  type Rounding,
  type Expression
} from "@bina/policy"
import * as Law from "../citation/TaxLaw.ts"
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

/** What is withheld: `parts` of the gross with their rates, surcharge included; `net = gross − tax`. */
export interface Withheld {
  readonly gross: Money.MinorUnits
  readonly tax: Money.MinorUnits
  readonly net: Money.MinorUnits
  readonly parts: Array.NonEmptyReadonlyArray<IncomeTaxLayers.Part>
  readonly objectCode: string
  readonly citation: Citation.Citation
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

const rateHistory = (value: Ratio.Ratio) =>
  [
    { from: "2016-09-29", value, citation: Law.per16of2016 },
    { from: "2024-01-01", value, citation: Law.pmk168of2023 }
  ] as const

/**
 * The rate of the first layer, for policies: 5/100 with a tax id, 6/100 without. It is the rate of the whole payment as
 * long as that does not exceed {@link firstLayerCeiling}; {@link withhold} has no such limit.
 *
 * ```ts
 * import { ParticipantTax } from "@bina/indonesia"
 * import { Expression } from "@bina/policy"
 *
 * const paidOn = Expression.date("2020-10-23")
 * const rate = (hasTaxId: Expression.BooleanExpression) =>
 *   hasTaxId.choose(ParticipantTax.rate.withTaxId.on(paidOn), ParticipantTax.rate.withoutTaxId.on(paidOn))
 * ```
 */
export const rate: Readonly<
  Record<"withTaxId" | "withoutTaxId", Parameter.Parameter<Ratio.Ratio, Expression.RatioExpression>>
> = {
  withTaxId: Parameter.ratio("income-tax.participant.rate-with-tax-id", {
    text: { id: "tarif PPh 21 peserta dengan NPWP", en: "participant's tax rate with a tax id" },
    values: rateHistory(Ratio.ratio(5, 100)),
    after: "extends"
  }),
  withoutTaxId: Parameter.ratio("income-tax.participant.rate-without-tax-id", {
    text: { id: "tarif PPh 21 peserta tanpa NPWP", en: "participant's tax rate without a tax id" },
    values: rateHistory(Ratio.ratio(6, 100)),
    after: "extends"
  })
}

/** The largest payment, in rupiah, that lies wholly in the first layer. */
export const firstLayerCeiling: Parameter.Parameter<number, Expression.MoneyExpression<"IDR">> = Parameter.money(
  "income-tax.article-17.first-layer",
  "IDR",
  {
    text: { id: "batas lapisan pertama PPh Pasal 17", en: "ceiling of the first income tax layer" },
    values: [
      { from: "2009-01-01", value: 50_000_000, citation: Law.uu36of2008 },
      { from: "2022-01-01", value: 60_000_000, citation: Law.uu7of2021 }
    ],
    after: "extends"
  }
)

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
    const raised = hasTaxId ? {} : { raisedBy: (yield* Parameter.valueOn(IncomeTaxLayers.surcharge, paidOn)).value }
    const { parts, tax } = yield* IncomeTaxLayers.assess(gross, paidOn, { rounding, ...raised })
    return { gross, tax, net: Money.minorUnits(gross - tax), parts, objectCode: code, citation }
  })

/**
 * Refunds expenses at cost, without tax, and only with evidence for every one of them.
 */
export const refundAtCost = (
  expenses: ReadonlyArray<Expense>
): Result.Result<Refunded, EvidenceMissing | NotAPayment> => {
  if (expenses.length === 0 || expenses.some(({ amount }) => amount < 0)) return Result.fail(new NotAPayment())
  const [first, ...others] = expenses
    .filter(({ amount, receipt }) => receipt === undefined || !receipt.inPayeesName || receipt.amount < amount)
    .map(({ amount, on }) => ({ on, amount }))
  if (first !== undefined) return Result.fail(new EvidenceMissing({ expenses: [first, ...others] }))
  const gross = Money.minorUnits(expenses.reduce((sum, { amount }) => sum + amount, 0))
  return Result.succeed({ gross, tax: Money.minorUnits(0), net: gross, receipts: expenses.length })
}
