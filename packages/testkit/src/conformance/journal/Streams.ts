/** Laws of streams: order, versions, and that a commit is kept whole or not at all (J-1 to J-9). */
import { Command } from "@bina/core"
import { type Commit, type Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

/** An event with a body of any text. */
const ofText = (body: string): Commit.Write => ({
  stream: Given.stream("a"),
  expected: 0,
  events: [Given.draft(null, { body })]
})

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law(
    "J-1",
    "A new journal is empty: no event, and a head at position 0 with the hash of the beginning.",
    (journal) =>
      Effect.gen(function* () {
        yield* Expect.equal("the head", yield* journal.head, Given.emptyHead)
        yield* Expect.equal("what follows", yield* Given.followed(journal), [])
        yield* Expect.equal("all events", yield* Given.all(journal), [])
      })
  ),

  Given.law(
    "J-2",
    "A stream gives its events in the order in which they were appended, at the versions 1, 2, 3 and so on.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, "first", "second")]))
        yield* journal.append(Given.commit("two", [Given.write("a", 2, "third")]))
        yield* journal.append(Given.commit("three", [Given.write("b", 0, "elsewhere")]))
        yield* journal.append(Given.commit("four", [Given.write("a", 3, "fourth", "fifth", "sixth")]))
        const events = yield* journal.read(Given.stream("a"))
        yield* Expect.equal("the stream", Given.dataOf(events), [
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth"
        ])
        yield* Expect.equal(
          "the versions",
          events.map(({ version }) => version),
          [1, 2, 3, 4, 5, 6]
        )
        yield* Expect.equal(
          "the names of the streams",
          [...new Set(events.map(({ stream }) => stream))],
          [Given.stream("a")]
        )
      })
  ),

  Given.law("J-3", "Reading a stream after a version gives the events that follow it, and no other.", (journal) =>
    Effect.gen(function* () {
      yield* journal.append(Given.commit("one", [Given.write("a", 0, 1, 2, 3, 4)]))
      for (const after of [0, 1, 3, 4, 9]) {
        const events = yield* journal.read(Given.stream("a"), after)
        yield* Expect.equal(`the stream after version ${after}`, Given.dataOf(events), [1, 2, 3, 4].slice(after))
      }
    })
  ),

  Given.law(
    "J-4",
    "A stream that nobody wrote to is empty, a command that nobody gave is not found, and neither is an error.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, 1)]))
        yield* Expect.equal("a stream of nobody", yield* journal.read(Given.stream("b")), [])
        yield* Expect.equal("a stream of nobody after a version", yield* journal.read(Given.stream("b"), 3), [])
        yield* Expect.equal("a command of nobody", yield* journal.recorded([Command.id("two")]), new Map())
        yield* Expect.equal("no commands", yield* journal.recorded([]), new Map())
      })
  ),

  Given.law(
    "J-5",
    "A commit of several streams is kept in all of them, and answers the new version of each.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("b", 0, "before")]))
        const appended = yield* journal.append(
          Given.commit("two", [Given.write("c", 0, 1, 2), Given.write("a", 0, 3), Given.write("b", 1, 4, 5, 6)])
        )
        const versions: Commit.Appended["versions"] = new Map([
          [Given.stream("a"), 1],
          [Given.stream("b"), 4],
          [Given.stream("c"), 2]
        ])
        yield* Expect.equal("the answer", appended, { _tag: "Appended", result: { of: "two" }, versions })
        yield* Expect.equal("the first stream", Given.dataOf(yield* journal.read(Given.stream("c"))), [1, 2])
        yield* Expect.equal("the second stream", Given.dataOf(yield* journal.read(Given.stream("a"))), [3])
        yield* Expect.equal("the third stream", Given.dataOf(yield* journal.read(Given.stream("b"))), [
          "before",
          4,
          5,
          6
        ])
      })
  ),

  Given.law(
    "J-6",
    "A commit that expects a version at which its stream does not stand, lower or higher, is refused with StaleVersion, which names both.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, 1, 2)]))
        for (const expected of [0, 1, 3]) {
          const stale = journal.append(Given.commit(`at-${expected}`, [Given.write("a", expected, "late")]))
          const refusal = yield* Expect.refused(`a commit at version ${expected} of 2`, stale, "StaleVersion")
          yield* Expect.equal(
            "the refusal",
            { stream: refusal.stream, expected: refusal.expected, actual: refusal.actual },
            { stream: Given.stream("a"), expected, actual: 2 }
          )
        }
        const ahead = journal.append(Given.commit("ahead", [Given.write("b", 1, "early")]))
        yield* Expect.refused("a commit at version 1 of a stream without events", ahead, "StaleVersion")
      })
  ),

  Given.law(
    "J-7",
    "A stream that a commit only looks at must stand at its expected version too, and is not written to.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, 1, 2)]))
        const looking = (name: string, expected: number) =>
          journal.append(
            Given.commit(name, [Given.write(name, 0, name)], {
              checks: [
                { stream: Given.stream("a"), expected },
                { stream: Given.stream("never"), expected: 0 }
              ]
            })
          )
        const refusal = yield* Expect.refused("a check at version 1 of 2", looking("late", 1), "StaleVersion")
        yield* Expect.equal("the stream refused for", refusal.stream, Given.stream("a"))
        const { versions } = yield* looking("in-time", 2)
        yield* Expect.equal("the streams written to", [...versions.keys()], [Given.stream("in-time")])
        yield* Expect.equal("the stream looked at", Given.dataOf(yield* journal.read(Given.stream("a"))), [1, 2])
      })
  ),

  Given.law(
    "J-8",
    "A refused commit leaves nothing: no event in any of its streams, no position, no command.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("m", 0, 1)]))
        const names = ["late", "item", "looked"]
        const before = yield* Given.shown(journal, ...names)
        const late = Given.commit("late", [Given.write("a", 0, 2), Given.write("m", 0, 3), Given.write("z", 0, 4)], {
          children: [Given.remembered("item")]
        })
        yield* Expect.refused("a commit with one stale stream of three", journal.append(late), "StaleVersion")
        const looked = Given.commit("looked", [Given.write("a", 0, 2), Given.write("z", 0, 4)], {
          checks: [{ stream: Given.stream("m"), expected: 2 }]
        })
        yield* Expect.refused("a commit with a stale check", journal.append(looked), "StaleVersion")
        yield* Expect.equal("the journal after the refusals", yield* Given.shown(journal, ...names), before)
        for (const key of ["a", "z"]) {
          yield* Expect.equal(`stream ${key}`, yield* journal.read(Given.stream(key)), [])
        }
      })
  ),

  Given.law("J-9", "A commit that contradicts itself is refused with NotACommit and leaves nothing.", (journal) =>
    Effect.gen(function* () {
      const nonsense: ReadonlyArray<readonly [string, Commit.Commit]> = [
        ["one stream twice", Given.commit("twice", [Given.write("a", 0, 1), Given.write("a", 1, 2)])],
        [
          "a stream written to and looked at",
          Given.commit("both", [Given.write("a", 0, 1)], { checks: [{ stream: Given.stream("a"), expected: 0 }] })
        ],
        ["no event", Given.commit("none", [{ ...Given.write("a", 0, 1), events: [] as never }])],
        ["a version below nothing", Given.commit("below", [Given.write("a", -1, 1)])],
        ["a fraction in its result", Given.commit("fraction", [Given.write("a", 0, 1)], { result: 0.5 })],
        ["no text in an event", Given.commit("empty", [ofText("")])],
        ["half a character in an event", Given.commit("half", [ofText(`"\ud800"`)])],
        [
          "itself as its child",
          Given.commit("self", [Given.write("a", 0, 1)], { children: [Given.remembered("self")] })
        ]
      ]
      for (const [what, commit] of nonsense) {
        yield* Expect.refused(`a commit with ${what}`, journal.append(commit), "NotACommit")
      }
      const after = yield* Given.shown(journal, ...nonsense.map(([, { command }]) => command))
      yield* Expect.equal("the journal", after, { head: Given.emptyHead, followed: [], all: [], recorded: new Map() })
    })
  )
]
