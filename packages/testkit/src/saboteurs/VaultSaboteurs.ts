/** Vaults that are wrong in one way each. Every law of vaults has one at least. */
import * as Batches from "./vault/Batches.ts"
import * as Changing from "./vault/Changing.ts"
import * as Drafts from "./vault/Drafts.ts"
import * as Erasure from "./vault/Erasure.ts"
import * as Identities from "./vault/Identities.ts"
import * as Keeping from "./vault/Keeping.ts"
import * as Lengths from "./vault/Lengths.ts"
import * as Remains from "./vault/Remains.ts"
import * as Seals from "./vault/Seals.ts"
import * as Tampering from "./vault/Tampering.ts"
import type * as Sabotage from "./vault/Sabotage.ts"

// ---- Rules

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<Sabotage.One> = [
  ...Identities.saboteurs,
  ...Seals.saboteurs,
  ...Erasure.saboteurs,
  ...Keeping.saboteurs,
  ...Changing.saboteurs,
  ...Remains.saboteurs,
  ...Lengths.saboteurs,
  ...Drafts.saboteurs,
  ...Tampering.saboteurs,
  ...Batches.saboteurs
]
