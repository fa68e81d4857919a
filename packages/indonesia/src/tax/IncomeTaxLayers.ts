/**
 * The layers of article 17 of the income tax law, by tax year, and the tax of one whole amount over them. Money and
 * rates are whole numbers throughout; the tax is rounded once, at the end, as the caller says.
 */
import type * as Array from "effect/Array"
import * as Result from "effect/Result"
import { type Citation, type CivilDate, type History, Money, Parameter, Ratio, Rounding } from "@bina/policy"
import * as Law from "../citation/TaxLaw.ts"

// ---- Models

/** The part of an amount that lies in one layer, with the rate that applied to it. */
export interface Part {
  readonly amount: Money.MinorUnits
  readonly rate: Ratio.Ratio
}

/** The tax of an amount: the parts add up to the amount, and their rates stand in `citation`. */
export interface Assessed {
  readonly tax: Money.MinorUnits
  readonly parts: Array.NonEmptyReadonlyArray<Part>
  readonly citation: Citation.Citation
}

type Rows = readonly [Parameter.LayerRow, ...ReadonlyArray<Parameter.LayerRow>]

// ---- Rules

const percent = (rate: number): Ratio.Ratio => Ratio.ratio(rate, 100)

/** `5/100 × 120/100` is `6/100`: keeps the first denominator where the product allows it. */
const times = (rate: Ratio.Ratio, by: Ratio.Ratio): Ratio.Ratio => {
  const numerator = rate.numerator * by.numerator
  return numerator % by.denominator === 0
    ? Ratio.ratio(numerator / by.denominator, rate.denominator)
    : Ratio.ratio(numerator, rate.denominator * by.denominator)
}

/** How many times the rate somebody without a tax id pays (UU PPh, article 21(5a)). */
const surcharge = Ratio.ratio(120, 100)

const of2009: Rows = [
  { upTo: 50_000_000, rate: percent(5) },
  { upTo: 250_000_000, rate: percent(15) },
  { upTo: 500_000_000, rate: percent(25) },
  { rate: percent(30) }
]

/** The first three layers and the beginning of the fourth are sourced, the last two rates well known. */
const of2022: Rows = [
  { upTo: 60_000_000, rate: percent(5) },
  { upTo: 250_000_000, rate: percent(15) },
  { upTo: 500_000_000, rate: percent(25) },
  { upTo: 5_000_000_000, rate: percent(30) },
  { rate: percent(35) }
]

const withSurcharge = (rows: Rows): Rows =>
  rows.map(({ rate, ...row }) => ({ ...row, rate: times(rate, surcharge) })) as unknown as Rows

/**
 * The layers: rates in hundredths, bounds in rupiah a year and included. In a policy,
 * `layers.on(f.paidOn)(f.gross, "down")` is the tax of the whole amount, in whatever layers it lies.
 *
 * ```ts
 * import { IncomeTaxLayers } from "@bina/indonesia"
 * import { Expression } from "@bina/policy"
 *
 * const paidOn = Expression.date("2020-10-23")
 * export const tax = (gross: Expression.MoneyExpression<"IDR">, hasTaxId: Expression.BooleanExpression) =>
 *   hasTaxId.choose(
 *     IncomeTaxLayers.layers.on(paidOn)(gross, "down"),
 *     IncomeTaxLayers.layersWithoutTaxId.on(paidOn)(gross, "down")
 *   )
 * ```
 */
export const layers = Parameter.layers("income-tax.article-17", "IDR", {
  text: { id: "tarif PPh Pasal 17 ayat (1) huruf a", en: "income tax layers of article 17" },
  values: [
    { from: "2009-01-01", value: of2009, citation: Law.uu36of2008 },
    { from: "2022-01-01", value: of2022, citation: Law.uu7of2021 }
  ],
  after: "extends"
})

/**
 * The same layers for somebody without a tax id: every rate one fifth higher, 6/100 in the first. The layers are those
 * of article 17(1)a, the surcharge is article 21(5a), which is well known and not sourced; so is the citation of both.
 */
export const layersWithoutTaxId = Parameter.layers("income-tax.article-17.without-tax-id", "IDR", {
  text: {
    id: "tarif PPh Pasal 17 ayat (1) huruf a, 20 % lebih tinggi tanpa NPWP",
    en: "income tax layers of article 17, one fifth higher without a tax id"
  },
  values: [
    { from: "2009-01-01", value: withSurcharge(of2009), citation: Law.uu36of2008Surcharge },
    { from: "2022-01-01", value: withSurcharge(of2022), citation: Law.uu7of2021Surcharge }
  ],
  after: "extends"
})

/**
 * The tax of a whole amount, which must not be negative, by {@link layers} or, without a tax id, by
 * {@link layersWithoutTaxId}.
 */
export const assess = (
  amount: Money.MinorUnits,
  on: CivilDate.CivilDate,
  { hasTaxId, rounding }: { readonly hasTaxId: boolean; readonly rounding: Rounding.Rounding }
): Result.Result<Assessed, History.NoValueOn> =>
  Result.map(Parameter.valueOn(hasTaxId ? layers : layersWithoutTaxId, on), ({ citation, value }) => {
    const parts = value.flatMap(({ rate, upTo }, index): ReadonlyArray<Part> => {
      const above = value[index - 1]?.upTo ?? 0
      const part = Math.min(amount, upTo ?? amount) - above
      return part > 0 || index === 0 ? [{ amount: Money.minorUnits(part), rate }] : []
    }) as unknown as Array.NonEmptyReadonlyArray<Part>
    return { tax: taxOf(parts, rounding), parts, citation: citation! }
  })

/** The sum over the parts, exactly, and rounded once: products of large amounts leave the safe integers. */
const taxOf = (parts: ReadonlyArray<Part>, rounding: Rounding.Rounding): Money.MinorUnits => {
  const denominator = parts.reduce(
    (product, { rate }) => leastCommonMultiple(product, BigInt(rate.denominator)),
    BigInt(1)
  )
  const numerator = parts.reduce(
    (sum, { amount, rate }) => sum + (BigInt(amount) * BigInt(rate.numerator) * denominator) / BigInt(rate.denominator),
    BigInt(0)
  )
  const [whole, remainder] = [numerator / denominator, numerator % denominator]
  return Money.minorUnits(Rounding.settle(Number(whole), Number(remainder), Number(denominator), rounding))
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a * b) / greatestCommonDivisor(a, b)

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === BigInt(0) ? a : greatestCommonDivisor(b, a % b))
