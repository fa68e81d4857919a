/**
 * What a person takes part in, over all cohorts and seasons: seats taken and freed, and the day on which two ids turn
 * out to be one person. The stream is `participation/<person>`; a seat is taken in the append that offers it.
 */
import { Citation } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as Seat from "../../flow/admission/Seat.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Why a seat is free again. */
export const Cause = Schema.Literals(["declined", "lapsed", "withdrawn", "exited", "called-off"])
export type Cause = typeof Cause.Type

/** A seat that was taken, in a season of a kind of programme; `freed` says why it counts no more, where it does not. */
export const Holding = Schema.Struct({
  season: Spelling.Name,
  kind: Spelling.Name,
  seat: Seat.Seat,
  freed: Schema.optionalKey(Cause)
})
export type Holding = typeof Holding.Type

/** At most so many seats of one person, in one season or ever in one kind of programme; freed seats do not count. */
export const SeatLimit = Schema.Struct({
  reason: Spelling.Name,
  scope: Schema.Literals(["season", "lifetime"]),
  atMost: Schema.Int.check(Schema.isGreaterThan(0)),
  citation: Citation.Citation
})
export type SeatLimit = typeof SeatLimit.Type

/** A limit that a person holds more seats than; `within` is the season or the kind of programme. */
export const Exceeded = Schema.Struct({
  reason: Spelling.Name,
  within: Spelling.Name,
  atMost: Schema.Int,
  held: Schema.Int
})
export type Exceeded = typeof Exceeded.Type

const acted = { at: Moment.Moment, actor: Actor.Id }

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  SeatTaken: { fields: { season: Spelling.Name, kind: Spelling.Name, seat: Seat.Seat, ...acted } },
  SeatFreed: { fields: { cohort: Cohort.Id, application: Application.Id, cause: Cause, ...acted } },
  /**
   * Stands in both streams, alike but for `person`, whose stream it is. `holdings` are those of `merged`; what is
   * exceeded is reported and not undone. `appointment` is the one under which the officer acted.
   */
  PersonsMerged: {
    fields: {
      person: Person.Id,
      kept: Person.Id,
      merged: Person.Id,
      holdings: Schema.Array(Holding),
      exceeded: Schema.Array(Exceeded),
      appointment: Schema.optionalKey(Spelling.Name),
      ...acted
    }
  }
} as const

/** Something that happened to a person's participation. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
