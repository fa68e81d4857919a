/** Where a vault keeps its keys while one process lives. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import * as Commit from "../record/Commit.ts"
import * as Vault from "../privacy/Vault.ts"
import type * as VaultStorage from "../privacy/VaultStorage.ts"

// ---- Models

/** What is kept. */
export interface Memory {
  lock: string | undefined
  readonly keys: Map<string, VaultStorage.Keeping>
  readonly entries: Map<string, string>
  readonly accesses: Array<Vault.Access>
}

// ---- Rules

/** Nothing yet. */
export const empty = (): Memory => ({ lock: undefined, keys: new Map(), entries: new Map(), accesses: [] })

/** Storage in a memory. */
export const make = (memory: Memory = empty()): VaultStorage.VaultStorage => {
  const { accesses, entries, keys } = memory
  // Wrapping keys anew takes its time, and nothing is written meanwhile.
  const turn = Semaphore.makeUnsafe(1)
  const inTurn = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> => Semaphore.withPermits(turn, 1, effect)
  const locked = <A>(lock: string, write: () => A) =>
    inTurn(
      Effect.suspend(() => (memory.lock === lock ? Effect.sync(write) : Effect.fail(new Vault.MasterKeyChanged())))
    )
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
    lock: Effect.sync(() => Option.fromNullishOr(memory.lock)),
    addLock: (lock) => Effect.sync(() => (memory.lock ??= lock)),
    key: (owner) => Effect.sync(() => Option.fromNullishOr(keys.get(owner))),
    addKey: (key) => locked(key.lock, () => addKey(key)),
    entry: (index) => Effect.sync(() => Option.fromNullishOr(entries.get(index))),
    addEntry: (entry) => Effect.sync(() => addEntry(entry)),
    addPerson: (key, index) =>
      locked(key.lock, () => {
        const id = addEntry({ index, id: key.owner })
        if (id === key.owner) addKey(key)
        return id
      }),
    keys: (owners) =>
      Effect.sync(
        () => new Map(owners.flatMap((owner) => (keys.has(owner) ? [[owner, keys.get(owner)!] as const] : [])))
      ),
    entries: (indexes) =>
      Effect.sync(
        () => new Map(indexes.flatMap((index) => (entries.has(index) ? [[index, entries.get(index)!] as const] : [])))
      ),
    addAll: (added) =>
      inTurn(
        Effect.suspend((): Effect.Effect<void, Commit.Overtaken | Vault.MasterKeyChanged> => {
          if (memory.lock !== added.lock) return Effect.fail(new Vault.MasterKeyChanged())
          const isTaken =
            added.entries.some(({ index }) => entries.has(index)) || added.keys.some(({ owner }) => keys.has(owner))
          if (isTaken) return Effect.fail(new Commit.Overtaken())
          for (const key of added.keys) addKey(key)
          for (const entry of added.entries) addEntry(entry)
          accesses.push(...added.accesses)
          return Effect.void
        })
      ),
    destroy: (owner) =>
      inTurn(
        Effect.sync(() => {
          keys.set(owner, { _tag: "Destroyed" })
          for (const [index, id] of entries) if (id === owner) entries.delete(index)
        })
      ),
    destroyed: Effect.sync(() => [...keys].flatMap(([owner, { _tag }]) => (_tag === "Destroyed" ? [owner] : []))),
    rewrap: ({ from, to }, wrapAgain) =>
      inTurn(
        Effect.gen(function* () {
          if (memory.lock !== from) return yield* new Vault.MasterKeyChanged()
          const again = new Map<string, VaultStorage.Keeping>()
          for (const [owner, kept] of keys) {
            if (kept._tag === "Kept") {
              again.set(owner, { _tag: "Kept", wrapped: yield* wrapAgain({ owner, wrapped: kept.wrapped }) })
            }
          }
          for (const [owner, kept] of again) keys.set(owner, kept)
          memory.lock = to
        })
      ),
    addAccess: (added) => Effect.sync(() => void accesses.push(...added)),
    accesses: (person) => Effect.sync(() => accesses.filter((access) => access.person === person))
  }
}
