/** What an office refuses leaves every table of its file as it was: journal, register, vault, and what stands beside. */
import { DatabaseSync } from "node:sqlite"
import { Requests } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Refusing from "../../core/test/office/Refusing.ts"
import * as Season from "../../core/test/office/Season.ts"
import * as Given from "./Given.ts"

/** Every row of every table, with its place, as text. */
const tablesOf = (database: DatabaseSync): string => {
  const tables = database.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all()
  const rows = tables
    .filter(({ sql }) => String(sql).startsWith("CREATE TABLE"))
    .map(({ name }) => [name, database.prepare(`SELECT * FROM "${String(name)}"`).all()])
  return JSON.stringify([tables, rows], (_, value) => (value instanceof Uint8Array ? [...value] : value))
}

describe("An office over a file, refusing each of its requests", () => {
  it.effect(
    "leaves every table as it was",
    () =>
      Effect.gen(function* () {
        const file = Given.fresh()
        const layer = Season.layerOn(Layer.orDie(SqliteStore.layer({ file, masterKey: Given.masterKey })))
        yield* Effect.gen(function* () {
          const database = new DatabaseSync(file, { readOnly: true })
          const before = tablesOf(database)
          const refused = yield* Refusing.season(
            Effect.sync(() => tablesOf(database)),
            assert.fail
          )
          assert.deepStrictEqual([...refused.keys()].toSorted(), Object.keys(Requests.byMethod).toSorted())
          // The season itself was written where it was looked for.
          assert.notStrictEqual(tablesOf(database), before)
          assert.include(tablesOf(database), "PersonErased")
          database.close()
        }).pipe(Effect.provide(layer))
      }),
    120_000
  )
})
