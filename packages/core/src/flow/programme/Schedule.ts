/**
 * The days on which a cohort meets. One date is one session; dates ascend and none repeats, so a session is named by
 * its date and attendance cannot count a day twice.
 */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** At most this many sessions, so that exact fractions of lesson hours stay exact. */
export const maxSessions = 366

const flawOf = (dates: ReadonlyArray<CivilDate.CivilDate>): string | undefined => {
  if (dates.length === 0) return "a schedule needs at least one session date"
  if (dates.length > maxSessions) return `a schedule holds at most ${maxSessions} session dates`
  const at = dates.findIndex((date, index) => index > 0 && date <= dates[index - 1]!)
  if (at === -1) return undefined
  return dates[at] === dates[at - 1] ? `${dates[at]} stands twice` : `${dates[at]} comes after ${dates[at - 1]}`
}

/** Session dates, at least one, strictly ascending. In JSON a plain array of `YYYY-MM-DD`. */
export const Schedule = Schema.NonEmptyArray(CivilDate.CivilDate)
  .check(Schema.makeFilter((dates: ReadonlyArray<CivilDate.CivilDate>) => flawOf(dates) ?? true))
  .pipe(Schema.brand("Schedule"))
export type Schedule = typeof Schedule.Type

// ---- Errors

/** The dates are none, too many, repeated or out of order. */
export class NotASchedule extends Schema.TaggedError<NotASchedule>()("NotASchedule", { flaw: Schema.String }) {
  override get message(): string {
    return `the session dates make no schedule: ${this.flaw}; list each date once, earliest first`
  }
}

// ---- Rules

/** The schedule of these dates; fails with {@link NotASchedule} and sorts nothing silently. */
export const make = (dates: ReadonlyArray<CivilDate.CivilDate>): Result.Result<Schedule, NotASchedule> => {
  const flaw = flawOf(dates)
  return flaw === undefined ? Result.succeed(dates as Schedule) : Result.fail(new NotASchedule({ flaw }))
}

/**
 * As {@link make}, for schedules written in source code.
 *
 * @throws {NotASchedule}
 */
export const makeUnsafe = (dates: ReadonlyArray<CivilDate.CivilDate>): Schedule => Result.getOrThrow(make(dates))

/** The first session date: the day on which admission rules look at ages and laws. */
export const startsOn = (schedule: Schedule): CivilDate.CivilDate => schedule[0]

/** The last session date. */
export const endsOn = (schedule: Schedule): CivilDate.CivilDate => schedule[schedule.length - 1]!

/** Whether the cohort meets on a day. */
export const meetsOn = (schedule: Schedule, date: CivilDate.CivilDate): boolean => schedule.includes(date)
