/**
 * What generated policies seldom reach: the largest amounts, every rounding on both sides of zero, fractions as answers,
 * words beyond 16 bits, birthdays, more than 62 things that can be missing, and columns of another type.
 */
import { CivilDate, type Document, Money, type Node, Policy } from "@bina/policy"
import * as Sql from "@bina/policy/Sql"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as DuckServer from "./DuckServer.ts"
import * as PostgresServer from "./PostgresServer.ts"

const currency = Money.currency("IDR")
const fact = (path: string): Node.Node => ({ kind: "fact", path })
const whole = (name: string, least: number, most: number): Document.Leaf => ({
  kind: "integer",
  name,
  optional: false,
  open: true,
  least,
  most
})
const common = { optional: false, open: true } as const
const roundings = ["down", "up", "half-up", "half-even"] as const

const policyOf = (
  facts: Document.Document["facts"],
  outputs: ReadonlyArray<{ readonly name: string; readonly value: Node.Node }>
): Policy.Foreign =>
  Result.getOrThrow(
    Policy.fromDocument({
      format: 1,
      id: "edges",
      facts,
      parameters: [],
      duties: [],
      rules: [{ kind: "requires", name: "always", body: { kind: "literal", unit: "boolean", value: true } }],
      answers: { kind: "outputs", outputs: [...outputs] },
      texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
    })
  ) as Policy.Foreign

const servers = [
  ["postgresql", PostgresServer.make],
  ["duckdb", DuckServer.make]
] as const

for (const [dialect, make] of servers) {
  describe(`edges of ${dialect}`, () => {
    it.effect(
      "agree with deciding",
      () =>
        Effect.gen(function* () {
          const { query } = (yield* make) as { readonly query: PostgresServer.Server["query"] }
          const rowsOf = (policy: Policy.Foreign, mapping: Sql.Mapping) =>
            Effect.promise(async () => {
              const { text } = Result.getOrThrow(Sql.toSql(policy, dialect, mapping))
              const json = dialect === "duckdb" ? "to_json" : "to_jsonb"
              const rows = await query(`SELECT CAST(${json}(x) AS text) AS row FROM (${text}) AS x ORDER BY id`)
              return rows.map(({ row }) => JSON.parse(row as string) as Record<string, unknown>)
            })
          const valuesOf = (policy: Policy.Foreign, facts: Readonly<Record<string, unknown>>) =>
            (Policy.decide(policy, facts) as Extract<Policy.Answer, { readonly _tag: "Assessed" }>).values

          // Shares: short and long form, every rounding, negative and largest amounts.
          const shares = policyOf(
            [
              whole("amount", -9_000_000_000_000_000, 9_000_000_000_000_000),
              whole("small", -1000, 1000),
              whole("part", 0, 7),
              whole("of", 1, 9)
            ],
            roundings.flatMap((rounding) => [
              {
                name: `fixed${rounding.replace("-", "")}`,
                value: {
                  kind: "share",
                  operand: fact("amount"),
                  ratio: { kind: "literal", unit: "ratio", value: { numerator: 65_537, denominator: 67_108_863 } },
                  rounding
                } as const
              },
              {
                name: `small${rounding.replace("-", "")}`,
                value: {
                  kind: "share",
                  operand: fact("small"),
                  ratio: { kind: "ratio", numerator: fact("part"), denominator: fact("of") },
                  rounding
                } as const
              }
            ])
          )
          const amounts = [
            -9_000_000_000_000_000, -7, -1, 0, 1, 33_554_432, 8_999_999_999_999_999, 9_000_000_000_000_000
          ]
          const cases = amounts.flatMap((amount, index) =>
            [-1000, -5, -3, -1, 0, 1, 3, 5, 999].flatMap((small) =>
              [1, 2, 6, 9].map((of) => ({ amount, small, of, part: (index + of) % 8 }))
            )
          )
          yield* Effect.promise(async () => {
            await query("CREATE TABLE amounts (id integer, amount bigint, small smallint, part integer, whole bigint)")
            await query(
              `INSERT INTO amounts VALUES ${cases.map(({ amount, of, part, small }, id) => `(${id}, ${amount}, ${small}, ${part}, ${of})`).join(", ")}`
            )
          })
          const shared = yield* rowsOf(shares, {
            table: "amounts",
            key: "id",
            facts: { amount: "amount", small: "small", part: "part", of: "whole" }
          })
          for (const [id, facts] of cases.entries()) {
            for (const [name, outcome] of Object.entries(valuesOf(shares, facts))) {
              assert.deepStrictEqual(
                { _tag: "Determined", value: shared[id]![name] } as unknown,
                outcome,
                `${name} of ${JSON.stringify(facts)}`
              )
            }
          }

          // A fraction as an answer, one part of which is missing; ages on every day around a leap day.
          const day = (text: CivilDate.CivilDateText) => CivilDate.makeUnsafe(text)
          const range = { earliest: day("1999-12-01"), latest: day("2005-03-31"), ...common }
          const mixed = policyOf(
            [
              { kind: "date", name: "born", ...range },
              { kind: "date", name: "on", ...range },
              whole("part", 0, 7),
              whole("of", 1, 9),
              { kind: "token", name: "word", maxLength: 4, ...common },
              { kind: "money", name: "price", currency, least: 0, most: 5, ...common }
            ],
            [
              { name: "age", value: { kind: "age", birth: fact("born"), on: fact("on") } },
              { name: "rate", value: { kind: "ratio", numerator: fact("part"), denominator: fact("of") } },
              { name: "word", value: fact("word") },
              { name: "day", value: { kind: "plus-days", date: fact("on"), days: fact("part") } }
            ]
          )
          const days = Array.from({ length: 1910 }, (_, index) =>
            Result.getOrThrow(CivilDate.addDays(day("1999-12-15"), index))
          )
          const births = days.slice(0, 440)
          yield* Effect.promise(async () => {
            await query("CREATE TABLE days (id integer, born date, day date, part integer, whole integer, word text)")
            const values = births.flatMap((born, index) =>
              [0, 59, 365, 366, 731, 1095, 1461].map(
                (after) => [index * 2000 + after, born, days[index + after]!] as const
              )
            )
            const words = ["", "a", "abcd", "abcde", "😀😀", "😀😀a", "éééé", "ééééé"]
            await query(
              `INSERT INTO days VALUES ${values.map(([id, born, on]) => `(${id}, '${born}', '${on}', ${id % 3 === 0 ? "NULL" : 3}, ${id % 5 === 0 ? "NULL" : 7}, '${words[id % 8]}')`).join(", ")}`
            )
          })
          const answers = yield* rowsOf(mixed, {
            table: "days",
            key: "id",
            facts: { born: "born", on: "day", part: "part", of: "whole", word: "word", price: "part" }
          })
          assert.isAbove(answers.length, 3000)
          for (const answer of answers) {
            const id = answer["id"] as number
            const words = ["", "a", "abcd", "abcde", "😀😀", "😀😀a", "éééé", "ééééé"]
            const index = Math.floor(id / 2000)
            const decided = Policy.decide(mixed, {
              born: births[index],
              on: days[index + (id % 2000)],
              word: words[id % 8],
              ...(id % 3 === 0 ? {} : { part: 3 }),
              ...(id % 5 === 0 ? {} : { of: 7 })
            })
            if (decided._tag === "Invalid") {
              assert.deepInclude(answer, { invalid_paths: decided.paths, age: null, rate_numerator: null } as never)
              continue
            }
            const { age, day, rate, word } = (decided as Extract<Policy.Answer, { readonly _tag: "Assessed" }>).values
            assert.deepStrictEqual({ _tag: "Determined", value: answer["age"] } as unknown, age)
            assert.deepStrictEqual({ _tag: "Determined", value: answer["word"] } as unknown, word)
            assert.strictEqual(answer["day"], day!._tag === "Determined" ? day!.value : null)
            const ratio = rate!._tag === "Determined" ? rate!.value : { numerator: null, denominator: null }
            assert.deepStrictEqual(
              { numerator: answer["rate_numerator"], denominator: answer["rate_denominator"] },
              ratio as never
            )
            const missing =
              rate!._tag === "Determined" ? [] : rate!.missing.map((item) => ("path" in item ? item.path : ""))
            assert.deepStrictEqual(answer["rate_missing"] as unknown, missing)
          }

          // More things that can be missing than one number has bits.
          const many = Array.from({ length: 150 }, (_, index) => `flag${index}`)
          const wide = policyOf(
            many.map((name) => ({ kind: "boolean", name, ...common })),
            [{ name: "all", value: { kind: "and", operands: many.map(fact) } }]
          )
          yield* Effect.promise(async () => {
            await query(`CREATE TABLE flags (id integer, ${many.map((name) => `${name} boolean`).join(", ")})`)
            const value = (row: number, index: number) => (row === 1 || index % 7 === 0 ? "NULL" : "TRUE")
            await query(
              `INSERT INTO flags VALUES ${[0, 1].map((row) => `(${row}, ${many.map((_, index) => value(row, index)).join(", ")})`).join(", ")}`
            )
          })
          const [some, none] = yield* rowsOf(wide, {
            table: "flags",
            key: "id",
            facts: Object.fromEntries(many.map((name) => [name, name]))
          })
          assert.deepStrictEqual(
            some!["all_missing"] as unknown,
            many.filter((_, index) => index % 7 === 0)
          )
          assert.deepStrictEqual(none!["all_missing"] as unknown, many)

          // A column of fractions or of instants is an error, never a rounded amount or a shortened day.
          const typed = policyOf(
            [whole("part", 0, 9), { kind: "date", name: "on", ...range }],
            [
              { name: "more", value: { kind: "plus", operands: [fact("part"), fact("part")] } },
              { name: "day", value: { kind: "plus-days", date: fact("on"), days: fact("part") } }
            ]
          )
          for (const columns of [
            "part numeric(5, 2), on_ date",
            "part double precision, on_ date",
            "part integer, on_ timestamp"
          ]) {
            const { text } = Result.getOrThrow(
              Sql.toSql(typed, dialect, { table: "wrong", key: "id", facts: { part: "part", on: "on_" } })
            )
            const failed = yield* Effect.promise(async () => {
              await query("DROP TABLE IF EXISTS wrong")
              await query(`CREATE TABLE wrong (id integer, ${columns})`)
              return query(text).then(
                () => false,
                () => true
              )
            })
            assert.isTrue(failed, columns)
          }
        }),
      60_000
    )
  })
}

describe("a mapping", () => {
  const policy = policyOf([whole("part", 0, 9), whole("rest", 0, 9)], [{ name: "part", value: fact("part") }])
  const reasons = (mapping: Sql.Mapping): string => {
    const failure = Result.getOrThrow(Result.flip(Sql.toSql(policy, "postgresql", mapping)))
    return failure.message
  }
  it("must give a column for every fact that is read, and only for declared ones", () => {
    assert.include(reasons({ table: "t", key: "id", facts: {} }), "part is read")
    assert.include(reasons({ table: "t", key: "id", facts: { part: "a", par: "b" } }), "par is not a fact")
    assert.include(
      reasons({ table: "t", key: "id", facts: { part: { column: "a", set: "b" } } }),
      "never known to be absent"
    )
    assert.include(
      reasons({ table: "t", key: "id", facts: { part: { table: "x", key: "k", position: "p", elements: {} } } }),
      "part is no list"
    )
    assert.include(reasons({ table: "", key: "id", facts: { part: "a" } }), "empty")
  })
  it("must not give two columns of the result one name", () => {
    assert.include(reasons({ table: "t", key: "PART", facts: { part: "a" } }), "two columns")
  })
  it("leaves out what the policy does not read", () => {
    assert.isTrue(Result.isSuccess(Sql.toSql(policy, "duckdb", { table: "t", key: "id", facts: { part: "a" } })))
  })
  it("says what its promises ask of the tables", () => {
    const facts = { part: { column: "a", present: true, within: true } }
    assert.deepStrictEqual(Result.getOrThrow(Sql.checks(policy, "postgresql", { table: "t", key: "id", facts })), [
      {
        path: "part",
        table: '"t"',
        condition: '"a" IS NOT NULL AND ("a" IS NULL OR "a" BETWEEN 0::bigint AND 9::bigint)'
      }
    ])
  })
})
