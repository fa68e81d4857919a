/** The embedded store on real files, held against every law of the ports. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Row } from "@bina/core"
import type { Store } from "@bina/testkit"
import * as Conformance from "@bina/testkit/Vitest"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import { SqliteStore } from "@bina/store-sqlite"
import { afterAll } from "vitest"
import * as Given from "./Given.ts"

const folder = mkdtempSync(join(tmpdir(), "bina-conformance-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0

type All = Layer.Success<ReturnType<typeof SqliteStore.layer>>

/** An empty file, with the ways into it that the laws ask for. */
const store = <Given>(
  options: (given: Given) => Partial<SqliteStore.Options>,
  given: Given
): Store.Store<All, Given> => {
  const file = join(folder, `${(files += 1)}.sqlite`)
  const open = (asked: Given) => SqliteStore.layer({ file, masterKey: Given.masterKey, ...options(asked) })
  return {
    layer: open(given),
    reopen: open,
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

Conformance.journal("SQLite", () => store<void>(() => ({}), undefined))
Conformance.register("SQLite", (projection: Row.Projection) => store((asked) => ({ projection: asked }), projection))
Conformance.vault("SQLite", (key: Redacted.Redacted<Uint8Array>) => store((masterKey) => ({ masterKey }), key))
