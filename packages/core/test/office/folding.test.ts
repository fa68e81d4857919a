import { assert, describe, it } from "@effect/vitest"
import { Actor, Command } from "@bina/core"
import { Journal, MemoryJournal } from "@bina/core/adapter"
import { StreamId } from "@bina/core/journal"
import { Folding } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"

const texts: Folding.Folding<string, never> = {
  initial: "",
  step: (before, events) =>
    Result.succeed(events.reduce((text, { body }) => text + (JSON.parse(body) as string), before))
}
const stream = (key: string) => StreamId.of("notes", key)

/** A store that can be restored from a copy under a running program, and counts what it is asked. */
const restorable = () => {
  let memory = MemoryJournal.empty()
  const asked: Array<number> = []
  const journal = Journal.Journal.of({
    ...MemoryJournal.make(memory, () => {}),
    append: (commit, within) => Effect.suspend(() => MemoryJournal.make(memory, () => {}).append(commit, within)),
    readMany: (many) =>
      Effect.suspend(() => {
        asked.push(many.length)
        return MemoryJournal.make(memory, () => {}).readMany(many)
      })
  })
  return {
    asked,
    layer: Layer.succeed(Journal.Journal, journal),
    copy: () => ({ ...structuredClone({ ...memory }) }) as MemoryJournal.Memory,
    restore: (copy: MemoryJournal.Memory) => {
      memory = copy
    }
  }
}

const note = (command: string, key: string, expected: number, text: string) =>
  Effect.flatMap(Journal.Journal, ({ append }) =>
    append({
      command: Command.id(command),
      digest: Command.digest(command),
      actor: Actor.id("desk"),
      result: null,
      writes: [{ stream: stream(key), expected, events: [{ type: "Noted", version: 1, body: JSON.stringify(text) }] }]
    })
  )

describe("Folding", () => {
  it.effect("notices a journal that was replaced by an older copy, also before anybody appends", () => {
    const store = restorable()
    return Effect.gen(function* () {
      yield* note("one", "a", 0, "one ")
      const copy = store.copy()
      yield* note("two", "a", 1, "two ")
      assert.deepStrictEqual(yield* Folding.of(stream("a"), texts), { version: 2, value: "one two " })
      store.restore(copy)
      assert.deepStrictEqual(yield* Folding.of(stream("a"), texts), { version: 1, value: "one " })
      yield* note("other", "a", 1, "other ")
      assert.deepStrictEqual(yield* Folding.of(stream("a"), texts), { version: 2, value: "one other " })
      store.restore(MemoryJournal.empty())
      assert.deepStrictEqual(yield* Folding.of(stream("a"), texts), { version: 0, value: "" })
    }).pipe(Effect.provide(store.layer))
  })

  it.effect("reads many streams at once, and of what it knows what came since", () => {
    const store = restorable()
    return Effect.gen(function* () {
      yield* note("one", "a", 0, "a1 ")
      yield* note("two", "b", 0, "b1 ")
      const streams = ["a", "b", "nobody"].map(stream)
      const first = yield* Folding.ofMany(streams, texts)
      assert.deepStrictEqual(
        streams.map((each) => first.get(each)),
        [
          { version: 1, value: "a1 " },
          { version: 1, value: "b1 " },
          { version: 0, value: "" }
        ]
      )
      yield* note("three", "b", 1, "b2 ")
      const second = yield* Folding.ofMany(streams, texts)
      assert.deepStrictEqual(second.get(stream("b")), { version: 2, value: "b1 b2 " })
      assert.deepStrictEqual(store.asked, [3, 3])
    }).pipe(Effect.provide(store.layer))
  })
})
