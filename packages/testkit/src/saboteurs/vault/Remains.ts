/** Vaults that break the law of what an erasure leaves (V-36). */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Keeps something of a key that is destroyed. */
const leaving = (rest: (wrapped: string) => string): HonestStore.ChangeOfVault =>
  Sabotage.storing(({ destroy, key }, noted) => ({
    destroy: (owner) =>
      Effect.gen(function* () {
        const kept = yield* key(owner)
        if (Option.isSome(kept) && kept.value._tag === "Kept") noted.push(rest(kept.value.wrapped))
        yield* destroy(owner)
      })
  }))

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-36",
    "Puts the keys of those who are erased aside.",
    leaving((wrapped) => JSON.stringify({ was: wrapped }))
  ),
  Sabotage.saboteur(
    "V-36",
    "Leaves the end of a key in a free page.",
    leaving((wrapped) => `\u0000\u0000${wrapped.slice(-18)}\u0000`)
  ),
  Sabotage.saboteur(
    "V-36",
    "Keeps every key in a log that is never emptied.",
    Sabotage.storing(({ addPerson }, noted) => ({
      addPerson: (key, entry) => {
        noted.push(JSON.stringify(key))
        return addPerson(key, entry)
      }
    }))
  ),
  Sabotage.saboteur(
    "V-36",
    "Wraps the keys of people with a key of zeros.",
    Sabotage.weakly(0, ([what]) => what === "key")
  ),
  Sabotage.saboteur("V-36", "Shows nothing of where it keeps keys.", {}, () => ({ dump: Effect.succeed(["empty"]) }))
]
