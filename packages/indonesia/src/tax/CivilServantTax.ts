/**
 * Final tax on honoraria and other payments that a civil servant, soldier or police officer receives from a public
 * budget besides the salary (PP 80/2010, article 4): by grade, on the gross, with or without a tax number alike. It is
 * decided for each payment, by the grade on the day of payment.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  type Citation,
  type CivilDate,
  type History,
  Money,
  Parameter,
  Ratio,
  type Rounding,
  type Expression
} from "@bina/policy"
import * as Law from "../citation/TaxLaw.ts"

// ---- Models

/**
 * The grade of the payee; pensioners count as the grade they left. `pns-i` to `pns-iv` are the ranks of civil servants,
 * `enlisted` is tamtama and bintara, `junior-officer` perwira pertama, `senior-officer` perwira menengah and tinggi of
 * army and police. `pppk` (contract) is none of them.
 */
export const Grade = Schema.Literals([
  "pns-i",
  "pns-ii",
  "pns-iii",
  "pns-iv",
  "enlisted",
  "junior-officer",
  "senior-officer",
  "state-official",
  "pppk"
])
export type Grade = typeof Grade.Type

/** A payment to withhold from. */
export interface Payment {
  readonly gross: Money.MinorUnits
  readonly paidOn: CivilDate.CivilDate
  readonly grade: Grade
  readonly rounding: Rounding.Rounding
}

/** What is withheld, for good. The code to report it under is {@link objectCode}, which is less sure than the rate. */
export interface Withheld {
  readonly gross: Money.MinorUnits
  readonly tax: Money.MinorUnits
  readonly net: Money.MinorUnits
  readonly rate: Ratio.Ratio
  readonly citation: Citation.Citation
}

// ---- Errors

/** The regulation does not say how this grade is taxed: the payer must decide, with its authority. */
export class NeedsInput extends Schema.TaggedError<NeedsInput>()("NeedsInput", { grade: Grade }) {
  override get message(): string {
    return `the final tax of a payee of grade ${this.grade} is not settled by PP 80/2010: ask the tax office and enter the treatment`
  }
}

/** The gross is negative: there is nothing to withhold from. */
export class NegativePayment extends Schema.TaggedError<NegativePayment>()("NegativePayment", {}) {
  override get message(): string {
    return "a payment must not be negative: correct the amount"
  }
}

// ---- Rules

const rateOf = (
  name: string,
  value: Ratio.Ratio,
  grades: string
): Parameter.Parameter<Ratio.Ratio, Expression.RatioExpression> =>
  Parameter.ratio(`income-tax.civil-servant.${name}`, {
    text: { id: `tarif final PPh 21 ${grades}`, en: `final tax rate, ${name} grades` },
    values: [{ from: "2011-01-01", value, citation: Law.pp80of2010 }],
    after: "extends"
  })

/** The three rates of article 4, on the gross. */
export const rates: Readonly<
  Record<"lower" | "middle" | "upper", Parameter.Parameter<Ratio.Ratio, Expression.RatioExpression>>
> = {
  lower: rateOf("lower", Ratio.ratio(0, 100), "golongan I dan II"),
  middle: rateOf("middle", Ratio.ratio(5, 100), "golongan III"),
  upper: rateOf("upper", Ratio.ratio(15, 100), "golongan IV dan pejabat negara")
}

/** The code under which the tax is reported. No page was opened for it, so it carries a confidence and no citation. */
export const objectCode: { readonly code: string; readonly confidence: Citation.Confidence } = {
  code: "21-402-01",
  confidence: "well-known"
}

const classOf: Readonly<Record<Exclude<Grade, "pppk">, keyof typeof rates>> = {
  "pns-i": "lower",
  "pns-ii": "lower",
  enlisted: "lower",
  "pns-iii": "middle",
  "junior-officer": "middle",
  "pns-iv": "upper",
  "senior-officer": "upper",
  "state-official": "upper"
}

/** Withholds the final tax from a payment, by the rate of the grade on its day. */
export const withhold = (
  payment: Payment
): Result.Result<Withheld, NegativePayment | NeedsInput | History.NoValueOn> => {
  const { grade, gross, paidOn, rounding } = payment
  if (gross < 0) return Result.fail(new NegativePayment())
  if (grade === "pppk") return Result.fail(new NeedsInput({ grade }))
  return Result.map(Parameter.valueOn(rates[classOf[grade]], paidOn), ({ citation, value: rate }) => {
    const tax = Money.minorUnits(Ratio.share(gross, rate, rounding))
    return { gross, tax, net: Money.minorUnits(gross - tax), rate, citation: citation! }
  })
}
