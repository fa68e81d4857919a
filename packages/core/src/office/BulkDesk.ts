/**
 * A list of small commands as one: what is new is decided item by item, what cannot be done is told beside it and holds
 * up nobody else, and all that can is appended together. A refusal is not remembered, so an item that was refused may be
 * sent again under its id in a later list.
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Schema from "effect/Schema"
import * as Command from "../words/Command.ts"
import type * as Answer from "../record/Answer.ts"
import type * as Commit from "../record/Commit.ts"
import * as Bulk from "./Bulk.ts"
import * as Disclosure from "../privacy/Disclosure.ts"

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

/**
 * Decides the items that are new, in their order; `decide` gives one answer for each of those it is given. An id that
 * stands in the list twice is one item: with another content the later one is a conflict.
 */
export const perform = Effect.fn("Office.perform")(function* <I extends Item, Answer, Refusal, E, R>(
  items: ReadonlyArray<I>,
  answer: Answer.Of<Answer>,
  decide: (fresh: ReadonlyArray<I>) => Effect.Effect<ReadonlyArray<Decided<Answer, Refusal>>, E, R>
) {
  const firsts = new Map<Command.Id, { readonly item: I; readonly content: Schema.Json }>()
  const contents = items.map(({ command: _command, ...content }) => Disclosure.plain(content))
  for (const [index, item] of items.entries()) {
    if (!firsts.has(item.command)) firsts.set(item.command, { item, content: contents[index]! })
  }
  const { fresh, known } = yield* Bulk.sort(
    [...firsts].map(([command, { content }]) => ({ command, content })),
    answer
  )
  const decided = yield* decide(fresh.map(({ command }) => firsts.get(command)!.item))
  const answers = new Map<Command.Id, ItemAnswer<Answer, Refusal>>(known.map((one) => [one.command, one]))
  const children: Array<Commit.Remembered> = []
  for (const [index, one] of fresh.entries()) {
    const outcome = decided[index]!
    answers.set(one.command, { command: one.command, ...outcome })
    if (outcome._tag === "Done") children.push(Bulk.remembered(one, outcome.answer, answer))
  }
  const answerOf = ({ command }: I, index: number): ItemAnswer<Answer, Refusal> =>
    Equal.equals(firsts.get(command)!.content, contents[index]) ? answers.get(command)! : { _tag: "Conflict", command }
  return { children, answer: items.map(answerOf) }
})
