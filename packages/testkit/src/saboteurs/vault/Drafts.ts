/** Vaults that break the laws of drafts (V-38 to V-40). */
import type { Vault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import type * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Changes what drafts do. */
const drafting = (
  change: (draft: Vault.Draft, honest: Vault.Vault["Service"]) => Partial<Vault.Draft>
): HonestStore.ChangeOfVault =>
  Sabotage.serving((honest) => ({
    draft: Effect.map(honest.draft, (draft) => ({ ...draft, ...change(draft, honest) }))
  }))

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur(
    "V-38",
    "Names people as soon as a draft asks for them.",
    drafting((_, { personOf }) => ({
      peopleOf: (identities) => Effect.orDie(Effect.forEach(identities, personOf))
    }))
  ),
  Sabotage.saboteur(
    "V-38",
    "Records a reading before the command is kept.",
    drafting((_, { unseal }) => ({ unseal }))
  ),
  Sabotage.saboteur(
    "V-39",
    "Forgets a draft instead of keeping it.",
    drafting(() => ({ keep: () => Effect.void }))
  ),
  Sabotage.saboteur(
    "V-39",
    "Keeps everybody of a draft, used or not.",
    drafting(({ keep }) => ({ keep: () => keep() }))
  ),
  Sabotage.saboteur(
    "V-40",
    "Keeps the keys of a draft that was overtaken.",
    Sabotage.storing(({ addAll }) => ({
      addAll: (added) => Effect.catchTag(addAll(added), "Overtaken", () => addAll({ ...added, entries: [] }))
    }))
  )
]
