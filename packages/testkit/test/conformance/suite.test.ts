/** How laws are run and what they say: what is broken, what was not tried, and what never ended. */
import { Actor, Command } from "@bina/core"
import { Journal, MemoryJournal } from "@bina/core/adapter"
import { StreamId } from "@bina/core/journal"
import { MemoryStore } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { Expect, HonestStore, Interception, JournalSuite, Law, Suite } from "@bina/testkit"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

class Door extends Context.Service<Door, { readonly isOpen: boolean }>()("@bina/testkit/test/Door") {}

const door = Layer.succeed(Door, { isOpen: true })

const law = (check: Effect.Effect<void, unknown, Door>, needs?: "dump") =>
  Law.make<Door, string>(
    { id: "D-1", sentence: "Doors are open.", ...(needs === undefined ? {} : { needs }) },
    (make) => Effect.flatMap(make, ({ layer }) => Effect.provide(check, layer)),
    "a key"
  )

const foundBy = (check: Effect.Effect<void, unknown, Door>, make: Parameters<ReturnType<typeof law>["check"]>[0]) =>
  Effect.map(Effect.flip(law(check).check(make, 1)), (failure) =>
    failure._tag === "LawBroken" ? failure.found : failure._tag
  )

describe("a law", () => {
  it.effect("says in a sentence what it found", () =>
    Effect.gen(function* () {
      const check = Effect.flatMap(Door, ({ isOpen }) => Expect.equal("whether it is open", isOpen, false))
      const failure = yield* Effect.flip(law(check).check(() => door))
      assert.strictEqual(
        failure.message,
        "D-1 is broken (Doors are open.): whether it is open should be false and is true"
      )
    })
  )

  it.effect("is broken by whatever else goes wrong, and says what that was", () =>
    Effect.gen(function* () {
      assert.strictEqual(
        yield* foundBy(Effect.die(new TypeError("no hinge")), () => door),
        "it died with TypeError: no hinge"
      )
      const fails = Effect.fail(new Journal.JournalUnavailable({ reason: "gone" }))
      assert.match(yield* foundBy(fails, () => door), /^it failed with JournalUnavailable: .*gone/)
      const shut = Layer.effect(Door, Effect.fail("it is bricked up" as const))
      assert.strictEqual(yield* foundBy(Effect.void, () => shut), 'it failed with "it is bricked up"')
      const throws = () => {
        throw new Error("no door")
      }
      assert.strictEqual(yield* foundBy(Effect.void, throws), "it died with Error: no door")
      assert.strictEqual(yield* foundBy(Effect.never, () => door), "it did not end within 1 seconds")
    })
  )

  it.effect("is kept when nothing was found, and gives the store what it is opened with", () =>
    Effect.gen(function* () {
      const given: Array<string> = []
      yield* law(Effect.void).check((key) => {
        given.push(key)
        return door
      })
      assert.deepStrictEqual(given, ["a key"])
    })
  )

  it.effect("is not tried on a store without the way in that it needs", () =>
    Effect.gen(function* () {
      const looking = law(Effect.void, "dump")
      const failure = yield* Effect.flip(looking.check(() => door))
      assert.strictEqual(failure._tag, "LawNotTried")
      yield* looking.check(() => ({ layer: door, dump: Effect.succeed([]) }))
    })
  )

  it.effect("builds a store anew even where the layer is a constant", () =>
    Effect.gen(function* () {
      const report = yield* Suite.run(JournalSuite.suite, () => constant)
      assert.deepStrictEqual(Suite.broken(report), [])
    })
  )

  it.effect("says plainly that a store was not empty", () =>
    Effect.gen(function* () {
      const memory = MemoryJournal.empty()
      const left = MemoryJournal.make(memory, () => {})
      yield* left.append({
        command: Command.id("left"),
        digest: Command.digest("left"),
        result: null,
        actor: Actor.id("officer-7"),
        writes: [
          { stream: StreamId.of("cohort", "left"), expected: 0, events: [{ type: "Left", version: 1, body: "null" }] }
        ]
      })
      const { lines } = yield* Suite.run(JournalSuite.suite, () => Layer.succeed(Journal.Journal, left))
      const found = new Set(lines.flatMap((line) => (line._tag === "Broken" ? [line.found] : [])))
      assert.include([...found], "the journal is not empty at the beginning: make a new store for each law")
      assert.isAbove(Suite.broken({ port: "Journal", lines }).length, 30)
    })
  )
})

const constant = MemoryStore.layerJournal()

describe("a report", () => {
  it.effect("is a table that says of each law whether it is kept, broken or not tried", () =>
    Effect.gen(function* () {
      const honest = HonestStore.journal((journal) =>
        Interception.around(journal, {
          effect: (method, call) => (method === "head" ? Effect.fail(new Error("one | two")) : call),
          stream: (_, call) => call
        })
      )
      const laws = JournalSuite.laws.filter(({ id }) => ["J-36", "J-1", "J-37"].includes(id))
      const { dump, layer } = honest
      const report = yield* Suite.run({ port: "Journal", laws }, () => ({ layer, dump: dump! }))
      const table = Suite.table(report).split("\n")
      assert.strictEqual(table[0], "| Journal | what holds | kept |")
      assert.match(table[2]!, /^\| J-1 \| .* \| no: it failed with Error: one \\\| two \|$/)
      assert.match(table[3]!, /^\| J-36 \| .* \| yes \|$/)
      assert.match(table[4]!, /^\| J-37 \| .* \| not tried: no reopen \|$/)
      assert.deepStrictEqual(Suite.broken(report), ["J-1"])
    })
  )
})
