import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Season from "./Season.ts"

describe("Office, merging", () => {
  it.effect("does not join two who sit in one cohort, so that nobody is paid twice, and changes nothing by it", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      const before = yield* Season.dump
      const merging = office.mergePersons({ ...Season.by("registrar", "merge"), kept: ani, merged: budi, limits: [] })
      const refused = yield* Effect.flip(merging)
      assert.strictEqual(refused._tag, "BothSeated")
      assert.include(refused.message, Season.weaving)
      assert.deepStrictEqual(yield* Season.dump, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("is done by nobody who is not appointed to it", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      const before = yield* Season.dump
      const merging = office.mergePersons({ ...Season.desk("merge"), kept: ani, merged: budi, limits: [] })
      assert.strictEqual((yield* Effect.flip(merging))._tag, "NotAuthorised")
      assert.deepStrictEqual(yield* Season.dump, before)
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("joins them once one of them has left as a duplicate", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* Season.seated
      yield* office.exit({
        ...Season.desk("exit"),
        cohort: Season.weaving,
        application: Season.app("a-budi"),
        reason: "Duplicate"
      })
      const merged = yield* office.mergePersons({
        ...Season.by("registrar", "merge"),
        kept: ani,
        merged: budi,
        limits: []
      })
      assert.strictEqual(merged.answer.length, 2)
    }).pipe(Effect.provide(Season.layer))
  )
})
