import { assert, describe, it } from "@effect/vitest"
import { Actor, Command } from "@bina/core"
import { Journal, Register, type Row } from "@bina/core/adapter"
import { Chain, EventCodec, StreamId, StreamKind, Verification } from "@bina/core/journal"
import { Bulk, Handling, MemoryStore } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"

/** A box of seats: the smallest thing that can be overbooked. */
const codec = EventCodec.make({ SeatTaken: { fields: { by: Schema.NonEmptyString } } })
type Event = { readonly _tag: "SeatTaken"; readonly by: string }
const box: StreamKind.StreamKind<ReadonlyArray<string>, Event> = {
  name: "box",
  codec,
  initial: [],
  evolve: (taken, { by }) => [...taken, by],
  rows: (stream, taken) =>
    taken.map((by, index): Row.Row => ({ table: "seats", key: `${stream}-${index}`, stream, values: { by } }))
}
const projection = StreamKind.projection(
  1,
  [{ name: "seats", text: "Seats.", columns: [{ name: "by", kind: "text", isNullable: false, text: "Whose." }] }],
  [StreamKind.any(box)]
)
const stream = StreamId.of("box", "one")

class Full extends Schema.TaggedError<Full>()("Full", {}) {}

const take = (by: string, command = `take-${by}`, size = 5) =>
  Handling.handle(
    { command: Command.id(command), actor: Actor.id("desk"), content: { by } },
    Schema.Int,
    Effect.gen(function* () {
      const loaded = yield* Handling.load(box, stream)
      if (loaded.state.length >= size) return yield* new Full()
      // Others get their turn between what is read and what is written.
      yield* Effect.yieldNow
      return {
        changes: yield* Effect.fromResult(Handling.change(loaded, [{ _tag: "SeatTaken", by }])),
        answer: loaded.state.length + 1
      }
    })
  )

const rows = Effect.flatMap(Register.Register, (register) => Stream.runCollect(register.rows("seats")))

describe("Handling", () => {
  it.live("L44 of many who come at once exactly as many succeed as there are seats", () =>
    Effect.gen(function* () {
      const outcomes = yield* Effect.forEach(
        Array.from({ length: 40 }, (_, index) => `p${index}`),
        (by) => Effect.result(take(by)),
        { concurrency: "unbounded" }
      )
      const seats = outcomes.filter(Result.isSuccess).map(({ success }) => success.answer)
      assert.deepStrictEqual(seats.toSorted(), [1, 2, 3, 4, 5])
      assert.isTrue(outcomes.filter(Result.isFailure).every(({ failure }) => failure._tag === "Full"))
      assert.strictEqual((yield* rows).length, 5)
      const journal = yield* Journal.Journal
      assert.strictEqual((yield* Verification.of(journal))._tag, "Whole")
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.effect("L26 a repeated command answers as the first time and writes nothing", () =>
    Effect.gen(function* () {
      const first = yield* take("a")
      yield* take("b")
      const again = yield* take("a")
      assert.deepStrictEqual(
        [first, again],
        [
          { isRepeated: false, answer: 1 },
          { isRepeated: true, answer: 1 }
        ]
      )
      assert.strictEqual((yield* (yield* Journal.Journal).head).position, 2)
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.effect("L27 the same id with another content is a conflict; a refusal is not remembered", () =>
    Effect.gen(function* () {
      yield* take("a", "c1")
      const conflict = yield* Effect.flip(take("b", "c1"))
      assert.strictEqual(conflict._tag, "CommandConflict")
      const refused = yield* Effect.flip(take("b", "c2", 1))
      assert.strictEqual(refused._tag, "Full")
      assert.deepStrictEqual(yield* take("b", "c2", 2), { isRepeated: false, answer: 2 })
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.effect("L41 the register rebuilt from the journal is the register kept", () =>
    Effect.gen(function* () {
      yield* take("a")
      yield* take("b")
      const kept = yield* rows
      const register = yield* Register.Register
      assert.deepStrictEqual(yield* register.rebuild, { streams: 1, rows: 2 })
      assert.deepStrictEqual(yield* rows, kept)
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.live("gives up with a word when others are always faster", () =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      let others = 0
      const late = Handling.handle(
        { command: Command.id("late"), actor: Actor.id("desk"), content: {} },
        Schema.Int,
        Effect.gen(function* () {
          const loaded = yield* Handling.load(box, stream)
          others += 1
          yield* take(`other${others}`, `other${others}`, 1_000)
          return {
            changes: yield* Effect.fromResult(Handling.change(loaded, [{ _tag: "SeatTaken", by: "late" }])),
            answer: 0
          }
        })
      )
      const failure = yield* Effect.flip(late)
      assert.strictEqual(failure._tag, "TooBusy")
      assert.strictEqual((yield* journal.head).position, others)
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.effect("an unknown event stops the command instead of being passed over", () =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      yield* journal.append({
        command: Command.id("newer"),
        digest: Command.digest("x"),
        actor: Actor.id("desk"),
        result: null,
        writes: [{ stream, expected: 0, events: [{ type: "SeatSwapped", version: 1, body: "{}" }] }]
      })
      assert.strictEqual((yield* Effect.flip(take("a")))._tag, "UnknownEvent")
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )
})

const Seated = Schema.Struct({ seat: Schema.Int })

describe("Bulk", () => {
  it.effect("tells items done before, and under another content, from new ones", () =>
    Effect.gen(function* () {
      const item = (command: string, by: string) => ({ command: Command.id(command), by })
      const all = (items: ReadonlyArray<ReturnType<typeof item>>, command: string) =>
        Handling.handle(
          { command: Command.id(command), actor: Actor.id("desk"), content: items },
          Bulk.answersOf(Seated, Schema.Never),
          Effect.gen(function* () {
            const loaded = yield* Handling.load(box, stream)
            const events: Array<Event> = []
            const { answer, children } = yield* Bulk.perform(items, Seated, (fresh) =>
              Effect.sync(() =>
                fresh.map(({ by }): Bulk.Decided<typeof Seated.Type, never> => {
                  events.push({ _tag: "SeatTaken", by })
                  return { _tag: "Done", answer: { seat: loaded.state.length + events.length } }
                })
              )
            )
            return { changes: yield* Effect.fromResult(Handling.change(loaded, events)), children, answer }
          })
        )
      const first = yield* all([item("i1", "a"), item("i2", "b")], "bulk-1")
      assert.deepStrictEqual(first.answer, {
        done: [
          { command: Command.id("i1"), isRepeated: false, seat: 1 },
          { command: Command.id("i2"), isRepeated: false, seat: 2 }
        ],
        refused: [],
        conflicts: []
      })
      const second = yield* all([item("i1", "a"), item("i2", "c"), item("i3", "d")], "bulk-2")
      assert.deepStrictEqual(second.answer, {
        done: [
          { command: Command.id("i1"), isRepeated: true, seat: 1 },
          { command: Command.id("i3"), isRepeated: false, seat: 3 }
        ],
        refused: [],
        conflicts: [Command.id("i2")]
      })
      const { hash } = yield* (yield* Journal.Journal).head
      assert.notStrictEqual(hash, Chain.beginning)
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )
})

/** A stream that is asked for again, while the journal beneath changes. */
describe("What the office carries on", () => {
  const withJournal = Effect.gen(function* () {
    yield* take("a")
    yield* take("b")
    const journal = yield* Journal.Journal
    const whole = yield* journal.read(stream)
    const asked: Array<number> = []
    const given = { events: whole }
    const replaceable = Journal.Journal.of({
      ...journal,
      readMany: (many) =>
        Effect.sync(
          () => new Map(many.map(({ after = 0, stream }) => (asked.push(after), [stream, given.events.slice(after)])))
        )
    })
    const load = Effect.provideService(Handling.load(box, stream), Journal.Journal, replaceable)
    return { asked, given, load, replaceable, whole }
  })

  it.effect("reads only what came since, and what it gave before stays as it was", () =>
    Effect.gen(function* () {
      const { asked, given, load, whole } = yield* withJournal
      given.events = whole.slice(0, 1)
      const before = yield* load
      given.events = whole
      const after = yield* load
      assert.deepStrictEqual([before.version, before.state], [1, ["a"]])
      assert.deepStrictEqual([after.version, after.state], [2, ["a", "b"]])
      assert.deepStrictEqual(yield* load, after)
      // The last event that is known is read again, to see that it is still the one.
      assert.deepStrictEqual(asked, [0, 0, 1])
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )

  it.live("begins anew where a journal goes on from something else, or is found to be shorter", () =>
    Effect.gen(function* () {
      const { given, load, replaceable, whole } = yield* withJournal
      yield* load
      const other = { ...whole[1]!, body: '{"by":"x"}', hash: Chain.beginning }
      const next = { ...other, version: 3, previous: Chain.beginning }
      given.events = [whole[0]!, other, next]
      assert.deepStrictEqual((yield* load).state, ["a", "x", "x"])
      given.events = whole
      assert.deepStrictEqual((yield* load).state, ["a", "b"])
      const late = yield* Effect.provideService(take("late"), Journal.Journal, replaceable)
      assert.strictEqual(late.answer, 3)
    }).pipe(Effect.provide(MemoryStore.layer(projection)))
  )
})
