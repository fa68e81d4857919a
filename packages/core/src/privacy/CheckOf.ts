/** Looks at everything that a vault keeps: that its keys open, and that its entries lead where it said they do. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as IndexOf from "./IndexOf.ts"
import type * as Vault from "./Vault.ts"
import type * as VaultStorage from "./VaultStorage.ts"

// ---- Models

/** What a vault does for its check. */
export interface Means {
  readonly storage: VaultStorage.VaultStorage
  readonly index: IndexOf.IndexOf
  readonly unwrapAll: (
    keys: ReadonlyArray<VaultStorage.WrappedKey>
  ) => Effect.Effect<ReadonlyArray<Option.Option<unknown>>>
}

// ---- Rules

/** Everything that is not as the vault wrote it. Others may go on meanwhile. */
export const make = ({
  index,
  storage,
  unwrapAll
}: Means): Effect.Effect<ReadonlyArray<Vault.Flaw>, Vault.VaultUnavailable> =>
  Effect.gen(function* () {
    const flaws: Array<Vault.Flaw> = []
    let page: ReadonlyArray<VaultStorage.WrappedKey> = []
    while ((page = yield* storage.keysAfter(page.at(-1)?.owner ?? "")).length > 0) {
      const opened = yield* unwrapAll(page)
      for (const [place, { owner }] of page.entries()) {
        if (Option.isNone(opened[place]!)) flaws.push({ flaw: "key-does-not-open", id: owner })
      }
    }
    let entries: ReadonlyArray<VaultStorage.Entry> = []
    while ((entries = yield* storage.entriesAfter(entries.at(-1)?.index ?? "")).length > 0) {
      const kept = yield* storage.keys([...new Set(entries.map(({ id }) => id))])
      const found: Array<readonly [VaultStorage.Entry, Vault.Flaw["flaw"]]> = []
      const ofPerson = yield* index.areWhole("person", entries)
      const ofHousehold = yield* index.areWhole("household", entries)
      for (const [place, entry] of entries.entries()) {
        const key = kept.get(entry.id)
        if (ofPerson[place]!) {
          if (key === undefined) found.push([entry, "entry-to-nobody"])
          else if (key._tag === "Destroyed") found.push([entry, "entry-to-erased"])
        } else if (!ofHousehold[place]!) found.push([entry, "entry-changed"])
      }
      if (found.length === 0) continue
      // Somebody may have been erased since the entries were read: then theirs are gone as well.
      const still = yield* storage.entries(found.map(([entry]) => entry.index))
      for (const [entry, flaw] of found) if (still.has(entry.index)) flaws.push({ flaw, id: entry.id })
    }
    return flaws
  })
