/** Laws of many at once, of interruptions and of size (J-30 to J-35). */
import { Command } from "@bina/core"
import { type Commit, type Journal } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const atOnce = { concurrency: "unbounded" } as const

const numbers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index)

/** Appends at the version that is read, and again when somebody was quicker. */
const appendAtLast = (
  journal: Given.JournalOf,
  name: string,
  key: string
): Effect.Effect<Commit.Appended, Journal.NotAppended | Journal.JournalUnavailable> =>
  Effect.gen(function* () {
    const { length } = yield* journal.read(Given.stream(key))
    return yield* journal.append(Given.commit(name, [Given.write(key, length, name)]))
  }).pipe(Effect.retry({ while: ({ _tag }) => _tag === "StaleVersion", times: 1_000 }))

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law(
    "J-30",
    "Of many who append to one stream at once, each at the version that it read, none is lost.",
    (journal) =>
      Effect.gen(function* () {
        const names = numbers(24).map((index) => `writer-${index}`)
        yield* Effect.forEach(names, (name) => appendAtLast(journal, name, "a"), atOnce)
        const events = yield* journal.read(Given.stream("a"))
        yield* Expect.equal("the events", Given.dataOf(events).toSorted(), names.toSorted())
        yield* Expect.equal(
          "the versions",
          events.map(({ version }) => version),
          numbers(24).map((index) => index + 1)
        )
        const positions = (yield* Given.followed(journal)).map(({ position }) => position)
        yield* Expect.equal(
          "the positions",
          positions,
          numbers(24).map((index) => index + 1)
        )
      })
  ),

  Given.law(
    "J-31",
    "Of many who claim the same version of a stream at once, exactly one wins, and nothing of the others is there.",
    (journal) =>
      Effect.gen(function* () {
        for (const round of numbers(5)) {
          const claims = yield* Effect.forEach(
            numbers(16),
            (index) =>
              Effect.result(
                journal.append(
                  Given.commit(`claim-${round}-${index}`, [
                    Given.write(`claimant-${round}-${index}`, 0, "claimed"),
                    Given.write("last-seat", round, index)
                  ])
                )
              ),
            atOnce
          )
          const refusals = claims.flatMap((claim) => (Result.isFailure(claim) ? [claim.failure._tag] : []))
          yield* Expect.equal(
            "the refusals of round",
            refusals,
            numbers(15).map(() => "StaleVersion")
          )
          const seats = yield* journal.read(Given.stream("last-seat"))
          yield* Expect.equal("the seats that were taken", seats.length, round + 1)
        }
        yield* Expect.equal("the events of all rounds", (yield* Given.followed(journal)).length, 10)
      })
  ),

  Given.law(
    "J-32",
    "One command given many times at once is carried out once, and everybody gets its result.",
    (journal) =>
      Effect.gen(function* () {
        const answers = yield* Effect.forEach(
          numbers(16),
          () => journal.append(Given.commit("one", [Given.write("a", 0, 1), Given.write("b", 0, 2)])),
          atOnce
        )
        yield* Expect.equal(
          "the results",
          answers.map(({ result }) => result),
          numbers(16).map(() => ({ of: "one" }))
        )
        yield* Expect.equal("how often it was appended", answers.filter(({ _tag }) => _tag === "Appended").length, 1)
        yield* Expect.equal("the events", (yield* Given.followed(journal)).length, 2)
      })
  ),

  Given.law(
    "J-33",
    "Commits of the same streams, named in any order, do not wait for each other for ever.",
    (journal) =>
      Effect.gen(function* () {
        const forth = (name: string, expected: number) => [
          Given.write("a", expected, name),
          Given.write("b", expected, name)
        ]
        const claims = numbers(20).map((index) => {
          const writes = forth(`claim-${index}`, 0)
          return Given.commit(`claim-${index}`, index % 2 === 0 ? writes : writes.toReversed())
        })
        const answers = yield* Effect.forEach(claims, (claim) => Effect.result(journal.append(claim)), atOnce).pipe(
          Effect.timeoutOrElse({
            duration: "10 seconds",
            orElse: () => Expect.found("the commits did not end within 10 seconds: they wait for each other")
          })
        )
        yield* Expect.equal("how many won", answers.filter(Result.isSuccess).length, 1)
      })
  ),

  Given.law(
    "J-34",
    "An append that is interrupted is there whole or not at all, and its command may be given again.",
    (journal) =>
      Effect.gen(function* () {
        for (const round of numbers(24)) {
          const keys = [`a-${round}`, `b-${round}`, `c-${round}`]
          const name = `round-${round}`
          const commit = Given.commit(
            name,
            keys.map((key) => Given.write(key, 0, round))
          )
          const fiber = yield* Effect.forkChild(journal.append(commit))
          if (round % 2 === 0) yield* Effect.forEach(numbers(round), () => Effect.yieldNow)
          else yield* Effect.sleep(round)
          yield* Fiber.interrupt(fiber)
          const lengths = yield* Effect.forEach(keys, (key) =>
            Effect.map(journal.read(Given.stream(key)), ({ length }) => length)
          )
          const isKept = (yield* journal.recorded([Command.id(name)])).size === 1
          yield* Expect.equal(
            `the streams after interruption ${round}`,
            lengths,
            keys.map(() => (isKept ? 1 : 0))
          )
          const again = yield* journal.append(commit)
          yield* Expect.equal(`the answer to it given again`, again._tag, isKept ? "Repeated" : "Appended")
        }
        yield* Expect.equal("the head", (yield* journal.head).position, 72)
      })
  ),

  Given.law("J-35", "A commit of thousands of events and items is kept whole.", (journal) =>
    Effect.gen(function* () {
      const [first, ...others] = numbers(6_000)
      const children = numbers(6_000).map((index) => Given.remembered(`bulk/${index}`))
      yield* journal.append(
        Given.commit("bulk", [Given.write("a", 0, first!, ...others), Given.write("b", 0, 0)], { children })
      )
      yield* Expect.equal("the events", Given.dataOf(yield* journal.read(Given.stream("a"))), numbers(6_000))
      const known = yield* journal.recorded(children.map(({ command }) => command))
      yield* Expect.equal("how many items are known", known.size, 6_000)
      yield* Expect.equal("how many positions there are", (yield* Given.followed(journal)).length, 6_001)
    })
  )
]
