import { assert, describe, it } from "@effect/vitest"
import { Answer } from "@bina/core/adapter"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const Offered = Schema.Struct({ offered: Schema.Array(Schema.String), seats: Schema.Int })

/** Version 1 was the list alone, version 2 did not count seats. */
const offered = Answer.make(
  Offered,
  (list) => ({ offered: list }),
  (data) => ({ ...(data as { readonly offered: ReadonlyArray<string> }), seats: 0 })
)

describe("Answer", () => {
  it("is written in its newest version and read back", () => {
    const answer = { offered: ["a"], seats: 3 }
    assert.deepStrictEqual(Answer.write(offered, answer), { version: 3, data: answer })
    assert.deepStrictEqual(Answer.read(offered, Answer.write(offered, answer)), Result.succeed(answer))
    assert.deepStrictEqual(Answer.write(Schema.Int, 7), { version: 1, data: 7 })
  })

  it.each([
    [
      { version: 1, data: ["a"] },
      { offered: ["a"], seats: 0 }
    ],
    [
      { version: 2, data: { offered: ["a"] } },
      { offered: ["a"], seats: 0 }
    ]
  ])("of an older release is brought up to the newest: %o", (kept, answer) => {
    assert.deepStrictEqual(Answer.read(offered, kept), Result.succeed(answer))
  })

  it.each([
    [{ version: 4, data: {} }, "UnknownEvent"],
    [{ version: 0, data: {} }, "UnknownEvent"],
    [{ version: 3, data: { offered: "Siti" } }, "EventDamaged"],
    [{ version: 2, data: null }, "EventDamaged"],
    [{ offered: ["a"], seats: 3 }, "EventDamaged"],
    [null, "EventDamaged"]
  ])("of a newer release, or damaged, is told: %o", (kept, tag) => {
    const read = Answer.read(offered, kept as Schema.Json)
    assert.isTrue(Result.isFailure(read) && read.failure._tag === tag)
    if (Result.isFailure(read)) assert.notInclude(read.failure.message, "Siti")
  })
})
