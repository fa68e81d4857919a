/** Vaults that break the laws of who is who (V-1 to V-8). */
import { Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Looks numbers up by another one. */
const asking = (change: (identity: Vault.Identity) => Vault.Identity): HonestStore.ChangeOfVault =>
  Sabotage.serving((honest) => ({
    personOf: (identity) => honest.personOf(change(identity)),
    find: (identity) => honest.find(change(identity)),
    identify: (person, identity) => honest.identify(person, change(identity)),
    householdOf: (identity) => honest.householdOf(change(identity))
  }))

const codesOf = (text: string): string => [...text].map((letter) => letter.codePointAt(0)).join(".")

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-1",
    "Makes a new person each time.",
    Sabotage.serving(({ newPerson }) => ({ personOf: () => newPerson }))
  ),
  Sabotage.saboteur(
    "V-1",
    "Tells numbers apart by how they are typed.",
    asking((identity) => ({
      kind: codesOf(identity.kind),
      number: Redacted.make(codesOf(Sabotage.textOf(identity)))
    }))
  ),
  Sabotage.saboteur(
    "V-1",
    "Takes everybody for one whose number is nothing but blanks.",
    asking((identity) => ({
      ...identity,
      number: Redacted.make(Sabotage.textOf(identity).replaceAll(/[^\p{L}\p{N}]/gu, ""))
    }))
  ),
  Sabotage.saboteur(
    "V-2",
    "Does not look at the kind of a number.",
    asking((identity) => ({ ...identity, kind: "number" }))
  ),
  Sabotage.saboteur(
    "V-2",
    "Takes the first fifteen digits for the number.",
    asking((identity) => ({ ...identity, number: Redacted.make(Sabotage.textOf(identity).slice(0, 15)) }))
  ),
  Sabotage.saboteur(
    "V-3",
    "Makes somebody of a number that is looked for.",
    Sabotage.serving(({ find, personOf }) => ({
      find: (identity) => Effect.tap(find(identity), () => Effect.orDie(personOf(identity)))
    }))
  ),
  Sabotage.saboteur("V-4", "Looks first and makes somebody afterwards.", () => {
    const known = new Map<string, Person.Id>()
    return Sabotage.serving(({ newPerson }) => ({
      personOf: (identity) =>
        Effect.gen(function* () {
          const before = known.get(Sabotage.textOf(identity))
          if (before !== undefined) return before
          const person = yield* newPerson
          known.set(Sabotage.textOf(identity), person)
          return person
        })
    }))
  }),
  Sabotage.saboteur(
    "V-5",
    "Derives the id of a person from their number.",
    Sabotage.serving(() => ({
      personOf: (identity) => Effect.succeed(Person.id(Digest.ofText(Sabotage.textOf(identity)).slice(0, 32)))
    }))
  ),
  Sabotage.saboteur("V-5", "Counts households.", () => {
    const known = new Map<string, Vault.Household>()
    return Sabotage.serving(() => ({
      householdOf: (identity) =>
        Effect.sync(() => {
          const name = `${identity.kind} ${Sabotage.textOf(identity)}`
          if (!known.has(name)) known.set(name, Vault.Household.make(`household-${known.size + 1}`))
          return known.get(name)!
        })
    }))
  }),
  Sabotage.saboteur(
    "V-6",
    "Gives a household the id of the person with its number.",
    Sabotage.serving(({ personOf }) => ({
      householdOf: (identity) => Effect.map(Effect.orDie(personOf(identity)), (id) => Vault.Household.make(id))
    }))
  ),
  Sabotage.saboteur(
    "V-7",
    "Forgets the number by which somebody is identified.",
    Sabotage.serving(() => ({ identify: () => Effect.void }))
  ),
  Sabotage.saboteur(
    "V-8",
    "Says nothing when a number belongs to somebody else.",
    Sabotage.serving(({ identify }) => ({
      identify: (person, identity) => Effect.catchTag(identify(person, identity), "IdentityTaken", () => Effect.void)
    }))
  )
]
