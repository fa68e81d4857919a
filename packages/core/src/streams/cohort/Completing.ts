/** How much of the course somebody attended, kept with the seat by which they took part. */
import { CivilDate } from "@bina/policy"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as Completion from "../../flow/attendance/Completion.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import * as CohortState from "./State.ts"

// ---- Errors

/** Sessions about which nothing certain is known. */
export class AttendanceOpen extends Schema.TaggedError<AttendanceOpen>()("AttendanceOpen", {
  application: Application.Id,
  dates: Schema.NonEmptyArray(CivilDate.CivilDate)
}) {
  override get message(): string {
    return `of ${this.application} nothing certain is known on ${this.dates.join(", ")}: record or correct those days first`
  }
}

// ---- Rules

/** Keeps what somebody's days amount to; whoever gives the command read them from the attendance of the cohort. */
export const complete = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"RecordCompletion">
): CohortEvent.Following<CohortApplications.UnknownApplication | CohortApplications.WrongStanding | AttendanceOpen> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (entry): CohortEvent.Following<CohortApplications.WrongStanding | AttendanceOpen> => {
      const { actor, application, at, completion } = command
      const { person } = entry.application
      if (!CohortState.tookPart(entry) || person._tag === "Missing") {
        return CohortApplications.wrongStanding(entry, "RecordCompletion", "Accepted", "Exited")
      }
      if (completion._tag === "Undetermined") {
        return Result.fail(new AttendanceOpen({ application, dates: completion.dates }))
      }
      const { rate } = completion
      const standing = Completion.standing(completion, state.cohort.minimumAttendance)
      return Option.exists(entry.completion, (now) => now.standing === standing && Equal.equals(now.rate, rate))
        ? CohortEvent.nothing
        : Result.succeed([{ _tag: "CompletionRecorded", application, person: person.value, standing, rate, at, actor }])
    }
  )
