/** Laws of commands as they are kept, and of reading many streams at once (J-42 to J-44). */
import { type Journal } from "@bina/core/adapter"
import { Chain } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

/** Three commands: one with two items, one without any event, one of two streams. */
const fill = (journal: Given.JournalOf) =>
  Effect.gen(function* () {
    const children = ["one/1", "one/2"].map(Given.remembered)
    yield* journal.append(Given.commit("one", [Given.write("a", 0, 1, 2)], { children }))
    yield* journal.append(Given.commit("nothing", []))
    yield* journal.append(Given.commit("two", [Given.write("b", 0, 3), Given.write("a", 2, 4)]))
  })

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law(
    "J-42",
    "Many streams are read at once, each from its version on, as each of them alone; one that nobody wrote to is empty.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        const asked = [
          { stream: Given.stream("b") },
          { stream: Given.stream("nobody") },
          { stream: Given.stream("a"), after: 2 }
        ]
        const alone = yield* Effect.forEach(asked, ({ after = 0, stream }) =>
          Effect.map(journal.read(stream, after), (events) => [stream, events] as const)
        )
        yield* Expect.equal("the streams", yield* journal.readMany(asked), new Map(alone))
        yield* Expect.equal("no streams", yield* journal.readMany([]), new Map())
        const many = Array.from({ length: 3_000 }, (_, index) => ({ stream: Given.stream(`nobody-${index}`) }))
        const found = yield* journal.readMany([...many, { stream: Given.stream("a") }])
        yield* Expect.equal("how many were asked for", found.size, 3_001)
        yield* Expect.equal("one among thousands", Given.dataOf(found.get(Given.stream("a")) ?? []), [1, 2, 4])
      })
  ),

  Given.law(
    "J-43",
    "Commands are given in their order with their items after them, each tied to the one before it by a hash over all that is kept of it.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        const kept = yield* Stream.runCollect(journal.commands)
        yield* Expect.equal(
          "the commands",
          kept.map(({ actor, answer, command, parent, position }) => [command, parent, position, actor, answer]),
          [
            ["one", null, 0, Given.actor, `{"of":"one"}`],
            ["one/1", "one", 0, Given.actor, `{"of":"one/1"}`],
            ["one/2", "one", 0, Given.actor, `{"of":"one/2"}`],
            ["nothing", null, 2, Given.actor, `{"of":"nothing"}`],
            ["two", null, 2, Given.actor, `{"of":"two"}`]
          ]
        )
        let before = Chain.beginning
        for (const [index, { hash, ...said }] of kept.entries()) {
          yield* Expect.equal(`the number of ${said.command}`, said.number, index + 1)
          yield* Expect.equal(`the digest of ${said.command}`, said.digest, `digest-of-${said.command}`)
          yield* Expect.equal(`the hash of ${said.command}`, hash, Chain.commandHashOf(before, said))
          before = hash
        }
      })
  ),

  Given.law("J-44", "The hash of a position covers the last command that was kept with the event.", (journal) =>
    Effect.gen(function* () {
      yield* fill(journal)
      const kept = yield* Stream.runCollect(journal.commands)
      const [one, two] = [kept[2]?.hash, kept[4]?.hash]
      yield* Expect.equal(
        "the hashes of commands",
        (yield* Given.followed(journal)).map(({ commit }) => commit),
        [one, one, two, two]
      )
    })
  )
]
