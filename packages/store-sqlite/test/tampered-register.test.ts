import type { DatabaseSync } from "node:sqlite"
import { assert, describe, it } from "@effect/vitest"
import { Journal, Register } from "@bina/core/adapter"
import { RegisterVerification } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import * as Given from "./Given.ts"

/** Three streams with a row each. */
const filled = Effect.gen(function* () {
  const file = yield* Given.file
  yield* Effect.gen(function* () {
    const journal = yield* Journal.Journal
    yield* journal.append(Given.commit("c-1", "a", 0, 2))
    yield* journal.append(Given.commit("c-2", "b", 0, 1))
    yield* journal.append(Given.commit("c-3", "c", 0, 4))
  }).pipe(Effect.provide(Layer.fresh(Given.store(file))))
  return file
})

const verified = Effect.gen(function* () {
  const [journal, register] = [yield* Journal.Journal, yield* Register.Register]
  return yield* RegisterVerification.of(journal, register, Given.projection)
})

const verify = (file: string) => verified.pipe(Effect.provide(Layer.fresh(Given.store(file))))

const whole = { _tag: "Same", rows: 3, unsettled: [] }

const [a, b, c] = [Given.stream("a"), Given.stream("b"), Given.stream("c")]

const changes: ReadonlyArray<
  readonly [name: string, sql: string, flaw: RegisterVerification.Flaw, key: string, table?: string]
> = [
  ["a number", `UPDATE cohorts SET events = 3 WHERE key = '${b}'`, "row-changed", b],
  ["yes for no", `UPDATE cohorts SET is_large = 1 WHERE key = '${b}'`, "row-changed", b],
  ["a day", `UPDATE cohorts SET since = '2020-09-15' WHERE key = '${c}'`, "row-changed", c],
  ["a text where there was none", `UPDATE cohorts SET note = '' WHERE key = '${a}'`, "row-changed", a],
  ["the stream of a row", `UPDATE cohorts SET stream = '${b}' WHERE key = '${a}'`, "row-changed", a],
  ["a stream that is not there", `UPDATE cohorts SET stream = 'cohort/z' WHERE key = '${a}'`, "row-changed", a],
  ["the key of a row", `UPDATE cohorts SET key = 'cohort/z' WHERE key = '${b}'`, "row-missing", b],
  ["a row removed", `DELETE FROM cohorts WHERE key = '${b}'`, "row-missing", b],
  ["all rows removed", "DELETE FROM cohorts", "row-missing", a],
  [
    "a row added to a stream",
    `INSERT INTO cohorts SELECT 'cohort/bb', stream, events, is_large, since, note FROM cohorts WHERE key = '${b}'`,
    "row-added",
    "cohort/bb"
  ],
  [
    "a row of a stream that is not there",
    `INSERT INTO cohorts SELECT 'cohort/z', 'cohort/z', events, is_large, since, note FROM cohorts WHERE key = '${b}'`,
    "row-added",
    "cohort/z"
  ],
  [
    "two rows exchanged",
    `UPDATE cohorts SET key = 'x' WHERE key = '${a}'; UPDATE cohorts SET key = '${a}' WHERE key = '${b}';
     UPDATE cohorts SET key = '${b}' WHERE key = 'x'`,
    "row-changed",
    a
  ],
  [
    "what a column is said to mean",
    "UPDATE register_columns SET text = 'how many left' WHERE column_name = 'events'",
    "described-otherwise",
    ""
  ],
  [
    "what kind a column is said to be",
    "UPDATE register_columns SET kind = 'text' WHERE column_name = 'events'",
    "described-otherwise",
    ""
  ],
  [
    "a column that is not explained",
    "DELETE FROM register_columns WHERE column_name = 'note'",
    "described-otherwise",
    ""
  ],
  [
    "an explanation of a table that is not there",
    "INSERT INTO register_columns VALUES ('others', 'key', 'text', 'a key', 'others')",
    "described-otherwise",
    "",
    "others"
  ]
]

const standings: ReadonlyArray<readonly [name: string, sql: string, refused: ReadonlyArray<string>]> = [
  ["a higher version of the journal", "UPDATE bina_store SET version = 9 WHERE part = 'journal'", ["StoreIsNewer"]],
  ["a lower version of the journal", "UPDATE bina_store SET version = 0 WHERE part = 'journal'", ["CannotOpen"]],
  ["no version of the journal", "DELETE FROM bina_store WHERE part = 'journal'", ["CannotOpen"]],
  [
    "a higher version of the register",
    "UPDATE bina_store SET version = 9 WHERE part = 'register'",
    ["RegisterUnavailable"]
  ],
  [
    "a lower version of the register",
    "UPDATE bina_store SET version = 0 WHERE part = 'register'",
    ["RegisterUnavailable"]
  ],
  ["no version of the register", "DELETE FROM bina_store WHERE part = 'register'", ["RegisterUnavailable"]],
  ["other tables of the register", "UPDATE bina_store SET detail = '[]' WHERE part = 'register'", ["ProjectionRefused"]]
]

describe("L42 tampering with the register is found", () => {
  it.live("not where nobody tampered", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* verify(yield* filled), whole as RegisterVerification.RegisterVerification)
    })
  )

  for (const [name, sql, flaw, key, table = "cohorts"] of changes) {
    it.live(name, () =>
      Effect.gen(function* () {
        const file = yield* filled
        Given.raw(file, (db: DatabaseSync) => db.exec(sql))
        assert.deepInclude(yield* verify(file), { _tag: "Different", flaw, table, key })
      })
    )
  }

  for (const [name, sql, refused] of standings) {
    it.live(`${name}, before a row is read`, () =>
      Effect.gen(function* () {
        const file = yield* filled
        Given.raw(file, (db: DatabaseSync) => db.exec(sql))
        const error = yield* Effect.flip(verify(file))
        assert.include(refused, error._tag)
      })
    )
  }

  it.live("a register that was mended by making it anew", () =>
    Effect.gen(function* () {
      const file = yield* filled
      Given.raw(file, (db: DatabaseSync) => db.exec("DELETE FROM cohorts; DELETE FROM register_columns"))
      yield* Effect.flatMap(Register.Register, ({ rebuild }) => rebuild).pipe(
        Effect.provide(Layer.fresh(Given.store(file)))
      )
      assert.deepStrictEqual(yield* verify(file), whole as RegisterVerification.RegisterVerification)
    })
  )

  it.live("not where others append while it is looked at", () =>
    Effect.gen(function* () {
      const [journal, register] = [yield* Journal.Journal, yield* Register.Register]
      yield* journal.append(Given.commit("c-0", "a", 0, 3))
      // One more commit to each of two streams between the look at the events and the look at the rows.
      let looks = 0
      const meanwhile = {
        ...register,
        rows: (table: string) => {
          looks += 1
          const look = looks
          return Stream.unwrap(
            Effect.as(
              Effect.all([
                journal.append(Given.commit(`m-${look}`, "a", 2 + look)),
                journal.append(Given.commit(`n-${look}`, "new", look - 1))
              ]).pipe(Effect.when(Effect.succeed(look <= 2))),
              register.rows(table)
            )
          )
        }
      }
      const found = yield* RegisterVerification.of(journal, meanwhile, Given.projection)
      assert.strictEqual(found._tag, "Same")
      assert.isTrue(looks > 2)
      if (found._tag === "Same") assert.deepStrictEqual(found.unsettled, [])
    }).pipe(Effect.provide(Layer.fresh(Given.store(Given.fresh()))))
  )
})
