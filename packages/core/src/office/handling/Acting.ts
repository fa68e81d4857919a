/**
 * What every command to the office says besides its own content, and what most of them answer.
 */
import * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import type * as Command from "../../words/Command.ts"
import * as StreamId from "../../record/StreamId.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import type * as Handling from "./Handling.ts"

// ---- Models

/** Who gives the command, and the name under which it is known when it is given again. */
export interface Acting {
  readonly command: Command.Id
  readonly actor: Actor.Id
}

/** What happened: the types of the events of each stream; nothing where all was so already. */
export const Happened = Schema.Array(Schema.Struct({ stream: StreamId.Id, events: Schema.Array(Schema.String) }))
export type Happened = typeof Happened.Type

// ---- Rules

/** A request as an order: all that it says is its content, and so is who says it. */
export const order = <R extends Acting>(method: string, request: R): Handling.Order => {
  const { actor, command } = request
  return { command, actor, content: Disclosure.plain({ ...request, method }) }
}

/** What changes amount to. */
export const happened = (changes: ReadonlyArray<Handling.Change>): Happened =>
  changes.map(({ write }) => ({ stream: write.stream, events: write.events.map(({ type }) => type) }))
