/**
 * Makes the register anew beside the one in use and puts it in its place at once. Appends go on meanwhile: the streams
 * that grew are made again, the last of them while nobody else writes, so the lock is held briefly however long the
 * journal is.
 */
import { Journal, Register, type Row } from "@bina/core/adapter"
import { type EventCodec, type Recorded, type StreamId } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as SecureRandom from "effect/crypto/SecureRandom"
import type * as SqlError from "effect/sql/SqlError"
import * as Connections from "./Connections.ts"
import * as Migrations from "./Migrations.ts"
import * as RegisterRows from "./RegisterRows.ts"
import * as RegisterTables from "./RegisterTables.ts"

// ---- Rules

/** How many rows are gathered before they are written. */
const batchSize = 1_000

/** How many streams may be left for the last step, while others wait. */
const fewStreams = 20

/** How often the streams that grew are made again before the last step, however many are left. */
const rounds = 20

interface StreamRows {
  readonly stream: StreamId.Id
  readonly rows: ReadonlyArray<Row.Row>
}

/** Rebuilds; `describe` writes anew what the columns mean. */
export const run = (
  connections: Connections.Connections,
  journal: Journal.Journal["Service"],
  projection: Row.Projection,
  describe: Effect.Effect<void, SqlError.SqlError>
): Effect.Effect<Register.Rebuilt, Register.RegisterUnavailable | EventCodec.NotReadable | Journal.StoreIsNewer> => {
  const { dialect, write: sql } = connections
  const tables = new Map(projection.tables.map((table) => [table.name, table]))
  const unavailable = (reason: string) => new Register.RegisterUnavailable({ reason })
  const { beside } = RegisterTables

  const made = (stream: StreamId.Id, events: ReadonlyArray<Recorded.Recorded>) =>
    Effect.gen(function* () {
      const rows = yield* Effect.fromResult(projection.rowsOf(stream, events))
      const changes = rows.map((row): Row.Change => ({ _tag: "Upsert", ...row }))
      yield* Effect.orDie(Effect.fromResult(RegisterTables.checkChanges(tables, changes)))
      return { stream, rows }
    })

  /** A step of this rebuild: in a transaction, as long as no other rebuild took over and no newer one was put in place. */
  const step = <A, E, R>(token: string, effect: Effect.Effect<A, E, R>) =>
    Connections.locked(
      connections,
      Effect.gen(function* () {
        const standing = yield* Migrations.versions(sql)
        if (standing.get("rebuild")?.detail !== token) {
          return yield* Effect.fail(unavailable("another rebuild began meanwhile"))
        }
        yield* notNewer(standing)
        return yield* effect
      })
    )
  const notNewer = (standing: ReadonlyMap<string, Migrations.Version>) => {
    const { version: store = 0 } = standing.get("register") ?? {}
    return store > projection.version
      ? Effect.fail(new Journal.StoreIsNewer({ what: "register", store, program: projection.version }))
      : Effect.void
  }

  /** Claims the rebuild and makes empty tables; whatever an earlier one left behind goes. */
  const begin = (token: string) =>
    Connections.locked(
      connections,
      Effect.gen(function* () {
        const standing = yield* Migrations.versions(sql)
        yield* notNewer(standing)
        const left = (yield* dialect.tables(sql)).filter(({ name }) => name.startsWith(beside("")))
        for (const { name } of left) yield* sql`DROP TABLE ${sql(name)}`
        for (const table of projection.tables) {
          const name = beside(table.name)
          for (const statement of RegisterTables.create(dialect, table, name, `${table.name}_of_stream_${token}`)) {
            yield* sql.unsafe(statement)
          }
        }
        yield* Migrations.setVersion(sql, "rebuild", projection.version, token)
      })
    )

  const put = (batch: ReadonlyArray<StreamRows>) =>
    RegisterRows.write(
      connections,
      tables,
      batch.flatMap(({ rows }) => rows.map((row): Row.Change => ({ _tag: "Upsert", ...row }))),
      beside
    )

  const everything = (token: string) =>
    journal.all.pipe(
      Stream.mapError(({ reason }) => unavailable(reason)),
      byStream,
      Stream.mapEffect(([stream, events]) => made(stream, events)),
      (each) => batches(each, batchSize),
      Stream.mapEffect((batch) => Effect.as(step(token, put(batch)), batch.length)),
      Stream.runFold(
        () => 0,
        (streams, batch) => streams + batch
      )
    )

  const again = (streams: ReadonlyArray<StreamId.Id>) =>
    Effect.gen(function* () {
      if (streams.length === 0) return
      yield* RegisterRows.removeStreams(connections, tables, streams, beside)
      for (const stream of streams) {
        const events = yield* Effect.mapError(journal.read(stream), ({ reason }) => unavailable(reason))
        yield* put([yield* made(stream, events)])
      }
    })

  const grownSince = (position: number) =>
    Effect.map(
      sql<{ readonly stream: StreamId.Id }>`SELECT DISTINCT stream FROM events WHERE position > ${position}`,
      (rows) => rows.map(({ stream }) => stream)
    )
  const position = Effect.mapBoth(journal.head, {
    onFailure: ({ reason }) => unavailable(reason),
    onSuccess: (head) => head.position
  })

  const swap = Effect.gen(function* () {
    const before = (yield* Migrations.versions(sql)).get("register")
    for (const name of RegisterTables.namesIn(before?.detail ?? "")) yield* sql`DROP TABLE ${sql(name)}`
    let rows = 0
    for (const { name } of projection.tables) {
      yield* dialect.rename(sql, beside(name), name)
      const [counted] = yield* sql<{ readonly count: number }>`SELECT count(*) AS count FROM ${sql(name)}`
      rows += Number(counted?.count)
    }
    yield* describe
    yield* Migrations.setVersion(sql, "register", projection.version, RegisterTables.detailOf(projection))
    yield* sql`DELETE FROM bina_store WHERE part = 'rebuild'`
    return rows
  })

  return Effect.gen(function* () {
    const token = SecureRandom.uuidV4Unsafe().slice(0, 8)
    yield* begin(token)
    let from = yield* position
    yield* everything(token)
    for (let round = 0; round < rounds; round++) {
      const upTo = yield* position
      const grown = yield* grownSince(from)
      if (grown.length <= fewStreams) break
      for (let first = 0; first < grown.length; first += fewStreams) {
        yield* step(token, again(grown.slice(first, first + fewStreams)))
      }
      from = upTo
    }
    return yield* step(
      token,
      Effect.gen(function* () {
        yield* again(yield* grownSince(from))
        const rows = yield* swap
        const [counted] = yield* sql<{ readonly count: number }>`SELECT count(*) AS count FROM events WHERE version = 1`
        return { streams: Number(counted?.count), rows }
      })
    )
  }).pipe(Connections.failing(connections, unavailable))
}

/** Events that come by stream, gathered until the next stream begins. */
const byStream = <E, R>(
  events: Stream.Stream<Recorded.Recorded, E, R>
): Stream.Stream<readonly [StreamId.Id, ReadonlyArray<Recorded.Recorded>], E, R> =>
  Stream.map(
    Stream.groupAdjacentBy(events, ({ stream }) => stream),
    ([stream, group]) => [stream, group] as const
  )

interface Gathering {
  readonly gathered: Array<StreamRows>
  readonly rows: number
}

/** Gathers streams until they have so many rows; a stream without any counts as one. */
const batches = <E, R>(
  each: Stream.Stream<StreamRows, E, R>,
  size: number
): Stream.Stream<ReadonlyArray<StreamRows>, E, R> =>
  Stream.concat(Stream.map(each, Option.some), Stream.succeed(Option.none<StreamRows>())).pipe(
    Stream.mapAccum(
      (): Gathering => ({ gathered: [], rows: 0 }),
      ({ gathered, rows }, made): readonly [Gathering, ReadonlyArray<ReadonlyArray<StreamRows>>] => {
        if (Option.isNone(made)) return [{ gathered, rows }, [gathered]]
        gathered.push(made.value)
        const all = rows + Math.max(1, made.value.rows.length)
        return all >= size ? [{ gathered: [], rows: 0 }, [gathered]] : [{ gathered, rows: all }, []]
      }
    )
  )
