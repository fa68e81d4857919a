/** Rows into a table by few statements, none of them longer than the database takes. */
import * as Effect from "effect/Effect"
import type * as SqlError from "effect/sql/SqlError"
import type * as Statement from "effect/sql/Statement"
import type * as Connections from "./Connections.ts"

// ---- Rules

/** Inserts rows, which all have the same columns; `after` is what follows the values. */
export const into = (
  { dialect, write: sql }: Pick<Connections.Connections, "dialect" | "write">,
  table: string,
  rows: ReadonlyArray<object>,
  after?: Statement.Fragment
): Effect.Effect<void, SqlError.SqlError> => {
  const [first] = rows
  if (first === undefined) return Effect.void
  const size = dialect.rowsPerInsert(Object.keys(first).length)
  return Effect.forEach(
    Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size)),
    (part) => sql`INSERT INTO ${sql(table)} ${sql.insert(part as never)} ${after ?? sql.literal("")}`,
    { discard: true }
  )
}
