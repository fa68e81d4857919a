/**
 * Decides again what was decided, from the journal and the vault alone: the policy as it was recorded, the facts as they
 * stand in the event and in those that it names. The same answer comes to the same bytes, with whatever release it is read.
 */
import { Canonical, Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Actor from "../words/Actor.ts"
import type * as Sealed from "../privacy/Sealed.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Journal from "../record/Journal.ts"
import * as Vault from "../privacy/Vault.ts"
import * as Person from "../words/Person.ts"
import * as Programme from "../flow/programme/Programme.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Handling from "./Handling.ts"
import type * as EntitlementEvent from "../streams/entitlement/Event.ts"
import * as Owed from "../streams/entitlement/Owed.ts"
import * as Sealing from "./Sealing.ts"
import * as StreamKind from "./StreamKind.ts"
import * as Streams from "./Streams.ts"

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

// ---- Errors

/** Nothing was decided by a policy at this place of the journal. */
export class NotADecision extends Schema.TaggedError<NotADecision>()("NotADecision", {
  stream: StreamId.Id,
  version: Schema.Int
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
  const vault = yield* Vault.Vault
  const erased = new Set(yield* vault.erased)
  const gone = decision.parts.find(({ sealed }) => sealed !== undefined && erased.has(sealed.person))
  if (gone !== undefined) return { _tag: "Erased", person: gone.sealed!.person } as Replayed
  const policy = yield* policyOf(decision.policy)
  const names = Disclosure.readsOf(policy)
  const envelopes = decision.parts.map(({ sealed }) => (sealed === undefined ? undefined : { sealed, names }))
  const opened = yield* Sealing.open(envelopes, actor, purpose)
  const facts = decision.parts.map(({ open }, index) => Disclosure.join({ open, closed: opened[index]! }))
  const answer = Policy.decide(policy, Disclosure.only(Object.assign({}, ...facts) as Disclosure.Facts, names) as never)
  const replayed = Canonical.encodeUnsafe(yield* decision.answerOf(answer))
  const recorded = Canonical.encodeUnsafe(decision.recorded)
  const found: Replayed =
    replayed === recorded
      ? { _tag: "Same", policy: decision.policy, bytes: replayed }
      : { _tag: "Different", policy: decision.policy, recorded, replayed }
  return found
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
  readonly policy: Programme.Fingerprint
  readonly parts: ReadonlyArray<Part>
  readonly recorded: unknown
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
    return (yield* Effect.fromResult(StreamKind.read(kind, [recorded])))[0]
  })

/** The facts of an application as the event at a place holds them. */
const applicationAt = (place: EntitlementEvent.Place, refused: NotADecision) =>
  Effect.gen(function* () {
    const event =
      StreamId.kindOf(place.stream) === Streams.cohort.name ? yield* eventAt(Streams.cohort, place) : undefined
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
      const event = yield* eventAt(Streams.cohort, { stream, version })
      if (event?._tag !== "ApplicationDetermined") return yield* refused
      const { decision, facts, policy } = event
      const { application, part } = yield* applicationAt({ stream, version: facts.version }, refused)
      if (application !== event.application) return yield* refused
      const found: Decision = {
        policy,
        parts: [{ open: { ...part.open, ...facts.open }, sealed: part.sealed }],
        recorded: decision,
        answerOf: Effect.succeed
      }
      return found
    }
    if (kind !== Streams.entitlement.name) return yield* refused
    const event = yield* eventAt(Streams.entitlement, { stream, version })
    if (event?._tag !== "EntitlementAssessed") return yield* refused
    const { facts, outcome, person, policy } = event
    const { [Owed.termsFact]: terms, ...open } = facts.open
    const { part } = yield* applicationAt(facts.application, refused)
    const found: Decision = {
      policy,
      parts: [part, facts.sealed === undefined ? { open } : { open, sealed: facts.sealed }],
      recorded: outcome,
      answerOf: (answer) =>
        Effect.flatMap(
          Effect.mapError(Schema.decodeUnknownEffect(Owed.Terms)(terms), () => refused),
          (known) => Effect.fromResult(Owed.of(person, known, answer as never))
        )
    }
    return found
  })

/** The policy as the journal holds it, held against its fingerprint. */
const policyOf = (fingerprint: Programme.Fingerprint) =>
  Effect.gen(function* () {
    const { state } = yield* Handling.load(Streams.policy, Streams.ofPolicy(fingerprint))
    if (Option.isNone(state)) return yield* new PolicyNotInJournal({ fingerprint, flaw: "not-recorded" })
    const { document, limits } = state.value
    const policy = yield* Effect.mapError(
      Effect.fromResult(Policy.decode(document)),
      () => new PolicyNotInJournal({ fingerprint, flaw: "not-a-policy" })
    )
    return Policy.fingerprint(policy, limits) === `sha256:${fingerprint}`
      ? policy
      : yield* new PolicyNotInJournal({ fingerprint, flaw: "another-fingerprint" })
  })
