/** Laws of erasure, of the records of access, of digests and of the master key (V-16 to V-26). */
import { Actor, Command, type Person } from "@bina/core"
import { Now, type Vault } from "@bina/core/adapter"
import { Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Disclosure from "../Disclosure.ts"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const { nik } = Given
const number = Given.invented.nik

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law(
    "V-16",
    "Of somebody who was erased nothing opens, and nothing more is sealed: Erased, for every value of the call.",
    (vault) =>
      Effect.gen(function* () {
        const [person, another] = yield* Effect.all([vault.personOf(nik(number)), vault.newPerson])
        const sealed = yield* Given.seal(vault, person, "born", Given.invented.born)
        const others = yield* Given.seal(vault, another, "born", "1990-01-01")
        yield* vault.erase(person)
        const both = [Given.closed(others), Given.closed(sealed)]
        const refusal = yield* Expect.refused("opening", vault.unseal(both, Given.reading), "Erased")
        yield* Expect.equal("who is named", refusal.person, person)
        const more = [Given.opened(another, "name", "a"), Given.opened(person, "name", "b")]
        yield* Expect.refused("sealing", vault.seal(more), "Erased")
        yield* Expect.refused("identifying", vault.identify(person, nik("1271014107850009")), "Erased")
      })
  ),

  Given.law("V-17", "No number leads to somebody who was erased; asked for again, it is a new person.", (vault) =>
    Effect.gen(function* () {
      const numbers = [nik(number), Given.identity("passport", "X1234567")]
      const person = yield* vault.personOf(numbers[0]!)
      yield* vault.identify(person, numbers[1]!)
      yield* vault.erase(person)
      for (const each of numbers) {
        yield* Expect.holds(
          Option.isNone(yield* vault.find(each)),
          "somebody was found by the number of an erased person"
        )
        const again = yield* vault.personOf(each)
        yield* Expect.holds(again !== person, "the number of an erased person leads to them again")
        yield* Given.seal(vault, again, "name", Given.invented.name)
      }
    })
  ),

  Given.law("V-18", "Erasing somebody leaves everybody else, and every household, as they were.", (vault) =>
    Effect.gen(function* () {
      const [person, another] = yield* Effect.all([
        vault.personOf(nik(number)),
        vault.personOf(nik("1271014107850004"))
      ])
      const household = yield* vault.householdOf(Given.identity("kk", Given.invented.kk))
      const sealed = yield* Given.seal(vault, another, "born", "1990-01-01")
      yield* vault.erase(person)
      yield* Expect.equal("the value of another", yield* Given.unseal(vault, sealed), "1990-01-01")
      const found = yield* vault.find(nik("1271014107850004"))
      yield* Expect.equal("who was found", Option.getOrNull(found), another)
      const again = yield* vault.householdOf(Given.identity("kk", Given.invented.kk))
      yield* Expect.equal("the household", again, household)
    })
  ),

  Given.law("V-19", "Who was erased is listed, once each; erasing somebody again is no error.", (vault) =>
    Effect.gen(function* () {
      yield* Expect.equal("who was erased at first", yield* vault.erased, [])
      const people = yield* Effect.all([vault.newPerson, vault.newPerson, vault.newPerson])
      for (const person of [people[0], people[1], people[0]]) yield* vault.erase(person)
      yield* Expect.equal("who was erased", (yield* vault.erased).toSorted(), [people[0], people[1]].toSorted())
    })
  ),

  Given.law(
    "V-20",
    "Opening values leaves a record for each person: which fields, who, what for, and when by the clock of the program in UTC. Nothing else does.",
    (vault) =>
      Effect.gen(function* () {
        const [person, another] = yield* Effect.all([vault.newPerson, vault.newPerson])
        const sealed = yield* vault.seal([
          Given.opened(person, "sales", 1),
          Given.opened(another, "born", Given.invented.born),
          Given.opened(person, "born", Given.invented.born),
          Given.opened(person, "sales", 2)
        ])
        yield* Expect.equal("the records after sealing", yield* vault.accesses(person), [])
        const before = yield* Now.moment
        yield* Given.unsealAll(vault, sealed)
        const later = { actor: Actor.id("officer-9"), purpose: "a claim of “Ñusa”" }
        yield* vault.unseal([Given.closed(sealed[2]!)], later)
        const after = yield* Now.moment
        const records = yield* vault.accesses(person)
        yield* Expect.equal(
          "the records",
          records.map(({ actor, fields, person, purpose }) => ({ person, actor, purpose, fields: fields.toSorted() })),
          [
            { person, ...Given.reading, fields: ["born", "sales"] },
            { person, ...later, fields: ["born"] }
          ]
        )
        for (const { at } of records) {
          yield* Expect.holds(
            before <= at && at <= after,
            `values opened between ${before} and ${after} were, by the record, at ${at}`
          )
        }
        const ofAnother = yield* vault.accesses(another)
        yield* Expect.equal(
          "the records of another",
          ofAnother.map(({ fields }) => fields),
          [["born"]]
        )
      })
  ),

  Given.law("V-21", "An opening that fails because a seal is broken is recorded as well.", (vault) =>
    Effect.gen(function* () {
      const person = yield* vault.newPerson
      const sealed = yield* Given.seal(vault, person, "born", Given.invented.born)
      const moved = vault.unseal([Given.closed({ ...sealed, command: Command.id("elsewhere") })], Given.reading)
      yield* Expect.refused("a moved value", moved, "SealBroken")
      const records = yield* vault.accesses(person)
      yield* Expect.equal(
        "the fields recorded",
        records.map(({ fields }) => fields),
        [[]]
      )
    })
  ),

  Given.law("V-22", "The records of access outlive the person's erasure.", (vault) =>
    Effect.gen(function* () {
      const person = yield* vault.newPerson
      yield* Given.unseal(vault, yield* Given.seal(vault, person, "born", Given.invented.born))
      const before = yield* vault.accesses(person)
      yield* vault.erase(person)
      yield* Expect.equal("how many records there were", before.length, 1)
      yield* Expect.equal("the records", yield* vault.accesses(person), before)
    })
  ),

  Given.law("V-23", "The digest of a content is the same each time, and that of another content differs.", (vault) =>
    Effect.gen(function* () {
      const contents = ["", "a", "b", "ab", `${Given.invented.name} 1`, `${Given.invented.name} 2`, "Ñ", "N\u0303"]
      const digests = yield* Effect.forEach(contents, vault.digest)
      yield* Expect.equal("how many digests there are", new Set(digests).size, contents.length)
      yield* Expect.equal("the digests made again", yield* Effect.forEach(contents, vault.digest), digests)
    })
  ),

  Given.lawOfTwo(
    "V-24",
    "A digest is made with a key: another vault makes another one, and nobody can make it without a vault.",
    (vault) => vault.digest(number),
    (one, two) =>
      Effect.gen(function* () {
        yield* Expect.holds(one !== two, "two vaults make the same digest")
        const found = Disclosure.find([one, two], [{ what: "number", text: number }])
        yield* Expect.equal("how the digest gives its content away", found, [])
        yield* Expect.holds(!one.includes(Digest.ofText(number)), "the digest is a plain hash")
      })
  ),

  Given.law(
    "V-25",
    "After the master key was changed everything is as it was: values open, numbers find, digests are the same.",
    (vault) =>
      Effect.gen(function* () {
        const numbers = ["1271014107850003", "1271014107850004", "1271014107850005"].map(nik)
        const people = yield* Effect.forEach(numbers, vault.personOf)
        const household = yield* vault.householdOf(Given.identity("kk", Given.invented.kk))
        const sealed = yield* vault.seal(people.map((person, index) => Given.opened(person, "count", index)))
        const digest = yield* vault.digest("content")
        yield* vault.erase(people[2]!)
        yield* vault.rotate(Given.nextKey)
        yield* Expect.equal("the values", yield* Given.unsealAll(vault, sealed.slice(0, 2)), [0, 1])
        yield* Expect.equal(
          "the people",
          yield* Effect.forEach(numbers.slice(0, 2), vault.personOf),
          people.slice(0, 2)
        )
        const again = yield* vault.householdOf(Given.identity("kk", Given.invented.kk))
        yield* Expect.equal("the household", again, household)
        yield* Expect.equal("the digest", yield* vault.digest("content"), digest)
        yield* Expect.refused("an erased person's value", Given.unseal(vault, sealed[2]!), "Erased")
        const fresh = yield* vault.personOf(nik("1271014107850006"))
        yield* Expect.equal("a new value", yield* Given.unseal(vault, yield* Given.seal(vault, fresh, "count", 3)), 3)
      })
  ),

  Given.law(
    "V-26",
    "Whoever comes while the master key is changed is not lost, and values open all the while.",
    (vault) =>
      Effect.gen(function* () {
        const first = yield* vault.newPerson
        const sealed = yield* Given.seal(vault, first, "born", Given.invented.born)
        const changing = { is: true }
        const change = Effect.ensuring(
          Effect.forEach([Given.nextKey, Given.masterKey, Given.nextKey], vault.rotate),
          Effect.sync(() => {
            changing.is = false
          })
        )
        // Some are always on their way in, so that some are when the new key takes the place of the old one.
        const people: Array<Person.Id> = []
        const come = (door: number) =>
          Effect.gen(function* () {
            for (let count = 0; changing.is && count < 40; count += 1) {
              const numbered = nik(`12710141${door}${1_000_000 + count}`)
              people.push(yield* door % 2 === 0 ? vault.newPerson : vault.personOf(numbered))
              if (door % 3 > 0) continue
              yield* Expect.equal("a value opened meanwhile", yield* Given.unseal(vault, sealed), Given.invented.born)
            }
          })
        yield* Effect.all([change, ...[1, 2, 3, 4, 5, 6].map(come)], { concurrency: "unbounded" })
        const values = yield* vault.seal(people.map((person) => Given.opened(person, "name", person)))
        yield* Expect.equal("the values", yield* Given.unsealAll(vault, values), people)
      })
  )
]
