/**
 * Under which id a person goes on whose ids were joined: asked by whoever counts people, seats or money, so that nobody
 * is counted or paid twice, and nothing that was earned under one id is lost under another.
 */
import * as Effect from "effect/Effect"
import type * as CohortState from "../../streams/cohort/State.ts"
import * as MergerState from "../../streams/merger/State.ts"
import type * as Person from "../../words/Person.ts"
import * as Handling from "../handling/Handling.ts"
import * as Streams from "../handling/Streams.ts"

/** Every merger there was. */
export const load = Effect.suspend(() => Handling.load(Streams.merger, Streams.ofMergers))

/** Every merger there was, for whoever only looks. */
export const known = Effect.map(load, ({ state }) => state)

/** The id under which somebody goes on who gave a number: that of their application, where it is theirs already. */
export const idIn = (
  mergers: MergerState.State,
  entry: CohortState.Entry | undefined,
  person: Person.Id
): Person.Id => {
  const survivor = MergerState.survivorOf(mergers, person)
  const before = entry?.application.person
  return before?._tag === "Known" && MergerState.survivorOf(mergers, before.value) === survivor
    ? before.value
    : survivor
}
