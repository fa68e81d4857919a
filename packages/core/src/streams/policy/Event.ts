/**
 * A policy in the journal: its tree with the terms beside it (limits, what answers mean, how facts are mapped), once, in the append that first pins it.
 * Decisions name it by its fingerprint, so whoever reads the journal years later needs no old code to decide again. The
 * stream is `policy/<fingerprint>`.
 */
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

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
