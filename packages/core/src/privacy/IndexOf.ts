/**
 * How numbers lead to people and households: by keyed digests, so that nobody without the key finds or makes one. Each
 * entry carries a tag over where it stands and where it leads; one that was moved or changed leads nowhere.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Crypto from "./Crypto.ts"
import * as Vault from "./Vault.ts"
import type * as VaultStorage from "./VaultStorage.ts"

// ---- Models

/** What a number belongs to. */
export type What = "person" | "household"

/** The index of one vault. */
export interface IndexOf {
  /** Where the entry of a number stands. */
  readonly of: (what: What, identity: Vault.Identity) => Effect.Effect<string>
  readonly entryOf: (what: What, index: string, id: string) => Effect.Effect<VaultStorage.Entry>
  readonly isWhole: (what: What, entry: VaultStorage.Entry) => Effect.Effect<boolean>
  /** To whom an entry leads that was found; fails where it is not as it was written. */
  readonly idOf: (what: What, index: string, led: VaultStorage.Led) => Effect.Effect<string, Vault.IndexBroken>
}

// ---- Rules

/** The index under a key. */
export const make = (crypto: Crypto.Crypto["Service"], key: Crypto.Key): IndexOf => {
  const tagOf = (what: What, index: string, id: string) => crypto.mac(key, ["entry", what, index, id])
  const isWhole: IndexOf["isWhole"] = (what, { id, index, tag }) =>
    Effect.map(tagOf(what, index, id), (expected) => expected === tag)
  return {
    of: (what, { kind, number }) => crypto.mac(key, [what, kind, Redacted.value(number)]),
    entryOf: (what, index, id) => Effect.map(tagOf(what, index, id), (tag) => ({ index, id, tag })),
    isWhole,
    idOf: (what, index, led) =>
      Effect.flatMap(isWhole(what, { index, ...led }), (isOwn) =>
        isOwn ? Effect.succeed(led.id) : Effect.fail(new Vault.IndexBroken())
      )
  }
}
