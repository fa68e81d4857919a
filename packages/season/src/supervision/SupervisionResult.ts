/**
 * What a season of supervision came to: for each establishment its scales, what was found, the sanctions that its ladder
 * leads to, and whether it reported. Rows that contradict each other decide nothing: they are told, and what hangs on them
 * stays open until somebody mends them.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Calendar, Ladder, type Moment, PeriodicReport } from "@bina/core"
import { CivilDate } from "@bina/policy"
import * as Problem from "../reading/Problem.ts"
import type * as Supervised from "./Supervised.ts"
import * as Faults from "./SupervisionFaults.ts"
import * as SupervisionFolder from "./SupervisionFolder.ts"

// ---- Models

/** Whether an establishment reported; `NotKnown` where it is not known whether, or on which days, it had to. */
export type Reports =
  | { readonly _tag: "NotOwed" }
  | { readonly _tag: "NotKnown" }
  | { readonly _tag: "Owed"; readonly standing: PeriodicReport.Standing; readonly outcome: PeriodicReport.Outcome }

/**
 * One establishment. `violations` are visits with a confirmed violation, in the order of their days, each with what came
 * of it; `open` counts rows about its visits that have to be mended before the next step may be taken.
 */
export interface Outcome {
  readonly establishment: Supervised.Establishment
  readonly scales: Readonly<Record<string, string>>
  readonly violations: ReadonlyArray<{ readonly visit: Supervised.Visit; readonly outcome: Ladder.Outcome }>
  readonly waived: number
  readonly current: Ladder.Standing | undefined
  readonly reports: Reports
  readonly open: number
}

/** A season of supervision, establishments in the order of the register. */
export interface SupervisionResult {
  readonly ladder: Ladder.Ladder
  readonly establishments: ReadonlyArray<Outcome>
  readonly problems: ReadonlyArray<Problem.Problem>
}

/** What the law of the season does not say of a day that its files name. */
export type LawMissing = Ladder.NotProgressive | Ladder.OutOfOrder | Calendar.YearMissing | CivilDate.NotACivilDate

// ---- Rules

/** What the files come to under the law of a city; a row that cannot be used becomes a problem. */
export const of = (
  { establishments, reports, visits }: SupervisionFolder.SupervisionFiles,
  law: Pick<Supervised.Shape, "calendar" | "columns" | "ladder" | "reports" | "scales">
): Result.Result<SupervisionResult, LawMissing> =>
  Result.gen(function* () {
    const problems = [...establishments.problems, ...visits.problems, ...reports.problems]
    const noted = noting(problems)
    const register = registerOf(establishments.entries, law, noted)
    const visited = visitsOf(visits.entries, register, law, noted)
    const reported = reportsOf(reports.entries, register, law, noted)

    const outcomes: Array<Outcome> = []
    for (const [number, establishment] of register) {
      const { open, violations, waived } = visited.get(number) ?? nothing
      const followed = yield* Ladder.follow(
        law.ladder,
        law.calendar,
        violations.map(({ on }) => on)
      )
      outcomes.push({
        establishment,
        scales: law.scales(establishment),
        violations: violations.map(({ visit }, at) => ({ visit, outcome: followed[at]! })),
        waived,
        current: Ladder.currentOf(followed),
        reports: reported(establishment),
        open
      })
    }
    return { ladder: law.ladder, establishments: outcomes, problems: problems.toSorted(byPlace) }
  })

// ---- Problems

type Noted = (fault: Problem.Fault, file: string, row: number, column?: string, value?: string) => void

const noting =
  (problems: Array<Problem.Problem>): Noted =>
  (fault, file, row, column, value) =>
    void problems.push(
      Problem.make(fault, {
        file,
        row,
        ...(column === undefined ? {} : { column }),
        ...(value === undefined ? {} : { value, shown: CivilDate.isCivilDate(value) ? "time" : "word" })
      })
    )

const order: ReadonlyArray<string> = Object.values(SupervisionFolder.files)

const byPlace = (one: Problem.Problem, other: Problem.Problem): number =>
  order.indexOf(one.file) - order.indexOf(other.file) ||
  Option.getOrElse(one.row, () => 0) - Option.getOrElse(other.row, () => 0)

// ---- The register

const registerOf = (
  rows: ReadonlyArray<Supervised.Establishment>,
  { columns }: Pick<Supervised.Shape, "columns">,
  noted: Noted
): ReadonlyMap<string, Supervised.Establishment> => {
  const register = new Map<string, Supervised.Establishment>()
  for (const row of rows) {
    const before = register.get(row.number)
    if (before === undefined) {
      register.set(row.number, row)
      continue
    }
    const merged = agreed(before, row)
    const fault = isSame({ ...before, line: 0 }, { ...row, line: 0 })
      ? Faults.registeredTwice
      : Faults.registeredOtherwise
    noted(fault, SupervisionFolder.files.establishments, row.line, columns.number, row.number)
    register.set(row.number, merged)
  }
  return register
}

/** What two rows of one establishment agree on. The name and the district decide nothing and stay as first written. */
const agreed = (one: Supervised.Establishment, other: Supervised.Establishment): Supervised.Establishment => {
  const both = <A>(a: Option.Option<A>, b: Option.Option<A>): Option.Option<A> => (isSame(a, b) ? a : Option.none())
  return {
    ...one,
    trade: both(one.trade, other.trade),
    workers: both(one.workers, other.workers),
    investment: both(one.investment, other.investment),
    annualSales: both(one.annualSales, other.annualSales),
    reports: both(one.reports, other.reports)
  }
}

/** Rows hold texts, numbers and options of them: equal text is equal content. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

// ---- Visits

interface Dated {
  readonly visit: Supervised.Visit
  readonly on: CivilDate.CivilDate
}

interface Visited {
  readonly violations: ReadonlyArray<Dated>
  readonly waived: number
  readonly open: number
}

const nothing: Visited = { violations: [], waived: 0, open: 0 }

const visitsOf = (
  rows: ReadonlyArray<Supervised.Visit>,
  register: ReadonlyMap<string, Supervised.Establishment>,
  { columns }: Pick<Supervised.Shape, "columns">,
  noted: Noted
): ReadonlyMap<string, Visited> => {
  const file = SupervisionFolder.files.visits
  const known = rows.filter((row) => {
    if (register.has(row.number)) return true
    noted(Faults.notRegistered, file, row.line, columns.number, row.number)
    return false
  })
  const byNumber = new Map<string, Visited>()
  for (const [number, group] of Map.groupBy(known, ({ number }) => number)) {
    byNumber.set(number, visitedOf(group, columns, noted))
  }
  return byNumber
}

const visitedOf = (rows: ReadonlyArray<Supervised.Visit>, columns: Supervised.Columns, noted: Noted): Visited => {
  const { disputed, single } = singled(rows, columns, noted)
  let waived = 0
  let open = disputed
  const violations: Array<Dated> = []
  for (const visit of single) {
    const { on, verdict } = visit
    if (Option.isNone(on) || Option.isNone(verdict)) {
      open += 1
      continue
    }
    if (verdict.value === "waived") waived += 1
    if (verdict.value === "compliant" && visit.breaches.length > 0) {
      noted(Faults.breachThoughCompliant, SupervisionFolder.files.visits, visit.line, columns.verdict)
    }
    if (verdict.value !== "violation") continue
    // Of a row that cannot be read whole it is not known that nothing was found.
    if (visit.breaches.length === 0 && visit.isWhole) {
      noted(Faults.nothingFound, SupervisionFolder.files.visits, visit.line, columns.verdict)
      open += 1
      continue
    }
    violations.push({ visit, on: on.value })
  }
  // Equal days keep the order of the file.
  return { violations: violations.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)), waived, open }
}

/** Each visit once; of two rows that tell of one visit otherwise neither is taken. */
const singled = (
  rows: ReadonlyArray<Supervised.Visit>,
  columns: Supervised.Columns,
  noted: Noted
): { readonly single: ReadonlyArray<Supervised.Visit>; readonly disputed: number } => {
  const file = SupervisionFolder.files.visits
  const single: Array<Supervised.Visit> = []
  let disputed = 0
  for (const [name, group] of Map.groupBy(rows, nameOf)) {
    const [first, ...others] = group
    const same = others.every((other) => isSame({ ...first!, line: 0 }, { ...other, line: 0 }))
    if (name === undefined || same) {
      single.push(...(name === undefined ? group : [first!]))
      if (name !== undefined) for (const { line } of others) noted(Faults.visitedTwice, file, line, columns.on)
      continue
    }
    disputed += 1
    for (const { line } of group) noted(Faults.visitedOtherwise, file, line, columns.on)
  }
  return { single: single.toSorted((a, b) => a.line - b.line), disputed }
}

/** One visit is one letter of assignment on one day; without both nobody knows whether two rows are one. */
const nameOf = ({ assignment, on }: Supervised.Visit): string | undefined =>
  assignment === "" || Option.isNone(on) ? undefined : `${on.value} ${assignment}`

// ---- Reports

const reportsOf = (
  rows: ReadonlyArray<Supervised.Receipt>,
  register: ReadonlyMap<string, Supervised.Establishment>,
  { columns, reports: { duty, neglect, weeks } }: Pick<Supervised.Shape, "columns" | "reports">,
  noted: Noted
): ((establishment: Supervised.Establishment) => Reports) => {
  const file = SupervisionFolder.files.reports
  const found = scheduleOf(rows, duty, weeks)
  if (Result.isFailure(found)) noted(Faults.scheduleUnknown, file, 1, columns.due)
  const schedule = Result.getOrElse(found, () => [])
  const received = new Map<string, Map<string, Array<Moment.Moment>>>()
  // Of whom a row cannot be read: which periods it may be about.
  const unread = new Map<string, Set<string>>()
  const doubted = (number: string, periods: Iterable<string>) => {
    const known = unread.get(number) ?? new Set()
    for (const on of periods) known.add(on)
    unread.set(number, known)
  }
  const days = new Set<string>(schedule.map(({ on }) => on))

  for (const { at, due, line, number } of rows) {
    const establishment = register.get(number)
    if (establishment === undefined) {
      noted(Faults.notRegistered, file, line, columns.number, number)
    } else if (Option.contains(establishment.reports, false)) {
      noted(Faults.owesNoReports, file, line, columns.number, number)
    } else if (Option.isNone(due)) {
      doubted(number, days)
    } else if (!days.has(due.value)) {
      noted(Faults.notADueDate, file, line, columns.due, due.value)
      doubted(number, days)
    } else if (Option.isNone(at)) {
      doubted(number, [due.value])
    } else {
      const mine = received.get(number) ?? new Map<string, Array<Moment.Moment>>()
      received.set(number, mine)
      const before = mine.get(due.value)
      if (before === undefined) mine.set(due.value, [at.value])
      else {
        before.push(at.value)
        noted(Faults.receivedTwice, file, line, columns.due, due.value)
      }
    }
  }

  return ({ number, reports }) => {
    if (Option.isNone(reports)) return { _tag: "NotKnown" }
    if (!reports.value) return { _tag: "NotOwed" }
    // Where nobody knows which periods there were, nobody kept them all.
    if (schedule.length === 0) return { _tag: "NotKnown" }
    const periods = schedule.map((due): PeriodicReport.Period => {
      const status = PeriodicReport.statusOf(due, received.get(number)?.get(due.on) ?? [])
      // A row in doubt may hold the report of a period that seems to have been missed.
      const doubt = PeriodicReport.isNeglected(status) && (unread.get(number)?.has(due.on) ?? false)
      return { on: due.on, status: doubt ? { _tag: "Unreadable" } : status }
    })
    return { _tag: "Owed", ...PeriodicReport.review(periods, neglect) }
  }
}

/** The periods of the season: so many weeks from the first day in the file on which a report could be due. */
const scheduleOf = (
  rows: ReadonlyArray<Supervised.Receipt>,
  duty: PeriodicReport.Duty,
  weeks: number
): Result.Result<
  ReadonlyArray<PeriodicReport.Due>,
  PeriodicReport.ScheduleUnknown | CivilDate.NotACivilDate | Moment.NotAMoment
> =>
  Result.gen(function* () {
    let first: CivilDate.CivilDate | undefined
    for (const on of new Set(rows.flatMap(({ due }) => Option.toArray(due))).values()) {
      if (first !== undefined && on >= first) continue
      const isDue = PeriodicReport.dueIn(duty, { from: on, to: yield* CivilDate.addDays(on, 1) })
      if (Result.isSuccess(isDue) && isDue.success.length > 0) first = on
    }
    if (first === undefined) return []
    const to = yield* CivilDate.addDays(first, weeks * 7)
    const periods: Array<PeriodicReport.Due> = []
    for (const on of yield* PeriodicReport.dueIn(duty, { from: first, to })) {
      periods.push(yield* PeriodicReport.dueOn(duty, on))
    }
    return periods
  })
