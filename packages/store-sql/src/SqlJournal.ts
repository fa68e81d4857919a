/**
 * A journal in a database: one table of events, one of commands, both only added to. What a commit means is decided by
 * core; here it is done in one transaction, behind the one lock that writers take in turn.
 */
import { type Command } from "@bina/core"
import { Commit, Journal, Now } from "@bina/core/adapter"
import { Chain, type Head, type Recorded, type StreamId } from "@bina/core/journal"
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
  readonly commit_hash: Recorded.Hash
}

interface CommandRow {
  readonly number: number
  readonly id: Command.Id
  readonly digest: Command.Digest
  readonly actor: Recorded.Recorded["actor"]
  readonly parent: Command.Id | null
  readonly position: number
  readonly answer: string
  readonly hash: Recorded.Hash
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
       commit_hash ${text} NOT NULL,
       UNIQUE (stream, version)
     ) ${tableOptions}`,
    ...insertOnly(
      "events",
      `NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
       OR NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM events WHERE stream = NEW.stream)`
    ),
    `CREATE TABLE commands (
       number ${integer} NOT NULL PRIMARY KEY,
       id ${text} NOT NULL UNIQUE,
       digest ${text} NOT NULL,
       actor ${text} NOT NULL,
       parent ${text},
       position ${integer} NOT NULL,
       answer ${text} NOT NULL,
       hash ${text} NOT NULL
     ) ${tableOptions}`,
    ...insertOnly(
      "commands",
      `NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM commands)
       OR EXISTS (SELECT 1 FROM commands WHERE id = NEW.id)`
    )
  ]
]

const columns = `events.position, events.stream, events.version, events.command, events.actor, events.type, events.shape,
  events.body, events.known_at, events.appended_at, events.previous, events.hash, events.position_hash,
  events.commit_hash`

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
      sql<Pick<CommandRow, "id" | "digest" | "answer">>`SELECT commands.id, commands.digest, commands.answer
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

  const lastCommand = (sql: typeof read) =>
    Effect.map(
      sql<{ readonly last: number | null }>`SELECT max(number) AS last FROM commands`,
      ([row]) => row?.last ?? 0
    )

  const standing = Effect.gen(function* () {
    const { hash: positionHash, position } = yield* headOf(write)
    const [last] = yield* write<Pick<CommandRow, "number" | "hash">>`SELECT number, hash FROM commands
      ORDER BY number DESC LIMIT 1`
    return { position, positionHash, number: last?.number ?? 0, commandHash: last?.hash ?? Chain.beginning }
  })

  const append = <E extends { readonly _tag: string }>(commit: Commit.Commit, within: Effect.Effect<void, E>) =>
    Effect.gen(function* () {
      yield* Effect.fromResult(Commit.check(commit))
      yield* Effect.fromResult(register.check(commit.rows ?? []))
      return yield* Connections.locked(connections, put(commit, within))
    })

  const put = <E extends { readonly _tag: string }>(commit: Commit.Commit, within: Effect.Effect<void, E>) =>
    Effect.gen(function* () {
      const parts = yield* Migrations.versions(write)
      const { version: store = 0 } = parts.get("journal") ?? {}
      if (store > steps.length) {
        return yield* new Journal.StoreIsNewer({ what: "journal", store, program: steps.length })
      }
      yield* Effect.fromResult(register.mayWrite(parts.get("register")))
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
      const added = Commit.added(commit, yield* standing, at, yield* Now.moment, connections.sha256)
      yield* Insert.into(connections, "events", added.events.map(eventRow))
      yield* Insert.into(
        connections,
        "commands",
        added.commands.map(({ command: id, ...kept }) => ({ id, ...kept }))
      )
      yield* register.write(commit.rows ?? [])
      yield* within
      const appended: Commit.Appended = {
        _tag: "Appended",
        result: commit.result,
        versions: Commit.versionsAfter(commit)
      }
      return appended
    })

  /** Everything up to the last of its kind that is there when it begins. */
  const upTo = <A>(
    last: Effect.Effect<number, SqlError.SqlError>,
    of: (last: number) => Stream.Stream<A, SqlError.SqlError>
  ) =>
    Stream.mapError(Stream.unwrap(Effect.map(Connections.reading(connections, last), of)), (error) =>
      unavailable(dialect.reasonOf(error))
    )
  const lastPosition = Effect.map(headOf(read), ({ position }) => position)
  const page = (statement: Effect.Effect<ReadonlyArray<EventRow>, SqlError.SqlError>) =>
    Connections.reading(connections, statement)
  /** One statement for all that are asked for from the same version on. */
  const readMany = (asked: ReadonlyArray<Journal.Asked>) =>
    Effect.gen(function* () {
      const found = new Map<StreamId.Id, Array<Recorded.Recorded>>(asked.map(({ stream }) => [stream, []]))
      for (const [after, many] of Map.groupBy(asked, ({ after = 0 }) => after)) {
        const rows = yield* page(
          read`SELECT ${read.literal(columns)}
            FROM ${dialect.asked(
              read,
              many.map(({ stream }) => stream)
            )}
            CROSS JOIN events WHERE events.stream = asked.value AND events.version > ${after}
            ORDER BY events.stream, events.version`
        )
        for (const row of rows) found.get(row.stream)!.push(recorded(row))
      }
      return found
    })
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
    readMany: (asked) => orUnavailable(readMany(asked)),
    commands: upTo(lastCommand(read), (last) =>
      Stream.map(
        Connections.pages<CommandRow, SqlError.SqlError, never>(
          (before) =>
            Connections.reading(
              connections,
              read<CommandRow>`SELECT number, id, digest, actor, parent, position, answer, hash FROM commands
                WHERE number > ${before?.number ?? 0} AND number <= ${last} ORDER BY number LIMIT ${pageSize}`
            ),
          pageSize
        ),
        ({ id: command, ...row }) => ({ command, ...row })
      )
    ),
    all: upTo(lastPosition, (head) =>
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
      upTo(lastPosition, (head) =>
        Stream.map(
          Connections.pages<EventRow, SqlError.SqlError, never>(
            (last) =>
              page(read`SELECT ${read.literal(columns)} FROM events
                WHERE position > ${last?.position ?? after} AND position <= ${head}
                ORDER BY position LIMIT ${pageSize}`),
            pageSize
          ),
          (row) => ({
            position: row.position,
            positionHash: row.position_hash,
            commit: row.commit_hash,
            event: recorded(row)
          })
        )
      ),
    head: orUnavailable(Connections.reading(connections, headOf(read))),
    unguarded: orUnavailable(
      Effect.map(Connections.reading(connections, dialect.guards(read)), (there) => {
        const names = new Set(there.map(({ name }) => name))
        return ["events", "commands"].flatMap((table) => dialect.guardsOf(table)).filter((name) => !names.has(name))
      })
    )
  })
}

const eventRow = ({ commit, event, position, positionHash }: Recorded.Positioned): EventRow => {
  const { appendedAt, knownAt, ...more } = event
  return {
    position,
    ...more,
    known_at: knownAt,
    appended_at: appendedAt,
    position_hash: positionHash,
    commit_hash: commit
  }
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

const remembered = ({ answer, digest, id }: Pick<CommandRow, "id" | "digest" | "answer">): Commit.Remembered => ({
  command: id,
  digest,
  result: JSON.parse(answer) as Schema.Json
})
