/**
 * Why a cohort refuses a command: what stands in the way, and how to mend it. People are named by application or by
 * their opaque id only.
 */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import type * as Admission from "../../flow/admission/Admission.ts"
import * as Application from "../../flow/admission/Application.ts"

const application = Application.Id
const applications = Schema.NonEmptyArray(Application.Id)

/** A stage as words in a sentence: `CalledOff` is called off. */
const inWords = (stage: string): string => stage.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()

// ---- The cohort

/** Nobody announced the cohort yet. */
export class NotAnnounced extends Schema.TaggedError<NotAnnounced>()("NotAnnounced", { command: Schema.String }) {
  override get message(): string {
    return `there is no cohort yet to ${this.command}: announce it first`
  }
}

/** Another cohort was announced here. */
export class AlreadyAnnounced extends Schema.TaggedError<AlreadyAnnounced>()("AlreadyAnnounced", {
  cohort: Cohort.Id
}) {
  override get message(): string {
    return `${this.cohort} was announced already and with other terms: what was announced is not announced again`
  }
}

/** The cohort is over; nothing happens to it any more. */
export class CohortEnded extends Schema.TaggedError<CohortEnded>()("CohortEnded", {
  cohort: Cohort.Id,
  stage: Schema.Literals(["Closed", "CalledOff"]),
  command: Schema.String
}) {
  override get message(): string {
    return `${this.cohort} is ${inWords(this.stage)}: ${this.command} comes too late, what is still owed is put right by an adjustment`
  }
}

/** The command belongs to another stage of the cohort. */
export class WrongStage extends Schema.TaggedError<WrongStage>()("WrongStage", {
  cohort: Cohort.Id,
  command: Schema.String,
  stage: Schema.String,
  stages: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `${this.cohort} is ${inWords(this.stage)}, and ${this.command} needs it to be ${this.stages.map(inWords).join(" or ")}`
  }
}

/** A cohort cannot be closed over what is still open. */
export class Unfinished extends Schema.TaggedError<Unfinished>()("Unfinished", {
  cohort: Cohort.Id,
  undecided: Schema.Array(Application.Id),
  offers: Schema.Array(Application.Id),
  objections: Schema.Array(Application.Id),
  completions: Schema.Array(Application.Id)
}) {
  override get message(): string {
    const left = [
      ["decide", this.undecided],
      ["have the offers answered, or lapse them, of", this.offers],
      ["answer the objections of", this.objections],
      ["record completion or exit of", this.completions]
    ] as const
    const todo = left.flatMap(([what, ids]) => (ids.length === 0 ? [] : [`${what} ${ids.join(", ")}`]))
    return `${this.cohort} is not finished: ${todo.join("; ")}`
  }
}

// ---- Applications

/** No application has this id. */
export class UnknownApplication extends Schema.TaggedError<UnknownApplication>()("UnknownApplication", {
  application
}) {
  override get message(): string {
    return `no application ${this.application} was received in this cohort: check the id, or receive it first`
  }
}

/** The application does not stand where the command needs it: answered already, not offered a seat, over. */
export class WrongStanding extends Schema.TaggedError<WrongStanding>()("WrongStanding", {
  application,
  command: Schema.String,
  standing: Schema.String,
  standings: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `${this.application} is ${this.standing}, and ${this.command} needs it to be ${this.standings.join(" or ")}`
  }
}

/** Seats are given in order of registration, so nobody is passed over for want of a decision. */
export class DecisionsMissing extends Schema.TaggedError<DecisionsMissing>()("DecisionsMissing", { applications }) {
  override get message(): string {
    return `there is no decision about ${this.applications.join(", ")}: admit with one for each before giving seats`
  }
}

/** The moment of registration of a decided application cannot change: its place in the line rests on it. */
export class PlaceIsFixed extends Schema.TaggedError<PlaceIsFixed>()("PlaceIsFixed", { application }) {
  override get message(): string {
    return `${this.application} was decided at its place of registration, which does not change any more: object to the decision instead`
  }
}

/** Whose application it is cannot change once it is decided. */
export class PersonIsFixed extends Schema.TaggedError<PersonIsFixed>()("PersonIsFixed", { application }) {
  override get message(): string {
    return `${this.application} was decided for its person: withdraw it and receive another one for the other person`
  }
}

/** Supplying completes what is missing; what is known is changed by an objection only. */
export class AlreadyKnown extends Schema.TaggedError<AlreadyKnown>()("AlreadyKnown", {
  application,
  names: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `of ${this.application} ${this.names.join(", ")} is known already and would change: supply only what is missing, or object`
  }
}

/** There is an objection that waits for its answer. */
export class ObjectionOpen extends Schema.TaggedError<ObjectionOpen>()("ObjectionOpen", { application }) {
  override get message(): string {
    return `an objection to ${this.application} waits for its answer: answer it before receiving another`
  }
}

/** There is no objection to answer. */
export class NoObjection extends Schema.TaggedError<NoObjection>()("NoObjection", { application }) {
  override get message(): string {
    return `no objection to ${this.application} waits for an answer`
  }
}

/** Nobody reviews their own work: whoever decided an application or took in an objection to it has had their say. */
export class OwnCase extends Schema.TaggedError<OwnCase>()("OwnCase", {
  application,
  actor: Actor.Id,
  held: Schema.Literals(["decide", "receive", "order"]),
  asked: Schema.Literals(["answer", "override"])
}) {
  override get message(): string {
    const held = {
      decide: "decided",
      receive: "took in an objection to",
      order: "gave an order about"
    }[this.held]
    const asked = { answer: "answer an objection to it", override: "give an order about it" }[this.asked]
    return `${this.actor} ${held} ${this.application} and may not ${asked}: another person must`
  }
}

/** An order by hand ends before it begins. */
export class OverrideEnded extends Schema.TaggedError<OverrideEnded>()("OverrideEnded", {
  application,
  at: Moment.Moment,
  until: Moment.Moment
}) {
  override get message(): string {
    return `an order about ${this.application} given at ${this.at} cannot end at ${this.until}: give an end that is still to come`
  }
}

/** Nobody gets a seat whom nobody can name. */
export class PersonUnknown extends Schema.TaggedError<PersonUnknown>()("PersonUnknown", { application }) {
  override get message(): string {
    return `it is not known whose application ${this.application} is: amend it with the person before admitting it by hand`
  }
}

/** A second application of one person is not admitted by hand; the first one is. */
export class IsDuplicate extends Schema.TaggedError<IsDuplicate>()("IsDuplicate", { application, of: Application.Id }) {
  override get message(): string {
    return `${this.application} repeats ${this.of}: give the order about ${this.of}`
  }
}

// ---- Seats

/** The offer was to be answered earlier. */
export class OfferExpired extends Schema.TaggedError<OfferExpired>()("OfferExpired", {
  application,
  answerBy: Moment.Moment
}) {
  override get message(): string {
    return `the seat of ${this.application} was to be answered by ${this.answerBy}: let it lapse and offer it again in order`
  }
}

/** The offer may still be answered. */
export class OfferStands extends Schema.TaggedError<OfferStands>()("OfferStands", {
  application,
  answerBy: Moment.Moment
}) {
  override get message(): string {
    return `the seat of ${this.application} may be answered until ${this.answerBy}: it lapses after that`
  }
}

/** Somebody exits as completed without having completed. */
export class NotCompleted extends Schema.TaggedError<NotCompleted>()("NotCompleted", { application }) {
  override get message(): string {
    return `no completion of ${this.application} is recorded: record it first, or exit with another reason`
  }
}

// ---- Sessions and attendance

/** No session stands on the day. */
export class NoSession extends Schema.TaggedError<NoSession>()("NoSession", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} is no session of this cohort: check the day, or whether the session was moved`
  }
}

/** A session stands on the day already. */
export class SessionTaken extends Schema.TaggedError<SessionTaken>()("SessionTaken", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} has a session already, and a day has one: choose another`
  }
}

/** A cohort without sessions is no cohort. */
export class LastSession extends Schema.TaggedError<LastSession>()("LastSession", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} is the last session that is left: move it, or call the cohort off`
  }
}

/** Attendance of somebody who never accepted a seat here. */
export class NoSeat extends Schema.TaggedError<NoSeat>()("NoSeat", {
  person: Person.Id,
  date: CivilDate.CivilDate
}) {
  override get message(): string {
    return `${this.person} accepted no seat in this cohort, so the record of ${this.date} cannot count: check the person`
  }
}

/** A record that was known before its day, or after the moment of the command. */
export class AheadOfTime extends Schema.TaggedError<AheadOfTime>()("AheadOfTime", {
  date: CivilDate.CivilDate,
  knownAt: Moment.Moment,
  at: Moment.Moment
}) {
  override get message(): string {
    return `attendance of ${this.date}, known at ${this.knownAt} and given at ${this.at}, is ahead of its time: check day and moments`
  }
}

/** A correction needs an earlier record of the same person and day. */
export class NothingToCorrect extends Schema.TaggedError<NothingToCorrect>()("NothingToCorrect", {
  person: Person.Id,
  date: CivilDate.CivilDate,
  knownAt: Moment.Moment
}) {
  override get message(): string {
    return `before ${this.knownAt} nothing was known of ${this.person} on ${this.date}: record it, or give the moment at which the correction became known`
  }
}

/** Sessions about which nothing certain is known. */
export class AttendanceOpen extends Schema.TaggedError<AttendanceOpen>()("AttendanceOpen", {
  application,
  dates: Schema.NonEmptyArray(CivilDate.CivilDate)
}) {
  override get message(): string {
    return `of ${this.application} nothing certain is known on ${this.dates.join(", ")}: record or correct those days first`
  }
}

// ---- Together

/** Every refusal of a cohort, those of filling it included. */
export type CohortRefusal =
  | NotAnnounced
  | AlreadyAnnounced
  | CohortEnded
  | WrongStage
  | Unfinished
  | UnknownApplication
  | WrongStanding
  | DecisionsMissing
  | PlaceIsFixed
  | PersonIsFixed
  | AlreadyKnown
  | ObjectionOpen
  | NoObjection
  | OwnCase
  | OverrideEnded
  | PersonUnknown
  | IsDuplicate
  | OfferExpired
  | OfferStands
  | NotCompleted
  | NoSession
  | SessionTaken
  | LastSession
  | NoSeat
  | AheadOfTime
  | NothingToCorrect
  | AttendanceOpen
  | Admission.NotFillable
