/**
 * What happened to the office's knowledge of a person: that it was erased, when, by whom and on what basis. It stands
 * before the key is destroyed, so that a store restored from a backup can be told whom to erase again. The stream is
 * `person/<person>`.
 */
import { Citation } from "@bina/policy"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"

// ---- Models

/** `basis` is the law or the request by which the person was erased. */
export const definitions = {
  PersonErased: { fields: { person: Person.Id, basis: Citation.Citation, at: Moment.Moment, actor: Actor.Id } }
} as const

/** Something that happened to a person's record. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
