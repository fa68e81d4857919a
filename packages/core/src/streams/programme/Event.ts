/**
 * What can happen to a programme: it is drafted, gets its cohorts and policies, opens, and is closed. A policy of an
 * open programme changes only with a legal basis and a moment from which it applies. The stream is `programme/<id>`.
 */
import { Citation } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Moment from "../../words/Moment.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/**
 * What a programme is before it has cohorts. `kind` is an open code: limits of a lifetime count the seats of all
 * programmes of one kind.
 */
export const Outline = Schema.Struct({
  id: Programme.Programme.fields.id,
  title: Programme.Programme.fields.title,
  organiser: Programme.Programme.fields.organiser,
  kind: Spelling.Name,
  fiscalYear: Programme.Programme.fields.fiscalYear,
  timeZone: Programme.Programme.fields.timeZone
})
export type Outline = typeof Outline.Type

const acted = { at: Moment.Moment, actor: Actor.Id }
const stage = Spelling.Name

/** The events in their newest shape; the first of each is version 1. */
export const definitions = {
  ProgrammeDrafted: { fields: { outline: Outline, ...acted } },
  PolicyPinned: { fields: { stage, policy: Programme.Fingerprint, ...acted } },
  CohortAdded: { fields: { cohort: Cohort.Id, ...acted } },
  ProgrammeOpened: { fields: acted },
  /** `from` applies until `effectiveFrom`, `to` from that moment on. */
  PolicyAmended: {
    fields: {
      stage,
      from: Programme.Fingerprint,
      to: Programme.Fingerprint,
      legalBasis: Citation.Citation,
      effectiveFrom: Moment.Moment,
      ...acted
    }
  },
  ProgrammeClosed: { fields: acted }
} as const

/** Something that happened to a programme. */
export type Event = EventCodec.EventOf<typeof definitions>

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)
