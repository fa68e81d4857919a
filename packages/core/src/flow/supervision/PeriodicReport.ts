/**
 * The duty to report again and again: on which days it falls due, what became of each, and from when its neglect has
 * consequences. A report that comes after it was missed is not one that never came, and is told apart; what cannot be
 * read is neither. Where the law does not say whether periods add up or must follow one another, both answers stand.
 */
import { type Citation, CivilDate, type CivilInterval, type Dated } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Moment from "../../words/Moment.ts"
import * as Calendar from "./Calendar.ts"

// ---- Models

/** On which days a report is due: on days of the week, or on one day of some months. */
export const Schedule = Schema.TaggedUnion({
  Weekly: { weekdays: Schema.NonEmptyArray(Calendar.Weekday) },
  Monthly: {
    months: Schema.NonEmptyArray(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 12 }))),
    // Every month has it.
    day: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 28 }))
  }
})
export type Schedule = typeof Schedule.Type

/** A stretch in which an instrument set the schedule; half-open. */
export interface Scheduled extends Dated.Entry {
  readonly schedule: Schedule
  readonly citation: Citation.Citation
}

/** A stretch about whose schedule nothing was found. */
export interface Unscheduled extends Dated.Entry {
  readonly unknown: string
}

/**
 * A duty to report. A period ends with its day on a clock that is `offset` from UTC (`+07:00`), and `grace` days later a
 * report that has not come is missed; the law that gives no grace says 0.
 */
export interface Duty {
  readonly id: string
  readonly stretches: ReadonlyArray<Scheduled | Unscheduled>
  readonly offset: string
  readonly grace: number
}

/** One period: its day, the first moment after it, and the first after the grace; moments in UTC. */
export interface Due {
  readonly on: CivilDate.CivilDate
  readonly before: Moment.Moment
  readonly missedFrom: Moment.Moment
}

/**
 * What became of a period. `Late` came within the grace and is no neglect; `ReceivedAfterAll` came when it had been
 * missed; `Open` may still come in time; of `Unreadable` it is not known when it came.
 */
export type Status =
  | { readonly _tag: "Received"; readonly at: Moment.Moment }
  | { readonly _tag: "Late"; readonly at: Moment.Moment }
  | { readonly _tag: "ReceivedAfterAll"; readonly at: Moment.Moment }
  | { readonly _tag: "Missed" }
  | { readonly _tag: "Open" }
  | { readonly _tag: "Unreadable" }

/** So many missed periods have a consequence, and how they are counted; `unsettled` where the law does not say. */
export interface Neglect {
  readonly periods: number
  readonly counted: "cumulative" | "consecutive" | "unsettled"
}

/** How often a duty was neglected, and on which period's day the consequence becomes possible under each reading. */
export interface Standing {
  readonly missed: number
  readonly inARow: number
  readonly cumulative: CivilDate.CivilDate | undefined
  readonly consecutive: CivilDate.CivilDate | undefined
}

/** What follows. `Ambiguous`: the readings of the law give different days, or only one of them a day at all. */
export type Outcome =
  | { readonly _tag: "InGoodStanding" }
  | { readonly _tag: "Neglected"; readonly on: CivilDate.CivilDate }
  | {
      readonly _tag: "Ambiguous"
      readonly cumulative: CivilDate.CivilDate | undefined
      readonly consecutive: CivilDate.CivilDate | undefined
    }
  /** Periods that cannot be read decide: what they might say leads to different outcomes. */
  | { readonly _tag: "Undetermined"; readonly unreadable: ReadonlyArray<CivilDate.CivilDate> }

/** A period with what became of it. */
export interface Period {
  readonly on: CivilDate.CivilDate
  readonly status: Status
}

// ---- Errors

/** No instrument that sets the schedule of those days was found. */
export class ScheduleUnknown extends Schema.TaggedError<ScheduleUnknown>()("ScheduleUnknown", {
  duty: Schema.String,
  on: CivilDate.CivilDate,
  because: Schema.String
}) {
  override get message(): string {
    return `when ${this.duty} was due on ${this.on} is not known: ${this.because}`
  }
}

// ---- Rules

/**
 * The days in an interval on which a report was due, earliest first. Fails with {@link ScheduleUnknown} where part of the
 * interval lies in a stretch about which nothing is known; days before the duty began are simply not due.
 */
export const dueIn = (
  { id, stretches }: Pick<Duty, "id" | "stretches">,
  { from, to }: Required<CivilInterval.CivilInterval>
): Result.Result<ReadonlyArray<CivilDate.CivilDate>, ScheduleUnknown> => {
  const days: Array<CivilDate.CivilDate> = []
  for (const [at, stretch] of stretches.entries()) {
    const begins = from > stretch.from ? from : stretch.from
    const end = stretch.to ?? stretches[at + 1]?.from
    const ends = end === undefined || to < end ? to : end
    if (begins >= ends) continue
    if ("unknown" in stretch) {
      return Result.fail(new ScheduleUnknown({ duty: id, on: begins, because: stretch.unknown }))
    }
    days.push(...daysOf(stretch.schedule, { from: begins, to: ends }))
  }
  return Result.succeed(days)
}

const daysOf = (
  schedule: Schedule,
  { from, to }: Required<CivilInterval.CivilInterval>
): ReadonlyArray<CivilDate.CivilDate> => {
  if (schedule._tag === "Weekly") return Calendar.weekdaysIn({ from, to }, schedule.weekdays)
  const days: Array<CivilDate.CivilDate> = []
  const months = [...new Set(schedule.months)].toSorted((a, b) => a - b)
  for (let year = CivilDate.year(from); year <= CivilDate.year(to); year += 1) {
    for (const month of months) {
      const day = CivilDate.fromParts(year, month, schedule.day)
      if (Result.isSuccess(day) && from <= day.success && day.success < to) days.push(day.success)
    }
  }
  return days
}

/** The moments of a period: its day ends at midnight on the clock of the duty. */
export const dueOn = (
  { grace, offset }: Pick<Duty, "grace" | "offset">,
  on: CivilDate.CivilDate
): Result.Result<Due, CivilDate.NotACivilDate | Moment.NotAMoment> =>
  Result.gen(function* () {
    const next = yield* CivilDate.addDays(on, 1)
    const last = yield* CivilDate.addDays(next, grace)
    const before = yield* Moment.fromOffset(`${next}T00:00:00${offset}`)
    return { on, before, missedFrom: grace === 0 ? before : yield* Moment.fromOffset(`${last}T00:00:00${offset}`) }
  })

/**
 * What became of a period, by what was known at a moment: of several receipts the first counts, and one that came later
 * than `knownAt` is not there yet. All moments in UTC.
 */
export const statusOf = (
  { before, missedFrom }: Due,
  received: Iterable<Moment.Moment>,
  knownAt?: Moment.Moment
): Status => {
  let first: Moment.Moment | undefined
  for (const at of received) {
    if ((knownAt === undefined || at <= knownAt) && (first === undefined || at < first)) first = at
  }
  if (first === undefined) return knownAt === undefined || knownAt >= missedFrom ? missed : open
  if (first < before) return { _tag: "Received", at: first }
  return { _tag: first < missedFrom ? "Late" : "ReceivedAfterAll", at: first }
}

const missed: Status = { _tag: "Missed" }
const open: Status = { _tag: "Open" }

/** Whether a period counts as neglected: it never came, or came when it had been missed. */
export const isNeglected = ({ _tag }: Status): boolean => _tag === "Missed" || _tag === "ReceivedAfterAll"

/** Nothing was due yet. */
export const start: Standing = { missed: 0, inARow: 0, cumulative: undefined, consecutive: undefined }

/** The standing after one more period; periods are given in the order of their days. */
export const next = (standing: Standing, on: CivilDate.CivilDate, neglected: boolean, periods: number): Standing => {
  if (!neglected) return standing.inARow === 0 ? standing : { ...standing, inARow: 0 }
  const [missed, inARow] = [standing.missed + 1, standing.inARow + 1]
  return {
    missed,
    inARow,
    cumulative: missed === periods ? on : standing.cumulative,
    consecutive: standing.consecutive === undefined && inARow === periods ? on : standing.consecutive
  }
}

/** What follows from a standing. */
export const outcomeOf = (
  { consecutive, cumulative }: Standing,
  { counted }: Neglect
): Exclude<Outcome, { readonly _tag: "Undetermined" }> => {
  const [one, other] =
    counted === "cumulative"
      ? [cumulative, cumulative]
      : counted === "consecutive"
        ? [consecutive, consecutive]
        : [cumulative, consecutive]
  if (one !== other) return { _tag: "Ambiguous", cumulative, consecutive }
  return one === undefined ? { _tag: "InGoodStanding" } : { _tag: "Neglected", on: one }
}

/**
 * The standing after periods in the order of their days, and what follows. Open periods are passed over. Of a period that
 * cannot be read nothing is held against anybody: it counts as kept in `standing`, and where its being missed would
 * change what follows, the outcome is `Undetermined`.
 */
export const review = (
  periods: Iterable<Period>,
  neglect: Neglect
): { readonly standing: Standing; readonly outcome: Outcome } => {
  const unreadable: Array<CivilDate.CivilDate> = []
  let kept = start
  let neglected = start
  for (const { on, status } of periods) {
    if (status._tag === "Open") continue
    const isUnreadable = status._tag === "Unreadable"
    if (isUnreadable) unreadable.push(on)
    const known = isNeglected(status)
    const same = kept === neglected && !isUnreadable
    kept = next(kept, on, known, neglect.periods)
    neglected = same ? kept : next(neglected, on, known || isUnreadable, neglect.periods)
  }
  const outcome = outcomeOf(kept, neglect)
  return isSameOutcome(outcome, outcomeOf(neglected, neglect))
    ? { standing: kept, outcome }
    : { standing: kept, outcome: { _tag: "Undetermined", unreadable } }
}

type Settled = ReturnType<typeof outcomeOf>

const isSameOutcome = (one: Settled, other: Settled): boolean => {
  if (one._tag === "Neglected") return other._tag === "Neglected" && one.on === other.on
  if (one._tag === "InGoodStanding") return other._tag === "InGoodStanding"
  return other._tag === "Ambiguous" && one.cumulative === other.cumulative && one.consecutive === other.consecutive
}
