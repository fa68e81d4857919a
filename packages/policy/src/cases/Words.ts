/**
 * The words of a table of cases: the names of its columns, and what its cells say beside numbers and days. Each is
 * read in both languages, in any case; what is told back is told in one.
 */
import type * as Text from "../vocabulary/Text.ts"
import * as CaseTable from "./CaseTable.ts"

// ---- Models

/** The first of each is the one that is told. */
const words = {
  case: { id: ["kasus"], en: ["case"] },
  note: { id: ["catatan"], en: ["note"] },
  expect: { id: ["harapan"], en: ["expect"] },
  yes: { id: ["ya", "benar"], en: ["yes", "true"] },
  no: { id: ["tidak", "salah"], en: ["no", "false"] },
  none: { id: ["tidak ada"], en: ["none", "-"] },
  eligible: { id: ["memenuhi syarat", "layak"], en: ["eligible"] },
  ineligible: { id: ["tidak memenuhi syarat", "tidak layak"], en: ["ineligible", "not eligible"] },
  undetermined: { id: ["belum dapat diputuskan", "belum diketahui"], en: ["undetermined", "not known"] },
  invalid: { id: ["tidak sah"], en: ["invalid"] }
} as const satisfies Readonly<
  Record<string, { readonly [L in Text.Language]: readonly [string, ...ReadonlyArray<string>] }>
>

/** A word by what it means. */
export type Word = keyof typeof words

// ---- Functions

/** Whether a text is that word in one of the languages. */
export const is = (text: string, word: Word): boolean => {
  const { en, id } = words[word]
  return ([...id, ...en] as ReadonlyArray<string>).includes(CaseTable.fold(text))
}

/** The word, as it is told. */
export const told = (word: Word, language: Text.Language): string => words[word][language][0]
