/**
 * A population over several servers: each holds the view that `toSql` made, the coordinator only foreign tables over
 * those views. The plan is the proof that rows are decided where they lie.
 */
import { Citation, Fact, Policy, Rule } from "@bina/policy"
import * as Sql from "@bina/policy/Sql"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as PostgresServer from "./PostgresServer.ts"

const citation = Citation.make({ instrument: "Notice 1/2020", title: "Trainings", confidence: "sourced" })
const words = (en: string) => ({ id: en, en })
const Applicant = Schema.Struct({
  birthDate: Fact.date({ text: words("date of birth") }),
  startsOn: Fact.date({ open: true, text: words("first day") }),
  sales: Fact.money("IDR", { text: words("annual sales") })
})
const eligibility = Policy.make("scaling/eligibility", Applicant, (f) =>
  Policy.allOf(
    Rule.requires("under-age", f.birthDate.ageOn(f.startsOn).isAtLeast(18), {
      citation,
      text: words("18 years"),
      refusal: words("under 18")
    })
  )
)
const mapping: Sql.Mapping = {
  table: "applicants",
  key: "id",
  carry: ["city"],
  facts: { birthDate: "birth_date", startsOn: "starts_on", sales: "sales" }
}

const cities = ["medan", "binjai"] as const

it.effect(
  "servers decide their own rows, and the coordinator adds up",
  () =>
    Effect.gen(function* () {
      const servers = [yield* PostgresServer.make, yield* PostgresServer.make]
      const [coordinator] = servers as [PostgresServer.Server, PostgresServer.Server]
      const { text } = Result.getOrThrow(Sql.toSql(eligibility, "postgresql", mapping))
      yield* Effect.promise(async () => {
        for (const [index, { query }] of servers.entries()) {
          await query(
            "CREATE TABLE applicants (id integer PRIMARY KEY, city text, birth_date date, starts_on date, sales bigint)"
          )
          await query(
            `INSERT INTO applicants SELECT i, '${cities[index]}', CASE WHEN i % 10 > 0 THEN DATE '1980-01-01' + i * 13 END, DATE '2020-10-05', 1 FROM generate_series(1, 1000) AS i`
          )
          await query(`CREATE VIEW decided AS\n${text}`)
        }
        await coordinator.query("CREATE EXTENSION postgres_fdw")
        await coordinator.query(
          "CREATE TABLE everybody (id integer, city text, status text, reasons text[], missing text[]) PARTITION BY LIST (city)"
        )
        for (const [index, { folder }] of servers.entries()) {
          await coordinator.query(
            `CREATE SERVER s${index} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '${folder}', dbname 'postgres')`
          )
          await coordinator.query(`CREATE USER MAPPING FOR CURRENT_USER SERVER s${index} OPTIONS (user 'bina')`)
          await coordinator.query(
            `CREATE FOREIGN TABLE everybody_${index} PARTITION OF everybody FOR VALUES IN ('${cities[index]}') SERVER s${index} OPTIONS (table_name 'decided')`
          )
        }
        await coordinator.query("SET enable_partitionwise_aggregate = on")
      })
      const plan = (query: string) =>
        Effect.map(
          Effect.promise(() => coordinator.query(`EXPLAIN (VERBOSE, COSTS OFF) ${query}`)),
          (rows) => rows.map((row) => row["QUERY PLAN"] as string)
        )

      const counted = "SELECT city, status, count(*)::integer AS people FROM everybody GROUP BY city, status"
      const remote = (yield* plan(counted)).filter((line) => line.includes("Remote SQL"))
      assert.strictEqual(remote.length, 2)
      for (const line of remote)
        assert.match(line, /SELECT city, status, count\(\*\)(::integer)? FROM public\.decided GROUP BY 1, 2/)
      // Nothing of the rules is left for the coordinator to do.
      assert.notMatch((yield* plan(counted)).join("\n"), /CASE|date_part|applicants/)

      const one = (yield* plan("SELECT id FROM everybody WHERE city = 'binjai' AND status = 'Undetermined'")).filter(
        (line) => line.includes("Remote SQL")
      )
      assert.strictEqual(one.length, 1)
      assert.match(one[0]!, /status = 'Undetermined'/)

      // On a server, a condition on the key still finds the index below the rules.
      const local = yield* plan("SELECT status FROM decided WHERE id = 7")
      assert.match(local.join("\n"), /Index Scan using applicants_pkey/)

      const rows = yield* Effect.promise(() => coordinator.query(`${counted} ORDER BY 1, 2`))
      const total = rows.reduce((sum, row) => sum + (row["people"] as number), 0)
      assert.strictEqual(total, 2000)
      for (const city of cities) {
        assert.deepInclude(rows as unknown, { city, status: "Undetermined", people: 100 })
      }
    }),
  60_000
)
