/**
 * The register as core sees it: tables for people and for tools that query, each row made from exactly one stream. What
 * a row says follows from the stream's events alone, so the register can be thrown away and made again.
 */
import * as Result from "effect/Result"
import type * as EventCodec from "./EventCodec.ts"
import type * as Recorded from "./Recorded.ts"
import type * as StreamId from "./StreamId.ts"

// ---- Models

/** What a column holds. Dates and moments are text that sorts; money is an integer of minor units. */
export type Kind = "text" | "integer" | "boolean" | "date" | "moment"

/** A column with what it means, for people who point a tool at the register. */
export interface Column {
  readonly name: string
  readonly kind: Kind
  readonly isNullable: boolean
  readonly text: string
}

/** A table: names are lower-case words joined by underscores. Every table also has the columns `stream` and `key`. */
export interface Table {
  readonly name: string
  readonly text: string
  readonly columns: readonly [Column, ...Array<Column>]
}

export type Value = string | number | boolean | null

/** One row: its table, a key that is unique in the table, and a value for every column. */
export interface Row {
  readonly table: string
  readonly key: string
  readonly stream: StreamId.Id
  readonly values: Readonly<Record<string, Value>>
}

/** What an adapter does to a row, in the transaction of the append. */
export type Change =
  | ({ readonly _tag: "Upsert" } & Row)
  | { readonly _tag: "Delete"; readonly table: string; readonly key: string; readonly stream: StreamId.Id }

/**
 * How a register is made. `version` grows with every change of tables or rows: a program with an older one refuses to
 * write. `rowsOf` gives all rows of one stream from all of its events.
 */
export interface Projection {
  readonly version: number
  readonly tables: ReadonlyArray<Table>
  readonly rowsOf: (
    stream: StreamId.Id,
    events: ReadonlyArray<Recorded.Recorded>
  ) => Result.Result<ReadonlyArray<Row>, EventCodec.NotReadable>
}

/**
 * The changes of rows that follow from events, looked for only where the events say: what {@link changes} finds between
 * all rows before and all rows after, at a cost that does not grow with the stream.
 */
export type Touched<State, Event> = (
  stream: StreamId.Id,
  before: State,
  after: State,
  events: ReadonlyArray<Event>
) => ReadonlyArray<Change>

// ---- Rules

/** A column that always has a value. */
export const column = (name: string, kind: Kind, text: string): Column => ({ name, kind, isNullable: false, text })

/** A column that may be empty. */
export const nullable = (name: string, kind: Kind, text: string): Column => ({ name, kind, isNullable: true, text })

/** The row of a stream under keys of its own within it. */
export const make = (
  stream: StreamId.Id,
  table: string,
  values: Row["values"],
  ...keys: ReadonlyArray<string>
): Row => ({ table, key: [stream, ...keys.map(encodeURIComponent)].join("/"), stream, values })

/** What turns the rows of a stream before a command into those after it. */
export const changes = (before: ReadonlyArray<Row>, after: ReadonlyArray<Row>): ReadonlyArray<Change> => {
  const left = new Map(before.map((row) => [nameOf(row), row]))
  const upserts: Array<Change> = []
  for (const row of after) {
    const known = left.get(nameOf(row))
    left.delete(nameOf(row))
    if (known === undefined || !isSame(known, row)) upserts.push({ _tag: "Upsert", ...row })
  }
  const deletes = [...left.values()].map(({ key, stream, table }): Change => ({ _tag: "Delete", table, key, stream }))
  return [...deletes, ...upserts]
}

/** No table's name has a blank. */
const nameOf = ({ key, table }: Row): string => `${table} ${key}`

const isSame = (a: Row, b: Row): boolean => {
  const names = Object.keys(a.values)
  return names.length === Object.keys(b.values).length && names.every((name) => a.values[name] === b.values[name])
}

/** No tables: a register for a journal that is only kept. */
export const none: Projection = { version: 1, tables: [], rowsOf: () => Result.succeed([]) }
