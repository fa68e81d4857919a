/** Whether what the office knows of a person was erased. */
import * as Option from "effect/Option"
import type * as PersonEvent from "./Event.ts"

// ---- Models

/** The erasure, once there was one. */
export type State = Option.Option<PersonEvent.Event>

// ---- Beginning and evolving

/** The person is known as before. */
export const initial: State = Option.none()

/** Nobody is erased twice. */
export const evolve = (state: State, event: PersonEvent.Event): State =>
  Option.isSome(state) ? state : Option.some(event)
