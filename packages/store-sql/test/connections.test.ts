/** How long a lock is waited for, and what an error says. */
import { Journal } from "@bina/core/adapter"
import { Connections, Dialect } from "@bina/store-sql"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as SqlError from "effect/sql/SqlError"
import { TestClock } from "effect/testing"

const errorOf = (errno: number, message = "") =>
  new SqlError.SqlError({ reason: SqlError.classifySqliteError({ errno, message }, { message, operation: "execute" }) })

const locked = errorOf(5)

describe("waiting", () => {
  it.effect("asks again until the lock is let go", () =>
    Effect.gen(function* () {
      let asked = 0
      const fiber = yield* Effect.suspend(() => (++asked < 5 ? Effect.fail(locked) : Effect.succeed("done"))).pipe(
        Connections.waiting("10 seconds"),
        Effect.forkChild
      )
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual(yield* Fiber.join(fiber), "done")
      assert.strictEqual(asked, 5)
    })
  )

  it.effect("gives up after the time it was given, and not much sooner", () =>
    Effect.gen(function* () {
      let asked = 0
      const fiber = yield* Effect.suspend(() => Effect.fail(((asked += 1), locked))).pipe(
        Connections.waiting("10 seconds"),
        Effect.flip,
        Effect.forkChild
      )
      yield* TestClock.adjust("9 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual((yield* Fiber.join(fiber)).reason._tag, "LockTimeoutError")
      // Neither all the time nor hardly ever.
      assert.isAbove(asked, 100)
      assert.isBelow(asked, 1_000)
    })
  )

  it.effect("asks once where something else is wrong", () =>
    Effect.gen(function* () {
      for (const error of [errorOf(13), errorOf(19), new Journal.JournalUnavailable({ reason: "" })]) {
        let asked = 0
        const failing = Effect.suspend(() => {
          asked += 1
          return Effect.fail(error)
        })
        assert.strictEqual(yield* Effect.flip(Connections.waiting("10 seconds")(failing)), error)
        assert.strictEqual(asked, 1)
      }
    })
  )
})

describe("what an error says", () => {
  const said = (error: SqlError.SqlError) =>
    Effect.map(
      Effect.fail(error).pipe(
        Connections.failing({ dialect: Dialect.sqlite }, (reason) => new Journal.JournalUnavailable({ reason })),
        Effect.flip
      ),
      ({ message }) => message
    )

  it.effect.each([
    [5, "another process holds the lock"],
    [261, "another process holds the lock"],
    [8, "the file cannot be written"],
    [1544, "the file cannot be written"],
    [13, "the disk is full"],
    [2067, "a row was refused"],
    [26, "the file is no database"],
    [1, "the database said UnknownError"]
  ] as const)("is what its code %s means, never its message", ([code, meaning]) =>
    Effect.gen(function* () {
      const message = yield* said(errorOf(code, "Siti Aminah 1271010101900001"))
      assert.include(message, meaning)
      assert.notInclude(message, "Siti")
    })
  )

  it.effect("leaves errors of other kinds as they are", () =>
    Effect.gen(function* () {
      const other = new Journal.StoreIsNewer({ what: "journal", store: 2, program: 1 })
      const error = yield* Effect.fail(other).pipe(
        Connections.failing({ dialect: Dialect.sqlite }, (reason) => new Journal.JournalUnavailable({ reason })),
        Effect.flip
      )
      assert.strictEqual(error, other)
    })
  )
})

describe("pages", () => {
  it.effect.each([0, 1, 2, 3, 4, 5, 6, 7])("of three give all %s rows once, in order", (count) =>
    Effect.gen(function* () {
      const rows = Array.from({ length: count }, (_, index) => index + 1)
      let largest = 0
      const page = (last: number | undefined) =>
        Effect.sync(() => {
          const found = rows.filter((row) => row > (last ?? 0)).slice(0, 3)
          largest = Math.max(largest, found.length)
          return found
        })
      assert.deepStrictEqual(yield* Stream.runCollect(Connections.pages(page, 3)), rows)
      assert.isAtMost(largest, 3)
    })
  )
})
