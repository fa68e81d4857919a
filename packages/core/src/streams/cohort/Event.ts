/**
 * What can happen to a cohort, from its announcement to its end: applications, determinations, seats, sessions,
 * completion; who came stands in a stream of its own. Each event says when it was known to the office (`at`) and who acted (`actor`); values about
 * people are sealed. The stream is `cohort/<id>`.
 */
import { Citation, CivilDate, Decision, Ratio } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Admission from "../../flow/admission/Admission.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as Seat from "../../flow/admission/Seat.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as Completion from "../../flow/attendance/Completion.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Why somebody left a cohort. `Completed` keeps the seat, which was used; every other reason frees it. */
export const ExitReason = Schema.Literals([
  "Completed",
  "Withdrew",
  "Ineligible",
  "Removed",
  "Deceased",
  "Duplicate",
  "Moved"
])
export type ExitReason = typeof ExitReason.Type

/** What an officer orders by hand, against what the rules say: a seat when one is free, or none. */
export const Order = Schema.Literals(["admit", "refuse"])
export type Order = typeof Order.Type

/** What became of an objection. Upheld, the application is decided anew at the place of its registration. */
export const Answer = Schema.Literals(["upheld", "rejected"])
export type Answer = typeof Answer.Type

/** What a policy read of an application: `version` is that of the event in this stream that holds its facts. */
export const FactsOf = CaseFacts.Read.pipe(
  Schema.fieldsAssign({ version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)) })
)
export type FactsOf = typeof FactsOf.Type

/** An application that may have no seat now, because of what its person holds or held elsewhere. */
export const Barred = Schema.Struct({
  application: Application.Id,
  reasons: Schema.NonEmptyArray(Decision.Reason)
})
export type Barred = typeof Barred.Type

const acted = { at: Moment.Moment, actor: Actor.Id }
const application = Application.Id

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  CohortAnnounced: { fields: { programme: Spelling.Name, cohort: Cohort.Cohort, ...acted } },
  RegistrationOpened: { fields: acted },
  ApplicationReceived: {
    fields: { application: Application.Application, facts: CaseFacts.CaseFacts, ...acted }
  },
  ApplicationAmended: {
    fields: { application: Application.Application, facts: CaseFacts.CaseFacts, ...acted }
  },
  FactsSupplied: {
    fields: { application: Application.Application, facts: CaseFacts.CaseFacts, ...acted }
  },
  ApplicationWithdrawn: { fields: { application, ...acted } },
  /**
   * Every decision with what it rests on: the policy by fingerprint, its answer, what it was given in clear, and the
   * event of this stream whose envelope was opened for it.
   */
  ApplicationDetermined: {
    fields: {
      application,
      policy: Programme.Fingerprint,
      decision: Decision.Decision,
      determination: Admission.Determination,
      facts: FactsOf,
      ...acted
    }
  },
  /** `appointment` is the one under which the officer acted, where a table of them was asked. */
  DeterminationOverridden: {
    fields: {
      application,
      order: Order,
      reason: Spelling.Sentence,
      until: Moment.Moment,
      appointment: Schema.optionalKey(Spelling.Name),
      ...acted
    }
  },
  ObjectionReceived: { fields: { application, grounds: CaseFacts.CaseFacts, ...acted } },
  /** `reason` is a code or a sentence about the rule, never about the person. */
  ObjectionAnswered: {
    fields: {
      application,
      answer: Answer,
      reason: Spelling.Sentence,
      basis: Schema.optionalKey(Citation.Citation),
      appointment: Schema.optionalKey(Spelling.Name),
      ...acted
    }
  },
  /**
   * Seats were given, or refused, in the order of registration: what follows in the same append rests on this beside the
   * answers of the policy. `elsewhere` are the seats in other cohorts that a limit counts for somebody who was looked at,
   * `barred` whom the streams of people bar, and why.
   */
  SeatsGiven: {
    fields: {
      policy: Programme.Fingerprint,
      answerBy: Moment.Moment,
      elsewhere: Schema.Array(Seat.Seat),
      barred: Schema.Array(Barred),
      ...acted
    }
  },
  CohortFilled: { fields: acted },
  /** Whoever does not answer by `answerBy` may lose the seat; `policy` is the one under which it was given. */
  SeatOffered: {
    fields: { application, person: Person.Id, policy: Programme.Fingerprint, answerBy: Moment.Moment, ...acted }
  },
  SeatAccepted: { fields: { application, ...acted } },
  SeatDeclined: { fields: { application, ...acted } },
  SeatLapsed: { fields: { application, ...acted } },
  CohortStarted: { fields: acted },
  SessionMoved: {
    fields: { from: CivilDate.CivilDate, to: CivilDate.CivilDate, reason: Spelling.Sentence, ...acted }
  },
  SessionCancelled: { fields: { date: CivilDate.CivilDate, reason: Spelling.Sentence, ...acted } },
  CompletionRecorded: {
    fields: { application, person: Person.Id, standing: Completion.Standing, rate: Ratio.Ratio, ...acted }
  },
  ParticipantExited: { fields: { application, person: Person.Id, reason: ExitReason, ...acted } },
  CohortClosed: { fields: acted },
  CohortCalledOff: { fields: { reason: Spelling.Sentence, ...acted } }
} as const

/** Something that happened to a cohort. */
export type Event = EventCodec.EventOf<typeof definitions>

/** What follows from a command: events, none where all is so already, or the refusal. */
export type Following<Refusal> = Result.Result<ReadonlyArray<Event>, Refusal>

// ---- Rules

/** All that was asked for is so already. */
export const nothing: Following<never> = Result.succeed([])

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
