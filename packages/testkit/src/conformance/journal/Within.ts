/** Laws of what is done within an append: with the commit, or not at all (J-39 to J-41). */
import { Command } from "@bina/core"
import { type Commit, type Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Errors

/** What is done within an append did not succeed. */
class NotDone extends Schema.TaggedError<NotDone>()("NotDone", {}) {}

// ---- Rules

const otherDigest = { digest: Command.digest("another-content") }

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law(
    "J-39",
    "What is to be done within an append is done once when the commit is kept, and not at all when it is refused or repeated.",
    (journal) =>
      Effect.gen(function* () {
        let times = 0
        const counting = Effect.sync(() => {
          times += 1
        })
        const one = Given.commit("one", [Given.write("a", 0, 1)], { children: [Given.remembered("item")] })
        yield* journal.append(one, counting)
        yield* Expect.equal("how often it was done", times, 1)
        yield* journal.append(one, counting)
        const write = [Given.write("a", 1, 2)]
        const refused: ReadonlyArray<readonly [string, Commit.Commit, Journal.NotAppended["_tag"]]> = [
          ["another content", { ...one, ...otherDigest }, "CommandConflict"],
          ["a stale commit", Given.commit("two", [Given.write("a", 0, 2)]), "StaleVersion"],
          [
            "a stale check",
            Given.commit("two", write, { checks: [{ stream: Given.stream("b"), expected: 1 }] }),
            "StaleVersion"
          ],
          [
            "an item known already",
            Given.commit("two", write, { children: [Given.remembered("item")] }),
            "AlreadyRecorded"
          ],
          ["a commit that contradicts itself", Given.commit("two", [...write, ...write]), "NotACommit"]
        ]
        for (const [what, commit, tag] of refused) {
          yield* Expect.refused(what, journal.append(commit, counting), tag)
          yield* Expect.equal(`how often it was done after ${what}`, times, 1)
        }
      })
  ),

  Given.law(
    "J-40",
    "Where what is to be done within an append fails, the append fails with it, and nothing of the commit is there.",
    (journal) =>
      Effect.gen(function* () {
        yield* journal.append(Given.commit("one", [Given.write("a", 0, 1)]))
        const names = ["one", "two", "item"]
        const before = yield* Given.shown(journal, ...names)
        const two = Given.commit("two", [Given.write("a", 1, 2), Given.write("b", 0, 3)], {
          children: [Given.remembered("item")]
        })
        yield* Expect.refused("it", journal.append(two, new NotDone()), "NotDone")
        yield* Expect.equal("the journal", yield* Given.shown(journal, ...names), before)
        yield* Expect.equal("the answer to it given again", (yield* journal.append(two))._tag, "Appended")
      })
  ),

  Given.law(
    "J-41",
    "Of many who claim the same version of a stream at once, what is to be done within is done for the one that wins alone.",
    (journal) =>
      Effect.gen(function* () {
        const numbers = Array.from({ length: 12 }, (_, index) => index)
        const done: Array<number> = []
        const claims = yield* Effect.forEach(
          numbers,
          (index) =>
            Effect.result(
              journal.append(
                Given.commit(`claim-${index}`, [Given.write("last-seat", 0, index)]),
                // Others get their turn while it is being done.
                Effect.andThen(
                  Effect.sleep("1 millis"),
                  Effect.sync(() => void done.push(index))
                )
              )
            ),
          { concurrency: "unbounded" }
        )
        const winners = numbers.filter((index) => Result.isSuccess(claims[index]!))
        yield* Expect.equal("how many win", winners.length, 1)
        yield* Expect.equal("for whom it was done", done, winners)
      })
  )
]
