/**
 * What is written to people, as data: one text a language with places for values. A place that no value was declared for
 * does not compile, and neither does a message for which a value is missing. Numbers, money, days and plurals are written
 * as the language writes them.
 *
 * ```ts
 * import { Template } from "@bina/core/notices"
 *
 * const offer = Template.make({
 *   name: "seat-offered",
 *   version: 1,
 *   parameters: { name: "text", course: "text", days: "count" },
 *   texts: {
 *     en: { subject: "A seat in {course}", text: "{name}: a seat in {course} is yours, {days|# day|# days}." },
 *     id: { subject: "Kursi {course}", text: "{name}: kursi {course} untuk Anda, {days|# hari}." }
 *   }
 * })
 * Template.write(offer, "en", { name: "Ani", course: "weaving", days: 1 }).text
 * // => "Ani: a seat in weaving is yours, 1 day."
 * ```
 */
import type { CivilDate, Money } from "@bina/policy"
import * as DateTime from "effect/DateTime"

// ---- Models

/** What kinds of values a text has places for. A moment is a text: it is written in the zone of its programme. */
export interface Values {
  readonly text: string
  readonly count: number
  readonly day: CivilDate.CivilDate
  readonly money: Money.Money
}

/** The name of each value with its kind. */
export type Parameters = Readonly<Record<string, keyof Values>>

/** The values of a message. */
export type Arguments<P extends Parameters> = { readonly [Name in keyof P]: Values[P[Name]] }

/** A text in one language; the subject is for ways that have one. */
export interface Text<S extends string = string, T extends string = string> {
  readonly subject: S
  readonly text: T
}

/** The languages in which an office writes. Whoever reads another one is written to in the first. */
export const languages = ["id", "en"] as const
export type Language = (typeof languages)[number]

/** A template. Its version goes up whenever its texts do, for providers approve texts and not names. */
export interface Template<P extends Parameters = Parameters> {
  readonly name: string
  readonly version: number
  readonly parameters: P
  readonly texts: Readonly<Record<Language, Text>>
}

/** What was written; `isFallback` where the language that was asked for is none of ours. */
export interface Written {
  readonly language: Language
  readonly isFallback: boolean
  readonly subject: string
  readonly text: string
  /** The values as they were written, in the order of the parameters: what providers of approved texts ask for. */
  readonly values: ReadonlyArray<string>
}

/** The names of the places in a text: `{name}`, or `{days|# day|# days}`. */
type Places<S extends string> = S extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${infer Name}|${string}` ? Name : Place) | Places<Rest>
  : never

/** The text itself where each of its places has a value, and a sentence about the first that has none otherwise. */
type Placed<S extends string, P> =
  Exclude<Places<S>, keyof P> extends never ? S : `no value is declared for {${Exclude<Places<S>, keyof P> & string}}`

// ---- Rules

/** A template from its parts; a place without a declared value is an error of types. */
export const make = <
  const P extends Parameters,
  const IdS extends string,
  const IdT extends string,
  const EnS extends string,
  const EnT extends string
>(given: {
  readonly name: string
  readonly version: number
  readonly parameters: P
  readonly texts: {
    readonly id: Text<IdS & Placed<IdS, P>, IdT & Placed<IdT, P>>
    readonly en: Text<EnS & Placed<EnS, P>, EnT & Placed<EnT, P>>
  }
}): Template<P> => given

/** The language itself, or the first of ours where it is none of them. */
export const languageOf = (language: string): Language => languages.find((known) => known === language) ?? languages[0]

/** How a country writes a sum of money, in minor units. */
export type WriteMoney = (amount: number, currency: Money.Currency, language: Language) => string

/**
 * Writes a message in a language, or in the first of ours where it is none of them. Money is written as
 * `IDR 750,000`, in minor units, unless a country says how it writes it.
 */
export const write = <P extends Parameters>(
  { parameters, texts }: Template<P>,
  language: string,
  values: NoInfer<Arguments<P>>,
  money: WriteMoney = inMinorUnits
): Written => {
  const used = languageOf(language)
  const writing = { ...writingOf(used), money: (sum: Money.Money) => money(sum.amount, sum.currency, used) }
  const written = new Map(
    Object.entries(parameters).map(([name, kind]) => [
      name,
      valueOf(kind, (values as Readonly<Record<string, Values[keyof Values]>>)[name]!, writing)
    ])
  )
  const fill = (text: string): string =>
    text.replaceAll(/\{([^}|]+)((?:\|[^}|]*)*)\}/g, (_, name: string, forms: string) => {
      const value = written.get(name) ?? ""
      if (forms === "") return value
      const count = (values as Readonly<Record<string, number>>)[name] ?? 0
      return formOf(forms.slice(1).split("|"), count, writing).replaceAll("#", value)
    })
  return {
    language: used,
    isFallback: used !== language,
    subject: fill(texts[used].subject),
    text: fill(texts[used].text),
    values: [...written.values()]
  }
}

const inMinorUnits: WriteMoney = (amount, currency, language) =>
  `${currency} ${amount.toLocaleString(locales[language])}`

/** A language that is written. */
interface Writing {
  readonly locale: string
  readonly plural: Intl.PluralRules
  readonly money: (sum: Money.Money) => string
}

const locales = { id: "id-ID", en: "en-GB" } as const

const writings = new Map<Language, Omit<Writing, "money">>()

const writingOf = (language: Language): Omit<Writing, "money"> => {
  const known = writings.get(language)
  if (known !== undefined) return known
  const made = { locale: locales[language], plural: new Intl.PluralRules(locales[language]) }
  writings.set(language, made)
  return made
}

/** Forms stand in the order one, other; a language with one form gives one. */
const formOf = (forms: ReadonlyArray<string>, count: number, { plural }: Pick<Writing, "plural">): string =>
  (plural.select(count) === "one" ? forms[0] : forms.at(-1)) ?? ""

const valueOf = (kind: keyof Values, value: Values[keyof Values], { locale, money }: Writing): string => {
  switch (kind) {
    case "text":
      return value as string
    case "count":
      return (value as number).toLocaleString(locale)
    case "day":
      return dayIn(value as CivilDate.CivilDate, locale)
    case "money":
      return money(value as Money.Money)
  }
}

const days = new Map<string, Intl.DateTimeFormat>()

/** A day as a language writes it: `Senin, 5 Oktober 2020`. */
export const day = (date: CivilDate.CivilDate, language: Language): string => dayIn(date, locales[language])

/** A day has no zone, so it is written as that of UTC. */
const dayIn = (day: CivilDate.CivilDate, locale: string): string => {
  const format =
    days.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC"
    })
  days.set(locale, format)
  return format.format(DateTime.toEpochMillis(DateTime.makeUnsafe(`${day}T00:00:00Z`)))
}
