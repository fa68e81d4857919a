/** Laws of drafts: what one command would have a vault keep (V-38 to V-40). */
import type { Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const number = Given.nik(Given.invented.nik)
const household = Given.identity("kk", Given.invented.kk)

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Given.law(
    "V-38",
    "What was drafted stands nowhere until it is kept: nobody is found, nobody has a key, and no reading is recorded.",
    (vault) =>
      Effect.gen(function* () {
        const known = yield* vault.newPerson
        const sealed = yield* Given.seal(vault, known, "born", Given.invented.born)
        const draft = yield* vault.draft
        const [person, again] = yield* draft.peopleOf([number, number])
        yield* Expect.equal("the person of the number asked for again", again, person)
        const fresh = yield* draft.newPerson
        yield* draft.seal([person!, fresh].map((each) => Given.opened(each, "name", Given.invented.name)))
        yield* draft.householdsOf([household])
        yield* Expect.equal("the person identified", yield* draft.identify(known, Given.nik("1271014107850009")), known)
        const [opened] = yield* draft.unseal([Given.closed(sealed)], Given.reading)
        yield* Expect.equal("the values", opened, { born: Given.invented.born })
        for (const each of [number, Given.nik("1271014107850009")]) {
          yield* Expect.holds(Option.isNone(yield* vault.find(each)), "a number that was drafted is found")
        }
        for (const each of [person!, fresh]) {
          yield* Expect.refused("sealing", Given.seal(vault, each, "name", "a"), "UnknownPerson")
        }
        yield* Expect.equal("how many readings are recorded", (yield* vault.accesses(known)).length, 0)
      })
  ),

  Given.law(
    "V-39",
    "What is kept of a draft is there: those who are used can be found and open what was sealed for them, the others are nobody, and each reading is one record.",
    (vault) =>
      Effect.gen(function* () {
        const known = yield* vault.newPerson
        const sealed = yield* Given.seal(vault, known, "born", Given.invented.born)
        const draft = yield* vault.draft
        const other = Given.nik("1271014107850004")
        const [person, left] = yield* draft.peopleOf([number, other])
        const [home] = yield* draft.householdsOf([household])
        const [own] = yield* draft.seal([Given.opened(person!, "name", Given.invented.name)])
        for (const _ of ["once", "and again"]) yield* draft.unseal([Given.closed(sealed)], Given.reading)
        yield* draft.keep(new Set<string>([person!, home!]))
        yield* Expect.equal("who is found", Option.getOrNull(yield* vault.find(number)), person)
        yield* Expect.equal("the household", yield* vault.householdOf(household), home)
        yield* Expect.equal("the value", yield* Given.unseal(vault, own!), Given.invented.name)
        yield* Expect.holds(Option.isNone(yield* vault.find(other)), "a number that is not used was kept")
        yield* Expect.refused("sealing for somebody unused", Given.seal(vault, left!, "name", "a"), "UnknownPerson")
        const records = yield* vault.accesses(known)
        yield* Expect.equal(
          "the records",
          records.map(({ actor, fields, purpose }) => ({ actor, purpose, fields })),
          [{ ...Given.reading, fields: ["born"] }]
        )
      })
  ),

  Given.law(
    "V-40",
    "Where somebody else was given the number meanwhile, nothing of a draft is kept: it is Overtaken, and goes on with the one who is known.",
    (vault) =>
      Effect.gen(function* () {
        const draft = yield* vault.draft
        const other = Given.nik("1271014107850004")
        yield* draft.peopleOf([number, other])
        const first = yield* vault.personOf(number)
        yield* Expect.refused("keeping", draft.keep(), "Overtaken")
        yield* Expect.holds(Option.isNone(yield* vault.find(other)), "a part of what was overtaken was kept")
        const [again, second] = yield* draft.peopleOf([number, other])
        yield* Expect.equal("the person of the number", again, first)
        yield* draft.keep(new Set<string>([again!, second!]))
        yield* Expect.equal("the person found", Option.getOrNull(yield* vault.find(other)), second)
      })
  )
]
