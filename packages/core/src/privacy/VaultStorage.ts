/**
 * What a vault needs kept: wrapped keys, keyed index entries, and records of access. All of it is ciphertext, keyed
 * digests or random ids; whoever steals it without the master key has nothing.
 */
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Commit from "../record/Commit.ts"
import type * as Vault from "./Vault.ts"

// ---- Models

/** A key wrapped by the master key, in base64url; `owner` is a person, or the name of one of the vault's own keys. */
export interface WrappedKey {
  readonly owner: string
  readonly wrapped: string
}

/** A wrapped key with the lock of the master key that wraps it. */
export interface LockedKey extends WrappedKey {
  readonly lock: string
}

/** From which lock to which one keys are wrapped anew. */
export interface Change {
  readonly from: string
  readonly to: string
}

/** What an index entry leads to: a person or a household. */
export interface Entry {
  readonly index: string
  readonly id: string
}

/** What one command adds, under the lock of the master key that wraps its keys. */
export interface Addition {
  readonly lock: string
  readonly keys: ReadonlyArray<WrappedKey>
  readonly entries: ReadonlyArray<Entry>
  readonly accesses: ReadonlyArray<Vault.Access>
}

/** Where a person stands: their wrapped key, or that it was destroyed. */
export type Keeping = { readonly _tag: "Kept"; readonly wrapped: string } | { readonly _tag: "Destroyed" }

/**
 * The lock says which master key wraps all keys. It is a keyed digest, no secret, and stands beside the keys so that
 * nobody writes one that is wrapped by another: a process may still have the master key of before.
 *
 * - `addLock`, `addKey` and `addEntry` write only where nothing stands yet and give what stands there afterwards: two
 *   who come at once end with the same.
 * - `addPerson` writes a key and, with it or not at all, the entry that leads to it; it gives the id that the entry
 *   leads to afterwards.
 * - `addKey` and `addPerson` write nothing, with `MasterKeyChanged`, where the lock is another one than the key's. That
 *   is looked at within the transaction that writes.
 * - `keys` and `entries` look up many at once; what is not there is left out.
 * - `addAll` writes everything or nothing: nothing, with `Overtaken`, where one of the entries stands already or a key of
 *   the same owner, and with `MasterKeyChanged` as above. It may be called within a transaction of the same database, of
 *   which it is a part then.
 * - `destroy` removes a key and every entry that leads to its owner, and remembers that it did, at once. What it removed
 *   stands nowhere any more, neither in a free page nor in a log.
 * - `rewrap` replaces all wrapped keys by what the function makes of them, and the lock with them, or nothing. Where the
 *   lock is another one than `from`, it fails with `MasterKeyChanged`. Nothing is written between its reading and its
 *   writing.
 */
export interface VaultStorage {
  readonly lock: Effect.Effect<Option.Option<string>, Vault.VaultUnavailable>
  readonly addLock: (lock: string) => Effect.Effect<string, Vault.VaultUnavailable>
  readonly key: (owner: string) => Effect.Effect<Option.Option<Keeping>, Vault.VaultUnavailable>
  readonly addKey: (key: LockedKey) => Effect.Effect<string, Vault.MasterKeyChanged | Vault.VaultUnavailable>
  readonly entry: (index: string) => Effect.Effect<Option.Option<string>, Vault.VaultUnavailable>
  readonly addEntry: (entry: Entry) => Effect.Effect<string, Vault.VaultUnavailable>
  readonly addPerson: (
    key: LockedKey,
    index: string
  ) => Effect.Effect<string, Vault.MasterKeyChanged | Vault.VaultUnavailable>
  readonly keys: (owners: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Keeping>, Vault.VaultUnavailable>
  readonly entries: (
    indexes: ReadonlyArray<string>
  ) => Effect.Effect<ReadonlyMap<string, string>, Vault.VaultUnavailable>
  readonly addAll: (
    addition: Addition
  ) => Effect.Effect<void, Commit.Overtaken | Vault.MasterKeyChanged | Vault.VaultUnavailable>
  readonly destroy: (owner: string) => Effect.Effect<void, Vault.VaultUnavailable>
  readonly destroyed: Effect.Effect<ReadonlyArray<string>, Vault.VaultUnavailable>
  readonly rewrap: <E>(
    change: Change,
    wrapAgain: (key: WrappedKey) => Effect.Effect<string, E>
  ) => Effect.Effect<void, E | Vault.MasterKeyChanged | Vault.VaultUnavailable>
  readonly addAccess: (accesses: ReadonlyArray<Vault.Access>) => Effect.Effect<void, Vault.VaultUnavailable>
  readonly accesses: (person: string) => Effect.Effect<ReadonlyArray<Vault.Access>, Vault.VaultUnavailable>
}

// ---- Rules

/** The vault's own keys stand beside those of people, under names that no person has. */
export const ownKeys = { index: "vault:index", digest: "vault:digest", signing: "vault:signing" } as const

/** What a wrapped key is bound to: it opens as nobody else's. */
export const boundTo = (owner: string): ReadonlyArray<string> => ["key", owner]

/** What an envelope is bound to: it opens for nobody else, and under no other command. */
export const sealBoundTo = (person: string, command: string): ReadonlyArray<string> => [person, command]

/** Whoever asks for a person gets none of the vault's own keys, and erases none. */
export const isOwnKey = (owner: string): boolean => owner.startsWith("vault:")
