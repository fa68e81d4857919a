/**
 * The records of a cohort as they came in, kept by person: a cohort may have many thousands of them, and whoever decides
 * about one looks only at those of the same person. Adding gives a new log and leaves the old one as it was.
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type * as Person from "../../words/Person.ts"
import type * as Attendance from "../../flow/attendance/Attendance.ts"
import type * as CaseFacts from "../../privacy/CaseFacts.ts"

// ---- Models

/** A record of attendance with its sealed observations. */
export interface Recorded {
  readonly record: Attendance.AttendanceRecord
  readonly closed: Option.Option<CaseFacts.Closed>
}

/** A record with its place in the order in which they came, from 0. */
interface Numbered {
  readonly number: number
  readonly recorded: Recorded
}

/** `count` records, those of a person in the order in which they came. */
export interface AttendanceLog {
  readonly count: number
  readonly people: HashMap.HashMap<Person.Id, ReadonlyArray<Numbered>>
}

// ---- Rules

/** No records. */
export const empty: AttendanceLog = { count: 0, people: HashMap.empty() }

/** The log with one more record. */
export const add = ({ count, people }: AttendanceLog, recorded: Recorded): AttendanceLog => ({
  count: count + 1,
  people: HashMap.modifyAt(people, recorded.record.person, (known) =>
    Option.some([...Option.getOrElse(known, () => []), { number: count, recorded }])
  )
})

/** A log of these records, in their order. */
export const from = (all: Iterable<Recorded>): AttendanceLog => {
  let log = empty
  for (const recorded of all) log = add(log, recorded)
  return log
}

/** The records of one person, in the order in which they came. */
export const of = ({ people }: AttendanceLog, person: Person.Id): ReadonlyArray<Recorded> =>
  Option.match(HashMap.get(people, person), {
    onNone: () => [],
    onSome: (own) => own.map(({ recorded }) => recorded)
  })

/** All records, in the order in which they came. */
export const all = ({ count, people }: AttendanceLog): ReadonlyArray<Recorded> => {
  const ordered = Array.from<Recorded>({ length: count })
  for (const own of HashMap.values(people)) for (const { number, recorded } of own) ordered[number] = recorded
  return ordered
}
