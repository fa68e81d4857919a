import { assert, describe, it } from "@effect/vitest"
import * as Quick from "../src/measure/Quick.ts"

describe("the quick form", () => {
  it("lets a ratio grow to twice what is recorded, and no further", () => {
    assert.isTrue(Quick.compare({ a: 1.5, b: 3 }, { a: 3, b: 1 }).ok)
    const { lines, ok } = Quick.compare({ a: 1.5, b: 3 }, { a: 3.01, b: 3 })
    assert.isFalse(ok)
    assert.deepStrictEqual(
      lines.map((line) => line.slice(0, 7)),
      ["FAIL  a", "ok    b"]
    )
  })

  it("fails where a ratio cannot be formed", () => {
    assert.isFalse(Quick.compare({ a: 1.5 }, {}).ok)
    assert.isFalse(Quick.compare({ a: 1.5 }, { a: Number.NaN }).ok)
    assert.isFalse(Quick.compare({}, { a: 1 }).ok)
  })
})
