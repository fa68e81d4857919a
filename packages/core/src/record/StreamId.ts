/**
 * The name of a stream: the kind of thing whose life it tells, and which one. Everything in a stream is decided in one
 * order; what two streams must agree on is appended to both at once.
 */
import * as Schema from "effect/Schema"

// ---- Models

/** `cohort/kue-modern`, `entitlement/kue-modern/9f2c…`: a kind, then one key or more. No name or number of a person. */
export const Id = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z-]*(\/[A-Za-z0-9._~!*'()%-]+)+$/),
  Schema.isMaxLength(2_000)
).pipe(Schema.brand("StreamId"))
export type Id = typeof Id.Type

// ---- Rules

/**
 * The stream of a thing. Keys may hold any characters; those that a name cannot hold are written as `%2F`.
 *
 * ```ts
 * import { StreamId } from "@bina/core/journal"
 *
 * StreamId.of("cohort", "kue modern/2020") // cohort/kue%20modern%2F2020
 * ```
 *
 * @throws when the kind is not lower-case letters, or a key is empty.
 */
export const of = (kind: string, ...keys: readonly [string, ...Array<string>]): Id =>
  Id.make([kind, ...keys.map(encodeURIComponent)].join("/"))

/** The kind of a stream: what stands before the first key. */
export const kindOf = (stream: Id): string => stream.slice(0, stream.indexOf("/"))

/** The keys of a stream as they were given to {@link of}. */
export const keysOf = (stream: Id): ReadonlyArray<string> => stream.split("/").slice(1).map(decodeURIComponent)
