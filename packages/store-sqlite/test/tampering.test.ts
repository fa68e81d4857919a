/** Every kind of change of a journal's file is found, with the place where it is. */
import type { DatabaseSync } from "node:sqlite"
import { Actor, Command } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import { Chain, type Head, Verification } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

/** Three streams, seven events. */
const filled = Effect.gen(function* () {
  const file = yield* Given.file
  const head = yield* Effect.gen(function* () {
    const journal = yield* Journal.Journal
    yield* journal.append(Given.commit("c-1", "a", 0, 2))
    yield* journal.append(Given.commit("c-2", "b", 0, 1))
    yield* journal.append(Given.commit("c-3", "a", 2, 2))
    yield* journal.append(Given.commit("c-4", "c", 0, 2))
    return yield* journal.head
  }).pipe(Effect.provide(Given.store(file)))
  return { file, head }
})

const verify = (file: string, head?: Head.Head) =>
  Effect.flatMap(Journal.Journal, (journal) => Verification.of(journal, head)).pipe(Effect.provide(Given.store(file)))

/** Changes what triggers would not let pass, and leaves nothing behind that tells of it. */
const tampered = (file: string, change: (db: DatabaseSync) => void): void =>
  Given.raw(file, (db) => {
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
    for (const { name } of triggers) db.exec(`DROP TRIGGER "${String(name)}"`)
    change(db)
    for (const { sql } of triggers) db.exec(String(sql))
  })

/** Puts the event at one position where another stands, and the other way round, whole but for the positions. */
const swapPositions = (db: DatabaseSync, a: number, b: number): void => {
  db.exec(`UPDATE events SET position = -1 WHERE position = ${a}; UPDATE events SET position = ${a} WHERE position = ${b};
    UPDATE events SET position = ${b} WHERE position = -1`)
}

const columns = "stream, version, command, actor, type, shape, body, known_at, appended_at, previous, hash"

/** Computes anew the hashes of one event, as a forger who has read this library would. */
const forge = (db: DatabaseSync, position: number): void => {
  const row = db.prepare(`SELECT ${columns} FROM events WHERE position = ?`).get(position) as never as Record<
    string,
    never
  >
  const { appended_at, hash: _hash, known_at, ...rest } = row
  const hash = Chain.hashOf({ ...rest, appendedAt: appended_at, knownAt: known_at } as never)
  db.prepare("UPDATE events SET hash = ? WHERE position = ?").run(hash, position)
}

/** Computes anew all position hashes from a position on. */
const forgePositions = (db: DatabaseSync): void => {
  let before = Chain.beginning
  for (const { commit_hash, hash, position } of db
    .prepare("SELECT position, hash, commit_hash FROM events ORDER BY position")
    .all()) {
    before = Chain.positionHashOf(before, {
      position: position as number,
      event: hash as never,
      commit: commit_hash as never
    })
    db.prepare("UPDATE events SET position_hash = ? WHERE position = ?").run(before, position as number)
  }
}

/** Computes anew the hashes of all commands. */
const forgeCommands = (db: DatabaseSync): void => {
  let before = Chain.beginning
  for (const { id, number, ...row } of db.prepare("SELECT * FROM commands ORDER BY number").all()) {
    before = Chain.commandHashOf(before, { command: id, number, ...row } as never)
    db.prepare("UPDATE commands SET hash = ? WHERE number = ?").run(before, number as number)
  }
}

const update = (set: string, position: number) => (db: DatabaseSync) =>
  db.exec(`UPDATE events SET ${set} WHERE position = ${position}`)

const changes: ReadonlyArray<
  readonly [name: string, change: (db: DatabaseSync) => void, flaw: Verification.Flaw, position?: number]
> = [
  ["a body", update(`body = '{"number":9}'`, 2), "changed"],
  ["a body by a space", update(`body = '{ "number":2}'`, 2), "changed"],
  ["a body that is no text any more", update("body = ''", 2), "changed"],
  ["the type", update("type = 'Other'", 4), "changed"],
  ["its shape", update("shape = 2", 4), "changed"],
  ["who did it", update("actor = 'officer-2'", 1), "changed"],
  ["the command", update("command = 'c-9'", 7), "changed"],
  ["when it was known", update("known_at = '2020-01-01T00:00:00'", 3), "changed"],
  ["when it was appended", update("appended_at = '2020-01-01T00:00:00'", 3), "changed"],
  ["a hash", update(`hash = '${"1".repeat(64)}'`, 3), "changed"],
  ["a previous hash", update(`previous = '${"1".repeat(64)}'`, 4), "changed"],
  ["a position hash", update(`position_hash = '${"1".repeat(64)}'`, 4), "position-changed", 4],
  [
    "a body, its hash made anew",
    (db) => (update(`body = '{"number":9}'`, 2)(db), forge(db, 2)),
    "not-after-its-predecessor"
  ],
  [
    "the last of a stream, its hash made anew",
    (db) => (update("actor = 'officer-2'", 3)(db), forge(db, 3)),
    "position-changed",
    3
  ],
  ["a row removed", (db) => db.exec("DELETE FROM events WHERE position = 2"), "version-missing"],
  ["the first of a stream removed", (db) => db.exec("DELETE FROM events WHERE position = 6"), "version-missing"],
  ["the last of a stream removed", (db) => db.exec("DELETE FROM events WHERE position = 5"), "position-missing", 5],
  ["a whole stream removed", (db) => db.exec("DELETE FROM events WHERE stream = 'cohort/b'"), "position-missing", 3],
  ["two positions swapped", (db) => swapPositions(db, 2, 3), "position-changed", 2],
  [
    "two bodies swapped",
    (db) => {
      update(`body = '{"number":2}'`, 1)(db)
      update(`body = '{"number":1}'`, 2)(db)
    },
    "changed"
  ],
  [
    "two versions swapped",
    (db) =>
      db.exec(
        "UPDATE events SET version = -1 WHERE position = 1; UPDATE events SET version = 1 WHERE position = 2; UPDATE events SET version = 2 WHERE position = 1"
      ),
    "changed"
  ],
  ["an event moved to another stream", update("stream = 'cohort/d', version = 1", 3), "changed"],
  [
    "an event inserted",
    (db) => {
      db.exec(`INSERT INTO events SELECT 8, stream, 3, command, actor, type, shape, body, known_at, appended_at, hash, hash,
        position_hash, commit_hash FROM events WHERE position = 7`)
    },
    "changed"
  ],
  [
    "an event inserted, its hash made anew",
    (db) => {
      db.exec(`INSERT INTO events SELECT 8, stream, 3, command, actor, type, shape, body, known_at, appended_at, hash, hash,
        position_hash, commit_hash FROM events WHERE position = 7`)
      forge(db, 8)
    },
    "position-changed",
    8
  ],
  ["which command wrote an event", update(`commit_hash = '${"1".repeat(64)}'`, 4), "position-changed", 4],
  [
    "the answer of a command",
    (db) => db.exec("UPDATE commands SET answer = '{}' WHERE number = 2"),
    "command-changed",
    2
  ],
  [
    "the digest of a command",
    (db) => db.exec("UPDATE commands SET digest = 'x' WHERE number = 2"),
    "command-changed",
    2
  ],
  ["who gave a command", (db) => db.exec("UPDATE commands SET actor = 'x' WHERE number = 2"), "command-changed", 2],
  ["the id of a command", (db) => db.exec("UPDATE commands SET id = 'x' WHERE number = 2"), "command-changed", 2],
  [
    "whose item a command is",
    (db) => db.exec("UPDATE commands SET parent = 'c-1' WHERE number = 2"),
    "command-changed",
    2
  ],
  ["a command removed", (db) => db.exec("DELETE FROM commands WHERE number = 2"), "command-changed", 3],
  ["the last command removed", (db) => db.exec("DELETE FROM commands WHERE number = 4"), "commands-and-events-differ"],
  ["all commands removed", (db) => db.exec("DELETE FROM commands"), "commands-and-events-differ"],
  [
    "an answer, every hash of commands made anew",
    (db) => (db.exec("UPDATE commands SET answer = '{}' WHERE number = 2"), forgeCommands(db)),
    "commands-and-events-differ"
  ],
  [
    "a command that nobody gave, every hash of commands made anew",
    (db) => {
      db.exec("UPDATE commands SET number = 5 WHERE number = 4")
      db.exec(
        "INSERT INTO commands SELECT 4, 'nobody', digest, actor, parent, 3, answer, hash FROM commands WHERE number = 3"
      )
      forgeCommands(db)
    },
    "commands-and-events-differ"
  ]
]

describe("L42 tampering is found", () => {
  it.live("not where nobody tampered", () =>
    Effect.gen(function* () {
      const { file, head } = yield* filled
      tampered(file, () => {})
      assert.deepStrictEqual(yield* verify(file, head), { _tag: "Whole", events: 7, head })
    })
  )

  for (const [name, change, flaw, position] of changes) {
    it.live(name, () =>
      Effect.gen(function* () {
        const { file } = yield* filled
        tampered(file, change)
        const found = yield* verify(file)
        assert.strictEqual(found._tag, "Broken")
        if (found._tag === "Broken") {
          assert.strictEqual(found.flaw, flaw)
          if (position !== undefined) assert.strictEqual(found.position, position)
        }
      })
    )
  }

  for (const trigger of ["events_no_update", "events_no_delete", "events_in_place", "commands_in_place"]) {
    it.live(`a store without its trigger ${trigger}, although nothing was changed yet`, () =>
      Effect.gen(function* () {
        const { file, head } = yield* filled
        Given.raw(file, (db) => db.exec(`DROP TRIGGER ${trigger}`))
        assert.deepInclude(yield* verify(file, head), { _tag: "Broken", flaw: "unguarded" })
      })
    )
  }

  it.live("a lost tail, only against a head", () =>
    Effect.gen(function* () {
      const { file, head } = yield* filled
      tampered(file, (db) => db.exec("DELETE FROM events WHERE position > 5; DELETE FROM commands WHERE id = 'c-4'"))
      assert.strictEqual((yield* verify(file))._tag, "Whole")
      assert.deepInclude(yield* verify(file, head), { _tag: "Broken", flaw: "lost", position: 6 })
    })
  )

  it.live("a history that was forged from end to end, only against a head", () =>
    Effect.gen(function* () {
      const { file, head } = yield* filled
      tampered(file, (db) => {
        update("actor = 'officer-2'", 7)(db)
        forge(db, 7)
        forgePositions(db)
      })
      assert.strictEqual((yield* verify(file))._tag, "Whole")
      assert.deepInclude(yield* verify(file, head), { _tag: "Broken", flaw: "lost", position: 7 })
    })
  )

  it.live("two orders that tell of different events", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* filled, yield* filled]
      const found = yield* Effect.gen(function* () {
        const journal = yield* Journal.Journal
        // The other journal differs in when its events were appended, and is whole in itself.
        const all = yield* Effect.flatMap(Journal.Journal, (journal) => Stream.runCollect(journal.all)).pipe(
          Effect.provide(Layer.fresh(Given.store(other.file)))
        )
        return yield* Verification.of({ ...journal, all: Stream.fromIterable(all) })
      }).pipe(Effect.provide(Given.store(one.file)))
      assert.deepInclude(found, { _tag: "Broken", flaw: "streams-and-positions-differ", position: 7 })
    })
  )

  it.live("not where others append while it is looked at", () =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      yield* journal.append(Given.commit("c-0", "a", 0, 1_200))
      const growing = yield* Effect.forkChild(
        Effect.forEach(
          Array.from({ length: 10_000 }, (_, index) => index),
          (index) => journal.append(Given.commit(`g-${index}`, `g-${index % 7}`, Math.floor(index / 7))),
          { discard: true }
        )
      )
      for (let round = 0; round < 3; round++) assert.strictEqual((yield* Verification.of(journal))._tag, "Whole")
      assert.isUndefined(growing.pollUnsafe())
    }).pipe(Effect.provide(Given.store(Given.fresh())))
  )
})

const nik = (number: string): Vault.Identity => ({ kind: "nik", number: Redacted.make(number) })
const [first, second] = [nik("1271010101900001"), nik("1271010101900002")]

/** Two people with a number each, somebody without one, and a reading. */
const known = Effect.gen(function* () {
  const vault = yield* Vault.Vault
  const [one, two] = [yield* vault.personOf(first), yield* vault.personOf(second)]
  const command = Command.id("c-1")
  const [sealed] = yield* vault.seal([{ person: one, command, values: { born: "1990-01-01" }, room: 256 }])
  yield* vault.unseal([{ sealed: sealed! }], { actor: Actor.id("officer-1"), purpose: "to decide" })
  return { vault, one, two, unnamed: yield* vault.newPerson }
})

type Known = Effect.Success<typeof known>

const swap = (table: string, key: string, column: string) => `
  CREATE TEMP TABLE was AS SELECT * FROM ${table} WHERE ${key} NOT LIKE 'vault:%';
  UPDATE ${table} SET ${column} = (SELECT ${column} FROM was WHERE was.${key} <> ${table}.${key})
  WHERE ${key} IN (SELECT ${key} FROM was) AND (SELECT count(*) FROM was) = 2`

const inVault: ReadonlyArray<
  readonly [name: string, change: (known: Known) => string, found: (known: Known) => ReadonlyArray<Vault.Flaw>]
> = [
  [
    "two entries exchanged",
    () => swap("vault_index", "entry", "id"),
    ({ one, two }) => [one, two].map((id) => ({ flaw: "entry-changed", id }))
  ],
  [
    "an entry put back after somebody was erased",
    ({ one }) => `UPDATE vault_keys SET wrapped = NULL WHERE owner = '${one}'`,
    ({ one }) => [{ flaw: "entry-to-erased", id: one }]
  ],
  [
    "the key of one person given to another",
    ({ one, unnamed }) =>
      `UPDATE vault_keys SET wrapped = (SELECT wrapped FROM vault_keys WHERE owner = '${unnamed}') WHERE owner = '${one}'`,
    ({ one }) => [{ flaw: "key-does-not-open", id: one }]
  ],
  [
    "the key of somebody with a number taken away",
    ({ two }) => `DELETE FROM vault_keys WHERE owner = '${two}'`,
    ({ two }) => [{ flaw: "entry-to-nobody", id: two }]
  ],
  [
    "the vault's own key changed",
    () => "UPDATE vault_keys SET wrapped = 'AAAA' WHERE owner = 'vault:digest'",
    () => [{ flaw: "key-does-not-open", id: "vault:digest" }]
  ]
]

const unseen: ReadonlyArray<readonly [name: string, change: (known: Known) => string]> = [
  ["an entry taken away", ({ one }) => `DELETE FROM vault_index WHERE id = '${one}'`],
  [
    "the key of somebody without a number taken away",
    ({ unnamed }) => `DELETE FROM vault_keys WHERE owner = '${unnamed}'`
  ],
  ["a record of access changed", () => "UPDATE vault_accesses SET purpose = 'to look'"],
  ["a record of access taken away", () => "DELETE FROM vault_accesses"]
]

describe("L42 tampering with a vault", () => {
  for (const [name, change, found] of inVault) {
    it.live(`is found by a check: ${name}`, () =>
      Effect.gen(function* () {
        const file = yield* Given.file
        yield* Effect.gen(function* () {
          const given = yield* known
          assert.deepStrictEqual(yield* given.vault.check, [])
          tampered(file, (db) => db.exec(change(given)))
          const byId = (a: Vault.Flaw, b: Vault.Flaw) => (a.id < b.id ? -1 : 1)
          assert.deepStrictEqual((yield* given.vault.check).toSorted(byId), found(given).toSorted(byId))
        }).pipe(Effect.provide(Given.store(file)))
      })
    )
  }

  it.live("leads nobody to somebody else: entries exchanged", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* Effect.gen(function* () {
        const { vault } = yield* known
        tampered(file, (db) => db.exec(swap("vault_index", "entry", "id")))
        assert.strictEqual((yield* Effect.flip(vault.find(first)))._tag, "IndexBroken")
        assert.strictEqual((yield* Effect.flip(vault.personOf(second)))._tag, "IndexBroken")
      }).pipe(Effect.provide(Given.store(file)))
    })
  )

  // The page about storage says so; whoever finds a way to see one of these has to change it.
  for (const [name, change] of unseen) {
    it.live(`cannot be seen in the vault alone: ${name}`, () =>
      Effect.gen(function* () {
        const file = yield* Given.file
        yield* Effect.gen(function* () {
          const given = yield* known
          tampered(file, (db) => db.exec(change(given)))
          assert.deepStrictEqual(yield* given.vault.check, [])
          // A number whose entry is gone is a number that nobody has.
          const isFound = Option.isSome(yield* given.vault.find(first))
          assert.strictEqual(isFound, name !== "an entry taken away")
        }).pipe(Effect.provide(Given.store(file)))
      })
    )
  }
})
