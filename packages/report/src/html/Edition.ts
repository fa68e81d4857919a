/**
 * The page holds two editions of the report, Indonesian and English, and shows one. An edition is what a section needs to
 * write itself in one language: the words, the figures, and the choice between two texts.
 */
import type { Text } from "@bina/policy"
import * as Figures from "./Figures.ts"
import { english } from "./wording/English.ts"
import { indonesian } from "./wording/Indonesian.ts"
import type { Wording } from "./Wording.ts"

// ---- Models

export interface Edition {
  readonly language: Text.Language
  readonly words: Wording
  readonly figures: Figures.Figures
  /** The text in this edition's language. */
  readonly say: (text: Text.Text) => string
  /** An element id that is unique on the page, for both editions stand in it. */
  readonly id: (name: string) => string
}

// ---- Rules

/** The words of each language. */
export const wordings: Readonly<Record<Text.Language, Wording>> = { id: indonesian, en: english }

/** The edition of a language. */
export const of = (language: Text.Language): Edition => ({
  language,
  words: wordings[language],
  figures: Figures.of(language),
  say: (text) => text[language],
  id: (name) => `${name}-${language}`
})
