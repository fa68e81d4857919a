/**
 * Decides again what was decided, from the journal and the vault alone: the policy as it was recorded, the facts as they
 * stand in the event. The same answer comes to the same bytes, with whatever release it is read.
 */
import { Canonical, Policy } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Actor from "../words/Actor.ts"
import type * as Command from "../words/Command.ts"
import * as Receipt from "../privacy/Receipt.ts"
import * as Recorded from "../record/Recorded.ts"
import type * as Sealed from "../privacy/Sealed.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Journal from "../record/Journal.ts"
import * as Vault from "../privacy/Vault.ts"
import * as Person from "../words/Person.ts"
import * as Programme from "../flow/programme/Programme.ts"
import * as Disclosure from "../privacy/Disclosure.ts"
import * as Handling from "./Handling.ts"
import * as Owed from "../streams/entitlement/Owed.ts"
import * as Sealing from "./Sealing.ts"
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
  const gone = Object.values(decision.sealed).find(({ person }) => erased.has(person))
  if (gone !== undefined) return { _tag: "Erased", person: gone.person } as Replayed
  const policy = yield* policyOf(decision.policy)
  const origins = yield* Sealing.originsIn(stream)
  const [closed = {}] = yield* Sealing.open([decision.sealed], origins, actor, purpose)
  const reads = Disclosure.readsOf(policy)
  const facts = Disclosure.only(Disclosure.join({ open: decision.open, closed }), reads)
  const answer = Policy.decide(policy, facts as never)
  const replayed = Canonical.encodeUnsafe(yield* decision.answerOf(answer))
  const recorded = Canonical.encodeUnsafe(decision.recorded)
  const found: Replayed =
    replayed === recorded
      ? { _tag: "Same", policy: decision.policy, bytes: replayed }
      : { _tag: "Different", policy: decision.policy, recorded, replayed }
  return found
})

/** A signed receipt of a decision, to be given away; nothing sealed is opened for it. */
export const receipt = Effect.fn("Office.receipt")(function* ({ stream, version }: Pick<Asked, "stream" | "version">) {
  const vault = yield* Vault.Vault
  const { event, policy, recorded: answer } = yield* decisionAt(stream, version)
  const { appendedAt: at, hash, type } = event
  return yield* Receipt.make(vault, { stream, version, type, policy, answer: Disclosure.plain(answer), at, hash })
})

/** Opens again what several decisions were given, as one access. */
export const reopen = Effect.fn("Office.reopen")(function* <
  Place extends { readonly stream: StreamId.Id; readonly version: number }
>(places: ReadonlyArray<Place>, reader: { readonly actor: Actor.Id; readonly purpose: string }) {
  const vault = yield* Vault.Vault
  const erased = new Set(yield* vault.erased)
  const found = new Map<Place, Reopened>()
  const kept: Array<{ readonly place: Place; readonly decision: Decision }> = []
  const origins = new Map<string, Command.Id>()
  for (const place of places) {
    const decision = yield* decisionAt(place.stream, place.version)
    const gone = Object.values(decision.sealed).find(({ person }) => erased.has(person))
    if (gone !== undefined) {
      found.set(place, { _tag: "Erased", person: gone.person })
      continue
    }
    kept.push({ place, decision })
    for (const [box, command] of yield* Sealing.originsIn(place.stream)) origins.set(box, command)
  }
  const sealed = kept.map(({ decision }) => decision.sealed)
  const opened = yield* Sealing.open(sealed, origins, reader.actor, reader.purpose)
  for (const [index, { decision, place }] of kept.entries()) {
    const policy = yield* policyOf(decision.policy)
    const joined = Disclosure.join({ open: decision.open, closed: opened[index]! })
    const facts = Disclosure.only(joined, Disclosure.readsOf(policy))
    const again = Canonical.encodeUnsafe(yield* decision.answerOf(Policy.decide(policy, facts as never)))
    const isSame = again === Canonical.encodeUnsafe(decision.recorded)
    found.set(place, { _tag: "Open", policy, facts, isSame })
  }
  return found as ReadonlyMap<Place, Reopened>
})

/** What was decided, and on what; `answerOf` brings the answer of the policy into the form of the event. */
interface Decision {
  readonly event: Recorded.Recorded
  readonly policy: Programme.Fingerprint
  readonly open: Disclosure.Plain
  readonly sealed: Readonly<Record<string, Sealed.Sealed>>
  readonly recorded: unknown
  readonly answerOf: (answer: unknown) => Effect.Effect<unknown, Owed.NotOwed | NotADecision>
}

const decisionAt = (stream: StreamId.Id, version: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const refused = new NotADecision({ stream, version })
    const recorded = (yield* journal.read(stream, version - 1))[0]
    if (recorded === undefined || recorded.version !== version) return yield* refused
    const written = Recorded.written(recorded)
    const kind = StreamId.kindOf(stream)
    if (kind === Streams.cohort.name) {
      const event = yield* Effect.fromResult(Streams.cohort.codec.read(written))
      if (event._tag !== "ApplicationDetermined") return yield* refused
      const { decision, facts, policy } = event
      const found: Decision = {
        event: recorded,
        policy,
        open: facts.open,
        sealed: facts.sealed,
        recorded: decision,
        answerOf: Effect.succeed
      }
      return found
    }
    if (kind !== Streams.entitlement.name) return yield* refused
    const event = yield* Effect.fromResult(Streams.entitlement.codec.read(written))
    if (event._tag !== "EntitlementAssessed") return yield* refused
    const { facts, outcome, person, policy } = event
    const { [Owed.termsFact]: terms, ...open } = facts.open
    const found: Decision = {
      event: recorded,
      policy,
      open,
      sealed: Object.fromEntries(facts.sealed.map((sealed) => [sealed.field, sealed])),
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
