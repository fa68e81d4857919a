/** The vault in a file: what stays in it, what is gone from it, and who opens it. */
import { existsSync, readFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { Actor, Command, Person } from "@bina/core"
import { Crypto, MemoryVault, Vault, VaultOf } from "@bina/core/adapter"
import { SqlStore } from "@bina/store-sql"
import { NodeCrypto, SqliteStore } from "@bina/store-sqlite"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Given from "./Given.ts"

const within = <A, E>(
  file: string,
  use: (vault: Vault.Vault["Service"]) => Effect.Effect<A, E>,
  masterKey = Given.masterKey
) => Effect.flatMap(Vault.Vault, use).pipe(Effect.provide(Layer.fresh(Given.store(file, { masterKey }))))

const nik = { kind: "nik", number: Redacted.make("1271010101900001") }
const command = Command.id("c-1")
const reading: Vault.Reading = { actor: Actor.id("officer-1"), purpose: "to decide" }

/** Everything that stands on the disk of a store: the file and its log. */
const bytes = (file: string): string =>
  ["", "-wal"]
    .map((suffix) => file + suffix)
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "latin1"))
    .join("")

const wrappedOf = (file: string, owner: string): string =>
  Given.raw(file, (db) => String(db.prepare("SELECT wrapped FROM vault_keys WHERE owner = ?").get(owner)?.["wrapped"]))

describe("a vault in a file", () => {
  it.live("knows people and opens their values again", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const value = { day: "1990-01-01" }
      const [person, sealed] = yield* within(file, (vault) =>
        Effect.gen(function* () {
          const person = yield* vault.personOf(nik)
          return [person, (yield* vault.seal([{ person, command, values: { birth: value }, room: 256 }]))[0]!] as const
        })
      )
      yield* within(file, (vault) =>
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* vault.find(nik), Option.some(person))
          assert.deepStrictEqual(yield* vault.unseal([{ sealed }], reading), [{ birth: value }])
          const [access] = yield* vault.accesses(person)
          assert.deepInclude(access, { person, fields: ["birth"], ...reading })
        })
      )
      assert.notInclude(bytes(file), Redacted.value(nik.number))
      assert.notInclude(bytes(file), value.day)
    })
  )

  it.live("two processes that come at once with one number get one person", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const people = yield* Effect.all(
        Array.from({ length: 6 }, () => within(file, (vault) => vault.personOf(nik))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(people).size, 1)
      const keys = Given.raw(file, (db) =>
        db.prepare("SELECT owner FROM vault_keys WHERE owner NOT LIKE 'vault:%'").all()
      )
      assert.lengthOf(keys, 1)
    })
  )

  it.live("an erased key is nowhere on the disk any more, while the store is open and afterwards", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      let wrapped = ""
      const person = yield* within(file, (vault) =>
        Effect.gen(function* () {
          const person = yield* vault.personOf(nik)
          // Others beside it: a row that is made shorter leaves a gap where its end stood.
          yield* Effect.forEach(Array.from({ length: 40 }), () => vault.newPerson)
          wrapped = wrappedOf(file, person)
          assert.include(bytes(file), wrapped)
          yield* vault.erase(person)
          for (const part of [wrapped, wrapped.slice(0, 20), wrapped.slice(-20)]) assert.notInclude(bytes(file), part)
          assert.deepStrictEqual(yield* vault.erased, [person])
          assert.deepStrictEqual(yield* vault.find(nik), Option.none())
          assert.strictEqual(
            (yield* Effect.flip(vault.seal([{ person, command, values: { a: 1 }, room: 256 }])))._tag,
            "Erased"
          )
          return person
        })
      )
      assert.notInclude(bytes(file), wrapped)
      yield* within(file, (vault) =>
        Effect.gen(function* () {
          assert.notStrictEqual(yield* vault.personOf(nik), person)
          yield* vault.erase(person)
          assert.deepStrictEqual(yield* vault.erased, [person])
        })
      )
    })
  )

  it.live("an erasure says so when somebody still reads the log, and leaves nothing once it is repeated", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* Effect.gen(function* () {
        const vault = yield* Vault.Vault
        const person = yield* vault.personOf(nik)
        const wrapped = wrappedOf(file, person)
        const reader = new DatabaseSync(file)
        reader.exec("BEGIN; SELECT * FROM vault_keys")
        const error = yield* Effect.flip(vault.erase(person))
        assert.strictEqual(error._tag, "VaultUnavailable")
        assert.include(error.message, "erase again when they have ended")
        assert.deepStrictEqual(yield* vault.find(nik), Option.none())
        assert.include(bytes(file), wrapped)
        reader.close()
        yield* vault.erase(person)
        assert.notInclude(bytes(file), wrapped)
      }).pipe(Effect.provide(Given.store(file, { patience: "100 millis" })))
    })
  )

  it.live("a change of the master key is done although somebody still reads", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const next = Redacted.make(new Uint8Array(32).fill(8))
      yield* Effect.gen(function* () {
        const vault = yield* Vault.Vault
        const person = yield* vault.personOf(nik)
        const reader = new DatabaseSync(file)
        reader.exec("BEGIN; SELECT * FROM vault_keys")
        yield* vault.rotate(next)
        reader.close()
        yield* vault.seal([{ person, command, values: { a: 1 }, room: 256 }])
      }).pipe(Effect.provide(Given.store(file, { patience: "100 millis" })))
      yield* within(file, (vault) => vault.newPerson, next)
    })
  )

  it.live("a vault of an earlier release, without a lock, gets that of the master key which opens it", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const next = Redacted.make(new Uint8Array(32).fill(8))
      const person = yield* within(file, (vault) => vault.personOf(nik))
      const locks = () => Given.raw(file, (db) => db.prepare("SELECT lock FROM vault_lock").all().length)
      Given.raw(file, (db) =>
        db.exec(
          "DROP TABLE vault_lock; DROP INDEX vault_keys_destroyed; UPDATE bina_store SET version = 1 WHERE part = 'vault'"
        )
      )
      assert.strictEqual((yield* Effect.flip(within(file, () => Effect.void, next)))._tag, "WrongMasterKey")
      assert.strictEqual(locks(), 0)
      assert.deepStrictEqual(yield* within(file, (vault) => vault.find(nik)), Option.some(person))
      assert.strictEqual(locks(), 1)
    })
  )

  it.live("the vault's own keys are nobody's and cannot be erased", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, (vault) =>
        Effect.gen(function* () {
          yield* vault.sign("text")
          for (const owner of ["vault:index", "vault:digest", "vault:signing"]) {
            const person = Person.id(owner)
            assert.strictEqual((yield* Effect.flip(vault.erase(person)))._tag, "UnknownPerson")
            const error = yield* Effect.flip(vault.seal([{ person, command, values: { a: 1 }, room: 256 }]))
            assert.strictEqual(error._tag, "UnknownPerson")
          }
        })
      )
    })
  )

  it.live("rotation wraps every key anew; the old master key and its wraps are of no use", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const next = Redacted.make(new Uint8Array(32).fill(8))
      let wrapped: ReadonlyArray<string> = []
      const before = yield* within(file, (vault) =>
        Effect.gen(function* () {
          const people = [yield* vault.newPerson, yield* vault.newPerson, yield* vault.newPerson]
          const sealed = yield* vault.seal(
            people.map((person) => ({ person, command, values: { a: person }, room: 256 }))
          )
          const signed = yield* vault.sign("text")
          const digest = yield* vault.digest("text")
          wrapped = [...people, "vault:index", "vault:signing"].map((owner) => wrappedOf(file, owner))
          yield* vault.rotate(next)
          return { people, sealed, signed, digest }
        })
      )
      for (const each of wrapped) assert.notInclude(bytes(file), each)
      assert.strictEqual((yield* Effect.flip(within(file, () => Effect.void)))._tag, "WrongMasterKey")
      yield* within(
        file,
        (vault) =>
          Effect.gen(function* () {
            const opened = yield* vault.unseal(
              before.sealed.map((sealed) => ({ sealed })),
              reading
            )
            assert.deepStrictEqual(
              opened,
              before.people.map((a) => ({ a }))
            )
            assert.strictEqual(yield* vault.digest("text"), before.digest)
            assert.deepStrictEqual(yield* vault.sign("text"), before.signed)
          }),
        next
      )
    })
  )

  it.live("rotation reaches every key, however many there are, and makes none of those that were destroyed", () =>
    Effect.gen(function* () {
      const storage = yield* SqlStore.openVault(yield* SqliteStore.connect(yield* Given.file), 7)
      const owners = Array.from({ length: 30 }, (_, index) => `owner-${index}`)
      const lock = yield* storage.addLock("one")
      yield* Effect.forEach(owners, (owner) => storage.addKey({ owner, wrapped: "once", lock }))
      yield* storage.destroy("owner-7")
      yield* storage.rewrap({ from: lock, to: "two" }, ({ owner, wrapped }) => Effect.succeed(`${wrapped} ${owner}`))
      for (const owner of owners) {
        assert.deepStrictEqual(
          yield* storage.key(owner),
          Option.some(owner === "owner-7" ? { _tag: "Destroyed" } : { _tag: "Kept", wrapped: `once ${owner}` })
        )
      }
      const error = yield* Effect.flip(storage.addKey({ owner: "owner-7", wrapped: "again", lock: "two" }))
      assert.include(error.message, "a key that was destroyed is not made again")
    })
  )

  it.live("a rotation that finds a key it cannot open changes none", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, (vault) =>
        Effect.gen(function* () {
          yield* vault.newPerson
          Given.raw(file, (db) => db.exec("INSERT INTO vault_keys VALUES ('zzz', 'bm90aGluZw')"))
          const error = yield* Effect.flip(vault.rotate(Redacted.make(new Uint8Array(32).fill(8))))
          assert.strictEqual(error._tag, "VaultUnavailable")
        })
      )
      yield* within(file, (vault) => vault.newPerson)
    })
  )

  it.live("wrapped keys that were exchanged open nobody's values", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      yield* within(file, (vault) =>
        Effect.gen(function* () {
          const [a, b] = [yield* vault.newPerson, yield* vault.newPerson]
          const [sealed] = yield* vault.seal([{ person: a, command, values: { x: 1 }, room: 256 }])
          Given.raw(file, (db) =>
            db
              .prepare(
                "UPDATE vault_keys SET wrapped = (SELECT wrapped FROM vault_keys WHERE owner = ?) WHERE owner = ?"
              )
              .run(b, a)
          )
          const error = yield* Effect.flip(vault.unseal([{ sealed: sealed! }], reading))
          assert.strictEqual(error._tag, "VaultUnavailable")
        })
      )
    })
  )
})

describe("Node's cryptography", () => {
  const by = <A, E>(
    layer: Layer.Layer<Crypto.Crypto>,
    use: (crypto: Crypto.Crypto["Service"]) => Effect.Effect<A, E>
  ) => Effect.provide(Effect.flatMap(Crypto.Crypto, use), layer)
  const plain = new Uint8Array([123, 34, 195, 169, 34, 125])
  const key = new Uint8Array(32).fill(3)

  it.live("opens nothing that was changed, cut, bound to something else or closed with another key", () =>
    by(NodeCrypto.layer, (crypto) =>
      Effect.gen(function* () {
        const [box = ""] = yield* crypto.close([{ key, bytes: plain, bound: ["a", "b"] }])
        const opened = (key: Uint8Array, box: string, bound: ReadonlyArray<string>) =>
          Effect.map(crypto.open([{ key, box, bound }]), ([one]) => one)
        // The last character holds bits that belong to no byte.
        const changed = [...Array(box.length - 1).keys()].map(
          (at) => box.slice(0, at) + (box[at] === "A" ? "B" : "A") + box.slice(at + 1)
        )
        for (const wrong of [...changed, box.slice(0, -1), box.slice(0, 40), box.slice(0, 16), "", "!"]) {
          assert.deepStrictEqual(yield* opened(key, wrong, ["a", "b"]), Option.none(), wrong)
        }
        assert.deepStrictEqual(yield* opened(key, box, ["b", "a"]), Option.none())
        assert.deepStrictEqual(yield* opened(key, box, ["ab"]), Option.none())
        assert.deepStrictEqual(yield* opened(new Uint8Array(32).fill(4), box, ["a", "b"]), Option.none())
        assert.deepStrictEqual(yield* opened(key, box, ["a", "b"]), Option.some(plain))
      })
    )
  )

  it.live("uses no nonce and gives no id twice", () =>
    by(NodeCrypto.layer, (crypto) =>
      Effect.gen(function* () {
        const boxes = yield* crypto.close(Array.from({ length: 3_000 }, () => ({ key, bytes: plain, bound: [] })))
        assert.strictEqual(new Set(boxes.map((box) => box.slice(0, 16))).size, boxes.length)
        const ids = yield* Effect.forEach(Array.from({ length: 3_000 }), () => crypto.newId)
        assert.strictEqual(new Set(ids).size, ids.length)
        const keys = yield* Effect.forEach(Array.from({ length: 300 }), () => crypto.newKey)
        assert.strictEqual(new Set(keys.map(String)).size, keys.length)
        assert.isTrue(keys.every(({ length }) => length === 32))
      })
    )
  )

  it.live("a vault made with Web Crypto opens with it", () =>
    Effect.gen(function* () {
      const storage = MemoryVault.make()
      const make = (layer: Layer.Layer<Crypto.Crypto>) => Effect.provide(VaultOf.make(storage, Given.masterKey), layer)
      const person = yield* (yield* make(Crypto.layer)).personOf(nik)
      assert.deepStrictEqual(yield* (yield* make(NodeCrypto.layer)).find(nik), Option.some(person))
    })
  )
})
