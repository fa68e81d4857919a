/**
 * A programme as its events leave it: how far it is, its cohorts in the order of filling, and each policy with the
 * moments from which its versions apply.
 */
import * as Option from "effect/Option"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Programme from "../../flow/programme/Programme.ts"
import type * as ProgrammeEvent from "./Event.ts"

// ---- Models

/** `Closed` is final. */
export type Stage = "Drafted" | "Open" | "Closed"

/** One version of a policy; the first one of a stage applies from the beginning, so it has no moment. */
export interface Pinned {
  readonly policy: Programme.Fingerprint
  readonly effectiveFrom: Option.Option<Moment.Moment>
}

/** A programme that was drafted. The versions of a policy stand in the order in which they apply. */
export interface Drafted {
  readonly _tag: "Drafted"
  readonly stage: Stage
  readonly outline: ProgrammeEvent.Outline
  readonly cohorts: ReadonlyArray<Cohort.Id>
  readonly policies: ReadonlyMap<string, readonly [Pinned, ...Array<Pinned>]>
}

/** A programme, or none yet. */
export type State = { readonly _tag: "Undrafted" } | Drafted

// ---- Beginning and evolving

/** Nobody has drafted the programme. */
export const initial: State = { _tag: "Undrafted" }

/** What an event makes of a programme. An event of a programme that was never drafted changes nothing. */
export const evolve = (state: State, event: ProgrammeEvent.Event): State => {
  if (event._tag === "ProgrammeDrafted") {
    return { _tag: "Drafted", stage: "Drafted", outline: event.outline, cohorts: [], policies: new Map() }
  }
  if (state._tag === "Undrafted") return state
  switch (event._tag) {
    case "CohortAdded":
      return { ...state, cohorts: [...state.cohorts, event.cohort] }
    case "PolicyPinned": {
      const pinned = { policy: event.policy, effectiveFrom: Option.none() }
      return { ...state, policies: new Map(state.policies).set(event.stage, [pinned]) }
    }
    case "PolicyAmended": {
      const before = state.policies.get(event.stage)
      const amended = { policy: event.to, effectiveFrom: Option.some(event.effectiveFrom) }
      return before === undefined
        ? state
        : { ...state, policies: new Map(state.policies).set(event.stage, [...before, amended]) }
    }
    case "ProgrammeOpened":
      return { ...state, stage: "Open" }
    case "ProgrammeClosed":
      return { ...state, stage: "Closed" }
  }
}

// ---- Reading

/** The version of a policy that was pinned or amended last, whether or not it applies already. */
export const latest = ({ policies }: Drafted, stage: string): Option.Option<Pinned> =>
  Option.fromUndefinedOr(policies.get(stage)?.at(-1))

/** The policy of a stage that applies at a moment; none when the stage has no policy. */
export const policyAt = (
  { policies }: Drafted,
  stage: string,
  at: Moment.Moment
): Option.Option<Programme.Fingerprint> =>
  Option.map(
    Option.fromUndefinedOr(
      policies.get(stage)?.findLast(({ effectiveFrom }) => Option.isNone(effectiveFrom) || effectiveFrom.value <= at)
    ),
    ({ policy }) => policy
  )
