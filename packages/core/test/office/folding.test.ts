import { assert, describe, it } from "@effect/vitest"
import { Actor, Command } from "@bina/core"
import { Journal, MemoryJournal } from "@bina/core/adapter"
import { Folding, StreamId, StreamKind, Streams } from "@bina/core/journal"
import { Handling, Office } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Everything from "./Everything.ts"
import * as Season from "./Season.ts"

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

const kinds: ReadonlyMap<string, StreamKind.StreamKind<unknown, unknown>> = new Map(
  [
    Streams.programme,
    Streams.cohort,
    Streams.attendance,
    Streams.participation,
    Streams.entitlement,
    Streams.budget,
    Streams.disbursement,
    Streams.policy,
    Streams.person,
    Streams.merger
  ].map((kind) => [kind.name, kind as unknown as StreamKind.StreamKind<unknown, unknown>])
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

  it.effect("knows after each append what reading the stream from its beginning would come to", () =>
    Effect.gen(function* () {
      const office = yield* Office.Office
      const journal = yield* Journal.Journal
      let compared = 0
      const looking = Object.fromEntries(
        Object.entries(office).map(([method, call]) => [
          method,
          (request: object) =>
            Effect.tap((call as (request: object) => Effect.Effect<unknown, unknown>)(request), () =>
              Effect.gen(function* () {
                const streams = new Set((yield* Season.dump).map(({ event }) => event.stream))
                for (const stream of streams) {
                  const kind = kinds.get(StreamId.kindOf(stream))!
                  const events = Result.getOrThrow(StreamKind.read(kind, yield* journal.read(stream)))
                  const { state, version } = yield* Handling.load(kind, stream)
                  assert.strictEqual(version, events.length)
                  assert.deepStrictEqual(state, events.reduce(kind.evolve, kind.initial), stream)
                  compared += 1
                }
              })
            )
        ])
      ) as unknown as Office.Office["Service"]
      yield* Effect.provideService(Everything.run(looking), Office.Office, looking)
      assert.isAbove(compared, 300)
    }).pipe(Effect.provide(Season.layer))
  )
})
