/** Journals that are wrong in one way each. Every law of journals has one at least. */
import * as Commands from "./journal/Commands.ts"
import * as Content from "./journal/Content.ts"
import * as Keeping from "./journal/Keeping.ts"
import * as Kept from "./journal/Kept.ts"
import * as Order from "./journal/Order.ts"
import * as Races from "./journal/Races.ts"
import * as Streams from "./journal/Streams.ts"
import * as Within from "./journal/Within.ts"
import type * as Sabotage from "./journal/Sabotage.ts"

// ---- Rules

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<Sabotage.One> = [
  ...Streams.saboteurs,
  ...Commands.saboteurs,
  ...Order.saboteurs,
  ...Content.saboteurs,
  ...Races.saboteurs,
  ...Keeping.saboteurs,
  ...Within.saboteurs,
  ...Kept.saboteurs
]
