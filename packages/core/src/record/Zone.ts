/**
 * Days and hours as people live them, in the zone of a programme. The journal counts in UTC; somebody who is told
 * something is told by the clock on their wall, and a list belongs to a day of the calendar beside it.
 */
import type { CivilDate } from "@bina/policy"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Moment from "../words/Moment.ts"

// ---- Models

/** An hour of the day, `07:30`. */
export const Hour = Schema.String.check(Schema.isPattern(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)).pipe(Schema.brand("Hour"))
export type Hour = typeof Hour.Type

/** A day with an hour of it. */
export interface Local {
  readonly day: CivilDate.CivilDate
  readonly hour: Hour
}

/** A zone that is known here; every moment is in UTC. */
export interface Zone {
  readonly momentOf: (local: Local) => Moment.Moment
  readonly localOf: (moment: Moment.Moment) => Local
  /** The last second of a day. */
  readonly endOf: (day: CivilDate.CivilDate) => Moment.Moment
  /** A moment by the clock on the wall, to the minute: `2030-02-01 16:01 +07:00`. */
  readonly clock: (moment: Moment.Moment) => string
}

// ---- Errors

/** The zone of the programme is not one that this machine knows. */
export class UnknownZone extends Schema.TaggedError<UnknownZone>()("UnknownZone", { timeZone: Schema.String }) {
  override get message(): string {
    return `${JSON.stringify(this.timeZone)} is no time zone that is known here: the programme needs an IANA name such as Asia/Jakarta`
  }
}

// ---- Rules

/** The zone of an IANA name, for example `Asia/Jakarta`. */
export const make = (timeZone: string): Result.Result<Zone, UnknownZone> => {
  const named = Option.getOrUndefined(DateTime.zoneMakeNamed(timeZone))
  if (named === undefined) return Result.fail(new UnknownZone({ timeZone }))
  const onTheWall = (moment: Moment.Moment) =>
    DateTime.formatIsoOffset(DateTime.makeZonedUnsafe(`${moment}Z`, { timeZone: named }))
  const inUtc = (text: string) =>
    DateTime.formatIso(DateTime.toUtc(DateTime.makeZonedUnsafe(text, { timeZone: named, adjustForTimeZone: true })))
  // The same few days and hours are asked for again for everybody: a zone answers slowly.
  const known = new Map<string, Moment.Moment>()
  return Result.succeed({
    momentOf: ({ day, hour }) => {
      const text = `${day}T${hour}:00`
      const before = known.get(text)
      if (before !== undefined) return before
      const moment = Moment.makeUnsafe(inUtc(text).slice(0, 19))
      known.set(text, moment)
      return moment
    },
    localOf: (moment) => {
      const iso = onTheWall(moment)
      return { day: iso.slice(0, 10) as CivilDate.CivilDate, hour: iso.slice(11, 16) as Hour }
    },
    endOf: (day) => {
      const iso = inUtc(`${day}T23:59:59`)
      // West of UTC the last day of the calendar ends after it.
      return Moment.makeUnsafe(iso.startsWith("+") ? `${day}T23:59:59` : iso.slice(0, 19))
    },
    clock: (moment) => {
      const iso = onTheWall(moment)
      return `${iso.slice(0, 10)} ${iso.slice(11, 16)} ${iso.slice(-6)}`
    }
  })
}
