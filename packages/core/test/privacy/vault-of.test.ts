/** What is true of a vault over any storage and could not be said as a law of every vault: it keeps keys of its own. */
import { Command, Person } from "@bina/core"
import { Crypto, MemoryVault, VaultOf } from "@bina/core/adapter"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const masterKey = Redacted.make(new Uint8Array(32).fill(7))

describe("VaultOf", () => {
  it.effect.each(["vault:index", "vault:digest"])("takes nobody for the owner of %s", (name) =>
    Effect.gen(function* () {
      const storage = MemoryVault.make()
      const vault = yield* VaultOf.make(storage, masterKey)
      const before = yield* vault.digest("content")
      const person = Person.id(name)
      const value = { person, command: Command.id("one"), values: { name: "a" }, room: 256 }
      assert.strictEqual((yield* Effect.flip(vault.erase(person)))._tag, "UnknownPerson")
      assert.strictEqual((yield* Effect.flip(vault.seal([value])))._tag, "UnknownPerson")
      assert.deepStrictEqual(yield* vault.erased, [])
      const again = yield* VaultOf.make(storage, masterKey)
      assert.strictEqual(yield* again.digest("content"), before)
    }).pipe(Effect.provide(Crypto.layer))
  )

  it.effect("refuses a master key that is not 32 bytes", () =>
    Effect.gen(function* () {
      const short = Redacted.make(new Uint8Array(16))
      assert.strictEqual((yield* Effect.flip(VaultOf.make(MemoryVault.make(), short)))._tag, "WrongMasterKey")
      const vault = yield* VaultOf.make(MemoryVault.make(), masterKey)
      assert.strictEqual((yield* Effect.flip(vault.rotate(short)))._tag, "VaultUnavailable")
    }).pipe(Effect.provide(Crypto.layer))
  )
})
