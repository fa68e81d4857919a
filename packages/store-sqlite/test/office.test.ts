/** An office over a file: opened with nothing that can be forgotten, and refused at once where it was opened otherwise. */
import { assert, describe, it } from "@effect/vitest"
import { Actor, Cohort, Command } from "@bina/core"
import { Row } from "@bina/core/adapter"
import { MemoryStore, Office } from "@bina/core/office"
import { SqliteStore } from "@bina/store-sqlite"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Given from "./Given.ts"

const nothing = { policies: [], appointments: [] }

/** A request that only an office can refuse. */
const asking = Effect.gen(function* () {
  const office = yield* Office.Office
  const cohort = Cohort.id("nowhere")
  const refused = yield* Effect.flip(
    office.startCohort({ command: Command.id("start"), actor: Actor.id("ani"), cohort })
  )
  return refused._tag
})

/** What a program dies of. */
const deathOf = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.map(Effect.exit(effect), (exit) => (Exit.isFailure(exit) ? String(Cause.squash(exit.cause)) : "it lives"))

describe("An office over a store", () => {
  it.effect("works in a file that was opened with nothing but its name and key", () =>
    Effect.gen(function* () {
      const file = Given.fresh()
      const layer = () => Office.over({ store: SqliteStore.layer({ file, masterKey: Given.masterKey }), ...nothing })
      assert.strictEqual(yield* Effect.provide(asking, layer()), "NotAnnounced")
      assert.strictEqual(yield* Effect.provide(asking, layer()), "NotAnnounced")
    })
  )

  it.effect("is refused where the store was opened without its register, in words that name the remedy", () =>
    Effect.gen(function* () {
      const stores = [
        SqliteStore.layer({ file: Given.fresh(), masterKey: Given.masterKey, projection: "none" }),
        SqliteStore.layer({ file: Given.fresh(), masterKey: Given.masterKey, projection: Given.projection }),
        MemoryStore.layer(Row.none)
      ]
      for (const store of stores) {
        const death = yield* deathOf(Effect.provide(asking, Office.over({ store, ...nothing })))
        assert.match(death, /no table programmes.*projection.*Streams\.projection.*SqliteStore\.layer/)
      }
    })
  )
})
