/** What a journal in a file does beyond what every journal does: pages, one transaction, rows that are only added. */
import { Actor, Command } from "@bina/core"
import { Journal, Register } from "@bina/core/adapter"
import { SqlStore } from "@bina/store-sql"
import { SqliteStore } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

describe("reading", () => {
  it.live("gives everything by pages, once and in order", () =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      // More than one page by stream and by position; a stream ends where a page does.
      yield* journal.append(Given.commit("c-1", "b", 0, 500))
      yield* journal.append(Given.commit("c-2", "a", 0, 500))
      yield* journal.append(Given.commit("c-3", "b", 500, 201))
      const all = yield* Stream.runCollect(journal.all)
      assert.deepStrictEqual(
        all.map(({ stream, version }) => [stream, version]),
        [
          ...Array.from({ length: 500 }, (_, index) => [Given.stream("a"), index + 1] as const),
          ...Array.from({ length: 701 }, (_, index) => [Given.stream("b"), index + 1] as const)
        ].map((pair) => [...pair])
      )
      const followed = yield* Stream.runCollect(journal.follow(0))
      assert.deepStrictEqual(
        followed.map(({ position }) => position),
        Array.from({ length: 1_201 }, (_, index) => index + 1)
      )
      assert.deepStrictEqual(
        (yield* Stream.runCollect(journal.follow(1_199))).map(({ position }) => position),
        [1_200, 1_201]
      )
      assert.deepStrictEqual(
        (yield* journal.read(Given.stream("b"), 699)).map(({ version }) => version),
        [700, 701]
      )
    }).pipe(Effect.provideServiceEffect(Journal.Journal, open))
  )

  it.live("ends where the journal ended when it began", () =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      yield* journal.append(Given.commit("c-0", "a", 0, 600))
      let appended = 0
      const counted = (events: Stream.Stream<unknown, Journal.JournalUnavailable>, upTo: number) =>
        Stream.runFold(
          Stream.tap(events, () => {
            if (appended >= upTo) return Effect.void
            appended += 1
            return Effect.orDie(journal.append(Given.commit(`c-${appended}`, `later-${appended}`, 0)))
          }),
          () => 0,
          (count) => count + 1
        )
      assert.strictEqual(yield* counted(journal.all, 20), 600)
      assert.strictEqual(yield* counted(journal.follow(0), 40), 620)
      assert.strictEqual((yield* journal.head).position, 640)
    }).pipe(Effect.provideServiceEffect(Journal.Journal, open))
  )
})

const open = Effect.gen(function* () {
  const { journal } = yield* SqlStore.open(yield* SqliteStore.connect(yield* Given.file), Given.projection)
  return journal
})

describe("an append", () => {
  it.live("that was interrupted leaves nothing behind", () =>
    Effect.gen(function* () {
      const journal = yield* open
      for (let round = 0; round < 20; round++) {
        const command = `c-${round}`
        const fiber = yield* Effect.forkChild(journal.append(Given.commit(command, `s-${round}`, 0, 50)))
        for (let step = 0; step < round; step++) yield* Effect.yieldNow
        yield* Fiber.interrupt(fiber)
        const events = yield* journal.read(Given.stream(`s-${round}`))
        const known = yield* journal.recorded([Command.id(command)])
        assert.strictEqual(events.length, known.size * 50)
      }
      yield* journal.append(Given.commit("c-last", "last", 0))
    })
  )

  it.live("whose rows make no sense is refused before anything is written", () =>
    Effect.gen(function* () {
      const journal = yield* open
      const [row] = Given.commit("c-1", "a", 0).rows!
      const rows: ReadonlyArray<readonly [unknown, string]> = [
        [{ ...row, table: "events" }, "declares no table events"],
        [{ ...row, values: { events: 1 } }, "cohorts.is_large is not boolean"],
        [{ ...row, values: { events: 1.5, is_large: true, since: "", note: null } }, "cohorts.events is not integer"],
        [{ ...row, values: { events: null, is_large: true, since: "", note: null } }, "cohorts.events is not integer"],
        [{ ...row, values: { events: 1, is_large: true, since: "", note: null, more: 1 } }, "does not declare"]
      ]
      for (const [wrong, reason] of rows) {
        const error = yield* Effect.flip(journal.append({ ...Given.commit("c-1", "a", 0), rows: [wrong as never] }))
        assert.strictEqual(error._tag, "NotACommit")
        assert.include(error.message, reason)
      }
      assert.strictEqual((yield* journal.head).position, 0)
    })
  )

  it.live("remembers the items of a bulk command under it", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const children = [1, 2].map((item) => ({
        command: Command.id(`c-1/${item}`),
        digest: Command.digest(`d-${item}`),
        result: { item }
      }))
      yield* Effect.gen(function* () {
        const journal = yield* Journal.Journal
        yield* journal.append({ ...Given.commit("c-1", "a", 0), children })
        const known = yield* journal.recorded(children.map(({ command }) => command))
        assert.deepStrictEqual([...known.values()], children)
      }).pipe(Effect.provide(Given.store(file)))
      const parents = Given.raw(file, (db) => db.prepare("SELECT id, parent FROM commands ORDER BY id").all())
      assert.deepStrictEqual(
        parents.map(({ id, parent }) => [id, parent]),
        [
          ["c-1", null],
          ["c-1/1", "c-1"],
          ["c-1/2", "c-1"]
        ]
      )
    })
  )

  it.live("says nothing of what stands in the rows when the database fails", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const error = yield* Effect.gen(function* () {
        const journal = yield* Journal.Journal
        Given.raw(file, (db) =>
          db.exec(
            "CREATE TRIGGER planted BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'officer-1 wrote this'); END"
          )
        )
        return yield* Effect.flip(journal.append(Given.commit("c-1", "a", 0)))
      }).pipe(Effect.provide(Given.store(file)))
      assert.strictEqual(error._tag, "JournalUnavailable")
      assert.include(error.message, "a row was refused")
      assert.notInclude(JSON.stringify(error) + error.message, "officer-1")
    })
  )
})

describe("events and commands", () => {
  const filled = Effect.gen(function* () {
    const file = yield* Given.file
    yield* Effect.gen(function* () {
      const journal = yield* Journal.Journal
      yield* journal.append(Given.commit("c-1", "a", 0, 2))
      yield* journal.append(Given.commit("c-2", "b", 0, 1))
      yield* (yield* Register.Register).rebuild
    }).pipe(Effect.provide(Given.store(file)))
    return file
  })
  const event = (position: number, stream: string, version: number) =>
    `(position, stream, version, command, actor, type, shape, body, known_at, appended_at, previous, hash, position_hash,
       commit_hash)
     VALUES (${position}, '${stream}', ${version}, 'c', '${Actor.id("x")}', 'T', 1, '{}', NULL, '', '', '', '', '')`

  it.live("are only added to, whoever has the file open", () =>
    Effect.gen(function* () {
      const file = yield* filled
      for (const statement of [
        "UPDATE events SET body = '{}'",
        "DELETE FROM events WHERE position = 3",
        "UPDATE commands SET answer = '{}'",
        "DELETE FROM commands",
        `INSERT OR REPLACE INTO events ${event(3, "cohort/b", 1)}`,
        `INSERT OR REPLACE INTO events ${event(4, "cohort/a", 2)}`,
        `INSERT INTO events ${event(0, "cohort/a", 3)}`,
        `INSERT INTO events ${event(7, "cohort/a", 3)}`,
        `INSERT INTO events ${event(4, "cohort/a", 4)}`,
        "INSERT OR REPLACE INTO commands VALUES (9, 'c-1', 'other', 'x', NULL, 0, '{}', '')",
        "UPDATE vault_accesses SET purpose = ''",
        "DELETE FROM vault_accesses"
      ]) {
        Given.raw(file, (db) => {
          if (statement.includes("vault_accesses")) {
            db.exec(
              "INSERT OR IGNORE INTO vault_accesses SELECT 1, 'p', '[]', 'a', 'w', '' WHERE NOT EXISTS (SELECT 1 FROM vault_accesses)"
            )
          }
          assert.throws(() => db.exec(statement), /are only added to/, statement)
        })
      }
      assert.strictEqual(
        Given.raw(file, (db) => db.prepare("SELECT count(*) AS n FROM events").get()?.["n"]),
        3
      )
    })
  )

  it.live("take an event that is at its place, so that the trigger is not what refuses everything", () =>
    Effect.gen(function* () {
      const file = yield* filled
      Given.raw(file, (db) => db.exec(`INSERT INTO events ${event(4, "cohort/a", 3)}`))
    })
  )
})
