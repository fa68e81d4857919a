/**
 * What the office knows of one person: found by a number, told in full, joined with another id that turns out to be the
 * same person.
 */
import * as Cohort from "../../flow/programme/Cohort.ts"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import * as Sealed from "../../privacy/Sealed.ts"
import type * as StreamId from "../../record/StreamId.ts"
import * as CohortState from "../../streams/cohort/State.ts"
import * as EntitlementDecider from "../../streams/entitlement/Decider.ts"
import * as MergerState from "../../streams/merger/State.ts"
import * as ParticipationDecider from "../../streams/participation/Decider.ts"
import * as ParticipationState from "../../streams/participation/State.ts"
import * as Now from "../../record/Now.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as Moment from "../../words/Moment.ts"
import * as Person from "../../words/Person.ts"
import * as Appointments from "../Appointments.ts"
import * as Acting from "../handling/Acting.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"
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

/** Both ids sit in one cohort that has not ended: one person would hold two of its seats. */
export class BothSeated extends Schema.TaggedError<BothSeated>()("BothSeated", {
  kept: Person.Id,
  merged: Person.Id,
  cohort: Cohort.Id
}) {
  override get message(): string {
    return `${this.kept} and ${this.merged} both hold a seat in ${this.cohort}: let one of them leave it as a duplicate, then merge; the days of both are counted once`
  }
}

// ---- Rules

/** The person of an identity number, if the office knows one: under the id that goes on, where theirs was merged. */
export const find = Effect.fn("Office.find")(function* (identity: Vault.Identity) {
  const vault = yield* Vault.Vault
  const found = yield* vault.find(identity)
  if (Option.isNone(found)) return found
  return Option.some(MergerState.survivorOf(yield* Mergers.known, found.value))
})

/**
 * Joins two ids of one person: everything goes on under the id that is kept, seats and limits, days, what is owed, what was
 * paid and is being paid. It cannot be undone. By somebody who is appointed to `merge`.
 */
export const mergePersons = Effect.fn("Office.mergePersons")((request: Requests.Of<"mergePersons">) =>
  Handling.handle(
    Acting.order("mergePersons", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, command, kept, limits, merged } = request
      const at = yield* Now.moment
      const appointment = yield* Appointments.everywhere(actor, "merge", at)
      const load = (person: Person.Id) => Handling.load(Streams.participation, Streams.ofParticipation(person))
      const [one, other] = [yield* load(kept), yield* load(merged)]
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
      if (events.merged.length === 0) return { changes: [], answer: [] }
      // Nobody goes on as somebody whom the vault does not know, or no longer.
      const vault = yield* Vault.Vault
      yield* vault.seal([kept, merged].map((person) => ({ person, command, values: {}, room: 0 })))
      yield* notBothSeated({ person: kept, state: one.state }, { person: merged, state: other.state })
      const mergers = yield* Mergers.load
      const owed = yield* mergeOwed({ kept, merged, at, actor }, cohortsOf(other.state.holdings))
      const changes = [
        ...(yield* Effect.fromResult(Handling.change(one, events.kept))),
        ...(yield* Effect.fromResult(Handling.change(other, events.merged))),
        ...owed.changes,
        ...(yield* Effect.fromResult(Handling.change(mergers, [{ _tag: "MergerRecorded", kept, merged, at, actor }])))
      ]
      return { changes, checks: owed.checks, answer: Acting.happened(changes) }
    })
  )
)

const cohortsOf = (holdings: ParticipationState.State["holdings"]): ReadonlyArray<Cohort.Id> => [
  ...new Set(holdings.map(({ seat }) => seat.cohort))
]

/** Refused while both hold a seat of one cohort; where that has ended nobody can leave it any more, and money tells. */
const notBothSeated = (kept: ParticipationDecider.Party, merged: ParticipationDecider.Party) =>
  Effect.gen(function* () {
    const heldBy = ({ state }: ParticipationDecider.Party) =>
      cohortsOf(state.holdings.filter(ParticipationState.isHeld))
    const own = new Set(heldBy(kept))
    for (const cohort of heldBy(merged).filter((id) => own.has(id))) {
      const { state } = yield* Handling.load(Streams.cohort, Streams.ofCohort(cohort))
      if (state._tag === "Announced" && CohortState.isFinal(state.stage)) continue
      return yield* new BothSeated({ kept: kept.person, merged: merged.person, cohort })
    }
  })

/** What is owed under one id of a person in each of these cohorts goes on under the other. */
const mergeOwed = (
  {
    actor,
    at,
    kept,
    merged
  }: Pick<Requests.Of<"mergePersons">, "actor" | "kept" | "merged"> & {
    readonly at: Moment.Moment
  },
  cohorts: ReadonlyArray<Cohort.Id>
) =>
  Effect.gen(function* () {
    const streamOf = (cohort: Cohort.Id, person: Person.Id) => Streams.ofEntitlement(cohort, person)
    const loaded = yield* Handling.loadMany(
      Streams.entitlement,
      cohorts.flatMap((cohort) => [streamOf(cohort, kept), streamOf(cohort, merged)])
    )
    const changes: Array<Handling.Change> = []
    for (const cohort of cohorts) {
      const [one, other] = [loaded.get(streamOf(cohort, kept))!, loaded.get(streamOf(cohort, merged))!]
      const events = yield* Effect.fromResult(
        EntitlementDecider.merge({
          kept: { person: kept, state: one.state },
          merged: { person: merged, state: other.state },
          at,
          actor
        })
      )
      changes.push(...(yield* Effect.fromResult(Handling.change(one, events.kept))))
      changes.push(...(yield* Effect.fromResult(Handling.change(other, events.merged))))
    }
    const written = new Set(changes.map(({ write }) => write.stream))
    const checks = [...loaded.values()].filter(({ stream }) => !written.has(stream)).map(Handling.unchanged)
    return { changes, checks }
  })

/** Everything that is known of a person under any of their ids, from the journal and the vault; the opening of it is recorded. */
export const person = Effect.fn("Office.person")(function* ({ actor, person, purpose }: Asking) {
  const vault = yield* Vault.Vault
  const ids = new Set(MergerState.idsOf(yield* Mergers.known, person))
  const found = yield* Traces.concerning(ids)
  const boxes: Array<Vault.Closed> = []
  for (const { data, event } of found) {
    for (const sealed of Sealed.within(data)) {
      // What names another command than that of its event was put there from elsewhere, and stays closed.
      if (ids.has(sealed.person) && sealed.command === event.command) boxes.push({ sealed })
    }
  }
  const opened = boxes.length === 0 ? [] : yield* vault.unseal(boxes, { actor, purpose })
  const values = new Map(boxes.map(({ sealed: { box } }, index) => [box, opened[index]!]))
  const dossier: Dossier = {
    person: [...ids][0]!,
    events: found.map(({ data, event }) => ({
      stream: event.stream,
      version: event.version,
      type: event.type,
      actor: event.actor,
      at: event.appendedAt,
      knownAt: event.knownAt,
      data: reveal(data, values)
    })),
    accesses: (yield* Effect.forEach(ids, (id) => vault.accesses(id))).flat()
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
