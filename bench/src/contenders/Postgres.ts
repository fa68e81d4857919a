/**
 * The work with PostgreSQL and hand-written SQL: a server of its own, reached through a socket. The result is an
 * unlogged table.
 */
import type { Client } from "pg"
import * as ToSql from "../bina/ToSql.ts"
import type * as Enrolments from "../work/Enrolments.ts"
import type * as Outcome from "../work/Outcome.ts"
import type { Contender } from "./Contender.ts"
import * as Server from "./PostgresServer.ts"
import * as Sql from "./Sql.ts"
import * as SqlNullable from "./SqlNullable.ts"

const batch = 20_000

/** Fills the tables of the work and lets the planner look at them. */
export const load = async (client: Client, from: Enrolments.Enrolments, schema: Sql.Schema): Promise<void> => {
  for (const table of Sql.tables) await client.query(table)
  await client.query(Sql.programmesOf(from))
  const names = Sql.loaded.map((name) => (name === "birth" ? "date '1970-01-01' + birth" : name)).join(", ")
  const arrays = Sql.loaded.map(
    (name, index) => `$${index + 1}::${name === "turnover" || name === "capital" ? "bigint" : "int"}[]`
  )
  const insert = `insert into enrolment select ${names} from unnest(${arrays.join(", ")}) as given(${Sql.loaded.join(", ")})`
  for (let begin = 0; begin < from.count; begin += batch) {
    const end = Math.min(from.count, begin + batch)
    const part = (column: ArrayLike<number>) =>
      Array.from({ length: end - begin }, (_, index) => column[begin + index]!)
    await client.query(insert, [
      Array.from({ length: end - begin }, (_, index) => begin + index),
      part(from.birth),
      part(from.district),
      part(from.civil),
      part(from.household),
      part(from.programme),
      part(from.turnover),
      part(from.capital),
      part(from.prior),
      part(from.attended),
      part(from.masked),
      part(from.distanced),
      part(from.washed),
      part(from.taxId)
    ])
  }
  if (schema === "rows") for (const statement of Sql.attendanceRows("postgres")) await client.query(statement)
  for (const table of ["programme", "enrolment", ...(schema === "rows" ? ["attendance"] : [])]) {
    await client.query(`vacuum analyze ${table}`)
  }
}

/** Makes the result table from a statement. */
export const run = async (client: Client, statement: string): Promise<void> => {
  await client.query("drop table if exists result")
  await client.query(`create unlogged table result as ${statement}`)
}

/** Reads the result table as columns. */
export const read = async (client: Client): Promise<Outcome.Outcome> => {
  const { rows } = await client.query<Array<number>>({
    text: "select status::int, scale::int, gross::int, tax::int, (gross - tax)::int from result order by id",
    rowMode: "array"
  })
  const column = (index: number): ReadonlyArray<number> => rows.map((row) => row[index]!)
  return { status: column(0), scale: column(1), gross: column(2), tax: column(3), net: column(4) }
}

/** A contender that makes a table of a statement, after preparing others. */
const contender = (
  title: string,
  remark: string,
  schema: Sql.Schema,
  statementOf: () => string,
  before: ReadonlyArray<string> = []
): Contender => ({
  title,
  remark,
  prepare: async (enrolments) => {
    const { client, stop } = await Server.start()
    const close = async (): Promise<void> => {
      await client.end()
      await stop()
    }
    try {
      await load(client, enrolments, schema)
      for (const statement of before) await client.query(statement)
    } catch (error) {
      await close()
      throw error
    }
    const statement = statementOf()
    return { run: () => run(client, statement), outcome: () => read(client), close }
  }
})

export const postgresBits = contender(
  "PostgreSQL, hand-written SQL, bits",
  "attendance as bits in the row; result as an unlogged table",
  "bits",
  () => Sql.statement("postgres", "bits")
)

export const postgresRows = contender(
  "PostgreSQL, hand-written SQL, rows",
  "a row for each session; result as an unlogged table",
  "rows",
  () => Sql.statement("postgres", "rows")
)

export const postgresNullable = contender(
  "PostgreSQL, hand-written SQL, rows, nullable",
  "a row for each session, any fact may be missing, every output says what it lacks",
  "rows",
  () => SqlNullable.statement("postgres"),
  [ToSql.view]
)

export const binaPostgres = contender(
  "Bina, toSql, PostgreSQL",
  "a row for each session, every fact declared present; seats and budget as window functions after it",
  "rows",
  () => ToSql.statement("postgres", "present"),
  [ToSql.view]
)

export const binaPostgresNullable = contender(
  "Bina, toSql, PostgreSQL, nullable",
  "the same, where any fact may be missing; every output says what it lacks",
  "rows",
  () => ToSql.statement("postgres", "nullable"),
  [ToSql.view]
)
