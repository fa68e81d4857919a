/**
 * What every command to the office says besides its own content, and what most of them answer.
 */
import type { CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type * as Actor from "../words/Actor.ts"
import type * as Command from "../words/Command.ts"
import * as StreamId from "../record/StreamId.ts"
import type * as Moment from "../words/Moment.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import type * as Handling from "./Handling.ts"

// ---- Models

/** Who gives the command, and the name under which it is known when it is given again. */
export interface Acting {
  readonly command: Command.Id
  readonly actor: Actor.Id
}

/** What happened: the types of the events of each stream; nothing where all was so already. */
export const Happened = Schema.Array(Schema.Struct({ stream: StreamId.Id, events: Schema.Array(Schema.String) }))
export type Happened = typeof Happened.Type

// ---- Errors

/** The zone of the programme is not one that this machine knows. */
export class UnknownZone extends Schema.TaggedError<UnknownZone>()("UnknownZone", { timeZone: Schema.String }) {
  override get message(): string {
    return `${this.timeZone} is no time zone that is known here: the programme needs an IANA name such as Asia/Jakarta`
  }
}

// ---- Rules

/** A request as an order: all that it says is its content, and so is who says it. */
export const order = <R extends Acting>(method: string, request: R): Handling.Order => {
  const { actor, command } = request
  return { command, actor, content: Disclosure.plain({ ...request, method }) }
}

/** What changes amount to. */
export const happened = (changes: ReadonlyArray<Handling.Change>): Happened =>
  changes.map(({ write }) => ({ stream: write.stream, events: write.events.map(({ type }) => type) }))

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
