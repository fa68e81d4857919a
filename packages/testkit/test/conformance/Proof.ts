/** The two halves of a proof: an honest store keeps every law, and each law finds the saboteurs made for it. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Saboteur, type Store, Suite } from "@bina/testkit"

export const proof = <Services, Given>(
  suite: Suite.Suite<Services, Given>,
  honest: Store.Make<Services, Given>,
  saboteurs: ReadonlyArray<Saboteur.Saboteur<Services, Given>>
): void => {
  describe(`the suite of the ${suite.port}`, () => {
    it.effect("finds nothing in an honest store, and tries every law on it", () =>
      Effect.gen(function* () {
        const { lines } = yield* Suite.run(suite, honest)
        assert.deepStrictEqual(
          lines.filter(({ _tag }) => _tag !== "Kept"),
          []
        )
      })
    )

    it("has laws that are numbered from 1, and a saboteur for each", () => {
      const ids = suite.laws.map(({ id }) => id)
      assert.deepStrictEqual(
        ids,
        ids.map((_, index) => `${suite.port[0]}-${index + 1}`)
      )
      assert.deepStrictEqual(Saboteur.broken(saboteurs), ids)
      assert.strictEqual(new Set(saboteurs.map(({ wrong }) => wrong)).size, saboteurs.length)
    })

    it.effect.each(saboteurs)("$breaks finds the one that: $wrong", ({ breaks, make }) =>
      Effect.gen(function* () {
        const law = suite.laws.find(({ id }) => id === breaks)!
        const found = yield* Effect.flip(law.check(make, 3))
        assert.strictEqual(found._tag, "LawBroken", found.message)
        assert.strictEqual(found.law, breaks)
      })
    )
  })
}
