/**
 * What every register promises, as laws that any adapter can be held against. Its rows are written by the journal of
 * the same store, so both are given together. A law's id is never used again for something else.
 */
import type { Row } from "@bina/core/adapter"
import type * as Law from "./Law.ts"
import * as Given from "./register/Given.ts"
import * as Rebuilding from "./register/Rebuilding.ts"
import * as Rows from "./register/Rows.ts"
import type * as Store from "./Store.ts"
import type * as Suite from "./Suite.ts"

// ---- Models

/** A journal and the register that it writes. */
export type Services = Given.Services

/** Makes an empty journal with its register, made by the projection given. */
export type Make = Store.Make<Services, Row.Projection>

// ---- Rules

/** The projection of the suite's own events. */
export const projection: Row.Projection = Given.projection

/** R-1 and on. */
export const laws: ReadonlyArray<Law.Law<Services, Row.Projection>> = [...Rows.laws, ...Rebuilding.laws]

/** The laws, to be run. */
export const suite: Suite.Suite<Services, Row.Projection> = { port: "Register", laws }
