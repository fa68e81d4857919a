/** Laws of commands: each is carried out once, however often it is given (J-10 to J-16). */
import { Command } from "@bina/core"
import { type Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const otherDigest = { digest: Command.digest("another-content") }

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law(
    "J-10",
    "The same command again answers as the first time and writes nothing, even where its streams went on.",
    (journal) =>
      Effect.gen(function* () {
        const first = Given.commit("one", [Given.write("a", 0, 1)])
        yield* journal.append(first)
        const repeated = { _tag: "Repeated", result: { of: "one" }, versions: new Map() }
        yield* Expect.equal("the answer at once", yield* journal.append(first), repeated)
        yield* journal.append(Given.commit("two", [Given.write("a", 1, 2), Given.write("b", 0, 3)]))
        const before = yield* Given.shown(journal, "one", "two")
        yield* Expect.equal("the answer later", yield* journal.append(first), repeated)
        // Decided again on newer state, the same command has other events, and they are not written.
        const decidedAgain = { ...first, writes: [Given.write("a", 2, "again")], result: { of: "another" } }
        yield* Expect.equal("the answer to it decided again", yield* journal.append(decidedAgain), repeated)
        yield* Expect.equal("the journal", yield* Given.shown(journal, "one", "two"), before)
      })
  ),

  Given.law("J-11", "The same command with another content is a CommandConflict and writes nothing.", (journal) =>
    Effect.gen(function* () {
      yield* journal.append(Given.commit("one", [Given.write("a", 0, 1)]))
      const before = yield* Given.shown(journal, "one")
      const other = Given.commit("one", [Given.write("a", 1, 2)], otherDigest)
      const refusal = yield* Expect.refused("the command with another digest", journal.append(other), "CommandConflict")
      yield* Expect.equal("the command refused", refusal.command, "one")
      yield* Expect.equal("the journal", yield* Given.shown(journal, "one"), before)
    })
  ),

  Given.law(
    "J-12",
    "What was refused is not remembered: the command may be given again under its id, also with another content.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, 1)]))
        for (const [name, more] of [
          ["two", {}],
          ["three", otherDigest]
        ] as const) {
          const stale = Given.commit(name, [Given.write("a", 0, name)], { children: [Given.remembered(`${name}/1`)] })
          yield* Expect.refused("a stale commit", journal.append(stale), "StaleVersion")
          yield* Expect.equal(
            "its command",
            yield* journal.recorded([stale.command, Command.id(`${name}/1`)]),
            new Map()
          )
          const expected = (yield* journal.read(Given.stream("a"))).length
          const again = yield* journal.append({ ...stale, ...more, writes: [Given.write("a", expected, name)] })
          yield* Expect.equal("the answer to it given again", again._tag, "Appended")
        }
        yield* Expect.equal("the stream", Given.dataOf(yield* journal.read(Given.stream("a"))), [1, "two", "three"])
      })
  ),

  Given.law("J-13", "The items of a bulk command are known by their own ids, each with its own result.", (journal) =>
    Effect.gen(function* () {
      const children = ["bulk/1", "bulk/2", "bulk/3"].map(Given.remembered)
      yield* journal.append(Given.commit("bulk", [Given.write("a", 0, 1, 2, 3)], { children }))
      const known = yield* journal.recorded(children.map(({ command }) => command))
      yield* Expect.equal("the items", known, new Map(children.map((child) => [child.command, child])))
      const alone = yield* journal.append({ ...Given.commit("bulk/2", [Given.write("a", 3, "again")]) })
      yield* Expect.equal("an item given as a command", alone, {
        _tag: "Repeated",
        result: { of: "bulk/2" },
        versions: new Map()
      })
    })
  ),

  Given.law(
    "J-14",
    "A commit with an item that is known already is refused with AlreadyRecorded, or with CommandConflict where its content differs, and leaves nothing.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("bulk", [Given.write("a", 0, 1)], { children: [Given.remembered("item")] }))
        const before = yield* Given.shown(journal, "bulk", "item", "later", "fresh")
        const later = (item: object) =>
          journal.append(
            Given.commit("later", [Given.write("a", 1, 2)], {
              children: [Given.remembered("fresh"), { ...Given.remembered("item"), ...item }]
            })
          )
        const recorded = yield* Expect.refused("an item known already", later({}), "AlreadyRecorded")
        yield* Expect.equal("the item refused", recorded.command, "item")
        yield* Expect.refused("an item of another content", later(otherDigest), "CommandConflict")
        yield* Expect.equal("the journal", yield* Given.shown(journal, "bulk", "item", "later", "fresh"), before)
      })
  ),

  Given.law("J-15", "A command that brings about no event is remembered as any other.", (journal) =>
    Effect.gen(function* () {
      const nothing = Given.commit("nothing", [])
      yield* Expect.equal("the first answer", (yield* journal.append(nothing))._tag, "Appended")
      yield* Expect.equal("the second answer", yield* journal.append(nothing), {
        _tag: "Repeated",
        result: { of: "nothing" },
        versions: new Map()
      })
      yield* Expect.refused(
        "it with another content",
        journal.append({ ...nothing, ...otherDigest }),
        "CommandConflict"
      )
      yield* Expect.equal("the head", yield* journal.head, Given.emptyHead)
    })
  ),

  Given.law(
    "J-16",
    "Commands are looked up by id, each with its digest and its result exactly as they were, and only those asked for.",
    (journal) =>
      Effect.gen(function* () {
        const results: ReadonlyArray<Schema.Json> = [
          null,
          false,
          9_007_199_254_740_991,
          "",
          "Ñusa “Tenggara” 🌾 \u0000 ' \\ %",
          [],
          { z: [1, { deep: null }], a: -9_007_199_254_740_991 }
        ]
        const given = results.map((result, index) => ({ ...Given.remembered(`command-${index}`), result }))
        for (const [index, more] of given.entries()) {
          yield* journal.append(Given.commit(more.command, [Given.write("a", index, index)], more))
        }
        const ids = given.map(({ command }) => command)
        yield* Expect.equal(
          "all commands",
          yield* journal.recorded(ids),
          new Map(given.map((each) => [each.command, each]))
        )
        const two = [given[6]!, given[1]!]
        yield* Expect.equal(
          "two of them, and one that nobody gave",
          yield* journal.recorded([...two.map(({ command }) => command), Command.id("nobody")]),
          new Map(two.map((each) => [each.command, each]))
        )
        const many = Array.from({ length: 3_000 }, (_, index) => Command.id(`never-${index}`))
        yield* Expect.equal("one among thousands", (yield* journal.recorded([...many, ids[0]!])).size, 1)
      })
  )
]
