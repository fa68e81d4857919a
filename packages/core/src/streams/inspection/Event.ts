/**
 * What happens to one inspection of one establishment, from the plan of the visit to its close, and to each finding that
 * was made in it. The papers, photographs and files that prove it are kept elsewhere and named here by their hash; the
 * person who was met there, and who signed or would not, is named on the paper only.
 */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Calendar from "../../flow/supervision/Calendar.ts"
import * as Checklist from "../../flow/supervision/Checklist.ts"
import * as Establishment from "../../flow/supervision/Establishment.ts"
import * as Finding from "../../flow/supervision/Finding.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Of the yearly plan, on a complaint or other occasion, or without going there. */
export const Kind = Schema.Literals(["routine", "incidental", "virtual"])
export type Kind = typeof Kind.Type

/** An officer who is sent, and the agency that sends them: one visit may have several of each. */
export const Assigned = Schema.Struct({ officer: Actor.Id, agency: Spelling.Name })
export type Assigned = typeof Assigned.Type

/** What a visit was prepared as. */
export const plan = {
  establishment: Establishment.Id,
  kind: Kind,
  visitOn: CivilDate.CivilDate,
  letter: Spelling.Name,
  assigned: Schema.NonEmptyArray(Assigned),
  checklist: Spelling.Name,
  version: Schema.Int.check(Schema.isGreaterThan(0))
}

/** What somebody found. How much it weighs is what the officer says who found it. */
export const found = {
  finding: Finding.Id,
  item: Checklist.ItemId,
  severity: Checklist.Severity,
  evidence: Schema.Array(Establishment.Evidence),
  note: Schema.optionalKey(Spelling.Sentence)
}

/** Whether what was ordered was done, when somebody looked again. */
export const Outcome = Schema.Literals(["met", "unmet"])
export type Outcome = typeof Outcome.Type

const acted = { actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate }
const about = { finding: Finding.Id, ...acted }

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  /** Officers were assigned by a letter, to look at the items of one version of a checklist. */
  InspectionPlanned: { fields: { ...plan, ...acted } },
  /** Nobody went, or nobody was let in: there was no visit, and nothing was found. */
  InspectionCancelled: { fields: { reason: Spelling.Sentence, ...acted } },
  /** The visit took place on `visitedOn`, whatever day that is; `present` are the assigned officers who came. */
  EstablishmentVisited: {
    fields: { visitedOn: CivilDate.CivilDate, present: Schema.NonEmptyArray(Actor.Id), ...acted }
  },
  FindingRecorded: { fields: { ...found, ...acted } },
  /** The report of the visit was signed by whoever was met there. */
  ReportSigned: { fields: { report: Spelling.Name, evidence: Establishment.Evidence, ...acted } },
  /** Whoever was met there would not sign; the report holds all the same. */
  SignatureRefused: { fields: { report: Spelling.Name, evidence: Establishment.Evidence, ...acted } },
  /** It is a violation: another officer looked at what was found. */
  FindingConfirmed: { fields: about },
  /** It is none, or is let pass: nothing follows from it. */
  FindingWaived: { fields: { reason: Spelling.Sentence, ...about } },
  /** The establishment says otherwise; nothing follows until it is judged. */
  FindingDisputed: { fields: { grounds: Spelling.Sentence, ...about } },
  /** The establishment was told on `notified` what to do before `dueBefore`. */
  OrderGiven: {
    fields: {
      duty: Spelling.Sentence,
      window: Calendar.Window,
      notified: CivilDate.CivilDate,
      dueBefore: CivilDate.CivilDate,
      ...about
    }
  },
  /** Somebody looked again on `checkedOn`. */
  OrderFollowedUp: {
    fields: {
      outcome: Outcome,
      checkedOn: CivilDate.CivilDate,
      evidence: Schema.Array(Establishment.Evidence),
      ...about
    }
  },
  InspectionClosed: { fields: acted }
} as const

/** Something that happened in an inspection. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
