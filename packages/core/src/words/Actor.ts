/**
 * Who gave a command: an officer, a participant at a desk of their own, or the program itself. An actor is an opaque
 * id, as a person is; who stands behind it is known to whoever runs the office.
 */
import * as Schema from "effect/Schema"

// ---- Models

/** The same officer has the same id in everything they do: that distinct people acted is decided by it. */
export const Id = Schema.NonEmptyString.pipe(Schema.brand("ActorId"))
export type Id = typeof Id.Type

// ---- Rules

/**
 * An id from text.
 *
 * @throws when the text is empty.
 */
export const id = (text: string): Id => Id.make(text)
