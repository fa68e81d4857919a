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
  it.effect("opens what Web Crypto closed, and the other way round, each at its place", () =>
    forAny((node, web, { bytes, key, parts }) =>
      Effect.gen(function* () {
        const other = key.map((byte) => byte ^ 1)
        const asked: ReadonlyArray<Crypto.Closing> = [
          { key, bytes, bound: parts },
          { key: other, bytes: key, bound: [...parts, ""] },
          { key, bytes: new Uint8Array(), bound: [] }
        ]
        for (const [closing, opening] of [
          [node, web],
          [web, node],
          [node, node]
        ] as const) {
          const boxes = yield* closing.close(asked)
          const given = asked.map(({ bound, key }, place) => ({ key, bound, box: boxes[place]! }))
          assert.deepStrictEqual(
            yield* opening.open(given),
            asked.map(({ bytes }) => Option.some(bytes))
          )
          // One that does not open leaves the others as they are.
          const wrong = given.map((one, place) => (place === 1 ? { ...one, key } : one))
          assert.deepStrictEqual((yield* opening.open(wrong)).map(Option.isSome), [true, false, true])
        }
        assert.deepStrictEqual(yield* node.close([]), [])
      })
    )
  )

  it.effect("makes the same keyed digests, whatever the key's length, each at its place", () =>
    forAny((node, web, { bytes, key, parts }) =>
      Effect.gen(function* () {
        const all = [parts, [...parts, ""], []]
        for (const one of bytes.length > 0 ? [key, bytes] : [key]) {
          const made = yield* node.mac(one, all)
          assert.deepStrictEqual(made, yield* web.mac(one, all))
          assert.strictEqual(new Set(made).size, parts.length === 0 ? 2 : 3)
        }
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
