/**
 * What databases differ in, all in one place: how a writer takes its turn, how lists are passed, which types columns
 * have, how rows are kept from being changed, and what an error says without telling what stood in the rows.
 */
import * as Effect from "effect/Effect"
import type * as SqlClient from "effect/sql/SqlClient"
import * as SqlError from "effect/sql/SqlError"
import type * as Statement from "effect/sql/Statement"

// ---- Models

/** The types that our columns have. */
export type Type = "text" | "integer" | "boolean"

/**
 * - `begin` starts a transaction that no other writer is in until it ends; `beginReading` one that sees the database as
 *   it is now, whatever is written meanwhile.
 * - `asked` makes rows named `asked`, with one column `value`, of texts: one parameter, however many they are.
 * - `tables` selects the `name` of every table that anybody made.
 * - `insertOnly` gives the statements after which rows of a table can be added at their place and nothing else; the
 *   condition, over `NEW`, says which new row is not at its place.
 * - `guards` names what of that the database has, and `guardsOf` what it should have for a table.
 * - `rename` renames a table although views of others name it.
 * - `afterErasure` removes what the database itself still keeps of rows that were deleted or replaced; it fails as on a
 *   lock while somebody reads them as they were.
 * - `rowsPerInsert` is how many rows of so many columns one statement takes.
 */
export interface Dialect {
  readonly begin: string
  readonly beginReading: string
  readonly type: Readonly<Record<Type, string>>
  readonly tableOptions: string
  readonly asked: (sql: SqlClient.SqlClient, values: ReadonlyArray<string>) => Statement.Fragment
  readonly tables: (sql: SqlClient.SqlClient) => Statement.Statement<{ readonly name: string }>
  readonly insertOnly: (table: string, misplaced: string) => ReadonlyArray<string>
  readonly guards: (sql: SqlClient.SqlClient) => Statement.Statement<{ readonly name: string }>
  readonly guardsOf: (table: string) => ReadonlyArray<string>
  readonly rename: (sql: SqlClient.SqlClient, from: string, to: string) => Effect.Effect<void, SqlError.SqlError>
  readonly afterErasure: (sql: SqlClient.SqlClient) => Effect.Effect<void, SqlError.SqlError>
  readonly rowsPerInsert: (columns: number) => number
  readonly reasonOf: (error: SqlError.SqlError) => string
}

// ---- Rules

/** What SQLite means by its result codes. Its own messages may name columns; ours name nothing. */
const sqliteReasons: Readonly<Record<number, string>> = {
  3: "the file may not be used",
  5: "another process holds the lock",
  6: "another connection holds the lock",
  8: "the file cannot be written",
  10: "the disk does not read or write",
  11: "the file is damaged",
  13: "the disk is full",
  14: "the file cannot be opened",
  19: "a row was refused",
  26: "the file is no database"
}

/** SQLite 3.45 or newer. Its driver passes the result code on as `errno` of the cause. */
export const sqlite: Dialect = {
  begin: "BEGIN IMMEDIATE",
  beginReading: "BEGIN",
  type: { text: "TEXT", integer: "INTEGER", boolean: "INTEGER" },
  tableOptions: "STRICT",
  asked: (sql, values) => sql`json_each(${JSON.stringify(values)}) AS asked`,
  tables: (sql) => sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`,
  insertOnly: (table, misplaced) => [
    ...["UPDATE", "DELETE"].map(
      (change) =>
        `CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} are only added to'); END`
    ),
    // INSERT OR REPLACE would delete a row without the trigger above hearing of it.
    `CREATE TRIGGER ${table}_in_place BEFORE INSERT ON ${table} WHEN ${misplaced}
     BEGIN SELECT RAISE(ABORT, '${table} are only added to, each at its place'); END`
  ],
  guards: (sql) => sql`SELECT name FROM sqlite_schema WHERE type = 'trigger'`,
  guardsOf: (table) => [`${table}_no_update`, `${table}_no_delete`, `${table}_in_place`],
  rename: (sql, from, to) =>
    // Otherwise it looks at every view of the database, and at those that name the table that was just dropped.
    sql`PRAGMA legacy_alter_table = ON`.pipe(
      Effect.andThen(sql`ALTER TABLE ${sql(from)} RENAME TO ${sql(to)}`),
      Effect.andThen(sql`PRAGMA legacy_alter_table = OFF`),
      Effect.asVoid
    ),
  // Deleted bytes are overwritten (secure_delete), but the log still has the pages from before.
  // Where a reader still needs those, it says so in its answer and not as an error.
  afterErasure: (sql) =>
    Effect.flatMap(sql<{ readonly busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`, ([answer]) =>
      answer?.busy === 0
        ? Effect.void
        : Effect.fail(
            new SqlError.SqlError({
              reason: new SqlError.LockTimeoutError({ cause: undefined, message: "the log is being read" })
            })
          )
    ),
  rowsPerInsert: (columns) => Math.max(1, Math.floor(8_000 / columns)),
  reasonOf: ({ reason }) => {
    const { errno } = (reason.cause ?? {}) as { readonly errno?: unknown }
    const said = typeof errno === "number" ? sqliteReasons[errno & 0xff] : undefined
    if (said !== undefined) return said
    return reason._tag === "LockTimeoutError" ? "another process holds the lock" : `the database said ${reason._tag}`
  }
}
