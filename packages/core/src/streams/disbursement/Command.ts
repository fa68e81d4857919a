/** What officers ask of a list, and the refusals that they may hear, each with what it takes to go on. */
import { type Canonical, CivilDate, Money } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Obligation from "../../flow/allowance/Obligation.ts"
import * as Actor from "../../words/Actor.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import type * as Authority from "../../flow/payment/Authority.ts"
import * as DisbursementEvent from "./Event.ts"
import type * as SegregationOfDuties from "../../flow/payment/SegregationOfDuties.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Who gives the command, when, and on which day of the programme's zone that is. */
const given = { actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate }

/** The content that the officer has before them; a signature under anything else is refused. */
const seen = { content: DisbursementEvent.Content, ...given }

/**
 * `Prepare` makes the list, or edits it: `revision` is 1 for the first edition and one more for each that follows.
 * `beside` names whoever holds a seat and is not on the list; then `despite` must say why it is made all the same.
 * `RequestGlass` names an officer, a step and exactly what stands in their way; `BreakGlass` is the second person's word
 * on the request of that number.
 */
export const Command = Schema.TaggedUnion({
  Prepare: {
    disbursement: DisbursementEvent.Id,
    revision: DisbursementEvent.Revision,
    cohort: Cohort.Id,
    line: Spelling.Name,
    payer: Spelling.Name,
    currency: Money.Currency,
    instructions: Schema.Array(DisbursementEvent.Instruction),
    beside: DisbursementEvent.Beside,
    despite: Schema.optionalKey(Spelling.Sentence),
    ...given
  },
  Verify: seen,
  Approve: seen,
  Release: seen,
  Reject: { reason: Spelling.Sentence, ...seen },
  RequestGlass: {
    officer: Actor.Id,
    step: DisbursementEvent.Step,
    lifts: Schema.NonEmptyArray(DisbursementEvent.Lift),
    until: Moment.Moment,
    reason: Spelling.Sentence,
    ...seen
  },
  BreakGlass: { glass: DisbursementEvent.Glass, ...seen },
  Cancel: { reason: Spelling.Sentence, ...given },
  RecordPaid: { obligation: Obligation.Id, reference: Spelling.Name, ...given },
  RecordReturned: {
    obligation: Obligation.Id,
    reference: Spelling.Name,
    reason: Spelling.Sentence,
    ...given
  },
  Settle: given
})
export type Command = typeof Command.Type

// ---- Errors

/** The list is not where the command could do anything. */
export class NotAtThisStage extends Schema.TaggedError<NotAtThisStage>()("NotAtThisStage", {
  command: Schema.String,
  stage: Schema.String,
  from: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `${this.command} is for a list that is ${this.from.join(" or ")}; this one is ${this.stage}`
  }
}

/** The list is no longer, or not yet, what the officer has before them. */
export class ContentChanged extends Schema.TaggedError<ContentChanged>()("ContentChanged", {
  given: DisbursementEvent.Content,
  current: DisbursementEvent.Content
}) {
  override get message(): string {
    return "the list is not the one that was looked at: read it again, then sign what stands there now"
  }
}

/** The edition does not follow on the newest one, or that edition has other content. */
export class RevisionConflict extends Schema.TaggedError<RevisionConflict>()("RevisionConflict", {
  given: Schema.Int,
  newest: Schema.Int
}) {
  override get message(): string {
    return `revision ${this.given} does not follow on ${this.newest}, or was something else: read the list and edit what stands there`
  }
}

/** An edition may change payments, not what the list is a list of. */
export class AnotherList extends Schema.TaggedError<AnotherList>()("AnotherList", { field: Schema.String }) {
  override get message(): string {
    return `an edition cannot change the ${this.field} of a list: cancel this one and prepare another`
  }
}

/** A list without any payment. */
export class NothingToPay extends Schema.TaggedError<NothingToPay>()("NothingToPay", {}) {
  override get message(): string {
    return "the list pays nobody: there is nothing to prepare"
  }
}

/** One obligation stands on the list twice, or is paid with what it does not owe. */
export class RepeatedObligation extends Schema.TaggedError<RepeatedObligation>()("RepeatedObligation", {
  obligation: Obligation.Id
}) {
  override get message(): string {
    return `${this.obligation} stands on the list twice: an obligation is paid once`
  }
}

/** Somebody stands beside the list and nobody said why it is made all the same. */
export class ListIncomplete extends Schema.TaggedError<ListIncomplete>()("ListIncomplete", {
  undetermined: Schema.Array(Person.Id),
  invalid: Schema.Array(Person.Id)
}) {
  override get message(): string {
    const count = this.undetermined.length + this.invalid.length
    return `${count} people with a seat are not on the list: complete their facts, or say in \`despite\` why it is made without them`
  }
}

/** The day of the command lies too far from its moment to be the same anywhere on earth. */
export class DayDoesNotFit extends Schema.TaggedError<DayDoesNotFit>()("DayDoesNotFit", {
  at: Moment.Moment,
  on: CivilDate.CivilDate
}) {
  override get message(): string {
    return `${this.on} is not the day of ${this.at} in any zone: an appointment is asked of the day on which one acts`
  }
}

/** Glass is broken by two people for a third: who asks, who confirms and who is let through are three. */
export class AnotherPersonNeeded extends Schema.TaggedError<AnotherPersonNeeded>()("AnotherPersonNeeded", {
  actor: Actor.Id,
  as: Schema.Literals(["officer", "requester"]),
  step: DisbursementEvent.Step
}) {
  override get message(): string {
    return this.as === "officer"
      ? `${this.actor} cannot answer for breaking the glass to ${this.step} the list themselves: two other appointed officers must`
      : `${this.actor} asked for it and cannot confirm it as well: another appointed officer must`
  }
}

/** The request names something else than what stands in the way. */
export class NotInTheWay extends Schema.TaggedError<NotInTheWay>()("NotInTheWay", {
  officer: Actor.Id,
  step: DisbursementEvent.Step,
  found: Schema.Array(DisbursementEvent.Lift)
}) {
  override get message(): string {
    const found = this.found.map((lift) =>
      lift._tag === "Authority" ? "that nobody appointed them" : `that they had the duty to ${lift.held} it`
    )
    return found.length === 0
      ? `nothing keeps ${this.officer} from taking the step to ${this.step} this list: no glass needs to be broken`
      : `what keeps ${this.officer} from taking the step to ${this.step} this list is ${found.join(" and ")}: name exactly that`
  }
}

/** Broken glass ends soon, or it would be a rule. */
export class GlassNotShort extends Schema.TaggedError<GlassNotShort>()("GlassNotShort", {
  at: Moment.Moment,
  until: Moment.Moment,
  days: Schema.Int
}) {
  override get message(): string {
    return `glass may be broken from now on and for at most ${this.days} days: give an end after ${this.at}, not ${this.until}`
  }
}

/** There is no such request about what stands on the list. */
export class NoSuchGlass extends Schema.TaggedError<NoSuchGlass>()("NoSuchGlass", { glass: DisbursementEvent.Glass }) {
  override get message(): string {
    return `nobody asked under ${this.glass} to break the glass on this edition of the list: ask first`
  }
}

/** What was asked for is over before it was confirmed. */
export class GlassEnded extends Schema.TaggedError<GlassEnded>()("GlassEnded", {
  glass: DisbursementEvent.Glass,
  until: Moment.Moment
}) {
  override get message(): string {
    return `request ${this.glass} ended at ${this.until}: if the emergency goes on, ask anew`
  }
}

/** The obligation is not on the list. */
export class NotOnThisList extends Schema.TaggedError<NotOnThisList>()("NotOnThisList", { obligation: Obligation.Id }) {
  override get message(): string {
    return `${this.obligation} is not on this list: look for the list that pays it`
  }
}

/** The bank is said to have answered something else before. */
export class AnswerConflict extends Schema.TaggedError<AnswerConflict>()("AnswerConflict", {
  obligation: Obligation.Id,
  recorded: Schema.Literals(["paid", "returned"]),
  reference: Schema.String
}) {
  override get message(): string {
    const then = this.recorded === "returned" ? "; what is owed still goes on a new list" : ""
    return `${this.obligation} is recorded as ${this.recorded} under ${this.reference}: ask the bank which is right${then}`
  }
}

/** Something is still expected from the bank. */
export class AnswersAwaited extends Schema.TaggedError<AnswersAwaited>()("AnswersAwaited", {
  obligations: Schema.Array(Obligation.Id)
}) {
  override get message(): string {
    return `the bank has not answered ${this.obligations.join(", ")}: record every answer before settling`
  }
}

/** Why a command to a list is refused. */
export type Refusal =
  | NotAtThisStage
  | ContentChanged
  | RevisionConflict
  | AnotherList
  | NothingToPay
  | RepeatedObligation
  | ListIncomplete
  | DayDoesNotFit
  | AnotherPersonNeeded
  | NotInTheWay
  | GlassNotShort
  | NoSuchGlass
  | GlassEnded
  | NotOnThisList
  | AnswerConflict
  | AnswersAwaited
  | Authority.NotAuthorised
  | SegregationOfDuties.SamePerson
  | SegregationOfDuties.TooManyDuties
  | Canonical.NotCanonical
  | Money.AmountTooLarge
