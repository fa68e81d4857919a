/**
 * Where a journal ended on some day, signed by its vault and kept away from both. Held against a journal later, it
 * shows whether the end was cut off; held against a vault that was restored from a backup, it says who has been erased
 * since and must be erased again.
 */
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Head from "../record/Head.ts"
import * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"
import type * as Journal from "../record/Journal.ts"
import * as Now from "../record/Now.ts"
import type * as Vault from "./Vault.ts"
import * as Crypto from "./Crypto.ts"

// ---- Models

const Base64Url = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]+$/))

/**
 * `erased` are the ids of everybody who was erased by then; they are random and lead nowhere. `key` is the public key
 * of the vault that signed, and `signature` covers all the rest.
 */
export const SignedHead = Schema.Struct({
  ...Head.Head.fields,
  at: Moment.Moment,
  erased: Schema.Array(Person.Id),
  key: Base64Url,
  signature: Base64Url
})
export type SignedHead = typeof SignedHead.Type

// ---- Errors

/** The text is no signed head. */
export class NotASignedHead extends Schema.TaggedError<NotASignedHead>()("NotASignedHead", { reason: Schema.String }) {
  override get message(): string {
    return `this is no signed head of a journal: ${this.reason}`
  }
}

/** Somebody changed the head after it was signed, or another vault signed it than the one that is trusted. */
export class HeadNotGenuine extends Schema.TaggedError<HeadNotGenuine>()("HeadNotGenuine", {
  position: Schema.Int,
  why: Schema.Literals(["another-key", "signature-broken"])
}) {
  override get message(): string {
    return this.why === "another-key"
      ? `the head at position ${this.position} was signed with another key than the one that is trusted`
      : `the head at position ${this.position} is not what was signed`
  }
}

// ---- Rules

/** What is signed. The first word keeps a signature from standing for anything else. */
const textOf = ({ at, erased, hash, position }: Omit<SignedHead, "key" | "signature">): string =>
  Canonical.encodeUnsafe(["bina/head/1", position, hash, at, erased])

/** Signs where the journal ends now. Whoever is given the `key` once, on another way, can check every later head. */
export const make = (
  journal: Journal.Journal["Service"],
  vault: Vault.Vault["Service"]
): Effect.Effect<SignedHead, Journal.JournalUnavailable | Vault.MasterKeyChanged | Vault.VaultUnavailable> =>
  Effect.gen(function* () {
    // In this order: whose erasure the head covers is among those who were erased.
    const { hash, position } = yield* journal.head
    const erased = (yield* vault.erased).toSorted()
    const said = { position, hash, at: yield* Now.moment, erased }
    return { ...said, ...(yield* vault.sign(textOf(said))) }
  })

/** The head as canonical JSON, for a file. */
export const write = (head: SignedHead): string => Canonical.encodeUnsafe(head)

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(SignedHead), { onExcessProperty: "error" })

/** Reads what {@link write} wrote. That it is genuine is not known before {@link verify}. */
export const read = (text: string): Result.Result<SignedHead, NotASignedHead> =>
  Result.mapError(decode(text), () => new NotASignedHead({ reason: "it is not JSON with the fields of one" }))

/** Whether the vault whose public key is `key` signed exactly this. */
export const verify = (head: SignedHead, key: string): Effect.Effect<SignedHead, HeadNotGenuine> =>
  Effect.gen(function* () {
    const { position } = head
    if (head.key !== key) return yield* new HeadNotGenuine({ position, why: "another-key" })
    const crypto = yield* Crypto.Crypto
    if (yield* crypto.isSigned(head, textOf(head))) return head
    return yield* new HeadNotGenuine({ position, why: "signature-broken" })
  }).pipe(Effect.provide(Crypto.layer))

/**
 * Erases again, in a vault that was restored from a backup, whoever had been erased by the time of the head; gives the
 * people it erased now. Those whom the backup does not know came after it and need nothing.
 */
export const reapplyErasures = (
  vault: Vault.Vault["Service"],
  head: SignedHead
): Effect.Effect<ReadonlyArray<Person.Id>, Vault.VaultUnavailable> =>
  Effect.gen(function* () {
    const before = new Set(yield* vault.erased)
    const due = head.erased.filter((person) => !before.has(person))
    return (yield* Effect.forEach(due, (person) =>
      vault.erase(person).pipe(
        Effect.as([person]),
        Effect.catchTag("UnknownPerson", () => Effect.succeed([]))
      )
    )).flat()
  })
