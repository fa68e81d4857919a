/** Changes of the register's rows as statements, on the tables in use or on those that are being made beside them. */
import type { Row } from "@bina/core/adapter"
import type { StreamId } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import type * as SqlError from "effect/sql/SqlError"
import type * as Connections from "./Connections.ts"
import * as Insert from "./Insert.ts"
import * as RegisterTables from "./RegisterTables.ts"

// ---- Models

type Writing = Pick<Connections.Connections, "dialect" | "write">

// ---- Rules

/** Applies changes; where several concern one row, the last one stands. */
export const write = (
  writing: Writing,
  tables: ReadonlyMap<string, Row.Table>,
  changes: ReadonlyArray<Row.Change>,
  nameOf: (table: string) => string = (table) => table
): Effect.Effect<void, SqlError.SqlError> => {
  const last = new Map<string, Map<string, Row.Change>>()
  for (const change of changes) {
    last.set(change.table, (last.get(change.table) ?? new Map()).set(change.key, change))
  }
  return Effect.forEach(
    last,
    ([name, byKey]) => {
      const table = tables.get(name)!
      const all = [...byKey.values()]
      const deleted = all.flatMap(({ _tag, key }) => (_tag === "Delete" ? [key] : []))
      const upserted = all.flatMap((change) => (change._tag === "Upsert" ? [RegisterTables.stored(table, change)] : []))
      return Effect.andThen(remove(writing, nameOf(name), "key", deleted), upsert(writing, nameOf(name), upserted))
    },
    { discard: true }
  )
}

/** Removes every row of the streams. */
export const removeStreams = (
  writing: Writing,
  tables: ReadonlyMap<string, Row.Table>,
  streams: ReadonlyArray<StreamId.Id>,
  nameOf: (table: string) => string
): Effect.Effect<void, SqlError.SqlError> =>
  Effect.forEach(tables.keys(), (name) => remove(writing, nameOf(name), "stream", streams), { discard: true })

const remove = (
  { dialect, write: sql }: Writing,
  table: string,
  by: "key" | "stream",
  values: ReadonlyArray<string>
): Effect.Effect<void, SqlError.SqlError> =>
  values.length === 0
    ? Effect.void
    : Effect.asVoid(
        sql`DELETE FROM ${sql(table)} WHERE ${sql(by)} IN (SELECT asked.value FROM ${dialect.asked(sql, values)})`
      )

const upsert = (writing: Writing, table: string, rows: ReadonlyArray<RegisterTables.Stored>) => {
  const { write: sql } = writing
  const [first] = rows
  if (first === undefined) return Effect.void
  const set = Object.keys(first)
    .filter((name) => name !== "key")
    .map((name) => sql`${sql(name)} = ${sql.literal("excluded")}.${sql(name)}`)
  return Insert.into(writing, table, rows, sql`ON CONFLICT (${sql("key")}) DO UPDATE SET ${sql.csv(set)}`)
}
