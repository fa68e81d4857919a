/** Laws of the store beneath a vault: nothing stands in it that says who somebody is (V-27 to V-32). */
import { Command, type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Cause from "effect/Cause"
import * as Disclosure from "../Disclosure.ts"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

/** Does everything with somebody that a vault can do, and gives what it keeps of it. */
const lifeOf = (make: Given.Make) =>
  Effect.flatMap(make, ({ dump, layer }) =>
    Effect.gen(function* () {
      const vault = yield* Vault.Vault
      const { account, kk, nik, phone } = Given.invented
      const person = yield* vault.personOf(Given.nik(nik))
      yield* vault.identify(person, Given.identity("phone", phone))
      yield* vault.householdOf(Given.identity("kk", kk))
      yield* vault.find(Given.identity("account", account))
      const values = Object.entries(Given.invented).map(([field, value]) => Given.opened(person, field, value))
      const sealed = yield* vault.seal([...values, Given.opened(person, "all", Given.invented)])
      yield* Given.unsealAll(vault, sealed)
      const digests = [yield* vault.digest(JSON.stringify(Given.invented)), yield* vault.digest(nik)]
      yield* vault.rotate(Given.nextKey)
      const kept = yield* dump!
      yield* Expect.holds(kept.length > 0, "the store shows nothing of itself")
      return [...kept, ...digests, ...sealed.map((each) => JSON.stringify(each))]
    }).pipe(Effect.provide(layer))
  )

const isHash = ({ how }: Disclosure.Disclosed): boolean => how.includes("hash")

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Law.make(
    {
      id: "V-27",
      sentence:
        "No name, number or sealed value stands in the store or in a sealed value, in any spelling or encoding.",
      needs: "dump"
    },
    (make) =>
      Effect.gen(function* () {
        const found = Disclosure.find(yield* lifeOf(make), Given.secrets)
        yield* Expect.equal(
          "what was found",
          found.filter((each) => !isHash(each)),
          []
        )
      }),
    Given.masterKey
  ),

  Law.make(
    {
      id: "V-28",
      sentence: "No hash that anybody could make of a name, number or sealed value stands there, not even cut short.",
      needs: "dump"
    },
    (make) =>
      Effect.gen(function* () {
        const found = Disclosure.find(yield* lifeOf(make), Given.secrets)
        yield* Expect.equal("what was found", found.filter(isHash), [])
      }),
    Given.masterKey
  ),

  Given.law("V-29", "No refusal says a number or a sealed value.", (vault) =>
    Effect.gen(function* () {
      const { born, nik } = Given.invented
      yield* vault.personOf(Given.nik(nik))
      const person = yield* vault.newPerson
      const sealed = yield* Given.seal(vault, person, "born", born)
      const refusals = yield* Effect.all([
        Effect.flip(vault.identify(person, Given.nik(nik))),
        Effect.flip(vault.identify(Given.nobody, Given.nik(nik))),
        Effect.flip(Given.unseal(vault, { ...sealed, command: Command.id("elsewhere") })),
        Effect.flip(vault.seal([Given.opened(Given.nobody, "born", born)])),
        Effect.andThen(vault.erase(person), Effect.flip(vault.seal([Given.opened(person, "born", born)])))
      ])
      const said = refusals.map((refusal) => `${refusal.message} ${JSON.stringify(refusal)}`)
      yield* Expect.equal("what refusals say", Disclosure.find(said, Given.secrets), [])
    })
  ),

  Law.make(
    {
      id: "V-30",
      sentence:
        "Everything is there when the vault is opened again: people, households, seals, digests, erasures, records.",
      needs: "reopen"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        const { born, kk, nik } = Given.invented
        const look = (vault: Given.VaultOf, person: Person.Id) =>
          Effect.gen(function* () {
            return {
              person: yield* vault.personOf(Given.nik(nik)),
              household: yield* vault.householdOf(Given.identity("kk", kk)),
              digest: yield* vault.digest("content"),
              erased: yield* vault.erased,
              accesses: yield* vault.accesses(person)
            }
          })
        const [person, sealed, before] = yield* Effect.gen(function* () {
          const vault = yield* Vault.Vault
          const person = yield* vault.personOf(Given.nik(nik))
          const erased = yield* vault.personOf(Given.nik("1271014107850004"))
          const sealed = yield* Given.seal(vault, person, "born", born)
          yield* Given.unseal(vault, sealed)
          yield* vault.erase(erased)
          return [person, sealed, yield* look(vault, person)] as const
        }).pipe(Effect.provide(layer))
        yield* Effect.gen(function* () {
          const vault = yield* Vault.Vault
          yield* Expect.equal("the vault opened again", yield* look(vault, person), before)
          yield* Expect.equal("the value", yield* Given.unseal(vault, sealed), born)
          const found = yield* vault.find(Given.nik("1271014107850004"))
          yield* Expect.holds(Option.isNone(found), "an erased person is found again")
        }).pipe(Effect.provide(reopen!(Given.masterKey)))
      }),
    Given.masterKey
  ),

  Law.make(
    {
      id: "V-31",
      sentence:
        "A vault opens with its own master key alone, and after a change with the new one alone: WrongMasterKey.",
      needs: "reopen"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        const wrong = (what: string, key: Given.MasterKey) =>
          Effect.flatMap(Effect.exit(Effect.provide(Effect.asVoid(Vault.Vault), reopen!(key))), (exit) =>
            Exit.isSuccess(exit)
              ? Expect.found(`a vault opened with ${what}`)
              : Expect.holds(
                  isWrongKey(Cause.squash(exit.cause)),
                  `a vault that is opened with ${what} ${Expect.describe(exit.cause)}`
                )
          )
        const sealed = yield* Effect.flatMap(Vault.Vault, (vault) =>
          Effect.flatMap(vault.newPerson, (person) => Given.seal(vault, person, "count", 7))
        ).pipe(Effect.provide(layer))
        yield* wrong("another key", Given.nextKey)
        yield* Effect.flatMap(Vault.Vault, ({ rotate }) => rotate(Given.nextKey)).pipe(
          Effect.provide(reopen!(Given.masterKey))
        )
        yield* wrong("the key of before", Given.masterKey)
        const value = yield* Effect.flatMap(Vault.Vault, (vault) => Given.unseal(vault, sealed)).pipe(
          Effect.provide(reopen!(Given.nextKey))
        )
        yield* Expect.equal("the value", value, 7)
      }),
    Given.masterKey
  ),

  Law.make(
    {
      id: "V-32",
      sentence:
        "While the store is away the vault fails with VaultUnavailable; nobody becomes unknown, new or erased by it.",
      needs: "outage"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, outage } = yield* make
        yield* Effect.gen(function* () {
          const vault = yield* Vault.Vault
          const person = yield* vault.personOf(Given.nik(Given.invented.nik))
          const sealed = yield* Given.seal(vault, person, "born", Given.invented.born)
          yield* outage!
          const away = "VaultUnavailable" as const
          yield* Expect.refused("looking for a number", vault.find(Given.nik(Given.invented.nik)), away)
          yield* Expect.refused("the person of a number", vault.personOf(Given.nik("1271014107850004")), away)
          yield* Expect.refused("a new person", vault.newPerson, away)
          yield* Expect.refused("identifying", vault.identify(person, Given.nik("1271014107850004")), away)
          yield* Expect.refused("a household", vault.householdOf(Given.identity("kk", Given.invented.kk)), away)
          yield* Expect.refused("sealing", Given.seal(vault, person, "born", "1990-01-01"), away)
          yield* Expect.refused("opening", Given.unseal(vault, sealed), away)
          yield* Expect.refused("erasing", vault.erase(person), away)
          yield* Expect.refused("who was erased", vault.erased, away)
          yield* Expect.refused("the records", vault.accesses(person), away)
          yield* Expect.refused("changing the master key", vault.rotate(Given.nextKey), away)
        }).pipe(Effect.provide(layer))
      }),
    Given.masterKey
  )
]

const isWrongKey = (failure: unknown): boolean => failure instanceof Vault.WrongMasterKey
