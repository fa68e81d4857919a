/**
 * Whether the rows that events touch are the rows that they change, found by comparing all of them; and whether somebody
 * who forgets one of them would be found.
 */
import { assert } from "@effect/vitest"
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

type Kind<State, Event> = Pick<StreamKind.StreamKind<State, Event>, "rows" | "touched">

type Forgetting = (touched: ReadonlyArray<Row.Change>) => ReadonlyArray<Row.Change>

/** Those who forget all rows of a table, or the last one of several. */
const saboteursOf = (tables: ReadonlyArray<Row.Table>): ReadonlyArray<readonly [name: string, forget: Forgetting]> =>
  tables.flatMap(({ name }): ReadonlyArray<readonly [string, Forgetting]> => {
    const isOf = ({ table }: Row.Change) => table === name
    return [
      [`forgets ${name}`, (touched) => touched.filter((change) => !isOf(change))],
      [`forgets the last of ${name}`, (touched) => touched.filter((_, index) => index !== touched.findLastIndex(isOf))]
    ]
  })

/**
 * The law over steps of a stream of a kind: `hold` fails on a step whose rows are not those that change. `unfound` are the
 * saboteurs that no step has shown yet.
 */
export const law = <State, Event>(kind: Kind<State, Event>, tables: ReadonlyArray<Row.Table>) => {
  const stream = StreamId.of("tried", "one")
  const unfound = new Map(saboteursOf(tables))
  const hold = ({ after, before, events }: Step<State, Event>): void => {
    const touched = kind.touched!(stream, before, after, events)
    const changed = inOrder(changesOf(kind.rows(stream, before), kind.rows(stream, after)))
    assert.deepStrictEqual(inOrder(touched), changed)
    for (const [name, forget] of unfound) {
      if (JSON.stringify(inOrder(forget(touched))) !== JSON.stringify(changed)) unfound.delete(name)
    }
  }
  return { hold, unfound: () => [...unfound.keys()] }
}
