/**
 * `season.json`: the outcome in figures and identity numbers, in one fixed shape. It is
 * also the marker by which a later run knows whose output a folder holds.
 */
import * as Schema from "effect/Schema"
import * as SeasonResult from "../season/SeasonResult.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Models

/** The part of the file that says whose output it is. */
export const Marker = Schema.Struct({ season: Schema.String })

/** The name of the file. */
export const file = "season.json"

// ---- Rules

/** The outcome of a season; reasons and missing facts sorted by name. */
export const of = ({ programme, cohorts }: SeasonResult.SeasonResult) => ({
  season: programme.id,
  cohorts: cohorts.map(cohort)
})

const cohort = (result: SeasonResult.CohortResult) => {
  const { cohort, applications, totals, budget } = result
  const niks = (tag: SeasonResult.Determination["_tag"]) =>
    applications.filter(({ determination }) => determination._tag === tag).map(({ applicant }) => nikOf(applicant))
  return {
    id: cohort.id,
    startsOn: cohort.startsOn,
    endsOn: cohort.sessions[cohort.sessions.length - 1]!,
    applications: applications.length,
    seated: SeasonResult.count(result, "Seated"),
    waitlisted: SeasonResult.count(result, "Waitlisted"),
    refused: SeasonResult.count(result, "Refused"),
    undetermined: SeasonResult.count(result, "Undetermined"),
    duplicates: SeasonResult.count(result, "Duplicate"),
    refusals: applications.flatMap(({ applicant, determination }) =>
      determination._tag === "Refused" ? [{ nik: nikOf(applicant), reasons: determination.reasons.toSorted() }] : []
    ),
    undeterminedCases: applications.flatMap(({ applicant, determination }) =>
      determination._tag === "Undetermined"
        ? [{ nik: nikOf(applicant), missing: determination.missing.toSorted() }]
        : []
    ),
    seats: niks("Seated"),
    waitlist: niks("Waitlisted"),
    duplicateNiks: niks("Duplicate"),
    totals: {
      qualifyingDays: totals.qualifyingDays,
      gross: totals.gross,
      tax: totals.tax,
      net: totals.net,
      completed: totals.completed
    },
    budget: { line: budget.line, withinBudget: budget.withinBudget, shortage: budget.shortage },
    payable: result.payable.map(({ applicant, qualifyingDays, gross, tax, net, completed }) => ({
      nik: nikOf(applicant),
      qualifyingDays,
      gross,
      tax,
      net,
      completed
    })),
    adjustments: result.adjustments.map(({ applicant, kind, gross, tax, net }) => ({
      nik: nikOf(applicant),
      kind,
      gross,
      tax,
      net
    }))
  }
}

const nikOf = ({ nik }: Roster.Applicant): string => nik.written
