/**
 * The rows of the register that tell of attendance: one for each person and day of which there is a record.
 */
import type { CivilDate } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Row from "../../record/Row.ts"
import * as StreamId from "../../record/StreamId.ts"
import type * as Person from "../../words/Person.ts"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import type * as AttendanceEvent from "./Event.ts"
import * as AttendanceState from "./State.ts"

// ---- Tables

const attendance: Row.Table = {
  name: "attendance",
  text: "One row for each person and day of which there is a record, as it counts now; a day without is unrecorded.",
  columns: [
    Row.column("cohort", "text", "The cohort."),
    Row.column("person", "text", "Who."),
    Row.column("date", "date", "The day; one that is no session any more stays."),
    Row.column("state", "text", "recorded or conflict."),
    Row.nullable("mark", "text", "present, partial, excused or absent."),
    Row.nullable("signatures", "integer", "Signatures given."),
    Row.nullable("signatures_required", "integer", "Signatures asked for."),
    Row.nullable("known_at", "moment", "When the source knew it.")
  ]
}

/** The tables that tell of attendance. */
export const tables: ReadonlyArray<Row.Table> = [attendance]

// ---- Rows

/** The rows of the attendance of a cohort. */
export const of = (stream: StreamId.Id, state: AttendanceState.State): ReadonlyArray<Row.Row> =>
  Array.from(HashMap.keys(state.people)).flatMap((person) => daysOf(stream, person, AttendanceState.of(state, person)))

const daysOf = (
  stream: StreamId.Id,
  person: Person.Id,
  records: ReadonlyArray<AttendanceState.Recorded>
): ReadonlyArray<Row.Row> =>
  [...Map.groupBy(records, ({ date }) => date)].map(([date, own]) =>
    dayOf(stream, person, Attendance.dayOf(date, Attendance.history(own)))
  )

const dayOf = (stream: StreamId.Id, person: Person.Id, day: AttendanceState.Day): Row.Row => {
  const record = day._tag === "Recorded" ? day.record : undefined
  const [cohort = ""] = StreamId.keysOf(stream)
  return Row.make(
    stream,
    "attendance",
    {
      cohort,
      person,
      date: day.date,
      state: day._tag.toLowerCase(),
      mark: record?.mark ?? null,
      signatures: record?.signatures.given ?? null,
      signatures_required: record?.signatures.required ?? null,
      known_at: record?.knownAt ?? null
    },
    person,
    day.date
  )
}

/** The rows of the people and days that events have records of. */
export const touched: Row.Touched<AttendanceState.State, AttendanceEvent.Event> = (stream, before, after, events) => {
  const days = new Map<Person.Id, Set<CivilDate.CivilDate>>()
  for (const event of events) {
    if (event._tag === "AttendanceEnded") continue
    for (const { person } of event.records) days.set(person, (days.get(person) ?? new Set()).add(event.date))
  }
  const told = (state: AttendanceState.State): ReadonlyArray<Row.Row> =>
    [...days].flatMap(([person, dates]) => {
      const records = AttendanceState.of(state, person).filter(({ date }) => dates.has(date))
      return daysOf(stream, person, records)
    })
  return Row.changes(told(before), told(after))
}
