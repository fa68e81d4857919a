/**
 * A person, as the flow knows one: an opaque id that only equality is asked of. What stands behind it (an identity
 * number, a random id from a vault) is the application's affair; names, numbers and addresses never enter these
 * functions.
 */
import * as Schema from "effect/Schema"

// ---- Models

/** The same person has the same id in every cohort of a programme. */
export const Id = Schema.NonEmptyString.pipe(Schema.brand("PersonId"))
export type Id = typeof Id.Type

// ---- Rules

/**
 * An id from text.
 *
 * @throws when the text is empty.
 */
export const id = (text: string): Id => Id.make(text)
