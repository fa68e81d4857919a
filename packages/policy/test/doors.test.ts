/**
 * What comes in through the doors is all that anybody needs to name: no type that they give is known inside alone.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Declarations from "./Declarations.ts"

describe("the doors", () => {
  it("let no name out that is known inside alone", () => {
    assert.deepStrictEqual(Declarations.leaks(), [])
  })
})
