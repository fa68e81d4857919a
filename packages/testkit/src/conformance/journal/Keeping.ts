/** Laws of the store beneath a journal: what stands in it, what outlives it, and when it is away (J-36 to J-38). */
import { Command } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Disclosure from "../Disclosure.ts"
import * as Expect from "../Expect.ts"
import * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Law.make(
    {
      id: "J-36",
      sentence:
        "What stands in the store is the canonical text of each body, so that anybody can check a hash without us.",
      needs: "dump"
    },
    (make) =>
      Effect.gen(function* () {
        const { dump, layer } = yield* make
        const data = [{ b: 1, a: "Ñusa" }, ["z", 10_000_000_000_000]]
        yield* Effect.gen(function* () {
          const journal = yield* Journal.Journal
          yield* journal.append(Given.commit("one", [Given.write("a", 0, data[0]!, data[1]!)]))
          const kept = yield* dump!
          for (const datum of data) {
            const text = Canonical.encodeUnsafe(datum)
            // A file of lines may quote it, as JSON quotes a text.
            const quoted = JSON.stringify(text).slice(1, -1)
            const stands = Disclosure.contains(kept, text) || Disclosure.contains(kept, quoted)
            yield* Expect.holds(stands, `the text ${text} stands nowhere in the store`)
          }
        }).pipe(Effect.provide(layer))
      }),
    undefined
  ),

  Law.make(
    {
      id: "J-37",
      sentence: "What was acknowledged is there when the store is opened again, and the journal goes on from it.",
      needs: "reopen"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, reopen } = yield* make
        const names = ["one", "item", "two"]
        const one = Given.commit("one", [Given.write("a", 0, 1, 2), Given.write("b", 0, 3)], {
          children: [Given.remembered("item")]
        })
        const before = yield* Effect.gen(function* () {
          const journal = yield* Journal.Journal
          yield* Given.beEmpty(journal)
          yield* journal.append(one)
          yield* journal.append(Given.commit("two", [Given.write("b", 1, "four")]))
          return yield* Given.shown(journal, ...names)
        }).pipe(Effect.provide(layer))
        yield* Effect.gen(function* () {
          const journal = yield* Journal.Journal
          yield* Expect.equal("the journal opened again", yield* Given.shown(journal, ...names), before)
          yield* Expect.equal("the answer to a command of before", (yield* journal.append(one))._tag, "Repeated")
          yield* journal.append(Given.commit("three", [Given.write("a", 2, "five")]))
          yield* Expect.equal("the head afterwards", (yield* journal.head).position, 5)
        }).pipe(Effect.provide(reopen!(undefined)))
      }),
    undefined
  ),

  Law.make(
    {
      id: "J-38",
      sentence:
        "While the store is away every method fails with JournalUnavailable; none answers as if nothing were there.",
      needs: "outage"
    },
    (make) =>
      Effect.gen(function* () {
        const { layer, outage } = yield* make
        yield* Effect.gen(function* () {
          const journal = yield* Journal.Journal
          yield* journal.append(Given.commit("one", [Given.write("a", 0, 1)]))
          yield* outage!
          const away = "JournalUnavailable" as const
          yield* Expect.refused("reading", journal.read(Given.stream("a")), away)
          yield* Expect.refused("reading a stream of nobody", journal.read(Given.stream("b")), away)
          yield* Expect.refused("looking up", journal.recorded([Command.id("one")]), away)
          yield* Expect.refused("the head", journal.head, away)
          yield* Expect.refused("following", Given.followed(journal), away)
          yield* Expect.refused("reading all", Given.all(journal), away)
          yield* Expect.refused("appending", journal.append(Given.commit("two", [Given.write("b", 0, 1)])), away)
        }).pipe(Effect.provide(layer))
      }),
    undefined
  )
]
