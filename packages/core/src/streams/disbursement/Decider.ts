/**
 * A list on its way to the bank: prepared, verified, approved, released, each by another person who is appointed for
 * it, then answered payment by payment. What is signed is the content, by its hash, so that an edit takes every
 * signature away. Nothing leads to a release but these steps; glass that two people broke for a third may lift who takes
 * one of them, never the step itself.
 */
import { Canonical, CivilDate, Digest, type Money } from "@bina/policy"
import * as Equal from "effect/Equal"
import * as Result from "effect/Result"
import * as Actor from "../../words/Actor.ts"
import * as Amounts from "../../words/Amounts.ts"
import type * as Decider from "../../record/Decider.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Authority from "../../flow/payment/Authority.ts"
import type * as SegregationOfDuties from "../../flow/payment/SegregationOfDuties.ts"
import * as Commands from "./Command.ts"
import type * as DisbursementEvent from "./Event.ts"
import * as DisbursementState from "./State.ts"
import * as Permission from "./Permission.ts"

// ---- Models

type Event = DisbursementEvent.Event
type State = DisbursementState.State
type Listed = DisbursementState.Listed
/** What a step does, or just the refusals that it can give. */
type Decided<E> = Result.Result<ReadonlyArray<Event>, E>
type Of<Tag extends Commands.Command["_tag"]> = Extract<Commands.Command, { readonly _tag: Tag }>

// ---- Rules

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends Commands.Command["_tag"]> =
  | Commands.DayDoesNotFit
  | Commands.NotAtThisStage
  | Result.Result.Failure<ReturnType<Rules[Name]>>

/**
 * What follows from a command under a table of appointments, which is asked on the day of the command, or why nothing
 * may: for each command its own refusals. A signature that already stands is given again without an event.
 */
export const decide = <C extends Commands.Command>(
  table: Authority.Table,
  state: State,
  command: C
): Decided<RefusalOf<C["_tag"]>> => decideAny(table, state, command) as Decided<RefusalOf<C["_tag"]>>

const decideAny = (table: Authority.Table, state: State, command: Commands.Command): Decided<Commands.Refusal> => {
  if (!fits(command)) return Result.fail(new Commands.DayDoesNotFit({ at: command.at, on: command.on }))
  if (command._tag === "Prepare") return prepare(table, state, command)
  if (state._tag === "Unprepared") return notNow(state, command, ["Prepared"])
  return (rules[command._tag] as (table: Authority.Table, state: Listed, command: never) => Decided<Commands.Refusal>)(
    table,
    state,
    command as never
  )
}

/** The decider under a table of appointments as one value, for functions that take one. */
export const make = (table: Authority.Table): Decider.Decider<State, Commands.Command, Event, Commands.Refusal> => ({
  initial: DisbursementState.initial,
  evolve: DisbursementState.evolve,
  decide: (state, command) => decideAny(table, state, command)
})

/** What is hashed of a command to prepare. */
export type Edition = Omit<Of<"Prepare">, "_tag" | "actor" | "at" | "on">

/** The hash of an edition: of the payments, of what they are for, and of its number, so that no two editions share it. */
export const contentOf = (edition: Edition): Result.Result<DisbursementEvent.Content, Canonical.NotCanonical> => {
  const { cohort, currency, disbursement, instructions, line, payer, revision } = edition
  const content = { cohort, currency, disbursement, instructions, line, payer, revision }
  return Result.map(
    Canonical.encode({ ...content, ...incompleteOf(edition) }),
    (text) => Digest.ofText(text) as DisbursementEvent.Content
  )
}

const isComplete = ({ invalid, undetermined }: DisbursementEvent.Beside) => undetermined.length + invalid.length === 0

const incompleteOf = ({ beside, despite: reason }: Pick<Edition, "beside" | "despite">) =>
  isComplete(beside) || reason === undefined ? {} : { incomplete: { ...beside, reason } }

const prepare = (
  table: Authority.Table,
  state: State,
  command: Of<"Prepare">
): Decided<
  | Commands.NotAtThisStage
  | Commands.RevisionConflict
  | Commands.AnotherList
  | Commands.NothingToPay
  | Commands.RepeatedObligation
  | Commands.ListIncomplete
  | Permission.NotPermitted
  | Canonical.NotCanonical
  | Money.AmountTooLarge
> =>
  Result.gen(function* () {
    const { actor, at, disbursement, cohort, currency, line, on, payer, revision } = command
    const content = yield* contentOf(command)
    const newest = DisbursementState.revisionOf(state)
    if (state._tag !== "Unprepared" && state.contents[revision - 1] === content) return []
    if (revision !== newest + 1) return yield* Result.fail(new Commands.RevisionConflict({ given: revision, newest }))
    if (state._tag !== "Unprepared") {
      if (!editable.includes(state.stage)) return yield* notNow(state, command, editable)
      const fixed = {
        disbursement: state.id,
        cohort: state.cohort,
        line: state.line,
        payer: state.payer,
        currency: state.currency
      }
      const changed = Object.entries(fixed).find(([field, value]) => command[field as keyof typeof fixed] !== value)
      if (changed !== undefined) return yield* Result.fail(new Commands.AnotherList({ field: changed[0] }))
    }

    const [first, ...others] = command.instructions
    if (first === undefined) return yield* Result.fail(new Commands.NothingToPay())
    const seen = new Set<string>()
    for (const { obligation } of command.instructions) {
      if (seen.has(obligation)) return yield* Result.fail(new Commands.RepeatedObligation({ obligation }))
      seen.add(obligation)
    }
    if (!isComplete(command.beside) && command.despite === undefined) {
      return yield* Result.fail(new Commands.ListIncomplete(command.beside))
    }

    const total = yield* Amounts.sum(command.instructions)
    const list = { line, payer, currency, total }
    const acted = state._tag === "Unprepared" ? [] : state.acted
    const under = yield* Permission.forDuty(table, { list, acted, glass: [] }, command, "prepare")
    const duties = state._tag === "Unprepared" ? [] : state.signed.map(({ duty }) => duty).filter(isCheck)
    const [void1, ...voids] = duties
    return [
      ...(void1 === undefined || state._tag === "Unprepared"
        ? []
        : [
            {
              _tag: "SignaturesVoided" as const,
              content: DisbursementState.contentOf(state),
              duties: [void1, ...voids] as const,
              actor,
              at
            }
          ]),
      {
        _tag: "ListPrepared" as const,
        disbursement,
        revision,
        cohort,
        line,
        payer,
        currency,
        instructions: [first, ...others] as const,
        total,
        ...incompleteOf(command),
        content,
        actor,
        at,
        on,
        under
      }
    ]
  })

const signing =
  (duty: Authority.Duty, from: DisbursementState.Stage, _tag: "ListVerified" | "ListApproved" | "ListReleased") =>
  (
    table: Authority.Table,
    state: Listed,
    command: Of<"Verify"> | Of<"Approve"> | Of<"Release">
  ): Decided<Commands.NotAtThisStage | Commands.ContentChanged | Permission.NotPermitted> =>
    Result.gen(function* () {
      const { actor, at, content, on } = command
      yield* current(state, content)
      if (state.signed.some((by) => by.duty === duty && by.actor === actor)) return []
      if (state.stage !== from) return yield* notNow(state, command, [from])
      const { acted, glass } = state
      const under = yield* Permission.forDuty(table, { list: state, acted, glass }, command, duty)
      return [{ _tag, content, actor, at, on, under }]
    })

const reject = (
  table: Authority.Table,
  state: Listed,
  command: Of<"Reject">
): Decided<Commands.NotAtThisStage | Commands.ContentChanged | Permission.NotPermitted> =>
  Result.gen(function* () {
    const { actor, at, content, on, reason } = command
    yield* current(state, content)
    if (state.stage === "Rejected") return []
    const duty = nextDuty(state.stage)
    if (duty === undefined) return yield* notNow(state, command, inCheck)
    // Whoever may not sign for so much may still say that something is wrong.
    const list = { ...state, total: Amounts.zero }
    const under = yield* Permission.forDuty(table, { list, acted: state.acted, glass: state.glass }, command, duty)
    return [{ _tag: "ListRejected", content, reason, actor, at, on, under }]
  })

const requestGlass = (
  table: Authority.Table,
  state: Listed,
  command: Of<"RequestGlass">
): Decided<
  | Commands.ContentChanged
  | Commands.NotAtThisStage
  | Commands.AnotherPersonNeeded
  | Commands.GlassNotShort
  | Commands.NotInTheWay
  | Authority.NotAuthorised
  | SegregationOfDuties.TooManyDuties
> =>
  Result.gen(function* () {
    const { actor, at, content, lifts, officer, on, reason, step, until } = command
    yield* current(state, content)
    if (state.glass.some((known) => asksTheSame(known, command))) return []
    if (nextDuty(state.stage) !== step) return yield* notNow(state, command, [stageBefore[step]])
    if (Actor.isSame(actor, officer)) {
      return yield* Result.fail(new Commands.AnotherPersonNeeded({ actor, as: "officer", step }))
    }
    if (until <= at || CivilDate.daysBetween(dayOf(at), dayOf(until)) > longestGlass) {
      return yield* Result.fail(new Commands.GlassNotShort({ at, until, days: longestGlass }))
    }
    const found = yield* Permission.inTheWay(
      table,
      { acted: state.acted, list: state },
      { ...command, actor: officer },
      step
    )
    const isNamed = found.length === lifts.length && found.every((one) => lifts.some((lift) => Equal.equals(lift, one)))
    if (!isNamed) return yield* Result.fail(new Commands.NotInTheWay({ officer, step, found }))
    const under = yield* Permission.forAnyDuty(table, state, command)
    const glass = state.requests + 1
    return [{ _tag: "GlassRequested", glass, officer, step, lifts, until, reason, content, actor, at, on, under }]
  })

const breakGlass = (
  table: Authority.Table,
  state: Listed,
  command: Of<"BreakGlass">
): Decided<
  | Commands.ContentChanged
  | Commands.NotAtThisStage
  | Commands.AnotherPersonNeeded
  | Commands.NoSuchGlass
  | Commands.GlassEnded
  | Authority.NotAuthorised
> =>
  Result.gen(function* () {
    const { actor, at, content, glass, on } = command
    yield* current(state, content)
    const asked = state.glass.find((known) => known.glass === glass)
    if (asked === undefined) return yield* Result.fail(new Commands.NoSuchGlass({ glass }))
    const { brokenBy, lifts, officer, reason, requestedBy, step, until } = asked
    if (brokenBy !== undefined) return []
    if (nextDuty(state.stage) !== step) return yield* notNow(state, command, [stageBefore[step]])
    if (at >= until) return yield* Result.fail(new Commands.GlassEnded({ glass, until }))
    const as = Actor.isSame(actor, requestedBy) ? "requester" : Actor.isSame(actor, officer) ? "officer" : undefined
    if (as !== undefined) return yield* Result.fail(new Commands.AnotherPersonNeeded({ actor, as, step }))
    const under = yield* Permission.forAnyDuty(table, state, command)
    const emergency = { glass, officer, step, lifts, until, reason, requestedBy }
    return [{ _tag: "GlassBroken", ...emergency, content, actor, at, on, under }]
  })

const cancel = (
  table: Authority.Table,
  state: Listed,
  command: Of<"Cancel">
): Decided<Commands.NotAtThisStage | Authority.NotAuthorised> =>
  Result.gen(function* () {
    const { actor, at, on, reason } = command
    if (state.stage === "Cancelled") return []
    if (!editable.includes(state.stage)) return yield* notNow(state, command, editable)
    const under = yield* Permission.forAnyDuty(table, state, command)
    return [{ _tag: "ListCancelled", reason, actor, at, on, under }]
  })

const recordPaid = (
  table: Authority.Table,
  state: Listed,
  command: Of<"RecordPaid">
): Decided<Commands.NotAtThisStage | Commands.NotOnThisList | Commands.AnswerConflict | Authority.NotAuthorised> =>
  Result.gen(function* () {
    const { actor, at, obligation, on, reference } = command
    const answer = yield* answerOf(state, command)
    // Before anything is told of what the bank said: whoever may not record it need not know.
    const under = yield* Permission.toRecord(table, state, command)
    if (answer._tag === "Paid" && answer.reference === reference) return []
    if (answer._tag === "Returned" && answer.paid === reference) return []
    if (answer._tag !== "Awaited") return yield* conflict(obligation, answer)
    return [{ _tag: "InstructionPaid", obligation, reference, actor, at, on, under }]
  })

const recordReturned = (
  table: Authority.Table,
  state: Listed,
  command: Of<"RecordReturned">
): Decided<Commands.NotAtThisStage | Commands.NotOnThisList | Commands.AnswerConflict | Authority.NotAuthorised> =>
  Result.gen(function* () {
    const { actor, at, obligation, on, reason, reference } = command
    const answer = yield* answerOf(state, command)
    const under = yield* Permission.toRecord(table, state, command)
    if (answer._tag === "Returned") return answer.reference === reference ? [] : yield* conflict(obligation, answer)
    return [{ _tag: "InstructionReturned", obligation, reference, reason, actor, at, on, under }]
  })

const settle = (
  table: Authority.Table,
  state: Listed,
  command: Of<"Settle">
): Decided<Commands.NotAtThisStage | Commands.AnswersAwaited | Authority.NotAuthorised> =>
  Result.gen(function* () {
    const { actor, at, on } = command
    if (state.stage === "Settled") return []
    if (state.stage !== "Released") return yield* notNow(state, command, ["Released"])
    const obligations = state.order.filter(
      (obligation) => DisbursementState.instructed(state, obligation)?.answer._tag === "Awaited"
    )
    if (obligations.length > 0) return yield* Result.fail(new Commands.AnswersAwaited({ obligations }))
    const under = yield* Permission.toRecord(table, state, command)
    return [{ _tag: "DisbursementSettled", actor, at, on, under }]
  })

/** The rule of each step of a list that is there. */
const rules = {
  Verify: signing("verify", "Prepared", "ListVerified"),
  Approve: signing("approve", "Verified", "ListApproved"),
  Release: signing("release", "Approved", "ListReleased"),
  Reject: reject,
  RequestGlass: requestGlass,
  BreakGlass: breakGlass,
  Cancel: cancel,
  RecordPaid: recordPaid,
  RecordReturned: recordReturned,
  Settle: settle
}

type Rules = typeof rules & { readonly Prepare: typeof prepare }

// ---- What the steps share

const inCheck: ReadonlyArray<DisbursementState.Stage> = ["Prepared", "Verified", "Approved"]
const { editable } = DisbursementState

const nextDuty = (stage: DisbursementState.Stage): Authority.Duty | undefined =>
  stage === "Prepared" ? "verify" : stage === "Verified" ? "approve" : stage === "Approved" ? "release" : undefined

/** Where a list stands when a step is next. */
const stageBefore = { verify: "Prepared", approve: "Verified", release: "Approved" } as const

/** Days for which broken glass may lift anything. */
const longestGlass = 3

const dayOf = (at: Moment.Moment): CivilDate.CivilDate => at.slice(0, 10) as CivilDate.CivilDate

const isCheck = (duty: Authority.Duty): boolean => duty !== "prepare"

/** No two clocks on earth are more than a day apart. */
const fits = ({ at, on }: Commands.Command): boolean => Math.abs(CivilDate.daysBetween(dayOf(at), on)) <= 1

const notNow = (
  state: State,
  { _tag: command }: Commands.Command,
  from: ReadonlyArray<string>
): Result.Result<never, Commands.NotAtThisStage> =>
  Result.fail(new Commands.NotAtThisStage({ command, stage: DisbursementState.stageOf(state), from }))

const current = (state: Listed, given: DisbursementEvent.Content): Result.Result<void, Commands.ContentChanged> => {
  const content = DisbursementState.contentOf(state)
  return given === content
    ? Result.succeed(undefined)
    : Result.fail(new Commands.ContentChanged({ given, current: content }))
}

const answerOf = (
  state: Listed,
  command: Of<"RecordPaid"> | Of<"RecordReturned">
): Result.Result<DisbursementState.Answer, Commands.NotAtThisStage | Commands.NotOnThisList> => {
  const { obligation } = command
  const instructed = DisbursementState.instructed(state, obligation)
  if (instructed === undefined) return Result.fail(new Commands.NotOnThisList({ obligation }))
  // A settled list answers a repeated record as before: what is known is known.
  return state.stage === "Released" || (state.stage === "Settled" && repeats(instructed.answer, command))
    ? Result.succeed(instructed.answer)
    : notNow(state, command, ["Released"])
}

const repeats = (answer: DisbursementState.Answer, { _tag, reference }: Of<"RecordPaid"> | Of<"RecordReturned">) =>
  _tag === "RecordPaid"
    ? (answer._tag === "Paid" && answer.reference === reference) ||
      (answer._tag === "Returned" && answer.paid === reference)
    : answer._tag === "Returned" && answer.reference === reference

const conflict = (
  obligation: Of<"RecordPaid">["obligation"],
  answer: Exclude<DisbursementState.Answer, { readonly _tag: "Awaited" }>
): Result.Result<never, Commands.AnswerConflict> =>
  Result.fail(
    new Commands.AnswerConflict({
      obligation,
      recorded: answer._tag === "Paid" ? "paid" : "returned",
      reference: answer.reference
    })
  )

const asksTheSame = (known: DisbursementState.Glass, command: Of<"RequestGlass">): boolean =>
  known.requestedBy === command.actor &&
  (["officer", "step", "until", "reason"] as const).every((field) => known[field] === command[field]) &&
  Equal.equals(known.lifts, command.lifts)
