/** Laws of leases: one worker at a time, and whoever lost one knows it. */
import type { Outbox } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

const { law, lease, minute, notice, plan, planned } = Given

const numbers = (entries: ReadonlyArray<Outbox.Entry>): ReadonlyArray<number> =>
  entries.map((entry) => entry.notice.cause.version)

/** O-7 to O-12. */
export const laws: ReadonlyArray<Law.Law<Outbox.Outbox, void>> = [
  law(
    { id: "O-7", sentence: "leases are of what is due, the longest due first, and no more than asked for" },
    (outbox) =>
      Effect.gen(function* () {
        yield* plan(outbox, [notice(1, 4), notice(2, 2), notice(3, 3), notice(4, 6)].map(planned))
        yield* Expect.equal("at first", numbers(yield* outbox.lease(lease("a", 1), 10)), [])
        yield* Expect.equal("two of three", numbers(yield* outbox.lease(lease("a", 5), 2)), [2, 3])
        yield* Expect.equal("the third", numbers(yield* outbox.lease(lease("a", 5), 2)), [1])
      })
  ),
  law({ id: "O-8", sentence: "no two workers hold one notice at once, however many come together" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(
        outbox,
        Array.from({ length: 40 }, (_, index) => planned(notice(index + 1)))
      )
      const leased = yield* Effect.forEach(
        Array.from({ length: 8 }, (_, index) => `worker-${index}`),
        (worker) => Effect.forEach([1, 2, 3], () => outbox.lease(lease(worker, 0), 2)),
        { concurrency: "unbounded" }
      )
      const all = leased.flat(2)
      yield* Expect.equal("how many are held", all.length, 40)
      yield* Expect.equal("how many different ones", new Set(numbers(all)).size, 40)
    })
  ),
  law({ id: "O-9", sentence: "what a worker no longer holds goes to another, who finds what was learned" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      yield* outbox.lease(lease("a", 0), 1)
      const tried = Given.learned(notice(1), 0, [Given.attempted(1)], { lookAt: minute(0), release: false })
      yield* outbox.learn(lease("a", 1), tried)
      yield* Expect.equal("while it is held", yield* outbox.lease(lease("b", 9), 1), [])
      const [entry] = yield* outbox.lease(lease("b", 10), 1)
      yield* Expect.equal("when the lease is over", entry?.facts, [Given.attempted(1)])
    })
  ),
  law({ id: "O-10", sentence: "whoever lost a lease learns nothing into the outbox, and is told" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      const learned = Given.learned(notice(1), 0, [Given.accepted(1, "late")])
      yield* Expect.refused("without a lease", outbox.learn(lease("a", 0), learned), "LeaseLost")
      yield* outbox.lease(lease("a", 0), 1)
      yield* Expect.refused("when it is over", outbox.learn(lease("a", 10), learned), "LeaseLost")
      yield* outbox.lease(lease("b", 10), 1)
      yield* Expect.refused("when another has it", outbox.learn(lease("a", 11), learned), "LeaseLost")
      yield* Expect.equal("what is known", yield* Given.standing(outbox, notice(1)), String(minute(0)))
    })
  ),
  law({ id: "O-11", sentence: "a lease that is extended holds for longer, and only by whoever has it" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1)), planned(notice(2))])
      yield* outbox.lease(lease("a", 0), 1)
      const keys = [notice(1).key, notice(2).key]
      yield* Expect.equal("what a still has", yield* outbox.extend(lease("a", 8), keys), new Set([notice(1).key]))
      yield* Expect.equal("what b has", yield* outbox.extend(lease("b", 8), keys), new Set())
      yield* Expect.equal("what is free", numbers(yield* outbox.lease(lease("b", 12), 5)), [2])
      yield* Expect.equal("what a has too late", yield* outbox.extend(lease("a", 18), keys), new Set())
    })
  ),
  law({ id: "O-12", sentence: "a notice that was released is looked at when it was said, or never" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1)), planned(notice(2))])
      yield* outbox.lease(lease("a", 0), 2)
      yield* outbox.learn(lease("a", 1), Given.learned(notice(1), 0, [], { lookAt: minute(30) }))
      yield* outbox.learn(lease("a", 1), Given.learned(notice(2), 0, []))
      yield* Expect.equal("before", yield* outbox.lease(lease("b", 29), 5), [])
      yield* Expect.equal("after", numbers(yield* outbox.lease(lease("b", 300), 5)), [1])
    })
  )
]
