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

// ---- Functions

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A character as digit; below 0 or above 9 where it is none. */
const digit = (text: string, at: number): number => text.charCodeAt(at) - 48

/** Below 0 where this is no digit: either the value or what is left to nine is, and so is what `|` makes of several. */
const beyond = (value: number): number => value | (9 - value)

const hyphen = 45

/**
 * The day that a text writes, as `yyyymmdd`; NaN where it writes none. Dates are read again and again, so each character
 * is read once, and nothing is allocated.
 */
const read = (text: string): number => {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return Number.NaN
  const y0 = digit(text, 0)
  const y1 = digit(text, 1)
  const y2 = digit(text, 2)
  const y3 = digit(text, 3)
  const m0 = digit(text, 5)
  const m1 = digit(text, 6)
  const d0 = digit(text, 8)
  const d1 = digit(text, 9)
  const inYear = beyond(y0) | beyond(y1) | beyond(y2) | beyond(y3)
  if ((inYear | beyond(m0) | beyond(m1) | beyond(d0) | beyond(d1)) < 0) return Number.NaN
  const year = y0 * 1000 + y1 * 100 + y2 * 10 + y3
  const month = m0 * 10 + m1
  const day = d0 * 10 + d1
  const isReal = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return isReal ? year * 10_000 + month * 100 + day : Number.NaN
}

const isReal = (text: string): boolean => !Number.isNaN(read(text))

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
export const year = (date: CivilDate): number => Math.trunc(read(date) / 10_000)

/** The month, 1 to 12. */
export const month = (date: CivilDate): number => Math.trunc(read(date) / 100) % 100

/** The date read as one number, `yyyymmdd`: what ages are computed from. NaN of a text that only claims to be a date. */
export const toNumber = (date: CivilDate): number => read(date)

/**
 * Days since 1970-01-01, negative before it, by exact integer arithmetic. NaN of a text that only claims to be a date.
 */
export const toEpochDay = (date: CivilDate): number => {
  const number = read(date)
  if (Number.isNaN(number)) return number
  const month = ((number / 100) | 0) % 100
  // Years begin in March, so that the leap day is the last of its year.
  const m = month <= 2 ? month + 9 : month - 3
  const y = ((number / 10_000) | 0) - (month <= 2 ? 1 : 0)
  const inYear = (((153 * m + 2) / 5) | 0) + (number % 100) - 1
  return y * 365 + ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0) + inYear - 719_468
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
