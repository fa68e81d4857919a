/**
 * A list of small commands as one: what is new is decided item by item, what cannot be done is told beside it and holds
 * up nobody else, and all that can is appended together. A refusal is not remembered, so an item that was refused may be
 * sent again under its id in a later list.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Command from "../journal/Command.ts"
import type * as Commit from "../ports/Commit.ts"
import * as Bulk from "./Bulk.ts"
import * as Disclosure from "./Disclosure.ts"

// ---- Models

/** An item by its own id. */
export interface Item {
  readonly command: Command.Id
}

/**
 * What became of an item: done now, done earlier with this answer, given earlier with another content, or refused; a
 * refusal says what stands in the way of this one item.
 */
export type ItemAnswer<Answer, Refusal> =
  | Bulk.ItemAnswer<Answer>
  | { readonly _tag: "Refused"; readonly command: Command.Id; readonly refusal: Refusal }

/** An item that was decided. */
export type Decided<Answer, Refusal> =
  | { readonly _tag: "Done"; readonly answer: Answer }
  | { readonly _tag: "Refused"; readonly refusal: Refusal }

// ---- Rules

/** The schema of what became of items, in the order of the list. */
export const answersOf = <Answer, Refusal>(
  answer: Schema.Codec<Answer, Schema.Json>,
  refusal: Schema.Codec<Refusal, Schema.Json>
): Schema.Codec<ReadonlyArray<ItemAnswer<Answer, Refusal>>, Schema.Json> =>
  Schema.Array(
    Schema.TaggedUnion({
      Done: { command: Command.Id, answer },
      DoneBefore: { command: Command.Id, answer },
      Conflict: { command: Command.Id },
      Refused: { command: Command.Id, refusal }
    })
  ) as unknown as Schema.Codec<ReadonlyArray<ItemAnswer<Answer, Refusal>>, Schema.Json>

/** Decides the items that are new, in their order; `decide` gives one answer for each of those it is given. */
export const perform = Effect.fn("Office.perform")(function* <I extends Item, Answer, Refusal, E, R>(
  items: ReadonlyArray<I>,
  answer: Schema.Codec<Answer, Schema.Json>,
  decide: (fresh: ReadonlyArray<I>) => Effect.Effect<ReadonlyArray<Decided<Answer, Refusal>>, E, R>
) {
  const contents = items.map(({ command, ...content }) => ({ command, content: Disclosure.plain(content) }))
  const { fresh, known } = yield* Bulk.sort(contents, answer)
  const given = new Map(items.map((item) => [item.command, item]))
  const decided = yield* decide(fresh.map(({ command }) => given.get(command)!))
  const answers = new Map<Command.Id, ItemAnswer<Answer, Refusal>>(known.map((one) => [one.command, one]))
  const children: Array<Commit.Remembered> = []
  for (const [index, one] of fresh.entries()) {
    const outcome = decided[index]!
    answers.set(one.command, { command: one.command, ...outcome })
    if (outcome._tag === "Done") children.push(Bulk.remembered(one, outcome.answer, answer))
  }
  return { children, answer: items.map(({ command }) => answers.get(command)!) }
})
