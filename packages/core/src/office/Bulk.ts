/**
 * Many small commands as one: appended together or not at all, and each known by its own id afterwards. Sending a list
 * again does nothing for the items that were done; an item that was changed needs an id of its own.
 */
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Command from "../words/Command.ts"
import * as Answer from "../record/Answer.ts"
import type * as Commit from "../record/Commit.ts"
import * as Journal from "../record/Journal.ts"
import * as Vault from "../privacy/Vault.ts"

// ---- Models

/** One item: its own command and all that it says. */
export interface Item<Content> {
  readonly command: Command.Id
  readonly content: Content
}

/** What became of an item: done now, done earlier with this answer, or given earlier with another content. */
export type ItemAnswer<Answer> =
  | { readonly _tag: "Done"; readonly command: Command.Id; readonly answer: Answer }
  | { readonly _tag: "DoneBefore"; readonly command: Command.Id; readonly answer: Answer }
  | { readonly _tag: "Conflict"; readonly command: Command.Id }

/** Items that are new, each with the digest under which it will be known; and the answers of those that are not. */
export interface Sorted<Content, Answer> {
  readonly fresh: ReadonlyArray<Item<Content> & { readonly digest: Command.Digest }>
  readonly known: ReadonlyArray<ItemAnswer<Answer>>
}

// ---- Rules

/** The schema of what became of items. */
export const answersOf = <Answer, Encoded extends Schema.Json>(answer: Schema.Codec<Answer, Encoded>) =>
  Schema.Array(
    Schema.TaggedUnion({
      Done: { command: Schema.String, answer },
      DoneBefore: { command: Schema.String, answer },
      Conflict: { command: Schema.String }
    })
  )

/** Tells the items that were given before from those that are new. */
export const sort = Effect.fn("Office.sort")(function* <Content extends Schema.Json, Answer>(
  items: ReadonlyArray<Item<Content>>,
  answers: Answer.Of<Answer>
) {
  const journal = yield* Journal.Journal
  const vault = yield* Vault.Vault
  const recorded = yield* journal.recorded(items.map(({ command }) => command))
  const fresh: Array<Item<Content> & { readonly digest: Command.Digest }> = []
  const known: Array<ItemAnswer<Answer>> = []
  const digests = yield* Effect.forEach(items, ({ content }) => vault.digest(Canonical.encodeUnsafe(content)), {
    concurrency: 32
  })
  for (const [index, item] of items.entries()) {
    const { command } = item
    const digest = digests[index]!
    const before = recorded.get(command)
    if (before === undefined) fresh.push({ ...item, digest })
    else if (before.digest !== digest) known.push({ _tag: "Conflict", command })
    else {
      const answer = yield* Effect.fromResult(Answer.read(answers, before.result))
      known.push({ _tag: "DoneBefore", command, answer })
    }
  }
  const sorted: Sorted<Content, Answer> = { fresh, known }
  return sorted
})

/** What is remembered of an item that was decided. */
export const remembered = <Answer>(
  { command, digest }: { readonly command: Command.Id; readonly digest: Command.Digest },
  answer: Answer,
  answers: Answer.Of<Answer>
): Commit.Remembered => ({ command, digest, result: Answer.write(answers, answer) })
