/**
 * A policy in the journal: its tree with the terms beside it (limits, what answers mean, how facts are mapped), once, in the append that first pins it.
 * Decisions name it by its fingerprint, so whoever reads the journal years later needs no old code to decide again. The
 * stream is `policy/<fingerprint>`.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Moment from "../../words/Moment.ts"
import * as Programme from "../../flow/programme/Programme.ts"

// ---- Models

/** `document` is the policy as `Policy.encode` writes it; `terms` what else was hashed into the fingerprint. */
export const definitions = {
  PolicyRecorded: {
    fields: {
      fingerprint: Programme.Fingerprint,
      document: Schema.Json,
      terms: Schema.Json,
      at: Moment.Moment,
      actor: Actor.Id
    }
  }
} as const

/** Something that happened to a policy. */
export type Event = EventCodec.EventOf<typeof definitions>

/** The policy, once it was recorded. */
export type State = Option.Option<Event>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)

/** Nobody recorded it. */
export const initial: State = Option.none()

/** The first record stands; a policy never changes under its fingerprint. */
export const evolve = (state: State, event: Event): State => (Option.isSome(state) ? state : Option.some(event))
