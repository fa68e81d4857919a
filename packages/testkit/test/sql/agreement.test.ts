/**
 * L39 for SQL: on real servers, the statement of a generated policy gives the answers that `decide` gives, missing
 * facts, reasons and invalid paths included. `BINA_SQL_POLICIES` asks for more policies than the few of every run.
 */
import * as Sql from "@bina/policy/Sql"
import { GeneratedFacts, GeneratedPolicy, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as DuckServer from "./DuckServer.ts"
import * as Expected from "./Expected.ts"
import * as PostgresServer from "./PostgresServer.ts"
import * as Tabled from "./Tabled.ts"

const count = Number(process.env["BINA_SQL_POLICIES"] ?? 80)
const seed = Number(process.env["BINA_SQL_SEED"] ?? 7)
/** Samples of facts a policy. */
const each = 10

const check = (dialect: "postgresql" | "duckdb", make: typeof DuckServer.make | typeof PostgresServer.make) =>
  it.effect(
    `${dialect} answers as decide does`,
    () =>
      Effect.gen(function* () {
        const { query } = yield* make as typeof DuckServer.make
        const choices = yield* Arbitrary.sampleEffect(PolicyArbitrary.choices, { count: count * (each + 1), seed })
        const tags = new Set<unknown>()
        for (let index = 0; index < count; index += 1) {
          const [forPolicy, ...forFacts] = choices.slice(index * (each + 1), (index + 1) * (each + 1))
          const policy = GeneratedPolicy.make(forPolicy!)
          const facts = forFacts.map((choices) => {
            const complete = GeneratedFacts.complete(policy.document.facts, choices)
            return { complete, partial: GeneratedFacts.forget(complete, choices), choices }
          })
          const tabled = Tabled.make(policy, String(index), facts)
          const { text } = Result.getOrThrow(Sql.toSql(policy, dialect, tabled.mapping))
          const rows = yield* Effect.tryPromise({
            try: async () => {
              for (const statement of tabled.create) await query(statement)
              return Expected.rows(dialect, text, query)
            },
            catch: (cause) => new Error(`policy ${index}: ${String(cause)}\n${text}`, { cause })
          })
          const answers = rows as ReadonlyArray<Expected.Row & { readonly id: number }>
          assert.strictEqual(answers.length, tabled.facts.length)
          for (const { id, ...answer } of answers) {
            const decided = Expected.of(policy, tabled.facts[id]!)
            tags.add(decided["status"])
            assert.deepStrictEqual(
              answer,
              decided,
              `policy ${index}, row ${id}: ${JSON.stringify(tabled.facts[id], (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))}\n${JSON.stringify(policy.document.rules)}\n${JSON.stringify(policy.document.answers)}\n${text}`
            )
          }
        }
        assert.includeMembers([...tags], ["Eligible", "Ineligible", "Undetermined", "Invalid"])
      }),
    600_000
  )

describe("L39 toSql", () => {
  check("duckdb", DuckServer.make)
  check("postgresql", PostgresServer.make)
})
