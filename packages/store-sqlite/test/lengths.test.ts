/**
 * What a season on a file gives away by how long things are: two seasons that differ only in what nobody may know of the
 * people leave tables whose values are of the same lengths, and files of the same size.
 */
import { readdirSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Journal } from "@bina/core/adapter"
import { assert, describe, it } from "@effect/vitest"
import { SqliteStore } from "@bina/store-sqlite"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Given from "./Given.ts"
import * as OfficeSeason from "./OfficeSeason.ts"

/** The lengths of every value of every table, in an order of their own, and the sizes of all files. */
const measured = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()
  const lengths = tables.map(({ name }) => {
    const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all()
    const told = rows.map((row) =>
      Object.entries(row)
        .map(([column, value]) => `${column} ${value instanceof Uint8Array ? value.length : String(value).length}`)
        .join(", ")
    )
    return [String(name), told.toSorted()] as const
  })
  database.close()
  const folder = dirname(file)
  const files = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size] as const)
  return { lengths, files }
}

type Plant = (length: OfficeSeason.Length) => Effect.Effect<void, unknown, Journal.Journal>

const left = (length: OfficeSeason.Length, plant: Plant = () => Effect.void) =>
  Effect.gen(function* () {
    const file = Given.fresh()
    yield* Effect.andThen(OfficeSeason.run(length), plant(length)).pipe(
      Effect.provide(OfficeSeason.over(SqliteStore.layer({ file, masterKey: Given.masterKey })))
    )
    return measured(file)
  })

describe("L43 a season of people of whom more is known", () => {
  it.effect("leaves values of the same lengths in every table, and files of the same size", () =>
    Effect.gen(function* () {
      const [short, long] = [yield* left("short"), yield* left("long")]
      assert.deepStrictEqual(long.lengths, short.lengths)
      assert.deepStrictEqual(long.files, short.files)
      // There was something to measure: people, envelopes, rows of every table that tells of them.
      for (const table of ["events", "applications", "attendance", "entitlements", "instructions", "accesses"]) {
        assert.isAbove(short.lengths.find(([name]) => name.endsWith(table))?.[1].length ?? 0, 0, table)
      }
    })
  )

  it.effect("and one value that is not padded is seen", () =>
    Effect.gen(function* () {
      const plant: Plant = (length) =>
        Effect.flatMap(Journal.Journal, (journal) => {
          const commit = Given.bare("planted", "planted", 0)
          const body = JSON.stringify({ note: length === "short" ? "" : "a".repeat(9_000) })
          const events = [{ type: "Noted", version: 1, body }] as const
          return journal.append({ ...commit, writes: [{ ...commit.writes[0]!, events }] })
        }).pipe(Effect.asVoid)
      const [short, long] = [yield* left("short", plant), yield* left("long", plant)]
      const differing = short.lengths.filter(([, rows], index) => !Equal.equals(rows, long.lengths[index]![1]))
      assert.deepStrictEqual(
        differing.map(([name]) => name),
        ["events"]
      )
      assert.notDeepEqual(long.files, short.files)
    })
  )
})
