/**
 * What a cell says of a fact. An empty cell, or `?`, says that nobody knows: it is never a "no". Nothing is guessed: a
 * number with separators reads otherwise in another country, so it is refused with the way to write it.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Document from "../tree/Document.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Text from "../vocabulary/Text.ts"
import * as CaseTable from "./CaseTable.ts"
import * as Words from "./Words.ts"

// ---- Models

/** Why a cell cannot be read, and how to mend it. */
export interface Unreadable {
  readonly reason: Text.Text
  readonly mend: Text.Text
}

/** What a cell says; none is "not known". */
export type Read = Result.Result<Option.Option<unknown>, Unreadable>

// ---- Functions

/** Whether a cell says that nobody knows. */
export const saysNothing = (cell: string): boolean => ["", "?"].includes(CaseTable.tidy(cell))

/** What a cell says of a leaf, as the policy takes it. `labels` are the names of its literals. */
export const leaf = (declared: Document.Leaf, cell: string, labels: ReadonlyMap<string, Text.Text>): Read => {
  const text = CaseTable.tidy(cell)
  if (saysNothing(text)) return Result.succeed(Option.none())
  if (!declared.optional) return Result.map(plain(declared, text, labels), Option.some)
  // A fact that has such a word of its own is told by the word.
  const isWord =
    declared.kind === "text" && declared.literals.some((word) => CaseTable.fold(word) === text.toLowerCase())
  if (!isWord && Words.is(text, "none")) return Result.succeed(Option.some(Option.none()))
  return Result.map(plain(declared, text, labels), (value) => Option.some(Option.some(value)))
}

const plain = (
  declared: Document.Leaf,
  text: string,
  labels: ReadonlyMap<string, Text.Text>
): Result.Result<unknown, Unreadable> => {
  switch (declared.kind) {
    case "boolean":
      return boolean(text)
    case "integer":
    case "money":
      return whole(text)
    case "date":
      return day(text)
    case "text":
      return literal(declared.literals, text, labels)
    case "code":
    case "token":
      return Result.succeed(text)
  }
}

/** A yes or a no. */
export const boolean = (text: string): Result.Result<boolean, Unreadable> =>
  Words.is(text, "yes")
    ? Result.succeed(true)
    : Words.is(text, "no")
      ? Result.succeed(false)
      : refused(
          { id: "bukan ya atau tidak", en: "neither yes nor no" },
          {
            id: "tulis ya atau tidak; kosongkan bila belum diketahui",
            en: "write yes or no; leave it empty if not known"
          }
        )

/** A whole number, or money in whole minor units. */
export const whole = (text: string): Result.Result<number, Unreadable> => {
  const value = /^-?[0-9]+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value)
    ? Result.succeed(value === 0 ? 0 : value)
    : refused(
        { id: "bukan bilangan bulat", en: "not a whole number" },
        { id: "tulis angka saja, misalnya 1500000, tanpa titik, koma atau Rp", en: "write digits only, as 1500000" }
      )
}

/** A day. */
export const day = (text: string): Result.Result<CivilDate.CivilDate, Unreadable> =>
  CivilDate.isCivilDate(text)
    ? Result.succeed(text)
    : refused(
        { id: "bukan tanggal", en: "not a day of the calendar" },
        { id: "tulis sebagai TTTT-BB-HH, misalnya 2020-10-05", en: "write it as YYYY-MM-DD, for example 2020-10-05" }
      )

/** A word of a closed set, by itself or by its name in one of the languages. */
export const literal = (
  literals: ReadonlyArray<string>,
  text: string,
  labels: ReadonlyMap<string, Text.Text>
): Result.Result<string, Unreadable> => {
  if (literals.includes(text)) return Result.succeed(text)
  const folded = text.toLowerCase()
  const found = literals.filter((word) => {
    const label = labels.get(word)
    return [word, label?.id, label?.en].some((name) => name !== undefined && CaseTable.fold(name) === folded)
  })
  return found.length === 1
    ? Result.succeed(found[0]!)
    : refused(
        found.length === 0
          ? { id: "bukan kata yang dikenal fakta ini", en: "not a word of this fact" }
          : { id: "berarti lebih dari satu kata", en: "means more than one word" },
        { id: `tulis salah satu: ${literals.join(", ")}`, en: `write one of: ${literals.join(", ")}` }
      )
}

const refused = (reason: Text.Text, mend: Text.Text): Result.Result<never, Unreadable> => Result.fail({ reason, mend })
