/**
 * How a kind of text is spelt, and the refusal of what is spelt otherwise: it says what is allowed, and what was given
 * unless that may be somebody's.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Errors

/** The text is none of its kind. `given` is left out where it may be personal. */
export class Misspelt extends Schema.TaggedError<Misspelt>()("Misspelt", {
  kind: Schema.String,
  allowed: Schema.String,
  given: Schema.optionalKey(Schema.String)
}) {
  override get message(): string {
    const given = this.given === undefined ? "what was given" : JSON.stringify(this.given)
    return `${given} is no ${this.kind}: write ${this.allowed}`
  }
}

// ---- Rules

/** Reads a kind of text; `isPersonal` where what is refused may be about somebody. */
export const reader = <Kind extends string>(
  schema: Schema.Codec<Kind, string>,
  {
    allowed,
    isPersonal = false,
    kind
  }: { readonly kind: string; readonly allowed: string; readonly isPersonal?: boolean }
): ((text: string) => Result.Result<Kind, Misspelt>) => {
  const read = Schema.decodeUnknownResult(schema)
  return (text) =>
    Result.mapError(read(text), () => {
      const given = isPersonal || typeof text !== "string" ? {} : { given: text.slice(0, shown) }
      return new Misspelt({ kind, allowed, ...given })
    })
}

/** As much of a text as a message shows. */
const shown = 200
