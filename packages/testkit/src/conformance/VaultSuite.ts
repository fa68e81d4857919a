/**
 * What every vault promises, as laws that any adapter can be held against. A law's id is never used again for
 * something else.
 */
import type { Vault } from "@bina/core/adapter"
import type * as Law from "./Law.ts"
import type * as Store from "./Store.ts"
import type * as Suite from "./Suite.ts"
import * as Batches from "./vault/Batches.ts"
import * as Changing from "./vault/Changing.ts"
import * as Drafts from "./vault/Drafts.ts"
import * as Erasure from "./vault/Erasure.ts"
import type * as Given from "./vault/Given.ts"
import * as Identities from "./vault/Identities.ts"
import * as Keeping from "./vault/Keeping.ts"
import * as Lengths from "./vault/Lengths.ts"
import * as Remains from "./vault/Remains.ts"
import * as Seals from "./vault/Seals.ts"
import * as Tampering from "./vault/Tampering.ts"

// ---- Models

/** What a vault is locked with: 32 bytes. */
export type MasterKey = Given.MasterKey

/** Makes an empty vault, locked with the master key given. */
export type Make = Store.Make<Vault.Vault, MasterKey>

// ---- Rules

/** V-1 and on. */
export const laws: ReadonlyArray<Law.Law<Vault.Vault, MasterKey>> = [
  ...Identities.laws,
  ...Seals.laws,
  ...Erasure.laws,
  ...Keeping.laws,
  ...Changing.laws,
  ...Remains.laws,
  ...Lengths.laws,
  ...Drafts.laws,
  ...Tampering.laws,
  ...Batches.laws
]

/** The laws, to be run. */
export const suite: Suite.Suite<Vault.Vault, MasterKey> = { port: "Vault", laws }
