/**
 * How a law says what it found. An expectation that is met says nothing; one that is not fails with a sentence that
 * names what was looked at, what was promised, and what was there.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"

// ---- Errors

/** What a law found instead of what was promised. */
export class Finding extends Schema.TaggedError<Finding>()("Finding", { found: Schema.String }) {
  override get message(): string {
    return this.found
  }
}

// ---- Rules

/** Fails with what was found. */
export const found = (text: string): Effect.Effect<never, Finding> => Effect.fail(new Finding({ found: text }))

/** Whatever was promised holds, or else `text` was found. */
export const holds = (condition: boolean, text: string): Effect.Effect<void, Finding> =>
  condition ? Effect.void : found(text)

/** A value is the one promised. Plain data, sets and maps are compared by what they hold. */
export const equal = (what: string, actual: unknown, promised: unknown): Effect.Effect<void, Finding> => {
  const [is, should] = [show(actual), show(promised)]
  if (is === should) return Effect.void
  const at = firstDifference(is, should)
  return found(`${what} should be ${excerpt(should, at)} and is ${excerpt(is, at)}`)
}

/** A refusal of one name; every other answer is found instead. */
export const refused = <A, E extends { readonly _tag: string }, Tag extends E["_tag"]>(
  what: string,
  answer: Effect.Effect<A, E>,
  tag: Tag
): Effect.Effect<Extract<E, { readonly _tag: Tag }>, Finding> =>
  Effect.flatMap(Effect.exit(answer), (exit) => {
    if (Exit.isSuccess(exit)) return found(`${what} should be refused with ${tag} and was accepted`)
    const failure = Cause.squash(exit.cause)
    return isTagged(failure, tag)
      ? Effect.succeed(failure as Extract<E, { readonly _tag: Tag }>)
      : found(`${what} should be refused with ${tag} and ${describe(exit.cause)}`)
  })

/** In words, what an effect ended with that did not succeed. */
export const describe = (cause: Cause.Cause<unknown>): string => {
  const failure = Cause.squash(cause)
  const verb = cause.reasons.some(({ _tag }) => _tag === "Fail") ? "failed" : "died"
  if (failure instanceof Error) return `${verb} with ${failure.name}: ${failure.message}`
  return `${verb} with ${show(failure)}`
}

const isTagged = (failure: unknown, tag: string): boolean =>
  typeof failure === "object" && failure !== null && "_tag" in failure && failure._tag === tag

/** Data as text: keys sorted, so that equal data are equal texts. */
const show = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Map) return { map: [...inner].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)) }
    if (inner instanceof Set) return { set: [...inner].toSorted() }
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }) ?? "undefined"

const firstDifference = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

/** The text around a place, for values of any length. */
const excerpt = (text: string, at: number): string => {
  const [from, to] = [Math.max(0, at - 60), at + 120]
  return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`
}
