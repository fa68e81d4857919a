/** What a budget line holds, and for what: a fold over its ledger and nothing else. */
import { Money } from "@bina/policy"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Voucher from "../../words/Voucher.ts"
import type * as BudgetLine from "../../flow/programme/BudgetLine.ts"
import type * as BudgetEvent from "./Event.ts"

// ---- Models

/** Where the money for one obligation stands. The first three burden the line, the last two do not. */
export type Stage = "Reserved" | "Committed" | "Spent" | "Released" | "Returned"

/** `amount` never changes; `voucher` is that of the last move. */
export interface Held {
  readonly amount: Money.MinorUnits
  readonly stage: Stage
  readonly voucher: Voucher.Voucher
}

/** Nobody allocated anything yet. */
export interface Unallocated {
  readonly _tag: "Unallocated"
}

/** A line, amounts in minor units of `currency`: `reserved + committed + spent <= allocated`. `Closed` is final. */
export interface Line {
  readonly _tag: "Allocated"
  readonly stage: "Open" | "Closed"
  readonly id: string
  readonly account: string
  readonly currency: Money.Currency
  readonly allocated: Money.MinorUnits
  readonly reserved: Money.MinorUnits
  readonly committed: Money.MinorUnits
  readonly spent: Money.MinorUnits
  readonly holds: HashMap.HashMap<Obligation.Id, Held>
  readonly booked: Voucher.Booked
}

export type State = Unallocated | Line

/** An event that moves money. */
export type Move = Extract<BudgetEvent.Event, { readonly holds: unknown }>

// ---- Rules

export const initial: State = { _tag: "Unallocated" }

/** Whether nothing can happen to it any more. */
export const isFinal = (state: State): boolean => state._tag === "Allocated" && state.stage === "Closed"

/** What is neither reserved nor committed nor spent. */
export const freeOf = ({ allocated, committed, reserved, spent }: Line): Money.MinorUnits =>
  (allocated - reserved - committed - spent) as Money.MinorUnits

/** The line with what is free on it: what lists are held against. */
export const lineOf = (line: Line): BudgetLine.BudgetLine => ({
  id: line.id,
  account: line.account,
  amount: Money.make(line.currency, freeOf(line))
})

/** The money for an obligation, if the line ever held any. */
export const heldFor = ({ holds }: Line, obligation: Obligation.Id): Held | undefined =>
  Option.getOrUndefined(HashMap.get(holds, obligation))

/** The stage that an event brings money to. */
export const stageAfter: { readonly [Tag in Move["_tag"]]: Stage } = {
  BudgetReserved: "Reserved",
  BudgetCommitted: "Committed",
  BudgetSpent: "Spent",
  BudgetReleased: "Released",
  BudgetReturned: "Returned"
}

/** What a voucher books when money moves. */
export const contentOfMove = (stage: Stage, holds: ReadonlyArray<BudgetEvent.Hold>): Voucher.Content => [
  stage,
  holds.map(({ amount, obligation }) => [obligation, amount])
]

/** What a voucher books when money is allocated. */
export const contentOfAllocation = (amount: Money.MinorUnits): Voucher.Content => ["Allocated", amount]

/** What a voucher books when a line is closed. */
export const contentOfClosing = (reason: string): Voucher.Content => ["Closed", reason]

/** What an event makes of a line. */
export const evolve = (state: State, event: BudgetEvent.Event): State => {
  if (event._tag === "BudgetAllocated") {
    const { account, amount, currency, line: id, voucher } = event
    return {
      _tag: "Allocated",
      stage: "Open",
      id,
      account,
      currency,
      allocated: amount,
      reserved: nothing,
      committed: nothing,
      spent: nothing,
      holds: HashMap.empty(),
      booked: Voucher.book(Voucher.none, voucher, contentOfAllocation(amount))
    }
  }
  if (state._tag === "Unallocated") return state
  switch (event._tag) {
    case "BudgetRaised":
    case "BudgetLowered":
      return {
        ...state,
        allocated: event.amount,
        booked: Voucher.book(state.booked, event.voucher, contentOfAllocation(event.amount))
      }
    case "BudgetClosed":
      return {
        ...state,
        stage: "Closed",
        booked: Voucher.book(state.booked, event.voucher, contentOfClosing(event.reason))
      }
    default:
      return moved(state, event)
  }
}

const nothing = Money.minorUnits(0)

const burdens = { Reserved: "reserved", Committed: "committed", Spent: "spent" } as const

const moved = (line: Line, { _tag, holds, voucher }: Move): Line => {
  const stage = stageAfter[_tag]
  const sums = { reserved: line.reserved, committed: line.committed, spent: line.spent }
  const burden = (of: Stage, change: number) => {
    // What is released or returned burdens nothing. Sums lie between nothing and the allocation, so they are exact.
    if (of !== "Released" && of !== "Returned") sums[burdens[of]] = (sums[burdens[of]] + change) as Money.MinorUnits
  }
  let held = line.holds
  for (const { amount, obligation } of holds) {
    const before = Option.getOrUndefined(HashMap.get(held, obligation))
    if (before !== undefined) burden(before.stage, -before.amount)
    burden(stage, amount)
    held = HashMap.set(held, obligation, { amount, stage, voucher })
  }
  const booked = Voucher.book(line.booked, voucher, contentOfMove(stage, holds))
  return { ...line, ...sums, holds: held, booked }
}
