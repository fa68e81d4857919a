/**
 * Whether what was decided still follows from the files. A file that is mended after the decision moves no seat by itself,
 * and nothing of it is hidden either: whoever reads the results is told whose decision the rules would not make today, and
 * what to do.
 */
import { Policy } from "@bina/policy"
import type { Application, Cohort } from "@bina/core"
import { CohortState } from "@bina/core/journal"
import { Disclosure, type PolicyBook } from "@bina/core/office"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as Accounts from "./Accounts.ts"
import type * as Row from "./Row.ts"

// ---- Rules

/** What no longer follows, row by row. */
export const problems = (
  admission: PolicyBook.AdmissionPolicy,
  cohort: Cohort.Cohort,
  file: string,
  rows: ReadonlyArray<Row.Row>
): ReadonlyArray<Problem.Problem> => {
  const byKey = new Map(rows.map((row) => [row.entry.application.id, row]))
  const shared = admission.facts(cohort)
  const asked = Disclosure.readsOf(admission.policy)
  const requirements = new Set(admission.policy.document.rules.map(({ name }) => name))
  const answer = ({ applicant }: Row.Row) =>
    Policy.decide(admission.policy, { ...shared, ...Disclosure.only(applicant.facts, asked) } as never)._tag
  const faultsOf = (row: Row.Row): ReadonlyArray<Problem.Fault> => {
    const { applicant, entry } = row
    const { standing } = entry
    // A row that is not theirs says nothing of them.
    if (applicant.line === 0) return []
    if (CohortState.holdsSeat(entry)) return answer(row) === "Ineligible" ? [Faults.seatDoubtful] : []
    switch (standing._tag) {
      case "Refused": {
        const isByRules = standing.reasons.every((reason) => requirements.has(reason))
        return isByRules && answer(row) === "Eligible" ? [Faults.refusalDoubtful] : []
      }
      case "Duplicate": {
        const first = byKey.get(standing.of as Application.Id)
        if (first === undefined) return []
        const isAnother = Accounts.read(first.applicant) !== Accounts.read(applicant)
        const isRefused = first.entry.standing._tag === "Refused" && answer(row) === "Eligible"
        return [...(isAnother ? [Faults.twoOfOneNumber] : []), ...(isRefused ? [Faults.setAsideEligible] : [])]
      }
      default:
        return []
    }
  }
  const decisive = decidedByRow(rows)
  return rows.flatMap((row) =>
    [...faultsOf(row), ...(decisive.has(row) ? [Faults.equalTimes] : []), ...outside(row, cohort)].map((fault) =>
      Problem.make(fault, { file, row: row.applicant.line })
    )
  )
}

/** Rows of one time of which some have a seat and some wait: only their order in the file decided between them. */
const decidedByRow = (rows: ReadonlyArray<Row.Row>): ReadonlySet<Row.Row> =>
  new Set(
    [...Map.groupBy(rows, ({ entry }) => entry.application.registeredAt).values()].flatMap((together) =>
      together.some(({ entry }) => CohortState.holdsSeat(entry)) &&
      together.some(({ entry }) => entry.standing._tag === "Waitlisted")
        ? together.filter(({ applicant }) => applicant.line > 0)
        : []
    )
  )

/** A time before registration opened, or after the training began, is a slip or a row that came in otherwise. */
const outside = (
  { applicant: { line, registeredAt } }: Row.Row,
  { registrationOpens, schedule: [first] }: Cohort.Cohort
): ReadonlyArray<Problem.Fault> => {
  const day = registeredAt.local.slice(0, 10)
  const isOutside = (registrationOpens !== undefined && day < registrationOpens) || (first !== undefined && day > first)
  return line > 0 && isOutside ? [Faults.outsideRegistration] : []
}
