/** The moment it is, in UTC, and what day or hour that is for a programme. Only adapters and the office ask; rules are told. */
import type { CivilDate } from "@bina/policy"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Moment from "../words/Moment.ts"
import * as Zone from "./Zone.ts"

/** By the clock of the running program. */
export const moment: Effect.Effect<Moment.Moment> = Effect.map(DateTime.now, (now) =>
  Moment.makeUnsafe(DateTime.formatIso(now).replace(/(\.000)?Z$/, ""))
)

const inZone = <A>(timeZone: string, read: (zone: Zone.Zone) => A): Effect.Effect<A, Zone.UnknownZone> =>
  Effect.suspend(() => Effect.map(Effect.fromResult(Zone.make(timeZone)), read))

/** Writes moments by the clock on a programme's wall, to the minute: `2030-02-01 16:01 +07:00`. */
export const clockIn = (timeZone: string): Effect.Effect<(at: Moment.Moment) => string, Zone.UnknownZone> =>
  inZone(timeZone, ({ clock }) => clock)

/** The day that a moment falls on in a programme's zone. */
export const dayIn = (timeZone: string, at: Moment.Moment): Effect.Effect<CivilDate.CivilDate, Zone.UnknownZone> =>
  inZone(timeZone, ({ localOf }) => localOf(at).day)

/** The last second of a day in a programme's zone. */
export const endOf = (timeZone: string, day: CivilDate.CivilDate): Effect.Effect<Moment.Moment, Zone.UnknownZone> =>
  inZone(timeZone, ({ endOf: end }) => end(day))
