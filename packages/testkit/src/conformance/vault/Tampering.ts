/** Laws of a vault that somebody tampered with where it is kept (V-41 to V-44). */
import { Vault } from "@bina/core/adapter"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import type * as Store from "../Store.ts"
import * as Given from "./Given.ts"

// ---- Rules

const numbers = [Given.nik(Given.invented.nik), Given.nik("1271014107850004"), Given.nik("1271014107850009")]
const homes = ["1271010203040506", "1271010203040507"].map((number) => Given.identity("kk", number))

/** A vault with a few people and households in it. */
const filled = Effect.gen(function* () {
  const vault = yield* Vault.Vault
  const people = yield* Effect.forEach(numbers, vault.personOf)
  yield* Effect.forEach(homes, vault.householdOf)
  return { vault, people }
})

/** A vault that was tampered with in one way, while it is open. */
const tampered = <A>(
  make: Given.Make,
  how: Store.Tampering,
  look: (given: Effect.Success<typeof filled>) => Effect.Effect<A, unknown>
) =>
  Effect.flatMap(make, ({ layer, tamper }) =>
    Effect.gen(function* () {
      const given = yield* filled
      yield* tamper!(how)
      return yield* look(given)
    }).pipe(Effect.provide(layer))
  )

export const laws: ReadonlyArray<Law.Law<Vault.Vault, Given.MasterKey>> = [
  Law.make(
    {
      id: "V-41",
      sentence:
        "Where entries of the index were moved or changed, no number leads to another person or household, to nobody, or to somebody new: IndexBroken, whoever asks.",
      needs: "tamper"
    },
    (make) =>
      Effect.forEach(["entries-shifted", "ids-shifted"] as const, (how) =>
        tampered(make, how, ({ vault }) =>
          Effect.gen(function* () {
            const broken = "IndexBroken" as const
            const draft = yield* vault.draft
            const somebody = yield* vault.newPerson
            for (const number of numbers) {
              yield* Expect.refused("looking for a number", vault.find(number), broken)
              yield* Expect.refused("the person of a number", vault.personOf(number), broken)
              yield* Expect.refused("identifying", vault.identify(somebody, number), broken)
              yield* Expect.refused("the people of a draft", draft.peopleOf([number]), broken)
            }
            for (const home of homes) {
              yield* Expect.refused("a household", vault.householdOf(home), broken)
              yield* Expect.refused("the households of a draft", draft.householdsOf([home]), broken)
            }
          })
        )
      ),
    Given.masterKey
  ),

  Given.law(
    "V-42",
    "A check finds nothing in a vault that nobody tampered with: not after people came, were named, erased or drafted, nor after the master key was changed.",
    (vault) =>
      Effect.gen(function* () {
        yield* Expect.equal("what was found in an empty vault", yield* vault.check, [])
        const erased = yield* vault.personOf(numbers[0]!)
        yield* vault.identify(yield* vault.newPerson, numbers[1]!)
        yield* vault.householdOf(homes[0]!)
        const draft = yield* vault.draft
        yield* draft.peopleOf([numbers[2]!])
        yield* draft.householdsOf([homes[1]!])
        yield* draft.keep()
        yield* vault.sign("text")
        yield* vault.erase(erased)
        yield* Expect.equal("what was found", yield* vault.check, [])
        yield* vault.rotate(Given.nextKey)
        yield* Expect.equal("what was found after a change of the master key", yield* vault.check, [])
      })
  ),

  Law.make(
    {
      id: "V-43",
      sentence:
        "A check finds every entry that was moved or changed, every key that was exchanged, and every entry whose person's key was taken away.",
      needs: "tamper"
    },
    (make) =>
      Effect.gen(function* () {
        const flaws = (how: Store.Tampering) =>
          tampered(make, how, ({ people, vault }) =>
            Effect.map(vault.check, (found) => ({
              flaws: found.map(({ flaw }) => flaw),
              others: found.filter(({ flaw, id }) => flaw !== "entry-changed" && !people.some((each) => each === id))
            }))
          )
        for (const [how, flaw, count] of [
          ["entries-shifted", "entry-changed", 5],
          ["ids-shifted", "entry-changed", 5],
          ["keys-shifted", "key-does-not-open", 3],
          ["keys-dropped", "entry-to-nobody", 3]
        ] as const) {
          const expected = { flaws: Array.from({ length: count }, () => flaw), others: [] }
          yield* Expect.equal(`what was found of ${how}`, yield* flaws(how), expected)
        }
      }),
    Given.masterKey
  ),

  Law.make(
    {
      id: "V-44",
      sentence:
        "A vault whose own key of its index was taken away does not open with another one, by which nobody would be known: VaultUnavailable.",
      needs: "tamper"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen, tamper } = yield* make
        yield* Effect.provide(filled, layer)
        yield* tamper!("index-key-dropped")
        const exit = yield* Effect.exit(Effect.provide(Effect.asVoid(Vault.Vault), reopen?.(Given.masterKey) ?? layer))
        if (Exit.isSuccess(exit)) return yield* Expect.found("it opened")
        yield* Expect.holds(
          Cause.squash(exit.cause) instanceof Vault.VaultUnavailable,
          `it ${Expect.describe(exit.cause)}`
        )
      }),
    Given.masterKey
  )
]
