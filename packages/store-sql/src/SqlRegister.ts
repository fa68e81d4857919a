/**
 * The register in a database: tables that people and tools read, written by nothing but the journal's append, in its
 * transaction. Which projection made it is kept with it, so that a program with another one does not write into it.
 */
import type { Commit } from "@bina/core/adapter"
import { Journal, Register, type Row } from "@bina/core/adapter"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type * as SqlError from "effect/sql/SqlError"
import * as Connections from "./Connections.ts"
import * as Insert from "./Insert.ts"
import * as Migrations from "./Migrations.ts"
import * as Rebuild from "./Rebuild.ts"
import * as RegisterRows from "./RegisterRows.ts"
import * as RegisterTables from "./RegisterTables.ts"

// ---- Models

/** What an append asks of the register: whether the rows make sense, whether it may write, and to write. */
export interface Writer {
  readonly check: (changes: ReadonlyArray<Row.Change>) => Result.Result<void, Commit.NotACommit>
  readonly mayWrite: (
    standing: Migrations.Version | undefined
  ) => Result.Result<void, Journal.StoreIsNewer | Journal.RegisterIsOlder>
  readonly write: (changes: ReadonlyArray<Row.Change>) => Effect.Effect<void, SqlError.SqlError>
}

// ---- Rules

/** How many rows are read at a time. */
const pageSize = 500

const tablesOf = (projection: Row.Projection | undefined): ReadonlyMap<string, Row.Table> =>
  new Map((projection?.tables ?? []).map((table) => [table.name, table]))

/**
 * Makes the tables where nothing was appended yet. Where something was, they are left as they are: they are rebuilt
 * first, which `append` then asks for.
 */
export const open = (
  connections: Connections.Connections,
  projection: Row.Projection | undefined
): Effect.Effect<void, RegisterTables.ProjectionRefused | SqlError.SqlError> =>
  Effect.gen(function* () {
    if (projection === undefined) return
    yield* Effect.fromResult(RegisterTables.check(projection))
    const { dialect, write: sql } = connections
    const fresh = Effect.gen(function* () {
      const standing = (yield* Migrations.versions(sql)).get("register")
      if (standing?.version === projection.version && standing.detail !== RegisterTables.detailOf(projection)) {
        const reason = `the register of this store has version ${standing.version} with other tables: give this one a higher version`
        return yield* new RegisterTables.ProjectionRefused({ reason })
      }
      const [event] = yield* sql`SELECT position FROM events LIMIT 1`
      if (standing !== undefined || event !== undefined) return
      for (const table of projection.tables) {
        for (const statement of RegisterTables.create(dialect, table, table.name, `${table.name}_of_stream`)) {
          yield* sql.unsafe(statement)
        }
      }
      yield* describe(connections, projection)
      yield* Migrations.setVersion(sql, "register", projection.version, RegisterTables.detailOf(projection))
    })
    yield* Connections.locked(connections, fresh)
  })

/** Says what the tables and columns mean, in a table. */
const describe = (connections: Connections.Connections, projection: Row.Projection) =>
  Effect.gen(function* () {
    const { dialect, write: sql } = connections
    yield* sql.unsafe("DROP TABLE IF EXISTS register_columns")
    yield* sql.unsafe(RegisterTables.createColumns(dialect))
    yield* Insert.into(connections, "register_columns", RegisterTables.columnRows(projection))
  })

/** What the journal needs of the register. Without a projection the program knows none, and writes into none. */
export const writer = (connections: Connections.Connections, projection: Row.Projection | undefined): Writer => {
  const tables = tablesOf(projection)
  const program = projection?.version ?? 0
  return {
    check: (changes) => RegisterTables.checkChanges(tables, changes),
    mayWrite: (standing) => {
      const store = standing?.version ?? 0
      if (store > program) return Result.fail(new Journal.StoreIsNewer({ what: "register", store, program }))
      return store < program ? Result.fail(new Journal.RegisterIsOlder({ store, program })) : Result.void
    },
    write: (changes) => RegisterRows.write(connections, tables, changes)
  }
}

/** The register over a database. `rows` sees it as it is when the reading begins, to the end. */
export const make = (
  connections: Connections.Connections,
  journal: Journal.Journal["Service"],
  projection: Row.Projection | undefined
): Register.Register["Service"] => {
  const tables = tablesOf(projection)
  const { dialect, read: sql } = connections
  const unavailable = (reason: string) => new Register.RegisterUnavailable({ reason })
  // One after the other. A rebuild that another process begins takes over; this one then says so.
  const turn = Semaphore.makeUnsafe(1)

  const rows = (table: Row.Table) =>
    Effect.gen(function* () {
      const within = yield* Connections.snapshot(connections)
      const version = (yield* within(Migrations.versions(sql))).get("register")?.version ?? 0
      if (version !== projection?.version) {
        const reason = `it has version ${version}, this program knows ${projection?.version ?? 0}`
        return yield* Effect.fail(unavailable(reason))
      }
      const names = ["key", "stream", ...table.columns.map(({ name }) => name)].map((name) => sql`${sql(name)}`)
      return Stream.map(
        Connections.pages<RegisterTables.Stored, SqlError.SqlError, never>(
          (last) =>
            within(
              sql<RegisterTables.Stored>`SELECT ${sql.csv(names)} FROM ${sql(table.name)}
                ${last === undefined ? sql.literal("") : sql`WHERE ${sql("key")} > ${last["key"]}`}
                ORDER BY ${sql("key")} LIMIT ${pageSize}`
            ),
          pageSize
        ),
        (stored) => RegisterTables.read(table, stored)
      )
    })

  /** What the database says of columns, against what it should: by table, whatever was changed, added or removed. */
  const misdescribed = Effect.map(
    sql<Readonly<Record<string, string>>>`SELECT table_name, column_name, kind, text, table_text FROM register_columns`,
    (told) => {
      const wordsOf = (row: Readonly<Record<string, string>>) => Canonical.encodeUnsafe({ ...row })
      const should = RegisterTables.columnRows(projection ?? { tables: [] })
      const [are, expected] = [new Set(told.map(wordsOf)), new Set(should.map(wordsOf))]
      const wrong = [
        ...told.filter((row) => !expected.has(wordsOf(row))),
        ...should.filter((row) => !are.has(wordsOf(row)))
      ]
      return [...new Set(wrong.map((row) => row["table_name"]!))].toSorted()
    }
  )

  return Register.Register.of({
    misdescribed:
      projection === undefined ? Effect.succeed([]) : Connections.failing(connections, unavailable)(misdescribed),
    rows: (name) => {
      const table = tables.get(name)
      if (table === undefined) return Stream.fail(new Register.NoSuchTable({ table: name, tables: [...tables.keys()] }))
      return Stream.mapError(Stream.unwrap(rows(table)), (error) =>
        error._tag === "SqlError" ? unavailable(dialect.reasonOf(error)) : error
      )
    },
    rebuild:
      projection === undefined
        ? Effect.fail(unavailable("this program knows no projection"))
        : Semaphore.withPermits(
            turn,
            1,
            Rebuild.run(connections, journal, projection, describe(connections, projection))
          )
  })
}
