/** Under which id a person goes on whose ids were joined, and which ids came together under it. */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import type * as Person from "../../words/Person.ts"
import type * as MergerEvent from "./Event.ts"

// ---- Models

/** Where each merged id went, and the ids that came together under the one that goes on, in the order in which they did. */
export interface State {
  readonly into: HashMap.HashMap<Person.Id, Person.Id>
  readonly absorbed: HashMap.HashMap<Person.Id, ReadonlyArray<Person.Id>>
}

// ---- Beginning and evolving

/** Everybody has one id. */
export const initial: State = { into: HashMap.empty(), absorbed: HashMap.empty() }

/** What a merger makes of the ids: all that came together under `merged` go on with it. */
export const evolve = (state: State, { kept, merged }: MergerEvent.Event): State => {
  const moved = [merged, ...absorbedBy(state, merged)]
  return {
    into: HashMap.setMany(
      state.into,
      moved.map((id) => [id, kept] as const)
    ),
    absorbed: HashMap.set(HashMap.remove(state.absorbed, merged), kept, [...absorbedBy(state, kept), ...moved])
  }
}

// ---- Rules

const absorbedBy = ({ absorbed }: State, person: Person.Id): ReadonlyArray<Person.Id> =>
  Option.getOrElse(HashMap.get(absorbed, person), (): ReadonlyArray<Person.Id> => [])

/** The id under which a person goes on; their own where nothing was merged. */
export const survivorOf = ({ into }: State, person: Person.Id): Person.Id =>
  Option.getOrElse(HashMap.get(into, person), () => person)

/** All ids of the person who has this one, the one that goes on first. */
export const idsOf = (state: State, person: Person.Id): readonly [Person.Id, ...Array<Person.Id>] => {
  const survivor = survivorOf(state, person)
  return [survivor, ...absorbedBy(state, survivor)]
}
