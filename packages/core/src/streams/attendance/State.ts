/**
 * The attendance of a cohort as its events leave it: every record, by person, since whoever decides about one looks only
 * at those of the same person. Sealed values are carried about and never looked into.
 */
import type { CivilDate } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as HashSet from "effect/HashSet"
import * as Option from "effect/Option"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import type * as Schedule from "../../flow/programme/Schedule.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import type * as AttendanceEvent from "./Event.ts"

// ---- Models

/** A record with what is sealed in it; `version` is that of the event in the stream with which it came. */
export interface Recorded extends Attendance.AttendanceRecord {
  readonly sealed: AttendanceEvent.Entry["sealed"]
  readonly digest: AttendanceEvent.Entry["digest"]
  readonly version: number
}

/** A day of somebody, with what is sealed in its record. */
export type Day = Attendance.Day<Recorded>

/** The record of a person that came last, and those that came before it: one more costs the same, however many there are. */
export interface Records {
  readonly last: Recorded
  readonly before: Records | undefined
}

/** `version` events happened; `stated` has what {@link Attendance.statementOf} says of every record. */
export interface State {
  readonly version: number
  readonly ended: Option.Option<AttendanceEvent.Ended>
  readonly people: HashMap.HashMap<Person.Id, Records>
  readonly stated: HashSet.HashSet<string>
}

// ---- Beginning and evolving

/** Nothing was recorded. */
export const initial: State = { version: 0, ended: Option.none(), people: HashMap.empty(), stated: HashSet.empty() }

/** What an event makes of the attendance. */
export const evolve = (state: State, event: AttendanceEvent.Event): State => {
  const version = state.version + 1
  if (event._tag === "AttendanceEnded") return { ...state, version, ended: Option.some(event.ended) }
  const { date, records, source } = event
  let { stated } = state
  const people = HashMap.mutate(state.people, (people) => {
    for (const entry of records) {
      const last: Recorded = { ...entry, date, source, version }
      stated = HashSet.add(stated, Attendance.statementOf(last))
      HashMap.modifyAt(people, entry.person, (before) => Option.some({ last, before: Option.getOrUndefined(before) }))
    }
  })
  return { ...state, version, people, stated }
}

// ---- Reading

const listed = (records: Records | undefined): ReadonlyArray<Recorded> => {
  const list: Array<Recorded> = []
  for (let each = records; each !== undefined; each = each.before) list.push(each.last)
  return list.toReversed()
}

const recordsOf = ({ people }: Pick<State, "people">, person: Person.Id): Records | undefined =>
  Option.getOrUndefined(HashMap.get(people, person))

/** The records of one person, in the order in which they came. */
export const of = (state: Pick<State, "people">, person: Person.Id): ReadonlyArray<Recorded> =>
  listed(recordsOf(state, person))

/** All records, those of a person in the order in which they came. */
export const all = ({ people }: Pick<State, "people">): ReadonlyArray<Recorded> =>
  HashMap.toValues(people).flatMap(listed)

/** All attendance ever recorded. */
export const history = (state: Pick<State, "people">): Attendance.History<Recorded> => Attendance.history(all(state))

/** The sessions of somebody by the ids that they have here, as they were known at a moment. */
export const daysOf = (
  state: Pick<State, "people">,
  [person, ...others]: readonly [Person.Id, ...Array<Person.Id>],
  schedule: Schedule.Schedule,
  knownAt: Moment.Moment
): Attendance.Days<Recorded> => {
  const known = (id: Person.Id) => {
    const history = Attendance.asKnownAt(Attendance.history(of(state, id)), knownAt)
    return Attendance.tally(history, { schedule, seated: [id] }).people[0]!.days
  }
  return Attendance.together(known(person), ...others.map(known))
}

/** Whether a person has a record of a day that was known before a moment. */
export const isKnownBefore = (
  state: Pick<State, "people">,
  {
    date,
    knownAt,
    person
  }: { readonly person: Person.Id; readonly date: CivilDate.CivilDate; readonly knownAt: Moment.Moment }
): boolean => {
  for (let each = recordsOf(state, person); each !== undefined; each = each.before) {
    if (each.last.date === date && each.last.knownAt < knownAt) return true
  }
  return false
}

/** Whether the very same statement of the same source is there. */
export const isStated = ({ stated }: Pick<State, "stated">, record: Attendance.AttendanceRecord): boolean =>
  HashSet.has(stated, Attendance.statementOf(record))
