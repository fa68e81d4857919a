/**
 * Brings a database to the shape that this release knows, step by numbered step. Whoever comes takes the lock first and
 * looks then, so that two who come at once do it once; a database of a newer release, or of another program, is left as
 * it is.
 */
import { Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as SqlClient from "effect/sql/SqlClient"
import type * as SqlError from "effect/sql/SqlError"
import * as Connections from "./Connections.ts"
import type * as Dialect from "./Dialect.ts"

// ---- Models

/** What can be in one database together, each with steps of its own. */
export type Part = "journal" | "vault" | "outbox"

/** The statements of one step. The steps of a part are numbered by their place, from 1. */
export type Step = (dialect: Dialect.Dialect) => ReadonlyArray<string>

/** What the database says of a part; nothing where it is not there. */
export interface Version {
  readonly version: number
  readonly detail: string
}

// ---- Errors

/** The database has tables, and none by which we would know it as ours. */
export class NotAStore extends Schema.TaggedError<NotAStore>()("NotAStore", { tables: Schema.Array(Schema.String) }) {
  override get message(): string {
    const [first] = this.tables
    if (first === undefined) return "this database is empty: name the file of a store"
    return `this database belongs to another program (it has a table ${first}): name another file, or one that is not there yet`
  }
}

/** What the store holds was made by an older release, and may not be brought to the shape of this one. */
export class StoreIsOlder extends Schema.TaggedError<StoreIsOlder>()("StoreIsOlder", {
  what: Schema.Literals(["journal", "vault", "outbox"]),
  store: Schema.Int,
  program: Schema.Int
}) {
  override get message(): string {
    return `the ${this.what} of this store has version ${this.store}, this program reads ${this.program}: open it, or a copy, once where it may be written`
  }
}

// ---- Rules

/** A row for each part with its version; the register is one of them, with what its tables are. */
const storeTable = ({ tableOptions, type }: Dialect.Dialect): string =>
  `CREATE TABLE bina_store (
     part ${type.text} NOT NULL PRIMARY KEY,
     version ${type.integer} NOT NULL,
     detail ${type.text} NOT NULL
   ) ${tableOptions}`

/** What the database says of each of its parts. */
export const versions = (sql: SqlClient.SqlClient): Effect.Effect<ReadonlyMap<string, Version>, SqlError.SqlError> =>
  Effect.map(
    sql<Version & { readonly part: string }>`SELECT part, version, detail FROM bina_store`,
    (rows) => new Map(rows.map(({ part, ...version }) => [part, version]))
  )

/** Says which version a part has from now on. */
export const setVersion = (
  sql: SqlClient.SqlClient,
  part: string,
  version: number,
  detail = ""
): Effect.Effect<void, SqlError.SqlError> =>
  Effect.asVoid(
    sql`INSERT INTO bina_store (part, version, detail) VALUES (${part}, ${version}, ${detail})
        ON CONFLICT (part) DO UPDATE SET version = excluded.version, detail = excluded.detail`
  )

/** Takes the steps of a part that the database has not seen yet, in one transaction. */
export const run = (
  connections: Connections.Connections,
  part: Part,
  steps: ReadonlyArray<Step>
): Effect.Effect<void, NotAStore | Journal.StoreIsNewer | SqlError.SqlError> => {
  const { dialect, write: sql } = connections
  return Connections.locked(
    connections,
    Effect.gen(function* () {
      const tables = (yield* dialect.tables(sql)).map(({ name }) => name)
      if (!tables.includes("bina_store")) {
        if (tables.length > 0) return yield* new NotAStore({ tables })
        yield* sql.unsafe(storeTable(dialect))
      }
      const version = (yield* versions(sql)).get(part)?.version ?? 0
      if (version > steps.length) {
        return yield* new Journal.StoreIsNewer({ what: part, store: version, program: steps.length })
      }
      if (version === steps.length) return
      for (const step of steps.slice(version)) {
        for (const statement of step(dialect)) yield* sql.unsafe(statement)
      }
      yield* setVersion(sql, part, steps.length)
    })
  )
}

/** Looks whether a part has the shape that this release knows, and changes nothing. */
export const check = (
  { dialect, read: sql }: Connections.Connections,
  part: Part,
  steps: ReadonlyArray<Step>
): Effect.Effect<void, NotAStore | StoreIsOlder | Journal.StoreIsNewer | SqlError.SqlError> =>
  Effect.gen(function* () {
    const tables = (yield* dialect.tables(sql)).map(({ name }) => name)
    if (!tables.includes("bina_store")) return yield* new NotAStore({ tables })
    const version = (yield* versions(sql)).get(part)?.version ?? 0
    const told = { what: part, store: version, program: steps.length }
    if (version > steps.length) return yield* new Journal.StoreIsNewer(told)
    if (version < steps.length) return yield* new StoreIsOlder(told)
  })
