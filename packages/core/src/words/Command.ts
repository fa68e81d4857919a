/**
 * The name of a command. Whoever gives a command names it first, so that giving it again after a lost answer is known
 * to be the same one and does nothing twice.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "./Spelling.ts"

// ---- Models

/** Unique in a journal. It stands in clear beside the events, so nothing about a person belongs into it. */
export const Id = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._:/~-]*$/),
  Schema.isMaxLength(200)
).pipe(Schema.brand("CommandId"))
export type Id = typeof Id.Type

/**
 * A digest of a command's content, by which the same command is told from another one under its name. Content speaks
 * of people, so the digest is made with a key: see the vault.
 */
export const Digest = Schema.NonEmptyString.pipe(Schema.brand("CommandDigest"))
export type Digest = typeof Digest.Type

// ---- Rules

const read = Spelling.reader(Id, {
  kind: "command id",
  allowed: "1 to 200 letters, digits or . _ : / ~ -, the first a letter or a digit"
})

/**
 * A command id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))

/** A digest that a key made. @throws when the text is empty. */
export const digest = (text: string): Digest => Digest.make(text)
