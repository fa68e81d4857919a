import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import { Crypto } from "@bina/core/adapter"

/** Takes the bytes apart again, as a stranger would who has only the page of formats. */
const partsOf = (bytes: Uint8Array): ReadonlyArray<string> => {
  const view = new DataView(bytes.buffer)
  const parts: Array<string> = []
  let at = 4
  for (let part = 0; part < view.getUint32(0); part++) {
    const length = view.getUint32(at)
    parts.push(new TextDecoder().decode(bytes.subarray(at + 4, at + 4 + length)))
    at += 4 + length
  }
  assert.strictEqual(at, bytes.length)
  return parts
}

describe("What a box is bound to", () => {
  it("can be taken apart in one way only", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" })), (parts) => {
        assert.deepStrictEqual(partsOf(Crypto.boundTo(parts)), parts)
      })
    )
  })

  it("tells lists apart that are the same when they are joined", () => {
    const lists = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], ['a","b', "c"], ["a", 'b","c'], []]
    const texts = new Set(lists.map((parts) => Crypto.boundTo(parts).join(" ")))
    assert.strictEqual(texts.size, lists.length)
  })
})
