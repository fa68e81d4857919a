/** Laws of a master key that is changed while others have the vault open (V-33 to V-35). */
import { type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Cause from "effect/Cause"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const { nik } = Given
const { born } = Given.invented
const changed = "MasterKeyChanged" as const
const thirdKey: Given.MasterKey = Redacted.make(new Uint8Array(32).fill(201))

/** Where people come in, each so many milliseconds after the start that they do not keep step. */
const doors = [1, 2, 3, 4, 5, 6, 7, 8]

/** A vault that is open until the law is tried. */
const opened = (layer: Layer.Layer<Vault.Vault, unknown>) =>
  Effect.map(Layer.build(Layer.fresh(layer)), Context.get(Vault.Vault))

/** One vault, opened twice at the same time. */
const twice = (make: Given.Make) =>
  Effect.gen(function* () {
    const { beside, layer } = yield* make
    return { one: yield* opened(layer), other: yield* opened(beside!(Given.masterKey)), open: beside! }
  })

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Law.make(
    {
      id: "V-33",
      sentence:
        "Whoever had the vault open while another changed the master key writes nothing under the old one: MasterKeyChanged, and whatever was acknowledged opens with the new one.",
      needs: "beside"
    },
    (make) =>
      Effect.gen(function* () {
        const { one, open, other } = yield* twice(make)
        const [known, later] = [nik(Given.invented.nik), nik("1271014107850004")]
        const person = yield* other.personOf(known)
        const sealed = yield* Given.seal(other, person, "born", born)
        const digest = yield* other.digest("content")
        // The key is changed while all of them are on their way.
        const isFull = Latch.makeUnsafe(false)
        let came = 0
        const come = (door: number) =>
          Effect.gen(function* () {
            const people: Array<Person.Id> = []
            yield* Effect.sleep(door)
            for (let count = 0; count < 30; count += 1) {
              const coming =
                door % 2 === 0 ? other.newPerson : other.personOf(nik(`12710141${door}${1_000_000 + count}`))
              const answer = yield* Effect.exit(coming)
              came += 1
              if (came === 2 * doors.length) yield* Latch.open(isFull)
              if (Exit.isSuccess(answer)) people.push(answer.value)
              else yield* Expect.refused("somebody who comes meanwhile", answer, changed)
            }
            return people
          })
        const changing = Effect.andThen(Latch.await(isFull), one.rotate(Given.nextKey))
        const [, ...met] = yield* Effect.all([changing, ...doors.map(come)], { concurrency: "unbounded" })
        const people = [person, ...met.flat()]
        const values = yield* one.seal(people.map((each) => Given.opened(each, "name", each)))
        yield* Expect.equal("the values", yield* Given.unsealAll(one, values), people)

        yield* Expect.refused("a new person", other.newPerson, changed)
        yield* Expect.refused("the person of a number", other.personOf(later), changed)
        yield* Expect.holds(Option.isNone(yield* one.find(later)), "a number leads to somebody who was refused")
        yield* Expect.refused("sealing", Given.seal(other, person, "name", "a"), changed)
        yield* Expect.refused("opening", Given.unseal(other, sealed), changed)
        yield* Expect.refused("identifying", other.identify(person, later), changed)
        yield* Expect.refused("signing", other.sign("text"), changed)
        yield* Expect.refused("changing the master key", other.rotate(thirdKey), changed)
        yield* Expect.equal("who is found", Option.getOrNull(yield* other.find(known)), person)
        yield* Expect.equal("the digest", yield* other.digest("content"), digest)

        const again = yield* opened(open(Given.nextKey))
        yield* Expect.equal("the value", yield* Given.unseal(again, sealed), born)
        const fresh = yield* again.personOf(later)
        yield* Expect.equal("a new value", yield* Given.unseal(again, yield* Given.seal(again, fresh, "count", 3)), 3)
      }),
    Given.masterKey
  ),

  Law.make(
    {
      id: "V-34",
      sentence:
        "Of two who change the master key at once exactly one does, and the vault opens with that one's key alone.",
      needs: "beside"
    },
    (make) =>
      Effect.gen(function* () {
        const { one, open, other } = yield* twice(make)
        const people = yield* Effect.forEach(Array.from({ length: 12 }), () => one.newPerson)
        const sealed = yield* one.seal(people.map((person) => Given.opened(person, "name", person)))
        const keys = [Given.nextKey, thirdKey] as const
        const changes = yield* Effect.all([Effect.exit(one.rotate(keys[0])), Effect.exit(other.rotate(keys[1]))], {
          concurrency: "unbounded"
        })
        const won = changes.flatMap((change, index) => (Exit.isSuccess(change) ? [index] : []))
        yield* Expect.equal("how many changed the master key", won.length, 1)
        const [winner = 0] = won
        yield* Expect.refused("the other change", changes[1 - winner]!, changed)
        const refused = yield* Effect.exit(opened(open(keys[1 - winner]!)))
        yield* Expect.holds(
          Exit.isFailure(refused) && Cause.squash(refused.cause) instanceof Vault.WrongMasterKey,
          "a vault opens with the key of the one who lost"
        )
        const again = yield* opened(open(keys[winner]!))
        yield* Expect.equal("the values", yield* Given.unsealAll(again, sealed), people)
      }),
    Given.masterKey
  ),

  Given.law("V-35", "Whoever is erased while the master key is changed stays erased.", (vault) =>
    Effect.gen(function* () {
      const people = yield* Effect.forEach(Array.from({ length: 25 }), () => vault.newPerson)
      const sealed = yield* vault.seal(people.map((person) => Given.opened(person, "born", born)))
      const keys = [Given.nextKey, thirdKey, Given.masterKey, Given.nextKey, thirdKey, Given.masterKey]
      // One after the other, so that some are erased in the middle of a change.
      const erasing = Effect.forEach(people.slice(1), (person) =>
        Effect.andThen(vault.erase(person), Effect.sleep("1 millis"))
      )
      yield* Effect.all([Effect.forEach(keys, vault.rotate), erasing], { concurrency: "unbounded" })
      yield* Expect.equal("who was erased", (yield* vault.erased).toSorted(), people.slice(1).toSorted())
      for (const value of sealed.slice(1)) {
        yield* Expect.refused("an erased person's value", Given.unseal(vault, value), "Erased")
      }
      yield* Expect.equal("the value of another", yield* Given.unseal(vault, sealed[0]!), born)
    })
  )
]
