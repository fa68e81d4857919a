/** Laws of making a register anew, of many at once, and of the store beneath it. */
import { Actor, Command } from "@bina/core"
import { type Commit, type Row } from "@bina/core/adapter"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as PolicyArbitrary from "../../PolicyArbitrary.ts"
import type { Choices } from "../../Choices.ts"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const a = Given.stream("a")

const numbers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index)

/**
 * Says things at random in three streams, each with keys of its own, as a row belongs to one stream. It goes on through
 * several draws: one alone may say nothing that makes a difference.
 */
const sayAtRandom = ({ journal }: Given.Both, draws: ReadonlyArray<Choices>) =>
  Effect.gen(function* () {
    const versions = [0, 0, 0]
    for (const step of numbers(40 * draws.length)) {
      const choices = draws[Math.floor(step / 40)]!
      const which = choices.below(3)
      const key = () => `${"abc"[which]}${choices.below(4)}`
      const say = (): Given.Saying => {
        if (choices.oneIn(4)) return Given.gone(key(), choices.pick(["things", "other_things"]))
        return choices.oneIn(3)
          ? Given.other(key(), `other ${step}`)
          : Given.thing(key(), {
              count: choices.below(9),
              is_open: choices.oneIn(2),
              note: choices.pick([null, "", "é"])
            })
      }
      const sayings = [say(), ...choices.several(0, 3, say)] as const
      yield* journal.append(Given.commit(`step-${step}`, Given.stream("abc"[which]!), versions[which]!, sayings))
      versions[which]! += sayings.length
    }
  })

export const laws: ReadonlyArray<Law.Law<Given.Services, Row.Projection>> = [
  Given.law("R-12", "A register made anew from the journal is the register that was kept.", (both) =>
    Effect.gen(function* () {
      yield* sayAtRandom(both, yield* Arbitrary.sampleEffect(PolicyArbitrary.choices, { count: 3 }))
      const kept = yield* Given.everything(both)
      const { rows, streams } = yield* both.register.rebuild
      yield* Expect.equal("the register made anew", yield* Given.everything(both), kept)
      yield* Expect.equal("how many rows were made", rows, kept.things.length + kept.others.length)
      const events = yield* Effect.forEach(["a", "b", "c"], (key) => both.journal.read(Given.stream(key)))
      yield* Expect.equal("of how many streams", streams, events.filter(({ length }) => length > 0).length)
    })
  ),

  Given.law("R-13", "What no event says is not in a register made anew, and what was lost is there again.", (both) =>
    Effect.gen(function* () {
      const [one, two] = [Given.thing("1"), Given.thing("2")]
      const astray = Given.commit("one", a, 0, [one, two])
      // Rows of another program, or of a fault: not those that follow from the events.
      yield* both.journal.append({
        ...astray,
        rows: [
          { _tag: "Upsert", ...Given.row(a, Given.thing("1", { note: "wrong" })) },
          { _tag: "Upsert", ...Given.row(a, Given.thing("stale")) },
          { _tag: "Upsert", ...Given.row(a, Given.other("stale")) }
        ]
      })
      yield* both.register.rebuild
      yield* Expect.equal("the register", yield* Given.everything(both), {
        things: [Given.row(a, one), Given.row(a, two)],
        others: []
      })
    })
  ),

  Given.law("R-14", "An event that cannot be read fails the making anew, and leaves the register as it was.", (both) =>
    Effect.gen(function* () {
      yield* both.journal.append(Given.commit("one", a, 0, [Given.thing("1")]))
      const unknown: Commit.Commit = {
        command: Command.id("two"),
        digest: Command.digest("digest-of-two"),
        result: null,
        actor: Actor.id("officer-7"),
        writes: [{ stream: Given.stream("b"), expected: 0, events: [{ type: "Unheard", version: 2, body: "{}" }] }],
        rows: [{ _tag: "Upsert", ...Given.row(Given.stream("b"), Given.thing("2")) }]
      }
      yield* both.journal.append(unknown)
      yield* both.journal.append(Given.commit("three", Given.stream("c"), 0, [Given.thing("3")]))
      const before = yield* Given.everything(both)
      yield* Expect.refused("a journal with an event of no known type", both.register.rebuild, "UnknownEvent")
      yield* Expect.equal("the register", yield* Given.everything(both), before)
    })
  ),

  Given.law("R-15", "What is appended while a register is made anew is not lost.", (both) =>
    Effect.gen(function* () {
      yield* both.journal.append(Given.commit("first", a, 0, [Given.thing("0")]))
      const append = (index: number) =>
        Effect.andThen(
          Effect.forEach(numbers(index % 4), () => Effect.yieldNow),
          both.journal.append(Given.commit(`one-${index}`, Given.stream(`s${index}`), 0, [Given.thing(`${index + 1}`)]))
        )
      for (const round of numbers(5)) {
        const appends = numbers(8).map((index) => append(round * 8 + index))
        yield* Effect.all([both.register.rebuild, ...appends, both.register.rebuild], { concurrency: "unbounded" })
      }
      const keys = (yield* Given.rows(both)).map(({ key }) => key)
      yield* Expect.equal("the keys", keys, numbers(41).map(String).toSorted())
    })
  ),

  Given.law("R-16", "Whoever reads while a register is made anew finds every row.", (both) =>
    Effect.gen(function* () {
      const [first, ...others] = numbers(60).map((index) => Given.thing(`${index}`))
      yield* both.journal.append(Given.commit("one", a, 0, [first!, ...others]))
      const before = yield* Given.rows(both)
      const read = Effect.forEach(numbers(30), () =>
        Effect.gen(function* () {
          yield* Expect.equal("the rows read meanwhile", yield* Given.rows(both), before)
          yield* Effect.yieldNow
        })
      )
      const rebuild = Effect.forEach(numbers(5), () => both.register.rebuild)
      yield* Effect.all([read, rebuild, read], { concurrency: "unbounded" })
    })
  ),

  Given.law("R-17", "Where many change a row at once, it says what the last event of its stream says.", (both) =>
    Effect.gen(function* () {
      yield* Effect.forEach(
        numbers(24),
        (index) =>
          Effect.gen(function* () {
            const { length } = yield* both.journal.read(a)
            yield* both.journal.append(Given.commit(`one-${index}`, a, length, [Given.thing("1", { count: index })]))
          }).pipe(Effect.retry({ while: ({ _tag }) => _tag === "StaleVersion", times: 1_000 })),
        { concurrency: "unbounded" }
      )
      const last = (yield* both.journal.read(a)).at(-1)
      const { values } = JSON.parse(last?.body ?? "{}") as Given.Saying
      yield* Expect.equal(
        "the row",
        (yield* Given.rows(both)).map((row) => row.values),
        [values]
      )
    })
  ),

  Given.law("R-18", "Thousands of rows of one commit are all there, in their order, also when made anew.", (both) =>
    Effect.gen(function* () {
      const [first, ...others] = numbers(5_000).map((index) => Given.thing(`${index}`, { count: index }))
      yield* both.journal.append(Given.commit("one", a, 0, [first!, ...others]))
      const rows = yield* Given.rows(both)
      yield* Expect.equal(
        "the keys",
        rows.map(({ key }) => key),
        numbers(5_000).map(String).toSorted()
      )
      yield* both.register.rebuild
      yield* Expect.equal("the rows made anew", yield* Given.rows(both), rows)
    })
  ),

  Law.make(
    { id: "R-19", sentence: "The rows are there when the store is opened again.", needs: "reopen" },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        const before = yield* Effect.gen(function* () {
          const both = yield* Given.both
          yield* both.journal.append(Given.commit("one", a, 0, [Given.thing("1", { count: 1 }), Given.other("2")]))
          return yield* Given.everything(both)
        }).pipe(Effect.provide(layer))
        yield* Expect.equal("how many rows there were", before.things.length + before.others.length, 2)
        yield* Effect.gen(function* () {
          const both = yield* Given.both
          yield* Expect.equal("the register opened again", yield* Given.everything(both), before)
          yield* both.journal.append(Given.commit("two", a, 2, [Given.gone("1")]))
          yield* Expect.equal("its rows after a commit", yield* Given.rows(both), [])
        }).pipe(Effect.provide(reopen!(Given.projection)))
      }),
    Given.projection
  ),

  Law.make(
    {
      id: "R-20",
      sentence: "A newer projection writes nothing to an older register, with RegisterIsOlder, until it is made anew.",
      needs: "reopen"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        yield* Effect.flatMap(Given.both, ({ journal }) =>
          journal.append(Given.commit("one", a, 0, [Given.thing("1")]))
        ).pipe(Effect.provide(layer))
        yield* Effect.gen(function* () {
          const both = yield* Given.both
          const two = Given.commit("two", a, 1, [
            { ...Given.thing("2"), values: { ...Given.thing("2").values, added: 2 } }
          ])
          const refusal = yield* Expect.refused("a commit", both.journal.append(two), "RegisterIsOlder")
          yield* Expect.equal("the versions", [refusal.store, refusal.program], [3, 4])
          yield* Expect.equal("how many events there are", (yield* both.journal.read(a)).length, 1)
          yield* both.register.rebuild
          yield* Expect.equal(
            "the rows made anew",
            (yield* Given.rows(both)).map(({ values }) => values["added"]),
            [1]
          )
          yield* both.journal.append(two)
          yield* Expect.equal("how many rows there are", (yield* Given.rows(both)).length, 2)
        }).pipe(Effect.provide(reopen!(Given.newer)))
      }),
    Given.projection
  ),

  Law.make(
    {
      id: "R-21",
      sentence: "An older projection neither writes to a newer register nor makes it anew: StoreIsNewer.",
      needs: "reopen"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        yield* Effect.flatMap(Given.both, ({ journal }) =>
          journal.append({ ...Given.commit("one", a, 0, [Given.thing("1")]), rows: [] })
        ).pipe(Effect.provide(layer))
        yield* Effect.gen(function* () {
          const { journal, register } = yield* Given.both
          const two = Given.commit("two", a, 1, [Given.thing("2")])
          const refusal = yield* Expect.refused("a commit", journal.append(two), "StoreIsNewer")
          yield* Expect.equal("what is newer", [refusal.what, refusal.store, refusal.program], ["register", 4, 3])
          yield* Expect.refused("making it anew", register.rebuild, "StoreIsNewer")
          yield* Expect.equal("how many events there are", (yield* journal.read(a)).length, 1)
        }).pipe(Effect.provide(reopen!(Given.projection)))
      }),
    Given.newer
  ),

  Law.make(
    {
      id: "R-22",
      sentence: "While the store is away the register fails with RegisterUnavailable; it never shows an empty table.",
      needs: "outage"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, outage } = yield* make
        yield* Effect.gen(function* () {
          const both = yield* Given.both
          yield* both.journal.append(Given.commit("one", a, 0, [Given.thing("1")]))
          yield* outage!
          yield* Expect.refused("reading rows", Given.rows(both), "RegisterUnavailable")
          yield* Expect.refused("making it anew", both.register.rebuild, "RegisterUnavailable")
        }).pipe(Effect.provide(layer))
      }),
    Given.projection
  )
]
