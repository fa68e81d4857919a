/** Registers that are wrong in one way each. Every law of registers has one at least. */
import * as Rebuilding from "./register/Rebuilding.ts"
import * as Rows from "./register/Rows.ts"
import type * as Sabotage from "./register/Sabotage.ts"

// ---- Rules

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<Sabotage.One> = [...Rows.saboteurs, ...Rebuilding.saboteurs]
