/** What a store refuses to open, and what it says then. */
import { spawnSync } from "node:child_process"
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { DatabaseSync } from "node:sqlite"
import { Journal, Register, Vault } from "@bina/core/adapter"
import { Migrations, SqlJournal, SqlStore, SqlVaultStorage } from "@bina/store-sql"
import { SqliteClient, SqliteStore } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

const opening = (file: string, options: Partial<SqliteStore.Options> = {}) =>
  Effect.scoped(Layer.build(Given.store(file, options)))

describe("opening a store", () => {
  it.live("makes a file that is not there, and opens it again as it was", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const head = Effect.flatMap(Journal.Journal, ({ head }) => head)
      yield* Effect.provide(
        Effect.flatMap(Journal.Journal, (journal) => journal.append(Given.commit("c-1", "a", 0))),
        Given.store(file)
      )
      const [first, second] = [
        yield* Effect.provide(head, Given.store(file)),
        yield* Effect.provide(head, Given.store(file))
      ]
      assert.strictEqual(first.position, 1)
      assert.deepStrictEqual(first, second)
    })
  )

  it.live("refuses another program's database and leaves it as it is", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      Given.raw(file, (db) => db.exec("CREATE TABLE invoices (id INTEGER)"))
      const before = readFileSync(file)
      const error = yield* Effect.flip(opening(file))
      assert.strictEqual(error._tag, "NotAStore")
      assert.include(error.message, "invoices")
      assert.isTrue(before.equals(readFileSync(file)))
    })
  )

  it.live("refuses a file that is no database", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      writeFileSync(file, "name;number\n".repeat(200))
      const error = yield* Effect.flip(opening(file))
      assert.strictEqual(error._tag, "CannotOpen")
      assert.include(error.message, "no database")
    })
  )

  it.live("refuses a folder, and a file in a folder that is not there", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      mkdirSync(join(folder, "store"))
      for (const file of [join(folder, "store"), join(folder, "missing", "store.sqlite")]) {
        const error = yield* Effect.flip(opening(file))
        assert.strictEqual(error._tag, "CannotOpen")
        assert.include(error.message, file)
      }
    })
  )

  it.live("refuses a file that it cannot write", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* opening(file)
      chmodSync(file, 0o444)
      chmodSync(dirname(file), 0o555)
      // The superuser may write everything, so it is tried as somebody else.
      const program = fileURLToPath(new URL("./processes/open.ts", import.meta.url))
      const { stderr, stdout } = spawnSync(process.execPath, [program, file], { encoding: "utf8" })
      chmodSync(dirname(file), 0o755)
      assert.match(stdout, /^CannotOpen .*(cannot be written|cannot be opened|cannot be looked at)/, stderr)
    })
  )

  it.live("refuses what a newer release made, of the journal and of the vault", () =>
    Effect.gen(function* () {
      for (const [part, known] of [
        ["journal", SqlJournal.steps.length],
        ["vault", SqlVaultStorage.steps.length]
      ] as const) {
        const file = yield* Given.file
        yield* opening(file)
        Given.raw(file, (db) => db.prepare("UPDATE bina_store SET version = 99 WHERE part = ?").run(part))
        const error = yield* Effect.flip(opening(file))
        assert.strictEqual(error._tag, "StoreIsNewer")
        assert.include(error.message, `the ${part} of this store has version 99, this program knows ${known}`)
      }
    })
  )

  it.live("does not append once another process has brought the store to a newer release", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const error = yield* Effect.gen(function* () {
        const journal = yield* Journal.Journal
        yield* journal.append(Given.commit("c-1", "a", 0))
        Given.raw(file, (db) => db.exec("UPDATE bina_store SET version = 2 WHERE part = 'journal'"))
        return yield* Effect.flip(journal.append(Given.commit("c-2", "a", 1)))
      }).pipe(Effect.provide(Given.store(file)))
      assert.strictEqual(error._tag, "StoreIsNewer")
    })
  )

  it.live("refuses another master key", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* opening(file)
      for (const bytes of [new Uint8Array(32), new Uint8Array(31).fill(7), new Uint8Array()]) {
        const error = yield* Effect.flip(opening(file, { masterKey: Redacted.make(bytes) }))
        assert.strictEqual(error._tag, "WrongMasterKey")
      }
    })
  )

  it.live("gives up on a file that stays locked, after the time it was given", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* opening(file)
      const db = new DatabaseSync(file)
      db.exec("BEGIN IMMEDIATE")
      const error = yield* Effect.flip(opening(file, { patience: "150 millis" }))
      db.exec("ROLLBACK")
      db.close()
      assert.strictEqual(error._tag, "CannotOpen")
      assert.include(error.message, "another process holds the lock")
    })
  )

  it.live("waits for a lock that is let go, and then appends", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const db = yield* Effect.gen(function* () {
        const journal = yield* Journal.Journal
        const db = new DatabaseSync(file)
        db.exec("BEGIN IMMEDIATE")
        yield* Effect.forkChild(
          Effect.andThen(
            Effect.sleep("150 millis"),
            Effect.sync(() => db.exec("COMMIT"))
          )
        )
        assert.strictEqual((yield* journal.append(Given.commit("c-1", "a", 0)))._tag, "Appended")
        return db
      }).pipe(Effect.provide(Given.store(file)))
      db.close()
    })
  )
})

describe("durability", () => {
  it.live("is looked for on the connection itself", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const { write } = yield* SqliteStore.connect(file)
      yield* SqliteClient.checkDurability(write, file)
      for (const [level, found] of [
        ["NORMAL", "normal"],
        ["OFF", "off"]
      ] as const) {
        yield* write`PRAGMA synchronous = ${write.literal(level)}`
        const error = yield* Effect.flip(SqliteClient.checkDurability(write, file))
        assert.strictEqual(error._tag, "NotDurable")
        assert.include(error.message, `synchronous is ${found}, and has to be full`)
      }
    })
  )

  it.live("is not given by memory", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(SqliteClient.make({ file: ":memory:", mode: "write" }))
      assert.strictEqual(error._tag, "NotDurable")
      assert.include(error.message, "journal_mode is memory, and has to be wal")
    })
  )

  it.live("names that mean something to SQLite are names of files", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const before = process.cwd()
      process.chdir(folder)
      yield* Effect.ensuring(
        opening("file:store?mode=memory"),
        Effect.sync(() => process.chdir(before))
      )
      assert.isAbove(readFileSync(join(folder, "file:store?mode=memory")).length, 0)
    })
  )
})

describe("a client", () => {
  it.live("says what SQLite means and not what it was told", () =>
    Effect.gen(function* () {
      const { write } = yield* SqliteStore.connect(yield* Given.file)
      yield* write`CREATE TABLE one (name TEXT PRIMARY KEY) STRICT`
      yield* write.unsafe(
        "CREATE TRIGGER loud BEFORE INSERT ON one BEGIN SELECT RAISE(ABORT, 'Siti Aminah was here'); END"
      )
      const error = yield* Effect.flip(write`INSERT INTO one VALUES (${"Siti Aminah"})`)
      assert.strictEqual(error.reason._tag, "ConstraintError")
      assert.include(error.message, "constraint failed")
      assert.notInclude(error.message + JSON.stringify(error) + String(error.stack), "Siti")
    })
  )
})

describe("migrations", () => {
  it.live("take only the steps that are missing, once", () =>
    Effect.gen(function* () {
      const connections = yield* SqliteStore.connect(yield* Given.file)
      const more: Migrations.Step = () => ["CREATE TABLE later (id INTEGER) STRICT", "INSERT INTO later VALUES (1)"]
      yield* Migrations.run(connections, "journal", SqlJournal.steps)
      yield* Migrations.run(connections, "journal", [...SqlJournal.steps, more])
      yield* Migrations.run(connections, "journal", [...SqlJournal.steps, more])
      assert.lengthOf(yield* connections.read`SELECT id FROM later`, 1)
      const error = yield* Effect.flip(Migrations.run(connections, "journal", SqlJournal.steps))
      assert.strictEqual(error._tag, "StoreIsNewer")
    })
  )

  it.live("that fail leave the store at the version it had", () =>
    Effect.gen(function* () {
      const connections = yield* SqliteStore.connect(yield* Given.file)
      yield* SqlStore.open(connections)
      const wrong: Migrations.Step = () => ["CREATE TABLE later (id INTEGER) STRICT", "CREATE NONSENSE"]
      yield* Effect.flip(Migrations.run(connections, "journal", [...SqlJournal.steps, wrong]))
      assert.lengthOf(yield* connections.read`SELECT name FROM sqlite_schema WHERE name = 'later'`, 0)
      yield* SqlStore.open(connections)
    })
  )

  it.live("of two connections that come at once are taken once", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const open = Effect.gen(function* () {
        const vault = yield* Vault.Vault
        return yield* vault.digest("same")
      }).pipe(Effect.provide(Layer.fresh(Given.store(file))))
      const digests = yield* Effect.all(
        Array.from({ length: 8 }, () => open),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(digests).size, 1)
    })
  )
})

describe("a disk that is full", () => {
  it.live("refuses the commit whole, keeps what was there, and goes on once there is room", () =>
    Effect.gen(function* () {
      const connections = yield* SqliteStore.connect(yield* Given.file, "100 millis")
      const { journal, register } = yield* SqlStore.open(connections, Given.projection)
      yield* journal.append(Given.commit("c-1", "a", 0))
      const [pages] = yield* connections.write<{ page_count: number }>`PRAGMA page_count`
      const limit = (pages: number) =>
        connections.write`PRAGMA max_page_count = ${connections.write.literal(String(pages))}`
      yield* limit(pages!.page_count + 2)
      const large = Given.commit("c-2", "b", 0, 1_000)
      const error = yield* Effect.flip(journal.append(large))
      assert.strictEqual(error._tag, "JournalUnavailable")
      assert.include(error.message, "the disk is full")
      assert.strictEqual((yield* journal.head).position, 1)
      assert.strictEqual((yield* journal.recorded([large.command])).size, 0)
      assert.lengthOf(yield* Stream.runCollect(register.rows("cohorts")), 1)

      yield* limit(1_000_000)
      assert.strictEqual((yield* journal.append(large))._tag, "Appended")
      assert.strictEqual((yield* journal.head).position, 1_001)
    })
  )
})

describe("two files", () => {
  it.live("keep the vault apart from journal and register", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const [file, vaultFile] = [join(folder, "journal.sqlite"), join(folder, "vault.sqlite")]
      yield* Effect.gen(function* () {
        yield* (yield* Vault.Vault).newPerson
        yield* (yield* Journal.Journal).append(Given.commit("c-1", "a", 0))
        assert.lengthOf(yield* Stream.runCollect((yield* Register.Register).rows("cohorts")), 1)
      }).pipe(Effect.provide(Given.store(file, { vaultFile })))
      const tables = (path: string) =>
        Given.raw(path, (db) =>
          db
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .all()
            .map(({ name }) => name)
        )
      assert.deepStrictEqual(tables(file), ["bina_store", "cohorts", "commands", "events", "register_columns"])
      assert.deepStrictEqual(tables(vaultFile), [
        "bina_store",
        "vault_accesses",
        "vault_index",
        "vault_keys",
        "vault_lock"
      ])
    })
  )
})
