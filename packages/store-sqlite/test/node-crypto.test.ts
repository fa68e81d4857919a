/** Node's own cryptography against Web Crypto: whatever the key and the content, the same bytes. */
import { assert, describe, it } from "@effect/vitest"
import { Crypto } from "@bina/core/adapter"
import { NodeCrypto } from "@bina/store-sqlite"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as fc from "fast-check"

const both = Effect.gen(function* () {
  const of = (layer: Layer.Layer<Crypto.Crypto>) =>
    Effect.map(Layer.build(layer), (context) => Context.get(context, Crypto.Crypto))
  return { node: yield* of(NodeCrypto.layer), web: yield* of(Crypto.layer) }
})

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 })
const anyBytes = fc.uint8Array({ maxLength: 600 })
const anyParts = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 4 })

const forAny = (
  check: (node: Crypto.Crypto["Service"], web: Crypto.Crypto["Service"], given: Given) => Effect.Effect<void>
) =>
  Effect.gen(function* () {
    const { node, web } = yield* both
    for (const given of fc.sample(fc.record({ key: anyKey, bytes: anyBytes, parts: anyParts }), 60)) {
      yield* check(node, web, given)
    }
  }).pipe(Effect.scoped)

interface Given {
  readonly key: Uint8Array
  readonly bytes: Uint8Array
  readonly parts: ReadonlyArray<string>
}

describe("Node's cryptography", () => {
  it.effect("opens what Web Crypto closed, and the other way round", () =>
    forAny((node, web, { bytes, key, parts }) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* node.open(key, yield* web.close(key, bytes, parts), parts), Option.some(bytes))
        assert.deepStrictEqual(yield* web.open(key, yield* node.close(key, bytes, parts), parts), Option.some(bytes))
      })
    )
  )

  it.effect("makes the same keyed digests, whatever the key's length", () =>
    forAny((node, web, { bytes, key, parts }) =>
      Effect.gen(function* () {
        assert.strictEqual(yield* node.mac(key, parts), yield* web.mac(key, parts))
        if (bytes.length > 0) assert.strictEqual(yield* node.mac(bytes, parts), yield* web.mac(bytes, parts))
      })
    )
  )

  it.effect("reads back every text", () =>
    forAny((node, web, { parts }) =>
      Effect.sync(() => {
        const bytes = new TextEncoder().encode(parts.join(""))
        assert.strictEqual(node.textOf(bytes), parts.join(""))
        assert.strictEqual(web.textOf(bytes), parts.join(""))
      })
    )
  )
})
