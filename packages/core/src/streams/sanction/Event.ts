/**
 * What happens to the sanctions of one establishment under one ladder. Each measure goes its own way, from a proposal to
 * its end, under a number of its own; every clock hangs on the day on which somebody was notified, never on the day on
 * which something was decided.
 */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Finding from "../../flow/supervision/Finding.ts"
import * as Ladder from "../../flow/supervision/Ladder.ts"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Counts the measures of an establishment from 1. */
export const MeasureNumber = Schema.Int.check(Schema.isGreaterThan(0)).pipe(Schema.brand("SanctionNumber"))
export type MeasureNumber = typeof MeasureNumber.Type

const acted = { measure: MeasureNumber, actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate }

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  /** Somebody proposed a step. `expected` is what the ladder said, if it said one; `departure` why it is another. */
  SanctionProposed: {
    fields: {
      step: Ladder.StepId,
      effect: Ladder.Effects,
      finding: Finding.Id,
      violatedOn: CivilDate.CivilDate,
      confirmedBy: Actor.Id,
      expected: Schema.optionalKey(Ladder.StepId),
      departure: Schema.optionalKey(Spelling.Sentence),
      ...acted
    }
  },
  /** The establishment was told what is intended, and may speak. */
  SanctionAnnounced: { fields: acted },
  /** It spoke, or let the time pass: then there is no answer. */
  EstablishmentHeard: { fields: { answer: Schema.optionalKey(Spelling.Sentence), ...acted } },
  /** An authority imposed it. Nothing runs yet. */
  SanctionDecided: { fields: { authority: Spelling.Name, ...acted } },
  /** It was not imposed. */
  SanctionDropped: { fields: { reason: Spelling.Sentence, ...acted } },
  /** The establishment has it since `notified`, and may answer until the day before `respondBefore`. */
  SanctionNotified: { fields: { notified: CivilDate.CivilDate, respondBefore: CivilDate.CivilDate, ...acted } },
  /** The answer was found right: the sanction is none any more, and stays on record with its reason. */
  SanctionLapsed: { fields: { reason: Spelling.Sentence, ...acted } },
  /** Somebody appealed; the clock stands still. */
  AppealLodged: { fields: { grounds: Spelling.Sentence, ...acted } },
  /** The sanction stands, and its window goes on where it stood still. */
  AppealRejected: { fields: { reason: Spelling.Sentence, respondBefore: CivilDate.CivilDate, ...acted } },
  /** The sanction never was. */
  AppealUpheld: { fields: { reason: Spelling.Sentence, ...acted } },
  /** The window passed. */
  SanctionBecameFinal: { fields: acted },
  /** A seal was put on the door: an act of its own, with a report of its own. */
  SealPlaced: { fields: { report: Spelling.Name, ...acted } },
  /** What the sanction kept or closed was given back or opened. It stays on record. */
  EffectLifted: { fields: { report: Spelling.Name, reason: Spelling.Sentence, ...acted } }
} as const

/** Something that happened to a sanction. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
