/**
 * A journal in a database: one table of events, one of commands, both only added to. What a commit means is decided by
 * core; here it is done in one transaction, behind the one lock that writers take in turn.
 */
import { type Command } from "@bina/core"
import { Commit, Journal, Now } from "@bina/core/adapter"
import { Chain, type Head, type Recorded, type StreamId } from "@bina/core/journal"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as SqlError from "effect/sql/SqlError"
import * as Connections from "./Connections.ts"
import * as Insert from "./Insert.ts"
import * as Migrations from "./Migrations.ts"
import type * as SqlRegister from "./SqlRegister.ts"

// ---- Models

interface EventRow {
  readonly position: number
  readonly stream: StreamId.Id
  readonly version: number
  readonly command: Command.Id
  readonly actor: Recorded.Recorded["actor"]
  readonly type: string
  readonly shape: number
  readonly body: string
  readonly known_at: Recorded.Recorded["knownAt"]
  readonly appended_at: Recorded.Recorded["appendedAt"]
  readonly previous: Recorded.Hash
  readonly hash: Recorded.Hash
  readonly position_hash: Recorded.Hash
}

interface CommandRow {
  readonly id: Command.Id
  readonly digest: Command.Digest
  readonly result: string
}

// ---- Rules

/** How many events are read at a time. */
const pageSize = 500

/** The numbered steps by which the journal's tables came to be. Released steps never change. */
export const steps: ReadonlyArray<Migrations.Step> = [
  ({ insertOnly, tableOptions, type: { integer, text } }) => [
    `CREATE TABLE events (
       position ${integer} NOT NULL PRIMARY KEY,
       stream ${text} NOT NULL,
       version ${integer} NOT NULL,
       command ${text} NOT NULL,
       actor ${text} NOT NULL,
       type ${text} NOT NULL,
       shape ${integer} NOT NULL,
       body ${text} NOT NULL,
       known_at ${text},
       appended_at ${text} NOT NULL,
       previous ${text} NOT NULL,
       hash ${text} NOT NULL,
       position_hash ${text} NOT NULL,
       UNIQUE (stream, version)
     ) ${tableOptions}`,
    ...insertOnly(
      "events",
      `NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
       OR NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM events WHERE stream = NEW.stream)`
    ),
    `CREATE TABLE commands (
       id ${text} NOT NULL PRIMARY KEY,
       digest ${text} NOT NULL,
       result ${text} NOT NULL,
       parent ${text}
     ) ${tableOptions}`,
    ...insertOnly("commands", "EXISTS (SELECT 1 FROM commands WHERE id = NEW.id)")
  ]
]

const columns = `events.position, events.stream, events.version, events.command, events.actor, events.type, events.shape,
  events.body, events.known_at, events.appended_at, events.previous, events.hash, events.position_hash`

/** A journal on a database that was brought to its shape; `register` is changed in the transaction of an append. */
export const make = (
  connections: Connections.Connections,
  register: SqlRegister.Writer
): Journal.Journal["Service"] => {
  const { dialect, read, write } = connections
  const unavailable = (reason: string) => new Journal.JournalUnavailable({ reason })
  const orUnavailable = Connections.failing(connections, unavailable)

  const known = (sql: typeof read, ids: ReadonlyArray<Command.Id>) =>
    Effect.map(
      sql<CommandRow>`SELECT commands.id, commands.digest, commands.result
        FROM ${dialect.asked(sql, ids)} CROSS JOIN commands WHERE commands.id = asked.value`,
      (rows) => new Map(rows.map((row) => [row.id, remembered(row)]))
    )

  const tips = (streams: ReadonlyArray<StreamId.Id>) =>
    Effect.map(
      write<Pick<EventRow, "stream" | "version" | "hash">>`SELECT events.stream, events.version, events.hash
        FROM ${dialect.asked(write, streams)} CROSS JOIN events WHERE events.stream = asked.value
        AND events.version = (SELECT max(version) FROM events WHERE stream = asked.value)`,
      (rows) => new Map<StreamId.Id, Commit.Tip>(rows.map(({ stream, ...tip }) => [stream, tip]))
    )

  const headOf = (sql: typeof read): Effect.Effect<Head.Head, SqlError.SqlError> =>
    Effect.map(
      sql<Pick<EventRow, "position" | "position_hash">>`SELECT position, position_hash FROM events
        ORDER BY position DESC LIMIT 1`,
      ([row]) => ({ position: row?.position ?? 0, hash: row?.position_hash ?? Chain.beginning })
    )

  const append = <E extends { readonly _tag: string }>(commit: Commit.Commit, within: Effect.Effect<void, E>) =>
    Effect.gen(function* () {
      yield* Effect.fromResult(Commit.check(commit))
      yield* Effect.fromResult(register.check(commit.rows ?? []))
      return yield* Connections.locked(connections, put(commit, within))
    })

  const put = <E extends { readonly _tag: string }>(commit: Commit.Commit, within: Effect.Effect<void, E>) =>
    Effect.gen(function* () {
      const standing = yield* Migrations.standing(write)
      const { version: store = 0 } = standing.get("journal") ?? {}
      if (store > steps.length) {
        return yield* new Journal.StoreIsNewer({ what: "journal", store, program: steps.length })
      }
      yield* Effect.fromResult(register.mayWrite(standing.get("register")))
      const children = commit.children ?? []
      const before = yield* known(write, [commit.command, ...children.map(({ command }) => command)])
      const recalled = Commit.recall(commit, before)
      if (recalled !== undefined) return yield* Effect.fromResult(recalled)
      const expected = Commit.expectations(commit)
      const at = yield* tips(expected.map(({ stream }) => stream))
      for (const { expected: version, stream } of expected) {
        const actual = at.get(stream)?.version ?? 0
        if (actual !== version) return yield* new Commit.StaleVersion({ stream, expected: version, actual })
      }
      const rows = rowsOf(commit, at, yield* headOf(write), yield* Now.moment)
      yield* Insert.into(connections, "events", rows)
      yield* Insert.into(connections, "commands", [
        commandRow(commit, null),
        ...children.map((child) => commandRow(child, commit.command))
      ])
      yield* register.write(commit.rows ?? [])
      yield* within
      const appended: Commit.Appended = {
        _tag: "Appended",
        result: commit.result,
        versions: new Map(commit.writes.map(({ events, expected, stream }) => [stream, expected + events.length]))
      }
      return appended
    })

  /** All events up to the last one that is there when it begins. */
  const upToHead = <A>(of: (head: number) => Stream.Stream<A, SqlError.SqlError>) =>
    Stream.mapError(
      Stream.unwrap(Effect.map(Connections.reading(connections, headOf(read)), ({ position }) => of(position))),
      (error) => unavailable(dialect.reasonOf(error))
    )
  const page = (statement: Effect.Effect<ReadonlyArray<EventRow>, SqlError.SqlError>) =>
    Connections.reading(connections, statement)
  return Journal.Journal.of({
    append: (commit, within = Effect.void) => orUnavailable(append(commit, within)),
    recorded: (commands) => orUnavailable(Connections.reading(connections, known(read, commands))),
    read: (stream, after = 0) =>
      orUnavailable(
        Effect.map(
          page(read`SELECT ${read.literal(columns)} FROM events WHERE stream = ${stream} AND version > ${after}
            ORDER BY version`),
          (rows) => rows.map(recorded)
        )
      ),
    all: upToHead((head) =>
      Stream.map(
        Connections.pages<EventRow, SqlError.SqlError, never>(
          (last) =>
            page(read`SELECT ${read.literal(columns)} FROM events
              WHERE (stream, version) > (${last?.stream ?? ""}, ${last?.version ?? 0}) AND position <= ${head}
              ORDER BY stream, version LIMIT ${pageSize}`),
          pageSize
        ),
        recorded
      )
    ),
    follow: (after) =>
      upToHead((head) =>
        Stream.map(
          Connections.pages<EventRow, SqlError.SqlError, never>(
            (last) =>
              page(read`SELECT ${read.literal(columns)} FROM events
                WHERE position > ${last?.position ?? after} AND position <= ${head}
                ORDER BY position LIMIT ${pageSize}`),
            pageSize
          ),
          (row) => ({ position: row.position, positionHash: row.position_hash, event: recorded(row) })
        )
      ),
    head: orUnavailable(Connections.reading(connections, headOf(read)))
  })
}

/** The events of a commit, each at the position after the last. */
const rowsOf = (
  commit: Commit.Commit,
  tips: ReadonlyMap<StreamId.Id, Commit.Tip>,
  head: Head.Head,
  at: Recorded.Recorded["appendedAt"]
): ReadonlyArray<EventRow> => {
  let { hash, position } = head
  return commit.writes
    .flatMap((written) =>
      Commit.link(commit, written, tips.get(written.stream) ?? { version: 0, hash: Chain.beginning }, at)
    )
    .map(({ appendedAt, knownAt, ...event }) => {
      position += 1
      hash = Chain.positionHashOf(hash, position, event.hash)
      return { position, ...event, known_at: knownAt, appended_at: appendedAt, position_hash: hash }
    })
}

/** An event as it stands in its row, whatever somebody made of it: what does not fit is found by verification. */
export const recorded = (row: EventRow): Recorded.Recorded => ({
  stream: row.stream,
  version: row.version,
  command: row.command,
  actor: row.actor,
  type: row.type,
  shape: row.shape,
  body: row.body,
  knownAt: row.known_at,
  appendedAt: row.appended_at,
  previous: row.previous,
  hash: row.hash
})

const commandRow = ({ command, digest, result }: Commit.Remembered, parent: Command.Id | null) => ({
  id: command,
  digest,
  result: Canonical.encodeUnsafe(result),
  parent
})

const remembered = ({ digest, id, result }: CommandRow): Commit.Remembered => ({
  command: id,
  digest,
  result: JSON.parse(result) as Schema.Json
})
