/**
 * Who gave a command: an officer, a participant at a desk of their own, or the program itself. An actor is an opaque
 * id, as a person is; who stands behind it is known to whoever runs the office.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "./Spelling.ts"

// ---- Models

/** The same officer has the same id in everything they do: that distinct people acted is decided by it. */
export const Id = Schema.NonEmptyString.pipe(Schema.brand("ActorId"))
export type Id = typeof Id.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "actor id", allowed: "at least one character" })

/**
 * An actor id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))
