/**
 * Which record of attendance is kept. Some of it can be asked before anything is sealed: whether somebody has a seat,
 * whether there is such a session and it has been held. The rest is asked of the records that are there.
 */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Option from "effect/Option"
import type * as Attendance from "../../flow/attendance/Attendance.ts"
import * as Schedule from "../../flow/programme/Schedule.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as CohortLife from "../cohort/Life.ts"
import * as CohortSessions from "../cohort/Sessions.ts"
import * as CohortState from "../cohort/State.ts"
import type * as AttendanceCommand from "./Command.ts"
import type * as AttendanceEvent from "./Event.ts"
import * as AttendanceState from "./State.ts"

// ---- Models

/** Whose record it is, of which day, and when its source knew it. */
export type Stated = Pick<Attendance.AttendanceRecord, "person" | "date" | "knownAt" | "signatures">

/** The moment of a command, and its day in the zone of the programme. */
export interface Told {
  readonly at: Moment.Moment
  readonly today: CivilDate.CivilDate
}

// ---- Errors

/** Attendance of somebody who never accepted a seat here. */
export class NoSeat extends Schema.TaggedError<NoSeat>()("NoSeat", {
  person: Person.Id,
  date: CivilDate.CivilDate
}) {
  override get message(): string {
    return `${this.person} accepted no seat in this cohort, so the record of ${this.date} cannot count: check the person`
  }
}

/** The session is still to come, in the zone of the programme. */
export class SessionToCome extends Schema.TaggedError<SessionToCome>()("SessionToCome", {
  date: CivilDate.CivilDate,
  today: CivilDate.CivilDate
}) {
  override get message(): string {
    return `the session of ${this.date} is still to come, today is ${this.today}: record who came on that day or later`
  }
}

/** A record that was known before its day, or after the moment of the command. */
export class AheadOfTime extends Schema.TaggedError<AheadOfTime>()("AheadOfTime", {
  date: CivilDate.CivilDate,
  knownAt: Moment.Moment,
  at: Moment.Moment
}) {
  override get message(): string {
    return `attendance of ${this.date}, known at ${this.knownAt} and given at ${this.at}, is ahead of its time: check day and moments`
  }
}

/** A correction needs an earlier record of the same person and day. */
export class NothingToCorrect extends Schema.TaggedError<NothingToCorrect>()("NothingToCorrect", {
  person: Person.Id,
  date: CivilDate.CivilDate,
  knownAt: Moment.Moment
}) {
  override get message(): string {
    return `before ${this.knownAt} nothing was known of ${this.person} on ${this.date}: record it, or give the moment at which the correction became known`
  }
}

/** More signatures than a whole session asks for. */
export class TooManySignatures extends Schema.TaggedError<TooManySignatures>()("TooManySignatures", {
  date: CivilDate.CivilDate,
  given: Schema.Int,
  required: Schema.Int
}) {
  override get message(): string {
    return `${this.given} signatures were given on ${this.date}, where ${this.required} are asked for: look at the sheet`
  }
}

/** Why a record cannot count in a cohort, whatever it says. */
export type NotAdmitted = NoSeat | TooManySignatures | CohortSessions.NoSession | SessionToCome | AheadOfTime

/** Why nothing is recorded in a cohort. */
export type NotRunning = CohortLife.CohortEnded | CohortLife.WrongStage

// ---- Rules

/** Whether anything may be recorded now: the cohort runs. */
export const running = (
  cohort: CohortState.Announced,
  { ended }: Pick<AttendanceState.State, "ended">,
  command: string
): Result.Result<void, NotRunning> =>
  Option.isSome(ended)
    ? Result.fail(new CohortLife.CohortEnded({ cohort: cohort.cohort.id, stage: ended.value, command }))
    : CohortLife.inStage(cohort, command, ["Running"])

/**
 * Whether a record can count. What is read of the cohort was true or stays true: a seat that was accepted stays one that
 * was, also after an exit; and when a session is moved meanwhile its records stay and are reported, as if they had come
 * before. So a record need not wait for what else happens to the cohort.
 */
export const admitted = (
  state: CohortState.Announced,
  { date, knownAt, person, signatures: { given, required } }: Stated,
  { at, today }: Told
): Result.Result<void, NotAdmitted> => {
  if (given > required) return Result.fail(new TooManySignatures({ date, given, required }))
  if (Option.isNone(CohortState.participant(state, person))) return Result.fail(new NoSeat({ person, date }))
  if (!Schedule.meetsOn(state.cohort.schedule, date)) return Result.fail(new CohortSessions.NoSession({ date }))
  if (date > today) return Result.fail(new SessionToCome({ date, today }))
  return knownAt > at || isBefore(knownAt, date)
    ? Result.fail(new AheadOfTime({ date, knownAt, at }))
    : Result.succeed(undefined)
}

/** Moments may be written in a zone that is up to a day behind the programme's, so one day of distance proves nothing. */
const isBefore = (knownAt: string, date: CivilDate.CivilDate): boolean =>
  Result.match(CivilDate.addDays(date, -1), {
    onFailure: () => false,
    onSuccess: (eve) => knownAt.slice(0, 10) < eve
  })

/** Keeps a record, beside those of the same day that there are. */
export const record = (
  cohort: CohortState.Announced,
  state: AttendanceState.State,
  command: AttendanceCommand.Of<"Record">
): AttendanceEvent.Following<NotAdmitted> =>
  Result.map(admitted(cohort, { ...command.record, date: command.date }, command), () => {
    const { actor, at, date, record, source } = command
    return isKnown(state, command) ? [] : [{ _tag: "AttendanceRecorded", date, source, records: [record], at, actor }]
  })

/** Keeps a record that says why it differs from one that was known before. */
export const correct = (
  cohort: CohortState.Announced,
  state: AttendanceState.State,
  command: AttendanceCommand.Of<"Correct">
): AttendanceEvent.Following<NotAdmitted | NothingToCorrect> => {
  const { actor, at, date, reason, record, source } = command
  const { knownAt, person, signatures } = record
  if (!AttendanceState.isKnownBefore(state, { person, date, knownAt })) {
    return Result.fail(new NothingToCorrect({ person, date, knownAt }))
  }
  return Result.map(admitted(cohort, { person, date, knownAt, signatures }, command), () =>
    isKnown(state, command) ? [] : [{ _tag: "AttendanceCorrected", date, source, reason, records: [record], at, actor }]
  )
}

const isKnown = (
  state: AttendanceState.State,
  { date, record, source }: Pick<AttendanceCommand.Of<"Record">, "date" | "source" | "record">
): boolean => AttendanceState.isStated(state, { ...record, date, source })
