import { assert, describe, it } from "@effect/vitest"
import { Actor, Command } from "@bina/core"
import { Commit, Journal, type Vault } from "@bina/core/adapter"
import { EventCodec, StreamId, type StreamKind } from "@bina/core/journal"
import { Bulk, Handling, MemoryStore } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** A stream of notes: the smallest thing that lists of commands add to. */
const notes: StreamKind.StreamKind<number, { readonly _tag: "Noted"; readonly text: string }> = {
  name: "notes",
  codec: EventCodec.make({ Noted: { fields: { text: Schema.String } } }),
  initial: 0,
  evolve: (count) => count + 1,
  rows: () => []
}
const stream = StreamId.of("notes", "one")

interface Note {
  readonly command: Command.Id
  readonly text: string
}

const Kept = Schema.Struct({ text: Schema.String })

const note = (command: string, text: string): Note => ({ command: Command.id(command), text })

const notesOf = (
  command: string,
  items: ReadonlyArray<Note>,
  within: ReadonlyArray<Effect.Effect<void, Commit.Overtaken>> = []
) =>
  Handling.handle(
    { command: Command.id(command), actor: Actor.id("desk"), content: { command } },
    Bulk.answersOf(Kept, Schema.Never),
    Effect.gen(function* () {
      const loaded = yield* Handling.load(notes, stream)
      const { answer, children } = yield* Bulk.perform(
        items,
        Kept,
        (fresh): Effect.Effect<ReadonlyArray<Bulk.Decided<typeof Kept.Type, never>>> =>
          Effect.succeed(fresh.map(({ text }) => ({ _tag: "Done", answer: { text } })))
      )
      const fresh = answer.done.flatMap(({ isRepeated, text }) =>
        isRepeated ? [] : [{ _tag: "Noted" as const, text }]
      )
      return { changes: yield* Effect.fromResult(Handling.change(loaded, fresh)), children, within, answer }
    })
  )

/** A store in which something happens just before the next append. */
const overtaking = (before: { effect?: Effect.Effect<unknown> }) =>
  Layer.effect(
    Journal.Journal,
    Effect.map(Journal.Journal, (journal) =>
      Journal.Journal.of({
        ...journal,
        append: (commit, within) =>
          Effect.suspend(() => {
            const first = before.effect ?? Effect.void
            delete before.effect
            return Effect.andThen(first, journal.append(commit, within))
          })
      })
    )
  ).pipe(Layer.provideMerge(MemoryStore.layer()))

describe("A list that was overtaken", () => {
  it.live("goes on without an item that another desk recorded with another content, and says so", () => {
    const before: { effect?: Effect.Effect<unknown> } = {}
    return Effect.gen(function* () {
      const context = yield* Effect.context<Journal.Journal | Vault.Vault>()
      before.effect = Effect.orDie(Effect.provideContext(notesOf("other", [note("x", "theirs")]), context))
      const { answer } = yield* notesOf("list", [note("x", "ours"), note("y", "ours")])
      assert.deepStrictEqual(answer, {
        done: [{ command: Command.id("y"), isRepeated: false, text: "ours" }],
        refused: [],
        conflicts: [Command.id("x")]
      })
      assert.strictEqual((yield* Effect.flatMap(Journal.Journal, ({ read }) => read(stream))).length, 2)
    }).pipe(Effect.provide(overtaking(before)))
  })

  it.live(
    "is decided again when what it rests on outside of the journal was changed, and nothing is kept before",
    () => {
      let attempts = 0
      const within = Effect.suspend(() => {
        attempts += 1
        return attempts < 3 ? Effect.fail(new Commit.Overtaken()) : Effect.void
      })
      return Effect.gen(function* () {
        const handled = yield* notesOf("list", [note("x", "ours")], [within])
        assert.isFalse(handled.isRepeated)
        assert.strictEqual(attempts, 3)
        assert.strictEqual((yield* Effect.flatMap(Journal.Journal, ({ read }) => read(stream))).length, 1)
      }).pipe(Effect.provide(MemoryStore.layer()))
    }
  )
})
