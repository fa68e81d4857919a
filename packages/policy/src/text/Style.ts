/**
 * How numbers, money, ratios and days are written in each language. A country's own ways with money and days are given
 * by the caller; nothing here knows a country.
 */
import * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** How a country writes money and days; without them `IDR 750.000` and `1 Juli 2020` (`1 July 2020`). */
export interface Options {
  readonly money?: (amount: number, currency: string) => string
  readonly date?: (day: CivilDate.CivilDate) => string
}

/** Figures in one language. */
export interface Style {
  readonly number: (value: number | bigint) => string
  readonly money: (amount: number, currency: string) => string
  /** `5%` where the denominator is 100, else `3/20`. */
  readonly ratio: (value: Ratio.Ratio) => string
  readonly day: (day: CivilDate.CivilDate) => string
  /** The last day of a stretch `[from, to)`: laws say "through". */
  readonly lastDay: (to: CivilDate.CivilDate) => string
}

// ---- Functions

const months = {
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
  en: "January February March April May June July August September October November December".split(" ")
} as const

const groups = { id: ".", en: "," } as const

/** The figures of a language. */
export const of = (language: Text.Language, options: Options = {}): Style => {
  const number = (value: number | bigint): string =>
    `${value < 0 ? "−" : ""}${String(value)
      .replace("-", "")
      .replace(/\B(?=(\d{3})+$)/g, groups[language])}`
  const day =
    options.date ??
    ((date) => `${Number(date.slice(8, 10))} ${months[language][CivilDate.month(date) - 1]} ${CivilDate.year(date)}`)
  return {
    number,
    money: options.money ?? ((amount, currency) => `${currency} ${number(amount)}`),
    ratio: ({ denominator, numerator }) =>
      denominator === 100 ? `${number(numerator)}%` : `${number(numerator)}/${number(denominator)}`,
    day,
    lastDay: (to) => {
      const last = CivilDate.addDays(to, -1)
      return day(last._tag === "Success" ? last.success : to)
    }
  }
}
