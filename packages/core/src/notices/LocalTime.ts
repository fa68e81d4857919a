/**
 * Days and hours as people live them, in the zone of a programme. The journal counts in UTC; somebody who is told
 * something is told by the clock on their wall.
 */
import { CivilDate } from "@bina/policy"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Moment from "../words/Moment.ts"

// ---- Models

/** An hour of the day, `07:30`. */
export const Hour = Schema.String.check(Schema.isPattern(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)).pipe(Schema.brand("Hour"))
export type Hour = typeof Hour.Type

/** A stretch of every day in which nobody is disturbed; `from` may lie before midnight and `until` after it. */
export const Quiet = Schema.Struct({ from: Hour, until: Hour })
export type Quiet = typeof Quiet.Type

/** A day with an hour of it. */
export interface Local {
  readonly day: CivilDate.CivilDate
  readonly hour: Hour
}

/** A zone that is known here. */
export interface Zone {
  readonly momentOf: (local: Local) => Moment.Moment
  readonly localOf: (moment: Moment.Moment) => Local
}

// ---- Errors

/** No zone of this name is known here. */
export class NotAZone extends Schema.TaggedError<NotAZone>()("NotAZone", { timeZone: Schema.String }) {
  override get message(): string {
    return `${JSON.stringify(this.timeZone)} is no time zone that is known here: write an IANA name, for example Asia/Jakarta`
  }
}

// ---- Rules

/** The zone of an IANA name, for example `Asia/Jakarta`. */
export const zone = (timeZone: string): Result.Result<Zone, NotAZone> => {
  const named = Option.getOrUndefined(DateTime.zoneMakeNamed(timeZone))
  if (named === undefined) return Result.fail(new NotAZone({ timeZone }))
  // The same few days and hours are asked for again for everybody: a zone answers slowly.
  const known = new Map<string, Moment.Moment>()
  return Result.succeed({
    momentOf: ({ day, hour }) => {
      const text = `${day}T${hour}:00`
      const before = known.get(text)
      if (before !== undefined) return before
      const zoned = DateTime.makeZonedUnsafe(text, { timeZone: named, adjustForTimeZone: true })
      const moment = Moment.makeUnsafe(DateTime.formatIso(DateTime.toUtc(zoned)).slice(0, 19))
      known.set(text, moment)
      return moment
    },
    localOf: (moment) => {
      const iso = DateTime.formatIsoOffset(DateTime.makeZonedUnsafe(`${moment}Z`, { timeZone: named }))
      return { day: iso.slice(0, 10) as CivilDate.CivilDate, hour: iso.slice(11, 16) as Hour }
    }
  })
}

/** An hour from source code. @throws on what is none. */
export const hour = (text: string): Hour => Hour.make(text)

/** A day some days later, or earlier where `days` is negative. @throws beyond the calendar. */
export const dayAfter = (day: CivilDate.CivilDate, days: number): CivilDate.CivilDate =>
  Result.getOrThrow(CivilDate.addDays(day, days))

/** A moment some days later. @throws beyond the calendar. */
export const daysAfter = (moment: Moment.Moment, days: number): Moment.Moment =>
  Moment.makeUnsafe(`${dayAfter(moment.slice(0, 10) as CivilDate.CivilDate, days)}${moment.slice(10)}`)

/** The moment itself, or the end of the quiet stretch in which it lies. */
export const afterQuiet = (moment: Moment.Moment, quiet: Quiet, { localOf, momentOf }: Zone): Moment.Moment => {
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
