/** Laws of who is who: numbers lead to random ids, and to one each (V-1 to V-8). */
import type { Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const { identity, nik } = Given
const number = Given.invented.nik

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law("V-1", "The same number of the same kind is the same person, however often it is asked for.", (vault) =>
    Effect.gen(function* () {
      const first = yield* vault.personOf(nik(number))
      yield* vault.personOf(nik("1271014107850004"))
      for (const again of [yield* vault.personOf(nik(number)), yield* vault.personOf(nik(number))]) {
        yield* Expect.equal("the person of the same number", again, first)
      }
      // Nobody becomes two people by how a clerk types.
      const typed = [
        identity(" NIK", number),
        identity("nik", ` ${number.slice(0, 6)} ${number.slice(6)}\u00a0`),
        identity(
          "\uff4eik",
          number.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))
        ),
        identity("ni\u200bk", `${number}\u200b`)
      ]
      for (const one of typed) {
        yield* Expect.equal("who is found by it otherwise typed", Option.getOrNull(yield* vault.find(one)), first)
      }
      // Of these nothing is left but how they are typed: they are nobody's number, and not one another's.
      const empty = [identity("nik", "\u200b"), identity("nik", "\u200b\u200b")]
      const people = yield* Effect.forEach(empty, vault.personOf)
      yield* Expect.equal("how many people there are of numbers without a digit", new Set(people).size, 2)
    })
  ),

  Given.law("V-2", "Another number is another person, and so are the same digits of another kind.", (vault) =>
    Effect.gen(function* () {
      const asked = [
        nik(number),
        nik("1271014107850004"),
        nik("127101410785000"),
        nik(`0${number}`),
        identity("passport", number),
        identity("ni", `k${number}`)
      ]
      const people = yield* Effect.forEach(asked, vault.personOf)
      yield* Expect.equal("how many people there are", new Set(people).size, asked.length)
    })
  ),

  Given.law("V-3", "Looking for a number finds its person, and makes nobody of a number that is not known.", (vault) =>
    Effect.gen(function* () {
      const look = vault.find(nik(number))
      yield* Expect.holds(Option.isNone(yield* look), "a number that nobody has was found")
      yield* Expect.holds(Option.isNone(yield* look), "looking for a number made somebody of it")
      const person = yield* vault.personOf(nik(number))
      yield* Expect.equal("who was found", Option.getOrNull(yield* look), person)
      yield* Expect.holds(
        Option.isNone(yield* vault.find(identity("passport", number))),
        "a number was found under another kind"
      )
    })
  ),

  Given.law("V-4", "Of many who ask for a new number at once, all get the same person or household.", (vault) =>
    Effect.gen(function* () {
      const asking = <A, E>(ask: Effect.Effect<A, E>) =>
        Effect.all(
          Array.from({ length: 16 }, () => ask),
          { concurrency: "unbounded" }
        )
      const people = yield* asking(vault.personOf(nik(number)))
      yield* Expect.equal("how many people one number has", new Set(people).size, 1)
      // Whoever came second must have a key as well: the id that was given is the one that seals.
      yield* Given.seal(vault, people[0]!, "name", Given.invented.name)
      const households = yield* asking(vault.householdOf(identity("kk", Given.invented.kk)))
      yield* Expect.equal("how many households one number has", new Set(households).size, 1)
    })
  ),

  Given.lawOfTwo(
    "V-5",
    "Ids are random: another vault calls the person and the household of the same number otherwise.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.personOf(nik(number))
        return [person, yield* vault.householdOf(identity("kk", number)), yield* vault.newPerson]
      }),
    (one, two) =>
      Expect.equal(
        "how many ids two vaults have in common",
        one.filter((id) => two.some((other) => id === other)).length,
        0
      )
  ),

  Given.law(
    "V-6",
    "The same household number is the same household; another number, or another kind, is another one.",
    (vault) =>
      Effect.gen(function* () {
        const asked = [
          identity("kk", Given.invented.kk),
          identity("kk", "1271010203040507"),
          identity("rt", Given.invented.kk)
        ]
        const households = yield* Effect.forEach(asked, vault.householdOf)
        yield* Expect.equal("how many households there are", new Set(households).size, asked.length)
        yield* Expect.equal(
          "the households asked for again",
          yield* Effect.forEach(asked, vault.householdOf),
          households
        )
        const person = yield* vault.personOf(asked[0]!)
        yield* Expect.holds(person !== (households[0] as string), "a person and a household have the same id")
      })
  ),

  Given.law(
    "V-7",
    "A new person is somebody else each time, and is found by every number that they were identified by.",
    (vault) =>
      Effect.gen(function* () {
        const people = yield* Effect.all(Array.from({ length: 5 }, () => vault.newPerson))
        yield* Expect.equal("how many new people there are", new Set(people).size, 5)
        const [person] = people
        const numbers = [nik(number), identity("passport", "X1234567")]
        for (const each of numbers) yield* vault.identify(person!, each)
        for (const each of numbers) {
          yield* Expect.equal("who was found", Option.getOrNull(yield* vault.find(each)), person)
          yield* Expect.equal("the person of the number", yield* vault.personOf(each), person)
        }
      })
  ),

  Given.law(
    "V-8",
    "A number that belongs to somebody is not given to another: IdentityTaken says to whom it belongs.",
    (vault) =>
      Effect.gen(function* () {
        const owner = yield* vault.personOf(nik(number))
        const person = yield* vault.newPerson
        const taken = yield* Expect.refused("identifying another", vault.identify(person, nik(number)), "IdentityTaken")
        yield* Expect.equal("who is named", { person: taken.person, by: taken.by }, { person, by: owner })
        yield* Expect.equal("the person of the number", yield* vault.personOf(nik(number)), owner)
        yield* vault.identify(owner, nik(number))
        yield* Expect.equal("the person of the number afterwards", yield* vault.personOf(nik(number)), owner)
      })
  )
]
