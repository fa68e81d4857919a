/**
 * The work by hand in SQL where any fact may be missing: every output is `NULL` where it cannot be known, and beside it
 * stands an array of what it lacks, as in the answer of a policy. This is what `toSql` over nullable columns has to be
 * compared with: the plain statement answers "no" or 0 where a fact is missing.
 */
import * as Figures from "../work/Figures.ts"
import * as Sql from "./Sql.ts"

const date = (day: number): string => `date '${Sql.dateText(day)}'`

const isDuty = `a.day between ${date(Figures.protocolFrom)} and ${date(Figures.protocolThrough)}`

/** The names whose condition holds, only in rows where something is missing. */
const lacks = (dialect: Sql.Dialect, when: string, names: ReadonlyArray<readonly [string, string]>): string => {
  const cases = names.map(([condition, name]) => `case when ${condition} then '${name}' end`).join(", ")
  return dialect === "postgres"
    ? `case when ${when} then array_remove(array[${cases}]::text[], null) else array[]::text[] end`
    : `case when ${when} then list_filter([${cases}]::varchar[], lambda x: x is not null) else []::varchar[] end`
}

/** What the sessions of an enrolment add up to, and of which column something is missing. */
const attendance =
  "held as (select a.enrolment, a.day, a.attended, a.masked, a.distanced, a.washed, " +
  "a.masked and a.distanced and a.washed as observed, " +
  `not (${isDuty}) or (a.masked and a.distanced and a.washed) as in_order, ` +
  `a.attended and (not (${isDuty}) or (a.masked and a.distanced and a.washed)) as counts from attendance a), ` +
  "sessions as (select enrolment, count(*)::int as planned, (count(*) filter (where counts))::int as counted, " +
  `coalesce(sum(${Sql.rateOn("day")}) filter (where counts), 0)::int as amount, ` +
  "bool_or(counts is null) as is_open, bool_or(counts and day is null) as unrated, " +
  "bool_or(counts is null and attended is null) as lacks_attended, " +
  "bool_or(counts is null and in_order is null and day is null or counts and day is null) as lacks_day, " +
  ["masked", "distanced", "washed"]
    .map(
      (name) => `bool_or(counts is null and in_order is null and observed is null and ${name} is null) as lacks_${name}`
    )
    .join(", ") +
  " from held group by enrolment)"

/** The whole work over tables whose columns may hold `NULL`. */
export const statement = (dialect: Sql.Dialect): string => {
  const years =
    dialect === "postgres" ? "extract(year from age(e.start_day, e.birth))" : "date_sub('year', e.birth, e.start_day)"
  const age = `case when e.birth <= e.start_day then ${years} end`
  const ceiling = (after: number, before: number): string =>
    `case when e.start_day >= ${date(Figures.newScale)} then ${after} when e.start_day is not null then ${before} end`
  const small = ceiling(Figures.smallAfter, Figures.smallBefore)
  const missing = (when: string, names: ReadonlyArray<readonly [string, string]>): string => lacks(dialect, when, names)
  const ofRefusal: ReadonlyArray<readonly [string, string]> = [
    ["r1 is null or r1 and r2 and r3 and r4 is null and start_day is null", "startsOn"],
    ["r1 is null", "birthDate"],
    ["r1 and r2 is null", "district"],
    ["r1 and r2 and r3 is null", "civilServant"],
    ["r1 and r2 and r3 and r4 is null and turnover is null", "turnover"],
    ["r1 and r2 and r3 and r4 and r5 is null", "priorProgrammes"]
  ]
  const ofSessions: ReadonlyArray<readonly [string, string]> = [
    ["lacks_day", "sessions.date"],
    ["lacks_attended", "sessions.attended"],
    ["lacks_masked", "sessions.masked"],
    ["lacks_distanced", "sessions.distanced"],
    ["lacks_washed", "sessions.washed"]
  ]
  const ofGross = [...ofRefusal, ...ofSessions.map(([when, name]) => [`refusal = 0 and ${when}`, name] as const)]
  const ofTax = [...ofGross, [`gross0 > ${Figures.taxedAbove} and has_tax_id is null`, "hasTaxId"] as const]
  return `with ${attendance},
  alone as (
    select e.id, e.household, e.programme, e.budget, e.start_day, e.turnover, e.has_tax_id,
      case when e.turnover <= ${ceiling(Figures.microAfter, Figures.microBefore)} then 'micro'
        when e.turnover <= ${small} then 'small' when e.turnover > ${small} then 'larger' end as scale,
      ${age} between ${Figures.adult} and ${Figures.tooOld - 1} as r1,
      e.district between 1 and ${Figures.lastDistrict} as r2, not e.civil_servant as r3, e.turnover <= ${small} as r4,
      e.prior <= ${Figures.mostEarlier} as r5,
      coalesce(s.planned, 0) as planned, coalesce(s.counted, 0) as counted, coalesce(s.amount, 0) as amount,
      coalesce(s.is_open, false) as is_open, coalesce(s.unrated, false) as unrated,
      ${["day", "attended", "masked", "distanced", "washed"].map((name) => `coalesce(s.lacks_${name}, false) as lacks_${name}`).join(", ")}
    from applicant e left join sessions s on s.enrolment = e.id),
  refused as (
    select *, case when r1 is null then null when not r1 then 2 when r2 is null then null when not r2 then 3
      when r3 is null then null when not r3 then 4 when r4 is null then null when not r4 then 5
      when r5 is null then null when not r5 then 6 else 0 end as refusal from alone),
  granted as (
    select *, case when refusal is null then null when refusal <> 0 then 0
      when is_open or unrated then null else least(${Figures.cap}, amount) end as gross0 from refused),
  taxed as (
    select *, case when gross0 is null then null when gross0 <= ${Figures.taxedAbove} then 0
      when has_tax_id then floor(gross0 * ${Figures.percentWithTaxId} / 100)::int
      when not has_tax_id then floor(gross0 * ${Figures.percentWithout} / 100)::int end as tax0,
      case when not is_open then counted * 5 >= planned * 4 end as completed from granted),
  decided as (
    select id, household, programme, budget, refusal, scale, gross0, tax0, gross0 - tax0 as net0, completed,
      ${missing("refusal is null", ofRefusal)} as refusal_missing,
      ${missing("scale is null", [
        ["start_day is null", "startsOn"],
        ["turnover is null", "turnover"]
      ])} as scale_missing,
      ${missing("gross0 is null", ofGross)} as gross_missing, ${missing("tax0 is null", ofTax)} as tax_missing,
      ${missing("tax0 is null", ofTax)} as net_missing, ${missing("completed is null", ofSessions)} as completed_missing
    from taxed),
  seated as (
    select *, case when refusal <> 0 then refusal
      when row_number() over (partition by household, programme, refusal order by id) > ${Figures.mostOfHousehold}
      then 7 else 0 end as seat from decided),
  owed as (
    select *, case when seat = 0 then gross0 else 0 end as due,
      sum(case when seat = 0 then gross0 else 0 end)
        over (partition by programme order by id rows unbounded preceding) as total from seated),
  paid as (select *, due > 0 and total > budget as over_budget, due > 0 and total <= budget as is_paid from owed)
  select id, case when seat <> 0 then seat when over_budget then 8 when completed then 0 else 1 end as status,
    case scale when 'micro' then 1 when 'small' then 2 else 0 end as scale,
    case when is_paid then gross0 else 0 end as gross, case when is_paid then tax0 else 0 end as tax,
    refusal_missing, scale_missing, gross_missing, tax_missing, net_missing, completed_missing
  from paid`
}
