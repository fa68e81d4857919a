/**
 * The season's policies and limits in words. Articles are numbered through: the rules about one applicant, the limits
 * across people, the allowance.
 */
import { Admission, LimitProse } from "@bina/core"
import { type Region, Rupiah } from "@bina/indonesia"
import { Money, type Text } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import * as Policies from "../policies/index.ts"

// ---- Rules

const titles = {
  eligibility: { id: "Peserta", en: "Participants" },
  allowance: { id: "Uang transport dan kelulusan", en: "Transport allowance and completion" }
} as const

/** What limits count, in words. */
const keys = {
  nik: { id: "orang (NIK)", en: "person (NIK)" },
  household: { id: "kartu keluarga", en: "household (family card)" }
} as const

/** Amounts in rupiah as the country writes them. */
export const money =
  (language: Text.Language) =>
  (amount: number, currency: string): string =>
    currency === "IDR" ? Rupiah.format(Money.minorUnits(amount), language) : `${currency} ${amount}`

/** The regulations of a city, in order. */
export const of = (city: Region.Kemendagri, language: Text.Language): ReadonlyArray<Prose.Regulation> => {
  const options = { language, money: money(language) }
  const rules = Policies.eligibility.document.rules.length
  const eligibility = Prose.toProse(Policies.eligibility, {
    ...options,
    title: titles.eligibility[language],
    limits: Admission.limitsDocument(Policies.limits)
  })
  const [definitions, provisions, ...rest] = eligibility.sections
  const limits = LimitProse.section(Policies.limits, { language, keys, firstArticle: rules + 1 })
  const allowance = Prose.toProse(Policies.allowanceIn(city), {
    ...options,
    title: titles.allowance[language],
    firstArticle: rules + Policies.limits.length + 1
  })
  return [{ ...eligibility, sections: [definitions!, provisions!, limits, ...rest] }, allowance]
}

/** One page of Markdown. */
export const toMarkdown = (title: string, regulations: ReadonlyArray<Prose.Regulation>): string =>
  [`<!-- ${title.replace(/[^\p{L}\p{N} ,.]/gu, " ")} -->\n`, ...regulations.map(Prose.toMarkdown)].join("\n")
