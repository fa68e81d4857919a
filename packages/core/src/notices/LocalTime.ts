/** When people may be told something: days and hours counted on from others, and the hours in which nobody is disturbed. */
import { CivilDate } from "@bina/policy"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Zone from "../record/Zone.ts"
import * as Moment from "../words/Moment.ts"

// ---- Models

/** A stretch of every day in which nobody is disturbed; `from` may lie before midnight and `until` after it. */
export const Quiet = Schema.Struct({ from: Zone.Hour, until: Zone.Hour })
export type Quiet = typeof Quiet.Type

// ---- Rules

/** An hour from source code. @throws on what is none. */
export const hour = (text: string): Zone.Hour => Zone.Hour.make(text)

/** A day some days later, or earlier where `days` is negative. @throws beyond the calendar. */
export const dayAfter = (day: CivilDate.CivilDate, days: number): CivilDate.CivilDate =>
  Result.getOrThrow(CivilDate.addDays(day, days))

/** A moment some days later. @throws beyond the calendar. */
export const daysAfter = (moment: Moment.Moment, days: number): Moment.Moment =>
  Moment.makeUnsafe(`${dayAfter(moment.slice(0, 10) as CivilDate.CivilDate, days)}${moment.slice(10)}`)

/** The moment itself, or the end of the quiet stretch in which it lies. */
export const afterQuiet = (moment: Moment.Moment, quiet: Quiet, { localOf, momentOf }: Zone.Zone): Moment.Moment => {
  const { day, hour: now } = localOf(moment)
  const isOverNight = quiet.from > quiet.until
  const isLate = isOverNight && now >= quiet.from
  const isQuiet = isOverNight ? isLate || now < quiet.until : now >= quiet.from && now < quiet.until
  return isQuiet ? momentOf({ day: isLate ? dayAfter(day, 1) : day, hour: quiet.until }) : moment
}

/** A moment some seconds later. @throws beyond the calendar. */
export const secondsAfter = (moment: Moment.Moment, seconds: number): Moment.Moment => {
  const later = DateTime.makeUnsafe(DateTime.toEpochMillis(DateTime.makeUnsafe(`${moment}Z`)) + seconds * 1_000)
  return Moment.makeUnsafe(DateTime.formatIso(later).replace(/(\.000)?Z$/, ""))
}
