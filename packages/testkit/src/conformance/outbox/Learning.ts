/** Laws of what becomes known: each thing once, in whatever order it is heard, and nothing overlooked. */
import type { Outbox } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

const { law, lease, minute, notice, plan, planned } = Given

/** O-13 to O-20. */
export const laws: ReadonlyArray<Law.Law<Outbox.Outbox, void>> = [
  law({ id: "O-13", sentence: "facts are kept once, however often they are learned, and given back" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      yield* outbox.lease(lease("a", 0), 1)
      const facts = [Given.attempted(1), Given.accepted(1, "r", 1)]
      yield* outbox.learn(lease("a", 1), Given.learned(notice(1), 0, [facts[0]!], { release: false }))
      const entry = yield* outbox.learn(lease("a", 1), Given.learned(notice(1), 1, [...facts, ...facts]))
      yield* Expect.equal("what is given back", entry.facts, [facts[1], facts[0]])
      yield* Expect.equal("what is kept", (yield* outbox.entry(notice(1).key))?.facts, [facts[1], facts[0]])
    })
  ),
  law(
    { id: "O-14", sentence: "what became known while a worker was away is not overlooked when it returns" },
    (outbox) =>
      Effect.gen(function* () {
        yield* plan(outbox, [planned(notice(1))])
        yield* outbox.lease(lease("a", 0), 1)
        yield* plan(outbox, [Given.ended(notice(1))], minute(1))
        const entry = yield* outbox.learn(
          lease("a", 2),
          Given.learned(notice(1), 0, [Given.attempted(1)], { release: false })
        )
        yield* Expect.equal(
          "what the worker is told",
          entry.facts.map(({ _tag }) => _tag),
          ["Attempted", "Ended"]
        )
        yield* outbox.learn(lease("a", 2), Given.learned(notice(1), 1, [], { lookAt: minute(900) }))
        yield* Expect.equal("what is due", (yield* outbox.lease(lease("b", 3), 1)).length, 1)
      })
  ),
  law(
    { id: "O-15", sentence: "a report joins what was accepted under its reference, and has it looked at" },
    (outbox) =>
      Effect.gen(function* () {
        yield* accept(outbox)
        yield* Expect.equal("the report", yield* outbox.report(Given.delivered("r-1")), "joined")
        yield* Expect.equal(
          "the notice",
          yield* Given.standing(outbox, notice(1)),
          `Accepted Attempted Reported ${minute(5)}`
        )
        yield* Expect.equal("the other", yield* Given.standing(outbox, notice(2)), "Accepted Attempted over")
      })
  ),
  law({ id: "O-16", sentence: "the same report again is no news" }, (outbox) =>
    Effect.gen(function* () {
      yield* accept(outbox)
      yield* outbox.report(Given.delivered("r-1"))
      yield* outbox.lease(lease("a", 6), 5)
      yield* outbox.learn(lease("a", 6), Given.learned(notice(1), 3, []))
      yield* outbox.report(Given.delivered("r-1"))
      yield* Expect.equal("the notice", yield* Given.standing(outbox, notice(1)), "Accepted Attempted Reported over")
    })
  ),
  law(
    { id: "O-17", sentence: "a report that comes before its acceptance is kept, and joined when that is learned" },
    (outbox) =>
      Effect.gen(function* () {
        yield* plan(outbox, [planned(notice(1))])
        yield* outbox.lease(lease("a", 0), 1)
        yield* Expect.equal("the early report", yield* outbox.report(Given.delivered("r-1")), "parked")
        yield* outbox.learn(
          lease("a", 1),
          Given.learned(notice(1), 0, [Given.attempted(1), Given.accepted(1, "r-1")], { lookAt: minute(900) })
        )
        yield* Expect.equal(
          "the notice",
          yield* Given.standing(outbox, notice(1)),
          `Accepted Attempted Reported ${minute(5)}`
        )
      })
  ),
  law({ id: "O-18", sentence: "a report that gives the key back joins its notice, accepted or not" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      yield* Expect.equal("it", yield* outbox.report(Given.delivered("unheard-of"), notice(1).key), "joined")
      yield* Expect.equal("the notice", yield* Given.standing(outbox, notice(1)), `Reported ${minute(5)}`)
    })
  ),
  law(
    { id: "O-19", sentence: "what nobody tries any more is tried again when it is asked for, and nothing unknown is" },
    (outbox) =>
      Effect.gen(function* () {
        yield* accept(outbox)
        yield* outbox.requeue(notice(1).key, minute(50))
        const entry = yield* outbox.entry(notice(1).key)
        yield* Expect.equal("what is kept", entry?.facts.at(-1), { _tag: "Requeued", after: 1, at: minute(50) })
        yield* Expect.equal("what is due", (yield* outbox.lease(lease("b", 50), 5)).length, 1)
        yield* Expect.refused("an unknown notice", outbox.requeue(notice(9).key, minute(50)), "UnknownNotice")
      })
  ),
  law({ id: "O-20", sentence: "an outage is an error, and never an answer", needs: "outage" }, (outbox, store) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      yield* store.outage!
      yield* Expect.refused("leasing", outbox.lease(lease("a", 0), 1), "OutboxUnavailable")
      yield* Expect.refused("looking", outbox.entry(notice(1).key), "OutboxUnavailable")
      yield* Expect.refused("reporting", outbox.report(Given.delivered("r")), "OutboxUnavailable")
      yield* Expect.refused("the checkpoint", outbox.checkpoint, "OutboxUnavailable")
    })
  )
]

/** Two notices that were sent, under r-1 and r-2. */
const accept = (outbox: Given.Service) =>
  Effect.gen(function* () {
    yield* plan(outbox, [planned(notice(1)), planned(notice(2))])
    yield* outbox.lease(lease("a", 0), 2)
    for (const number of [1, 2]) {
      const facts = [Given.attempted(1), Given.accepted(1, `r-${number}`)]
      yield* outbox.learn(lease("a", 1), Given.learned(notice(number), 0, facts))
    }
  })
