/**
 * Everything the printed report of a season shows, as figures. It names courses, venues, days and sums, never a person:
 * no name, no identity number, no row of a list may enter this model.
 *
 * Counts are whole numbers of people, applications or days; sums are whole rupiah. Nothing here is computed again by
 * the page except shares for reading (82 %), so what the model says is what the lists and `season.json` say.
 */
import type { CivilDate, Text } from "@bina/policy"

// ---- Models

/** A season, ready to be shown. */
export interface SeasonReport {
  /** The season's own name, `binjai-2024`. */
  readonly season: string
  /** The programme's title as its file writes it. */
  readonly title: string
  /** The department that answers for the programme. */
  readonly department: string
  readonly city: { readonly name: string; readonly code: string }
  readonly fiscalYear: number
  /** First and last session day of all cohorts; absent when the season has no session. */
  readonly period?: { readonly from: CivilDate.CivilDate; readonly through: CivilDate.CivilDate }
  /** The day the report is made for, if the caller wants one on the page. */
  readonly preparedOn?: CivilDate.CivilDate
  /** In the order in which they were filled. */
  readonly cohorts: ReadonlyArray<CohortReport>
  /** What sheets show besides marks and signatures, in the order in which it is checked; none where nothing was asked. */
  readonly measures: ReadonlyArray<Text.Text>
  /** Every reason of refusal that the season's rules know, in policy order, given or not. */
  readonly reasons: ReadonlyArray<Reason>
  /** Every fact whose absence left a case undetermined. */
  readonly facts: ReadonlyArray<Fact>
  /** What could not be read, or was read with a doubt, by kind. */
  readonly problems: ReadonlyArray<Problem>
  /** The policies that decided, so that the figures can be traced to their rules. */
  readonly policies: ReadonlyArray<{ readonly name: string; readonly fingerprint: string }>
}

/** One cohort's figures. */
export interface CohortReport {
  readonly id: string
  readonly course: string
  readonly venue: string
  /** The budget that pays, `APBD` or `APBN`, as the programme's file writes it. */
  readonly payer: string
  readonly startsOn: CivilDate.CivilDate
  readonly endsOn: CivilDate.CivilDate
  readonly quota: number
  readonly applications: Applications
  /** How often each reason was given; one application may have several. Codes are those of {@link SeasonReport.reasons}. */
  readonly refusals: ReadonlyArray<{ readonly code: string; readonly count: number }>
  /** How often each fact was missing; one application may miss several. Codes are those of {@link SeasonReport.facts}. */
  readonly missing: ReadonlyArray<{ readonly code: string; readonly count: number }>
  /** One entry for each session day, in order. */
  readonly sessions: ReadonlyArray<SessionReport>
  readonly completion: Completion
  readonly payment: Payment
  readonly adjustments: Adjustments
}

/** What became of a cohort's applications; the five outcomes sum to `received`. */
export interface Applications {
  readonly received: number
  readonly seated: number
  readonly waitlisted: number
  readonly refused: number
  readonly undetermined: number
  readonly duplicates: number
}

/** One session day. The five marks sum to the people seated. */
export interface SessionReport {
  readonly date: CivilDate.CivilDate
  readonly present: number
  readonly partial: number
  readonly excused: number
  readonly absent: number
  /** Seated, but no attendance row for this day: undetermined. */
  readonly unrecorded: number
  /** Days that count for the allowance on this date: at most `present`. */
  readonly qualifying: number
  /** Observance among those who came (present or partial); absent where no health protocol was in force. */
  readonly protocol?: Protocol
}

/** How many of those who came observed each measure, and all of them. */
export interface Protocol {
  readonly came: number
  /** Of each of {@link SeasonReport.measures}, in their order. */
  readonly kept: ReadonlyArray<number>
  readonly all: number
}

/** Who reached the minimum of lesson hours; the three sum to the people seated. */
export interface Completion {
  readonly completed: number
  readonly notCompleted: number
  readonly undetermined: number
}

/** The payable list of a cohort against its budget line, in whole rupiah. */
export interface Payment {
  readonly qualifyingDays: number
  readonly gross: number
  readonly tax: number
  readonly net: number
  /** People on the payable list. */
  readonly payees: number
  /** People who belong on the list but whose days are undetermined; the list is incomplete when above 0. */
  readonly undetermined: number
  readonly budget: {
    readonly account: string
    readonly line: number
    readonly withinBudget: boolean
    /** Gross above the line; 0 within budget. */
    readonly shortage: number
    /** What the department can choose between when the list is above its line; none is chosen here. */
    readonly choices: ReadonlyArray<Choice>
  }
}

/**
 * One way to live with a line that is too short, in whole rupiah: pay in order of registration until the line ends, pay
 * every day at a lower price (`perDay`), pay everybody their first `days` days, or wait until the line is raised.
 */
export type Choice = {
  /** People who would receive something. */
  readonly paid: number
  readonly total: number
  /** What stays on the line; it is nobody's. */
  readonly residue: number
} & (
  | { readonly kind: "registration-order"; readonly unpaid: number }
  | { readonly kind: "per-day"; readonly perDay: number }
  | { readonly kind: "whole-days"; readonly days: number }
  | { readonly kind: "postponed"; readonly shortage: number }
)

/** What corrections after payment changed: owed now minus paid, in whole rupiah, signed (overpaid is negative). */
export interface Adjustments {
  readonly underpaid: Adjusted
  readonly overpaid: Adjusted
  /** People named in the corrections whose sum did not change. */
  readonly unchanged: number
}

/** People and the signed sums of their adjustments. */
export interface Adjusted {
  readonly people: number
  readonly gross: number
  readonly tax: number
  readonly net: number
}

/** A reason of refusal: its code, its words and the law or rule that it rests on. */
export interface Reason {
  readonly code: string
  readonly text: Text.Text
  /** How the rule is cited, `UU 20/2008 art. 6`; the same in both languages. */
  readonly citation?: string
}

/** A fact that a decision needs, by path, with its name for readers. */
export interface Fact {
  readonly code: string
  readonly name: Text.Text
  /** What the officer can do to complete it. */
  readonly remedy?: Text.Text
}

/** A kind of problem in the files. */
export interface Problem {
  readonly kind: string
  readonly text: Text.Text
  /** `not-counted`: the row or cell was left out; `warning`: it was counted, and should be looked at. */
  readonly effect: "not-counted" | "warning"
  /** Where, by file of the season directory; file names only, never a value from a cell. */
  readonly files: ReadonlyArray<{ readonly file: string; readonly count: number }>
}
