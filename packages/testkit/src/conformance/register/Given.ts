/** What laws of registers are tried with: a projection whose events say outright which rows there are. */
import { Actor, Command } from "@bina/core"
import { type Commit, Journal, Register, type Row } from "@bina/core/adapter"
import { EventCodec, Recorded, StreamId } from "@bina/core/journal"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"

// ---- Models

/** The services that laws of registers look at; rows are written by the journal. */
export type Services = Journal.Journal | Register.Register

export type Both = {
  readonly journal: Journal.Journal["Service"]
  readonly register: Register.Register["Service"]
}

/** What an event says of a row: its values, or that it is gone. */
export interface Saying {
  readonly table: string
  readonly key: string
  readonly values: Row.Row["values"] | null
}

// ---- Rules

const column = (name: string, kind: Row.Kind, isNullable = true): Row.Column => ({
  name,
  kind,
  isNullable,
  text: `A column that holds ${kind}.`
})

/** A column of every kind, and a second table. */
export const projection: Row.Projection = {
  version: 3,
  tables: [
    {
      name: "things",
      text: "A row for everything that a register can hold.",
      columns: [
        column("name", "text", false),
        column("note", "text"),
        column("count", "integer"),
        column("is_open", "boolean"),
        column("held_on", "date"),
        column("known_at", "moment")
      ]
    },
    { name: "other_things", text: "The same keys again.", columns: [column("name", "text", false)] }
  ],
  rowsOf: (stream, events) => rowsOf(stream, events)
}

/** The projection of a newer release: one column more. */
export const newer: Row.Projection = {
  ...projection,
  version: 4,
  tables: projection.tables.map(({ columns, ...table }) => ({
    ...table,
    columns: [...columns, column("added", "integer", false)]
  })),
  rowsOf: (stream, events) =>
    Result.map(rowsOf(stream, events), (rows) =>
      rows.map((row) => ({ ...row, values: { ...row.values, added: events.length } }))
    )
}

const rowsOf = (
  stream: StreamId.Id,
  events: ReadonlyArray<Recorded.Recorded>
): Result.Result<ReadonlyArray<Row.Row>, EventCodec.NotReadable> => {
  const rows = new Map<string, Row.Row>()
  for (const event of events) {
    const { data, type, version } = Recorded.written(event)
    if (type !== "Said") return Result.fail(new EventCodec.UnknownEvent({ type, version }))
    const { key, table, values } = data as unknown as Saying
    const name = JSON.stringify([table, key])
    if (values === null) rows.delete(name)
    else rows.set(name, { table, key, stream, values })
  }
  return Result.succeed([...rows.values()])
}

export const stream = (key: string): StreamId.Id => StreamId.of("cohort", key)

/** A row of the first table; what is not given is empty. */
export const thing = (key: string, values: Partial<Record<string, Row.Value>> = {}): Saying => ({
  table: "things",
  key,
  values: {
    name: `thing ${key}`,
    note: null,
    count: null,
    is_open: null,
    held_on: null,
    known_at: null,
    ...(values as Row.Row["values"])
  }
})

/** A row of the second table. */
export const other = (key: string, name = `other ${key}`): Saying => ({
  table: "other_things",
  key,
  values: { name }
})

/** That a row is gone. */
export const gone = (key: string, table = "things"): Saying => ({ table, key, values: null })

const changeOf = (of: StreamId.Id, { key, table, values }: Saying): Row.Change =>
  values === null ? { _tag: "Delete", table, key, stream: of } : { _tag: "Upsert", table, key, stream: of, values }

/** A commit whose events say these things, with the rows that follow. */
export const commit = (
  name: string,
  of: StreamId.Id,
  expected: number,
  sayings: readonly [Saying, ...Array<Saying>]
): Commit.Commit => ({
  command: Command.id(name),
  digest: Command.digest(`digest-of-${name}`),
  result: null,
  actor: Actor.id("officer-7"),
  writes: [
    {
      stream: of,
      expected,
      events: sayings.map((saying) => ({
        type: "Said",
        version: 1,
        body: Canonical.encodeUnsafe(saying)
      })) as unknown as Commit.Write["events"]
    }
  ],
  rows: sayings.map((saying) => changeOf(of, saying))
})

/** The row that a saying leaves. */
export const row = (of: StreamId.Id, { key, table, values }: Saying): Row.Row => ({
  table,
  key,
  stream: of,
  values: values ?? {}
})

export const rows = ({ register }: Pick<Both, "register">, table = "things") => Stream.runCollect(register.rows(table))

/** Every row of both tables. */
export const everything = (both: Pick<Both, "register">) =>
  Effect.gen(function* () {
    return { things: yield* rows(both), others: yield* rows(both, "other_things") }
  })

export const both: Effect.Effect<Both, never, Services> = Effect.gen(function* () {
  return { journal: yield* Journal.Journal, register: yield* Register.Register }
})

/** A law of registers: it looks at one that is empty. */
export const law = (
  id: string,
  sentence: string,
  check: (both: Both) => Effect.Effect<void, unknown>
): Law.Law<Services, Row.Projection> =>
  Law.make(
    { id, sentence },
    (make) =>
      Effect.flatMap(make, ({ layer }) =>
        Effect.provide(
          Effect.flatMap(both, (services) => Effect.andThen(beEmpty(services), check(services))),
          layer
        )
      ),
    projection
  )

const beEmpty = ({ journal }: Both) =>
  Effect.flatMap(journal.head, ({ position }) =>
    Expect.holds(position === 0, "the store is not empty at the beginning: make a new store for each law")
  )
