import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { Moment } from "../../src/index.ts"
import { Crypto, MemoryVault, Vault, VaultOf } from "../../src/adapter.ts"
import { Receipt, type Recorded, StreamId } from "../../src/journal.ts"
import * as Schema from "effect/Schema"

const said: Receipt.Said = {
  stream: StreamId.of("cohort", "weaving"),
  version: 7,
  type: "ApplicationDetermined",
  policy: "0f".repeat(32),
  answer: {
    decision: { _tag: "Ineligible", reasons: ["under-age"] },
    determination: { _tag: "Waitlisted", position: 3 }
  },
  at: Moment.makeUnsafe("2030-02-10T02:00:00"),
  hash: "ab".repeat(32) as Recorded.Hash
}

const made = Effect.flatMap(Vault.Vault, (vault) => Receipt.make(vault, said))

const vaultOf = (key: number) =>
  Layer.effect(Vault.Vault, VaultOf.make(MemoryVault.make(), Redacted.make(new Uint8Array(32).fill(key)))).pipe(
    Layer.provide(Crypto.layer)
  )

const layer = vaultOf(7)

/** Whether a text is a receipt that the key vouches for. */
const holds = (text: string, key: string) =>
  Effect.gen(function* () {
    const read = Receipt.read(text)
    return Result.isSuccess(read) && (yield* Effect.isSuccess(Receipt.verify(read.success, key)))
  })

describe("Receipt", () => {
  it.effect("L35 verifies as it was given, through text and back", () =>
    Effect.gen(function* () {
      const receipt = yield* made
      assert.isTrue(yield* holds(Receipt.write(receipt), receipt.key))
      assert.deepStrictEqual(Result.getOrThrow(Receipt.read(Receipt.write(receipt))), receipt)
    }).pipe(Effect.provide(layer))
  )

  it.effect.prop(
    "L35 with any byte changed it does not",
    {
      place: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10_000 })),
      by: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 94 }))
    },
    ({ by, place }) =>
      Effect.gen(function* () {
        const receipt = yield* made
        const text = Receipt.write(receipt)
        const at = place % text.length
        const other = String.fromCharCode(32 + ((text.charCodeAt(at) - 32 + by) % 95))
        const changed = text.slice(0, at) + other + text.slice(at + 1)
        assert.isFalse(yield* holds(changed, receipt.key), changed)
      }).pipe(Effect.provide(layer))
  )

  it.effect("nor does one whose signature ends with another letter for the same bytes", () =>
    Effect.gen(function* () {
      const receipt = yield* made
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
      for (const last of letters.replace(receipt.signature.at(-1)!, "")) {
        const other = { ...receipt, signature: `${receipt.signature.slice(0, -1)}${last}` }
        assert.isFalse(yield* holds(Receipt.write(other), receipt.key), last)
      }
    }).pipe(Effect.provide(layer))
  )

  it.effect("nor does one that is longer, shorter, or written otherwise", () =>
    Effect.gen(function* () {
      const receipt = yield* made
      const text = Receipt.write(receipt)
      const parsed = JSON.parse(text) as Record<string, unknown>
      for (const other of [
        `${text} `,
        text.slice(0, -1),
        JSON.stringify(parsed, null, 1),
        JSON.stringify({ ...parsed, more: 1 })
      ]) {
        assert.isFalse(yield* holds(other, receipt.key), other)
      }
    }).pipe(Effect.provide(layer))
  )

  it.each(['{"version":1.5}', '{"a":"\\ud800"}', `${"[".repeat(100_000)}`, "", "null"])(
    "a text from anywhere is no receipt, and no fault",
    (text) => {
      assert.isTrue(Result.isFailure(Receipt.read(text)))
    }
  )

  it.effect("of another office is told apart from one that was changed", () =>
    Effect.gen(function* () {
      const receipt = yield* made
      const other = yield* Effect.provide(made, vaultOf(8))
      const foreign = yield* Effect.flip(Receipt.verify(other, receipt.key))
      assert.strictEqual(foreign.why, "another-key")
      const resigned = yield* Effect.flip(Receipt.verify({ ...receipt, version: 8 }, receipt.key))
      assert.strictEqual(resigned.why, "signature-broken")
    }).pipe(Effect.provide(layer))
  )
})
