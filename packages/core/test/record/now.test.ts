import { assert, describe, it } from "@effect/vitest"
import { Moment } from "@bina/core"
import { Now } from "@bina/core/adapter"
import { CivilDate } from "@bina/policy"
import * as Effect from "effect/Effect"

describe("The end of a day", () => {
  it.effect.each([
    ["Asia/Jakarta", "2030-06-01", "2030-06-01T16:59:59"],
    ["America/New_York", "2030-06-01", "2030-06-02T03:59:59"],
    // The night in which the clock goes back has 25 hours, of which the last is counted.
    ["Europe/Berlin", "2030-10-27", "2030-10-27T22:59:59"],
    ["Asia/Jakarta", "0001-01-01", undefined],
    ["America/New_York", "9999-12-31", "9999-12-31T23:59:59"]
  ] as const)("in %s, of %s", ([zone, day, expected]) =>
    Effect.gen(function* () {
      const end: string = yield* Now.endOf(zone, CivilDate.makeUnsafe(day))
      if (expected !== undefined) assert.strictEqual(end, expected)
      if (!day.startsWith("9999")) assert.strictEqual<string>(yield* Now.dayIn(zone, Moment.makeUnsafe(end)), day)
    })
  )

  it.effect("is none in a zone that nobody knows", () =>
    Effect.gen(function* () {
      const refused = yield* Effect.flip(Now.endOf("Asia/Nowhere", CivilDate.makeUnsafe("2030-06-01")))
      assert.strictEqual(refused._tag, "UnknownZone")
    })
  )
})
