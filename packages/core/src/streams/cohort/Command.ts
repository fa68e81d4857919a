/**
 * What may be asked of a cohort. A command brings the moment, who acts, and everything that other streams and policies
 * know; deciding looks nothing up.
 */
import { Citation, CivilDate, Decision } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as Completion from "../../flow/attendance/Completion.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as CohortEvent from "./Event.ts"
import * as Limit from "../../flow/admission/Limit.ts"
import * as Seat from "../../flow/admission/Seat.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** What the policy answers about one application, and what it read to answer it. */
export const PolicyAnswer = Schema.Struct({
  application: Application.Id,
  decision: Decision.Decision,
  facts: CaseFacts.Read
})
export type PolicyAnswer = typeof PolicyAnswer.Type

/**
 * What giving seats needs from elsewhere: the policy with its limits, the seats of the season in other cohorts, whom
 * the streams of people bar, and by when an offer is to be answered.
 */
export const Terms = Schema.Struct({
  policy: Programme.Fingerprint,
  personFact: Spelling.Name,
  limits: Schema.Array(Limit.Limit),
  earlierSeats: Schema.Array(Seat.Seat),
  barred: Schema.Array(CohortEvent.Barred),
  answerBy: Moment.Moment
})
export type Terms = typeof Terms.Type

const acted = { at: Moment.Moment, actor: Actor.Id }
const appointed = { appointment: Schema.optionalKey(Spelling.Name) }
const application = Application.Id
const reason = Spelling.Sentence

/**
 * The commands, in the order of the flow. What a repeat does stands in brackets: nothing, or the refusal.
 *
 * - `Announce` (nothing for the same cohort, else `AlreadyAnnounced`), `OpenRegistration` (nothing).
 * - `ReceiveApplication`: an id that is known is amended when its digest differs (nothing when it is the same).
 * - `Withdraw` (nothing). Somebody who had accepted exits with the reason `Withdrew`.
 * - `Admit`: determines whoever waits for a decision, offers the free seats (nothing). Decisions about anybody who is
 *   settled, or about whom an officer gave an order, are left aside: a computation moves neither.
 * - `PromoteWaitlist`: offers the seats that became free (nothing).
 * - `SupplyFacts`: to an undetermined application what it lacked, with the new decision (nothing for the same digest).
 * - `Object`, `AnswerObjection` (nothing for the same content).
 * - `Override`: an order by hand, with reason and end (nothing for the same order).
 *   Nobody answers an objection or gives an order about an application that they decided themselves, or an objection to
 *   which they took in; `appointment` is the one that allows it, where a table of them was asked.
 * - `Accept`, `Decline`, `Lapse` (nothing).
 * - `Start` (nothing), `MoveSession`, `CancelSession` (`NoSession`: the old day is gone).
 * - `RecordCompletion` (nothing for the same standing and rate), `Exit` (nothing for the same reason).
 * - `Close`, `CallOff` (`CohortEnded`, as any command then).
 */
export const Command = Schema.TaggedUnion({
  Announce: { programme: Spelling.Name, cohort: Cohort.Cohort, ...acted },
  OpenRegistration: acted,
  ReceiveApplication: { application: Application.Application, facts: CaseFacts.CaseFacts, ...acted },
  Withdraw: { application, ...acted },
  Admit: { decided: Schema.Array(PolicyAnswer), terms: Terms, ...acted },
  PromoteWaitlist: { terms: Terms, ...acted },
  SupplyFacts: {
    application,
    person: Application.Applicant,
    keys: Schema.Record(Schema.String, Application.Key),
    facts: CaseFacts.CaseFacts,
    decision: Decision.Decision,
    terms: Terms,
    ...acted
  },
  Object: { application, grounds: CaseFacts.CaseFacts, ...acted },
  AnswerObjection: {
    application,
    answer: CohortEvent.Answer,
    reason,
    basis: Schema.optionalKey(Citation.Citation),
    ...appointed,
    ...acted
  },
  Override: { application, order: CohortEvent.Order, reason, until: Moment.Moment, ...appointed, ...acted },
  Accept: { application, ...acted },
  Decline: { application, ...acted },
  Lapse: { application, ...acted },
  Start: acted,
  MoveSession: { from: CivilDate.CivilDate, to: CivilDate.CivilDate, reason, ...acted },
  CancelSession: { date: CivilDate.CivilDate, reason, ...acted },
  RecordCompletion: { application, completion: Completion.Completion, ...acted },
  Exit: { application, reason: CohortEvent.ExitReason, ...acted },
  Close: acted,
  CallOff: { reason, ...acted }
})
export type Command = typeof Command.Type

/** The command of a name. */
export type Of<Name extends Command["_tag"]> = Extract<Command, { readonly _tag: Name }>
