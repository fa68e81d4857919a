/** A policy as it was recorded, once it was. */
import * as Option from "effect/Option"
import type * as PolicyEvent from "./Event.ts"

// ---- Models

/** The policy, once it was recorded. */
export type State = Option.Option<PolicyEvent.Event>

// ---- Beginning and evolving

/** Nobody recorded it. */
export const initial: State = Option.none()

/** The first record stands; a policy never changes under its fingerprint. */
export const evolve = (state: State, event: PolicyEvent.Event): State =>
  Option.isSome(state) ? state : Option.some(event)
