/**
 * A value about a person as it stands in an event: closed. The journal, registers and states carry it about and read
 * nothing in it; only the vault opens it, with the key of that person, and once that key is destroyed nobody does.
 */
import * as Schema from "effect/Schema"
import * as Person from "../words/Person.ts"

// ---- Models

/**
 * `box` holds the encrypted value in base64url. It is bound to the person, to the field it is called by, and to the
 * command that brought it: moved elsewhere, it does not open.
 */
export const Sealed = Schema.TaggedStruct("Sealed", {
  person: Person.Id,
  field: Schema.NonEmptyString,
  box: Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]+$/))
})
export type Sealed = typeof Sealed.Type

// ---- Rules

const isSealed = Schema.is(Sealed)

const isTagged = (data: object): boolean => (data as { readonly _tag?: unknown })._tag === "Sealed"

/** Every sealed value that stands anywhere in plain data, in order. */
export const within = (data: unknown): ReadonlyArray<Sealed> => {
  if (typeof data !== "object" || data === null) return []
  if (isTagged(data) && isSealed(data)) return [data]
  return Object.values(data).flatMap(within)
}
