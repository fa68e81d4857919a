/** Vaults that break the laws of a master key that is changed while others have them open (V-33 to V-35). */
import { Vault, type VaultStorage } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Whatever lock a storage has. */
const lockOf = ({ lock }: VaultStorage.VaultStorage) => Effect.map(lock, Option.getOrThrow)

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-33",
    "Writes keys without looking at the lock.",
    Sabotage.storing((honest) => ({
      addKey: (key) => Effect.flatMap(lockOf(honest), (lock) => honest.addKey({ ...key, lock })),
      addPerson: (key, entry) => Effect.flatMap(lockOf(honest), (lock) => honest.addPerson({ ...key, lock }, entry))
    }))
  ),
  Sabotage.saboteur(
    "V-33",
    "Looks at the lock for keys alone, not for keys with an entry.",
    Sabotage.storing((honest) => ({
      addPerson: (key, entry) => Effect.flatMap(lockOf(honest), (lock) => honest.addPerson({ ...key, lock }, entry))
    }))
  ),
  Sabotage.saboteur(
    "V-33",
    "Writes the entry before it looks at the lock.",
    Sabotage.storing(({ addEntry, addPerson }) => ({
      addPerson: (key, entry) => Effect.andThen(addEntry(entry), addPerson(key, entry))
    }))
  ),
  Sabotage.saboteur(
    "V-33",
    "Looks at the lock, and writes later.",
    Sabotage.storing((honest) => {
      const looking = <A>(key: VaultStorage.LockedKey, write: (key: VaultStorage.LockedKey) => Writing<A>) =>
        Effect.gen(function* () {
          if ((yield* lockOf(honest)) !== key.lock) return yield* new Vault.MasterKeyChanged()
          yield* Effect.sleep("5 millis")
          // The honest storage looks once more; it is told whatever lock it has by then.
          return yield* Effect.retry(
            Effect.flatMap(lockOf(honest), (lock) => write({ ...key, lock })),
            { times: 2 }
          )
        })
      return {
        addKey: (key) => looking(key, honest.addKey),
        addPerson: (key, entry) => looking(key, (each) => honest.addPerson(each, entry))
      }
    })
  ),
  Sabotage.saboteur(
    "V-33",
    "Keeps the lock of before when the master key is changed.",
    Sabotage.storing(({ rewrap }) => ({
      rewrap: ({ from }, wrapAgain) => rewrap({ from, to: from }, wrapAgain)
    }))
  ),
  Sabotage.saboteur(
    "V-33",
    "Says that it is away when its master key was changed.",
    Sabotage.serving(({ newPerson }) => ({
      newPerson: Effect.catchTag(newPerson, "MasterKeyChanged", () =>
        Effect.fail(new Vault.VaultUnavailable({ reason: "something is wrong" }))
      )
    }))
  ),
  Sabotage.saboteur(
    "V-34",
    "Reads the keys before the transaction in which it writes them.",
    Sabotage.storing((honest) => ({
      rewrap: ({ from, to }, wrapAgain) =>
        Effect.gen(function* () {
          const read = new Map<string, string>()
          yield* honest.rewrap({ from, to: from }, ({ owner, wrapped }) =>
            Effect.sync(() => {
              read.set(owner, wrapped)
              return wrapped
            })
          )
          yield* Effect.sleep("5 millis")
          yield* Effect.flatMap(lockOf(honest), (lock) =>
            honest.rewrap({ from: lock, to }, ({ owner }) => wrapAgain({ owner, wrapped: read.get(owner)! }))
          ).pipe(Effect.retry({ times: 2 }))
        })
    }))
  ),
  Sabotage.saboteur("V-35", "Loses an erasure that comes while the master key is changed.", () => {
    let isChanging = false
    return Sabotage.storing(({ destroy, rewrap }) => ({
      destroy: (owner) => Effect.suspend(() => (isChanging ? Effect.void : destroy(owner))),
      rewrap: (change, wrapAgain) => {
        isChanging = true
        return Effect.ensuring(
          rewrap(change, wrapAgain),
          Effect.sync(() => {
            isChanging = false
          })
        )
      }
    }))
  })
]

type Writing<A> = Effect.Effect<A, Vault.MasterKeyChanged | Vault.VaultUnavailable>
