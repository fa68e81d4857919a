/**
 * The life of a cohort: announced, open, filled, running, closed, or called off on the way. This module is the decider
 * of the stream `cohort/<id>`; what a command does, and why it may be refused, stands in the module that its rule is in.
 */
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortCompleting from "./Completing.ts"
import type * as CohortEvent from "./Event.ts"
import * as CohortFilling from "./Filling.ts"
import * as CohortLife from "./Life.ts"
import * as CohortReceiving from "./Receiving.ts"
import * as CohortReviewing from "./Reviewing.ts"
import * as CohortSeats from "./Seats.ts"
import * as CohortSessions from "./Sessions.ts"
import * as CohortState from "./State.ts"
import * as CohortSupplying from "./Supplying.ts"

// ---- Models

type Name = CohortCommand.Command["_tag"]
type State = CohortState.Announced

/** The refusals of a command, and of no other. */
export type RefusalOf<N extends Name> = N extends "Announce"
  ? CohortLife.AlreadyAnnounced | CohortLife.CohortEnded
  : N extends keyof typeof rules
    ? | CohortLife.NotAnnounced
      | CohortLife.CohortEnded
      | CohortLife.WrongStage
      | Result.Result.Failure<ReturnType<(typeof rules)[N]["rule"]>>
    : never

/** Every refusal of a cohort. */
export type Refusal = RefusalOf<Name>

// ---- Rules

export { evolve, initial } from "./State.ts"

/** Seats are given, and a cohort that was open is filled from then on. */
const admit = (state: State, command: CohortCommand.Of<"Admit">): CohortEvent.Following<CohortFilling.NotFilled> => {
  const { actor, at } = command
  return Result.map(CohortFilling.fill(state, command), (events) =>
    state.stage === "Open" ? [...events, { _tag: "CohortFilled", at, actor }] : events
  )
}

const promote = (state: State, command: CohortCommand.Of<"PromoteWaitlist">) =>
  CohortFilling.fill(state, { ...command, decided: [] })

const beforeEnd: CohortLife.Stages = ["Announced", "Open", "Filled", "Running"]
const sinceOpen: CohortLife.Stages = ["Open", "Filled", "Running"]
const sinceFilled: CohortLife.Stages = ["Filled", "Running"]
const running: CohortLife.Stages = ["Running"]

/** The rule of each command, and the stages in which it has its place; going on from stage to stage again is no error. */
const rules = {
  OpenRegistration: { stages: beforeEnd, rule: CohortLife.openRegistration },
  ReceiveApplication: { stages: sinceOpen, rule: CohortReceiving.receive },
  Withdraw: { stages: sinceOpen, rule: CohortReceiving.withdraw },
  Admit: { stages: sinceOpen, rule: admit },
  PromoteWaitlist: { stages: sinceFilled, rule: promote },
  SupplyFacts: { stages: sinceFilled, rule: CohortSupplying.supply },
  Object: { stages: sinceFilled, rule: CohortReviewing.object },
  AnswerObjection: { stages: sinceFilled, rule: CohortReviewing.answerObjection },
  Override: { stages: sinceOpen, rule: CohortReviewing.override },
  Accept: { stages: sinceFilled, rule: CohortSeats.accept },
  Decline: { stages: sinceFilled, rule: CohortSeats.decline },
  Lapse: { stages: sinceFilled, rule: CohortSeats.lapse },
  Start: { stages: sinceFilled, rule: CohortLife.start },
  MoveSession: { stages: beforeEnd, rule: CohortSessions.move },
  CancelSession: { stages: beforeEnd, rule: CohortSessions.cancel },
  RecordCompletion: { stages: running, rule: CohortCompleting.complete },
  Exit: { stages: sinceFilled, rule: CohortSeats.exit },
  Close: { stages: running, rule: CohortLife.close },
  CallOff: { stages: beforeEnd, rule: CohortLife.callOff }
} satisfies {
  readonly [N in Exclude<Name, "Announce">]: {
    readonly stages: CohortLife.Stages
    readonly rule: (state: State, command: CohortCommand.Of<N>) => CohortEvent.Following<unknown>
  }
}

interface AnyRule {
  readonly stages: CohortLife.Stages
  readonly rule: (state: State, command: never) => CohortEvent.Following<unknown>
}

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends CohortCommand.Command>(
  state: CohortState.State,
  command: C
): CohortEvent.Following<RefusalOf<C["_tag"]>> =>
  decideAny(state, command) as CohortEvent.Following<RefusalOf<C["_tag"]>>

const decideAny = (state: CohortState.State, command: CohortCommand.Command): CohortEvent.Following<unknown> => {
  if (command._tag === "Announce") return CohortLife.announce(state, command)
  if (state._tag === "Unannounced") return Result.fail(new CohortLife.NotAnnounced({ command: command._tag }))
  const { rule, stages }: AnyRule = rules[command._tag]
  return Result.flatMap(CohortLife.inStage(state, command._tag, stages), () => rule(state, command as never))
}

/** The decider as one value, for functions that take one. */
export const decider: Decider.Decider<CohortState.State, CohortCommand.Command, CohortEvent.Event, Refusal> = {
  initial: CohortState.initial,
  evolve: CohortState.evolve,
  decide
}
