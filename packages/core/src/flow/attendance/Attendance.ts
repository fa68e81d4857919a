/**
 * Who came, and how we know. Every sheet, correction and late finding is a record of its own; nothing is overwritten.
 * What counts for a person and a session is read from all of them: the record that became known last, and at most one.
 * Where two records of one moment contradict each other nobody chooses silently: the day is in conflict and counts as
 * undetermined. A day without a record is unrecorded, which is not the same as absent.
 */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import type * as Schedule from "../programme/Schedule.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** The closed classes of attendance; an office maps its own words (ill, on leave, late) to them. */
export const Mark = Schema.Literals(["present", "partial", "excused", "absent"])
export type Mark = typeof Mark.Type

/** Signatures on the list, out of those that a whole session asks for (2: morning and afternoon). */
export const Signatures = Schema.Struct({
  given: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10 })),
  required: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10 }))
}).check(
  Schema.makeFilter(
    ({ given, required }) => given <= required || `${given} signatures were given where ${required} are asked for`
  )
)
export type Signatures = typeof Signatures.Type

/**
 * What else was seen that day, by name: yes or no, a whole number (tenths of a degree), or a word. They are there for
 * a policy to read; a name that is not there was not observed, and the policy's fact is missing.
 */
export const Observations = Schema.Record(Schema.String, Schema.Union([Schema.Boolean, Schema.Int, Schema.String]))
export type Observations = typeof Observations.Type

/** What an observation has to be to stand in clear: yes or no, a whole number within bounds, or one of these words. */
export type Form =
  | "boolean"
  | { readonly least: number; readonly most: number }
  | { readonly literals: ReadonlyArray<string> }

/** Whether something that was observed has a form; a name in the wrong column has not. */
export const hasForm = (observed: Observations[string], form: Form): boolean => {
  if (form === "boolean") return typeof observed === "boolean"
  return "literals" in form
    ? typeof observed === "string" && form.literals.includes(observed)
    : typeof observed === "number" && form.least <= observed && observed <= form.most
}

/** The schema of records whose observations have names and types of their own. */
export const recordOf = <O extends Observations, E>(observations: Schema.Codec<O, E>) =>
  Schema.Struct({
    person: Person.Id,
    date: CivilDate.CivilDate,
    mark: Mark,
    signatures: Signatures,
    observations,
    digest: Schema.optionalKey(Spelling.Name),
    knownAt: Moment.Moment,
    source: Spelling.Name,
    row: Schema.optionalKey(Schema.Int)
  })

/** One record with any observations. */
export const AttendanceRecord = recordOf(Observations)

/**
 * One statement about one person on one day. `knownAt` is when its source knew it; `source` names where it stands (a
 * sheet, a phone at a door) and `row` the place in it, where it has one. `digest` stands for all that was
 * observed, where some of it may not be told here: then the digests say whether two records observe the same.
 */
export interface AttendanceRecord<O extends Observations = Observations> {
  readonly person: Person.Id
  readonly date: CivilDate.CivilDate
  readonly mark: Mark
  readonly signatures: Signatures
  readonly observations: O
  readonly digest?: string
  readonly knownAt: Moment.Moment
  readonly source: string
  readonly row?: number
}

/** All records ever made, each once, in one order that does not depend on how they were gathered. */
export interface History<R extends AttendanceRecord = AttendanceRecord> {
  readonly records: ReadonlyArray<R>
}

/** What is known of a person's session. */
export type Day<R extends AttendanceRecord = AttendanceRecord> =
  | { readonly _tag: "Recorded"; readonly date: CivilDate.CivilDate; readonly record: R }
  | { readonly _tag: "Unrecorded"; readonly date: CivilDate.CivilDate }
  | { readonly _tag: "Conflict"; readonly date: CivilDate.CivilDate; readonly records: ReadonlyArray<R> }

/** The days of a person: exactly one for each session, in their order. */
export type Days<R extends AttendanceRecord = AttendanceRecord> = readonly [Day<R>, ...Array<Day<R>>]

/**
 * What an officer must look at. `NoSession` and `NoSeat` records are not counted. A `Conflict` leaves the day
 * undetermined. `SignedThoughAbsent` is counted as it stands, mark and signatures both.
 */
export type Problem<R extends AttendanceRecord = AttendanceRecord> =
  | { readonly _tag: "NoSession"; readonly record: R }
  | { readonly _tag: "NoSeat"; readonly record: R }
  | { readonly _tag: "SignedThoughAbsent"; readonly record: R }
  | {
      readonly _tag: "Conflict"
      readonly person: Person.Id
      readonly date: CivilDate.CivilDate
      readonly records: ReadonlyArray<R>
    }

/** The attendance of a cohort: its people in the order of their seats, and what is wrong with the records. */
export interface Tally<R extends AttendanceRecord = AttendanceRecord> {
  readonly people: ReadonlyArray<{ readonly person: Person.Id; readonly days: Days<R> }>
  readonly problems: ReadonlyArray<Problem<R>>
}

// ---- Rules

/** A history of these records, in whatever order they come; the very same record given twice is kept once. */
export const history = <R extends AttendanceRecord>(records: ReadonlyArray<R>): History<R> => ({
  records: records
    .toSorted(compare)
    .filter((record, index, all) => index === 0 || compare(all[index - 1]!, record) !== 0)
})

/** Both histories together. The order of merging does not matter, nor does merging the same history again. */
export const merge = <R extends AttendanceRecord>(a: History<R>, b: History<R>): History<R> =>
  history([...a.records, ...b.records])

/** The history as it was known at a moment, that moment included: what a decision taken then could rest on. */
export const asKnownAt = <R extends AttendanceRecord>(whole: History<R>, moment: Moment.Moment): History<R> => ({
  records: whole.records.filter(({ knownAt }) => knownAt <= moment)
})

/**
 * Counts a history against the sessions of a cohort and the people who hold its seats. Of several records of a person
 * and session the one known last counts; of those known at the same moment, equal ones count once (their sources may
 * differ) and different ones are a conflict.
 */
export const tally = <R extends AttendanceRecord>(
  whole: History<R>,
  cohort: { readonly schedule: Schedule.Schedule; readonly seated: ReadonlyArray<Person.Id> }
): Tally<R> => {
  const problems: Array<Problem<R>> = []
  const sessionOf = new Map(cohort.schedule.map((date, index) => [date, index]))
  const latest = new Map(cohort.seated.map((person) => [person, cohort.schedule.map((): Array<R> => [])]))

  for (const record of whole.records) {
    const slots = latest.get(record.person)
    const session = sessionOf.get(record.date)
    if (slots === undefined) problems.push({ _tag: "NoSeat", record })
    else if (session === undefined) problems.push({ _tag: "NoSession", record })
    else keep(slots[session]!, record)
  }

  const people = [...latest].map(([person, slots]) => {
    const days = slots.map((records, index) => dayWith(cohort.schedule[index]!, records))
    for (const day of days) {
      if (day._tag === "Conflict") problems.push({ _tag: "Conflict", person, date: day.date, records: day.records })
      else if (day._tag === "Recorded" && day.record.mark === "absent" && day.record.signatures.given > 0) {
        problems.push({ _tag: "SignedThoughAbsent", record: day.record })
      }
    }
    return { person, days: days as unknown as Days<R> }
  })
  return { people, problems }
}

/**
 * Keeps a record among those of its person and day that are known last, each with another content. Records come in the
 * order of a history, so that those of one moment and content stand side by side.
 */
const keep = <R extends AttendanceRecord>(known: Array<R>, record: R): void => {
  const last = known.at(-1)
  if (last !== undefined && record.knownAt > last.knownAt) known.length = 0
  const isNews =
    last === undefined ||
    record.knownAt > last.knownAt ||
    (record.knownAt === last.knownAt && contentOf(last) !== contentOf(record))
  if (isNews) known.push(record)
}

/** A day by the history of it alone: what counts there, as {@link tally} counts it. */
export const dayOf = <R extends AttendanceRecord>(date: CivilDate.CivilDate, { records }: History<R>): Day<R> => {
  const known: Array<R> = []
  for (const record of records) keep(known, record)
  return dayWith(date, known)
}

/**
 * The days of one person who was recorded under several ids, those of the id that goes on first: each is read by itself,
 * and then a session counts once. Whoever signed in one row is absent in the other, so nothing and an absence yield to
 * whatever else is known; of records that say the same the first stands, for whatever more was observed; and those that
 * say different things are a conflict, whenever they became known, for neither is a correction of the other.
 */
export const together = <R extends AttendanceRecord>(first: Days<R>, ...others: ReadonlyArray<Days<R>>): Days<R> =>
  others.reduce<Days<R>>(
    (known, other) => known.map((day, index) => ofBoth(day, other[index]!)) as unknown as Days<R>,
    first
  )

const ofBoth = <R extends AttendanceRecord>(one: Day<R>, other: Day<R>): Day<R> => {
  if (weightOf(one) !== weightOf(other)) return weightOf(one) > weightOf(other) ? one : other
  if (one._tag === "Recorded" && other._tag === "Recorded") {
    return isAbsence(one.record) || seenIn(one.record) === seenIn(other.record)
      ? one
      : { _tag: "Conflict", date: one.date, records: [one.record, other.record] }
  }
  return one._tag === "Conflict" && other._tag === "Conflict"
    ? { _tag: "Conflict", date: one.date, records: [...one.records, ...other.records] }
    : one
}

/** How much a day says: nothing, an absence, a presence, or what contradicts itself, which no presence settles. */
const weightOf = (day: Day): number =>
  day._tag === "Unrecorded" ? 0 : day._tag === "Conflict" ? 3 : isAbsence(day.record) ? 1 : 2

const isAbsence = ({ mark, signatures }: AttendanceRecord): boolean => mark === "absent" && signatures.given === 0

const dayWith = <R extends AttendanceRecord>(date: CivilDate.CivilDate, records: ReadonlyArray<R>): Day<R> => {
  const [record, ...others] = records
  if (record === undefined) return { _tag: "Unrecorded", date }
  return others.length === 0 ? { _tag: "Recorded", date, record } : { _tag: "Conflict", date, records }
}

/** What a record says, apart from who said it and when. */
const contentOf = (record: AttendanceRecord): string => JSON.stringify(saidBy(record, record.digest))

/** As {@link contentOf}, of what stands in clear: a digest is made with the id, so two ids never share one. */
const seenIn = (record: AttendanceRecord): string => JSON.stringify(saidBy(record))

const saidBy = ({ mark, observations, signatures }: AttendanceRecord, digest?: string) => [
  mark,
  signatures.given,
  signatures.required,
  digest ?? Object.entries(observations).toSorted(([a], [b]) => (a < b ? -1 : 1))
]

/** What tells one statement of a source from another; the row in which it stands there may be another one. */
export const statementOf = (record: AttendanceRecord): string =>
  JSON.stringify([record.person, record.date, record.knownAt, contentOf(record), record.source])

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** One total order of records. Content is only looked at when everything cheaper is equal. */
const compare = (a: AttendanceRecord, b: AttendanceRecord): number =>
  compareText(a.person, b.person) ||
  compareText(a.date, b.date) ||
  compareText(a.knownAt, b.knownAt) ||
  compareText(contentOf(a), contentOf(b)) ||
  compareText(a.source, b.source) ||
  (a.row ?? -1) - (b.row ?? -1)
