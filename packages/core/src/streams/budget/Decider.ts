/**
 * A budget line as a ledger: what is reserved, committed and spent together never exceeds what was allocated. Paying
 * frees nothing, and an obligation burdens the line once, so that two lists cannot both pay it.
 */
import { Citation, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Amounts from "../../words/Amounts.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Actor from "../../words/Actor.ts"
import type * as Decider from "../../record/Decider.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Moment from "../../words/Moment.ts"
import * as BudgetEvent from "./Event.ts"
import * as BudgetState from "./State.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const given = { voucher: Voucher.Voucher, actor: Actor.Id, at: Moment.Moment }

const move = { currency: Money.Currency, holds: Schema.NonEmptyArray(BudgetEvent.Hold), ...given }

/**
 * `Allocate` gives the whole allocation, the first time and whenever the budget is raised or lowered. The moves take all
 * their holds or none. `Commit` takes what was reserved for the same obligation, or else what is free.
 */
export const Command = Schema.TaggedUnion({
  Allocate: {
    line: Spelling.Name,
    account: Spelling.Name,
    currency: Money.Currency,
    amount: Money.MinorUnits,
    basis: Citation.Citation,
    ...given
  },
  Reserve: move,
  Commit: move,
  Spend: move,
  Release: move,
  Return: move,
  Close: { reason: Spelling.Sentence, ...given }
})
export type Command = typeof Command.Type

type State = BudgetState.State
type Line = BudgetState.Line
type Decided<E> = Result.Result<ReadonlyArray<BudgetEvent.Event>, E>
type Of<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

// ---- Errors

/** Nothing was allocated to the line. */
export class NotAllocated extends Schema.TaggedError<NotAllocated>()("NotAllocated", {}) {
  override get message(): string {
    return "nothing was allocated to this budget line: enter the budget document first"
  }
}

/** The line is closed for good. */
export class LineClosed extends Schema.TaggedError<LineClosed>()("LineClosed", { line: Schema.String }) {
  override get message(): string {
    return `the budget line ${this.line} is closed: use one of the current year`
  }
}

/** The stream is that of another line, or the line has another account. */
export class AnotherLine extends Schema.TaggedError<AnotherLine>()("AnotherLine", {
  line: Schema.String,
  account: Schema.String
}) {
  override get message(): string {
    return `this is the line ${this.line} of account ${this.account}: allocate to another line under its own name`
  }
}

/** More is asked than is free. */
export class BudgetExceeded extends Schema.TaggedError<BudgetExceeded>()("BudgetExceeded", {
  line: Schema.String,
  asked: Money.Money,
  free: Money.Money
}) {
  override get message(): string {
    const short = this.asked.amount - this.free.amount
    return `the line ${this.line} has ${this.free.currency} ${this.free.amount} free and lacks ${short}: raise it, or release what is held`
  }
}

/** The allocation would not cover what is already reserved, committed and spent. */
export class AllocationTooLow extends Schema.TaggedError<AllocationTooLow>()("AllocationTooLow", {
  line: Schema.String,
  amount: Money.MinorUnits,
  held: Money.MinorUnits
}) {
  override get message(): string {
    return `${this.held} of the line ${this.line} are reserved, committed or spent: it cannot be lowered to ${this.amount}`
  }
}

/** An amount below nothing. */
export class NegativeAmount extends Schema.TaggedError<NegativeAmount>()("NegativeAmount", { amount: Schema.Number }) {
  override get message(): string {
    return `${this.amount} is no amount of a budget: give whole minor units, not negative`
  }
}

/** The obligation was known with another amount; amounts of obligations never change. */
export class ObligationConflict extends Schema.TaggedError<ObligationConflict>()("ObligationConflict", {
  obligation: Obligation.Id,
  known: Money.MinorUnits,
  given: Money.MinorUnits
}) {
  override get message(): string {
    return `${this.obligation} is an obligation of ${this.known}, not of ${this.given}: another amount is another obligation`
  }
}

/** The money for an obligation is not where the move takes it from. */
export class NotHeldSo extends Schema.TaggedError<NotHeldSo>()("NotHeldSo", {
  obligation: Obligation.Id,
  move: Schema.String,
  stage: Schema.Literals(["none", "Reserved", "Committed", "Spent", "Released", "Returned"]),
  voucher: Schema.optionalKey(Voucher.Voucher)
}) {
  override get message(): string {
    const { move, obligation, stage, voucher } = this
    return stage === "none" || voucher === undefined
      ? `the line holds nothing for ${obligation}: it cannot ${move.toLowerCase()} it`
      : `the money for ${obligation} is ${stage.toLowerCase()} under ${voucher}: the line cannot ${move.toLowerCase()} it now`
  }
}

/** One obligation stands twice in a move. */
export class RepeatedHold extends Schema.TaggedError<RepeatedHold>()("RepeatedHold", { obligation: Obligation.Id }) {
  override get message(): string {
    return `${this.obligation} stands twice in one move: money for it moves once`
  }
}

/** A line is closed when nothing is reserved or committed on it. */
export class StillHeld extends Schema.TaggedError<StillHeld>()("StillHeld", {
  line: Schema.String,
  reserved: Money.MinorUnits,
  committed: Money.MinorUnits
}) {
  override get message(): string {
    return `${this.reserved} are reserved and ${this.committed} committed on ${this.line}: release or pay them before closing it`
  }
}

/** Why a command to a budget line is refused. */
export type Refusal =
  | NotAllocated
  | LineClosed
  | AnotherLine
  | BudgetExceeded
  | AllocationTooLow
  | NegativeAmount
  | ObligationConflict
  | NotHeldSo
  | RepeatedHold
  | StillHeld
  | Voucher.VoucherConflict
  | Money.CurrencyMismatch
  | Money.AmountTooLarge

// ---- Rules

/** What each move makes of the money, where it may stand before (`none`: not held at all), and its event. */
const moves = {
  Reserve: { to: "Reserved", from: ["none", "Released", "Returned"], _tag: "BudgetReserved" },
  Commit: { to: "Committed", from: ["none", "Reserved", "Released", "Returned"], _tag: "BudgetCommitted" },
  Spend: { to: "Spent", from: ["Committed"], _tag: "BudgetSpent" },
  Release: { to: "Released", from: ["Reserved", "Committed"], _tag: "BudgetReleased" },
  Return: { to: "Returned", from: ["Spent"], _tag: "BudgetReturned" }
} as const

/** The moves that burden the line; the others move only what burdens it already. */
type Taking = "Reserve" | "Commit"

/** The refusals of a command, and of no other. */
export type RefusalOf<Name extends Command["_tag"]> = Name extends "Allocate"
  ? Result.Result.Failure<ReturnType<typeof allocate>>
  : Name extends "Close"
    ? Result.Result.Failure<ReturnType<typeof close>>
    : NotMoved | (Name extends Taking ? NotFree : never)

/** What follows from a command, or why nothing may: for each command its own refusals. */
export const decide = <C extends Command>(state: State, command: C): Decided<RefusalOf<C["_tag"]>> =>
  decideAny(state, command) as Decided<RefusalOf<C["_tag"]>>

const decideAny = (state: State, command: Command): Decided<Refusal> => {
  switch (command._tag) {
    case "Allocate":
      return allocate(state, command)
    case "Close":
      return close(state, command)
    default:
      return moveMoney(state, command)
  }
}

/** The decider of a budget line. A voucher that was booked is booked again without an event. */
export const decider: Decider.Decider<State, Command, BudgetEvent.Event, Refusal> = {
  initial: BudgetState.initial,
  evolve: BudgetState.evolve,
  decide: decideAny
}

const allocate = (
  state: State,
  command: Of<"Allocate">
): Decided<
  | NegativeAmount
  | Voucher.VoucherConflict
  | LineClosed
  | AnotherLine
  | Money.CurrencyMismatch
  | Money.AmountTooLarge
  | AllocationTooLow
> =>
  Result.gen(function* () {
    const { account, actor, amount, at, basis, currency, line, voucher } = command
    if (!(Number.isSafeInteger(amount) && amount >= 0)) return yield* Result.fail(new NegativeAmount({ amount }))
    const fields = { amount, basis, voucher, actor, at }
    if (state._tag === "Unallocated") {
      return [{ _tag: "BudgetAllocated" as const, line, account, currency, ...fields }]
    }
    if (yield* Voucher.isBooked(state.booked, voucher, BudgetState.contentOfAllocation(amount))) return []
    yield* isOpen(state)
    if (line !== state.id || account !== state.account) {
      return yield* Result.fail(new AnotherLine({ line: state.id, account: state.account }))
    }
    yield* isOf(state, currency)
    const held = (state.allocated - BudgetState.freeOf(state)) as Money.MinorUnits
    if (amount < held) return yield* Result.fail(new AllocationTooLow({ line, amount, held }))
    return [{ _tag: amount < state.allocated ? ("BudgetLowered" as const) : ("BudgetRaised" as const), ...fields }]
  })

/** Why money is not moved, whatever the move. */
type NotMoved =
  | NotAllocated
  | Voucher.VoucherConflict
  | LineClosed
  | Money.CurrencyMismatch
  | RepeatedHold
  | NegativeAmount
  | ObligationConflict
  | NotHeldSo

/** Why the line does not bear more. */
type NotFree = BudgetExceeded | Money.AmountTooLarge

const moveMoney = (
  state: State,
  command: Exclude<Command, Of<"Allocate"> | Of<"Close">>
): Decided<NotMoved | NotFree> =>
  Result.gen(function* () {
    const { _tag: name, actor, at, currency, holds, voucher } = command
    const { _tag, from, to } = moves[name]
    if (state._tag === "Unallocated") return yield* Result.fail(new NotAllocated())
    if (yield* Voucher.isBooked(state.booked, voucher, BudgetState.contentOfMove(to, holds))) return []
    yield* isOpen(state)
    yield* isOf(state, currency)

    const seen = new Set<Obligation.Id>()
    let asked: number = 0
    for (const { amount, obligation } of holds) {
      if (seen.has(obligation)) return yield* Result.fail(new RepeatedHold({ obligation }))
      seen.add(obligation)
      if (!(Number.isSafeInteger(amount) && amount >= 0)) return yield* Result.fail(new NegativeAmount({ amount }))
      const held = BudgetState.heldFor(state, obligation)
      if (held !== undefined && held.amount !== amount) {
        return yield* Result.fail(new ObligationConflict({ obligation, known: held.amount, given: amount }))
      }
      const stage = held?.stage ?? "none"
      if (!(from as ReadonlyArray<string>).includes(stage)) {
        const under = held === undefined ? {} : { voucher: held.voucher }
        return yield* Result.fail(new NotHeldSo({ obligation, move: name, stage, ...under }))
      }
      if (stage === "none" || stage === "Released" || stage === "Returned") {
        asked = yield* Amounts.minorUnits(asked + amount)
      }
    }
    const free = BudgetState.freeOf(state)
    if (asked > free) {
      const money = (amount: number) => Money.make(currency, amount as Money.MinorUnits)
      return yield* Result.fail(new BudgetExceeded({ line: state.id, asked: money(asked), free: money(free) }))
    }
    return [{ _tag, holds, voucher, actor, at }]
  })

const close = (
  state: State,
  command: Of<"Close">
): Decided<NotAllocated | Voucher.VoucherConflict | LineClosed | StillHeld> =>
  Result.gen(function* () {
    const { actor, at, reason, voucher } = command
    if (state._tag === "Unallocated") return yield* Result.fail(new NotAllocated())
    if (yield* Voucher.isBooked(state.booked, voucher, BudgetState.contentOfClosing(reason))) return []
    yield* isOpen(state)
    const { committed, id: line, reserved } = state
    if (reserved + committed > 0) return yield* Result.fail(new StillHeld({ line, reserved, committed }))
    return [{ _tag: "BudgetClosed" as const, reason, voucher, actor, at }]
  })

const isOpen = ({ id, stage }: Line): Result.Result<void, LineClosed> =>
  stage === "Open" ? Result.succeed(undefined) : Result.fail(new LineClosed({ line: id }))

const isOf = ({ currency }: Line, given: Money.Currency): Result.Result<void, Money.CurrencyMismatch> =>
  currency === given
    ? Result.succeed(undefined)
    : Result.fail(new Money.CurrencyMismatch({ left: currency, right: given }))
