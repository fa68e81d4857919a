/** What officers ask of an inspection, and the refusals that they may hear, each with what to do. */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Calendar from "../../flow/supervision/Calendar.ts"
import type * as Checklist from "../../flow/supervision/Checklist.ts"
import * as Establishment from "../../flow/supervision/Establishment.ts"
import * as Finding from "../../flow/supervision/Finding.ts"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"
import * as InspectionEvent from "./Event.ts"

// ---- Models

const given = { actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate }
const about = { finding: Finding.Id, ...given }
const signed = { report: Spelling.Name, evidence: Establishment.Evidence, ...given }

/**
 * `Visit` and `FollowUp` name the day on which somebody was there and `Order` the day on which the establishment had it,
 * which may be any day up to that of the command. `Confirm` and `Waive` judge a finding, and one that is disputed anew.
 */
export const Command = Schema.TaggedUnion({
  Plan: { ...InspectionEvent.plan, ...given },
  Cancel: { reason: Spelling.Sentence, ...given },
  Visit: { visitedOn: CivilDate.CivilDate, present: Schema.NonEmptyArray(Actor.Id), ...given },
  Record: { ...InspectionEvent.found, ...given },
  Sign: signed,
  RefuseSignature: signed,
  Confirm: about,
  Waive: { reason: Spelling.Sentence, ...about },
  Dispute: { grounds: Spelling.Sentence, ...about },
  Order: { duty: Spelling.Sentence, window: Calendar.Window, notified: CivilDate.CivilDate, ...about },
  FollowUp: {
    outcome: InspectionEvent.Outcome,
    checkedOn: CivilDate.CivilDate,
    evidence: Schema.Array(Establishment.Evidence),
    ...about
  },
  Close: given
})
export type Command = typeof Command.Type

// ---- Errors

/** No such version of such a checklist is known. */
export class UnknownChecklist extends Schema.TaggedError<UnknownChecklist>()("UnknownChecklist", {
  checklist: Schema.String,
  version: Schema.Int
}) {
  override get message(): string {
    return `there is no version ${this.version} of a checklist ${this.checklist}: plan the visit with one that is known`
  }
}

/** Two officers are read as one person. */
export class OfficerTwice extends Schema.TaggedError<OfficerTwice>()("OfficerTwice", { officer: Actor.Id }) {
  override get message(): string {
    return `${this.officer} stands twice among the officers, or another id is read as the same: name each officer once`
  }
}

/** The officer has no letter for this visit. */
export class NotAssigned extends Schema.TaggedError<NotAssigned>()("NotAssigned", {
  officer: Actor.Id,
  letter: Schema.String
}) {
  override get message(): string {
    return `${this.officer} is not assigned by ${this.letter}: name officers whom the letter sends`
  }
}

/** Only who was there can say what was found. */
export class WasNotThere extends Schema.TaggedError<WasNotThere>()("WasNotThere", { actor: Actor.Id }) {
  override get message(): string {
    return `${this.actor} was not at the visit: an officer who was there must record what was found`
  }
}

/** Another finding has this id. */
export class FindingDiffers extends Schema.TaggedError<FindingDiffers>()("FindingDiffers", { finding: Finding.Id }) {
  override get message(): string {
    return `${this.finding} is recorded already and says something else: give another finding another id`
  }
}

/** The inspection has no such finding. */
export class NoSuchFinding extends Schema.TaggedError<NoSuchFinding>()("NoSuchFinding", { finding: Finding.Id }) {
  override get message(): string {
    return `${this.finding} was not found in this inspection: record it at the visit`
  }
}

/** The inspection, or the finding where one is named, is not where this can be done. */
export class NotAtThisStage extends Schema.TaggedError<NotAtThisStage>()("NotAtThisStage", {
  finding: Schema.optionalKey(Finding.Id),
  stage: Schema.String,
  from: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `${this.finding ?? "the inspection"} is ${this.stage}: this can be done while it is ${this.from.join(" or ")}`
  }
}

/** The establishment said otherwise once, and that was judged. */
export class AlreadyDisputed extends Schema.TaggedError<AlreadyDisputed>()("AlreadyDisputed", { finding: Finding.Id }) {
  override get message(): string {
    return `the dispute about ${this.finding} was judged: what follows is an appeal against a sanction, not another dispute`
  }
}

/** Nobody checks their own work: who was there does not judge, who judged judges no dispute about it and orders nothing. */
export class OwnWork extends Schema.TaggedError<OwnWork>()("OwnWork", {
  actor: Actor.Id,
  held: Schema.Literals(["visit", "judge"]),
  asked: Schema.Literals(["judge", "order"])
}) {
  override get message(): string {
    const did = this.held === "visit" ? "was at the visit" : "judged the finding"
    const may = this.asked === "judge" ? "judge it" : "give the order"
    return `${this.actor} ${did} and may not ${may}: another officer must`
  }
}

/** Something is not settled yet. */
export class FindingsOpen extends Schema.TaggedError<FindingsOpen>()("FindingsOpen", {
  findings: Schema.NonEmptyArray(Finding.Id)
}) {
  override get message(): string {
    return `${this.findings.join(", ")} stand open: waive them, or give an order and follow it up, before the inspection closes`
  }
}

/** Why a command about an inspection is refused. */
export type Refusal =
  | UnknownChecklist
  | OfficerTwice
  | NotAssigned
  | WasNotThere
  | FindingDiffers
  | NoSuchFinding
  | NotAtThisStage
  | AlreadyDisputed
  | OwnWork
  | FindingsOpen
  | Calendar.DayOutOfOrder
  | Calendar.YearMissing
  | Checklist.UnknownItem
  | CivilDate.NotACivilDate
