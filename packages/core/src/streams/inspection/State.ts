/** An inspection as its events leave it: the visit, and where each finding stands. */
import type { CivilDate } from "@bina/policy"
import * as Checklist from "../../flow/supervision/Checklist.ts"
import type * as Establishment from "../../flow/supervision/Establishment.ts"
import type * as Finding from "../../flow/supervision/Finding.ts"
import type * as Actor from "../../words/Actor.ts"
import type * as InspectionEvent from "./Event.ts"

// ---- Models

/** Stages of an inspection. `Cancelled` and `Closed` are its ends. */
export type Stage = "Unplanned" | "Planned" | "Visited" | "Reported" | "Cancelled" | "Closed"

/** Stages of a finding. `Waived`, `Met` and `Unmet` are its ends. */
export type FindingStage = "Raised" | "Confirmed" | "Disputed" | "Ordered" | "Waived" | "Met" | "Unmet"

/** How the visit was prepared. */
export interface Plan {
  readonly establishment: Establishment.Id
  readonly kind: InspectionEvent.Kind
  readonly visitOn: CivilDate.CivilDate
  readonly letter: string
  readonly assigned: ReadonlyArray<InspectionEvent.Assigned>
  readonly checklist: string
  readonly version: number
}

/** How the visit went. */
export interface Visit {
  readonly visitedOn: CivilDate.CivilDate
  readonly present: ReadonlyArray<Actor.Id>
}

/**
 * A finding. `judgedBy` is who confirmed or waived it last; `wasDisputed` once the establishment said otherwise, which it
 * can do once.
 */
export interface Found {
  readonly finding: Finding.Id
  readonly stage: FindingStage
  readonly item: Checklist.ItemId
  readonly severity: Checklist.Severity
  readonly evidence: ReadonlyArray<Establishment.Evidence>
  readonly note?: string
  readonly foundBy: Actor.Id
  readonly judgedBy?: Actor.Id
  readonly judgedOn?: CivilDate.CivilDate
  readonly wasDisputed: boolean
  readonly order?: {
    readonly duty: string
    readonly notified: CivilDate.CivilDate
    readonly dueBefore: CivilDate.CivilDate
  }
}

/** Findings in the order in which they were recorded. */
export interface State {
  readonly stage: Stage
  readonly plan?: Plan
  readonly visit?: Visit
  readonly findings: ReadonlyArray<Found>
}

// ---- Rules

/** Nothing was planned. */
export const initial: State = { stage: "Unplanned", findings: [] }

/** The finding of an id, if it was made in this inspection. */
export const findingOf = ({ findings }: State, id: Finding.Id): Found | undefined =>
  findings.find(({ finding }) => finding === id)

const ends: ReadonlySet<string> = new Set<Stage | FindingStage>(["Cancelled", "Closed", "Waived", "Met", "Unmet"])

/** Whether an inspection or a finding has come to its end. */
export const isEnded = ({ stage }: { readonly stage: Stage | FindingStage }): boolean => ends.has(stage)

/** Findings that are not waived: what the establishment is held to have done, in so far as it is confirmed. */
export const heldOf = ({ findings }: State): ReadonlyArray<Found> => findings.filter(({ stage }) => stage !== "Waived")

/** How much what was found weighs: the gravest finding that is not waived decides; nothing where there is none. */
export const severityOf = (state: State): Checklist.Severity | undefined =>
  heldOf(state)
    .map(({ severity }) => severity)
    .reduce<Checklist.Severity | undefined>(
      (gravest, severity) => (gravest === undefined ? severity : Checklist.weightier(gravest, severity)),
      undefined
    )

/** What an event makes of the inspection. An event about a finding that is not there changes nothing. */
export const evolve = (state: State, event: InspectionEvent.Event): State => {
  switch (event._tag) {
    case "InspectionPlanned": {
      const { assigned, checklist, establishment, kind, letter, version, visitOn } = event
      return {
        ...state,
        stage: "Planned",
        plan: { establishment, kind, visitOn, letter, assigned, checklist, version }
      }
    }
    case "InspectionCancelled":
      return { ...state, stage: "Cancelled" }
    case "EstablishmentVisited":
      return { ...state, stage: "Visited", visit: { visitedOn: event.visitedOn, present: event.present } }
    case "FindingRecorded": {
      const { actor: foundBy, evidence, finding, item, note, severity } = event
      const raised: Found = {
        finding,
        stage: "Raised",
        item,
        severity,
        evidence,
        ...(note === undefined ? {} : { note }),
        foundBy,
        wasDisputed: false
      }
      return { ...state, findings: [...state.findings, raised] }
    }
    case "ReportSigned":
    case "SignatureRefused":
      return { ...state, stage: "Reported" }
    case "InspectionClosed":
      return { ...state, stage: "Closed" }
    default:
      return {
        ...state,
        findings: state.findings.map((found) => (found.finding === event.finding ? after(found, event) : found))
      }
  }
}

type AboutFinding = Extract<
  InspectionEvent.Event,
  { readonly _tag: "FindingConfirmed" | "FindingWaived" | "FindingDisputed" | "OrderGiven" | "OrderFollowedUp" }
>

const after = (found: Found, event: AboutFinding): Found => {
  switch (event._tag) {
    case "FindingConfirmed":
      return { ...found, stage: "Confirmed", judgedBy: event.actor, judgedOn: event.on }
    case "FindingWaived":
      return { ...found, stage: "Waived", judgedBy: event.actor, judgedOn: event.on }
    case "FindingDisputed":
      return { ...found, stage: "Disputed", wasDisputed: true }
    case "OrderGiven": {
      const { dueBefore, duty, notified } = event
      return { ...found, stage: "Ordered", order: { duty, notified, dueBefore } }
    }
    case "OrderFollowedUp":
      if (event.outcome === "met") return { ...found, stage: "Met" }
      // While there is time, what is not done yet may still be done.
      return found.order === undefined || event.checkedOn < found.order.dueBefore ? found : { ...found, stage: "Unmet" }
  }
}
