/**
 * A list of small commands as one. What is new is decided item by item, what cannot be done is told beside it and holds up
 * nobody else, and all that can is appended together or not at all. Each item is known by its own id afterwards: sending
 * a list again does nothing for what was done, and an item that was changed needs an id of its own. A refusal is not
 * remembered, so an item that was refused may be sent again under its id in a later list.
 */
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Command from "../../words/Command.ts"
import * as Kept from "../../record/Answer.ts"
import type * as Commit from "../../record/Commit.ts"
import * as Journal from "../../record/Journal.ts"
import * as Disclosure from "../../privacy/Disclosure.ts"
import * as Vault from "../../privacy/Vault.ts"

// ---- Models

/** One item: its own id and all that it says. */
export interface Item<Content> {
  readonly command: Command.Id
  readonly content: Content
}

/** What became of a list, in its order: what was done now or before, what was refused and why, and what was given before with another content. */
export interface ListAnswer<Answer, Refusal> {
  readonly done: ReadonlyArray<Answer & { readonly command: Command.Id; readonly isRepeated: boolean }>
  readonly refused: ReadonlyArray<{ readonly command: Command.Id; readonly refusal: Refusal }>
  readonly conflicts: ReadonlyArray<Command.Id>
}

/** An item that was decided. */
export type Decided<Answer, Refusal> =
  | { readonly _tag: "Done"; readonly answer: Answer }
  | { readonly _tag: "Refused"; readonly refusal: Refusal }

/** An item that is new, with the digest under which it will be known. */
export type Fresh<Content> = Item<Content> & { readonly digest: Command.Digest }

/** Items that are new, the answers of those that are not, and those that were given before with another content. */
export interface Sorted<Content, Answer> {
  readonly fresh: ReadonlyArray<Fresh<Content>>
  readonly known: ReadonlyMap<Command.Id, Answer>
  readonly conflicts: ReadonlyArray<Command.Id>
}

// ---- Rules

/** The schema of what became of a list whose items are answered with these fields. */
export const answersOf = <Fields extends Schema.Struct.Fields, Refusal extends Schema.Constraint>(
  { fields }: Schema.Struct<Fields>,
  refusal: Refusal
) =>
  Schema.Struct({
    done: Schema.Array(Schema.Struct({ ...fields, command: Command.Id, isRepeated: Schema.Boolean })),
    refused: Schema.Array(Schema.Struct({ command: Command.Id, refusal })),
    conflicts: Schema.Array(Command.Id)
  })

/** Tells the items that were given before from those that are new. */
export const sort = Effect.fn("Office.sort")(function* <Content extends Schema.Json, Answer>(
  items: ReadonlyArray<Item<Content>>,
  answers: Kept.Of<Answer>
) {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const recorded = yield* journal.recorded(items.map(({ command }) => command))
  const fresh: Array<Fresh<Content>> = []
  const known = new Map<Command.Id, Answer>()
  const conflicts: Array<Command.Id> = []
  const digests = yield* vault.digestAll(items.map(({ content }) => Canonical.encodeUnsafe(content)))
  for (const [index, item] of items.entries()) {
    const { command } = item
    const digest = digests[index]!
    const before = recorded.get(command)
    if (before === undefined) fresh.push({ ...item, digest })
    else if (before.digest !== digest) conflicts.push(command)
    else known.set(command, yield* Effect.fromResult(Kept.read(answers, before.result)))
  }
  const sorted: Sorted<Content, Answer> = { fresh, known, conflicts }
  return sorted
})

/** What is remembered of an item that was decided. */
export const remembered = <Answer>(
  { command, digest }: { readonly command: Command.Id; readonly digest: Command.Digest },
  answer: Answer,
  answers: Kept.Of<Answer>
): Commit.Remembered => ({ command, digest, result: Kept.write(answers, answer) })

/**
 * Decides the items that are new, in their order; `decide` gives one answer for each of those it is given. An id that
 * stands in the list twice is one item: with another content the later one is a conflict.
 */
export const perform = Effect.fn("Office.perform")(function* <
  I extends { readonly command: Command.Id },
  Answer extends object,
  Refusal,
  E,
  R
>(
  items: ReadonlyArray<I>,
  answers: Kept.Of<Answer>,
  decide: (fresh: ReadonlyArray<I>) => Effect.Effect<ReadonlyArray<Decided<Answer, Refusal>>, E, R>
) {
  const firsts = new Map<Command.Id, { readonly item: I; readonly content: Schema.Json }>()
  const conflicts = new Set<Command.Id>()
  for (const item of items) {
    const { command, ...said } = item
    const content = Disclosure.plain(said)
    const first = firsts.get(command)
    if (first === undefined) firsts.set(command, { item, content })
    else if (Canonical.encodeUnsafe(first.content) !== Canonical.encodeUnsafe(content)) conflicts.add(command)
  }
  const sorted = yield* sort(
    [...firsts].map(([command, { content }]) => ({ command, content })),
    answers
  )
  for (const command of sorted.conflicts) conflicts.add(command)
  const decided = yield* decide(sorted.fresh.map(({ command }) => firsts.get(command)!.item))
  const outcomes = new Map(sorted.fresh.map(({ command }, index) => [command, decided[index]!]))

  const done: Array<ListAnswer<Answer, Refusal>["done"][number]> = []
  const refused: Array<ListAnswer<Answer, Refusal>["refused"][number]> = []
  for (const command of firsts.keys()) {
    const before = sorted.known.get(command)
    const outcome = outcomes.get(command)
    if (before !== undefined) done.push({ ...before, command, isRepeated: true })
    else if (outcome?._tag === "Done") done.push({ ...outcome.answer, command, isRepeated: false })
    else if (outcome?._tag === "Refused") refused.push({ command, refusal: outcome.refusal })
  }
  const children = sorted.fresh.flatMap((item) => {
    const outcome = outcomes.get(item.command)
    return outcome?._tag === "Done" ? [remembered(item, outcome.answer, answers)] : []
  })
  const answer: ListAnswer<Answer, Refusal> = { done, refused, conflicts: [...conflicts] }
  return { children, answer }
})
