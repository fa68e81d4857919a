/** What an office decides by: facts with their declarations, and the policies of both stages made from them. */
import { PolicyBook } from "@bina/core/office"
import * as Schema from "effect/Schema"

/** The facts that a policy reads, by name. */
export const facts = Schema.Struct

/** Who may join; see `PolicyBook.admission` of `@bina/core/office`. */
export const admission = PolicyBook.admission

/** What is owed; see `PolicyBook.allowance` of `@bina/core/office`. */
export const allowance = PolicyBook.allowance

/** The policies that an office may decide by. */
export type Pack = ReadonlyArray<PolicyBook.Entry>
