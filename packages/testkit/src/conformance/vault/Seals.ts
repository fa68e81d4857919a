/** Laws of sealed values: they open for whom and for what they were sealed, and not otherwise (V-9 to V-15). */
import { Command } from "@bina/core"
import { type Vault } from "@bina/core/adapter"
import { Sealed } from "@bina/core/journal"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as PlainData from "../../invented/PlainData.ts"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const broken = (what: string, vault: Given.VaultOf, sealed: Sealed.Sealed) =>
  Expect.refused(what, vault.unseal([{ sealed }], Given.reading), "SealBroken")

/** Another character of the same alphabet. */
const otherThan = (character: string | undefined): string => (character === "A" ? "B" : "A")

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law(
    "V-9",
    "What was sealed opens as it was, whatever plain data it is, in the order given and of many people.",
    (vault) =>
      Effect.gen(function* () {
        const people = yield* Effect.all([vault.newPerson, vault.newPerson, vault.newPerson])
        const drawn = yield* Arbitrary.sampleEffect(PlainData.json, { count: 60 })
        const values = [null, "", 0, 9_007_199_254_740_991, -9_007_199_254_740_991, "long ".repeat(20_000), ...drawn]
        const given = values.map((value, index) => Given.opened(people[index % 3]!, `field ${index % 7}`, value))
        const sealed = yield* vault.seal(given)
        yield* Expect.equal(
          "whose and what the sealed values are",
          sealed.map(({ command, person }) => ({ person, command })),
          given.map(({ command, person }) => ({ person, command }))
        )
        const opened = yield* vault.unseal(sealed.map(Given.closed), Given.reading)
        for (const [index, { values: each }] of given.entries()) {
          yield* Expect.equal(`envelope ${index}`, opened[index], each)
        }
        const backwards = yield* vault.unseal(sealed.map(Given.closed).toReversed(), Given.reading)
        yield* Expect.equal("the envelopes opened in another order", backwards, opened.toReversed())
        yield* Expect.equal(
          "no values",
          yield* vault.unseal((yield* vault.seal([])).map(Given.closed), Given.reading),
          []
        )
      })
  ),

  Given.law(
    "V-10",
    "A sealed value has the shape that events hold, and equal values do not look alike once they are sealed.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.newPerson
        const sealed = yield* vault.seal([1, 2, 3].map(() => Given.opened(person, "temperature", 366)))
        const again = yield* Given.seal(vault, person, "temperature", 366)
        yield* Expect.equal("how many boxes there are", new Set([...sealed, again].map(({ box }) => box)).size, 4)
        yield* Expect.equal("the sealed values found in it", Sealed.within({ deep: [again] }), [again])
      })
  ),

  Given.law("V-11", "A seal is bound to its person: it does not open as another's.", (vault) =>
    Effect.gen(function* () {
      const [person, another] = yield* Effect.all([vault.newPerson, vault.newPerson])
      const sealed = yield* Given.seal(vault, person, "born", Given.invented.born)
      const refusal = yield* broken("a value moved to another person", vault, { ...sealed, person: another })
      yield* Expect.equal("the person named", refusal.person, another)
    })
  ),

  Given.law("V-12", "A seal is bound to its command: it does not open under another.", (vault) =>
    Effect.gen(function* () {
      const sealed = yield* Given.seal(vault, yield* vault.newPerson, "born", Given.invented.born)
      const moved = { ...sealed, command: Command.id("applications/2020-09-15") }
      yield* broken("a value moved to another command", vault, moved)
    })
  ),

  Given.law(
    "V-13",
    "A value is bound to its name, which is sealed with it: values open under their own names, those that are asked for and no others, and no name stands beside the box.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.newPerson
        const values = { born: Given.invented.born, sales: 2_500_000, isOwner: true }
        const [sealed] = yield* vault.seal([{ person, command: Given.command, values, room: Given.room }])
        yield* Expect.equal("what stands beside the box", Object.keys(sealed!).toSorted(), [
          "_tag",
          "box",
          "command",
          "person"
        ])
        yield* Expect.equal("all values", yield* vault.unseal([{ sealed: sealed! }], Given.reading), [values])
        for (const names of [["sales"], ["born", "isOwner", "unheard"], []]) {
          const asked = { sealed: sealed!, names: new Set(names) }
          const expected = Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
          yield* Expect.equal(`the values ${names.join()}`, yield* vault.unseal([asked], Given.reading), [expected])
        }
      })
  ),

  Given.law(
    "V-14",
    "A box that was changed, cut or exchanged does not open: SealBroken names person and command.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.newPerson
        const [sealed, other] = yield* vault.seal([
          Given.opened(person, "born", Given.invented.born),
          { ...Given.opened(person, "name", Given.invented.name), command: Command.id("another") }
        ])
        const { box } = sealed!
        // The last character may hold bits that belong to no byte, so it is not among those changed.
        const places = Array.from({ length: box.length - 1 }, (_, at) => at)
        const changed = places.map((at) => box.slice(0, at) + otherThan(box[at]) + box.slice(at + 1))
        const boxes = [...changed, box.slice(0, -4), box.slice(4), `${box}AAAA`, "A", "AAAA", other!.box]
        for (const [index, each] of boxes.entries()) {
          const refusal = yield* broken(`box ${index} of ${boxes.length}`, vault, { ...sealed!, box: each })
          yield* Expect.equal("who and what is named", [refusal.person, refusal.command], [person, Given.command])
        }
        yield* Expect.equal("the box as it was", yield* Given.unseal(vault, sealed!), Given.invented.born)
      })
  ),

  Given.law(
    "V-15",
    "Whoever the vault does not know is UnknownPerson: nothing is sealed, opened, identified or erased for them.",
    (vault) =>
      Effect.gen(function* () {
        const person = yield* vault.newPerson
        const sealed = yield* Given.seal(vault, person, "name", Given.invented.name)
        const unknown = { ...sealed, person: Given.nobody }
        const both = [Given.opened(person, "name", "a"), Given.opened(Given.nobody, "name", "a")]
        yield* Expect.refused("sealing", vault.seal(both), "UnknownPerson")
        yield* Expect.refused("opening", vault.unseal([Given.closed(unknown)], Given.reading), "UnknownPerson")
        yield* Expect.refused("identifying", vault.identify(Given.nobody, Given.nik("1")), "UnknownPerson")
        yield* Expect.refused("erasing", vault.erase(Given.nobody), "UnknownPerson")
        yield* Expect.equal("who was erased", yield* vault.erased, [])
      })
  )
]
