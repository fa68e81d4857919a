/**
 * What happens to what one person is owed for one cohort: assessed, assessed again when facts change, put on an approved
 * list, paid, returned, adjusted. An assessment names its policy and the events whose facts it read, so that it can be
 * replayed; what follows from it is read from the amounts alone.
 */
import { Decision, Money } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as StreamId from "../../record/StreamId.ts"
import * as Sealed from "../../privacy/Sealed.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Adjustment from "../../flow/allowance/Adjustment.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as QualifyingDay from "../../flow/attendance/QualifyingDay.ts"
import * as Entitlement from "../../flow/allowance/Entitlement.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** An event by its place. */
export const Place = Schema.Struct({
  stream: StreamId.Id,
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
})
export type Place = typeof Place.Type

/** The events of a stream up to a version, which is 0 while nothing happened. */
export const UpTo = Schema.Struct({
  stream: StreamId.Id,
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
})
export type UpTo = typeof UpTo.Type

/**
 * What a policy was given. What the person said stands sealed in the event at `application`, and is not sealed again;
 * their days are those that are recorded up to `attendance`. `open` holds the rest in clear. Where a policy reads of a
 * day what may not stand in clear, `sealed` holds what was made of it, so that no program of that time is needed to
 * decide again; it is there for everybody then, or for nobody.
 */
export const Facts = Schema.Struct({
  application: Place,
  attendance: UpTo,
  open: Schema.Record(Schema.String, Schema.Json),
  sealed: Schema.optionalKey(Sealed.Sealed)
})
export type Facts = typeof Facts.Type

/**
 * What the policy answered of the whole payment: the lines that add up to `gross` and what is withheld; or what is
 * missing and which facts cannot be what they claim to be, at least one of the two. `days` tells then of each session
 * what the policy could say of it, so that nobody has to ask it again which days leave the amount open; it is empty
 * where the policy was not asked, because facts are invalid.
 */
export const Outcome = Schema.TaggedUnion({
  Determined: { lines: Schema.Array(Entitlement.Line), amounts: Amounts.Amounts },
  Undetermined: {
    missing: Schema.Array(Decision.Item),
    invalid: Schema.Array(Schema.String),
    days: Schema.Array(QualifyingDay.QualifyingDay)
  }
})
export type Outcome = typeof Outcome.Type

/** Where an obligation stands: on an approved list, paid, or free to be listed again. */
export const Standing = Schema.Literals(["Underway", "Paid", "Returned", "Dropped"])
export type Standing = typeof Standing.Type

const acted = { actor: Actor.Id, at: Moment.Moment }

const booked = { voucher: Voucher.Voucher, ...acted }

/** The events of an entitlement, each in its newest version. */
export const definitions = {
  /** `assessment` counts from 1: any but the first is a re-assessment. Facts became known by `knownAt`. */
  EntitlementAssessed: {
    fields: {
      assessment: Schema.Int.check(Schema.isGreaterThan(0)),
      cohort: Cohort.Id,
      person: Person.Id,
      currency: Money.Currency,
      outcome: Outcome,
      policy: Programme.Fingerprint,
      facts: Facts,
      knownAt: Moment.Moment,
      ...acted
    }
  },
  /** What is owed differs from what was paid or is being paid; follows an assessment. */
  EntitlementAdjusted: { fields: { adjustment: Adjustment.Adjustment, ...acted } },
  /** An approved list will pay this. */
  ObligationIncurred: { fields: { obligation: Obligation.Obligation, ...booked } },
  /** The list was edited, rejected or cancelled before anything was paid. */
  ObligationDropped: { fields: { obligation: Obligation.Id, ...booked } },
  /** The person was paid the amounts of the obligation. */
  ObligationPaid: { fields: { obligation: Obligation.Id, ...booked } },
  /** The bank did not pay, or what it paid came back. */
  ObligationReturned: { fields: { obligation: Obligation.Id, ...booked } },
  /**
   * The person gave back what was paid too much, or part of it. No budget line hears of it: what it means for the line
   * depends on the budget year in which the money came. `appointment` is that of whoever entered it, where a table of
   * them was asked.
   */
  EntitlementRepaid: {
    fields: { amounts: Amounts.Amounts, appointment: Schema.optionalKey(Spelling.Name), ...booked }
  },
  /**
   * Two ids are one person. Stands in the streams of both, alike but for `person`, whose stream it is: everything that is
   * said here of `merged` goes on under `kept`, and nothing is assessed or paid under `merged` any more. `vouchers` are
   * those that were booked, each with the digest of what it booked.
   */
  EntitlementMerged: {
    fields: {
      person: Person.Id,
      kept: Person.Id,
      merged: Person.Id,
      cohort: Cohort.Id,
      currency: Money.Currency,
      outcome: Outcome,
      knownAt: Moment.Moment,
      obligations: Schema.Array(Schema.Struct({ obligation: Obligation.Obligation, standing: Standing })),
      paid: Amounts.Amounts,
      vouchers: Schema.Array(Schema.Struct({ voucher: Voucher.Voucher, content: Schema.NonEmptyString })),
      ...acted
    }
  },
  /** Nothing is expected any more; what is still open between both sides stays in `open` and is given up. */
  EntitlementClosed: { fields: { reason: Spelling.Sentence, open: Schema.optionalKey(Amounts.Amounts), ...acted } }
}

export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
