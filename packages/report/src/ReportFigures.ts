/**
 * What the report shows, counted from the results. Figures only: nobody's name or number gets in.
 */
import type { Attendance, Budget } from "@bina/core"
import { Citation, type CivilDate, Decision, Policy, type Text } from "@bina/policy"
import { type AttendanceSheet, type Pack, type Problem, ProgrammeFile, SeasonResult, type Words } from "@bina/season"
import type * as SeasonReport from "./html/SeasonReport.ts"

// ---- Rules

/** The model of the report. */
export const of = (
  { cohorts, policies: { admission, allowance }, problems, programme }: SeasonResult.SeasonResult,
  city: Pack.Shape,
  words: Words.Words
): SeasonReport.SeasonReport => {
  const observances = city.observances?.(programme)
  const days = programme.cohorts.flatMap(({ sessions }) => sessions).toSorted()
  const missing = new Set(cohorts.flatMap(missingIn))
  return {
    season: programme.id,
    title: programme.title,
    department: programme.department,
    city: city.place(programme),
    fiscalYear: programme.fiscalYear,
    period: { from: days[0]!, through: days.at(-1)! },
    cohorts: cohorts.map((result) => cohort(result, observances)),
    measures: (observances?.measures ?? []).map(({ name }) => name),
    reasons: reasonsOf(admission, words),
    facts: [...missing].map((code) => ({ code, name: words.fact(code) })),
    problems: kindsOf(problems),
    policies: [admission.policy, allowance.policy].map((policy) => ({
      name: policy.document.id,
      fingerprint: Policy.fingerprint(policy as Policy.Policy<never, unknown>)
    }))
  }
}

/** Every reason that the rules of the season know: those of the policy in its order, then those of the limits. */
const reasonsOf = (
  { limits, policy }: Pack.Policies["admission"],
  words: Words.Words
): ReadonlyArray<SeasonReport.Reason> => {
  const { answers, rules } = policy.document
  const names = answers.kind === "requirements" ? answers.rules : []
  const cited = (citation: Citation.Citation | undefined) =>
    citation === undefined ? {} : { citation: Citation.short(citation) }
  return [
    ...names.map((code) => ({
      code,
      text: words.reason(code),
      ...cited(rules.find(({ name }) => name === code)?.citation)
    })),
    ...limits.map(({ citation, reason }) => ({
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

const cohort = (
  result: SeasonResult.CohortResult,
  observances: Pack.Observances | undefined
): SeasonReport.CohortReport => {
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
    sessions: cohort.sessions.map((date, index) => session(date, observances, index, participants)),
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
  observances: Pack.Observances | undefined,
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
    ...protocolOn(date, observances, records)
  }
}

type Record = Attendance.AttendanceRecord<AttendanceSheet.Seen>

/** Observance among those who came, where it was a duty; nothing where it was not. */
const protocolOn = (
  date: CivilDate.CivilDate,
  observances: Pack.Observances | undefined,
  records: ReadonlyArray<Record>
) => {
  if (observances === undefined || !observances.isDutyOn(date)) return {}
  const came = records
    .filter(({ mark }) => mark === "present" || mark === "partial")
    .map(({ observations }) => observances.measures.map(({ isKept }) => isKept(observations, date)))
  const protocol: SeasonReport.Protocol = {
    came: came.length,
    kept: observances.measures.map((_, measure) => came.filter((kept) => kept[measure]).length),
    all: came.filter((kept) => kept.every(Boolean)).length
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
