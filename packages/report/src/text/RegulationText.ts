/**
 * The season's policies and limits in words. Articles are numbered through: the rules about one applicant, the limits
 * across people, the allowance.
 */
import { Admission, LimitProse } from "@bina/core"
import type { Text } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import type { Pack } from "@bina/season"

// ---- Rules

/** Amounts of the city's currency as the city writes them, of another one plainly. */
export const money =
  (city: Pick<Pack.Shape, "currency" | "money">, language: Text.Language) =>
  (amount: number, currency: string): string =>
    currency === city.currency ? city.money(amount, language) : `${currency} ${amount}`

/** The regulations of a city, in order. */
export const of = (
  { admission: { limits: counted, policy }, allowance: { policy: owed } }: Pack.Policies,
  city: Pick<Pack.Shape, "currency" | "money" | "texts">,
  language: Text.Language
): ReadonlyArray<Prose.Regulation> => {
  const titles = city.texts.regulation
  const options = { language, money: money(city, language) }
  const rules = policy.document.rules.length
  const eligibility = Prose.toProse(policy, {
    ...options,
    title: titles.admission[language],
    limits: Admission.limitsDocument(counted)
  })
  const [definitions, provisions, ...rest] = eligibility.sections
  const limits = LimitProse.section(counted, { language, keys: titles.keys, firstArticle: rules + 1 })
  const allowance = Prose.toProse(owed, {
    ...options,
    title: titles.allowance[language],
    firstArticle: rules + counted.length + 1
  })
  return [{ ...eligibility, sections: [definitions!, provisions!, limits, ...rest] }, allowance]
}

/** One page of Markdown. */
export const toMarkdown = (title: string, regulations: ReadonlyArray<Prose.Regulation>): string =>
  [`<!-- ${title.replace(/[^\p{L}\p{N} ,.]/gu, " ")} -->\n`, ...regulations.map(Prose.toMarkdown)].join("\n")
