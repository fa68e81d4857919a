/**
 * Which ids turned out to be one person, of the whole office: whoever knows one of them finds the others here. The stream
 * is `merger/all`; what a merger does to seats and money stands in the streams of the people, in the same append.
 */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Actor from "../../words/Actor.ts"
import * as EventCodec from "../../record/EventCodec.ts"
import * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"

// ---- Models

/** `merged` goes on as `kept`, with everything that was merged into it before. */
export const definitions = {
  MergerRecorded: { fields: { kept: Person.Id, merged: Person.Id, at: Moment.Moment, actor: Actor.Id } }
} as const

/** That two ids are one person. */
export type Event = EventCodec.EventOf<typeof definitions>

/** Where each merged id went, and the ids that came together under the one that goes on, in the order in which they did. */
export interface State {
  readonly into: HashMap.HashMap<Person.Id, Person.Id>
  readonly absorbed: HashMap.HashMap<Person.Id, ReadonlyArray<Person.Id>>
}

// ---- Rules

/** Writes and reads these events. */
export const codec: EventCodec.EventCodec<Event> = EventCodec.make(definitions)

/** Everybody has one id. */
export const initial: State = { into: HashMap.empty(), absorbed: HashMap.empty() }

/** What a merger makes of the ids: all that came together under `merged` go on with it. */
export const evolve = (state: State, { kept, merged }: Event): State => {
  const moved = [merged, ...absorbedBy(state, merged)]
  return {
    into: HashMap.setMany(
      state.into,
      moved.map((id) => [id, kept] as const)
    ),
    absorbed: HashMap.set(HashMap.remove(state.absorbed, merged), kept, [...absorbedBy(state, kept), ...moved])
  }
}

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
