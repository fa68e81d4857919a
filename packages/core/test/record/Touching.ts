/** Whether the rows that events touch are the rows that they change, found by comparing all of them. */
import type { Row } from "@bina/core/adapter"
import { StreamId, type StreamKind } from "@bina/core/journal"

/** A step of a life: events, and the states before and after them. */
export interface Step<State, Event> {
  readonly before: State
  readonly after: State
  readonly events: ReadonlyArray<Event>
}

const inOrder = (changes: ReadonlyArray<Row.Change>): ReadonlyArray<Row.Change> =>
  changes.toSorted((a, b) => (`${a.table} ${a.key}` < `${b.table} ${b.key}` ? -1 : 1))

const changesOf = (before: ReadonlyArray<Row.Row>, after: ReadonlyArray<Row.Row>): ReadonlyArray<Row.Change> => {
  const text = new Map(before.map((row) => [`${row.table} ${row.key}`, JSON.stringify(row)]))
  const kept = new Set(after.map(({ key, table }) => `${table} ${key}`))
  return [
    ...before
      .filter(({ key, table }) => !kept.has(`${table} ${key}`))
      .map(({ key, stream, table }): Row.Change => ({ _tag: "Delete", table, key, stream })),
    ...after
      .filter((row) => text.get(`${row.table} ${row.key}`) !== JSON.stringify(row))
      .map((row): Row.Change => ({ _tag: "Upsert", ...row }))
  ]
}

/** What `touched` says of a step, beside what it should say. */
export const of = <State, Event>(
  kind: Pick<StreamKind.StreamKind<State, Event>, "rows" | "touched">,
  { after, before, events }: Step<State, Event>
): { readonly touched: ReadonlyArray<Row.Change>; readonly changed: ReadonlyArray<Row.Change> } => {
  const stream = StreamId.of("tried", "one")
  return {
    touched: inOrder(kind.touched!(stream, before, after, events)),
    changed: inOrder(changesOf(kind.rows(stream, before), kind.rows(stream, after)))
  }
}
