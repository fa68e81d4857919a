/**
 * `supervision.json`: the outcome of a season of supervision in one fixed shape. What cannot be determined says
 * `undetermined`, and which rows to mend stands in `problems.csv`.
 */
import type { Ladder, PeriodicReport } from "@bina/core"
import type * as SupervisionResult from "./SupervisionResult.ts"

// ---- Models

type Sanction =
  | { readonly date: string; readonly step: string; readonly respondBefore: string }
  | { readonly date: string; readonly step: "none"; readonly because: Ladder.Because }

// ---- Rules

/** The name of the file. */
export const file = "supervision.json"

/** The outcome; the number of an establishment and its reports stand under the names that the city gives them. */
export const of = <Number extends string, Report extends string>(
  { establishments, ladder }: SupervisionResult.SupervisionResult,
  names: { readonly number: Number; readonly reports: Report }
) => ({
  ladder: ladder.steps.map(({ step }) => step),
  responseWindowDays: ladder.steps[0].response.days,
  establishments: establishments.map((outcome) => ({
    [names.number]: outcome.establishment.number,
    scale: outcome.scales,
    findings: outcome.violations.length,
    waived: outcome.waived,
    sanctions: outcome.violations.flatMap(({ outcome }) => sanction(outcome)),
    current: outcome.current?.step ?? "none",
    [names.reports]: reports(outcome.reports)
  }))
})

/** A violation that the instrument does not reach, or after its last step, is a finding and no sanction. */
const sanction = (outcome: Ladder.Outcome): ReadonlyArray<Sanction> => {
  if (outcome._tag === "Imposed") {
    return [{ date: outcome.on, step: outcome.step, respondBefore: outcome.respondBefore }]
  }
  return outcome.because === "within-response-window"
    ? [{ date: outcome.on, step: "none", because: outcome.because }]
    : []
}

const reports = (found: SupervisionResult.Reports) => {
  if (found._tag === "NotOwed") return null
  if (found._tag === "NotKnown") {
    return { missed: 0, revocableCumulative: null, revocableConsecutive: null, outcome: "undetermined" }
  }
  const { outcome, standing } = found
  return {
    missed: standing.missed,
    revocableCumulative: standing.cumulative ?? null,
    revocableConsecutive: standing.consecutive ?? null,
    outcome: outcomes[outcome._tag]
  }
}

const outcomes: Readonly<Record<PeriodicReport.Outcome["_tag"], string>> = {
  InGoodStanding: "in-good-standing",
  Neglected: "revocable",
  Ambiguous: "ambiguous",
  Undetermined: "undetermined"
}
