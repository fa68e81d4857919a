/**
 * What one person is owed for one cohort. It is always assessed from the whole payment and held against what was paid,
 * never patched, so a correction that is corrected back leaves nothing; and a list can take up only what is really open
 * at that moment, so that a stale list, or a second one, pays nobody twice.
 */
import { type Canonical, Money } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Decider from "../../record/Decider.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as Entitlement from "../../flow/allowance/Entitlement.ts"
import * as Commands from "./Command.ts"
import type * as EntitlementEvent from "./Event.ts"
import * as EntitlementState from "./State.ts"
import * as Withholding from "../../flow/allowance/Withholding.ts"

// ---- Models

type State = EntitlementState.State
type Assessed = EntitlementState.Assessed
type Decided<E> = Result.Result<ReadonlyArray<EntitlementEvent.Event>, E>
type Of<Tag extends Commands.Command["_tag"]> = Extract<Commands.Command, { readonly _tag: Tag }>

// ---- Rules

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends Commands.Command["_tag"]> = Name extends "Assess"
  ? Result.Result.Failure<ReturnType<typeof assess>>
  : Name extends keyof typeof rules
    ? Commands.NotAssessed | Result.Result.Failure<ReturnType<(typeof rules)[Name]>>
    : never

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends Commands.Command>(state: State, command: C): Decided<RefusalOf<C["_tag"]>> =>
  decideAny(state, command) as Decided<RefusalOf<C["_tag"]>>

const decideAny = (state: State, command: Commands.Command): Decided<Commands.Refusal> => {
  if (command._tag === "Assess") return assess(state, command)
  if (state._tag === "Unassessed") return Result.fail(new Commands.NotAssessed())
  return (rules[command._tag] as (state: Assessed, command: never) => Decided<Commands.Refusal>)(
    state,
    command as never
  )
}

/** The decider of an entitlement. An assessment or a voucher that is known is given again without an event. */
export const decider: Decider.Decider<State, Commands.Command, EntitlementEvent.Event, Commands.Refusal> = {
  initial: EntitlementState.initial,
  evolve: EntitlementState.evolve,
  decide: decideAny
}

const assess = (
  state: State,
  command: Of<"Assess">
): Decided<
  | Commands.AlreadyClosed
  | Commands.AssessmentConflict
  | Commands.AssessmentDoesNotTie
  | Commands.NotYetKnown
  | Canonical.NotCanonical
  | Money.AmountTooLarge
> =>
  Result.gen(function* () {
    const { actor, assessment, at, cohort, currency, facts, knownAt, outcome, person, policy } = command
    const digest = yield* EntitlementState.digestOf(command)
    const newest = state._tag === "Unassessed" ? 0 : state.assessments.length
    if (state._tag !== "Unassessed") {
      if (state.assessments[assessment - 1] === digest) return []
      yield* isOpen(state)
    }
    if (assessment !== newest + 1) {
      return yield* Result.fail(new Commands.AssessmentConflict({ given: assessment, newest }))
    }
    const flaw = flawOf(state, command)
    if (flaw !== undefined) return yield* Result.fail(new Commands.AssessmentDoesNotTie({ person, flaw }))
    const after = state._tag === "Unassessed" ? knownAt : state.knownAt
    if (knownAt < after || knownAt > at) {
      return yield* Result.fail(new Commands.NotYetKnown({ knownAt, after, before: at }))
    }

    const event = {
      _tag: "EntitlementAssessed" as const,
      assessment,
      cohort,
      person,
      currency,
      outcome,
      policy,
      facts,
      knownAt,
      actor,
      at
    }
    // An assessment before any money moved has nothing to be held against.
    if (state._tag === "Unassessed" || state.obligations.length === 0) return [event]
    const open = yield* EntitlementState.openOf({ ...state, outcome })
    return Option.isNone(open)
      ? [event]
      : [event, { _tag: "EntitlementAdjusted" as const, adjustment: open.value, actor, at }]
  })

const incur = (
  state: Assessed,
  command: Of<"Incur">
): Decided<Voucher.VoucherConflict | Commands.AlreadyClosed | Money.CurrencyMismatch | Commands.NotOwed> =>
  Result.gen(function* () {
    const { actor, at, currency, obligation, voucher } = command
    if (yield* Voucher.isBooked(state.booked, voucher, EntitlementState.content.incurred(obligation))) return []
    yield* isOpen(state)
    yield* isOf(state, currency)
    const owed = Option.getOrUndefined(EntitlementState.owing(state))
    if (owed === undefined) return yield* Result.fail(new Commands.NotOwed({ given: obligation.id }))
    const { gross, id, net, person, tax } = obligation
    if (owed.id !== id || owed.person !== person || owed.gross !== gross || owed.tax !== tax || owed.net !== net) {
      return yield* Result.fail(new Commands.NotOwed({ given: id, owed: owed.id }))
    }
    return [{ _tag: "ObligationIncurred" as const, obligation, voucher, actor, at }]
  })

const moving =
  (
    to: EntitlementEvent.Standing,
    from: ReadonlyArray<EntitlementEvent.Standing>,
    _tag: "ObligationDropped" | "ObligationPaid" | "ObligationReturned"
  ) =>
  (
    state: Assessed,
    { _tag: command, actor, at, obligation, voucher }: Of<"Drop"> | Of<"Pay"> | Of<"Return">
  ): Decided<Voucher.VoucherConflict | Commands.AlreadyClosed | Commands.ObligationElsewhere> =>
    Result.gen(function* () {
      if (yield* Voucher.isBooked(state.booked, voucher, EntitlementState.content.moved(to, obligation))) return []
      yield* isOpen(state)
      const standing = EntitlementState.incurred(state, obligation)?.standing
      if (standing === undefined || !from.includes(standing)) {
        const now = standing ?? ("never incurred" as const)
        return yield* Result.fail(new Commands.ObligationElsewhere({ obligation, standing: now, command }))
      }
      return [{ _tag, obligation, voucher, actor, at }]
    })

const repay = (
  state: Assessed,
  command: Of<"Repay">
): Decided<
  | Voucher.VoucherConflict
  | Commands.AlreadyClosed
  | Commands.NotOwedBack
  | Money.CurrencyMismatch
  | Money.AmountTooLarge
> =>
  Result.gen(function* () {
    const { actor, amounts, appointment, at, currency, voucher } = command
    if (yield* Voucher.isBooked(state.booked, voucher, EntitlementState.content.repaid(amounts))) return []
    yield* isOpen(state)
    yield* isOf(state, currency)
    const open = Option.getOrUndefined(yield* EntitlementState.openOf(state))
    const isBack = open?.kind === "overpaid" && parts.every((part) => isPartOf(amounts[part], -open[part]))
    if (!isBack || Amounts.ties(amounts) !== true || parts.every((part) => amounts[part] === 0)) {
      const { gross, net, tax } = open ?? Amounts.zero
      return yield* Result.fail(
        new Commands.NotOwedBack({ given: amounts, ...(open === undefined ? {} : { open: { gross, tax, net } }) })
      )
    }
    const under = appointment === undefined ? {} : { appointment }
    return [{ _tag: "EntitlementRepaid" as const, amounts, ...under, voucher, actor, at }]
  })

const close = (
  state: Assessed,
  { actor, at, reason }: Of<"Close">
): Decided<Commands.StillUnderway | Money.AmountTooLarge> =>
  Result.gen(function* () {
    if (state.stage === "Closed") return []
    const underway = state.obligations.filter(({ standing }) => standing === "Underway")
    if (underway.length > 0) {
      return yield* Result.fail(
        new Commands.StillUnderway({ obligations: underway.map(({ obligation }) => obligation.id) })
      )
    }
    const { gross, net, tax } = Option.getOrElse(yield* EntitlementState.openOf(state), () => Amounts.zero)
    const open = gross === 0 && tax === 0 ? {} : { open: { gross, tax, net } }
    return [{ _tag: "EntitlementClosed" as const, reason, ...open, actor, at }]
  })

/** The rule of each command to an entitlement that was assessed. */
const rules = {
  Incur: incur,
  Drop: moving("Dropped", ["Underway"], "ObligationDropped"),
  Pay: moving("Paid", ["Underway"], "ObligationPaid"),
  Return: moving("Returned", ["Underway", "Paid"], "ObligationReturned"),
  Repay: repay,
  Close: close
}

/** One of two ids, with what is owed under it in a cohort. */
export interface Party {
  readonly person: Person.Id
  readonly state: State
}

/**
 * Moves what is owed under one id of a person to another: what both streams append, together. Both have events, or neither
 * where nothing was ever assessed under `merged`. Refused where what it would go on under is closed.
 */
export const merge = ({
  actor,
  at,
  kept,
  merged
}: {
  readonly kept: Party
  readonly merged: Party
  readonly at: Moment.Moment
  readonly actor: Actor.Id
}): Result.Result<
  { readonly kept: ReadonlyArray<EntitlementEvent.Event>; readonly merged: ReadonlyArray<EntitlementEvent.Event> },
  Commands.AlreadyClosed | Money.CurrencyMismatch | Money.AmountTooLarge
> =>
  Result.gen(function* () {
    const { state } = merged
    if (state._tag === "Unassessed" || state.stage === "Merged") return { kept: [], merged: [] }
    const { booked, cohort, currency, knownAt, obligations, outcome, paid, underway } = state
    if (kept.state._tag === "Assessed") {
      yield* isOpen(kept.state)
      yield* isOf(kept.state, currency)
      yield* Amounts.sum([kept.state.paid, kept.state.underway, paid, underway])
    }
    const vouchers = HashMap.toEntries(booked)
      .map(([voucher, content]) => ({ voucher, content }))
      .toSorted((a, b) => (a.voucher < b.voucher ? -1 : 1))
    const event = {
      _tag: "EntitlementMerged",
      kept: kept.person,
      merged: merged.person,
      cohort,
      currency,
      outcome,
      knownAt,
      obligations,
      paid,
      vouchers,
      actor,
      at
    } as const
    return { kept: [{ ...event, person: kept.person }], merged: [{ ...event, person: merged.person }] }
  })

const parts = ["gross", "tax", "net"] as const

/** Whether `part` lies between nothing and `whole`, on the same side of it. */
const isPartOf = (part: number, whole: number): boolean =>
  whole < 0 ? whole <= part && part <= 0 : 0 <= part && part <= whole

const isEntitlement = Schema.is(Entitlement.Entitlement)
const isWithholding = Schema.is(Withholding.Withholding)

const flawOf = (state: State, command: Of<"Assess">): Commands.AssessmentDoesNotTie["flaw"] | undefined => {
  const { cohort, currency, facts, outcome, person } = command
  if (
    state._tag !== "Unassessed" &&
    (state.cohort !== cohort || state.person !== person || state.currency !== currency)
  ) {
    return "another-entitlement"
  }
  if (facts.sealed !== undefined && facts.sealed.person !== person) return "foreign-facts"
  if (outcome._tag === "Undetermined") {
    return outcome.missing.length + outcome.invalid.length === 0 ? "nothing-missing" : undefined
  }
  const { amounts, lines } = outcome
  if (!isEntitlement({ person, currency, lines, gross: amounts.gross })) return "lines"
  return isWithholding(amounts) ? undefined : "withholding"
}

const isOpen = ({ person, stage }: Assessed): Result.Result<void, Commands.AlreadyClosed> =>
  stage === "Open" ? Result.succeed(undefined) : Result.fail(new Commands.AlreadyClosed({ person }))

const isOf = ({ currency }: Assessed, given: Money.Currency): Result.Result<void, Money.CurrencyMismatch> =>
  currency === given
    ? Result.succeed(undefined)
    : Result.fail(new Money.CurrencyMismatch({ left: currency, right: given }))
