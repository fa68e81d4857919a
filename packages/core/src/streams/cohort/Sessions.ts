/**
 * What happens on the days of a cohort: sessions are moved or cancelled, attendance is recorded and corrected, and what
 * it amounts to is recorded as completion. Which record counts and what a rate is, `Attendance` and `Completion` say.
 */
import { CivilDate } from "@bina/policy"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schedule from "../../flow/programme/Schedule.ts"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortRefusal from "./Refusal.ts"
import * as CohortState from "./State.ts"
import * as Completion from "../../flow/attendance/Completion.ts"

// ---- Models

type Outcome = CohortApplications.Outcome
type State = CohortState.Announced

// ---- Sessions

/** Records of the old day stay, and are reported as records of no session. */
export const move = ({ cohort }: State, command: CohortCommand.Of<"MoveSession">): Outcome => {
  const { actor, at, from, reason, to } = command
  if (!Schedule.meetsOn(cohort.schedule, from)) return Result.fail(new CohortRefusal.NoSession({ date: from }))
  if (Schedule.meetsOn(cohort.schedule, to)) return Result.fail(new CohortRefusal.SessionTaken({ date: to }))
  return Result.succeed([{ _tag: "SessionMoved", from, to, reason, at, actor }])
}

/** As {@link move}, for a day that is not made up for; it is planned for nobody then. */
export const cancel = ({ cohort }: State, command: CohortCommand.Of<"CancelSession">): Outcome => {
  const { actor, at, date, reason } = command
  if (!Schedule.meetsOn(cohort.schedule, date)) return Result.fail(new CohortRefusal.NoSession({ date }))
  return cohort.schedule.length === 1
    ? Result.fail(new CohortRefusal.LastSession({ date }))
    : Result.succeed([{ _tag: "SessionCancelled", date, reason, at, actor }])
}

// ---- Attendance

type Recording = Pick<CohortCommand.Of<"RecordAttendance">, "record" | "closed" | "at" | "actor">

/** Another record of a day that has one is kept beside it: the one known later counts, or both are in conflict. */
export const record = (state: State, command: CohortCommand.Of<"RecordAttendance">): Outcome =>
  recording(state, command, (recorded) => [{ _tag: "AttendanceRecorded", ...recorded }])

/** A record that became known after another one of the same person and day, and says why it differs. */
export const correct = (state: State, command: CohortCommand.Of<"CorrectAttendance">): Outcome => {
  const { reason, record } = command
  const { date, knownAt, person } = record
  const hasEarlier = CohortState.recordedOf(state, person).some(
    ({ record: other }) => other.date === date && other.knownAt < knownAt
  )
  return hasEarlier
    ? recording(state, command, (recorded) => [{ _tag: "AttendanceCorrected", reason, ...recorded }])
    : Result.fail(new CohortRefusal.NothingToCorrect({ person, date, knownAt }))
}

const recording = (
  state: State,
  { actor, at, closed, record }: Recording,
  events: (recorded: Recording) => Result.Result.Success<Outcome>
): Outcome => {
  const { date, knownAt, person } = record
  if (Option.isNone(CohortState.participant(state, person))) {
    return Result.fail(new CohortRefusal.NoSeat({ person, date }))
  }
  if (!Schedule.meetsOn(state.cohort.schedule, date)) return Result.fail(new CohortRefusal.NoSession({ date }))
  if (knownAt > at || isBefore(knownAt, date)) return Result.fail(new CohortRefusal.AheadOfTime({ date, knownAt, at }))

  const given = { record, closed: Option.fromUndefinedOr(closed) }
  const isKnown = CohortState.recordedOf(state, person).some(
    (other) =>
      other.record.knownAt === knownAt &&
      other.record.date === date &&
      Equal.equals(CohortState.countedAs(other), CohortState.countedAs(given))
  )
  return Result.succeed(isKnown ? [] : events({ record, ...(closed === undefined ? {} : { closed }), at, actor }))
}

/** Moments may be written in a zone that is up to a day behind the programme's, so one day of distance proves nothing. */
const isBefore = (knownAt: string, date: CivilDate.CivilDate): boolean =>
  Result.match(CivilDate.addDays(date, -1), {
    onFailure: () => false,
    onSuccess: (eve) => knownAt.slice(0, 10) < eve
  })

// ---- Completion

/** What is known by the moment of the command, and nothing that became known later, says who completed. */
export const complete = (state: State, command: CohortCommand.Of<"RecordCompletion">): Outcome =>
  Result.flatMap(CohortApplications.entryOf(state, command.application), (entry): Outcome => {
    const { actor, application, at } = command
    const { person } = entry.application
    if (!CohortState.tookPart(entry) || person._tag === "Missing") {
      return CohortApplications.wrongStanding(entry, "RecordCompletion", "Accepted", "Exited")
    }
    const own = CohortState.historyOf(CohortState.recordedOf(state, person.value))
    const known = Attendance.asKnownAt(own, at)
    const { schedule } = state.cohort
    const [attended] = Attendance.tally(known, { schedule, seated: [person.value] }).people
    if (attended === undefined)
      return Result.fail(new CohortRefusal.NoSeat({ person: person.value, date: schedule[0] }))

    const completion = Completion.of(attended.days, state.cohort)
    if (completion._tag === "Undetermined") {
      return Result.fail(new CohortRefusal.AttendanceOpen({ application, dates: completion.dates }))
    }
    const { rate } = completion
    const standing = Completion.standing(completion, state.cohort.minimumAttendance)
    return Option.exists(entry.completion, (now) => now.standing === standing && Equal.equals(now.rate, rate))
      ? Result.succeed([])
      : Result.succeed([{ _tag: "CompletionRecorded", application, person: person.value, standing, rate, at, actor }])
  })
