/** The sanctions of an establishment as their events leave them: each measure, where it stands, and what it does. */
import type { CivilDate } from "@bina/policy"
import * as Establishment from "../../flow/supervision/Establishment.ts"
import type * as Finding from "../../flow/supervision/Finding.ts"
import type * as Ladder from "../../flow/supervision/Ladder.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as SanctionEvent from "./Event.ts"

// ---- Models

/** Stages of a measure. `Dropped`, `Lapsed`, `Annulled` and `Final` are its ends; only the effect of a final one is lifted. */
export type Stage =
  | "Proposed"
  | "Announced"
  | "Heard"
  | "Decided"
  | "Notified"
  | "Appealed"
  | "Final"
  | "Dropped"
  | "Lapsed"
  | "Annulled"

/** One measure. It has a window since it was notified; `stayedSince` while an appeal keeps that still. */
export interface Measure {
  readonly number: SanctionEvent.MeasureNumber
  readonly stage: Stage
  readonly step: Ladder.StepId
  readonly effect: Ladder.Effects
  readonly finding: Finding.Id
  readonly violatedOn: CivilDate.CivilDate
  readonly confirmedBy: Actor.Id
  readonly proposedBy: Actor.Id
  readonly decided?: { readonly by: Actor.Id; readonly on: CivilDate.CivilDate }
  readonly window?: { readonly notified: CivilDate.CivilDate; readonly respondBefore: CivilDate.CivilDate }
  readonly stayedSince?: CivilDate.CivilDate
  readonly sealed: boolean
  readonly lifted: boolean
}

/** Measures in the order of their numbers. */
export interface State {
  readonly measures: ReadonlyArray<Measure>
}

// ---- Rules

/** Nothing was ever proposed. */
export const initial: State = { measures: [] }

/** The measure of a number, if there is one. */
export const measureOf = ({ measures }: State, number: number): Measure | undefined => measures[number - 1]

const ends: ReadonlySet<Stage> = new Set(["Final", "Dropped", "Lapsed", "Annulled"])
const standing: ReadonlySet<Stage> = new Set(["Notified", "Appealed", "Final"])

/** Whether a measure has come to its end. */
export const isEnded = ({ stage }: Measure): boolean => ends.has(stage)

/** Whether the establishment has the sanction: it was notified, and neither lapsed nor was annulled. */
export const isStanding = ({ stage }: Measure): boolean => standing.has(stage)

/** The measure that is on its way and not notified yet; there is one at most. */
export const pendingOf = ({ measures }: State): Measure | undefined =>
  measures.find((measure) => !isEnded(measure) && !isStanding(measure))

/** The last sanction that the establishment has: the notice that the next step needs. */
export const currentOf = ({ measures }: State): Measure | undefined => measures.findLast(isStanding)

/** Whether the establishment works, as the sanctions that it has say; what was lifted says nothing any more. */
export const statusOf = ({ measures }: State): Establishment.Status =>
  Establishment.statusOf(measures.filter((one) => isStanding(one) && !one.lifted).map(({ effect }) => effect))

/** What an event makes of the sanctions. An event of a measure that is not there changes nothing. */
export const evolve = (state: State, event: SanctionEvent.Event): State => {
  if (event._tag === "SanctionProposed") {
    const { actor: proposedBy, confirmedBy, effect, finding, measure: number, step, violatedOn } = event
    const proposed: Measure = {
      number,
      stage: "Proposed",
      step,
      effect,
      finding,
      violatedOn,
      confirmedBy,
      proposedBy,
      sealed: false,
      lifted: false
    }
    return { measures: [...state.measures, proposed] }
  }
  return {
    measures: state.measures.map((measure) => (measure.number === event.measure ? after(measure, event) : measure))
  }
}

const after = (
  measure: Measure,
  event: Exclude<SanctionEvent.Event, { readonly _tag: "SanctionProposed" }>
): Measure => {
  switch (event._tag) {
    case "SanctionAnnounced":
      return { ...measure, stage: "Announced" }
    case "EstablishmentHeard":
      return { ...measure, stage: "Heard" }
    case "SanctionDecided":
      return { ...measure, stage: "Decided", decided: { by: event.actor, on: event.on } }
    case "SanctionDropped":
      return { ...measure, stage: "Dropped" }
    case "SanctionNotified": {
      const { notified, respondBefore } = event
      return { ...measure, stage: "Notified", window: { notified, respondBefore } }
    }
    case "SanctionLapsed":
      return { ...measure, stage: "Lapsed" }
    case "AppealLodged":
      return { ...measure, stage: "Appealed", stayedSince: event.on }
    case "AppealRejected": {
      const { stayedSince: _, window, ...rest } = measure
      return window === undefined
        ? measure
        : { ...rest, stage: "Notified", window: { ...window, respondBefore: event.respondBefore } }
    }
    case "AppealUpheld":
      return { ...measure, stage: "Annulled" }
    case "SanctionBecameFinal":
      return { ...measure, stage: "Final" }
    case "SealPlaced":
      return { ...measure, sealed: true }
    case "EffectLifted":
      return { ...measure, sealed: false, lifted: true }
  }
}
