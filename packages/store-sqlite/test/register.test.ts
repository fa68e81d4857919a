/** The register in a file: which projection may write it, and how it is made anew while others append. */
import { Journal, Register, type Row } from "@bina/core/adapter"
import { EventCodec } from "@bina/core/journal"
import { RegisterTables } from "@bina/store-sql"
import { SqliteStore } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

const within = <A, E>(
  file: string,
  use: (store: {
    readonly journal: Journal.Journal["Service"]
    readonly register: Register.Register["Service"]
  }) => Effect.Effect<A, E>,
  projection: Row.Projection | null = Given.projection
) =>
  Effect.gen(function* () {
    return yield* use({ journal: yield* Journal.Journal, register: yield* Register.Register })
  }).pipe(Effect.provide(projection === null ? withoutProjection(file) : Given.store(file, { projection })))

const withoutProjection = (file: string) => SqliteStore.layer({ file, masterKey: Given.masterKey, projection: "none" })

const rows = (register: Register.Register["Service"]) => Stream.runCollect(register.rows("cohorts"))

/** The next version: one column more, and another key. */
const newer: Row.Projection = {
  version: 2,
  tables: [
    {
      name: "classes",
      text: "one row per class",
      columns: [{ name: "events", kind: "integer", isNullable: false, text: "how many" }]
    },
    ...Given.projection.tables
  ],
  rowsOf: (stream, events) =>
    Result.succeed([
      { table: "classes", key: `class of ${stream}`, stream, values: { events: events.length } },
      Given.rowOf(stream, events.length)
    ])
}

describe("rows", () => {
  it.live("come back as they were written, in the order of their keys, after appends and after a rebuild", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const keys = Array.from({ length: 1_100 }, (_, index) => `k-${index}`)
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          for (let first = 0; first < keys.length; first += 100) {
            const commits = keys
              .slice(first, first + 100)
              .map((key) => Given.commit(`c-${key}`, key, 0, ((first / 100) % 4) + 1))
            yield* journal.append({
              ...commits[0]!,
              writes: commits.flatMap(({ writes }) => writes),
              rows: commits.flatMap(({ rows }) => rows ?? [])
            })
          }
          const before = yield* rows(register)
          assert.deepStrictEqual(
            before.map(({ key }) => key),
            keys.map((key) => String(Given.stream(key))).toSorted()
          )
          assert.deepStrictEqual(before[0], Given.rowOf(Given.stream("k-0"), 1))
          assert.deepStrictEqual(yield* register.rebuild, { streams: 1_100, rows: 1_100 })
          assert.deepStrictEqual(yield* rows(register), before)
        })
      )
    })
  )

  it.live("of one commit: the last change of a row stands", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          const [upsert] = Given.commit("c-1", "a", 0).rows!
          const gone: Row.Change = { _tag: "Delete", table: "cohorts", key: upsert!.key, stream: upsert!.stream }
          yield* journal.append({ ...Given.commit("c-1", "a", 0), rows: [gone, upsert!] })
          assert.lengthOf(yield* rows(register), 1)
          yield* journal.append({ ...Given.commit("c-2", "a", 1), rows: [upsert!, gone] })
          assert.lengthOf(yield* rows(register), 0)
        })
      )
    })
  )

  it.live("are those of one moment, although others append and rebuild between pages", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          const commits = Array.from({ length: 700 }, (_, index) => Given.commit(`c-${index}`, `k-${index}`, 0))
          yield* journal.append({
            ...commits[0]!,
            writes: commits.flatMap(({ writes }) => writes),
            rows: commits.flatMap(({ rows }) => rows ?? [])
          })
          let seen = 0
          const read = yield* Stream.runCollect(
            Stream.tap(register.rows("cohorts"), () => {
              seen += 1
              if (seen !== 10) return Effect.void
              return Effect.orDie(Effect.andThen(journal.append(Given.commit("late", "k-999", 0, 3)), register.rebuild))
            })
          )
          assert.lengthOf(read, 700)
          assert.lengthOf(yield* rows(register), 701)
        })
      )
    })
  )

  it.live("of no table are refused by name", () =>
    Effect.gen(function* () {
      const error = yield* within(yield* Given.file, ({ register }) =>
        Effect.flip(Stream.runCollect(register.rows("events")))
      )
      assert.strictEqual(error._tag, "NoSuchTable")
      assert.include(error.message, "it has cohorts")
    })
  )
})

describe("another projection", () => {
  it.live("that is newer does not append before it rebuilt; one that is older does not afterwards", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal }) => journal.append(Given.commit("c-1", "a", 0, 3)))
      yield* within(
        file,
        ({ journal, register }) =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(journal.append(Given.commit("c-2", "a", 3)))
            assert.deepInclude(error, { _tag: "RegisterIsOlder", store: 1, program: 2 })
            assert.strictEqual((yield* Effect.flip(rows(register)))._tag, "RegisterUnavailable")
            assert.deepStrictEqual(yield* register.rebuild, { streams: 1, rows: 2 })
            yield* journal.append({ ...Given.commit("c-2", "a", 3), rows: [] })
            assert.lengthOf(yield* Stream.runCollect(register.rows("classes")), 1)
          }),
        newer
      )
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(journal.append(Given.commit("c-3", "a", 4)))
          assert.deepInclude(error, { _tag: "StoreIsNewer", what: "register", store: 2, program: 1 })
          assert.strictEqual((yield* Effect.flip(register.rebuild))._tag, "StoreIsNewer")
          assert.strictEqual((yield* Effect.flip(rows(register)))._tag, "RegisterUnavailable")
          // The journal can still be read.
          assert.lengthOf(yield* journal.read(Given.stream("a")), 4)
        })
      )
    })
  )

  it.live("of the same version with other tables is refused when it opens", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal }) => journal.append(Given.commit("c-1", "a", 0)))
      const error = yield* Effect.flip(within(file, () => Effect.void, { ...newer, version: 1 }))
      assert.strictEqual(error._tag, "ProjectionRefused")
      assert.include(error.message, "give this one a higher version")
    })
  )

  it.live("none at all: appends where there is no register, and not where one would fall behind", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal }) => journal.append(Given.bare("c-1", "a", 0)), null)
      // The journal was there first: its register is rebuilt before it is written.
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          const error = yield* Effect.flip(journal.append(Given.commit("c-2", "a", 1)))
          assert.deepInclude(error, { _tag: "RegisterIsOlder", store: 0, program: 1 })
          yield* register.rebuild
          yield* journal.append(Given.commit("c-2", "a", 1))
          assert.deepStrictEqual(yield* rows(register), [Given.rowOf(Given.stream("a"), 2)])
        })
      )
      const error = yield* within(file, ({ journal }) => Effect.flip(journal.append(Given.bare("c-3", "a", 2))), null)
      assert.deepInclude(error, { _tag: "StoreIsNewer", what: "register", store: 1, program: 0 })
    })
  )
})

describe("a rebuild", () => {
  it.live("L41 made anew while others append, the register is the one that was kept", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          for (let key = 0; key < 40; key++) yield* journal.append(Given.commit(`c-${key}`, `k-${key}`, 0, 60))
          let appended = 0
          const appending = yield* Effect.forkChild(
            Effect.forever(
              Effect.suspend(() => {
                const key = appended % 45
                const round = Math.floor(appended / 45)
                appended += 1
                return journal.append(Given.commit(`g-${appended}`, `k-${key}`, (key < 40 ? 60 : 0) + round))
              })
            )
          )
          yield* Effect.sleep("30 millis")
          for (let round = 0; round < 3; round++) {
            const before = appended
            yield* register.rebuild
            assert.isAbove(appended, before)
          }
          yield* Fiber.interrupt(appending)
          const expected = new Map<string, number>()
          yield* Stream.runForEach(journal.all, ({ stream, version }) =>
            Effect.sync(() => expected.set(stream, version))
          )
          assert.deepStrictEqual(
            yield* rows(register),
            [...expected].map(([stream, events]) => Given.rowOf(stream as Row.Row["stream"], events))
          )
        })
      )
    })
  )

  it.live("that fails leaves the register as it was, and the next one clears up after it", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal }) => journal.append(Given.commit("c-1", "a", 0)))
      const failing: Row.Projection = {
        ...newer,
        rowsOf: () => Result.fail(new EventCodec.UnknownEvent({ type: "Counted", version: 1 }))
      }
      const error = yield* within(file, ({ register }) => Effect.flip(register.rebuild), failing)
      assert.strictEqual(error._tag, "UnknownEvent")
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          yield* journal.append(Given.commit("c-2", "a", 1))
          assert.lengthOf(yield* rows(register), 1)
          yield* register.rebuild
        })
      )
      const left = Given.raw(file, (db) =>
        db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'rebuilding%'").all()
      )
      assert.deepStrictEqual(left, [])
    })
  )

  it.live("gives way to another that begins later", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          for (let key = 0; key < 5; key++) yield* journal.append(Given.commit(`c-${key}`, `k-${key}`, 0, 300))
          const exits = yield* Effect.all([Effect.exit(register.rebuild), Effect.exit(register.rebuild)], {
            concurrency: "unbounded"
          })
          assert.isTrue(exits.some((exit) => exit._tag === "Success"))
          assert.lengthOf(yield* rows(register), 5)
        })
      )
    })
  )

  it.live("puts the new tables under views that people made", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, ({ journal, register }) =>
        Effect.gen(function* () {
          yield* journal.append(Given.commit("c-1", "a", 0, 5))
          const sum = "SELECT total FROM sums"
          Given.raw(file, (db) => db.exec("CREATE VIEW sums AS SELECT sum(events) AS total FROM cohorts"))
          yield* register.rebuild
          yield* journal.append(Given.commit("c-2", "b", 0, 2))
          yield* register.rebuild
          assert.strictEqual(
            Given.raw(file, (db) => db.prepare(sum).get()?.["total"]),
            7
          )
        })
      )
    })
  )

  it.live("describes the tables and columns, for people who look", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const described = () =>
        Given.raw(file, (db) =>
          db
            .prepare("SELECT table_name, column_name, kind, text, table_text FROM register_columns ORDER BY rowid")
            .all()
            .map((row) => Object.values(row).join("|"))
        )
      yield* within(file, ({ journal }) => journal.append(Given.commit("c-1", "a", 0)))
      assert.deepStrictEqual(described(), [
        "cohorts|key|text|which row it is, unique in the table|one row per cohort",
        "cohorts|stream|text|the stream of events from which the row follows|one row per cohort",
        "cohorts|events|integer|how many events it has|one row per cohort",
        "cohorts|is_large|boolean|whether these are more than two|one row per cohort",
        "cohorts|since|date|the first day|one row per cohort",
        "cohorts|note|text|what somebody noted|one row per cohort"
      ])
      yield* within(file, ({ register }) => register.rebuild, newer)
      assert.strictEqual(described()[2], "classes|events|integer|how many|one row per class")
    })
  )
})

describe("a projection", () => {
  const table = Given.projection.tables[0]!
  const [column] = table.columns
  const named = (name: string): Row.Projection => ({ ...Given.projection, tables: [{ ...table, name }] })
  const withColumn = (name: string): Row.Projection => ({
    ...Given.projection,
    tables: [{ ...table, columns: [column, { ...column, name }] }]
  })
  it.each<readonly [string, Row.Projection]>([
    ["is not called", named('cohorts"; DROP TABLE events; --')],
    ["is not called", named("Cohorts")],
    ["is not called", named("")],
    ["is not called", named("a".repeat(49))],
    ["is taken by the store", named("events")],
    ["is taken by the store", named("vault_keys")],
    ["is taken by the store", named("vault_lock")],
    ["is taken by the store", named("sqlite_sequence")],
    ["is taken by the store", named("rebuilding_cohorts")],
    ["twice", { ...Given.projection, tables: [table, table] }],
    ["is not called", withColumn("no te")],
    ["is there already", withColumn("events")],
    ["is there already", withColumn("stream")],
    ["its version", { ...Given.projection, version: 0 }]
  ])("is refused where its names %s", (reason, projection) => {
    const refused = RegisterTables.check(projection)
    assert.isTrue(Result.isFailure(refused))
    if (Result.isFailure(refused)) assert.include(refused.failure.message, reason)
  })

  it("is taken where its names are words of SQL", () => {
    assert.isTrue(Result.isSuccess(RegisterTables.check(named("order"))))
  })

  it.live("works where its names are words of SQL", () =>
    Effect.gen(function* () {
      const order: Row.Projection = {
        version: 1,
        tables: [{ name: "order", text: "", columns: [{ ...column, name: "group" }] }],
        rowsOf: (stream, events) =>
          Result.succeed([{ table: "order", key: "k", stream, values: { group: events.length } }])
      }
      yield* within(
        yield* Given.file,
        ({ journal, register }) =>
          Effect.gen(function* () {
            const row: Row.Row = { table: "order", key: "k", stream: Given.stream("a"), values: { group: 1 } }
            yield* journal.append({ ...Given.commit("c-1", "a", 0), rows: [{ _tag: "Upsert", ...row }] })
            yield* register.rebuild
            assert.deepStrictEqual(yield* Stream.runCollect(register.rows("order")), [row])
          }),
        order
      )
    })
  )
})
