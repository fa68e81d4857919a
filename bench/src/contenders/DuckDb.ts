/**
 * The work with DuckDB and hand-written SQL, in memory and in this process, on as many threads as the machine has.
 */
import { type DuckDBConnection, DuckDBDateValue, DuckDBInstance } from "@duckdb/node-api"
import * as ToSql from "../bina/ToSql.ts"
import type * as Enrolments from "../work/Enrolments.ts"
import type * as Outcome from "../work/Outcome.ts"
import type { Contender } from "./Contender.ts"
import * as Sql from "./Sql.ts"
import * as SqlNullable from "./SqlNullable.ts"

/** Fills the tables of the work. */
export const load = async (
  connection: DuckDBConnection,
  from: Enrolments.Enrolments,
  schema: Sql.Schema
): Promise<void> => {
  for (const table of Sql.tables) await connection.run(table)
  await connection.run(Sql.programmesOf(from))
  const appender = await connection.createAppender("enrolment")
  for (let i = 0; i < from.count; i++) {
    appender.appendInteger(i)
    appender.appendDate(new DuckDBDateValue(from.birth[i]!))
    appender.appendSmallInt(from.district[i]!)
    appender.appendSmallInt(from.civil[i]!)
    appender.appendInteger(from.household[i]!)
    appender.appendSmallInt(from.programme[i]!)
    appender.appendBigInt(BigInt(from.turnover[i]!))
    appender.appendBigInt(BigInt(from.capital[i]!))
    appender.appendSmallInt(from.prior[i]!)
    appender.appendInteger(from.attended[i]!)
    appender.appendInteger(from.masked[i]!)
    appender.appendInteger(from.distanced[i]!)
    appender.appendInteger(from.washed[i]!)
    appender.appendSmallInt(from.taxId[i]!)
    appender.endRow()
  }
  appender.closeSync()
  if (schema === "rows") for (const statement of Sql.attendanceRows("duckdb")) await connection.run(statement)
}

/** Reads the result table as columns. */
export const read = async (connection: DuckDBConnection): Promise<Outcome.Outcome> => {
  const result = await connection.runAndReadAll(
    "select status::int, scale::int, gross::int, tax::int, (gross - tax)::int from result order by id"
  )
  const [status, scale, gross, tax, net] = result.getColumns() as Array<Array<number>>
  return { status: status!, scale: scale!, gross: gross!, tax: tax!, net: net! }
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
    const instance = await DuckDBInstance.create(":memory:")
    const connection = await instance.connect()
    await load(connection, enrolments, schema)
    for (const statement of before) await connection.run(statement)
    const statement = statementOf()
    return {
      run: async () => {
        await connection.run(`create or replace table result as ${statement}`)
      },
      outcome: () => read(connection),
      close: () => {
        connection.closeSync()
        instance.closeSync()
        return Promise.resolve()
      }
    }
  }
})

export const duckDbBits = contender(
  "DuckDB, hand-written SQL, bits",
  "attendance as bits in the row; result as a table, all threads",
  "bits",
  () => Sql.statement("duckdb", "bits")
)

export const duckDbRows = contender(
  "DuckDB, hand-written SQL, rows",
  "a row for each session; result as a table, all threads",
  "rows",
  () => Sql.statement("duckdb", "rows")
)

export const duckDbNullable = contender(
  "DuckDB, hand-written SQL, rows, nullable",
  "a row for each session, any fact may be missing, every output says what it lacks",
  "rows",
  () => SqlNullable.statement("duckdb"),
  [ToSql.view]
)

export const binaDuckDb = contender(
  "Bina, toSql, DuckDB",
  "a row for each session, every fact declared present; seats and budget as window functions after it",
  "rows",
  () => ToSql.statement("duckdb", "present"),
  [ToSql.view]
)

export const binaDuckDbNullable = contender(
  "Bina, toSql, DuckDB, nullable",
  "the same, where any fact may be missing; every output says what it lacks",
  "rows",
  () => ToSql.statement("duckdb", "nullable"),
  [ToSql.view]
)
