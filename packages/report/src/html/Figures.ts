/**
 * How figures are written: Indonesian (Rp 12.120.000; 80,5%; 5 Oktober 2020) and English (Rp 12,120,000; 80.5%;
 * 5 October 2020). Signs and groups are set so that columns line up and nothing breaks across lines.
 */
import type { CivilDate, Text } from "@bina/policy"

// ---- Models

/** The figures of one language. */
export interface Figures {
  /** A whole number, grouped by thousands. */
  readonly count: (value: number) => string
  /** A number with at most two decimals, for axes. */
  readonly decimal: (value: number) => string
  /** Whole rupiah, the sign before the currency. */
  readonly rupiah: (value: number) => string
  /** As {@link rupiah}, with a plus before what is above zero. */
  readonly signedRupiah: (value: number) => string
  /** A part of a whole in per cent with one decimal, rounded half up; a dash when there is no whole. */
  readonly share: (part: number, whole: number) => string
  /** A day in words. */
  readonly day: (date: CivilDate.CivilDate) => string
  /** A day with its month cut to three letters. */
  readonly shortDay: (date: CivilDate.CivilDate) => string
  /** The first three letters of a day's month. */
  readonly shortMonth: (date: CivilDate.CivilDate) => string
  /** Two days in words, what they share written once. */
  readonly period: (from: CivilDate.CivilDate, through: CivilDate.CivilDate) => string
}

interface Custom {
  readonly group: string
  readonly decimal: string
  readonly months: ReadonlyArray<string>
}

const customs: Readonly<Record<Text.Language, Custom>> = {
  id: {
    group: ".",
    decimal: ",",
    months: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ")
  },
  en: {
    group: ",",
    decimal: ".",
    months: "January February March April May June July August September October November December".split(" ")
  }
}

// ---- Rules

const minus = "−"
const joined = "\u00A0"

const grouped = (value: number | bigint, group: string): string =>
  String(value)
    .replace("-", "")
    .replace(/\B(?=(\d{3})+$)/g, group)

/** Tenths of a per cent, rounded half up, in whole numbers of any size. */
const perMille = (part: number, whole: number): bigint => (BigInt(part) * 2000n + BigInt(whole)) / (BigInt(whole) * 2n)

/** The figures as a language writes them. */
export const of = (language: Text.Language): Figures => {
  const custom = customs[language]
  const monthOf = (date: CivilDate.CivilDate): string => custom.months[Number(date.slice(5, 7)) - 1] ?? ""
  const dayOf = (date: CivilDate.CivilDate): string => String(Number(date.slice(8, 10)))
  const yearOf = (date: CivilDate.CivilDate): string => date.slice(0, 4)
  const count = (value: number): string => (value < 0 ? minus : "") + grouped(value, custom.group)
  const rupiah = (value: number): string => (value < 0 ? minus : "") + `Rp${joined}${grouped(value, custom.group)}`
  const day = (date: CivilDate.CivilDate): string => [dayOf(date), monthOf(date), yearOf(date)].join(joined)
  return {
    count,
    decimal: (value) =>
      String(Number(value.toFixed(2)))
        .replace("-", minus)
        .replace(".", custom.decimal),
    rupiah,
    signedRupiah: (value) => (value > 0 ? "+" : "") + rupiah(value),
    share: (part, whole) => {
      if (whole <= 0 || part < 0) return "–"
      const tenths = perMille(part, whole)
      return `${grouped(tenths / 10n, custom.group)}${custom.decimal}${tenths % 10n}%`
    },
    day,
    shortDay: (date) => [dayOf(date), monthOf(date).slice(0, 3)].join(joined),
    shortMonth: (date) => monthOf(date).slice(0, 3),
    period: (from, through) =>
      from === through
        ? day(from)
        : from.slice(0, 7) === through.slice(0, 7)
          ? `${dayOf(from)}–${day(through)}`
          : yearOf(from) === yearOf(through)
            ? `${dayOf(from)}${joined}${monthOf(from)} – ${day(through)}`
            : `${day(from)} – ${day(through)}`
  }
}
