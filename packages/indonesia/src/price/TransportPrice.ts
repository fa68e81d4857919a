/**
 * The price of a participant's transport. A city pays its own price, from its own regulation: that price is an input,
 * never a default, and where it is missing nothing stands in for it. The ministry's standard (Standar Biaya Masukan, in
 * force for one fiscal year each) binds ministries and their training centres; for a city it is only worth a comparison.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Citation, CivilDate, Money, Parameter, type Expression } from "@bina/policy"
import * as Law from "../citation/PriceLaw.ts"

// ---- Models

/** Whose budget pays: `APBD` a city's or a region's, `APBN` the state's (a ministry's training centre). */
export const Payer = Schema.Literals(["APBD", "APBN"])
export type Payer = typeof Payer.Type

/** A price per person and occasion, in rupiah, from a day on, with the instrument that sets it. */
export interface PriceFrom {
  readonly from: CivilDate.CivilDateText
  readonly amount: number
  readonly citation: Citation.Citation
}

/** A price beside the ministry's standard of its day: advice, never a refusal. */
export const Comparison = Schema.TaggedUnion({
  WithinStandard: { price: Money.MinorUnits, standard: Money.MinorUnits, citation: Citation.Citation },
  AboveStandard: {
    price: Money.MinorUnits,
    standard: Money.MinorUnits,
    above: Money.MinorUnits,
    citation: Citation.Citation
  },
  StandardNotKnown: { on: CivilDate.CivilDate, because: Schema.String }
})
export type Comparison = typeof Comparison.Type

// ---- Errors

/** A payer has given no price; nothing stands in for it. */
export class NoCityPrice extends Schema.TaggedError<NoCityPrice>()("NoCityPrice", { payer: Schema.String }) {
  override get message(): string {
    return `${this.payer} has given no transport price: enter the amount of its own regulation, with the day and the citation; the ministry's standard does not replace it`
  }
}

// ---- Rules

/** The ministry's price for transport within a city, there and back, per person and occasion, in rupiah. */
export const standard: Parameter.Parameter<number, Expression.MoneyExpression<"IDR">> = Parameter.money(
  "transport.sbm.within-city",
  "IDR",
  {
    text: {
      id: "standar biaya transport kegiatan dalam kota",
      en: "ministry's standard price of transport in the city"
    },
    values: [
      { from: "2020-01-01", value: 150_000, citation: Law.sbm2020 },
      { from: "2021-01-01", value: 150_000, citation: Law.sbm2021 },
      { from: "2022-01-01", value: 150_000, citation: Law.sbm2022 },
      { from: "2023-01-01", value: 150_000, citation: Law.sbm2023 },
      { from: "2024-01-01", unknown: "the figure of PMK 49/2023 (fiscal year 2024) is not confirmed" },
      { from: "2025-01-01", unknown: "the figure of PMK 39/2024 (fiscal year 2025) is not confirmed" },
      { from: "2026-01-01", value: 170_000, citation: Law.sbm2026 }
    ],
    after: { refusesFrom: "2027-01-01" },
    reviewBy: "2026-12-01"
  }
)

/** Whether the ministry's standard binds a payer. */
export const standardBinds = (payer: Payer): boolean => payer === "APBN"

/**
 * A payer's own price as a parameter: `name` is its name in policies, `prices` in order of time, `through` the last day
 * for which they are known. Later days refuse, so a price never lives on by itself.
 *
 * ```ts
 * import { TransportPrice } from "@bina/indonesia"
 * import { Citation } from "@bina/policy"
 *
 * const perwal = Citation.make({ instrument: "Perwal Contoh 1/2019", title: "Standar Harga Satuan", confidence: "sourced" })
 *
 * TransportPrice.cityPrice("contoh.transport", {
 *   prices: [{ from: "2020-01-01", amount: 120_000, citation: perwal }],
 *   through: "2020-12-31"
 * })
 * ```
 */
export const cityPrice = (
  name: string,
  options: { readonly prices: ReadonlyArray<PriceFrom>; readonly through: CivilDate.CivilDateText }
): Result.Result<
  Parameter.Parameter<number, Expression.MoneyExpression<"IDR">>,
  NoCityPrice | CivilDate.NotACivilDate | Parameter.ParameterRefused
> => {
  const [first, ...later] = options.prices
  if (first === undefined) return Result.fail(new NoCityPrice({ payer: name }))
  const refused = (reason: string) => new Parameter.ParameterRefused({ parameter: name, reason })
  const wrong = options.prices.find(({ amount }) => amount <= 0)
  if (wrong !== undefined) return Result.fail(refused(`the price from ${wrong.from} is not more than 0`))
  const entry = ({ amount, citation, from }: PriceFrom) => ({ from, value: amount, citation })
  return Result.flatMap(
    Result.flatMap(CivilDate.make(options.through), (last) => CivilDate.addDays(last, 1)),
    (refusesFrom) =>
      Result.try({
        try: () =>
          Parameter.money(name, "IDR", {
            text: { id: "harga transport peserta", en: "transport price of a participant" },
            values: [entry(first), ...later.map(entry)],
            after: { refusesFrom }
          }),
        catch: (cause) => (cause instanceof Parameter.ParameterRefused ? cause : refused(String(cause)))
      })
  )
}

/** A price beside the ministry's standard on a day. A standard that is not known is said, and is no reason for either. */
export const compareWithStandard = (price: Money.MinorUnits, on: CivilDate.CivilDate): Comparison =>
  Result.match(Parameter.valueOn(standard, on), {
    onFailure: ({ because }) => Comparison.cases.StandardNotKnown.make({ on, because }),
    onSuccess: ({ citation, value }) => {
      const found = { price, standard: Money.minorUnits(value), citation: citation! }
      return price > value
        ? Comparison.cases.AboveStandard.make({ ...found, above: Money.minorUnits(price - value) })
        : Comparison.cases.WithinStandard.make(found)
    }
  })
