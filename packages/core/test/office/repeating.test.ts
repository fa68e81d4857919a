import { assert, describe, it } from "@effect/vitest"
import { Actor } from "@bina/core"
import { Journal, Register } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import { Office } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

type Method = (
  request: object
) => Effect.Effect<{ readonly isRepeated: boolean; readonly answer: unknown }, { readonly _tag: string }>

/** An office whose every command is given twice, and twice more with another content. */
const stubborn = (office: Office.Office["Service"], journal: Journal.Journal["Service"], given: Set<string>) => {
  const insist =
    (name: string, method: Method): Method =>
    (request) =>
      Effect.gen(function* () {
        given.add(name)
        const first = yield* method(request)
        const head = yield* journal.head
        const again = yield* method(request)
        assert.isFalse(first.isRepeated, name)
        assert.deepStrictEqual(again, { isRepeated: true, answer: first.answer }, `L26 ${name}`)
        for (const other of [{ actor: Actor.id("somebody-else") }, { cohort: "another", detail: "another" }]) {
          const conflict = yield* Effect.result(method({ ...request, ...other }))
          assert.isTrue(Result.isFailure(conflict) && conflict.failure._tag === "CommandConflict", `L27 ${name}`)
        }
        assert.deepStrictEqual(yield* journal.head, head, name)
        return first
      })
  return Office.Office.of(
    Object.fromEntries(
      Object.entries(office).map(([name, method]) => [
        name,
        Everything.reads.includes(name) ? method : insist(name, method as unknown as Method)
      ])
    ) as unknown as Office.Office["Service"]
  )
}

describe("Office, repeated", () => {
  it.effect("L26 L27 every command does nothing the second time, and is a conflict with another content", () => {
    const given = new Set<string>()
    const layer = Layer.effect(
      Office.Office,
      Effect.gen(function* () {
        return stubborn(yield* Office.Office, yield* Journal.Journal, given)
      })
    ).pipe(Layer.provideMerge(Season.layer))
    return Effect.gen(function* () {
      const office = yield* Office.Office
      yield* Everything.run(office)
      const commands = Object.keys(office).filter((name) => !Everything.reads.includes(name))
      assert.deepStrictEqual([...given].toSorted(), commands.toSorted())
      assert.strictEqual((yield* Verification.of(yield* Journal.Journal))._tag, "Whole")
    }).pipe(Effect.provide(layer))
  })

  it.effect("L41 the register rebuilt from the journal is the register kept, after every kind of command", () =>
    Effect.gen(function* () {
      yield* Everything.run(yield* Office.Office)
      const kept = yield* Season.rows
      assert.deepStrictEqual(
        kept.map((table) => table.length > 0),
        kept.map(() => true)
      )
      yield* (yield* Register.Register).rebuild
      assert.deepStrictEqual(yield* Season.rows, kept)
    }).pipe(Effect.provide(Season.layer))
  )
})
