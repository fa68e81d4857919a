/** Node's own cryptography against Web Crypto: the same bytes, and neither opens what was changed. */
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

  it.effect("opens nothing that was changed, cut, spelt otherwise, or bound to something else", () =>
    forAny((node, _, { bytes, key, parts }) =>
      Effect.gen(function* () {
        const box = yield* node.close(key, bytes, parts)
        const other = box.startsWith("A") ? `B${box.slice(1)}` : `A${box.slice(1)}`
        const otherKey = key.map((byte) => byte ^ 1)
        const tried = [
          node.open(key, other, parts),
          node.open(key, box.slice(0, -4), parts),
          node.open(key, `${box}=`, parts),
          node.open(key, ` ${box}`, parts),
          node.open(key, "", parts),
          node.open(key, box, [...parts, ""]),
          node.open(otherKey, box, parts)
        ]
        for (const opened of yield* Effect.all(tried)) assert.isTrue(Option.isNone(opened))
      })
    )
  )

  it.effect("gives no nonce, key or id twice", () =>
    Effect.gen(function* () {
      const { node } = yield* both
      const key = yield* node.newKey
      const boxes = yield* Effect.forEach(Array.from({ length: 2_000 }), () => node.close(key, new Uint8Array(), []))
      assert.strictEqual(new Set(boxes).size, boxes.length)
      const ids = yield* Effect.forEach(Array.from({ length: 200 }), () => node.newId)
      assert.strictEqual(new Set(ids).size, ids.length)
    }).pipe(Effect.scoped)
  )
})
