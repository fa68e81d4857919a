/**
 * Limits in words, to stand beside the policy whose people they count: each the author's own text, how it counts, and
 * where it comes from.
 */
import { type Text } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import type * as Limit from "./Limit.ts"

// ---- Models

/** The language, what the counted keys are called, and the number of the first article (default 1). */
export interface Options {
  readonly language: Text.Language
  readonly keys?: Readonly<Record<string, Text.Text>>
  readonly firstArticle?: number
}

// ---- Rules

const words = {
  heading: { id: "Pembatasan antarpeserta", en: "Limits across people" },
  article: { id: "Pasal", en: "Article" },
  cohort: { id: "satu angkatan", en: "one cohort" },
  season: { id: "satu musim", en: "one season" },
  counted: {
    id: "Dalam {scope}, paling banyak {count} kursi diberikan untuk satu {key}. Kursi dihitung menurut urutan pendaftaran; yang sudah terisi pada saat itu saja yang dihitung.",
    en: "Within {scope}, at most {count} seats are given for each {key}. Seats are counted in order of registration; only those held by then count."
  },
  one: {
    id: "Dalam {scope}, paling banyak {count} kursi diberikan untuk satu {key}. Kursi dihitung menurut urutan pendaftaran; yang sudah terisi pada saat itu saja yang dihitung.",
    en: "Within {scope}, at most one seat is given for each {key}. Seats are counted in order of registration; only those held by then count."
  },
  missing: {
    id: "Selama {key} tidak diketahui, pendaftaran belum dapat diputuskan.",
    en: "As long as the {key} is not known, the application is left open."
  }
} as const

/** A section with an article for each limit, in their order. */
export const section = (
  limits: ReadonlyArray<Limit.Limit>,
  { firstArticle = 1, keys = {}, language }: Options
): Prose.Section => ({
  heading: words.heading[language],
  blocks: [],
  sections: limits.map(({ atMost, citation, key, reason, refusal, scope, text }, index) => {
    const values: Readonly<Record<string, string>> = {
      scope: words[scope][language],
      count: String(atMost),
      key: Object.hasOwn(keys, key) ? keys[key]![language] : key
    }
    const filled = (template: string) =>
      template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    return {
      heading: `${words.article[language]} ${firstArticle + index} [${reason}]`,
      blocks: [
        Prose.paragraph("lead", text[language]),
        Prose.paragraph("text", filled((atMost === 1 ? words.one : words.counted)[language]), 1),
        Prose.paragraph("text", filled(words.missing[language]), 2),
        ...(refusal === undefined ? [] : [Prose.refusal(refusal, language)]),
        Prose.basis(citation, language)
      ],
      sections: []
    }
  })
})
