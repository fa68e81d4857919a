/** Where a vault keeps its keys while one process lives. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Vault from "../ports/Vault.ts"
import type * as VaultStorage from "../vault/VaultStorage.ts"

// ---- Rules

/** Storage without anything in it. */
export const make = (): VaultStorage.VaultStorage => {
  const keys = new Map<string, VaultStorage.Keeping>()
  const entries = new Map<string, string>()
  const accesses: Array<Vault.Access> = []
  const addKey = ({ owner, wrapped }: VaultStorage.WrappedKey): string => {
    const kept = keys.get(owner)
    if (kept?._tag === "Kept") return kept.wrapped
    keys.set(owner, { _tag: "Kept", wrapped })
    return wrapped
  }
  const addEntry = ({ id, index }: VaultStorage.Entry): string => {
    if (!entries.has(index)) entries.set(index, id)
    return entries.get(index)!
  }
  return {
    key: (owner) => Effect.sync(() => Option.fromNullishOr(keys.get(owner))),
    addKey: (key) => Effect.sync(() => addKey(key)),
    entry: (index) => Effect.sync(() => Option.fromNullishOr(entries.get(index))),
    addEntry: (entry) => Effect.sync(() => addEntry(entry)),
    addPerson: (key, index) =>
      Effect.sync(() => {
        const id = addEntry({ index, id: key.owner })
        if (id === key.owner) addKey(key)
        return id
      }),
    destroy: (owner) =>
      Effect.sync(() => {
        keys.set(owner, { _tag: "Destroyed" })
        for (const [index, id] of entries) if (id === owner) entries.delete(index)
      }),
    destroyed: Effect.sync(() => [...keys].flatMap(([owner, { _tag }]) => (_tag === "Destroyed" ? [owner] : []))),
    rewrap: (wrapAgain) =>
      Effect.gen(function* () {
        const again = new Map<string, VaultStorage.Keeping>()
        for (const [owner, kept] of keys) {
          if (kept._tag === "Kept") {
            again.set(owner, { _tag: "Kept", wrapped: yield* wrapAgain({ owner, wrapped: kept.wrapped }) })
          }
        }
        for (const [owner, kept] of again) keys.set(owner, kept)
      }),
    addAccess: (added) => Effect.sync(() => void accesses.push(...added)),
    accesses: (person) => Effect.sync(() => accesses.filter((access) => access.person === person))
  }
}
