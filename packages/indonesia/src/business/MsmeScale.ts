/**
 * Micro, small or medium business (UMKM), by date and purpose. Until 1 February 2021 UU 20/2008 measured net worth or
 * annual sales; PP 7/2021 measures capital when a business is founded or registered, and annual sales for protection
 * and empowerment and of every firm that existed before it. A business can therefore be micro for one purpose and small
 * for another: both are right.
 *
 * Bounds are exact: "lebih dari" excludes, "paling banyak" includes.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Citation, CivilDate, type History, Money, Parameter, type Unit, type Expression } from "@bina/policy"
import * as Law from "../citation/BusinessLaw.ts"

// ---- Models

/** `not-msme` is larger than medium. */
export const Scale = Schema.Literals(["micro", "small", "medium", "not-msme"])
export type Scale = typeof Scale.Type

/** What the class is needed for. */
export const Purpose = Schema.Literals(["registration", "empowerment"])
export type Purpose = typeof Purpose.Type

/** What the law of a day measures. Net worth and capital exclude land and the building of the business. */
export const Measure = Schema.Literals(["annual-sales", "net-worth", "capital"])
export type Measure = typeof Measure.Type

/** What is known of a business, in rupiah; no amount may be negative. */
export interface Business {
  readonly annualSales?: Money.MinorUnits
  readonly netWorth?: Money.MinorUnits
  readonly capital?: Money.MinorUnits
}

/**
 * What is asked: the class on a day, for a purpose. Registration asks when the firm was founded (`on` itself for a new
 * one), because PP 7/2021 measures the sales of firms older than itself and the capital of the others.
 */
export type Question =
  | { readonly on: CivilDate.CivilDate; readonly purpose: "empowerment" }
  | { readonly on: CivilDate.CivilDate; readonly purpose: "registration"; readonly foundedOn: CivilDate.CivilDate }

/** The class, by which measure and instrument; `transitional` while the old figures stood without a law of their own. */
export interface Classified {
  readonly scale: Scale
  readonly by: Measure
  readonly transitional: boolean
  readonly citation: Citation.Citation
}

/** A dated table of classes over an amount of rupiah. */
export type Table = Parameter.Parameter<
  ReadonlyArray<Parameter.BandRow<Scale>>,
  (operand: Parameter.TableInput) => Expression.TextExpression<Scale>
>

// ---- Errors

/** The law of that day needs another measure of the business. */
export class MeasureMissing extends Schema.TaggedError<MeasureMissing>()("MeasureMissing", {
  on: CivilDate.CivilDate,
  purpose: Purpose,
  anyOf: Schema.NonEmptyArray(Measure)
}) {
  override get message(): string {
    return `to class a business for ${this.purpose} on ${this.on}, its ${this.anyOf.join(" or ")} must be known`
  }
}

/** A measure of the business is negative. */
export class NegativeMeasure extends Schema.TaggedError<NegativeMeasure>()("NegativeMeasure", { measure: Measure }) {
  override get message(): string {
    return `the ${this.measure} of a business must not be negative: correct the amount`
  }
}

/** Net worth and annual sales give different classes, and UU 20/2008 does not say which one decides. */
export class AmbiguousScale extends Schema.TaggedError<AmbiguousScale>()("AmbiguousScale", {
  byAnnualSales: Scale,
  byNetWorth: Scale
}) {
  override get message(): string {
    return `by annual sales the business is ${this.byAnnualSales}, by net worth ${this.byNetWorth}: give only the measure that the programme decides by`
  }
}

// ---- Rules

const rupiah: Unit.NumberUnit = { kind: "money", currency: Money.currency("IDR") }

/** The day from which the figures of 2008 stood only by practice: UU 11/2020 had moved them elsewhere. */
export const transitionalFrom = "2020-11-02"

/** The first day of PP 7/2021 and its figures. */
export const pp7From = "2021-02-02"

const bands = (micro: number, small: number, medium: number) =>
  [
    { upTo: micro, value: "micro" },
    { upTo: small, value: "small" },
    { upTo: medium, value: "medium" },
    { value: "not-msme" }
  ] as const

/** UU 20/2008, then the same figures while the law that should carry them did not exist. */
const old = <V>(value: V) =>
  [
    { from: "2008-07-04", value, citation: Law.uu20of2008 },
    { from: transitionalFrom, value, citation: Law.uu20of2008Transitional }
  ] as const

/** Classes by annual sales, in rupiah: `byAnnualSales.on(date)(f.annualSales)`. */
export const byAnnualSales: Table = Parameter.classes<Scale>("msme.scale.annual-sales", rupiah, {
  text: { id: "skala usaha menurut omzet setahun", en: "business scale by annual sales" },
  values: [
    ...old(bands(300_000_000, 2_500_000_000, 50_000_000_000)),
    { from: pp7From, value: bands(2_000_000_000, 15_000_000_000, 50_000_000_000), citation: Law.pp7of2021 }
  ],
  after: "extends"
})

/** Classes by net worth, in rupiah, until PP 7/2021. */
export const byNetWorth: Table = Parameter.classes<Scale>("msme.scale.net-worth", rupiah, {
  text: { id: "skala usaha menurut kekayaan bersih", en: "business scale by net worth" },
  values: old(bands(50_000_000, 500_000_000, 10_000_000_000)),
  after: { refusesFrom: pp7From }
})

/** Classes by capital, in rupiah, since PP 7/2021. */
export const byCapital: Table = Parameter.classes<Scale>("msme.scale.capital", rupiah, {
  text: { id: "skala usaha menurut modal usaha", en: "business scale by capital" },
  values: [{ from: pp7From, value: bands(1_000_000_000, 5_000_000_000, 10_000_000_000), citation: Law.pp7of2021 }],
  after: "extends"
})

/** The largest annual sales, in rupiah and included, of a small business. */
export const smallBusinessCeiling: Parameter.Parameter<number, Expression.MoneyExpression<"IDR">> = Parameter.money(
  "msme.small.annual-sales",
  "IDR",
  {
    text: { id: "batas omzet setahun usaha kecil", en: "ceiling of a small business's annual sales" },
    values: [...old(2_500_000_000), { from: pp7From, value: 15_000_000_000, citation: Law.pp7of2021 }],
    after: "extends"
  }
)

/** Whether the figures of 2008 stood only by practice: 2020-11-02 through 2021-02-01. */
export const isTransitional = (on: CivilDate.CivilDate): boolean => transitionalFrom <= on && on < pp7From

/**
 * The class of a business for a purpose on a day.
 *
 * ```ts
 * import { MsmeScale } from "@bina/indonesia"
 * import { CivilDate, Money } from "@bina/policy"
 *
 * MsmeScale.classify(
 *   { annualSales: Money.minorUnits(1_200_000_000) },
 *   { on: CivilDate.makeUnsafe("2020-10-23"), purpose: "empowerment" }
 * ) // small; on 2021-02-02 micro: the firm did not shrink, the law moved
 * ```
 */
export const classify = (
  business: Business,
  question: Question
): Result.Result<Classified, NegativeMeasure | MeasureMissing | AmbiguousScale | History.NoValueOn> => {
  const { on, purpose } = question
  const { annualSales, capital, netWorth } = business
  const given = { "annual-sales": annualSales, "net-worth": netWorth, capital }
  const negative = Measure.literals.find((measure) => (given[measure] ?? 0) < 0)
  if (negative !== undefined) return Result.fail(new NegativeMeasure({ measure: negative }))
  const missing = (...anyOf: readonly [Measure, ...Array<Measure>]) =>
    Result.fail(new MeasureMissing({ on, purpose, anyOf }))
  if (on >= pp7From) {
    // Also a firm of before that is registered only now: article 35(5).
    const byItsCapital = question.purpose === "registration" && question.foundedOn >= pp7From
    if (byItsCapital) return capital === undefined ? missing("capital") : read("capital", capital, on)
    return annualSales === undefined ? missing("annual-sales") : read("annual-sales", annualSales, on)
  }
  if (annualSales === undefined) {
    return netWorth === undefined ? missing("annual-sales", "net-worth") : read("net-worth", netWorth, on)
  }
  if (netWorth === undefined) return read("annual-sales", annualSales, on)
  return Result.flatMap(read("annual-sales", annualSales, on), (bySales) =>
    Result.flatMap(read("net-worth", netWorth, on), (byWorth) =>
      bySales.scale === byWorth.scale
        ? Result.succeed(bySales)
        : Result.fail(new AmbiguousScale({ byAnnualSales: bySales.scale, byNetWorth: byWorth.scale }))
    )
  )
}

const tables = { "annual-sales": byAnnualSales, "net-worth": byNetWorth, capital: byCapital }

const read = (
  by: Measure,
  amount: Money.MinorUnits,
  on: CivilDate.CivilDate
): Result.Result<Classified, History.NoValueOn> =>
  Result.map(Parameter.valueOn(tables[by], on), ({ citation, value }) => ({
    scale: value.find(({ upTo }) => upTo === undefined || amount <= upTo)!.value,
    by,
    transitional: isTransitional(on),
    citation: citation!
  }))
