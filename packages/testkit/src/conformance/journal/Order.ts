/** Laws of the whole journal: one dense order that everybody can follow (J-17 to J-21). */
import type { Journal } from "@bina/core/adapter"
import type { Recorded } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

const nameOf = ({ stream, version }: Recorded.Recorded): string => `${stream}@${version}`

/** Ten events in four commits; each commit is acknowledged before the next is given. */
const fill = (journal: Given.JournalOf) =>
  Effect.gen(function* () {
    yield* journal.append(Given.commit("one", [Given.write("m", 0, 1, 2)]))
    yield* journal.append(Given.commit("two", [Given.write("z", 0, 3), Given.write("a", 0, 4, 5)]))
    yield* journal.append(Given.commit("three", [Given.write("a", 2, 6)]))
    yield* journal.append(
      Given.commit("four", [Given.write("m", 2, 7), Given.write("b", 0, 8), Given.write("z", 1, 9, 10)])
    )
  })

const inOrder: ReadonlyArray<string> = ["m@1", "m@2", "z@1", "a@1", "a@2", "a@3", "m@3", "b@1", "z@2", "z@3"].map(
  (name) => `cohort/${name}`
)

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law("J-17", "Following gives every event exactly once, at the positions 1, 2, 3 and so on.", (journal) =>
    Effect.gen(function* () {
      yield* fill(journal)
      const followed = yield* Given.followed(journal)
      yield* Expect.equal(
        "the positions",
        followed.map(({ position }) => position),
        inOrder.map((_, index) => index + 1)
      )
      yield* Expect.equal("the events", followed.map(({ event }) => nameOf(event)).toSorted(), inOrder.toSorted())
      for (const key of ["a", "b", "m", "z"]) {
        const stream = yield* journal.read(Given.stream(key))
        const itsEvents = followed.map(({ event }) => event).filter((event) => event.stream === Given.stream(key))
        yield* Expect.equal(
          `stream ${key} as followed`,
          itsEvents.toSorted((a, b) => a.version - b.version),
          stream
        )
      }
    })
  ),

  Given.law(
    "J-18",
    "Positions respect every stream and what came before: an event appended after another was acknowledged stands after it, and the events of a commit stand as it wrote them.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        const followed = yield* Given.followed(journal)
        yield* Expect.equal(
          "the order of the events",
          followed.map(({ event }) => nameOf(event)),
          inOrder
        )
      })
  ),

  Given.law("J-19", "Following after a position gives what follows it, from any position.", (journal) =>
    Effect.gen(function* () {
      yield* fill(journal)
      const whole = yield* Given.followed(journal)
      for (let after = 0; after <= whole.length + 1; after += 1) {
        yield* Expect.equal(`what follows position ${after}`, yield* Given.followed(journal, after), whole.slice(after))
      }
    })
  ),

  Given.law(
    "J-20",
    "Following ends with what was there when it began, also when its reader appends meanwhile.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        let steps = 0
        const append = Effect.suspend(() => {
          steps += 1
          return journal.append(Given.commit(`step-${steps}`, [Given.write("later", steps - 1, steps)]))
        })
        const positions = yield* journal.follow(4).pipe(
          Stream.mapEffect(({ position }) => Effect.as(append, position)),
          // A follower that never comes to an end would keep the law from saying so.
          Stream.take(50),
          Stream.runCollect
        )
        yield* Expect.equal("the positions", positions, [5, 6, 7, 8, 9, 10])
        yield* Expect.equal("the head afterwards", (yield* journal.head).position, 16)
      })
  ),

  Given.law(
    "J-21",
    "All events are given once, by stream in the order of the characters of their names, then by version.",
    (journal) =>
      Effect.gen(function* () {
        const keys = ["b", "B", "a-b", "a.b", "a", "a~", "10", "9"]
        for (const [index, key] of keys.entries()) {
          yield* journal.append(Given.commit(`first-${index}`, [Given.write(key, 0, 1, 2)]))
        }
        for (const [index, key] of keys.entries()) {
          yield* journal.append(Given.commit(`second-${index}`, [Given.write(key, 2, 3)]))
        }
        const events = yield* Given.all(journal)
        yield* Expect.equal(
          "all events",
          events.map(nameOf),
          keys.toSorted().flatMap((key) => [1, 2, 3].map((version) => `cohort/${key}@${version}`))
        )
      })
  )
]
