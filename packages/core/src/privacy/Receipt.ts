/**
 * A decision as it can be given away: what was decided, by which policy, and the hash under which the journal keeps it,
 * signed by the vault of the office. Whoever holds one shows it to somebody who knows the public key and nothing else;
 * held against the journal, it shows that the decision still stands there as it was given.
 */
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Recorded from "../record/Recorded.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Moment from "../words/Moment.ts"
import * as Crypto from "./Crypto.ts"
import type * as Vault from "./Vault.ts"

// ---- Models

const Base64Url = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]+$/))

/**
 * `answer` is what was decided, as the event holds it in clear; `hash` is that of the event, which covers what it holds
 * sealed as well. `key` is the public key of the vault that signed, and `signature` covers all the rest.
 */
export const Receipt = Schema.Struct({
  stream: StreamId.Id,
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  type: Schema.NonEmptyString,
  policy: Schema.NonEmptyString,
  answer: Schema.Json,
  at: Moment.Moment,
  hash: Recorded.Hash,
  key: Base64Url,
  signature: Base64Url
})
export type Receipt = typeof Receipt.Type

/** What a receipt is made of. */
export type Said = Omit<Receipt, "key" | "signature">

// ---- Errors

/** The text is no receipt, or is not written as {@link write} writes one. */
export class NotAReceipt extends Schema.TaggedError<NotAReceipt>()("NotAReceipt", { reason: Schema.String }) {
  override get message(): string {
    return `this is no receipt of a decision: ${this.reason}`
  }
}

/** Somebody changed the receipt after it was signed, or another office signed it than the one that is trusted. */
export class ReceiptNotGenuine extends Schema.TaggedError<ReceiptNotGenuine>()("ReceiptNotGenuine", {
  why: Schema.Literals(["another-key", "signature-broken"])
}) {
  override get message(): string {
    return this.why === "another-key"
      ? "the receipt was signed with another key than the one that is trusted: ask the office for its public key"
      : "the receipt is not what was signed"
  }
}

// ---- Functions

/** What is signed. The first word keeps a signature from standing for anything else. */
const textOf = ({ answer, at, hash, policy, stream, type, version }: Said): string =>
  Canonical.encodeUnsafe(["bina/receipt/1", stream, version, type, policy, answer, at, hash])

/** Signs what was decided. Whoever is given the `key` once, on another way, can check every later receipt. */
export const make = (
  vault: Vault.Vault["Service"],
  said: Said
): Effect.Effect<Receipt, Vault.MasterKeyChanged | Vault.VaultUnavailable> =>
  Effect.map(vault.sign(textOf(said)), (signed) => ({ ...said, ...signed }))

/** The receipt as canonical JSON, to be printed, sent or kept. */
export const write = (receipt: Receipt): string => Canonical.encodeUnsafe(receipt)

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(Receipt), { onExcessProperty: "error" })

/**
 * Reads what {@link write} wrote, and nothing that is only like it: one receipt has one spelling. That it is genuine is
 * not known before {@link verify}.
 */
export const read = (text: string): Result.Result<Receipt, NotAReceipt> => {
  // What has no canonical form was never written by an office, and text from outside may be anything.
  const parsed = Result.try(() => Canonical.encodeUnsafe(JSON.parse(text) as Schema.Json))
  const read = Result.isSuccess(parsed) ? decode(text) : decode("")
  if (Result.isFailure(read)) return Result.fail(new NotAReceipt({ reason: "it is not JSON with the fields of one" }))
  return write(read.success) === text
    ? Result.succeed(read.success)
    : Result.fail(new NotAReceipt({ reason: "it is written otherwise than receipts are" }))
}

/** Whether the office whose public key is `key` signed exactly this. */
export const verify = (receipt: Receipt, key: string): Effect.Effect<Receipt, ReceiptNotGenuine> =>
  Effect.gen(function* () {
    if (receipt.key !== key) return yield* new ReceiptNotGenuine({ why: "another-key" })
    const crypto = yield* Crypto.Crypto
    if (yield* crypto.isSigned(receipt, textOf(receipt))) return receipt
    return yield* new ReceiptNotGenuine({ why: "signature-broken" })
  }).pipe(Effect.provide(Crypto.layer))
