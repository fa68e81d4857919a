/** What is asked of an entitlement, and the refusals that may be heard, each with what it takes to go on. */
import { type Canonical, Money } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Voucher from "../../words/Voucher.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as EntitlementEvent from "./Event.ts"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const given = { actor: Actor.Id, at: Moment.Moment }

const booked = { voucher: Voucher.Voucher, ...given }

/**
 * `Assess` gives the whole payment anew; `assessment` is one more than the newest. `Incur` puts an obligation on an
 * approved list: the one that `EntitlementState.owing` gives, and no other. `Repay` is money that the person gave back.
 */
export const Command = Schema.TaggedUnion({
  Assess: {
    assessment: Schema.Int.check(Schema.isGreaterThan(0)),
    cohort: Cohort.Id,
    person: Person.Id,
    currency: Money.Currency,
    outcome: EntitlementEvent.Outcome,
    policy: Programme.Fingerprint,
    facts: EntitlementEvent.Facts,
    knownAt: Moment.Moment,
    ...given
  },
  Incur: { currency: Money.Currency, obligation: Obligation.Obligation, ...booked },
  Drop: { obligation: Obligation.Id, ...booked },
  Pay: { obligation: Obligation.Id, ...booked },
  Return: { obligation: Obligation.Id, ...booked },
  Repay: {
    currency: Money.Currency,
    amounts: Amounts.Amounts,
    appointment: Schema.optionalKey(Spelling.Name),
    ...booked
  },
  Close: { reason: Spelling.Sentence, ...given }
})
export type Command = typeof Command.Type

// ---- Errors

/** Nobody assessed what this person is owed. */
export class NotAssessed extends Schema.TaggedError<NotAssessed>()("NotAssessed", {}) {
  override get message(): string {
    return "nobody assessed what is owed here: assess it first"
  }
}

/** It was closed for good. */
export class AlreadyClosed extends Schema.TaggedError<AlreadyClosed>()("AlreadyClosed", { person: Person.Id }) {
  override get message(): string {
    return `the entitlement of ${this.person} is closed: nothing more is assessed or paid under it`
  }
}

/** The number does not follow on the newest assessment, or that assessment was another. */
export class AssessmentConflict extends Schema.TaggedError<AssessmentConflict>()("AssessmentConflict", {
  given: Schema.Int,
  newest: Schema.Int
}) {
  override get message(): string {
    return `assessment ${this.given} does not follow on ${this.newest}, or was another: assess again from what is known now`
  }
}

/** Lines, amounts and person of an assessment do not belong together. */
export class AssessmentDoesNotTie extends Schema.TaggedError<AssessmentDoesNotTie>()("AssessmentDoesNotTie", {
  person: Person.Id,
  flaw: Schema.Literals(["another-entitlement", "lines", "withholding", "nothing-missing", "foreign-facts"])
}) {
  override get message(): string {
    const flaws = {
      "another-entitlement": "person, cohort or currency are those of another entitlement",
      lines: "the lines are not the person's own in date order, or do not add up to the gross",
      withholding: "the tax is not between nothing and the gross, or the net does not tie",
      "nothing-missing": "it is undetermined, and names nothing that is missing or invalid",
      "foreign-facts": "it carries sealed facts of somebody else"
    }
    return `the assessment of ${this.person} does not tie: ${flaws[this.flaw]}`
  }
}

/** The assessment rests on what became known after it, or on less than the one before. */
export class NotYetKnown extends Schema.TaggedError<NotYetKnown>()("NotYetKnown", {
  knownAt: Moment.Moment,
  after: Moment.Moment,
  before: Moment.Moment
}) {
  override get message(): string {
    return `facts known by ${this.knownAt} must be known between ${this.after} and ${this.before}`
  }
}

/** A list would pay what is not, or no longer, owed. */
export class NotOwed extends Schema.TaggedError<NotOwed>()("NotOwed", {
  given: Obligation.Id,
  owed: Schema.optionalKey(Obligation.Id)
}) {
  override get message(): string {
    return this.owed === undefined
      ? `${this.given} is not owed: nothing is open, or it is not known what is; prepare the list again without it`
      : `${this.given} is not owed so: ${this.owed} is, with other amounts perhaps; prepare the list again`
  }
}

/** The obligation does not stand where the command takes it from. */
export class ObligationElsewhere extends Schema.TaggedError<ObligationElsewhere>()("ObligationElsewhere", {
  obligation: Obligation.Id,
  standing: Schema.Literals(["never incurred", "Underway", "Paid", "Returned", "Dropped"]),
  command: Schema.String
}) {
  override get message(): string {
    return `${this.obligation} is ${this.standing.toLowerCase()}: ${this.command} does not apply to it now`
  }
}

/** More is given back than is owed back, or nothing is. */
export class NotOwedBack extends Schema.TaggedError<NotOwedBack>()("NotOwedBack", {
  given: Amounts.Amounts,
  open: Schema.optionalKey(Amounts.Amounts)
}) {
  override get message(): string {
    return "no part of it may exceed what was paid too much: give back the rest of what is owed, or assess again first"
  }
}

/** A list is still paying. */
export class StillUnderway extends Schema.TaggedError<StillUnderway>()("StillUnderway", {
  obligations: Schema.Array(Obligation.Id)
}) {
  override get message(): string {
    return `${this.obligations.join(", ")} stand on an approved list: record what became of them before closing`
  }
}

/** Why a command to an entitlement is refused. */
export type Refusal =
  | NotAssessed
  | AlreadyClosed
  | AssessmentConflict
  | AssessmentDoesNotTie
  | NotYetKnown
  | NotOwed
  | ObligationElsewhere
  | NotOwedBack
  | StillUnderway
  | Voucher.VoucherConflict
  | Canonical.NotCanonical
  | Money.CurrencyMismatch
  | Money.AmountTooLarge
