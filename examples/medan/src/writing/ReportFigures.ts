/**
 * What the report shows, counted from the results. Figures only: nobody's name or number gets in.
 */
import * as Result from "effect/Result"
import type { Attendance, Budget } from "@bina/core"
import { HealthProtocol, Temperature } from "@bina/indonesia"
import { Citation, type CivilDate, Decision, type Duty, History, Parameter, Policy, type Text } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import type * as Problem from "../reading/Problem.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as SeasonReport from "../report/SeasonReport.ts"
import * as SeasonResult from "../season/SeasonResult.ts"
import type * as Lists from "./Lists.ts"

// ---- Rules

/** The model of the report. */
export const of = (
  { allowance, cohorts, problems, programme }: SeasonResult.SeasonResult,
  words: Lists.Words
): SeasonReport.SeasonReport => {
  const city = ProgrammeFile.cityOf(programme)
  const protocol = HealthProtocol.of(city)
  const days = programme.cohorts.flatMap(({ sessions }) => sessions).toSorted()
  const missing = new Set(cohorts.flatMap(missingIn))
  return {
    season: programme.id,
    title: programme.title,
    department: programme.department,
    city: { name: programme.city.name, kemendagriCode: city.digits },
    fiscalYear: programme.fiscalYear,
    period: { from: days[0]!, through: days.at(-1)! },
    cohorts: cohorts.map((result) => cohort(result, protocol)),
    reasons: reasonsOf(words),
    facts: [...missing].map((code) => ({ code, name: words.fact(code) })),
    problems: kindsOf(problems),
    policies: [Policies.eligibility, allowance].map((policy) => ({
      name: policy.document.id,
      fingerprint: Policy.fingerprint(policy as Policy.Policy<never, unknown>)
    }))
  }
}

/** Every reason that the rules of the season know: those of the policy in its order, then those of the limits. */
const reasonsOf = (words: Lists.Words): ReadonlyArray<SeasonReport.Reason> => {
  const { answers, rules } = Policies.eligibility.document
  const names = answers.kind === "requirements" ? answers.rules : []
  const cited = (citation: Citation.Citation | undefined) =>
    citation === undefined ? {} : { citation: Citation.short(citation) }
  return [
    ...names.map((code) => ({
      code,
      text: words.reason(code),
      ...cited(rules.find(({ name }) => name === code)?.citation)
    })),
    ...Policies.limits.map(({ citation, reason }) => ({
      code: reason,
      text: words.reason(reason),
      ...cited(citation)
    }))
  ]
}

const missingIn = ({ applications, participants }: SeasonResult.CohortResult): ReadonlyArray<string> => [
  ...applications.flatMap(({ determination }) => (determination._tag === "Undetermined" ? determination.missing : [])),
  ...participants.flatMap(({ entitled }) =>
    entitled._tag === "Undetermined" ? entitled.missing.map(Decision.nameOf) : []
  )
]

const counted = (codes: ReadonlyArray<string>): ReadonlyArray<{ readonly code: string; readonly count: number }> => {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts].map(([code, count]) => ({ code, count }))
}

const cohort = (result: SeasonResult.CohortResult, protocol: Duty.Duty): SeasonReport.CohortReport => {
  const { adjustments, applications, budget, cohort, participants, payable, totals } = result
  const sumOf = (kind: SeasonResult.AdjustmentResult["kind"]): SeasonReport.Adjusted =>
    adjustments
      .filter((adjustment) => adjustment.kind === kind)
      .reduce(
        (sum, { gross, net, tax }) => ({
          people: sum.people + 1,
          gross: sum.gross + gross,
          tax: sum.tax + tax,
          net: sum.net + net
        }),
        { people: 0, gross: 0, tax: 0, net: 0 }
      )
  const completion = (value: boolean) =>
    participants.filter(({ completed }) => completed._tag === "Determined" && completed.value === value).length
  return {
    id: cohort.id,
    course: cohort.course,
    venue: cohort.venue.name,
    payer: cohort.payer,
    startsOn: cohort.startsOn,
    endsOn: ProgrammeFile.endsOn(cohort),
    quota: cohort.quota,
    applications: {
      received: applications.length,
      seated: SeasonResult.count(result, "Seated"),
      waitlisted: SeasonResult.count(result, "Waitlisted"),
      refused: SeasonResult.count(result, "Refused"),
      undetermined: SeasonResult.count(result, "Undetermined"),
      duplicates: SeasonResult.count(result, "Duplicate")
    },
    refusals: counted(
      applications.flatMap(({ determination }) => (determination._tag === "Refused" ? determination.reasons : []))
    ),
    missing: counted(missingIn(result)),
    sessions: cohort.sessions.map((date, index) => session(date, protocol, index, participants)),
    completion: {
      completed: completion(true),
      notCompleted: completion(false),
      undetermined: participants.filter(({ completed }) => completed._tag === "Undetermined").length
    },
    payment: {
      qualifyingDays: totals.qualifyingDays,
      gross: totals.gross,
      tax: totals.tax,
      net: totals.net,
      payees: payable.length,
      undetermined: totals.open,
      budget: { account: cohort.budgetLine.account, ...budget, choices: budget.choices.map(choiceOf) }
    },
    adjustments: {
      underpaid: sumOf("underpaid"),
      overpaid: sumOf("overpaid"),
      unchanged: sumOf("none").people
    }
  }
}

const choiceOf = (variant: Budget.Variant): SeasonReport.Choice => {
  const { residue, shares, total } = variant
  const figures = { paid: shares.filter(({ amount }) => amount > 0).length, total, residue }
  switch (variant._tag) {
    case "RegistrationOrder":
      return { ...figures, kind: "registration-order", unpaid: variant.unpaid.length }
    case "ProRataPerDay":
      return { ...figures, kind: "per-day", perDay: variant.perDay }
    case "WholeDays":
      return { ...figures, kind: "whole-days", days: variant.days }
    case "Postponed":
      return { ...figures, kind: "postponed", shortage: variant.shortage }
  }
}

const session = (
  date: CivilDate.CivilDate,
  protocol: Duty.Duty,
  index: number,
  participants: ReadonlyArray<SeasonResult.Participant>
): SeasonReport.SessionReport => {
  const sessions = participants.map(({ sessions }) => sessions[index]!)
  const records = sessions.flatMap(({ day }) => (day._tag === "Recorded" ? [day.record] : []))
  const marked = (mark: Attendance.Mark) => records.filter((record) => record.mark === mark).length
  return {
    date,
    present: marked("present"),
    partial: marked("partial"),
    excused: marked("excused"),
    absent: marked("absent"),
    unrecorded: sessions.length - records.length,
    qualifying: sessions.filter(({ qualifies }) => qualifies._tag === "Determined" && qualifies.value).length,
    ...protocolOn(date, protocol, records)
  }
}

type Record = Attendance.AttendanceRecord<AttendanceSheet.Seen>

/** Observance among those who came, where the duty was in force; nothing where it was not. */
const protocolOn = (date: CivilDate.CivilDate, duty: Duty.Duty, records: ReadonlyArray<Record>) => {
  const limit = Parameter.valueOn(Temperature.limit, date)
  if (History.standingOn(duty.document, date) !== "in-force" || Result.isFailure(limit)) return {}
  const came = records
    .filter(({ mark }) => mark === "present" || mark === "partial")
    .map(({ observations }) => observations)
  const fits = (seen: AttendanceSheet.Seen) =>
    typeof seen.temperature === "number" && seen.temperature <= limit.success.value
  const protocol: SeasonReport.Protocol = {
    came: came.length,
    mask: came.filter(({ masked }) => masked === true).length,
    distance: came.filter(({ distanced }) => distanced === true).length,
    handWashing: came.filter(({ handsWashed }) => handsWashed === true).length,
    temperature: came.filter(fits).length,
    all: came.filter((seen) => seen.masked && seen.distanced && seen.handsWashed && fits(seen)).length
  }
  return { protocol }
}

/** Problems by kind, as often as each was found in each file. */
const kindsOf = (problems: ReadonlyArray<Problem.Problem>): ReadonlyArray<SeasonReport.Problem> =>
  [...new Set(problems.map(({ kind }) => kind))].map((kind) => {
    const alike = problems.filter((problem) => problem.kind === kind)
    const files = [...new Set(alike.map(({ file }) => file))]
    const text: Text.Text = alike[0]!.reason
    return {
      kind,
      text,
      effect: alike[0]!.severity === "error" ? "not-counted" : "warning",
      files: files.map((file) => ({ file, count: alike.filter((problem) => problem.file === file).length }))
    }
  })
