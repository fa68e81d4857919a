/**
 * What can happen to the attendance of a cohort: a sheet of a session is recorded, records are corrected, and the cohort
 * ends. The stream is `attendance/<cohort>`, beside that of its cohort, so that a busy door and a long admission do not
 * wait for each other. One event holds all that one source says of one session.
 */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/**
 * One person in a sheet. `observations` are the open ones; the others are sealed, and an envelope is there also where
 * nothing was observed, so that its absence tells nothing. `digest` covers both. `row` is the place in the source.
 */
export const Entry = Schema.Struct({
  person: Person.Id,
  mark: Attendance.Mark,
  signatures: Attendance.Signatures,
  observations: Attendance.Observations,
  sealed: CaseFacts.CaseFacts.fields.sealed,
  digest: CaseFacts.CaseFacts.fields.digest,
  knownAt: Moment.Moment,
  row: Schema.optionalKey(Schema.Int)
})
export type Entry = typeof Entry.Type

/** How a cohort ended. */
export const Ended = Schema.Literals(["Closed", "CalledOff"])
export type Ended = typeof Ended.Type

const acted = { at: Moment.Moment, actor: Actor.Id }
const sheet = {
  date: CivilDate.CivilDate,
  source: Spelling.Name,
  records: Schema.NonEmptyArray(Entry)
}

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  AttendanceRecorded: { fields: { ...sheet, ...acted } },
  /** Each record became known after another one of the same person and day; `reason` says why it differs, in clear. */
  AttendanceCorrected: { fields: { ...sheet, reason: Spelling.Sentence, ...acted } },
  /** Appended with the end of the cohort: nothing is recorded any more. */
  AttendanceEnded: { fields: { ended: Ended, ...acted } }
} as const

/** Something that happened to the attendance of a cohort. */
export type Event = EventCodec.EventOf<typeof definitions>

/** What follows from a command: events, none where all is so already, or the refusal. */
export type Following<Refusal> = Result.Result<ReadonlyArray<Event>, Refusal>

// ---- Rules

/** All that was asked for is so already. */
export const nothing: Following<never> = Result.succeed([])

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)

/**
 * The events of one command as few as they can be: one for each session and source, and for each reason of a correction,
 * with the records in their order.
 */
export const joined = (events: ReadonlyArray<Event>): ReadonlyArray<Event> => {
  const sheets = Map.groupBy(events, (event) => JSON.stringify({ ...event, records: undefined }))
  return [...sheets.values()].map((same): Event => {
    const first = same[0]!
    if (first._tag === "AttendanceEnded") return first
    const [record, ...records] = same.flatMap((event) => (event._tag === "AttendanceEnded" ? [] : event.records))
    return { ...first, records: [record!, ...records] }
  })
}
