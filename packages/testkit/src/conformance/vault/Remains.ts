/** What an erasure leaves (V-36). */
import { type Person } from "@bina/core"
import { Crypto, Vault, VaultStorage } from "@bina/core/adapter"
import { type Sealed } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Disclosure from "../Disclosure.ts"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

/** Characters of a key of 32 bytes that was wrapped. */
const wrappedLength = 80

/** Tries whatever is kept for the key of a person, as somebody would who has the store and the master key. */
const wrappedIn = (kept: ReadonlyArray<Uint8Array | string>, person: Person.Id, sealed: Sealed.Sealed) =>
  Effect.gen(function* () {
    const crypto = yield* Crypto.Crypto
    for (const text of Disclosure.runsOf(kept, wrappedLength)) {
      for (let at = 0; at + wrappedLength <= text.length; at += 1) {
        const wrapped = text.slice(at, at + wrappedLength)
        const [key] = yield* crypto.open([
          { key: Redacted.value(Given.masterKey), box: wrapped, bound: VaultStorage.boundTo(person) }
        ])
        if (key === undefined || Option.isNone(key)) continue
        const bound = VaultStorage.sealBoundTo(person, sealed.command)
        const [opened] = yield* crypto.open([{ key: key.value, box: sealed.box, bound }])
        if (Option.isSome(opened!)) return wrapped
      }
    }
    return undefined
  })

/** Pieces, one of which is in any sixteen characters that are left. */
const piecesOf = (wrapped: string): ReadonlyArray<string> =>
  Array.from({ length: (wrapped.length - 12) / 4 + 1 }, (_, index) => wrapped.slice(index * 4, index * 4 + 12))

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Law.make(
    {
      id: "V-36",
      sentence:
        "The key of a person stands in the store as the vault wrapped it, and once they are erased no piece of it is left there.",
      needs: "dump"
    },
    (make) =>
      Effect.gen(function* () {
        const { dump, layer } = yield* make
        yield* Effect.gen(function* () {
          const vault = yield* Vault.Vault
          const come = Effect.forEach(Array.from({ length: 12 }), () => vault.newPerson)
          yield* come
          const person = yield* vault.personOf(Given.nik(Given.invented.nik))
          const sealed = yield* Given.seal(vault, person, "born", Given.invented.born)
          // Others beside it: a store that makes a row shorter may leave a gap where its end stood.
          yield* come
          const wrapped = yield* wrappedIn(yield* dump!, person, sealed)
          if (wrapped === undefined)
            return yield* Expect.found("what the store shows does not hold the key of a person")
          yield* vault.erase(person)
          const kept = yield* dump!
          const left = piecesOf(wrapped).filter((piece) => Disclosure.contains(kept, piece))
          yield* Expect.equal("how many pieces of an erased key are left", left.length, 0)
        }).pipe(Effect.provide([layer, Crypto.layer]))
      }),
    Given.masterKey
  )
]
