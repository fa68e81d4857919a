/**
 * What happens to the money of one budget line. Every move is booked under a voucher and names the obligations that it
 * is for, so that the line can be read as a ledger: nothing is marked free because somebody was paid.
 */
import { Citation, Money } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const amount = Money.MinorUnits.check(Schema.isGreaterThanOrEqualTo(0))

/** Money for one obligation: its gross, in minor units of the line's currency. */
export const Hold = Schema.Struct({ obligation: Obligation.Id, amount })
export type Hold = typeof Hold.Type

const booked = { voucher: Voucher.Voucher, actor: Actor.Id, at: Moment.Moment }

const move = { holds: Schema.NonEmptyArray(Hold), ...booked }

/** `amount` is the whole allocation from then on; `voucher` the number of the budget document, `basis` its law. */
const allocation = { amount, basis: Citation.Citation, ...booked }

/** The events of a budget line, each in its newest version. */
export const definitions = {
  BudgetAllocated: {
    fields: { line: Spelling.Name, account: Spelling.Name, currency: Money.Currency, ...allocation }
  },
  /** Raised, or confirmed by another document as it is. */
  BudgetRaised: { fields: allocation },
  BudgetLowered: { fields: allocation },
  /** Set aside for what may become due. */
  BudgetReserved: { fields: move },
  /** Owed by an approved list. */
  BudgetCommitted: { fields: move },
  /** Paid. Nothing becomes free by it. */
  BudgetSpent: { fields: move },
  /** A reservation or a commitment that came to nothing; its money is free again. */
  BudgetReleased: { fields: move },
  /** A payment that came back; its money is free again. */
  BudgetReturned: { fields: move },
  /** The year is over for this line. */
  BudgetClosed: { fields: { reason: Spelling.Sentence, ...booked } }
}

export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
