/**
 * A person, as the flow knows one: an opaque id that only equality is asked of. What stands behind it (an identity
 * number, a random id from a vault) is the application's affair; names, numbers and addresses never enter these
 * functions.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "./Spelling.ts"

// ---- Models

/** The same person has the same id in every cohort of a programme. */
export const Id = Spelling.Name.pipe(Schema.brand("PersonId"))
export type Id = typeof Id.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "person id", allowed: Spelling.allowed(100), isPersonal: true })

/**
 * A person id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))
