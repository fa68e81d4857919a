/** Writes that come at the same time: one transaction, an answer each, and nobody held up by another. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import * as SqlError from "effect/sql/SqlError"
import * as Together from "../src/Together.ts"

/** Counts the transactions, the first `failing` of which fail. */
const counting = (failing = 0) => {
  const counts = { transactions: 0 }
  const together = Together.make<string>((transaction) =>
    Effect.suspend(() => {
      counts.transactions += 1
      return counts.transactions <= failing
        ? Effect.fail("the disk is full")
        : Effect.mapError(Effect.andThen(Effect.yieldNow, transaction), () => "the database said no")
    })
  )
  return { counts, together }
}

const written = <A>(value: A) => Effect.succeed(Result.succeed(value))
const all = { concurrency: "unbounded" } as const

describe("writes that come together", () => {
  it.effect("share a transaction, and each gets its own answer", () =>
    Effect.gen(function* () {
      const { counts, together } = counting()
      const asked = Array.from({ length: 1_200 }, (_, index) => index)
      assert.deepStrictEqual(yield* Effect.forEach(asked, (one) => together(written(one)), all), asked)
      assert.strictEqual(counts.transactions, 3)
      assert.strictEqual(yield* together(written("later")), "later")
    })
  )

  it.effect("are refused one by one", () =>
    Effect.gen(function* () {
      const { together } = counting()
      const refused = together(Effect.succeed(Result.fail("taken")))
      const answers = yield* Effect.all([together(written(1)), Effect.flip(refused), together(written(2))], all)
      assert.deepStrictEqual(answers, [1, "taken", 2])
    })
  )

  it.effect("fail together where the transaction fails, and whoever comes later is not among them", () =>
    Effect.gen(function* () {
      const { together } = counting(1)
      const failed = yield* Effect.all([Effect.flip(together(written(1))), Effect.flip(together(written(2)))], all)
      assert.deepStrictEqual(failed, ["the disk is full", "the disk is full"])
      assert.strictEqual(yield* together(written(3)), 3)
      const reason = SqlError.classifySqliteError({ errno: 19, message: "no" }, { message: "no", operation: "execute" })
      const broken = together(Effect.fail(new SqlError.SqlError({ reason })))
      assert.strictEqual(yield* Effect.flip(broken), "the database said no")
      assert.strictEqual(yield* together(written(4)), 4)
    })
  )

  it.effect("go on when one of those who wait goes away", () =>
    Effect.gen(function* () {
      const { together } = counting()
      const first = yield* Effect.forkChild(together(written(1)))
      const second = yield* Effect.forkChild(together(written(2)))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(first)
      assert.strictEqual(yield* Fiber.join(second), 2)
      assert.strictEqual(yield* together(written(3)), 3)
    })
  )
})
