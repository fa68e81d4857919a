/**
 * Which ids turned out to be one person, of the whole office: whoever knows one of them finds the others here. The stream
 * is `merger/all`; what a merger does to seats and money stands in the streams of the people, in the same append.
 */
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"

// ---- Models

/** `merged` goes on as `kept`, with everything that was merged into it before. */
export const definitions = {
  MergerRecorded: { fields: { kept: Person.Id, merged: Person.Id, at: Moment.Moment, actor: Actor.Id } }
} as const

/** That two ids are one person. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
