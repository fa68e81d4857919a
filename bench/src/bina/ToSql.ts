/**
 * The whole work as SQL that `toSql` wrote from the policy, with the two steps that look from row to row as window
 * functions after it: the same statement for DuckDB and PostgreSQL but for what their dialects differ in.
 */
import { toSql } from "@bina/policy/Sql"
import * as Result from "effect/Result"
import type * as Sql from "../contenders/Sql.ts"
import * as Figures from "../work/Figures.ts"
import * as EnrolmentPolicy from "./EnrolmentPolicy.ts"

/** The facts of an enrolment side by side, as an office's own schema would name them. */
export const view =
  "create view applicant as select e.id, e.household, e.programme, p.budget, p.start_day, e.birth, e.district, " +
  "e.civil = 1 as civil_servant, e.turnover, e.prior, e.tax_id = 1 as has_tax_id " +
  "from enrolment e join programme p on p.id = e.programme"

/** Whether the tables promise that every fact is there and within its bounds. */
export type Promise = "present" | "nullable"

const columns = {
  startsOn: "start_day",
  birthDate: "birth",
  district: "district",
  civilServant: "civil_servant",
  turnover: "turnover",
  priorProgrammes: "prior",
  hasTaxId: "has_tax_id"
}

const elements = { date: "day", attended: "attended", masked: "masked", distanced: "distanced", washed: "washed" }

const promised = (names: Readonly<Record<string, string>>, promise: Promise) =>
  Object.fromEntries(
    Object.entries(names).map(([fact, column]) => [
      fact,
      promise === "present" ? { column, present: true, within: true } : { column, within: true }
    ])
  )

const outputs = ["refusal", "scale", "gross", "tax", "net", "completed"]

/** One row an enrolment with status, scale, gross and tax. */
export const statement = (dialect: Sql.Dialect, promise: Promise): string => {
  const { text } = Result.getOrThrow(
    toSql(EnrolmentPolicy.enrolment, dialect === "postgres" ? "postgresql" : "duckdb", {
      table: "applicant",
      key: "id",
      carry: ["household", "programme", "budget"],
      facts: {
        ...promised(columns, promise),
        sessions: {
          table: "attendance",
          key: "enrolment",
          position: "position",
          present: true,
          elements: promised(elements, promise)
        }
      }
    })
  )
  // What is missing is part of the result only where something can be.
  const lacking = promise === "present" ? "" : outputs.map((name) => `, ${name}_missing`).join("")
  return `with decided as (${text}),
  seated as (
    select *, case when refusal <> 0 then refusal
      when row_number() over (partition by household, programme, refusal order by id) > ${Figures.mostOfHousehold}
      then 7 else 0 end as seat from decided),
  owed as (
    select *, case when seat = 0 then gross else 0 end as due,
      sum(case when seat = 0 then gross else 0 end)
        over (partition by programme order by id rows unbounded preceding) as total from seated),
  paid as (select *, due > 0 and total > budget as over_budget, due > 0 and total <= budget as is_paid from owed)
  select id,
    case when seat <> 0 then seat when over_budget then 8 when completed then 0 else 1 end as status,
    case scale when 'micro' then 1 when 'small' then 2 else 0 end as scale,
    case when is_paid then gross else 0 end as gross, case when is_paid then tax else 0 end as tax${lacking}
  from paid`
}
