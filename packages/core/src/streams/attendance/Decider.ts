/**
 * The life of the attendance of a cohort: recorded and corrected while the cohort runs, over when it ends. This module
 * is the decider of the stream `attendance/<cohort>`, made for the cohort as it stands.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import type * as CohortState from "../cohort/State.ts"
import type * as AttendanceCommand from "./Command.ts"
import * as AttendanceEvent from "./Event.ts"
import * as AttendanceRecording from "./Recording.ts"
import * as AttendanceState from "./State.ts"

// ---- Models

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends AttendanceCommand.Command["_tag"]> = Name extends "Record"
  ? AttendanceRecording.NotRunning | AttendanceRecording.NotAdmitted
  : Name extends "Correct"
    ? AttendanceRecording.NotRunning | AttendanceRecording.NotAdmitted | AttendanceRecording.NothingToCorrect
    : never

/** Every refusal of attendance. */
export type Refusal = RefusalOf<AttendanceCommand.Command["_tag"]>

// ---- Rules

export { evolve, initial } from "./State.ts"

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends AttendanceCommand.Command>(
  cohort: CohortState.Announced,
  state: AttendanceState.State,
  command: C
): AttendanceEvent.Following<RefusalOf<C["_tag"]>> =>
  decideAny(cohort, state, command) as AttendanceEvent.Following<RefusalOf<C["_tag"]>>

const decideAny = (
  cohort: CohortState.Announced,
  state: AttendanceState.State,
  command: AttendanceCommand.Command
): AttendanceEvent.Following<Refusal> => {
  switch (command._tag) {
    case "Record":
      return Result.flatMap(AttendanceRecording.running(cohort, state, "RecordAttendance"), () =>
        AttendanceRecording.record(cohort, state, command)
      )
    case "Correct":
      return Result.flatMap(AttendanceRecording.running(cohort, state, "CorrectAttendance"), () =>
        AttendanceRecording.correct(cohort, state, command)
      )
    case "End": {
      const { actor, at, ended } = command
      return Option.isSome(state.ended)
        ? AttendanceEvent.nothing
        : Result.succeed([{ _tag: "AttendanceEnded", ended, at, actor }])
    }
  }
}

/** The decider of a cohort as one value, for functions that take one. */
export const make = (
  cohort: CohortState.Announced
): Decider.Decider<AttendanceState.State, AttendanceCommand.Command, AttendanceEvent.Event, Refusal> => ({
  initial: AttendanceState.initial,
  evolve: AttendanceState.evolve,
  decide: (state, command) => decideAny(cohort, state, command)
})
