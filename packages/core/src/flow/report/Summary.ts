/**
 * The figures of a season: a pure fold over what the cohorts came to. A summary of one cohort and a summary of many
 * have the same shape and add up in any order, so a report can show both and they cannot disagree.
 */
import { CivilDate, Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as Adjustment from "../allowance/Adjustment.ts"
import * as Amounts from "../../words/Amounts.ts"
import type * as PayableList from "../allowance/PayableList.ts"
import type * as Admission from "../admission/Admission.ts"
import type * as Attendance from "../attendance/Attendance.ts"
import type * as Completion from "../attendance/Completion.ts"
import * as Budget from "../payment/Budget.ts"
import type * as BudgetLine from "../programme/BudgetLine.ts"
import * as Figures from "./Figures.ts"

// ---- Models

const tallied = Schema.Record(Schema.String, Schema.Int)

/** How often something was seen, out of how often it was looked for; for example masks, out of people present. */
export const Observance = Figures.counts("observed", "of")
export type Observance = typeof Observance.Type

/** People by what is known of them on one session date. */
export const AttendanceDay = Schema.Struct({
  date: CivilDate.CivilDate,
  ...Figures.counts("present", "partial", "excused", "absent", "unrecorded", "conflicting").fields
})
export type AttendanceDay = typeof AttendanceDay.Type

/** What one budget line held, and what the lists that fit take of it. */
export const Line = Schema.Struct({ available: Money.MinorUnits, absorbed: Money.MinorUnits })
export type Line = typeof Line.Type

/**
 * What budget lines held, what lists asked of them, what the lists that fit take (`absorbed`), and what the others
 * lack. Divide `absorbed` by `available` for the absorption. A line that serves several cohorts stands once in `lines`
 * and is counted once in `available`.
 */
export const Absorption = Schema.Struct({
  lines: Schema.Record(Schema.String, Line),
  available: Money.MinorUnits,
  requested: Money.MinorUnits,
  absorbed: Money.MinorUnits,
  shortage: Money.MinorUnits,
  listsWithin: Schema.Int,
  listsExceeding: Schema.Int
})
export type Absorption = typeof Absorption.Type

/** Adjustments of one kind: how many people, and the signed sums. */
export const Adjustments = Schema.Struct({ people: Schema.Int, ...Amounts.fields })
export type Adjustments = typeof Adjustments.Type

/**
 * The figures of one or more cohorts; amounts in minor units of `currency`. `reasons` and `missing` count how often
 * each was given; one application may have several.
 */
export const Summary = Schema.Struct({
  currency: Money.Currency,
  cohorts: Schema.Int,
  quota: Schema.Int,
  applications: Figures.counts("total", "seated", "waitlisted", "refused", "undetermined", "duplicate"),
  reasons: tallied,
  missing: tallied,
  attendance: Schema.Array(AttendanceDay),
  observances: Schema.Record(Schema.String, Observance),
  completion: Figures.counts("completed", "notCompleted", "undetermined"),
  payable: Schema.Struct({
    recipients: Schema.Int,
    notOnList: Schema.Int,
    qualifyingDays: Schema.Int,
    ...Amounts.fields
  }),
  budget: Absorption,
  adjustments: Schema.Struct({ underpaid: Adjustments, overpaid: Adjustments, none: Adjustments })
})
export type Summary = typeof Summary.Type

/**
 * What one cohort came to. `line` is the whole line, also where other cohorts share it. `observances` are counted by the application, which
 * knows what its observations mean.
 */
export interface CohortResult {
  readonly quota: number
  readonly determinations: ReadonlyArray<Admission.Determined>
  readonly tally: Pick<Attendance.Tally, "people">
  readonly completions: ReadonlyArray<Completion.Standing>
  readonly list: PayableList.PayableList
  readonly line: BudgetLine.BudgetLine
  readonly adjustments: ReadonlyArray<Adjustment.Adjustment>
  readonly observances: Readonly<Record<string, Observance>>
}

// ---- Errors

/** One budget line was given with two amounts. */
export class LinesDiffer extends Schema.TaggedError<LinesDiffer>()("LinesDiffer", {
  line: Schema.String,
  amounts: Schema.Tuple([Money.MinorUnits, Money.MinorUnits])
}) {
  override get message(): string {
    return `the budget line ${this.line} holds ${this.amounts.join(" for one cohort and ")} for another: allocate it, or give it as one amount`
  }
}

/** Lists that share a line were each held against the whole of it, and together they do not fit. */
export class LineShared extends Schema.TaggedError<LineShared>()("LineShared", {
  line: Schema.String,
  available: Money.MinorUnits,
  absorbed: Money.MinorUnits
}) {
  override get message(): string {
    return `lists take ${this.absorbed} of the budget line ${this.line}, which holds ${this.available}: summarise the cohorts that share it together, in their order`
  }
}

/** Why figures cannot be added. */
export type NotSummable = Money.CurrencyMismatch | Money.AmountTooLarge | LinesDiffer | LineShared

// ---- Rules

const nothing = Money.minorUnits(0)
const noAdjustments: Adjustments = { people: 0, ...Amounts.zero }

/** The summary of no cohort at all. */
export const empty = (currency: Money.Currency): Summary => ({
  currency,
  cohorts: 0,
  quota: 0,
  applications: { total: 0, seated: 0, waitlisted: 0, refused: 0, undetermined: 0, duplicate: 0 },
  reasons: {},
  missing: {},
  attendance: [],
  observances: {},
  completion: { completed: 0, notCompleted: 0, undetermined: 0 },
  payable: { recipients: 0, notOnList: 0, qualifyingDays: 0, ...Amounts.zero },
  budget: {
    lines: {},
    available: nothing,
    requested: nothing,
    absorbed: nothing,
    shortage: nothing,
    listsWithin: 0,
    listsExceeding: 0
  },
  adjustments: { underpaid: noAdjustments, overpaid: noAdjustments, none: noAdjustments }
})

/** The figures of one cohort. Fails when list, line and adjustments are not of one currency. */
export const ofCohort = (result: CohortResult): Result.Result<Summary, NotSummable> => afterOthers(result, nothing)

/**
 * The figures of each cohort and of all together. Where cohorts share a budget line, the list of each is held against
 * what the lists before it, in the order given, left of the line. Fails as {@link ofCohort} and {@link fold} do.
 */
export const ofCohorts = (
  currency: Money.Currency,
  results: Iterable<CohortResult>
): Result.Result<{ readonly cohorts: ReadonlyArray<Summary>; readonly whole: Summary }, NotSummable> =>
  Result.gen(function* () {
    const cohorts: Array<Summary> = []
    let whole = empty(currency)
    for (const result of results) {
      const taken = lineIn(whole.budget, result.line.id)?.absorbed ?? nothing
      const summary = yield* afterOthers(result, taken)
      cohorts.push(summary)
      whole = yield* combine(whole, summary)
    }
    return { cohorts, whole }
  })

const afterOthers = (result: CohortResult, taken: Money.MinorUnits): Result.Result<Summary, NotSummable> =>
  Result.gen(function* () {
    const { list } = result
    return {
      currency: list.currency,
      cohorts: 1,
      quota: result.quota,
      ...applicationsOf(result.determinations),
      attendance: attendanceOf(result.tally),
      observances: Figures.sorted(result.observances),
      completion: {
        completed: Figures.countOf(result.completions, "completed"),
        notCompleted: Figures.countOf(result.completions, "not-completed"),
        undetermined: Figures.countOf(result.completions, "undetermined")
      },
      payable: {
        recipients: list.recipients.length,
        notOnList: list.undetermined.length + list.invalid.length,
        ...list.totals
      },
      budget: yield* absorptionOf(result.line, list, taken),
      adjustments: {
        underpaid: yield* adjustmentsOf(result, "underpaid"),
        overpaid: yield* adjustmentsOf(result, "overpaid"),
        none: yield* adjustmentsOf(result, "none")
      }
    }
  })

/** Both summaries together. The order does not matter, and {@link empty} adds nothing. */
export const combine = (a: Summary, b: Summary): Result.Result<Summary, NotSummable> =>
  Result.gen(function* () {
    if (a.currency !== b.currency) {
      return yield* Result.fail(new Money.CurrencyMismatch({ left: a.currency, right: b.currency }))
    }
    return {
      currency: a.currency,
      cohorts: a.cohorts + b.cohorts,
      quota: a.quota + b.quota,
      applications: Figures.plus(a.applications, b.applications),
      reasons: Figures.merge(a.reasons, b.reasons, (x, y) => x + y),
      missing: Figures.merge(a.missing, b.missing, (x, y) => x + y),
      attendance: mergeDays(a.attendance, b.attendance),
      observances: Figures.merge(a.observances, b.observances, Figures.plus),
      completion: Figures.plus(a.completion, b.completion),
      payable: yield* Figures.exact(Figures.plus(a.payable, b.payable)),
      budget: yield* bothBudgets(a.budget, b.budget),
      adjustments: {
        underpaid: yield* Figures.exact(Figures.plus(a.adjustments.underpaid, b.adjustments.underpaid)),
        overpaid: yield* Figures.exact(Figures.plus(a.adjustments.overpaid, b.adjustments.overpaid)),
        none: yield* Figures.exact(Figures.plus(a.adjustments.none, b.adjustments.none))
      }
    }
  })

/** The figures of many cohorts. Fails when one is of another currency, or when a sum would no longer be exact. */
export const fold = (currency: Money.Currency, summaries: Iterable<Summary>): Result.Result<Summary, NotSummable> => {
  let total: Result.Result<Summary, NotSummable> = Result.succeed(empty(currency))
  for (const summary of summaries) total = Result.flatMap(total, (sofar) => combine(sofar, summary))
  return total
}

// ---- One cohort

const applicationsOf = (determined: ReadonlyArray<Admission.Determined>) => {
  const determinations = determined.map(({ determination }) => determination)
  const tags = determinations.map(({ _tag }) => _tag)
  return {
    applications: {
      total: tags.length,
      seated: Figures.countOf(tags, "Seated"),
      waitlisted: Figures.countOf(tags, "Waitlisted"),
      refused: Figures.countOf(tags, "Refused"),
      undetermined: Figures.countOf(tags, "Undetermined"),
      duplicate: Figures.countOf(tags, "Duplicate")
    },
    reasons: Figures.frequencies(determinations.flatMap((one) => (one._tag === "Refused" ? one.reasons : []))),
    missing: Figures.frequencies(
      determinations.flatMap((one) =>
        one._tag === "Undetermined" ? [...one.missing.map(Decision.nameOf), ...one.invalid] : []
      )
    )
  }
}

const attendanceOf = (tally: Pick<Attendance.Tally, "people">): ReadonlyArray<AttendanceDay> => {
  const days = new Map<CivilDate.CivilDate, Omit<AttendanceDay, "date">>()
  for (const day of tally.people.flatMap((person) => [...person.days])) {
    const counted = days.get(day.date) ?? {
      present: 0,
      partial: 0,
      excused: 0,
      absent: 0,
      unrecorded: 0,
      conflicting: 0
    }
    const column = day._tag === "Recorded" ? day.record.mark : day._tag === "Unrecorded" ? "unrecorded" : "conflicting"
    days.set(day.date, { ...counted, [column]: counted[column] + 1 })
  }
  return [...days].map(([date, counted]) => ({ date, ...counted })).toSorted(byDate)
}

const absorptionOf = (
  line: BudgetLine.BudgetLine,
  list: PayableList.PayableList,
  taken: Money.MinorUnits
): Result.Result<Absorption, NotSummable> =>
  Result.gen(function* () {
    const left = yield* Money.subtract(line.amount, Money.make(line.amount.currency, taken))
    const check = yield* Budget.check({ ...line, amount: left }, list)
    const within = check._tag === "WithinBudget"
    const available = line.amount.amount
    const absorbed = within ? list.totals.gross : nothing
    return {
      lines: Object.fromEntries([[line.id, { available, absorbed }]]),
      available,
      requested: list.totals.gross,
      absorbed,
      shortage: within ? nothing : check.shortage.amount,
      listsWithin: within ? 1 : 0,
      listsExceeding: within ? 0 : 1
    }
  })

const adjustmentsOf = (
  { adjustments, list }: CohortResult,
  kind: Adjustment.Kind
): Result.Result<Adjustments, NotSummable> => {
  const foreign = adjustments.find(({ currency }) => currency !== list.currency)
  if (foreign !== undefined) {
    return Result.fail(new Money.CurrencyMismatch({ left: list.currency, right: foreign.currency }))
  }
  const ofKind = adjustments.filter((adjustment) => adjustment.kind === kind)
  return Result.map(Amounts.sum(ofKind), (amounts) => ({ people: ofKind.length, ...amounts }))
}

// ---- Adding up

const byDate = (a: AttendanceDay, b: AttendanceDay): number => (a.date < b.date ? -1 : 1)

const lineIn = ({ lines }: Pick<Absorption, "lines">, id: string): Line | undefined =>
  Object.hasOwn(lines, id) ? lines[id] : undefined

/** Sums, but for the lines: one that stands on both sides holds its money once. */
const bothBudgets = (
  { available: _one, lines: left, ...a }: Absorption,
  { available: _other, lines: right, ...b }: Absorption
): Result.Result<Absorption, NotSummable> =>
  Result.gen(function* () {
    for (const [line, { absorbed, available }] of Object.entries(left)) {
      const other = lineIn({ lines: right }, line)
      if (other === undefined) continue
      const amounts = [available, other.available] as const
      if (available !== other.available) return yield* Result.fail(new LinesDiffer({ line, amounts }))
      const both = (absorbed + other.absorbed) as Money.MinorUnits
      if (both > available) return yield* Result.fail(new LineShared({ line, available, absorbed: both }))
    }
    const lines = Figures.merge(left, right, ({ absorbed, available }, other) => ({
      available,
      absorbed: (absorbed + other.absorbed) as Money.MinorUnits
    }))
    const available = Object.values(lines).reduce((sum, line) => sum + line.available, 0) as Money.MinorUnits
    return { lines, ...(yield* Figures.exact({ available, ...Figures.plus(a, b) })) }
  })

const mergeDays = (a: ReadonlyArray<AttendanceDay>, b: ReadonlyArray<AttendanceDay>): ReadonlyArray<AttendanceDay> => {
  const days = new Map(a.map(({ date, ...counted }) => [date, counted]))
  for (const { date, ...counted } of b) {
    const other = days.get(date)
    days.set(date, other === undefined ? counted : Figures.plus(other, counted))
  }
  return [...days].map(([date, counted]) => ({ date, ...counted })).toSorted(byDate)
}
