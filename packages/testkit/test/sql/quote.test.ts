/**
 * Names, words and comments that somebody else chose stay names, words and comments.
 */
import { Citation, CivilDate, type Document, Money, Policy } from "@bina/policy"
import * as Sql from "@bina/policy/Sql"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as DuckServer from "./DuckServer.ts"
import * as PostgresServer from "./PostgresServer.ts"

/** Pieces that have ended literals, names and comments before. */
const pieces = [
  "'",
  '"',
  "\\",
  "*/",
  "/*",
  "*",
  "/",
  "--",
  "$$",
  "$1",
  "?",
  ";",
  "\n",
  "\r",
  "\u2028",
  "E'",
  "é",
  "😀",
  " ",
  "a",
  "\u0001"
] as const
const hostile = Schema.Array(Schema.Literals(pieces)).check(Schema.isMinLength(1), Schema.isMaxLength(12))

describe("quoting", () => {
  for (const [dialect, make] of [
    ["postgresql", PostgresServer.make],
    ["duckdb", DuckServer.make]
  ] as const) {
    it.effect(
      `${dialect} reads back hostile names, words and comments as they were`,
      () =>
        Effect.gen(function* () {
          const { query } = yield* make as typeof DuckServer.make
          const texts = [...pieces, ...pieces.flatMap((a) => pieces.flatMap((b) => [a + b, `${b}x${a}${b}`]))]
          const columns = texts.map((text, index) => {
            const name = Result.getOrThrow(Sql.identifier(`${text}${index}`))
            return `${Result.getOrThrow(Sql.literal(text))} ${Sql.comment(text)} AS ${name}`
          })
          const [row] = yield* Effect.promise(() => query(`SELECT ${columns.join(", ")}`))
          assert.deepStrictEqual(
            row as unknown,
            Object.fromEntries(texts.map((text, index) => [`${text}${index}`, text]))
          )
        }),
      30_000
    )
  }

  it.prop("a literal ends where it should", { parts: hostile }, ({ parts }) => {
    const written = Result.getOrThrow(Sql.literal(parts.join("")))
    const body = written.slice(written.indexOf("'") + 1, -1)
    assert.notMatch(body.replaceAll("''", ""), /'/)
    if (written.startsWith("E")) assert.notMatch(body.replaceAll("\\\\", ""), /\\/)
    else assert.notInclude(body, "\\")
  })

  it.prop("a name ends where it should", { parts: hostile }, ({ parts }) => {
    const written = Sql.identifier(parts.join(""))
    if (Result.isFailure(written)) return
    assert.notInclude(written.success.slice(1, -1).replaceAll('""', ""), '"')
  })

  it.prop("a comment has one beginning, one end and one line", { parts: hostile }, ({ parts }) => {
    const inside = Sql.comment(parts.join("")).slice(2, -2)
    assert.notMatch(inside, /\*|\/\*|[\n\r?$\u2028]/)
  })

  it("what an engine would change or cannot hold is refused", () => {
    for (const name of ["", "a\0b", "x".repeat(64), "é".repeat(32), "\ud800"]) {
      assert.isTrue(Result.isFailure(Sql.identifier(name)), name)
    }
    for (const word of ["a\0b", "\ud800"]) assert.isTrue(Result.isFailure(Sql.literal(word)))
    assert.isTrue(Result.isFailure(Sql.qualified([])))
  })

  it.effect("a policy of hostile words and citations is decided all the same", () =>
    Effect.gen(function* () {
      const { query } = yield* DuckServer.make
      const word = `'; DROP TABLE "cases"; -- \\' */ /*`
      const document: Document.Document = {
        format: 1,
        id: "hostile",
        facts: [
          { kind: "code", name: "word", optional: false, open: true, maxLength: 60 },
          {
            kind: "money",
            name: "price",
            optional: false,
            open: true,
            currency: Money.currency("IDR"),
            least: 0,
            most: 9
          }
        ],
        parameters: [
          {
            name: "least.price",
            unit: { kind: "money", currency: Money.currency("IDR") },
            entries: [
              {
                from: CivilDate.makeUnsafe("2020-01-01"),
                value: 5,
                citation: Citation.make({ instrument: "*/ DROP TABLE cases; /*", title: "x", confidence: "sourced" })
              }
            ],
            after: "extends"
          }
        ],
        duties: [],
        rules: [
          {
            kind: "requires",
            name: "word-is-it",
            body: {
              kind: "and",
              operands: [
                {
                  kind: "compare",
                  operator: "equal",
                  left: { kind: "fact", path: "word" },
                  right: { kind: "literal", unit: "text", value: word }
                },
                {
                  kind: "compare",
                  operator: "at-least",
                  left: { kind: "fact", path: "price" },
                  right: {
                    kind: "parameter",
                    name: "least.price",
                    on: { kind: "literal", unit: "date", value: CivilDate.makeUnsafe("2021-01-01") }
                  }
                }
              ]
            },
            citation: Citation.make({ instrument: "-- */ ;", title: "x", confidence: "sourced" })
          }
        ],
        answers: { kind: "requirements", rules: ["word-is-it"] },
        texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
      }
      const policy = Result.getOrThrow(Policy.fromDocument(document))
      const { text } = Result.getOrThrow(
        Sql.toSql(policy, "duckdb", { table: "cases", key: "id", facts: { word: "w", price: "p" } })
      )
      const rows = yield* Effect.promise(async () => {
        await query("CREATE TABLE cases (id integer, w text, p bigint)")
        await query(`INSERT INTO cases VALUES (1, ${Result.getOrThrow(Sql.literal(word))}, 5), (2, 'no', 5)`)
        return query(`SELECT id, status FROM (${text}) x ORDER BY id`)
      })
      assert.deepStrictEqual(rows as unknown, [
        { id: 1, status: "Eligible" },
        { id: 2, status: "Ineligible" }
      ])
    })
  )
})
