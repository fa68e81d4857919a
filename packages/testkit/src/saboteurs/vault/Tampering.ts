/** Vaults that do not see that they were tampered with (V-41 to V-44). */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Makes the tag of an entry over less than there is. */
const tagging = (parts: (parts: ReadonlyArray<string>) => ReadonlyArray<string>): HonestStore.ChangeOfVault => ({
  crypto: (honest) => ({
    ...honest,
    mac: (key, all) =>
      honest.mac(
        key,
        all.map((given) => (given[0] === "entry" ? parts(given) : given))
      )
  })
})

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-41",
    "Tags an entry by where it leads alone.",
    tagging(([entry, what, , id]) => [entry!, what!, id!])
  ),
  Sabotage.saboteur(
    "V-41",
    "Tags an entry by where it stands alone.",
    tagging(([entry, what, index]) => [entry!, what!, index!])
  ),
  Sabotage.saboteur(
    "V-41",
    "Takes a number whose entry is broken for one that nobody has.",
    Sabotage.serving(({ find }) => ({
      find: (identity) => Effect.catchTag(find(identity), "IndexBroken", () => Effect.succeed(Option.none()))
    }))
  ),
  Sabotage.saboteur(
    "V-41",
    "Gives somebody new for a number whose entry is broken.",
    Sabotage.serving(({ newPerson, personOf }) => ({
      personOf: (identity) => Effect.catchTag(personOf(identity), "IndexBroken", () => newPerson)
    }))
  ),
  Sabotage.saboteur(
    "V-42",
    "Takes households for entries that lead to nobody.",
    tagging(([entry, , ...rest]) => [entry!, ...rest])
  ),
  Sabotage.saboteur(
    "V-43",
    "Checks nothing.",
    Sabotage.serving(() => ({ check: Effect.succeed([]) }))
  ),
  Sabotage.saboteur(
    "V-43",
    "Checks the keys alone.",
    Sabotage.serving(({ check }) => ({
      check: Effect.map(check, (found) => found.filter(({ flaw }) => flaw === "key-does-not-open"))
    }))
  ),
  Sabotage.saboteur(
    "V-43",
    "Checks the entries alone.",
    Sabotage.serving(({ check }) => ({
      check: Effect.map(check, (found) => found.filter(({ flaw }) => flaw !== "key-does-not-open"))
    }))
  ),
  Sabotage.saboteur(
    "V-44",
    "Makes another key of its index where it finds none.",
    Sabotage.storing(() => ({ keysAfter: () => Effect.succeed([]) }))
  )
]
