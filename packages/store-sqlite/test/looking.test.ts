/** A store that is only looked at, and what lies where a store should be. */
import { execFileSync, fork, spawnSync } from "node:child_process"
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Journal, Register, Vault } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import { SqlJournal } from "@bina/store-sql"
import { SqliteStore } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

const { projection } = Given

const looking = (file: string, options: Partial<SqliteStore.Options> = {}) =>
  Layer.fresh(
    SqliteStore.layerLooking({ file, masterKey: Given.masterKey, projection, patience: "200 millis", ...options })
  )

const refused = (file: string, options: Partial<SqliteStore.Options> = {}) =>
  Effect.flip(Effect.scoped(Layer.build(looking(file, options))))

/** A file that is not there yet, in a folder to which everybody has a way. */
const file = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "bina-look-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  ),
  (folder) => join(folder, "store.sqlite")
)

/** A store with one event, one row and one person, that nobody has open. */
const kept = Effect.gen(function* () {
  const path = yield* file
  yield* Effect.gen(function* () {
    yield* (yield* Journal.Journal).append(Given.commit("c-1", "a", 0))
    yield* (yield* Vault.Vault).newPerson
  }).pipe(Effect.provide(Layer.fresh(Given.store(path))))
  return path
})

/** Nobody but the superuser may write there until the test is over. */
const readOnly = (file: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      for (const name of readdirSync(dirname(file))) chmodSync(join(dirname(file), name), 0o444)
      chmodSync(dirname(file), 0o555)
    }),
    () =>
      Effect.sync(() => {
        chmodSync(dirname(file), 0o755)
        chmodSync(file, 0o644)
      })
  )

type Said = ReadonlyArray<readonly [what: string, found: unknown]>

/** What somebody who may write nothing finds in a store, and finds again after something was done to it. */
const found = (file: string, meanwhile: Effect.Effect<unknown, unknown> = Effect.void) =>
  Effect.callback<Readonly<Record<string, unknown>>>((resume) => {
    const child = fork(fileURLToPath(new URL("./processes/look.ts", import.meta.url)), [file])
    const said: Array<Said[number]> = []
    child.on("message", (message) => {
      said.push(message as Said[number])
      if (said.at(-1)?.[0] === "newcomer") void Effect.runPromise(meanwhile).then(() => child.send("again"))
    })
    child.on("exit", () => resume(Effect.succeed(Object.fromEntries(said))))
  })

describe("looking at a store", () => {
  it.live("reads all of it, writes nothing, and leaves nothing beside it", () =>
    Effect.gen(function* () {
      const file = yield* kept
      const before = readFileSync(file)
      yield* Effect.gen(function* () {
        const [journal, vault] = [yield* Journal.Journal, yield* Vault.Vault]
        assert.strictEqual((yield* Verification.of(journal))._tag, "Whole")
        assert.deepStrictEqual(yield* vault.check, [])
        assert.lengthOf(yield* Stream.runCollect((yield* Register.Register).rows("cohorts")), 1)
        const unwritten = yield* Effect.flip(journal.append(Given.commit("c-2", "a", 1)))
        assert.strictEqual(unwritten._tag, "JournalUnavailable")
        assert.include(unwritten.message, "the file cannot be written")
        assert.strictEqual((yield* Effect.flip(vault.newPerson))._tag, "VaultUnavailable")
      }).pipe(Effect.provide(looking(file)))
      assert.isTrue(before.equals(readFileSync(file)))
      assert.deepStrictEqual(readdirSync(dirname(file)), ["store.sqlite"])
    })
  )

  it.live("reads while somebody writes", () =>
    Effect.gen(function* () {
      const file = yield* kept
      yield* Effect.gen(function* () {
        yield* (yield* Journal.Journal).append(Given.commit("c-2", "a", 1))
        const head = Effect.flatMap(Journal.Journal, ({ head }) => head)
        assert.strictEqual((yield* Effect.provide(head, looking(file))).position, 2)
      }).pipe(Effect.provide(Given.store(file)))
    })
  )

  it.live("reads what lies where nothing can be written, and gives out nothing once somebody writes it", () =>
    Effect.gen(function* () {
      const file = yield* kept
      yield* readOnly(file)
      assert.deepInclude(yield* found(file), { verified: "Whole", vault: [], again: "Whole" })
      const written = Effect.gen(function* () {
        chmodSync(dirname(file), 0o755)
        chmodSync(file, 0o644)
        const append = Effect.flatMap(Journal.Journal, (journal) => journal.append(Given.commit("c-3", "a", 1)))
        yield* Effect.provide(append, Layer.fresh(Given.store(file)))
      })
      const told = yield* found(file, written)
      assert.strictEqual(told["verified"], "Whole")
      assert.match(String(told["append"]), /^JournalUnavailable: .*the file cannot be written/)
      assert.match(String(told["newcomer"]), /^VaultUnavailable: .*the file cannot be written/)
      assert.match(String(told["again"]), /^JournalUnavailable: .*another process holds the lock/)
    })
  )

  const canMount = spawnSync("unshare", ["--mount", "true"]).status === 0
  it.live.runIf(canMount)("reads what lies on a disc that cannot be written at all", () =>
    Effect.gen(function* () {
      const [from, to] = [dirname(yield* kept), dirname(yield* file)]
      chmodSync(from, 0o755)
      const program = fileURLToPath(new URL("./processes/open.ts", import.meta.url))
      const mounted = 'mount --bind "$1" "$2" && mount -o remount,ro,bind "$2" && exec "$3" "$4" "$2/store.sqlite" look'
      const args = ["--mount", "sh", "-c", mounted, "sh", from, to, process.execPath, program]
      const { stderr, stdout } = spawnSync("unshare", args, { encoding: "utf8" })
      assert.strictEqual(stdout, "opened", stderr)
    })
  )

  it.live("refuses a copy whose last writes still lie in a log that it cannot read", () =>
    Effect.gen(function* () {
      const [open, copy] = [yield* Given.file, yield* file]
      yield* Effect.gen(function* () {
        yield* (yield* Journal.Journal).append(Given.commit("c-1", "a", 0))
        for (const end of ["", "-wal"]) copyFileSync(`${open}${end}`, `${copy}${end}`)
      }).pipe(Effect.provide(Given.store(open)))
      yield* readOnly(copy)
      const told = yield* found(copy)
      assert.match(String(told["opened"]), /^CannotOpen: /)
      assert.notProperty(told, "verified")
    })
  )

  it.live("makes no file, and brings none to another shape", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      assert.include((yield* refused(file)).message, "there is no such file")
      assert.isFalse(existsSync(file))
      Given.raw(file, (db) => db.exec("PRAGMA user_version = 1"))
      assert.include((yield* refused(file)).message, "this database is empty")
      Given.raw(file, (db) => db.exec("CREATE TABLE invoices (id INTEGER)"))
      assert.include((yield* refused(file)).message, "invoices")

      const store = yield* kept
      for (const [part, version, tag] of [
        ["journal", SqlJournal.steps.length - 1, "StoreIsOlder"],
        ["journal", 99, "StoreIsNewer"],
        ["vault", 1, "StoreIsOlder"]
      ] as const) {
        const before = Given.raw(store, (db) => {
          const { version: before } = db.prepare("SELECT version FROM bina_store WHERE part = ?").get(part) as {
            readonly version: number
          }
          db.prepare("UPDATE bina_store SET version = ? WHERE part = ?").run(version, part)
          return before
        })
        assert.strictEqual((yield* refused(store))._tag, tag)
        Given.raw(store, (db) => db.prepare("UPDATE bina_store SET version = ? WHERE part = ?").run(before, part))
      }
      const wrong = yield* refused(store, { masterKey: Redacted.make(new Uint8Array(32)) })
      assert.strictEqual(wrong._tag, "WrongMasterKey")
    })
  )
})

describe("what is no store", () => {
  const opened = (file: string) =>
    Effect.flip(Effect.scoped(Layer.build(Layer.fresh(Given.store(file, { patience: "100 millis" })))))

  it.live("a pipe is not waited for, and a file of no bytes is no new store", () =>
    Effect.gen(function* () {
      const folder = yield* Given.folder
      const [pipe, empty] = [join(folder, "pipe"), join(folder, "empty.sqlite")]
      execFileSync("mkfifo", [pipe])
      writeFileSync(empty, "")
      for (const open of [opened, refused]) {
        assert.strictEqual(
          (yield* open(pipe)).message,
          `${pipe} cannot be opened as a store: it is no ordinary file; name another one`
        )
        assert.include((yield* open(empty)).message, "it holds no bytes: bring its content back from a backup")
      }
      assert.strictEqual(readFileSync(empty).length, 0)
    })
  )

  it.live("a file that another process is just making is waited for", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const other = yield* kept
      writeFileSync(file, "")
      yield* Effect.forkChild(
        Effect.andThen(
          Effect.sleep("50 millis"),
          Effect.sync(() => copyFileSync(other, file))
        )
      )
      const head = Effect.flatMap(Journal.Journal, ({ head }) => head)
      assert.strictEqual((yield* Effect.provide(head, Given.store(file))).position, 1)
    })
  )
})
