/**
 * What is known of a person, as it stands in an event: closed. The journal, registers and states carry it about and read
 * nothing in it; only the vault opens it, with the key of that person, and once that key is destroyed nobody does.
 */
import * as Schema from "effect/Schema"
import * as Command from "../words/Command.ts"
import * as Person from "../words/Person.ts"

// ---- Models

/**
 * One envelope a person and event. `box` holds the values with their names, encrypted together and padded, in base64url:
 * neither which facts are known nor what they are can be told from its length. It is bound to the person and to the
 * command that brought it: moved elsewhere, it does not open. It stands in one event, whose command it names.
 */
export const Sealed = Schema.TaggedStruct("Sealed", {
  person: Person.Id,
  command: Command.Id,
  box: Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]+$/))
})
export type Sealed = typeof Sealed.Type

// ---- Rules

const isSealed = Schema.is(Sealed)

const isTagged = (data: object): boolean => (data as { readonly _tag?: unknown })._tag === "Sealed"

/** Every envelope that stands anywhere in plain data, in order. */
export const within = (data: unknown): ReadonlyArray<Sealed> => {
  if (typeof data !== "object" || data === null) return []
  if (isTagged(data) && isSealed(data)) return [data]
  return Object.values(data).flatMap(within)
}
