/** Stores on real files, with the ways into them that laws of the conformance suites ask for. */
import { existsSync, readFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import type { JournalSuite, RegisterSuite, Store, VaultSuite } from "@bina/testkit"
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
    outage: Effect.sync(() => {
      const database = new DatabaseSync(file)
      const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
      for (const { name } of tables) database.exec(`drop table "${String(name)}"`)
      database.close()
    })
  }
}

export const journal: JournalSuite.Make = () => store<void>(() => ({ projection: "none" }), undefined)
export const register: RegisterSuite.Make = (projection) => store((asked) => ({ projection: asked }), projection)
export const vault: VaultSuite.Make = (key) => store((masterKey) => ({ masterKey, projection: "none" }), key)
