/**
 * What a command answered, as it is kept: `{ version, data }`. Answers outlive releases as events do, so each older
 * version is brought up to the newest one when a command is repeated.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as EventCodec from "./EventCodec.ts"

// ---- Models

/** The newest shape of an answer, and what brings older ones there: the first upcaster turns version 1 into 2. */
export interface Answers<A> {
  readonly _tag: "Answers"
  readonly schema: Schema.Codec<A, Schema.Json>
  readonly upcasters: ReadonlyArray<EventCodec.Upcaster>
}

/** A schema is version 1 of an answer that was never another. */
export type Of<A> = Answers<A> | Schema.Codec<A, Schema.Json>

// ---- Rules

/**
 * Answers whose shape has changed since they were first kept.
 *
 * ```ts
 * import { Answer } from "@bina/core/adapter"
 * import * as Schema from "effect/Schema"
 *
 * // Version 1 was the count alone.
 * const offered = Answer.make(Schema.Struct({ offered: Schema.Int }), (count) => ({ offered: count }))
 * ```
 */
export const make = <A>(
  schema: Schema.Codec<A, Schema.Json>,
  ...upcasters: ReadonlyArray<EventCodec.Upcaster>
): Answers<A> => ({ _tag: "Answers", schema, upcasters })

const isVersioned = <A>(answers: Of<A>): answers is Answers<A> => "_tag" in answers && answers._tag === "Answers"

const of = <A>(answers: Of<A>): Answers<A> => (isVersioned(answers) ? answers : make(answers))

const Kept = Schema.Struct({ version: Schema.Int, data: Schema.Json })

/** An answer as it is kept. @throws when it has not its declared shape; the fault lies in the program that made it. */
export const write = <A>(answers: Of<A>, answer: A): Schema.Json => {
  const { schema, upcasters } = of(answers)
  return { version: upcasters.length + 1, data: Schema.encodeSync(schema)(answer) }
}

/** An answer that was kept; one of a newer release, or of no known shape, is told and never guessed at. */
export const read = <A>(answers: Of<A>, kept: Schema.Json): Result.Result<A, EventCodec.NotReadable> => {
  const { schema, upcasters } = of(answers)
  const type = "of an answer"
  const found = Schema.decodeUnknownResult(Kept, { onExcessProperty: "error" })(kept)
  if (Result.isFailure(found)) return Result.fail(new EventCodec.EventDamaged({ type, version: 0, path: "" }))
  const { data, version } = found.success
  if (!(version >= 1 && version <= upcasters.length + 1))
    return Result.fail(new EventCodec.UnknownEvent({ type, version }))
  const damaged = () => new EventCodec.EventDamaged({ type, version, path: "" })
  return Result.flatMap(
    Result.try({ try: () => upcasters.slice(version - 1).reduce((before, up) => up(before), data), catch: damaged }),
    (current) => Result.mapError(Schema.decodeUnknownResult(schema)(current), damaged)
  )
}
