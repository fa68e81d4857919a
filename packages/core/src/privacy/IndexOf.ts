/**
 * How numbers lead to people and households: by keyed digests, so that nobody without the key finds or makes one. Each
 * entry carries a tag over where it stands and where it leads; one that was moved or changed leads nowhere.
 */
import * as Effect from "effect/Effect"
import type * as Crypto from "./Crypto.ts"
import * as IdentitySpelling from "./IdentitySpelling.ts"
import * as Vault from "./Vault.ts"
import type * as VaultStorage from "./VaultStorage.ts"

// ---- Models

/** What a number belongs to. */
export type What = "person" | "household"

/** An entry that was found, and where it stands. */
export interface Found {
  readonly index: string
  readonly led: VaultStorage.Led
}

/** The index of one vault; it works on many entries at once, and answers in their order. */
export interface IndexOf {
  /** Where the entries of numbers stand. */
  readonly of: (what: What, identities: ReadonlyArray<Vault.Identity>) => Effect.Effect<ReadonlyArray<string>>
  readonly entriesOf: (
    what: What,
    places: ReadonlyArray<Pick<VaultStorage.Entry, "index" | "id">>
  ) => Effect.Effect<ReadonlyArray<VaultStorage.Entry>>
  readonly areWhole: (what: What, entries: ReadonlyArray<VaultStorage.Entry>) => Effect.Effect<ReadonlyArray<boolean>>
  /** To whom entries lead that were found; fails where one is not as it was written. */
  readonly idsOf: (what: What, found: ReadonlyArray<Found>) => Effect.Effect<ReadonlyArray<string>, Vault.IndexBroken>
}

// ---- Rules

/** The index under a key. */
export const make = (crypto: Crypto.Crypto["Service"], key: Crypto.Key): IndexOf => {
  const tagsOf = (what: What, places: ReadonlyArray<Pick<VaultStorage.Entry, "index" | "id">>) =>
    crypto.mac(
      key,
      places.map(({ id, index }) => ["entry", what, index, id])
    )
  const areWhole: IndexOf["areWhole"] = (what, entries) =>
    Effect.map(tagsOf(what, entries), (tags) => entries.map(({ tag }, place) => tag === tags[place]))
  return {
    of: (what, identities) =>
      crypto.mac(
        key,
        identities.map((identity) => [what, ...IdentitySpelling.of(identity)])
      ),
    entriesOf: (what, places) =>
      Effect.map(tagsOf(what, places), (tags) =>
        places.map(({ id, index }, place) => ({ index, id, tag: tags[place]! }))
      ),
    areWhole,
    idsOf: (what, found) =>
      Effect.flatMap(
        areWhole(
          what,
          found.map(({ index, led }) => ({ index, ...led }))
        ),
        (whole) =>
          whole.every((isWhole) => isWhole)
            ? Effect.succeed(found.map(({ led }) => led.id))
            : Effect.fail(new Vault.IndexBroken())
      )
  }
}
