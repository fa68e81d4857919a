/** Laws of what is kept of an event, and of the hashes that tie the journal together (J-22 to J-29). */
import { Actor, Command, Moment } from "@bina/core"
import { type Journal, Now } from "@bina/core/adapter"
import { Chain, Verification } from "@bina/core/journal"
import { Canonical } from "@bina/policy"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Arbitrary from "effect/Arbitrary"
import * as PlainData from "../../invented/PlainData.ts"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

// ---- Rules

/** Data that a database, a driver or a JSON type of its own would like to change. */
const delicate: ReadonlyArray<Schema.Json> = [
  {},
  [],
  null,
  "",
  0,
  9_007_199_254_740_991,
  -9_007_199_254_740_991,
  "9007199254740993",
  { b: 1, a: { d: [], c: null }, "": false, A: true, é: 2, "10": 3, "9": 4 },
  "Ñusa é e\u0301 “Tenggara” 🌾 漢字 \u2028",
  "\u0000 \u0001 \b \t \n \r ' '' \" \\ % ? $1 :name ; --",
  ["2020-10-05", "2020-10-05T08:00:00.000Z", "0x10", "1e3", "NaN", "null"],
  "long ".repeat(40_000)
]

export const laws: ReadonlyArray<Law.Law<Journal.Journal, void>> = [
  Given.law("J-22", "The body of an event is kept byte for byte as the canonical text of its data.", (journal) =>
    Effect.gen(function* () {
      const drawn = yield* Arbitrary.sampleEffect(PlainData.json, { count: 60 })
      const data = [...delicate, ...drawn]
      const [first, ...others] = data
      yield* journal.append(Given.commit("one", [Given.write("a", 0, first!, ...others)]))
      const events = yield* journal.read(Given.stream("a"))
      const followed = yield* Given.followed(journal)
      for (const [index, datum] of data.entries()) {
        const text = Canonical.encodeUnsafe(datum)
        yield* Expect.equal(`body ${index + 1}`, events[index]?.body, text)
        yield* Expect.equal(`body ${index + 1} as followed`, followed[index]?.event.body, text)
      }
    })
  ),

  Given.law(
    "J-23",
    "The type, the shape, the actor and the command of each event are kept as they were given.",
    (journal) =>
      Effect.gen(function* () {
        const types = [
          ["SeatOffered", 1],
          ["Kursi ditawarkan “é”", 7],
          ["x", 2_000_000_000]
        ] as const
        for (const [index, [type, version]] of types.entries()) {
          const commit = Given.commit(`given:by/~${index}`, [
            { stream: Given.stream("a"), expected: index, events: [Given.draft(index, { type, version })] }
          ])
          yield* journal.append({ ...commit, actor: Actor.id(`officer “${index}”`) })
        }
        const events = yield* journal.read(Given.stream("a"))
        yield* Expect.equal(
          "the events",
          events.map(({ actor, command, shape, type }) => ({ type, shape, actor, command })),
          types.map(([type, shape], index) => ({
            type,
            shape,
            actor: Actor.id(`officer “${index}”`),
            command: Command.id(`given:by/~${index}`)
          }))
        )
      })
  ),

  Given.law(
    "J-24",
    "The moment at which a source knew of an event is kept to the millisecond, and left out where there was none.",
    (journal) =>
      Effect.gen(function* () {
        const moments = [
          "2020-10-05T00:00:00",
          "2020-10-05T23:59:59.999",
          "2020-02-29T12:30:00.250",
          "1999-12-31T17:00:00",
          "2020-10-05T08:00:00.007"
        ].map((text) => Moment.makeUnsafe(text))
        const drafts = [Given.draft("none"), ...moments.map((knownAt) => Given.draft("known", { knownAt }))]
        const [first, ...others] = drafts
        yield* journal.append(
          Given.commit("one", [{ stream: Given.stream("a"), expected: 0, events: [first!, ...others] }])
        )
        const events = yield* journal.read(Given.stream("a"))
        yield* Expect.equal(
          "the moments",
          events.map(({ knownAt }) => knownAt),
          [null, ...moments]
        )
      })
  ),

  Given.law("J-25", "Each event carries the moment of its append, in UTC, by the clock of the program.", (journal) =>
    Effect.gen(function* () {
      const before = yield* Now.moment
      yield* journal.append(Given.commit("one", [Given.write("a", 0, 1, 2)]))
      const after = yield* Now.moment
      for (const { appendedAt } of yield* journal.read(Given.stream("a"))) {
        yield* Expect.holds(
          before <= appendedAt && appendedAt <= after,
          `an event appended between ${before} and ${after} says ${appendedAt}`
        )
        yield* Expect.holds(Moment.make(appendedAt)._tag === "Success", `${appendedAt} is no moment`)
      }
    })
  ),

  Given.law(
    "J-26",
    "Each event carries the hash of the event before it in its stream, and a hash over all that it says.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        for (const key of ["a", "b"]) {
          let previous = Chain.beginning
          for (const { hash, ...link } of yield* journal.read(Given.stream(key))) {
            yield* Expect.equal(`what version ${link.version} of ${key} is tied to`, link.previous, previous)
            yield* Expect.equal(`the hash of version ${link.version} of ${key}`, hash, Chain.hashOf(link))
            previous = hash
          }
        }
      })
  ),

  Given.law(
    "J-27",
    "Each position carries a hash over the position before it and the event that stands there.",
    (journal) =>
      Effect.gen(function* () {
        yield* fill(journal)
        let before = Chain.beginning
        for (const { commit, event, position, positionHash } of yield* Given.followed(journal)) {
          const promised = Chain.positionHashOf(before, { position, event: event.hash, commit })
          yield* Expect.equal(`the hash of position ${position}`, positionHash, promised)
          before = positionHash
        }
      })
  ),

  Given.law("J-28", "The head is the last position with its hash, and moves with what is appended alone.", (journal) =>
    Effect.gen(function* () {
      const one = Given.commit("one", [Given.write("a", 0, 1, 2), Given.write("b", 0, 3)])
      for (const commit of [one, Given.commit("two", [Given.write("a", 2, 4)])]) {
        yield* journal.append(commit)
        const last = (yield* Given.followed(journal)).at(-1)
        yield* Expect.equal("the head", yield* journal.head, { position: last?.position, hash: last?.positionHash })
      }
      const head = yield* journal.head
      yield* journal.append(one)
      yield* Expect.refused(
        "a stale commit",
        journal.append(Given.commit("three", [Given.write("a", 0, 5)])),
        "StaleVersion"
      )
      yield* Expect.equal("the head after a repeated and a refused command", yield* journal.head, head)
    })
  ),

  Given.law("J-29", "A journal verifies as whole, also against every head that was exported earlier.", (journal) =>
    Effect.gen(function* () {
      const heads = [yield* journal.head]
      yield* fill(journal)
      heads.push(yield* journal.head)
      yield* journal.append(Given.commit("more", [Given.write("b", 1, "more")]))
      heads.push(yield* journal.head)
      for (const head of heads) {
        yield* Expect.equal(
          `what is found against the head at position ${head.position}`,
          yield* Verification.of(journal, head),
          {
            _tag: "Whole",
            events: 6,
            head: heads.at(-1)
          }
        )
      }
    })
  )
]

/** Five events in two streams, of which one is written to twice. */
const fill = (journal: Given.JournalOf) =>
  Effect.gen(function* () {
    const knownAt = Moment.makeUnsafe("2020-10-05T08:00:00")
    yield* journal.append(
      Given.commit("fill-1", [
        { stream: Given.stream("a"), expected: 0, events: [Given.draft(1), Given.draft(2, { knownAt, version: 3 })] },
        Given.write("b", 0, "three")
      ])
    )
    yield* journal.append(Given.commit("fill-2", [Given.write("a", 2, 4, { five: 5 })]))
  })
