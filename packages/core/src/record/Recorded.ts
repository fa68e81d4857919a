/**
 * An event as the journal has it: what happened, under which command, by whom, when it was known and when it was
 * appended, tied by a hash to the event before it. Nothing of it is ever changed.
 */
import * as Schema from "effect/Schema"
import * as Moment from "../words/Moment.ts"
import * as Actor from "../words/Actor.ts"
import * as Command from "../words/Command.ts"
import type * as EventCodec from "./EventCodec.ts"
import * as StreamId from "./StreamId.ts"

// ---- Models

/** SHA-256, 64 hexadecimal digits. */
export const Hash = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("Hash"))
export type Hash = typeof Hash.Type

/**
 * `version` counts the events of a stream from 1; `shape` is the version of the event's type. `body` is canonical JSON
 * text, hashed as it stands. `knownAt` is when the source knew what the event says, where there is a source apart from
 * the command; `appendedAt` is when it became part of the journal, in UTC. `previous` is the hash of the event before
 * it in its stream.
 */
export const Recorded = Schema.Struct({
  stream: StreamId.Id,
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  command: Command.Id,
  actor: Actor.Id,
  type: Schema.NonEmptyString,
  shape: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  body: Schema.String,
  knownAt: Schema.NullOr(Moment.Moment),
  appendedAt: Moment.Moment,
  previous: Hash,
  hash: Hash
})
export type Recorded = typeof Recorded.Type

/**
 * An event with its place in the one order of the whole journal, from 1, and the hash of all places up to there.
 * `commit` is the hash of the last command that was kept with the event: its own, or the last item of it.
 */
export const Positioned = Schema.Struct({
  position: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  positionHash: Hash,
  commit: Hash,
  event: Recorded
})
export type Positioned = typeof Positioned.Type

// ---- Rules

/** The event in the form that a codec reads. @throws {SyntaxError} when the body is no JSON, which `verify` finds. */
export const written = ({ body, shape, type }: Recorded): EventCodec.Written => ({
  type,
  version: shape,
  data: JSON.parse(body) as Schema.Json
})
