/** A register in the memory of one process. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Register from "../record/Register.ts"
import type * as Row from "../record/Row.ts"
import type * as MemoryJournal from "./MemoryJournal.ts"

// ---- Models

/** Rows by table and key. */
export type Tables = Map<string, Map<string, Row.Row>>

// ---- Rules

/** A table each, without rows. */
export const empty = ({ tables }: Row.Projection): Tables => new Map(tables.map(({ name }) => [name, new Map()]))

/** Applies changes. */
export const write = (tables: Tables, changes: ReadonlyArray<Row.Change>): void => {
  for (const { _tag, ...change } of changes) {
    const table = tables.get(change.table)
    if (table === undefined) throw new Error(`the projection declares no table ${change.table}`)
    if ("values" in change) table.set(change.key, change)
    else table.delete(change.key)
  }
}

/** A register over tables, made anew from a memory of events. */
export const make = (
  tables: Tables,
  projection: Row.Projection,
  { streams }: Pick<MemoryJournal.Memory, "streams">
): Register.Register["Service"] => {
  const rebuild = Effect.suspend(() => {
    const fresh = empty(projection)
    let rows = 0
    for (const [stream, events] of streams) {
      const made = projection.rowsOf(stream, events)
      if (Result.isFailure(made)) return Effect.fail(made.failure)
      write(
        fresh,
        made.success.map((row) => ({ _tag: "Upsert", ...row }))
      )
      rows += made.success.length
    }
    for (const [name, table] of fresh) tables.set(name, table)
    return Effect.succeed({ streams: streams.size, rows })
  })
  return Register.Register.of({
    rebuild,
    misdescribed: Effect.succeed([]),
    rows: (name) =>
      Stream.unwrap(
        Effect.suspend(() => {
          const table = tables.get(name)
          if (table === undefined) {
            return Effect.fail(new Register.NoSuchTable({ table: name, tables: [...tables.keys()] }))
          }
          return Effect.succeed(
            Stream.fromIterable([...table].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row))
          )
        })
      )
  })
}
