/**
 * What the office knows of one person, and how it forgets: found by a number, told in full, joined with another id that
 * turns out to be the same person, erased when no law keeps it any more.
 */
import type { Citation, CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Actor from "../journal/Actor.ts"
import type * as Command from "../journal/Command.ts"
import type * as Recorded from "../journal/Recorded.ts"
import * as Sealed from "../journal/Sealed.ts"
import * as StreamId from "../journal/StreamId.ts"
import * as CohortState from "../participation/CohortState.ts"
import * as ParticipationDecider from "../participation/ParticipationDecider.ts"
import type * as ParticipationEvents from "../participation/ParticipationEvents.ts"
import * as Retention from "../participation/Retention.ts"
import * as Journal from "../ports/Journal.ts"
import * as Now from "../ports/Now.ts"
import * as Vault from "../ports/Vault.ts"
import type * as Moment from "../programme/Moment.ts"
import * as Person from "../programme/Person.ts"
import * as Acting from "./Acting.ts"
import * as Handling from "./Handling.ts"
import * as Streams from "./Streams.ts"

// ---- Models

/** `merged` goes on as `kept`; `limits` are those whose breach is reported. */
export interface MergePersons extends Acting.Acting {
  readonly kept: Person.Id
  readonly merged: Person.Id
  readonly limits: ReadonlyArray<ParticipationEvents.SeatLimit>
}

/** `basis` is why it is erased; `retention` everything that may forbid it, holds included. */
export interface Erase extends Acting.Acting {
  readonly person: Person.Id
  readonly basis: Citation.Citation
  readonly retention: Retention.Terms
}

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

/** The person is still in a cohort that has not ended, or money is on its way to them. */
export class StillInvolved extends Schema.TaggedError<StillInvolved>()("StillInvolved", {
  person: Person.Id,
  streams: Schema.NonEmptyArray(StreamId.Id)
}) {
  override get message(): string {
    return `${this.person} is still involved in ${this.streams.join(", ")}: let it end first`
  }
}

// ---- Rules

/** The person of an identity number, if the office knows one. */
export const find = Effect.fn("Office.find")(function* (identity: Vault.Identity) {
  const vault = yield* Vault.Vault
  return yield* vault.find(identity)
})

/** Joins two ids of one person; what both hold goes on under the id that is kept. */
export const mergePersons = Effect.fn("Office.mergePersons")((request: MergePersons) =>
  Handling.handle(
    Acting.order("mergePersons", request),
    Acting.Happened,
    Effect.gen(function* () {
      const { actor, kept, limits, merged } = request
      const at = yield* Now.moment
      const load = (person: Person.Id) => Handling.load(Streams.participation, Streams.ofParticipation(person))
      const [one, other] = [yield* load(kept), yield* load(merged)]
      const events = yield* Effect.fromResult(
        ParticipationDecider.merge({
          kept: { person: kept, state: one.state },
          merged: { person: merged, state: other.state },
          limits,
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
  const found = yield* concerning(person)
  const boxes: Array<Vault.Closed> = []
  for (const { data, origins } of found) {
    for (const sealed of Sealed.within(data)) {
      const command = origins.get(sealed.box)
      if (sealed.person === person && command !== undefined) boxes.push({ sealed, command })
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

/** Forgets a person: says so in the journal, then destroys their key and everything by which they could be found. */
export const erase = Effect.fn("Office.erase")(function* (request: Erase) {
  const { actor, basis, person, retention } = request
  const vault = yield* Vault.Vault
  const handled = yield* Handling.handle(
    Acting.order("erase", request),
    Acting.Happened,
    Effect.gen(function* () {
      const loaded = yield* Handling.load(Streams.person, Streams.ofPerson(person))
      if (Option.isSome(loaded.state)) return { changes: [], answer: [] }
      const { last, checks } = yield* involvementOf(person)
      const at = yield* Now.moment
      yield* Effect.fromResult(Retention.check(retention, last, dayOf(at)))
      const changes = yield* Effect.fromResult(
        Handling.change(loaded, [{ _tag: "PersonErased", person, basis, at, actor }])
      )
      return { changes, checks, answer: Acting.happened(changes) }
    })
  )
  // Also when the command is repeated: the first time may have ended between the journal and the vault.
  yield* vault.erase(person)
  return handled
})

/** Erases again whoever the journal says was erased: for a vault that was restored from an older copy. */
export const eraseAgain = Effect.fn("Office.eraseAgain")(function* () {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const erased: Array<Person.Id> = []
  yield* Stream.runForEach(journal.all, (event) =>
    Effect.gen(function* () {
      if (StreamId.kindOf(event.stream) !== Streams.person.name) return
      const [id = ""] = StreamId.keysOf(event.stream)
      const person = Person.id(id)
      yield* vault.erase(person).pipe(Effect.catchTag("UnknownPerson", () => Effect.void))
      erased.push(person)
    })
  )
  return erased as ReadonlyArray<Person.Id>
})

// ---- Looking through the journal

interface Found {
  readonly event: Recorded.Recorded
  readonly data: Schema.Json
  readonly origins: ReadonlyMap<string, Command.Id>
}

/** Every event that concerns a person, by stream: those that name them, and those of their applications. */
const concerning = (person: Person.Id) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const found: Array<Found> = []
    let stream = ""
    let applications = new Set<string>()
    let origins = new Map<string, Command.Id>()
    yield* Stream.runForEach(journal.all, (event) =>
      Effect.sync(() => {
        if (event.stream !== stream) {
          stream = event.stream
          applications = new Set()
          origins = new Map()
        }
        const isOwn = StreamId.keysOf(event.stream).includes(person)
        const mayName = event.body.includes(person)
        if (!isOwn && !mayName && applications.size === 0) return
        const data = JSON.parse(event.body) as Schema.Json
        const names = mayName && isNamed(data, person)
        const application = applicationOf(data)
        // Whoever stands in for somebody else from here on is another person.
        if (!names && isApplication(data)) applications.delete(application ?? "")
        if (!isOwn && !names && !(application !== undefined && applications.has(application))) return
        if (application !== undefined && names) applications.add(application)
        for (const { box } of Sealed.within(data)) if (!origins.has(box)) origins.set(box, event.command)
        found.push({ event, origins, data: isOwn ? data : theirs(data, person) })
      })
    )
    return found as ReadonlyArray<Found>
  })

const isApplication = (data: Schema.Json): boolean =>
  typeof (data as { readonly application?: unknown }).application === "object"

const applicationOf = (data: Schema.Json): string | undefined => {
  const { application } = data as { readonly application?: string | { readonly id: string } }
  return typeof application === "object" ? application.id : application
}

/** Whether data speak of a person: by id, or by the id of a debt to them, of which theirs is a part. */
const isNamed = (data: Schema.Json, person: Person.Id): boolean => {
  if (typeof data === "string") return data.split("/").includes(person)
  return (
    typeof data === "object" && data !== null && Object.values(data).some((one) => isNamed(one as Schema.Json, person))
  )
}

/** Of a list in which several people stand, only what is this person's. */
const theirs = (data: Schema.Json, person: Person.Id): Schema.Json => {
  if (Array.isArray(data)) {
    const own = data.filter((one) => isNamed(one, person))
    return (own.length > 0 ? own : data).map((one) => theirs(one, person))
  }
  if (typeof data !== "object" || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, theirs(value as Schema.Json, person)]))
}

const isSealed = Schema.is(Sealed.Sealed)

/** Sealed values replaced by what was in them, where they were opened. */
const reveal = (data: Schema.Json, values: ReadonlyMap<string, Schema.Json>): Schema.Json => {
  if (isSealed(data)) return values.get(data.box) ?? data
  if (Array.isArray(data)) return data.map((one) => reveal(one, values))
  if (typeof data !== "object" || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, reveal(value as Schema.Json, values)]))
}

const dayOf = (at: Moment.Moment) => at.slice(0, 10) as CivilDate.CivilDate

const subjects: Readonly<Record<string, Retention.Subject>> = {
  cohort: "participation",
  participation: "participation",
  entitlement: "payment",
  disbursement: "payment"
}

/** When something last happened to a person; refused while something still may. */
const involvementOf = (person: Person.Id) =>
  Effect.gen(function* () {
    const last: { [S in Retention.Subject]?: CivilDate.CivilDate } = {}
    const seen = new Set<StreamId.Id>()
    for (const { event } of yield* concerning(person)) {
      const subject = subjects[StreamId.kindOf(event.stream)]
      if (subject === undefined) continue
      seen.add(event.stream)
      const day = dayOf(event.appendedAt)
      last[subject] = last[subject] === undefined || day > last[subject] ? day : last[subject]
    }
    const checks: Array<{ readonly stream: StreamId.Id; readonly expected: number }> = []
    const busy: Array<StreamId.Id> = []
    for (const stream of seen) {
      const loaded = yield* involvedIn(stream, person)
      if (loaded === undefined) continue
      checks.push({ stream, expected: loaded.version })
      if (loaded.isBusy) busy.push(stream)
    }
    const [first, ...others] = busy
    if (first !== undefined) return yield* new StillInvolved({ person, streams: [first, ...others] })
    return { last, checks }
  })

const involvedIn = (stream: StreamId.Id, person: Person.Id) =>
  Effect.gen(function* () {
    switch (StreamId.kindOf(stream)) {
      case Streams.cohort.name: {
        const { state, version } = yield* Handling.load(Streams.cohort, stream)
        const isBusy =
          state._tag === "Announced" &&
          !CohortState.isFinal(state.stage) &&
          CohortState.inOrder(state).some((entry) => !CohortState.isEnded(entry) && isOf(entry, person))
        return { version, isBusy }
      }
      case Streams.entitlement.name: {
        const { state, version } = yield* Handling.load(Streams.entitlement, stream)
        const isBusy = state.stage !== "Unassessed" && state.obligations.some(({ standing }) => standing === "Underway")
        return { version, isBusy }
      }
      default:
        return undefined
    }
  })

const isOf = ({ application, facts }: CohortState.Entry, person: Person.Id): boolean =>
  (application.person._tag === "Known" && application.person.value === person) ||
  Object.values(facts.sealed).some((sealed) => sealed.person === person)
