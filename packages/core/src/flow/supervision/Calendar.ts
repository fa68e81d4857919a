/**
 * Which days an office works, as dated data with its sources, and windows of time that are counted in them. A window says
 * in its type whether it counts calendar or working days and whether its first day counts; a year that the calendar does
 * not have is an error, for a holiday that nobody entered would end a window too early.
 */
import { type Citation, CivilDate, type CivilInterval, type Text } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** Monday is 1, Sunday 7. */
export const Weekday = Schema.Literals([1, 2, 3, 4, 5, 6, 7])
export type Weekday = typeof Weekday.Type

/** A day on which nobody works, and what says so. */
export interface Holiday {
  readonly on: CivilDate.CivilDate
  readonly name: Text.Text
  readonly citation: Citation.Citation
}

/** One year: the days of the week that are free, the holidays, and the instrument that set them. */
export interface Year {
  readonly year: number
  readonly weekend: ReadonlyArray<Weekday>
  readonly holidays: ReadonlyArray<Holiday>
}

/** Years, each once. */
export interface Calendar {
  readonly years: ReadonlyMap<number, { readonly year: Year; readonly holidays: ReadonlyMap<string, Holiday> }>
}

const counting = { days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3_660 })) }

/** Whether the day on which a window opens is the first of its days, or the next one is. */
export const FirstDay = Schema.Literals(["counts", "next-day"])
export type FirstDay = typeof FirstDay.Type

/** So many days, all of them or working days only. */
export const Window = Schema.TaggedUnion({
  CalendarDays: { ...counting, first: FirstDay },
  WorkingDays: { ...counting, first: FirstDay }
})
export type Window = typeof Window.Type

// ---- Errors

/** The calendar does not have the year of a day that is asked about. */
export class YearMissing extends Schema.TaggedError<YearMissing>()("YearMissing", { year: Schema.Int }) {
  override get message(): string {
    return `the calendar has no year ${this.year}: add its holidays with the decree that sets them`
  }
}

/** A day comes before what it follows on, or after the day of the command. */
export class DayOutOfOrder extends Schema.TaggedError<DayOutOfOrder>()("DayOutOfOrder", {
  given: CivilDate.CivilDate,
  notBefore: Schema.optionalKey(CivilDate.CivilDate),
  notAfter: CivilDate.CivilDate
}) {
  override get message(): string {
    return this.notBefore === undefined
      ? `${this.given} lies after ${this.notAfter}`
      : `${this.given} does not lie between ${this.notBefore} and ${this.notAfter}`
  }
}

/** The years make no calendar. */
export class NotACalendar extends Schema.TaggedError<NotACalendar>()("NotACalendar", { flaw: Schema.String }) {
  override get message(): string {
    return `the years make no calendar: ${this.flaw}`
  }
}

// ---- Rules

const flawOf = (years: ReadonlyArray<Year>): string | undefined => {
  const seen = new Set<number>()
  for (const { holidays, weekend, year } of years) {
    if (seen.has(year)) return `${year} stands twice`
    seen.add(year)
    if (new Set(weekend).size >= 7) return `${year} has no working day in a week`
    const days = new Set<string>()
    for (const { on } of holidays) {
      if (!CivilDate.isCivilDate(on) || CivilDate.year(on) !== year) return `${on} is no day of ${year}`
      if (days.has(on)) return `${on} stands twice`
      days.add(on)
    }
  }
  return undefined
}

/** A calendar of years; fails with {@link NotACalendar} where one stands twice or a holiday lies in another year. */
export const make = (years: ReadonlyArray<Year>): Result.Result<Calendar, NotACalendar> => {
  const flaw = flawOf(years)
  return flaw === undefined
    ? Result.succeed({
        years: new Map(
          years.map((year) => [year.year, { year, holidays: new Map(year.holidays.map((day) => [day.on, day])) }])
        )
      })
    : Result.fail(new NotACalendar({ flaw }))
}

/**
 * As {@link make}, for calendars written in source code.
 *
 * @throws {NotACalendar}
 */
export const makeUnsafe = (years: ReadonlyArray<Year>): Calendar => Result.getOrThrow(make(years))

/** The day of the week. */
export const weekdayOf = (date: CivilDate.CivilDate): Weekday =>
  // 1970-01-01 was a Thursday.
  (((((CivilDate.toEpochDay(date) + 3) % 7) + 7) % 7) + 1) as Weekday

/** The holiday on a day, if it is one; fails where the calendar does not have the year. */
export const holidayOn = (
  calendar: Calendar,
  date: CivilDate.CivilDate
): Result.Result<Holiday | undefined, YearMissing> => {
  const found = calendar.years.get(CivilDate.year(date))
  return found === undefined
    ? Result.fail(new YearMissing({ year: CivilDate.year(date) }))
    : Result.succeed(found.holidays.get(date))
}

/** Whether the office works on a day; fails where the calendar does not have the year. */
export const isWorkingDay = (calendar: Calendar, date: CivilDate.CivilDate): Result.Result<boolean, YearMissing> =>
  Result.map(
    holidayOn(calendar, date),
    (holiday) =>
      holiday === undefined && !calendar.years.get(CivilDate.year(date))!.year.weekend.includes(weekdayOf(date))
  )

/**
 * The first day after a window that opens on a day, so that the window is `[opens, end)`. Working days need every year
 * that the window touches; calendar days need none.
 *
 * ```ts
 * import { Calendar } from "@bina/core"
 * import { CivilDate } from "@bina/policy"
 *
 * const none = Calendar.makeUnsafe([])
 * const day = CivilDate.makeUnsafe("2020-07-15")
 * Calendar.endOf(none, { _tag: "CalendarDays", days: 7, first: "counts" }, day) // succeeds with 2020-07-22
 * Calendar.endOf(none, { _tag: "CalendarDays", days: 7, first: "next-day" }, day) // succeeds with 2020-07-23
 * ```
 */
export const endOf = (
  calendar: Calendar,
  window: Window,
  opens: CivilDate.CivilDate
): Result.Result<CivilDate.CivilDate, YearMissing | CivilDate.NotACivilDate> => {
  const skipped = window.first === "counts" ? 0 : 1
  if (window._tag === "CalendarDays") return CivilDate.addDays(opens, window.days + skipped)
  return Result.gen(function* () {
    let day = yield* CivilDate.addDays(opens, skipped)
    for (let left = window.days; left > 0;) {
      if (yield* isWorkingDay(calendar, day)) left -= 1
      day = yield* CivilDate.addDays(day, 1)
    }
    return day
  })
}

/**
 * The end of a window that stood still: of its days, as it counts them, as many are left from the day on which it goes on
 * as were left in `[from, to)` when it was stopped.
 */
export const resume = (
  calendar: Calendar,
  window: Window,
  { from, to }: Required<CivilInterval.CivilInterval>,
  goesOn: CivilDate.CivilDate
): Result.Result<CivilDate.CivilDate, YearMissing | CivilDate.NotACivilDate> =>
  Result.gen(function* () {
    if (window._tag === "CalendarDays") return yield* CivilDate.addDays(goesOn, CivilDate.daysBetween(from, to))
    let days = 0
    for (let day = from; day < to; day = yield* CivilDate.addDays(day, 1)) {
      if (yield* isWorkingDay(calendar, day)) days += 1
    }
    return days === 0 ? goesOn : yield* endOf(calendar, { _tag: "WorkingDays", days, first: "counts" }, goesOn)
  })

/** The days of an interval that fall on the given days of the week, earliest first; holidays are not looked at. */
export const weekdaysIn = (
  { from, to }: Required<CivilInterval.CivilInterval>,
  weekdays: ReadonlyArray<Weekday>
): ReadonlyArray<CivilDate.CivilDate> => {
  const days: Array<CivilDate.CivilDate> = []
  const end = CivilDate.toEpochDay(to)
  for (let day = CivilDate.toEpochDay(from); day < end; day += 1) {
    const date = CivilDate.fromEpochDay(day)
    // Within two days of the calendar there is no day that is none.
    if (Result.isSuccess(date) && weekdays.includes(weekdayOf(date.success))) days.push(date.success)
  }
  return days
}

/** As {@link weekdaysIn}, without holidays: how a cohort meets weekly. Fails where the calendar does not have a year. */
export const meetingsIn = (
  calendar: Calendar,
  interval: Required<CivilInterval.CivilInterval>,
  weekdays: ReadonlyArray<Weekday>
): Result.Result<ReadonlyArray<CivilDate.CivilDate>, YearMissing> =>
  Result.gen(function* () {
    const days: Array<CivilDate.CivilDate> = []
    for (const day of weekdaysIn(interval, weekdays)) {
      if ((yield* holidayOn(calendar, day)) === undefined) days.push(day)
    }
    return days
  })
