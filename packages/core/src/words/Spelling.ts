/**
 * How a kind of text is spelt, and the refusal of what is spelt otherwise: it says what is allowed, and what was given
 * unless that may be somebody's.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** What bounded text may be, in words. */
export const allowed = (most: number): string =>
  `1 to ${most} characters, none of them a control character, no blank at either end`

/** So many UTF-16 units at most, without half characters, control characters, or blanks at either end. */
export const bounded = (most: number) =>
  Schema.String.check(
    Schema.makeFilter(
      (text: string) =>
        text.length >= 1 && text.length <= most && text.isWellFormed() && text.trim() === text && !/\p{Cc}/u.test(text),
      { expected: allowed(most) }
    )
  )

/** By what something is known: an id, a code, a number on paper. */
export const Name = bounded(100)

/** What somebody says: a title, a reason. Lines are not broken. */
export const Sentence = bounded(2_000)

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
    allowed: said,
    isPersonal = false,
    kind
  }: { readonly kind: string; readonly allowed: string; readonly isPersonal?: boolean }
): ((text: string) => Result.Result<Kind, Misspelt>) => {
  const read = Schema.decodeUnknownResult(schema)
  return (text) =>
    Result.mapError(read(text), () => {
      const given = isPersonal || typeof text !== "string" ? {} : { given: text.slice(0, shown) }
      return new Misspelt({ kind, allowed: said, ...given })
    })
}

/**
 * The name of a field as an error shows it. What was sent as a name may be anything, a person's name in the wrong row
 * included, so only what looks like a name in a program is repeated: `nmber`, and neither `Siti` nor `0812 …`.
 */
export const shownName = (name: string): string => (/^[a-z][A-Za-z]{0,39}$/.test(name) ? name : "(another name)")

/** As much of a text as a message shows. */
const shown = 200
