/**
 * The moment it is, in UTC, and what moments are by the clock of a programme's zone. Only adapters and the office ask;
 * rules are told.
 */
import type { CivilDate } from "@bina/policy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Moment from "../words/Moment.ts"

// ---- Errors

/** The zone of the programme is not one that this machine knows. */
export class UnknownZone extends Schema.TaggedError<UnknownZone>()("UnknownZone", { timeZone: Schema.String }) {
  override get message(): string {
    return `${this.timeZone} is no time zone that is known here: the programme needs an IANA name such as Asia/Jakarta`
  }
}

// ---- Rules

/** By the clock of the running program. */
export const moment: Effect.Effect<Moment.Moment> = Effect.map(DateTime.now, (now) =>
  Moment.makeUnsafe(DateTime.formatIso(now).replace(/(\.000)?Z$/, ""))
)

/** Writes moments, which are in UTC, by the clock on a programme's wall, to the minute: `2030-02-01 16:01 +07:00`. */
export const clockIn = (timeZone: string): Effect.Effect<(at: Moment.Moment) => string, UnknownZone> =>
  Option.match(DateTime.zoneMakeNamed(timeZone), {
    onNone: () => Effect.fail(new UnknownZone({ timeZone })),
    onSome: (zone) =>
      Effect.succeed((at) => {
        const iso = DateTime.formatIsoOffset(DateTime.makeZonedUnsafe(`${at}Z`, { timeZone: zone }))
        return `${iso.slice(0, 10)} ${iso.slice(11, 16)} ${iso.slice(-6)}`
      })
  })

/** The day that a moment, in UTC, falls on in a programme's zone. */
export const dayIn = (timeZone: string, at: Moment.Moment): Effect.Effect<CivilDate.CivilDate, UnknownZone> =>
  Effect.suspend(() => {
    const zoned = DateTime.makeZoned(`${at}Z`, { timeZone })
    return zoned._tag === "None"
      ? Effect.fail(new UnknownZone({ timeZone }))
      : Effect.succeed(DateTime.formatIsoDate(zoned.value) as CivilDate.CivilDate)
  })

/** The last second, in UTC, of a day in a programme's zone. */
export const endOf = (timeZone: string, day: CivilDate.CivilDate): Effect.Effect<Moment.Moment, UnknownZone> =>
  Option.match(DateTime.zoneMakeNamed(timeZone), {
    onNone: () => Effect.fail(new UnknownZone({ timeZone })),
    onSome: (zone) => {
      const end = DateTime.makeZonedUnsafe(`${day}T23:59:59`, { timeZone: zone, adjustForTimeZone: true })
      const iso = DateTime.formatIso(DateTime.toUtc(end))
      // West of UTC the last day of the calendar ends after it.
      return Effect.succeed(Moment.makeUnsafe(iso.startsWith("+") ? `${day}T23:59:59` : iso.slice(0, 19)))
    }
  })
