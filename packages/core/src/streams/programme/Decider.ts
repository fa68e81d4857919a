/**
 * The life of a programme: drafted, open, closed. This module is the decider of the stream `programme/<id>`. What is
 * drafted may change freely; what is open changes by an act with a legal basis; what is closed changes no more.
 */
import { Citation } from "@bina/policy"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import type * as Decider from "../../record/Decider.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as ProgrammeEvent from "./Event.ts"
import * as ProgrammeState from "./State.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const acted = { at: Moment.Moment, actor: Actor.Id }
const stage = Spelling.Name

/**
 * What may be asked of a programme. Each is repeated without effect, as long as the programme is not closed: then any
 * command is refused with `ProgrammeEnded`.
 *
 * - `Draft` says what the programme is; `PinPolicy` sets the policy of a stage: while the programme is drafted any, and
 *   once it is open only that of a stage which has none.
 * - `AddCohort` appends a cohort to the order of filling, before or after opening.
 * - `Open` needs a cohort and a policy.
 * - `AmendPolicy` changes a pinned policy of an open programme from a moment on, by a legal basis.
 * - `Close` brings the cohorts that ended, closed or called off, as their streams say.
 */
export const Command = Schema.TaggedUnion({
  Draft: { outline: ProgrammeEvent.Outline, ...acted },
  PinPolicy: { stage, policy: Programme.Fingerprint, ...acted },
  AddCohort: { cohort: Cohort.Id, ...acted },
  Open: acted,
  AmendPolicy: {
    stage,
    policy: Programme.Fingerprint,
    legalBasis: Citation.Citation,
    effectiveFrom: Moment.Moment,
    ...acted
  },
  Close: { ended: Schema.Array(Cohort.Id), ...acted }
})
export type Command = typeof Command.Type

// ---- Errors

/** Nobody drafted the programme yet. */
export class NotDrafted extends Schema.TaggedError<NotDrafted>()("NotDrafted", { command: Schema.String }) {
  override get message(): string {
    return `there is no programme yet to ${this.command}: draft it first`
  }
}

/** Another programme was drafted here. */
export class AlreadyDrafted extends Schema.TaggedError<AlreadyDrafted>()("AlreadyDrafted", {
  programme: Schema.String
}) {
  override get message(): string {
    return `${this.programme} was drafted already and otherwise: give the other programme an id of its own`
  }
}

/** The programme is over; nothing happens to it any more. */
export class ProgrammeEnded extends Schema.TaggedError<ProgrammeEnded>()("ProgrammeEnded", {
  programme: Schema.String,
  command: Schema.String
}) {
  override get message(): string {
    return `${this.programme} is closed: ${this.command} comes too late, draft another programme`
  }
}

/** A programme cannot open with nothing to fill, or nothing to decide by. */
export class NothingToOpen extends Schema.TaggedError<NothingToOpen>()("NothingToOpen", {
  programme: Schema.String,
  lacks: Schema.NonEmptyArray(Schema.Literals(["cohort", "policy"]))
}) {
  override get message(): string {
    return `${this.programme} has no ${this.lacks.join(" and no ")}: add what is missing, then open it`
  }
}

/** A policy of an open programme is amended, never pinned anew. */
export class PolicyIsPinned extends Schema.TaggedError<PolicyIsPinned>()("PolicyIsPinned", {
  programme: Schema.String,
  stage: Schema.String
}) {
  override get message(): string {
    return `${this.programme} is open and has its policy of ${this.stage}: amend it, with a legal basis`
  }
}

/** Only a policy that was pinned, of a programme that is open, can be amended. */
export class NothingToAmend extends Schema.TaggedError<NothingToAmend>()("NothingToAmend", {
  programme: Schema.String,
  stage: Schema.String,
  isOpen: Schema.Boolean
}) {
  override get message(): string {
    return this.isOpen
      ? `${this.programme} has no policy of ${this.stage}: check the name of the stage`
      : `${this.programme} is not open: pin the policy of ${this.stage} instead`
  }
}

/** Amendments of a policy apply one after the other. */
export class AmendmentOutOfOrder extends Schema.TaggedError<AmendmentOutOfOrder>()("AmendmentOutOfOrder", {
  stage: Schema.String,
  effectiveFrom: Moment.Moment,
  after: Moment.Moment
}) {
  override get message(): string {
    return `an amendment of ${this.stage} from ${this.effectiveFrom} on would apply before the last one, from ${this.after} on: give a later moment`
  }
}

/** Cohorts that have not ended keep a programme open. */
export class CohortsLeft extends Schema.TaggedError<CohortsLeft>()("CohortsLeft", {
  programme: Schema.String,
  cohorts: Schema.NonEmptyArray(Cohort.Id)
}) {
  override get message(): string {
    return `${this.programme} still has ${this.cohorts.join(", ")}: close them or call them off first`
  }
}

/** Why a programme refuses a command. */
export type Refusal =
  | NotDrafted
  | AlreadyDrafted
  | ProgrammeEnded
  | NothingToOpen
  | PolicyIsPinned
  | NothingToAmend
  | AmendmentOutOfOrder
  | CohortsLeft

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends Command["_tag"]> =
  | ProgrammeEnded
  | (Name extends "Draft" ? never : NotDrafted)
  | Result.Result.Failure<ReturnType<(typeof rules)[Name]>>

type Outcome<E> = Result.Result<ReadonlyArray<ProgrammeEvent.Event>, E>
type Of<Name extends Command["_tag"]> = Extract<Command, { readonly _tag: Name }>

// ---- Rules

export { evolve, initial } from "./State.ts"

const nothing: Outcome<never> = Result.succeed([])

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends Command>(state: ProgrammeState.State, command: C): Outcome<RefusalOf<C["_tag"]>> =>
  decideAny(state, command) as Outcome<RefusalOf<C["_tag"]>>

const decideAny = (state: ProgrammeState.State, command: Command): Outcome<Refusal> => {
  const { actor, at } = command
  if (state._tag === "Undrafted") {
    return command._tag === "Draft"
      ? Result.succeed([{ _tag: "ProgrammeDrafted", outline: command.outline, at, actor }])
      : Result.fail(new NotDrafted({ command: command._tag }))
  }
  if (state.stage === "Closed") {
    return Result.fail(new ProgrammeEnded({ programme: state.outline.id, command: command._tag }))
  }
  return (rules[command._tag] as (state: ProgrammeState.Drafted, command: never) => Outcome<Refusal>)(
    state,
    command as never
  )
}

/** The decider as one value, for functions that take one. */
export const decider: Decider.Decider<ProgrammeState.State, Command, ProgrammeEvent.Event, Refusal> = {
  initial: ProgrammeState.initial,
  evolve: ProgrammeState.evolve,
  decide
}

const draft = ({ outline }: ProgrammeState.Drafted, command: Of<"Draft">): Outcome<AlreadyDrafted> =>
  Equal.equals(command.outline, outline) ? nothing : Result.fail(new AlreadyDrafted({ programme: outline.id }))

const add = ({ cohorts }: ProgrammeState.Drafted, { actor, at, cohort }: Of<"AddCohort">): Outcome<never> =>
  cohorts.includes(cohort) ? nothing : Result.succeed([{ _tag: "CohortAdded", cohort, at, actor }])

const close = (
  { cohorts, outline }: ProgrammeState.Drafted,
  { actor, at, ended }: Of<"Close">
): Outcome<CohortsLeft> => {
  const [left, ...others] = cohorts.filter((cohort) => !ended.includes(cohort))
  return left === undefined
    ? Result.succeed([{ _tag: "ProgrammeClosed", at, actor }])
    : Result.fail(new CohortsLeft({ programme: outline.id, cohorts: [left, ...others] }))
}

const isLatest = (state: ProgrammeState.Drafted, stage: string, policy: Programme.Fingerprint): boolean =>
  Option.exists(ProgrammeState.latest(state, stage), (pinned) => pinned.policy === policy)

const pin = (state: ProgrammeState.Drafted, { actor, at, policy, stage }: Of<"PinPolicy">): Outcome<PolicyIsPinned> => {
  if (isLatest(state, stage, policy)) return nothing
  return state.stage === "Drafted" || !state.policies.has(stage)
    ? Result.succeed([{ _tag: "PolicyPinned", stage, policy, at, actor }])
    : Result.fail(new PolicyIsPinned({ programme: state.outline.id, stage }))
}

const open = (state: ProgrammeState.Drafted, { actor, at }: Of<"Open">): Outcome<NothingToOpen> => {
  if (state.stage === "Open") return nothing
  const [lack, ...others] = [
    ...(state.cohorts.length === 0 ? (["cohort"] as const) : []),
    ...(state.policies.size === 0 ? (["policy"] as const) : [])
  ]
  return lack === undefined
    ? Result.succeed([{ _tag: "ProgrammeOpened", at, actor }])
    : Result.fail(new NothingToOpen({ programme: state.outline.id, lacks: [lack, ...others] }))
}

const amend = (
  state: ProgrammeState.Drafted,
  command: Of<"AmendPolicy">
): Outcome<NothingToAmend | AmendmentOutOfOrder> => {
  const { actor, at, effectiveFrom, legalBasis, policy, stage } = command
  const isOpen = state.stage === "Open"
  const latest = ProgrammeState.latest(state, stage)
  if (!isOpen || Option.isNone(latest)) {
    return Result.fail(new NothingToAmend({ programme: state.outline.id, stage, isOpen }))
  }
  if (latest.value.policy === policy) return nothing
  const after = Option.getOrUndefined(latest.value.effectiveFrom)
  return after !== undefined && effectiveFrom <= after
    ? Result.fail(new AmendmentOutOfOrder({ stage, effectiveFrom, after }))
    : Result.succeed([
        { _tag: "PolicyAmended", stage, from: latest.value.policy, to: policy, legalBasis, effectiveFrom, at, actor }
      ])
}

const rules = { Draft: draft, PinPolicy: pin, AddCohort: add, Open: open, AmendPolicy: amend, Close: close }
