/**
 * The season's sums over its cohorts. Only additions of what the model says: no figure of the page is decided here.
 */
import type { CohortReport, Protocol, SeasonReport, SessionReport } from "./SeasonReport.ts"

// ---- Models

/** Sums over any number of cohorts; 0 over none. */
export interface Totals {
  readonly quota: number
  readonly received: number
  readonly seated: number
  readonly waitlisted: number
  readonly refused: number
  readonly undetermined: number
  readonly duplicates: number
  readonly completed: number
  readonly notCompleted: number
  readonly completionUndetermined: number
  readonly qualifyingDays: number
  /** Person-days planned: people seated times session days. */
  readonly plannedDays: number
  readonly gross: number
  readonly tax: number
  readonly net: number
  readonly line: number
  readonly shortage: number
  /** Gross of the lists within budget only. */
  readonly absorbed: number
  readonly listsWithin: number
  readonly overpaidPeople: number
  readonly overpaidNet: number
  readonly underpaidPeople: number
  readonly underpaidNet: number
  readonly unchangedPeople: number
}

// ---- Rules

/** Adds up what `of` reads from each item. */
export const sum = <A>(items: ReadonlyArray<A>, of: (item: A) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** The sums of some cohorts. */
export const of = (cohorts: ReadonlyArray<CohortReport>): Totals => ({
  quota: sum(cohorts, (c) => c.quota),
  received: sum(cohorts, (c) => c.applications.received),
  seated: sum(cohorts, (c) => c.applications.seated),
  waitlisted: sum(cohorts, (c) => c.applications.waitlisted),
  refused: sum(cohorts, (c) => c.applications.refused),
  undetermined: sum(cohorts, (c) => c.applications.undetermined),
  duplicates: sum(cohorts, (c) => c.applications.duplicates),
  completed: sum(cohorts, (c) => c.completion.completed),
  notCompleted: sum(cohorts, (c) => c.completion.notCompleted),
  completionUndetermined: sum(cohorts, (c) => c.completion.undetermined),
  qualifyingDays: sum(cohorts, (c) => c.payment.qualifyingDays),
  plannedDays: sum(cohorts, (c) => c.applications.seated * c.sessions.length),
  gross: sum(cohorts, (c) => c.payment.gross),
  tax: sum(cohorts, (c) => c.payment.tax),
  net: sum(cohorts, (c) => c.payment.net),
  line: sum(cohorts, (c) => c.payment.budget.line),
  shortage: sum(cohorts, (c) => c.payment.budget.shortage),
  absorbed: sum(cohorts, (c) => (c.payment.budget.withinBudget ? c.payment.gross : 0)),
  listsWithin: sum(cohorts, (c) => (c.payment.budget.withinBudget ? 1 : 0)),
  overpaidPeople: sum(cohorts, (c) => c.adjustments.overpaid.people),
  overpaidNet: sum(cohorts, (c) => c.adjustments.overpaid.net),
  underpaidPeople: sum(cohorts, (c) => c.adjustments.underpaid.people),
  underpaidNet: sum(cohorts, (c) => c.adjustments.underpaid.net),
  unchangedPeople: sum(cohorts, (c) => c.adjustments.unchanged)
})

/** Everyone a session day speaks of. */
export const people = (session: SessionReport): number =>
  session.present + session.partial + session.excused + session.absent + session.unrecorded

/** The protocol figures of some days, added; `undefined` when it was in force on none of them. */
export const protocol = (sessions: ReadonlyArray<SessionReport>): Protocol | undefined => {
  const days = sessions.flatMap((session) => (session.protocol === undefined ? [] : [session.protocol]))
  return days.length === 0
    ? undefined
    : {
        came: sum(days, (d) => d.came),
        kept: days[0]!.kept.map((_, measure) => sum(days, (d) => d.kept[measure]!)),
        all: sum(days, (d) => d.all)
      }
}

/** A coded count over the season, most frequent first, with the cohorts it comes from in their order. */
export interface Tally {
  readonly code: string
  readonly count: number
  readonly cohorts: ReadonlyArray<{ readonly course: string; readonly count: number }>
}

/** Counts by code over all cohorts, zero counts left out; equal counts keep the order of `codes`, unknown codes come last. */
export const tally = (
  report: SeasonReport,
  codes: ReadonlyArray<string>,
  counts: (cohort: CohortReport) => ReadonlyArray<{ readonly code: string; readonly count: number }>
): ReadonlyArray<Tally> => {
  const all = [...new Set([...codes, ...report.cohorts.flatMap((cohort) => counts(cohort).map(({ code }) => code))])]
  return all
    .map((code) => {
      const cohorts = report.cohorts.flatMap((cohort) => {
        const count = sum(counts(cohort), (entry) => (entry.code === code ? entry.count : 0))
        return count === 0 ? [] : [{ course: cohort.course, count }]
      })
      return { code, count: sum(cohorts, ({ count }) => count), cohorts }
    })
    .filter(({ count }) => count > 0)
    .toSorted((left, right) => right.count - left.count)
}
