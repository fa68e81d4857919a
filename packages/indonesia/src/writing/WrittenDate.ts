/**
 * Dates as Indonesian forms hold them: day first (`02/03/1985`, `4-4-1966`), with the month's name (`10 Agustus 1967`,
 * `5 Agt 1967`), or ISO (`1985-03-02`). A year of two digits is refused: nobody can tell the century.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, type Text } from "@bina/policy"

// ---- Models

/** `long` is `23 Oktober 2020`, `short` is `23/10/2020`: day first in both languages. */
export type Style = "long" | "short"

// ---- Errors

/**
 * Why a text is not a date. `two-digit-year`: the century is missing. `month`: a name that is no month.
 * `not-a-day`: the form is right and the calendar has no such day (`30/02/1985`, or `03/25/1985` with the month first).
 */
export const Reason = Schema.Literals(["empty", "spreadsheet", "two-digit-year", "month", "not-a-day", "form"])
export type Reason = typeof Reason.Type

/** The text is not a date. The message never repeats it: a date of birth is personal. */
export class UnreadableDate extends Schema.TaggedError<UnreadableDate>()("UnreadableDate", { reason: Reason }) {
  override get message(): string {
    switch (this.reason) {
      case "empty":
        return "the date is empty"
      case "spreadsheet":
        return "this is a spreadsheet's inner number of a day, not a date: format the column as a date or as text"
      case "two-digit-year":
        return "the year of the date has two digits: write all four, for example 02/03/1985"
      case "month":
        return "the date names no month: write it in Indonesian, for example 2 Maret 1985, or as 02/03/1985"
      case "not-a-day":
        return "the calendar has no such day: write the day first, then the month, for example 25/03/1985"
      case "form":
        return "this is not a date: write it day first as 02/03/1985, as 2 Maret 1985, or as 1985-03-02"
    }
  }
}

// ---- Rules

const names: Readonly<Record<Text.Language, ReadonlyArray<string>>> = {
  id: [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember"
  ],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  ]
}

/** Indonesian names, their older spellings and the abbreviations in use, by month. */
const spellings: ReadonlyArray<string> = [
  "januari jan",
  "februari pebruari feb peb",
  "maret mar mrt",
  "april apr",
  "mei",
  "juni jun",
  "juli jul",
  "agustus agu agt ags agust",
  "september sep sept",
  "oktober okt",
  "november nopember nov nop",
  "desember des"
]

const monthOf: ReadonlyMap<string, number> = new Map(
  spellings.flatMap((words, index) => words.split(" ").map((word) => [word, index + 1] as const))
)

const refuse = (reason: Reason): Result.Result<never, UnreadableDate> => Result.fail(new UnreadableDate({ reason }))

const make = (year: string, month: number, day: string): Result.Result<CivilDate.CivilDate, UnreadableDate> =>
  year.length === 2
    ? refuse("two-digit-year")
    : Result.mapError(
        CivilDate.fromParts(Number(year), month, Number(day)),
        () => new UnreadableDate({ reason: "not-a-day" })
      )

/**
 * Reads a date; a leading apostrophe is accepted. Between numbers stands one of `/`, `-`, `.`, the same twice.
 *
 * ```ts
 * import { IndonesianDate } from "@bina/indonesia"
 *
 * IndonesianDate.parse("02/03/1985") // 2 March, never 3 February
 * IndonesianDate.parse("10 Agustus 1967")
 * ```
 */
export const parse = (text: string): Result.Result<CivilDate.CivilDate, UnreadableDate> => {
  const written = text.trim().replace(/^['’‘`]+/, "")
  if (written === "") return refuse("empty")
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(written)
  if (iso !== null) return make(iso[1]!, Number(iso[2]), iso[3]!)
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(written)
  if (numbers !== null) return make(numbers[4]!, Number(numbers[3]), numbers[1]!)
  const named = /^(\d{1,2})[\s./-]+([a-z]+)\.?[\s./-]+(\d{4}|\d{2})$/i.exec(written)
  if (named !== null) {
    const month = monthOf.get(named[2]!.toLowerCase())
    return month === undefined ? refuse("month") : make(named[3]!, month, named[1]!)
  }
  return /^\d{5}$/.test(written) ? refuse("spreadsheet") : refuse("form")
}

/** Writes a date for people: `23 Oktober 2020` or `23/10/2020`. */
export const format = (date: CivilDate.CivilDate, style: Style, language: Text.Language): string => {
  const [year, month, day] = date.split("-") as [string, string, string]
  return style === "short"
    ? `${day}/${month}/${year}`
    : `${Number(day)} ${names[language][Number(month) - 1]!} ${Number(year)}`
}
