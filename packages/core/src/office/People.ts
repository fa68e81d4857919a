/**
 * What the office knows of one person: found by a number, told in full, joined with another id that turns out to be the
 * same person.
 */
import * as Cohort from "../flow/programme/Cohort.ts"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Actor from "../words/Actor.ts"
import * as Sealed from "../privacy/Sealed.ts"
import type * as StreamId from "../record/StreamId.ts"
import * as ParticipationDecider from "../streams/participation/Decider.ts"
import * as ParticipationState from "../streams/participation/State.ts"
import * as Now from "../record/Now.ts"
import * as Vault from "../privacy/Vault.ts"
import type * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"
import * as Appointments from "./Appointments.ts"
import * as Acting from "./Acting.ts"
import * as Handling from "./Handling.ts"
import type * as Requests from "./Requests.ts"
import * as Streams from "./Streams.ts"
import * as Traces from "./Traces.ts"

// ---- Models

/** Who asks, and for what purpose; both are recorded with the access. */
export interface Asking {
  readonly person: Person.Id
  readonly actor: Actor.Id
  readonly purpose: string
}

/** One event that concerns the person, with its sealed values open, and of lists only what is theirs. */
export interface Known {
  readonly stream: StreamId.Id
  readonly version: number
  readonly type: string
  readonly actor: Actor.Id
  readonly at: Moment.Moment
  readonly knownAt: Moment.Moment | null
  readonly data: Schema.Json
}

/** Everything: what happened, and who opened sealed values before. */
export interface Dossier {
  readonly person: Person.Id
  readonly events: ReadonlyArray<Known>
  readonly accesses: ReadonlyArray<Vault.Access>
}

// ---- Errors

/** Both ids sit in one cohort: joined as they are, one person would be paid twice for the same days. */
export class BothSeated extends Schema.TaggedError<BothSeated>()("BothSeated", {
  kept: Person.Id,
  merged: Person.Id,
  cohort: Cohort.Id
}) {
  override get message(): string {
    return `${this.kept} and ${this.merged} both hold a seat in ${this.cohort}: let one of them leave it as a duplicate before anything is paid, then merge`
  }
}

// ---- Rules

/** The person of an identity number, if the office knows one. */
export const find = Effect.fn("Office.find")(function* (identity: Vault.Identity) {
  const vault = yield* Vault.Vault
  return yield* vault.find(identity)
})

/** Joins two ids of one person; what both hold goes on under the id that is kept. By somebody who is appointed to `merge`. */
export const mergePersons = Effect.fn("Office.mergePersons")((request: Requests.Of<"mergePersons">) =>
  Handling.handle(
    Acting.order("mergePersons", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, kept, limits, merged } = request
      const at = yield* Now.moment
      const appointment = yield* Appointments.everywhere(actor, "merge", at)
      const load = (person: Person.Id) => Handling.load(Streams.participation, Streams.ofParticipation(person))
      const [one, other] = [yield* load(kept), yield* load(merged)]
      const seatsOf = ({ holdings }: ParticipationState.State) =>
        holdings.filter(ParticipationState.isHeld).map(({ seat }) => seat.cohort)
      const cohort = seatsOf(one.state).find((held) => kept !== merged && seatsOf(other.state).includes(held))
      if (cohort !== undefined) return yield* new BothSeated({ kept, merged, cohort })
      const events = yield* Effect.fromResult(
        ParticipationDecider.merge({
          kept: { person: kept, state: one.state },
          merged: { person: merged, state: other.state },
          limits,
          appointment,
          at,
          actor
        })
      )
      const changes = [
        ...(yield* Effect.fromResult(Handling.change(one, events.kept))),
        ...(yield* Effect.fromResult(Handling.change(other, events.merged)))
      ]
      return { changes, answer: Acting.happened(changes) }
    })
  )
)

/** Everything that is known of a person, from the journal and the vault; the opening of it is recorded. */
export const person = Effect.fn("Office.person")(function* ({ actor, person, purpose }: Asking) {
  const vault = yield* Vault.Vault
  const found = yield* Traces.concerning(person)
  const boxes: Array<Vault.Closed> = []
  for (const { data, event } of found) {
    for (const sealed of Sealed.within(data)) {
      // What names another command than that of its event was put there from elsewhere, and stays closed.
      if (sealed.person === person && sealed.command === event.command) boxes.push({ sealed })
    }
  }
  const opened = boxes.length === 0 ? [] : yield* vault.unseal(boxes, { actor, purpose })
  const values = new Map(boxes.map(({ sealed: { box } }, index) => [box, opened[index]!]))
  const dossier: Dossier = {
    person,
    events: found.map(({ data, event }) => ({
      stream: event.stream,
      version: event.version,
      type: event.type,
      actor: event.actor,
      at: event.appendedAt,
      knownAt: event.knownAt,
      data: reveal(data, values)
    })),
    accesses: yield* vault.accesses(person)
  }
  return dossier
})

// ---- Looking through the journal

const isSealed = Schema.is(Sealed.Sealed)

/** Sealed values replaced by what was in them, where they were opened. */
const reveal = (data: Schema.Json, values: ReadonlyMap<string, Schema.Json>): Schema.Json => {
  if (isSealed(data)) return values.get(data.box) ?? data
  if (Array.isArray(data)) return data.map((one) => reveal(one, values))
  if (typeof data !== "object" || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, reveal(value as Schema.Json, values)]))
}
