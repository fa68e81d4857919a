/**
 * The life of a cohort: announced, open, filled, running, closed, or called off on the way. This module is the decider
 * of the stream `cohort/<id>`; what each command does stands in the modules of applications, filling, seats and
 * sessions.
 */
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import type * as Application from "../../flow/admission/Application.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import type * as CohortEvent from "./Event.ts"
import * as CohortFilling from "./Filling.ts"
import * as CohortRefusal from "./Refusal.ts"
import * as CohortSeats from "./Seats.ts"
import * as CohortSessions from "./Sessions.ts"
import * as CohortState from "./State.ts"

// ---- Models

type Outcome = CohortApplications.Outcome
type Name = CohortCommand.Command["_tag"]
type Stages = readonly [CohortState.Stage, ...Array<CohortState.Stage>]

const beforeEnd: Stages = ["Announced", "Open", "Filled", "Running"]
const sinceOpen: Stages = ["Open", "Filled", "Running"]
const sinceFilled: Stages = ["Filled", "Running"]
const running: Stages = ["Running"]

/** The stages in which a command has its place. Repeating one that leads from stage to stage is no error. */
const stagesOf: Readonly<Record<Exclude<Name, "Announce">, Stages>> = {
  OpenRegistration: beforeEnd,
  ReceiveApplication: sinceOpen,
  Withdraw: sinceOpen,
  Admit: sinceOpen,
  PromoteWaitlist: sinceFilled,
  SupplyFacts: sinceFilled,
  Object: sinceFilled,
  AnswerObjection: sinceFilled,
  Override: sinceOpen,
  Accept: sinceFilled,
  Decline: sinceFilled,
  Lapse: sinceFilled,
  Start: sinceFilled,
  MoveSession: beforeEnd,
  CancelSession: beforeEnd,
  RecordAttendance: running,
  CorrectAttendance: running,
  RecordCompletion: running,
  Exit: sinceFilled,
  Close: running,
  CallOff: beforeEnd
}

// ---- Rules

export { evolve, initial } from "./State.ts"

/** What follows from a command, or why nothing may. */
export const decide = (state: CohortState.State, command: CohortCommand.Command): Outcome => {
  if (state._tag === "Unannounced") {
    return command._tag === "Announce"
      ? Result.succeed([{ ...command, _tag: "CohortAnnounced" }])
      : Result.fail(new CohortRefusal.NotAnnounced({ command: command._tag }))
  }
  const { cohort, stage } = state
  if (stage === "Closed" || stage === "CalledOff") {
    return Result.fail(new CohortRefusal.CohortEnded({ cohort: cohort.id, stage, command: command._tag }))
  }
  if (command._tag === "Announce") {
    return command.programme === state.programme && Equal.equals(command.cohort, state.announcedAs)
      ? Result.succeed([])
      : Result.fail(new CohortRefusal.AlreadyAnnounced({ cohort: cohort.id }))
  }
  const stages = stagesOf[command._tag]
  return stages.includes(stage)
    ? decideAnnounced(state, command)
    : Result.fail(new CohortRefusal.WrongStage({ cohort: cohort.id, command: command._tag, stage, stages }))
}

/** The decider as one value, for functions that take one. */
export const decider: Decider.Decider<
  CohortState.State,
  CohortCommand.Command,
  CohortEvent.Event,
  CohortRefusal.CohortRefusal
> = { initial: CohortState.initial, evolve: CohortState.evolve, decide }

const decideAnnounced = (
  state: CohortState.Announced,
  command: Exclude<CohortCommand.Command, { readonly _tag: "Announce" }>
): Outcome => {
  const { actor, at } = command
  switch (command._tag) {
    case "OpenRegistration":
      return Result.succeed(state.stage === "Announced" ? [{ _tag: "RegistrationOpened", at, actor }] : [])
    case "ReceiveApplication":
      return CohortApplications.receive(state, command)
    case "Withdraw":
      return CohortApplications.withdraw(state, command)
    case "Admit":
      return Result.map(CohortFilling.fill(state, command), (events) =>
        state.stage === "Open" ? [...events, { _tag: "CohortFilled", at, actor }] : events
      )
    case "PromoteWaitlist":
      return CohortFilling.fill(state, { ...command, decided: [] })
    case "SupplyFacts":
      return CohortApplications.supply(state, command)
    case "Object":
      return CohortApplications.object(state, command)
    case "AnswerObjection":
      return CohortApplications.answerObjection(state, command)
    case "Override":
      return CohortApplications.override(state, command)
    case "Accept":
      return CohortSeats.accept(state, command)
    case "Decline":
      return CohortSeats.decline(state, command)
    case "Lapse":
      return CohortSeats.lapse(state, command)
    case "Exit":
      return CohortSeats.exit(state, command)
    case "Start":
      return Result.succeed(state.stage === "Filled" ? [{ _tag: "CohortStarted", at, actor }] : [])
    case "MoveSession":
      return CohortSessions.move(state, command)
    case "CancelSession":
      return CohortSessions.cancel(state, command)
    case "RecordAttendance":
      return CohortSessions.record(state, command)
    case "CorrectAttendance":
      return CohortSessions.correct(state, command)
    case "RecordCompletion":
      return CohortSessions.complete(state, command)
    case "Close":
      return close(state, command)
    case "CallOff":
      return Result.succeed([{ _tag: "CohortCalledOff", reason: command.reason, at, actor }])
  }
}

/** A cohort ends when nobody waits for a decision, an offer, an answer or the result of their attendance. */
const close = (state: CohortState.Announced, { actor, at }: CohortCommand.Of<"Close">): Outcome => {
  const which = (is: (entry: CohortState.Entry) => boolean): ReadonlyArray<Application.Id> =>
    CohortState.inOrder(state)
      .filter(is)
      .map(({ application }) => application.id)

  const left = {
    undecided: which((entry) => CohortFilling.isDue(entry, at)),
    offers: which(({ standing }) => standing._tag === "Offered"),
    objections: which(
      (entry) =>
        !CohortState.isEnded(entry) && Option.exists(entry.objection, ({ answered }) => Option.isNone(answered))
    ),
    completions: which(({ completion, standing }) => standing._tag === "Accepted" && Option.isNone(completion))
  }
  return Object.values(left).some((applications) => applications.length > 0)
    ? Result.fail(new CohortRefusal.Unfinished({ cohort: state.cohort.id, ...left }))
    : Result.succeed([{ _tag: "CohortClosed", at, actor }])
}
