/** Stores on real files, with the ways into them that laws of the conformance suites ask for. */
import { existsSync, readFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import type { JournalSuite, OutboxSuite, RegisterSuite, Store, VaultSuite } from "@bina/testkit"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { SqliteStore } from "@bina/store-sqlite"
import * as Given from "./Given.ts"

type All = Layer.Success<ReturnType<typeof SqliteStore.layer>>

/** An empty file, with the ways into it that the laws ask for. */
const store = <Given>(
  options: (given: Given) => Partial<SqliteStore.Options>,
  given: Given
): Store.Store<All, Given> => {
  const file = Given.fresh()
  const open = (asked: Given) => SqliteStore.layer({ file, masterKey: Given.masterKey, ...options(asked) })
  return {
    layer: open(given),
    reopen: open,
    beside: open,
    dump: Effect.sync(() =>
      [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path)).map((path) => readFileSync(path))
    ),
    outage: outage(file),
    tamper: (how) => Effect.sync(() => Given.raw(file, (db) => db.exec(tampering[how])))
  }
}

const outage = (file: string) =>
  Effect.sync(() => {
    const database = new DatabaseSync(file)
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
    for (const { name } of tables) database.exec(`drop table "${String(name)}"`)
    database.close()
  })

const next = (table: string, key: string, value: string) =>
  `SELECT ${value} FROM was WHERE ${key} > ${table}.${key} UNION ALL SELECT * FROM (SELECT ${value} FROM was ORDER BY ${key})`
const shifted = (table: string, key: string, ...columns: ReadonlyArray<string>) =>
  `CREATE TEMP TABLE was AS SELECT * FROM ${table} WHERE ${key} NOT LIKE 'vault:%' ORDER BY ${key};
   UPDATE ${table} SET ${columns.map((column) => `${column} = (${next(table, key, column)} LIMIT 1)`).join(", ")}
   WHERE ${key} NOT LIKE 'vault:%'`

const tampering: Readonly<Record<Store.Tampering, string>> = {
  "entries-shifted": shifted("vault_index", "entry", "id", "tag"),
  "ids-shifted": shifted("vault_index", "entry", "id"),
  "keys-shifted": shifted("vault_keys", "owner", "wrapped"),
  "keys-dropped": "DELETE FROM vault_keys WHERE owner NOT LIKE 'vault:%'",
  "index-key-dropped": "DELETE FROM vault_keys WHERE owner = 'vault:index'"
}

export const journal: JournalSuite.Make = () => store<void>(() => ({ projection: "none" }), undefined)
export const register: RegisterSuite.Make = (projection) => store((asked) => ({ projection: asked }), projection)
export const vault: VaultSuite.Make = (key) => store((masterKey) => ({ masterKey, projection: "none" }), key)

/** An outbox in a file of its own. */
export const outbox: OutboxSuite.Make = () => {
  const file = Given.fresh()
  const open = () => SqliteStore.layerOutbox({ file, patience: "2 seconds" })
  return { layer: open(), reopen: open, beside: open, outage: outage(file) }
}
