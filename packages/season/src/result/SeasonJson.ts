/**
 * `season.json`: the outcome in figures and identity numbers, in one fixed shape. It is
 * also the marker by which a later run knows whose output a folder holds.
 */
import * as Schema from "effect/Schema"
import * as SeasonResult from "./SeasonResult.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Models

/** The part of the file that says whose output it is. */
export const Marker = Schema.Struct({ season: Schema.String })

/** The name of the file. */
export const file = "season.json"

// ---- Rules

/** The outcome of a season; reasons and missing facts sorted by name. */
export const of = <Kind extends string>(
  { programme, cohorts }: SeasonResult.SeasonResult,
  { identities: { person } }: { readonly identities: { readonly person: Kind } }
) => ({
  season: programme.id,
  cohorts: cohorts.map((result) => cohort(result, person))
})

/** People stand under the kind of number by which they are known, as `nik`. */
const cohort = <Kind extends string>(result: SeasonResult.CohortResult, kind: Kind) => {
  const whose = ({ number }: Roster.Applicant) => ({ [kind]: number.written }) as { readonly [K in Kind]: string }
  const seconds = `duplicate${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}s`
  const { cohort, applications, totals, budget } = result
  const numbers = (tag: SeasonResult.Determination["_tag"]) =>
    applications
      .filter(({ determination }) => determination._tag === tag)
      .map(({ applicant }) => applicant.number.written)
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
      determination._tag === "Refused" ? [{ ...whose(applicant), reasons: determination.reasons.toSorted() }] : []
    ),
    undeterminedCases: applications.flatMap(({ applicant, determination }) =>
      determination._tag === "Undetermined" ? [{ ...whose(applicant), missing: determination.missing.toSorted() }] : []
    ),
    seats: numbers("Seated"),
    waitlist: numbers("Waitlisted"),
    [seconds]: numbers("Duplicate"),
    totals: {
      qualifyingDays: totals.qualifyingDays,
      gross: totals.gross,
      tax: totals.tax,
      net: totals.net,
      completed: totals.completed
    },
    budget: { line: budget.line, withinBudget: budget.withinBudget, shortage: budget.shortage },
    payable: result.payable.map(({ applicant, qualifyingDays, gross, tax, net, completed }) => ({
      ...whose(applicant),
      qualifyingDays,
      gross,
      tax,
      net,
      completed
    })),
    adjustments: result.adjustments.map(({ applicant, kind, gross, tax, net }) => ({
      ...whose(applicant),
      kind,
      gross,
      tax,
      net
    }))
  }
}
