/**
 * A command as a journal keeps it: under which id it is known, what it answered, and where the journal stood when it was
 * carried out. Commands are tied to each other as events are, and events to the command that brought them about.
 */
import type * as Actor from "../words/Actor.ts"
import type * as Command from "../words/Command.ts"
import type * as Recorded from "./Recorded.ts"

// ---- Models

/**
 * `number` counts the commands of the journal from 1, the items of a bulk command after it, with the bulk command as
 * their `parent`. `answer` is canonical JSON text, hashed as it stands. `position` is the last one before what the
 * command appended.
 */
export interface KeptCommand {
  readonly number: number
  readonly command: Command.Id
  readonly digest: Command.Digest
  readonly actor: Actor.Id
  readonly parent: Command.Id | null
  readonly position: number
  readonly answer: string
  readonly hash: Recorded.Hash
}
