/**
 * What every outbox promises, as laws that any adapter can be held against. They pass their own moments and need no
 * clock. A law's id is never used again for something else.
 */
import type { Outbox } from "@bina/core/notices"
import type * as Law from "./Law.ts"
import * as Leasing from "./outbox/Leasing.ts"
import * as Learning from "./outbox/Learning.ts"
import * as Planning from "./outbox/Planning.ts"
import type * as Store from "./Store.ts"
import type * as Suite from "./Suite.ts"

// ---- Models

/** Makes an empty outbox. */
export type Make = Store.Make<Outbox.Outbox, void>

// ---- Rules

/** O-1 and on. */
export const laws: ReadonlyArray<Law.Law<Outbox.Outbox, void>> = [...Planning.laws, ...Leasing.laws, ...Learning.laws]

/** The laws, to be run. */
export const suite: Suite.Suite<Outbox.Outbox, void> = { port: "Outbox", laws }
