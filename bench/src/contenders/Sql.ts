/**
 * The work as one SQL statement, as somebody who knows SQL well would write it, for DuckDB and PostgreSQL and for two
 * ways to hold attendance: as bits in the enrolment's row (compact, rare), or as a row a session (what most schemas
 * have).
 */
import * as Enrolments from "../work/Enrolments.ts"
import * as Figures from "../work/Figures.ts"

// ---- Models

export type Dialect = "duckdb" | "postgres"

/** How attendance is held. */
export type Schema = "bits" | "rows"

// ---- Tables

/** The text of a day for SQL. */
export const dateText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The columns of an enrolment, in the order in which they are loaded. */
export const loaded = [
  "id",
  "birth",
  "district",
  "civil",
  "household",
  "programme",
  "turnover",
  "capital",
  "prior",
  "attended",
  "masked",
  "distanced",
  "washed",
  "tax_id"
] as const

/** Both tables, empty. */
export const tables: ReadonlyArray<string> = [
  "create table programme(id smallint primary key, start_day date, sessions int, budget bigint)",
  "create table enrolment(id int primary key, birth date, district smallint, civil smallint, household int, " +
    "programme smallint, turnover bigint, capital bigint, prior smallint, attended int, masked int, distanced int, " +
    "washed int, tax_id smallint)"
]

/** Fills the programmes. */
export const programmesOf = (from: Enrolments.Enrolments): string =>
  `insert into programme values ${Array.from(
    from.start,
    (start, id) => `(${id}, '${dateText(start)}', ${from.sessions[id]!}, ${from.budget[id]!})`
  ).join(", ")}`

/** Makes the row a session from the bits. */
export const attendanceRows = (dialect: Dialect): ReadonlyArray<string> => {
  const sessions =
    dialect === "postgres"
      ? "cross join lateral generate_series(0, p.sessions - 1) as t(s)"
      : "cross join lateral (select unnest(range(0, p.sessions))::int as s) t"
  const bit = (name: string): string => `((e.${name} >> t.s) & 1) = 1 as ${name}`
  return [
    `create table attendance as select e.id as enrolment, t.s as position, (p.start_day + ${Enrolments.sessionEvery} * t.s)::date as day, ` +
      `${bit("attended")}, ${bit("masked")}, ${bit("distanced")}, ${bit("washed")} ` +
      `from enrolment e join programme p on p.id = e.programme ${sessions} order by e.id, t.s`,
    ...(dialect === "postgres" ? ["create index on attendance(enrolment)"] : [])
  ]
}

// ---- The statement

const date = (day: number): string => `date '${dateText(day)}'`

/** The rate of a day. */
export const rateOn = (day: string): string =>
  `case when ${day} >= ${date(Figures.thirdRateFrom)} then ${Figures.rates[2]}` +
  ` when ${day} >= ${date(Figures.secondRateFrom)} then ${Figures.rates[1]} else ${Figures.rates[0]} end`

const isDutyOn = (day: string): string =>
  `${day} between ${date(Figures.protocolFrom)} and ${date(Figures.protocolThrough)}`

/** Everything that depends on the programme alone, with the sessions of each kind as bits. */
const programmeFigures = (dialect: Dialect): string => {
  const sessions =
    dialect === "postgres"
      ? "cross join lateral generate_series(0, p.sessions - 1) as t(s)"
      : "cross join lateral (select unnest(range(0, p.sessions))::int as s) t"
  const day = `(p.start_day + ${Enrolments.sessionEvery} * t.s)`
  const bits = (where: string): string => `coalesce(sum(1 << t.s) filter (where ${where}), 0)::int`
  const paid = (rate: number): string => bits(`(${rateOn(day)}) = ${rate}`)
  const isNew = `p.start_day >= ${date(Figures.newScale)}`
  return (
    "figures as materialized (select p.id, p.start_day, p.sessions, p.budget, " +
    `case when ${isNew} then ${Figures.microAfter} else ${Figures.microBefore} end as micro, ` +
    `case when ${isNew} then ${Figures.smallAfter} else ${Figures.smallBefore} end as small, ` +
    `${bits(`not (${isDutyOn(day)})`)} as free, ` +
    `${Figures.rates.map((rate, index) => `${paid(rate)} as rated${index}`).join(", ")} ` +
    `from programme p ${sessions} group by p.id, p.start_day, p.sessions, p.budget)`
  )
}

const bitAttendance = (dialect: Dialect) => {
  const count = (bits: string): string =>
    dialect === "postgres" ? `bit_count((${bits})::bit(15))::int` : `bit_count(${bits})::int`
  const counted = "(e.attended & ((e.masked & e.distanced & e.washed) | f.free))"
  return {
    counted: count(counted),
    amount: Figures.rates.map((rate, index) => `${count(`${counted} & f.rated${index}`)} * ${rate}`).join(" + "),
    join: ""
  }
}

const rowAttendance = {
  counted: "coalesce(a.counted, 0)",
  amount: "coalesce(a.amount, 0)",
  join:
    `left join (select enrolment, count(*)::int as counted, sum(${rateOn("day")})::int as amount from attendance ` +
    `where attended and (not (${isDutyOn("day")}) or (masked and distanced and washed)) group by enrolment) a ` +
    "on a.enrolment = e.id"
}

/** The whole work: one row an enrolment with status, scale, gross and tax. */
export const statement = (dialect: Dialect, schema: Schema): string => {
  const { amount, counted, join } = schema === "bits" ? bitAttendance(dialect) : rowAttendance
  const age =
    dialect === "postgres" ? "extract(year from age(f.start_day, e.birth))" : "date_sub('year', e.birth, f.start_day)"
  return `with ${programmeFigures(dialect)},
  alone as (
    select e.id, e.household, e.programme, e.tax_id, f.sessions, f.budget,
      case when e.turnover <= f.micro then 1 when e.turnover <= f.small then 2 else 0 end as scale,
      case when not (${age} between ${Figures.adult} and ${Figures.tooOld - 1}) then 2
        when e.district not between 1 and ${Figures.lastDistrict} then 3 when e.civil = 1 then 4
        when e.turnover > f.small then 5 when e.prior > ${Figures.mostEarlier} then 6 else 0 end as refusal,
      ${counted} as counted, least(${Figures.cap}, ${amount}) as amount
    from enrolment e join figures f on f.id = e.programme ${join}),
  seated as (
    select *, case when refusal <> 0 then refusal
      when row_number() over (partition by household, programme, refusal order by id) > ${Figures.mostOfHousehold}
      then 7 else 0 end as seat from alone),
  owed as (
    select *, case when seat = 0 then amount else 0 end as due,
      sum(case when seat = 0 then amount else 0 end)
        over (partition by programme order by id rows unbounded preceding) as total from seated),
  paid as (
    select *, due > 0 and total > budget as over_budget, case when total > budget then 0 else due end as gross
    from owed)
  select id,
    case when seat <> 0 then seat when over_budget then 8 when counted * 5 < sessions * 4 then 1 else 0 end as status,
    scale, gross::int as gross,
    case when gross > ${Figures.taxedAbove} then
      floor(gross * (case when tax_id = 1 then ${Figures.percentWithTaxId} else ${Figures.percentWithout} end) / 100)::int
      else 0 end as tax
  from paid`
}
