/**
 * Three values in full: every combination of true, false and missing for the nodes where SQL has habits of its own, and
 * every list of up to two elements.
 */
import { CivilDate, type Document, Money, type Node, Policy } from "@bina/policy"
import * as Sql from "@bina/policy/Sql"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as DuckServer from "./DuckServer.ts"
import * as Expected from "./Expected.ts"
import * as PostgresServer from "./PostgresServer.ts"

const currency = Money.currency("IDR")
const common = { optional: false, open: true } as const
const fact = (path: string): Node.Node => ({ kind: "fact", path })
const literal = (value: number): Node.Node => ({ kind: "literal", unit: "money", currency, value })
const price = { kind: "money", name: "price", currency, least: 0, most: 10_000_000_000_000, ...common } as const
const [a, b, c] = ["a", "b", "c"].map(fact) as [Node.Node, Node.Node, Node.Node]
const [where, of] = [fact("days.flag"), fact("days.price")]
const folded = (kind: "least" | "greatest"): Node.Node => {
  const operand: Node.Node = { kind, list: "days", where, of }
  return { kind: "if-set", operand, yes: { kind: "set", operand }, no: literal(7) }
}

const outputs: Readonly<Record<string, Node.Node>> = {
  not: { kind: "not", operand: a },
  and: { kind: "and", operands: [a, b, c] },
  or: { kind: "or", operands: [a, b, c] },
  one: { kind: "at-least-of", least: 1, operands: [a, b, c] },
  two: { kind: "at-least-of", least: 2, operands: [a, b, c] },
  three: { kind: "at-least-of", least: 3, operands: [a, b, c] },
  choose: { kind: "choose", when: a, yes: b, no: c },
  cases: {
    kind: "cases",
    rows: [
      { when: a, value: literal(1) },
      { when: b, value: literal(2) },
      { when: c, value: fact("price") }
    ],
    otherwise: literal(4)
  },
  most: { kind: "at-most", operand: fact("price"), bound: literal(5) },
  least: { kind: "at-least", operand: literal(5), bound: fact("price") },
  product: {
    kind: "times",
    left: { kind: "plus", operands: [fact("price"), fact("price")] },
    right: { kind: "literal", unit: "integer", value: -400 }
  },
  count: { kind: "count", list: "days", where },
  some: { kind: "some", list: "days", where },
  every: { kind: "every", list: "days", where },
  outer: { kind: "every", list: "days", where: { kind: "or", operands: [a, where] } },
  only: { kind: "count", list: "days", where: a },
  sum: { kind: "sum", list: "days", where, of },
  smallest: folded("least"),
  largest: folded("greatest"),
  // A value of the row, itself made of another list, beside each element.
  above: {
    kind: "some",
    list: "days",
    where: {
      kind: "compare",
      operator: "more",
      left: { kind: "choose", when: where, yes: literal(1), no: literal(3) },
      right: { kind: "times", left: { kind: "rule", name: "others-count" }, right: literal(1) }
    }
  },
  each: { kind: "rule", name: "each" },
  band: { kind: "band", operand: fact("price"), table: "zone", on: fact("on") },
  duty: { kind: "duty", name: "protocol", on: fact("on") }
}
const day = (text: CivilDate.CivilDateText) => CivilDate.makeUnsafe(text)

const document: Document.Document = {
  format: 1,
  id: "truth-tables",
  facts: [
    ...["a", "b", "c"].map((name) => ({ kind: "boolean" as const, name, ...common })),
    price,
    { kind: "date", name: "on", earliest: day("1990-01-01"), latest: day("2030-12-31"), ...common },
    { kind: "list", name: "days", maxLength: 2, elements: [{ kind: "boolean", name: "flag", ...common }, price] },
    { kind: "list", name: "others", maxLength: 2, elements: [{ kind: "boolean", name: "flag", ...common }] }
  ],
  parameters: [
    {
      name: "zone",
      unit: { kind: "bands", of: { kind: "money", currency }, gives: { kind: "money", currency } },
      entries: [
        { from: day("2020-01-01"), value: { bands: [{ upTo: 5, value: 1 }, { value: 2 }] } },
        { from: day("2021-01-01"), unknown: "nothing was found" },
        { from: day("2022-01-01"), value: { bands: [{ value: 9 }] } }
      ],
      after: { refusesFrom: day("2023-01-01") }
    }
  ],
  duties: [
    {
      name: "protocol",
      periods: [{ from: day("2020-01-01"), to: day("2021-01-01") }],
      unknown: [{ from: day("2022-01-01"), unknown: "nothing was found" }]
    }
  ],
  rules: [
    { kind: "each", name: "each", list: "days", body: { kind: "and", operands: [a, where] } },
    {
      kind: "quantity",
      name: "others-count",
      body: { kind: "count", list: "others", where: { kind: "literal", unit: "boolean", value: true } }
    }
  ],
  answers: {
    kind: "outputs",
    outputs: Object.entries(outputs).map(([name, value]) => ({ name, value }))
  },
  texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
}

const three = [{ value: true }, { value: false }, {}] as const
const prices = [{ price: 3 }, { price: 10_000_000_000_000 }, { price: 9_223_372_036_854_775_000n }, {}] as const
const elements = three.flatMap(({ value }: { readonly value?: boolean }) =>
  [{ price: 3 }, {}].map((rest) => ({ ...rest, ...(value === undefined ? {} : { flag: value }) }))
)
const lists = [
  undefined,
  [],
  ...elements.map((one) => [one]),
  ...elements.flatMap((one) => elements.map((other) => [one, other])),
  [elements[0]!, elements[0]!, elements[5]!],
  [
    { flag: true, price: 9_223_372_036_854_775_000n },
    { flag: true, price: 9_223_372_036_854_775_000n }
  ]
]
const onDays = ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01", "2022-06-01", "2023-01-01", undefined] as const

const facts = (): ReadonlyArray<Expected.Row> => {
  const flags = three.flatMap((x: { readonly value?: boolean }) =>
    three.flatMap((y: { readonly value?: boolean }) =>
      three.map((z: { readonly value?: boolean }) => ({
        ...(x.value === undefined ? {} : { a: x.value }),
        ...(y.value === undefined ? {} : { b: y.value }),
        ...(z.value === undefined ? {} : { c: z.value })
      }))
    )
  )
  const length = Math.max(flags.length * prices.length, lists.length * 3)
  return Array.from({ length }, (_, index) => {
    const list = lists[index % lists.length]
    const on = onDays[index % onDays.length]
    return {
      ...flags[index % flags.length],
      ...prices[Math.floor(index / flags.length) % prices.length],
      ...(on === undefined ? {} : { on }),
      ...(list === undefined ? {} : { days: list }),
      ...(index % 5 === 0 ? {} : { others: Array.from({ length: index % 3 }, () => ({})) })
    }
  })
}

const sql = (value: unknown): string =>
  value === undefined ? "NULL" : typeof value === "string" ? `'${value}'` : String(value)

for (const [dialect, make] of [
  ["postgresql", PostgresServer.make],
  ["duckdb", DuckServer.make]
] as const) {
  it.effect(
    `${dialect} has our truth tables`,
    () =>
      Effect.gen(function* () {
        const { query } = (yield* make) as { readonly query: PostgresServer.Server["query"] }
        const policy = Result.getOrThrow(Policy.fromDocument(document)) as Policy.Foreign
        const list = (table: string, known: string, elements: Sql.ListTable["elements"]): Sql.ListTable => ({
          table,
          key: "row",
          position: "place",
          known,
          elements
        })
        const { text } = Result.getOrThrow(
          Sql.toSql(policy, dialect, {
            table: "facts",
            key: "id",
            facts: {
              a: "a",
              b: "b",
              c: "c",
              price: "price",
              on: "on_day",
              days: list("days", "days_known", { flag: "flag", price: "price" }),
              others: list("others", "others_known", {})
            }
          })
        )
        const all = facts()
        const of = (row: Expected.Row, name: string) => (row[name] ?? []) as ReadonlyArray<Expected.Row>
        const answers = yield* Effect.promise(async () => {
          await query(
            "CREATE TABLE facts (id integer, a boolean, b boolean, c boolean, price bigint, on_day date, days_known boolean, others_known boolean)"
          )
          await query(`CREATE TABLE days ("row" integer, place integer, flag boolean, price bigint)`)
          await query(`CREATE TABLE others ("row" integer, place integer)`)
          const values = all.map(
            (row, id) =>
              `(${[id, ...["a", "b", "c", "price", "on"].map((name) => sql(row[name])), "days" in row, "others" in row].join(", ")})`
          )
          await query(`INSERT INTO facts VALUES ${values.join(", ")}`)
          const inside = all.flatMap((row, id) =>
            of(row, "days").map(({ flag, price }, place) => `(${id}, ${place}, ${sql(flag)}, ${sql(price)})`)
          )
          await query(`INSERT INTO days VALUES ${inside.join(", ")}`)
          await query(
            `INSERT INTO others VALUES ${all.flatMap((row, id) => of(row, "others").map((_, place) => `(${id}, ${place})`)).join(", ")}`
          )
          return Expected.rows(dialect, text, query)
        })
        assert.strictEqual(answers.length, all.length)
        for (const [id, row] of all.entries()) {
          assert.deepStrictEqual(answers[id], { id, ...Expected.of(policy, row) }, JSON.stringify(Object.keys(row)))
        }
      }),
    60_000
  )
}
