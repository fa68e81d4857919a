import { Actor, Command, type Person } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import { StreamId } from "@bina/core/journal"
import { MemoryStore } from "@bina/core/office"
import { assert, describe, it } from "@effect/vitest"
import { Faulty } from "@bina/testkit"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"

const seat = (name: string, expected: number) => ({
  command: Command.id(name),
  digest: Command.digest(`digest-of-${name}`),
  result: { of: name },
  actor: Actor.id("officer-7"),
  writes: [
    {
      stream: StreamId.of("cohort", "a"),
      expected,
      events: [{ type: "Noted", version: 1, body: JSON.stringify(name) }] as const
    }
  ]
})

const journal = (...faults: Parameters<typeof Faulty.layer<Journal.Journal, Journal.Journal["Service"]>>[1]) =>
  Faulty.layer(Journal.Journal, faults).pipe(Layer.provide(MemoryStore.layerJournal()))

const vault = (...faults: Parameters<typeof Faulty.layer<Vault.Vault, Vault.Vault["Service"]>>[1]) =>
  Faulty.layer(Vault.Vault, faults).pipe(Layer.provide(MemoryStore.layerVault))

const nik = { kind: "nik", number: Redacted.make("1271014107850003") }

describe("Faulty", () => {
  it.effect("L26 a command that was carried out without an answer gives its first result when it is repeated", () =>
    Effect.gen(function* () {
      const { append, read } = yield* Journal.Journal
      const lost = yield* Effect.flip(append(seat("one", 0)))
      assert.strictEqual(lost._tag, "JournalUnavailable")
      const again = yield* append({ ...seat("one", 0), result: { of: "another try" } })
      assert.deepStrictEqual(again, { _tag: "Repeated", result: { of: "one" }, versions: new Map() })
      assert.lengthOf(yield* read(StreamId.of("cohort", "a")), 1)
    }).pipe(Effect.provide(journal({ method: "append", call: 1, kind: "unanswered" })))
  )

  it.effect(
    "L27 a command that was carried out without an answer is a conflict when it is repeated with other content",
    () =>
      Effect.gen(function* () {
        const { append } = yield* Journal.Journal
        yield* Effect.flip(append(seat("one", 0)))
        const other = yield* Effect.flip(append({ ...seat("one", 1), digest: Command.digest("another") }))
        assert.strictEqual(other._tag, "CommandConflict")
      }).pipe(Effect.provide(journal({ method: "append", call: 1, kind: "unanswered" })))
  )

  it.effect("does nothing in a call that fails or hangs, and lets the others through", () =>
    Effect.gen(function* () {
      const { append, follow, head, read } = yield* Journal.Journal
      yield* append(seat("one", 0))
      assert.strictEqual((yield* Effect.flip(append(seat("two", 1))))._tag, "JournalUnavailable")
      const hung = yield* TestClock.withLive(Effect.timeoutOption(append(seat("two", 1)), 10))
      assert.isTrue(Option.isNone(hung))
      assert.lengthOf(yield* read(StreamId.of("cohort", "a")), 1)
      assert.strictEqual((yield* append(seat("two", 1)))._tag, "Appended")
      assert.strictEqual((yield* Effect.flip(head))._tag, "JournalUnavailable")
      assert.strictEqual((yield* head).position, 2)
      const seen: Array<number> = []
      const cut = follow(0).pipe(Stream.runForEach(({ position }) => Effect.sync(() => seen.push(position))))
      assert.strictEqual((yield* Effect.flip(cut))._tag, "JournalUnavailable")
      assert.deepStrictEqual(seen, [1, 2])
      assert.lengthOf(yield* Stream.runCollect(follow(0)), 2)
    }).pipe(
      Effect.provide(
        journal(
          { method: "append", call: 2, kind: "fails" },
          { method: "append", call: 3, kind: "hangs" },
          { method: "head", call: 1, kind: "fails" },
          { method: "follow", call: 1, kind: "unanswered" }
        )
      )
    )
  )

  it.effect("loses answers of a vault: the person is there all the same", () =>
    Effect.gen(function* () {
      const { find, personOf } = yield* Vault.Vault
      assert.strictEqual((yield* Effect.flip(personOf(nik)))._tag, "VaultUnavailable")
      const person: Option.Option<Person.Id> = yield* find(nik)
      assert.isTrue(Option.isSome(person))
      assert.strictEqual(yield* personOf(nik), Option.getOrThrow(person))
    }).pipe(Effect.provide(vault({ call: 1, kind: "unanswered" })))
  )
})
