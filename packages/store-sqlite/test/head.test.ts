/** Signed heads: what they show of a journal later, and what they bring back into a restored vault. */
import { copyFileSync } from "node:fs"
import { Person } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import { SignedHead, Verification } from "@bina/core/journal"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Given from "./Given.ts"

const within = <A, E>(
  file: string,
  use: (store: {
    readonly journal: Journal.Journal["Service"]
    readonly vault: Vault.Vault["Service"]
  }) => Effect.Effect<A, E>
) =>
  Effect.gen(function* () {
    return yield* use({ journal: yield* Journal.Journal, vault: yield* Vault.Vault })
  }).pipe(Effect.provide(Layer.fresh(Given.store(file))))

const exported = (file: string) => within(file, ({ journal, vault }) => SignedHead.make(journal, vault))

describe("a signed head", () => {
  it.live("is canonical JSON that comes back, and genuine for everybody who has the key", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const head = yield* within(file, ({ journal, vault }) =>
        Effect.gen(function* () {
          yield* journal.append(Given.commit("c-1", "a", 0, 3))
          const people = [yield* vault.newPerson, yield* vault.newPerson]
          yield* vault.erase(people[0]!)
          const head = yield* SignedHead.make(journal, vault)
          assert.deepInclude(head, { ...(yield* journal.head), erased: [people[0]!] })
          return head
        })
      )
      const text = SignedHead.write(head)
      assert.deepStrictEqual(Object.keys(JSON.parse(text)), ["at", "erased", "hash", "key", "position", "signature"])
      const read = Result.getOrThrow(SignedHead.read(text))
      assert.deepStrictEqual(read, head)
      assert.deepStrictEqual(yield* SignedHead.verify(read, head.key), head)
      // The key stays the same for as long as the vault lives.
      assert.strictEqual((yield* exported(file)).key, head.key)
    })
  )

  it.live("is not genuine once anything of it was changed, or by another vault", () =>
    Effect.gen(function* () {
      const [file, other] = [yield* Given.file, yield* Given.file]
      const head = yield* exported(file)
      const foreign = yield* exported(other)
      const changed: ReadonlyArray<SignedHead.SignedHead> = [
        { ...head, position: 1 },
        { ...head, hash: foreign.hash.replace("0", "1") as never },
        { ...head, at: "2020-01-01T00:00:00" as never },
        { ...head, erased: [Person.id("somebody")] },
        { ...head, signature: foreign.signature },
        { ...head, signature: "AAAA" }
      ]
      for (const each of changed) {
        const error = yield* Effect.flip(SignedHead.verify(each, head.key))
        assert.strictEqual(error.why, "signature-broken")
      }
      const error = yield* Effect.flip(SignedHead.verify(foreign, head.key))
      assert.strictEqual(error.why, "another-key")
      const exchanged = { ...foreign, key: head.key }
      assert.strictEqual((yield* Effect.flip(SignedHead.verify(exchanged, head.key))).why, "signature-broken")
      const noKey = { ...head, key: "AAAA" }
      assert.strictEqual((yield* Effect.flip(SignedHead.verify(noKey, "AAAA"))).why, "signature-broken")
    })
  )

  it.each(["", "{}", "null", "[1]", '{"position":1}'])("is not read from %s", (text) => {
    assert.isTrue(Result.isFailure(SignedHead.read(text)))
  })

  it.live("finds the tail that a restored backup has lost, and erases again who was erased since", () =>
    Effect.gen(function* () {
      const file = yield* Given.file
      const [kept, erased] = yield* within(file, ({ journal, vault }) =>
        Effect.gen(function* () {
          yield* journal.append(Given.commit("c-1", "a", 0))
          return [yield* vault.newPerson, yield* vault.newPerson] as const
        })
      )
      const backup = `${file}.backup`
      copyFileSync(file, backup)
      const head = yield* within(file, ({ journal, vault }) =>
        Effect.gen(function* () {
          yield* journal.append(Given.commit("c-2", "a", 1))
          yield* vault.erase(erased)
          yield* vault.erase(yield* vault.newPerson)
          return yield* SignedHead.make(journal, vault)
        })
      )
      yield* within(backup, ({ journal, vault }) =>
        Effect.gen(function* () {
          assert.strictEqual((yield* Verification.of(journal))._tag, "Whole")
          assert.deepInclude(yield* Verification.of(journal, head), { flaw: "lost", position: 2 })
          assert.deepStrictEqual(yield* vault.erased, [])
          assert.deepStrictEqual(yield* SignedHead.reapplyErasures(vault, head), [erased])
          assert.deepStrictEqual(yield* vault.erased, [erased])
          assert.deepStrictEqual(yield* SignedHead.reapplyErasures(vault, head), [])
          yield* vault.seal([{ person: kept, command: Given.commit("c", "a", 0).command, values: { a: 1 }, room: 256 }])
        })
      )
    })
  )
})
