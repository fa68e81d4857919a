/** What may be asked of the attendance of a cohort, one record at a time. */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as AttendanceEvent from "./Event.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const acted = { at: Moment.Moment, actor: Actor.Id }

/** `today` is the day of `at` in the zone of the programme. */
const recorded = {
  date: CivilDate.CivilDate,
  source: Spelling.Name,
  record: AttendanceEvent.Entry,
  today: CivilDate.CivilDate,
  ...acted
}

/**
 * The commands; a repeat of each does nothing.
 *
 * - `Record`: another record of a day that has one is kept beside it; the one known later counts, or both are in conflict.
 * - `Correct`: a record that became known after another one of the same person and day, and says why it differs.
 * - `End`: with the cohort.
 */
export const Command = Schema.TaggedUnion({
  Record: recorded,
  Correct: { ...recorded, reason: Spelling.Sentence },
  End: { ended: AttendanceEvent.Ended, ...acted }
})
export type Command = typeof Command.Type

/** The command of a name. */
export type Of<Name extends Command["_tag"]> = Extract<Command, { readonly _tag: Name }>
