/** Laws of what is planned: kept whole, once, and looked at when its time has come. */
import type { Outbox } from "@bina/core/notices"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Expect from "../Expect.ts"
import type * as Law from "../Law.ts"
import * as Given from "./Given.ts"

const { law, lease, minute, notice, plan, planned } = Given

/** O-1 to O-6. */
export const laws: ReadonlyArray<Law.Law<Outbox.Outbox, void>> = [
  law({ id: "O-1", sentence: "an outbox begins empty, planned up to position 0" }, (outbox) =>
    Effect.gen(function* () {
      yield* Expect.equal("the checkpoint", yield* outbox.checkpoint, 0)
      yield* Expect.equal("what is leased", yield* outbox.lease(lease("a", 0), 10), [])
      yield* Expect.equal("what it holds", yield* Stream.runCollect(outbox.entries), [])
    })
  ),
  law({ id: "O-2", sentence: "what is planned is kept as it was said, in its order, with the checkpoint" }, (outbox) =>
    Effect.gen(function* () {
      const notices = [notice(2, 3), notice(1)]
      yield* outbox.plan({ from: 0, to: 7, changes: notices.map(planned), at: minute(0) })
      yield* Expect.equal("the checkpoint", yield* outbox.checkpoint, 7)
      yield* Expect.equal(
        "what it holds",
        yield* Stream.runCollect(outbox.entries),
        notices.map((one) => ({ notice: one, facts: [], lookAt: one.notBefore }))
      )
    })
  ),
  law({ id: "O-3", sentence: "a plan from another checkpoint is refused, and nothing of it is kept" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      const late = outbox.plan({ from: 0, to: 9, changes: [planned(notice(2))], at: minute(0) })
      const { position } = yield* Expect.refused("a plan from 0", late, "PlannedMeanwhile")
      yield* Expect.equal("the position that is told", position, 1)
      yield* Expect.equal("the checkpoint", yield* outbox.checkpoint, 1)
      yield* Expect.equal("the other notice", yield* Given.standing(outbox, notice(2)), "not there")
    })
  ),
  law({ id: "O-4", sentence: "a notice that is planned again stays as it is" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1))])
      yield* outbox.lease(lease("a", 0), 1)
      yield* outbox.learn(lease("a", 1), Given.learned(notice(1), 0, [Given.attempted(1), Given.accepted(1, "r")]))
      yield* plan(outbox, [planned(notice(1))])
      yield* Expect.equal("it", yield* Given.standing(outbox, notice(1)), "Accepted Attempted over")
      yield* Expect.equal("all", (yield* Stream.runCollect(outbox.entries)).length, 1)
    })
  ),
  law({ id: "O-5", sentence: "an ending is added to what is known of its notice, and has it looked at" }, (outbox) =>
    Effect.gen(function* () {
      yield* plan(outbox, [planned(notice(1, 500))])
      yield* plan(outbox, [Given.ended(notice(1))], minute(3))
      const [entry] = yield* outbox.lease(lease("a", 3), 10)
      yield* Expect.equal("what is looked at", entry?.facts, [
        { _tag: "Ended", as: "superseded", because: "moved", at: minute(3) }
      ])
    })
  ),
  law(
    { id: "O-6", sentence: "what was kept is there when the store is opened again", needs: "reopen" },
    (outbox, store) =>
      Effect.gen(function* () {
        yield* plan(outbox, [planned(notice(1)), planned(notice(2))])
        yield* outbox.lease(lease("a", 0), 1)
        yield* outbox.learn(lease("a", 1), Given.learned(notice(1), 0, [Given.attempted(1)], { release: false }))
        yield* outbox.report(Given.delivered("early"))
        const again = Given.outboxOf(yield* Layer.build(store.reopen!()))
        yield* Expect.equal("the checkpoint", yield* again.checkpoint, 1)
        yield* Expect.equal("the notice", yield* Given.standing(again, notice(1)), "Attempted over")
        // The lease outlives the process that held it, and so does a report that nobody was waiting for.
        yield* again.learn(lease("a", 2), Given.learned(notice(1), 1, [Given.accepted(1, "early")]))
        yield* Expect.equal(
          "the notice after its report",
          yield* Given.standing(again, notice(1)),
          `Accepted Attempted Reported ${minute(5)}`
        )
      })
  )
]
