/**
 * Calendar days, as laws and attendance lists use them: no clock, no time zone, no instant.
 *
 * A `CivilDate` is ISO text (`2020-10-23`), so two of them compare with `<` and print as they are. The day is that of
 * the programme's own zone; turning an instant into a day happens at the edge, never in a rule.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/**
 * A day of the proleptic Gregorian calendar, years 0001 to 9999, as `YYYY-MM-DD`.
 *
 * The pattern already excludes month 13 and day 32, so that generators make mostly real days; the check excludes the
 * rest (30 February, the year 0).
 */
export const CivilDate = Schema.String.check(
  Schema.isPattern(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/),
  Schema.makeFilter((text: string) => isReal(text) || `${text} is not a day of the calendar`)
).pipe(Schema.brand("CivilDate"))
export type CivilDate = typeof CivilDate.Type

/** Text that has the form of a civil date; constructors accept it and check that the day exists. */
export type CivilDateText = CivilDate | `${number}-${number}-${number}`

// ---- Errors

/** The text is not a day of the calendar in the form `YYYY-MM-DD`. */
export class NotACivilDate extends Schema.TaggedError<NotACivilDate>()("NotACivilDate", { text: Schema.String }) {
  override get message(): string {
    return `"${this.text}" is not a calendar day: write it as YYYY-MM-DD, for example 2020-10-23`
  }
}

// ---- Rules

const form = /^(\d{4})-(\d{2})-(\d{2})$/

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const isReal = (text: string): boolean => {
  const match = form.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Whether a value is a civil date. */
export const isCivilDate = (value: unknown): value is CivilDate => typeof value === "string" && isReal(value)

/** Reads `YYYY-MM-DD`; fails with {@link NotACivilDate} on any other form and on days that do not exist. */
export const make = (text: string): Result.Result<CivilDate, NotACivilDate> =>
  isCivilDate(text) ? Result.succeed(text) : Result.fail(new NotACivilDate({ text }))

/**
 * As {@link make}, for days written in source code.
 *
 * @throws {NotACivilDate} when the day does not exist.
 */
export const makeUnsafe = (text: CivilDateText): CivilDate => Result.getOrThrow(make(text))

/** The day of a year, month (1–12) and day of the month, if there is one. */
export const fromParts = (year: number, month: number, day: number): Result.Result<CivilDate, NotACivilDate> =>
  make(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)

const pad = (value: number, width: number): string => String(value).padStart(width, "0")

/** The calendar year. */
export const year = (date: CivilDate): number => Number(date.slice(0, 4))

/** The month, 1 to 12. */
export const month = (date: CivilDate): number => Number(date.slice(5, 7))

/** The date read as one number, `yyyymmdd`: what ages are computed from. */
export const toNumber = (date: CivilDate): number => year(date) * 10_000 + month(date) * 100 + Number(date.slice(8, 10))

/** Days since 1970-01-01, negative before it; exact integer arithmetic over 400-year eras. */
export const toEpochDay = (date: CivilDate): number => {
  const m = month(date)
  const y = year(date) - (m <= 2 ? 1 : 0)
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + Number(date.slice(8, 10)) - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The day that lies `epochDay` days after 1970-01-01; fails outside the years 0001 to 9999. */
export const fromEpochDay = (epochDay: number): Result.Result<CivilDate, NotACivilDate> => {
  const shifted = epochDay + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const m = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const y = yearOfEra + era * 400 + (m <= 2 ? 1 : 0)
  return fromParts(y, m, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)
}

/** The day `days` later (earlier when negative); fails outside the years 0001 to 9999. */
export const addDays = (date: CivilDate, days: number): Result.Result<CivilDate, NotACivilDate> =>
  fromEpochDay(toEpochDay(date) + days)

/** Days from `from` to `to`; negative when `to` comes first. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => toEpochDay(to) - toEpochDay(from)

/**
 * Completed years of age: `(yyyymmdd(on) − yyyymmdd(birth)) div 10000`, so somebody born on 29 February turns a year
 * older on 1 March of a common year. Not meaningful, and negative, before birth.
 *
 * ```ts
 * import { CivilDate } from "@bina/policy"
 *
 * const born = CivilDate.makeUnsafe("2002-10-24")
 * CivilDate.ageOn(born, CivilDate.makeUnsafe("2020-10-23")) // 17
 * ```
 */
export const ageOn = (birth: CivilDate, on: CivilDate): number => Math.trunc((toNumber(on) - toNumber(birth)) / 10_000)
