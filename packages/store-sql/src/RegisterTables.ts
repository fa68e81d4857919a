/**
 * The register's tables as a database has them: made from what a projection declares, every name looked at before it
 * becomes part of a statement, every value before it becomes part of a row.
 */
import { Commit, type Row } from "@bina/core/adapter"
import { Canonical } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Dialect from "./Dialect.ts"

// ---- Models

/** A row as a database has it. */
export type Stored = Readonly<Record<string, string | number | null>>

// ---- Errors

/** The projection cannot be made into tables; the fault lies in the program that declares it. */
export class ProjectionRefused extends Schema.TaggedError<ProjectionRefused>()("ProjectionRefused", {
  reason: Schema.String
}) {
  override get message(): string {
    return `this projection cannot be a register: ${this.reason}`
  }
}

// ---- Rules

/** How a table is called while it is being made anew. */
export const beside = (table: string): string => `rebuilding_${table}`

const isName = (name: string): boolean => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) && name.length <= 48

const own = new Set([
  "events",
  "commands",
  "register_columns",
  "vault_keys",
  "vault_lock",
  "vault_index",
  "vault_accesses"
])

const isOurs = (name: string): boolean => own.has(name) || /^(bina|sqlite|pg|rebuilding)_/.test(name)

/** Looks at what a projection declares: names are short lower-case words, none is said twice or taken. */
export const check = (projection: Row.Projection): Result.Result<Row.Projection, ProjectionRefused> => {
  const refuse = (reason: string) => Result.fail(new ProjectionRefused({ reason }))
  if (!(Number.isSafeInteger(projection.version) && projection.version >= 1)) return refuse("its version is no count")
  const tables = new Set<string>()
  for (const { columns, name } of projection.tables) {
    if (!isName(name)) return refuse(`the table ${name} is not called by lower-case words joined by underscores`)
    if (isOurs(name)) return refuse(`the name ${name} is taken by the store itself`)
    if (tables.has(name)) return refuse(`it declares the table ${name} twice`)
    tables.add(name)
    const seen = new Set(["stream", "key"])
    for (const column of columns) {
      if (!isName(column.name)) return refuse(`the column ${name}.${column.name} is not called by lower-case words`)
      if (seen.has(column.name)) return refuse(`the column ${name}.${column.name} is there already`)
      seen.add(column.name)
    }
  }
  return Result.succeed(projection)
}

/** What is kept of the tables beside their version: by it, two projections of one version are told apart. */
export const detailOf = ({ tables }: Row.Projection): string =>
  Canonical.encodeUnsafe(
    tables.map(({ columns, name }) => ({
      name,
      columns: columns.map(({ isNullable, kind, name }) => ({ name, kind, isNullable }))
    }))
  )

/** The names of the tables that a detail tells of. */
export const namesIn = (detail: string): ReadonlyArray<string> =>
  detail === "" ? [] : (JSON.parse(detail) as ReadonlyArray<{ readonly name: string }>).map(({ name }) => name)

const typeOf = { text: "text", date: "text", moment: "text", integer: "integer", boolean: "boolean" } as const

/** The statements that make a table under a name. The index has a name of its own, which stays when a table is renamed. */
export const create = (
  { tableOptions, type }: Dialect.Dialect,
  { columns }: Row.Table,
  name: string,
  index: string
): ReadonlyArray<string> => [
  `CREATE TABLE "${name}" (
     "key" ${type.text} NOT NULL PRIMARY KEY,
     "stream" ${type.text} NOT NULL,
     ${columns
       .map((column) => `"${column.name}" ${type[typeOf[column.kind]]}${column.isNullable ? "" : " NOT NULL"}`)
       .join(", ")}
   ) ${tableOptions}`,
  `CREATE INDEX "${index}" ON "${name}" ("stream")`
]

/** The table that says what every column means. */
export const createColumns = ({ tableOptions, type }: Dialect.Dialect): string =>
  `CREATE TABLE register_columns (
     table_name ${type.text} NOT NULL,
     column_name ${type.text} NOT NULL,
     kind ${type.text} NOT NULL,
     text ${type.text} NOT NULL,
     table_text ${type.text} NOT NULL,
     PRIMARY KEY (table_name, column_name)
   ) ${tableOptions}`

/** Its rows. */
export const columnRows = ({
  tables
}: Pick<Row.Projection, "tables">): ReadonlyArray<Readonly<Record<string, string>>> =>
  tables.flatMap(({ columns, name, text }) =>
    [
      { name: "key", kind: "text", text: "which row it is, unique in the table" },
      { name: "stream", kind: "text", text: "the stream of events from which the row follows" },
      ...columns
    ].map((column) => ({
      table_name: name,
      column_name: column.name,
      kind: column.kind,
      text: column.text,
      table_text: text
    }))
  )

const fits = (value: unknown, { isNullable, kind }: Row.Column): boolean => {
  if (value === null) return isNullable
  if (kind === "integer") return Number.isSafeInteger(value)
  return typeof value === (kind === "boolean" ? "boolean" : "string")
}

/** Looks at changes before they are written: each column has its value and there are no others. */
export const checkChanges = (
  tables: ReadonlyMap<string, Row.Table>,
  changes: ReadonlyArray<Row.Change>
): Result.Result<void, Commit.NotACommit> => {
  const refuse = (reason: string) => Result.fail(new Commit.NotACommit({ reason }))
  for (const change of changes) {
    const table = tables.get(change.table)
    if (table === undefined) return refuse(`the projection declares no table ${change.table}`)
    if (change._tag === "Delete") continue
    const wrong = table.columns.find((column) => !fits(change.values[column.name], column))
    if (wrong !== undefined) return refuse(`${change.table}.${wrong.name} is not ${wrong.kind}`)
    if (Object.keys(change.values).length !== table.columns.length) {
      return refuse(`a row of ${change.table} has columns that the projection does not declare`)
    }
  }
  return Result.void
}

/** A row as it is written. */
export const stored = ({ columns }: Row.Table, { key, stream, values }: Row.Row): Stored => ({
  key,
  stream,
  ...Object.fromEntries(
    columns.map(({ name }) => {
      const value = values[name] ?? null
      return [name, typeof value === "boolean" ? Number(value) : value]
    })
  )
})

/** A row as it was read. */
export const read = ({ columns, name: table }: Row.Table, { key, stream, ...values }: Stored): Row.Row => ({
  table,
  key: key as string,
  stream: stream as Row.Row["stream"],
  values: Object.fromEntries(
    columns.map(({ kind, name }) => {
      const value = values[name] ?? null
      return [name, kind === "boolean" && value !== null ? Boolean(value) : value]
    })
  )
})
