import { assert, describe, it } from "@effect/vitest"
import { Journal, MemoryStore, Streams, Verification } from "@bina/core"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { TestClock } from "effect/testing"
import * as Season from "./Season.ts"

const { app, desk, weaving, baking } = Season

/** A store in which somebody else always gets a turn between what was read and what is written; it counts the late. */
const hesitant = (late: { count: number }) =>
  Layer.effect(
    Journal.Journal,
    Effect.map(Journal.Journal, (journal) =>
      Journal.Journal.of({
        ...journal,
        append: (commit) =>
          Effect.andThen(Effect.yieldNow, journal.append(commit)).pipe(
            Effect.tapError((error) =>
              Effect.sync(() => {
                if (error._tag === "StaleVersion") late.count += 1
              })
            )
          )
      })
    )
  ).pipe(Layer.provideMerge(MemoryStore.layer(Streams.projection)))

/** Whoever was late waits a little; the clock of a test only moves when it is told. */
const ticking = Effect.forkChild(Effect.forever(Effect.andThen(Effect.yieldNow, TestClock.adjust("20 millis"))))

const atOnce = <A, E, R>(commands: ReadonlyArray<Effect.Effect<A, E, R>>) =>
  Effect.forEach(commands, Effect.result, { concurrency: "unbounded" })

describe("Office, at two desks", () => {
  it.effect("L44 of two desks that promote for the last seat one gives it, the other finds it given", () => {
    const late = { count: 0 }
    return Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* ticking
      yield* office.exit({ ...desk("exit"), cohort: weaving, application: app("a-budi"), reason: "Moved" })
      const answerBy = Season.at("2030-03-01T00:00:00")
      const outcomes = yield* atOnce(
        Array.from({ length: 8 }, (_, index) =>
          office.promoteWaitlist({ ...desk(`promote/${index}`), cohort: weaving, answerBy })
        )
      )
      const offered = outcomes.map((outcome) => (Result.isSuccess(outcome) ? outcome.success.answer.offered : "failed"))
      assert.deepStrictEqual(offered.flat(), [app("a-citra")])
      assert.isAbove(late.count, 0)
      assert.strictEqual((yield* Verification.of(yield* Journal.Journal))._tag, "Whole")
    }).pipe(Effect.provide(Season.layerOn(hesitant(late))))
  })

  it.effect("one person admitted to two cohorts at once gets one seat of the season", () => {
    const late = { count: 0 }
    return Effect.gen(function* () {
      const office = yield* Season.open
      yield* ticking
      yield* Season.receive(weaving, "receive/w", Season.received("ani", 1))
      yield* Season.receive(baking, "receive/b", Season.received("ani", 1, { item: "apply/baking/ani" }))
      const outcomes = yield* atOnce(
        [weaving, baking].map((cohort) =>
          office.admit({ ...desk(`admit/${cohort}`), cohort, answerBy: Season.answerBy })
        )
      )
      const tags = outcomes.flatMap((outcome) =>
        Result.isSuccess(outcome)
          ? outcome.success.answer.determined.map(({ determination }) =>
              determination._tag === "Refused" ? determination.reasons.join() : determination._tag
            )
          : ["failed"]
      )
      assert.deepStrictEqual(tags.toSorted(), ["Seated", "one-seat"])
      assert.isAbove(late.count, 0)
    }).pipe(Effect.provide(Season.layerOn(hesitant(late))))
  })

  it.effect("the same command from two desks at once happens once", () => {
    const late = { count: 0 }
    return Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* ticking
      const command = { ...desk("decline"), cohort: weaving, application: app("a-citra") }
      const withdrawn = yield* atOnce([office.withdraw(command), office.withdraw(command)])
      assert.deepStrictEqual(
        withdrawn.map((outcome) => (Result.isSuccess(outcome) ? outcome.success.isRepeated : "failed")).toSorted(),
        [false, true]
      )
    }).pipe(Effect.provide(Season.layerOn(hesitant(late))))
  })
})
