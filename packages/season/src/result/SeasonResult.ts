/**
 * What a season came to: every application with its determination, every seat with its days and money, every list with
 * its budget. Lists, report and `season.json` are written from this and compute nothing of their own.
 *
 * Personal values stand here, since the lists need them; whatever is shown elsewhere is masked where it is shown.
 */
import type { Admission, Budget } from "@bina/core"
import { Decision } from "@bina/policy"
import type * as Pack from "../Pack.ts"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import type * as Problem from "../reading/Problem.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Models

/** A season, its cohorts in the order in which they were filled. */
export interface SeasonResult {
  readonly programme: ProgrammeFile.Programme
  /** The policies by which the season decides: those of its city. */
  readonly policies: Pack.Policies
  readonly cohorts: ReadonlyArray<CohortResult>
  /** In the order of files, rows and columns. */
  readonly problems: ReadonlyArray<Problem.Problem>
}

/** One cohort. */
export interface CohortResult {
  readonly cohort: ProgrammeFile.Cohort
  /** In order of registration. */
  readonly applications: ReadonlyArray<ApplicationResult>
  /** Whoever holds a seat, in order of registration. */
  readonly participants: ReadonlyArray<Participant>
  /** The participants whose money is determined, in the same order: the list that is paid. */
  readonly payable: ReadonlyArray<Payable>
  readonly totals: Totals
  readonly budget: BudgetResult
  /** In the order in which `corrections.csv` first names the people. */
  readonly adjustments: ReadonlyArray<AdjustmentResult>
}

/** What became of an application. */
export type Determination =
  | { readonly _tag: "Seated" }
  | { readonly _tag: "Waitlisted" }
  | { readonly _tag: "Refused"; readonly reasons: ReadonlyArray<string> }
  | { readonly _tag: "Undetermined"; readonly missing: ReadonlyArray<string> }
  | { readonly _tag: "Duplicate" }

/** An application and what became of it. Reasons and missing facts are in the order of the policy. */
export interface ApplicationResult {
  readonly applicant: Roster.Applicant
  readonly determination: Determination
}

/** A session of a participant: what is known of it, and whether the day counts. */
export interface SessionResult {
  readonly day: AttendanceSheet.Day
  readonly qualifies: Decision.Outcome<boolean>
}

/** Money in whole units of the season's currency. */
export interface Amounts {
  readonly gross: number
  readonly tax: number
  readonly net: number
}

/** What a participant is owed by the list as it was known when it was paid. */
export interface Entitled extends Amounts {
  readonly qualifyingDays: number
  readonly completed: boolean
}

/** A seat. `entitled` is undetermined as soon as a day, the tax or the completion is. */
export interface Participant {
  readonly applicant: Roster.Applicant
  readonly sessions: ReadonlyArray<SessionResult>
  readonly completed: Decision.Outcome<boolean>
  readonly entitled: Decision.Outcome<Entitled>
}

/** A line of the payable list. */
export interface Payable extends Entitled {
  readonly applicant: Roster.Applicant
}

/** The sums of the payable list. `open` counts the seats that are not on it because something is undetermined. */
export interface Totals extends Amounts {
  readonly qualifyingDays: number
  readonly completed: number
  readonly open: number
}

/** The payable list against its budget line; above it, the choices that the department has, none of them taken. */
export interface BudgetResult {
  readonly line: number
  readonly withinBudget: boolean
  readonly shortage: number
  readonly choices: ReadonlyArray<Budget.Variant>
}

/** Owed now minus paid, after the corrections; signed. */
export interface AdjustmentResult extends Amounts {
  readonly applicant: Roster.Applicant
  readonly kind: "underpaid" | "overpaid" | "none"
}

// ---- Rules

/** How many applications came to a determination. */
export const count = (cohort: CohortResult, tag: Determination["_tag"]): number =>
  cohort.applications.filter(({ determination }) => determination._tag === tag).length

/** A fact that cannot be what it claims to be is one that the officer must complete, like a missing one. */
export const told = (determination: Admission.Determination): Determination => {
  switch (determination._tag) {
    case "Seated":
    case "Waitlisted":
    case "Duplicate":
      return { _tag: determination._tag }
    case "Refused":
      return { _tag: "Refused", reasons: determination.reasons }
    case "Undetermined":
      return {
        _tag: "Undetermined",
        missing: [...new Set([...determination.missing.map(Decision.nameOf), ...determination.invalid])]
      }
  }
}
