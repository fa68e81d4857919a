/**
 * Decides again what was decided, from the journal and the vault alone: the policy as it was recorded, the facts as they
 * stand in the event and in those that it names. The same answer comes to the same bytes, with whatever release it is read.
 */
import { Canonical, Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import * as Limit from "../../flow/admission/Limit.ts"
import * as CohortFilling from "../../streams/cohort/Filling.ts"
import type * as Actor from "../../words/Actor.ts"
import * as Receipt from "../../privacy/Receipt.ts"
import type * as Recorded from "../../record/Recorded.ts"
import type * as Sealed from "../../privacy/Sealed.ts"
import * as StreamId from "../../record/StreamId.ts"
import * as Journal from "../../record/Journal.ts"
import * as Vault from "../../privacy/Vault.ts"
import * as Person from "../../words/Person.ts"
import * as Programme from "../../flow/programme/Programme.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Handling from "../handling/Handling.ts"
import type * as EntitlementEvent from "../../streams/entitlement/Event.ts"
import * as Owed from "../../streams/entitlement/Owed.ts"
import * as Sealing from "../handling/Sealing.ts"
import * as StreamKind from "../handling/StreamKind.ts"
import * as Streams from "../handling/Streams.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Which event, and who asks why; what is opened for it is recorded as an access. */
export interface Asked {
  readonly stream: StreamId.Id
  readonly version: number
  readonly actor: Actor.Id
  readonly purpose: string
}

/**
 * `Same`: the answer came out again, `bytes` is its canonical text. `Different`: it did not, and both are given.
 * `Erased`: the facts can never be opened again.
 */
export const Replayed = Schema.TaggedUnion({
  Same: { policy: Programme.Fingerprint, bytes: Schema.String },
  Different: { policy: Programme.Fingerprint, recorded: Schema.String, replayed: Schema.String },
  Erased: { person: Person.Id }
})
export type Replayed = typeof Replayed.Type

/**
 * A decision with the facts it was given, open again: the policy as the journal holds it, and whether it still comes to
 * what was recorded; or whose facts can never be opened again.
 */
export type Reopened =
  | {
      readonly _tag: "Open"
      readonly policy: Policy.Policy<never, unknown>
      readonly facts: Disclosure.Facts
      readonly isSame: boolean
    }
  | { readonly _tag: "Erased"; readonly person: Person.Id }

// ---- Errors

/** Nothing was decided by a policy at this place of the journal. */
export class NotADecision extends Schema.TaggedError<NotADecision>()("NotADecision", {
  stream: StreamId.Id,
  version: Schema.Number
}) {
  override get message(): string {
    return `no policy decided anything at ${this.stream} ${this.version}: name an ApplicationDetermined or an EntitlementAssessed`
  }
}

/** The journal does not hold the policy, or holds another one under its fingerprint. */
export class PolicyNotInJournal extends Schema.TaggedError<PolicyNotInJournal>()("PolicyNotInJournal", {
  fingerprint: Programme.Fingerprint,
  flaw: Schema.Literals(["not-recorded", "not-a-policy", "another-fingerprint"])
}) {
  override get message(): string {
    return `the policy ${this.fingerprint} cannot be read from the journal (${this.flaw}): verify the journal`
  }
}

// ---- Rules

/** Decides an event again. */
export const replay = Effect.fn("Office.replay")(function* ({ actor, purpose, stream, version }: Asked) {
  const decision = yield* decisionAt(stream, version)
  const gone = goneOf(decision, yield* erasedOf([decision]))
  if (gone !== undefined) return { _tag: "Erased", person: gone } as Replayed
  const [opened] = yield* openAll([decision], { actor, purpose })
  const answer = Policy.decide(opened!.policy, opened!.facts as never)
  const replayed = Canonical.encodeUnsafe(yield* decision.answerOf(answer))
  const recorded = Canonical.encodeUnsafe(decision.recorded)
  const found: Replayed =
    replayed === recorded
      ? { _tag: "Same", policy: decision.policy, bytes: replayed }
      : { _tag: "Different", policy: decision.policy, recorded, replayed }
  return found
})

/**
 * Gives the seats of a filling again, at the place of its `SeatsGiven`: from the answers of the policy as they were
 * recorded, the limits as the journal holds them, and what the event says of other cohorts and of people. The whole of
 * what was determined and offered comes out in the same bytes, or both are given. Nothing is opened.
 */
export const replaySeats = Effect.fn("Office.replaySeats")(function* ({
  stream,
  version
}: Pick<Asked, "stream" | "version">) {
  const refused = new NotADecision({ stream, version })
  if (StreamId.kindOf(stream) !== Streams.cohort.name) return yield* refused
  const journal = yield* Journal.Journal
  const recorded = yield* journal.read(stream)
  const events = yield* Effect.fromResult(StreamKind.read(Streams.cohort, recorded))
  const given = events[version - 1]
  const before = events.slice(0, version - 1).reduce(Streams.cohort.evolve, Streams.cohort.initial)
  if (given?._tag !== "SeatsGiven" || before._tag === "Unannounced") return yield* refused
  const { command } = recorded[version - 1]!
  const own = events.filter(
    (event, index) => index >= version - 1 && recorded[index]!.command === command && CohortFilling.follows(event)
  )
  const { terms } = yield* recordOf(given.policy)
  const { limits, personFact } = yield* Effect.mapError(
    Schema.decodeUnknownEffect(AdmissionTerms)(terms),
    () => refused
  )
  const texts = limits.map((limit) => ({ ...limit, text: { id: limit.reason, en: limit.reason } }))
  const again = yield* Effect.fromResult(CohortFilling.again(before, given, own, { limits: texts, personFact }))
  const bytesOf = (said: ReadonlyArray<unknown>) => Canonical.encodeUnsafe(Disclosure.plain(said))
  const found: Replayed =
    bytesOf(own) === bytesOf(again)
      ? { _tag: "Same", policy: given.policy, bytes: bytesOf(own) }
      : { _tag: "Different", policy: given.policy, recorded: bytesOf(own), replayed: bytesOf(again) }
  return found
})

/** What of the terms of admission is needed to give seats. */
const AdmissionTerms = Schema.Struct({
  personFact: Spelling.Name,
  limits: Schema.Array(Schema.Struct(Struct.omit(Limit.Limit.fields, ["text"])))
})

/** A signed receipt of a decision, to be given away: whose it is and what came of it. Nothing sealed is opened for it. */
export const receipt = Effect.fn("Office.receipt")(function* ({ stream, version }: Pick<Asked, "stream" | "version">) {
  const vault = yield* Vault.Vault
  const { event, policy, told: answer } = yield* decisionAt(stream, version)
  const { appendedAt: at, hash, type } = event
  return yield* Receipt.make(vault, { stream, version, type, policy, answer: Disclosure.plain(answer), at, hash })
})

/** Opens again what several decisions were given, as one access. */
export const reopen = Effect.fn("Office.reopen")(function* <
  Place extends { readonly stream: StreamId.Id; readonly version: number }
>(places: ReadonlyArray<Place>, reader: { readonly actor: Actor.Id; readonly purpose: string }) {
  const found = new Map<Place, Reopened>()
  const kept: Array<{ readonly place: Place; readonly decision: Decision }> = []
  const decisions = yield* Effect.forEach(places, ({ stream, version }) => decisionAt(stream, version))
  const erased = yield* erasedOf(decisions)
  for (const [index, place] of places.entries()) {
    const decision = decisions[index]!
    const gone = goneOf(decision, erased)
    if (gone === undefined) kept.push({ place, decision })
    else found.set(place, { _tag: "Erased", person: gone })
  }
  const opened = yield* openAll(
    kept.map(({ decision }) => decision),
    reader
  )
  for (const [index, { decision, place }] of kept.entries()) {
    const { facts, policy } = opened[index]!
    const again = Canonical.encodeUnsafe(yield* decision.answerOf(Policy.decide(policy, facts as never)))
    const isSame = again === Canonical.encodeUnsafe(decision.recorded)
    found.set(place, { _tag: "Open", policy, facts, isSame })
  }
  return found as ReadonlyMap<Place, Reopened>
})

/** Who was erased of those for whom something is sealed that decisions rest on. */
const erasedOf = (decisions: ReadonlyArray<Decision>) =>
  Effect.flatMap(Vault.Vault, (vault) =>
    vault.erasedAmong(decisions.flatMap(({ parts }) => parts.flatMap(({ sealed }) => sealed?.person ?? [])))
  )

/** Somebody who was erased, where a decision rests on what was sealed for them. */
const goneOf = ({ parts }: Decision, erased: ReadonlySet<Person.Id>): Person.Id | undefined =>
  parts.find(({ sealed }) => sealed !== undefined && erased.has(sealed.person))?.sealed?.person

/** The policies of decisions with what they read, opened as one access. */
const openAll = (
  decisions: ReadonlyArray<Decision>,
  { actor, purpose }: { readonly actor: Actor.Id; readonly purpose: string }
) =>
  Effect.gen(function* () {
    const policies = yield* Effect.forEach(decisions, ({ policy }) => policyOf(policy))
    const envelopes = decisions.flatMap(({ parts }, index) => {
      const names = Disclosure.readsOf(policies[index]!)
      return parts.map(({ sealed }) => (sealed === undefined ? undefined : { sealed, names }))
    })
    const opened = yield* Sealing.open(envelopes, actor, purpose)
    let next = 0
    return decisions.map(({ parts }, index) => {
      const policy = policies[index]!
      const facts = parts.map(({ open }) => Disclosure.join({ open, closed: opened[next++]! }))
      const joined = Object.assign({}, ...facts) as Disclosure.Facts
      return { policy, facts: Disclosure.only(joined, Disclosure.readsOf(policy)) }
    })
  })

/** Facts that stand together: in clear, and in an envelope where there is one. */
interface Part {
  readonly open: Disclosure.Plain
  readonly sealed?: Sealed.Sealed
}

/**
 * What was decided, and on what, later parts over earlier ones; `answerOf` brings the answer of the policy into the form
 * of the event.
 */
interface Decision {
  readonly event: Recorded.Recorded
  readonly policy: Programme.Fingerprint
  readonly parts: ReadonlyArray<Part>
  readonly recorded: unknown
  /** What a receipt says: of whom, and what came of it. */
  readonly told: unknown
  readonly answerOf: (answer: unknown) => Effect.Effect<unknown, Owed.NotOwed | NotADecision>
}

/** An event at a place, if there is one. */
const eventAt = <State, Event>(
  kind: StreamKind.StreamKind<State, Event>,
  { stream, version }: EntitlementEvent.Place
) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const [recorded] = yield* journal.read(stream, version - 1)
    if (recorded === undefined || recorded.version !== version) return undefined
    const [event] = yield* Effect.fromResult(StreamKind.read(kind, [recorded]))
    return { recorded, event: event! }
  })

/** The facts of an application as the event at a place holds them. */
const applicationAt = (place: EntitlementEvent.Place, refused: NotADecision) =>
  Effect.gen(function* () {
    const found =
      StreamId.kindOf(place.stream) === Streams.cohort.name ? yield* eventAt(Streams.cohort, place) : undefined
    const event = found?.event
    switch (event?._tag) {
      case "ApplicationReceived":
      case "ApplicationAmended":
      case "FactsSupplied": {
        const { application, facts } = event
        return { application: application.id, part: { open: facts.open, sealed: facts.sealed } }
      }
      default:
        return yield* refused
    }
  })

const decisionAt = (stream: StreamId.Id, version: number) =>
  Effect.gen(function* () {
    const refused = new NotADecision({ stream, version })
    const kind = StreamId.kindOf(stream)
    if (kind === Streams.cohort.name) {
      const at = yield* eventAt(Streams.cohort, { stream, version })
      if (at?.event._tag !== "ApplicationDetermined") return yield* refused
      const { event, recorded } = at
      const { decision, facts, policy } = event
      const { application, part } = yield* applicationAt({ stream, version: facts.version }, refused)
      if (application !== event.application) return yield* refused
      const found: Decision = {
        event: recorded,
        policy,
        parts: [{ open: { ...part.open, ...facts.open }, sealed: part.sealed }],
        recorded: decision,
        // What became of the application is more than the policy says: limits, quota and order stand in it.
        told: { application: event.application, determination: event.determination, decision },
        answerOf: Effect.succeed
      }
      return found
    }
    if (kind !== Streams.entitlement.name) return yield* refused
    const at = yield* eventAt(Streams.entitlement, { stream, version })
    if (at?.event._tag !== "EntitlementAssessed") return yield* refused
    const { event, recorded } = at
    const { facts, outcome, person, policy } = event
    const { [Owed.termsFact]: terms, ...open } = facts.open
    const { part } = yield* applicationAt(facts.application, refused)
    const found: Decision = {
      event: recorded,
      policy,
      parts: [part, facts.sealed === undefined ? { open } : { open, sealed: facts.sealed }],
      recorded: outcome,
      told: { person, outcome },
      answerOf: (answer) =>
        Effect.flatMap(
          Effect.mapError(Schema.decodeUnknownEffect(Owed.Terms)(terms), () => refused),
          (known) => Effect.fromResult(Owed.of(person, known, answer as never))
        )
    }
    return found
  })

/** The policy as the journal holds it. */
const policyOf = (fingerprint: Programme.Fingerprint) => Effect.map(recordOf(fingerprint), ({ policy }) => policy)

/** The policy with its terms as the journal holds them, held against their fingerprint. */
const recordOf = (fingerprint: Programme.Fingerprint) =>
  Effect.gen(function* () {
    const { state } = yield* Handling.load(Streams.policy, Streams.ofPolicy(fingerprint))
    if (Option.isNone(state)) return yield* new PolicyNotInJournal({ fingerprint, flaw: "not-recorded" })
    const { document, terms } = state.value
    const policy = yield* Effect.mapError(
      Effect.fromResult(Policy.decode(document)),
      () => new PolicyNotInJournal({ fingerprint, flaw: "not-a-policy" })
    )
    return Policy.fingerprint(policy, [terms]) === `sha256:${fingerprint}`
      ? { policy, terms }
      : yield* new PolicyNotInJournal({ fingerprint, flaw: "another-fingerprint" })
  })
