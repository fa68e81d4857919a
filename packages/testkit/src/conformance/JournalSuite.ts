/**
 * What every journal promises, as laws that any adapter can be held against. A law's id is never used again for
 * something else.
 */
import type { Journal } from "@bina/core/adapter"
import * as Commands from "./journal/Commands.ts"
import * as Content from "./journal/Content.ts"
import * as Keeping from "./journal/Keeping.ts"
import * as Kept from "./journal/Kept.ts"
import * as Order from "./journal/Order.ts"
import * as Races from "./journal/Races.ts"
import * as Streams from "./journal/Streams.ts"
import * as Within from "./journal/Within.ts"
import type * as Law from "./Law.ts"
import type * as Store from "./Store.ts"
import type * as Suite from "./Suite.ts"

// ---- Models

/** Makes an empty journal. */
export type Make = Store.Make<Journal.Journal, void>

// ---- Rules

/** J-1 and on. */
export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  ...Streams.laws,
  ...Commands.laws,
  ...Order.laws,
  ...Content.laws,
  ...Races.laws,
  ...Keeping.laws,
  ...Within.laws,
  ...Kept.laws
]

/** The laws, to be run. */
export const suite: Suite.Suite<Journal.Journal, void> = { port: "Journal", laws }
