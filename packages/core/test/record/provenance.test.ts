import { assert, describe, it } from "@effect/vitest"
import { Actor, Command } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { Provenance, StreamId } from "@bina/core/journal"
import { MemoryStore } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Recorded from "../../src/record/Recorded.ts"

/** A journal of so many commits, each of one event, that begins with a stream of its own. */
const journal = (key: string, commits: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    for (const index of Array.from({ length: commits }, (_, index) => index)) {
      yield* journal.append({
        command: Command.id(`c-${index}`),
        digest: Command.digest("digest"),
        actor: Actor.id("officer-1"),
        result: null,
        writes: [
          {
            stream: StreamId.of("cohort", key),
            expected: index,
            events: [{ type: "Counted", version: 1, body: `{"number":${index}}` }] as never
          }
        ]
      })
    }
    return journal
  }).pipe(Effect.provide(Layer.fresh(MemoryStore.layerJournal())))

describe("Provenance", () => {
  it.effect("fits the journal that it names, however far that has come since", () =>
    Effect.gen(function* () {
      const [before, after] = [yield* journal("a", 2), yield* journal("a", 3)]
      const named = yield* Provenance.of(before)
      assert.strictEqual(named.position, 2)
      for (const grown of [before, after]) assert.isTrue(Option.isNone(yield* Provenance.mismatch(grown, named)))
    })
  )

  it.effect("tells another journal, one whose end is gone, and one that was changed", () =>
    Effect.gen(function* () {
      const [short, whole, other] = [yield* journal("a", 1), yield* journal("a", 2), yield* journal("b", 4)]
      const named = yield* Provenance.of(whole)
      const of = (found: Journal.Journal["Service"], by: Parameters<typeof Provenance.mismatch>[1] = named) =>
        Effect.map(Provenance.mismatch(found, by), Option.getOrUndefined)
      assert.strictEqual(yield* of(short), "cut-off")
      assert.strictEqual(yield* of(other), "another-journal")
      assert.strictEqual(yield* of(yield* journal("a", 0)), "cut-off")
      const hash = "f".repeat(64) as Recorded.Hash
      assert.strictEqual(yield* of(whole, { ...named, hash }), "changed")
      // A signed head names no beginning.
      assert.strictEqual(yield* of(other, { position: named.position, hash: named.hash }), "changed")
    })
  )

  it.effect("of an empty journal fits any", () =>
    Effect.gen(function* () {
      const named = yield* Provenance.of(yield* journal("a", 0))
      assert.strictEqual(named.position, 0)
      assert.isTrue(Option.isNone(yield* Provenance.mismatch(yield* journal("b", 1), named)))
    })
  )
})
