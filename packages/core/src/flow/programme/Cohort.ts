/**
 * A group of people who train together: dated sessions, a quota, partners, and the terms under which its days are
 * paid. These are the facts a department decides before the first application; every later stage reads them here.
 */
import { CivilDate, Money, Ratio } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as BudgetLine from "./BudgetLine.ts"
import * as Partner from "./Partner.ts"
import * as Schedule from "./Schedule.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** Identifies a cohort within its programme. */
export const Id = Spelling.Name.pipe(Schema.brand("CohortId"))
export type Id = typeof Id.Type

/** Where a cohort meets; `capacity` in people. */
export const Venue = Schema.Struct({
  name: Spelling.Name,
  capacity: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThan(0)))
})
export type Venue = typeof Venue.Type

/** The trade that is taught, as a code of a named edition of a classification. */
export const Trade = Schema.Struct({
  scheme: Spelling.Name,
  version: Spelling.Name,
  code: Spelling.Name
})
export type Trade = typeof Trade.Type

/**
 * What an excused session does to the rate of attendance: it counts `as-absent`, or it is `left-out` of the hours
 * planned for that person. A programme must say which.
 */
export const Excused = Schema.Literals(["as-absent", "left-out"])
export type Excused = typeof Excused.Type

const price = Money.Money.check(
  Schema.makeFilter(({ amount }: Money.Money) => amount >= 0 || "a price cannot be negative")
)

const share = Ratio.Ratio.check(
  Schema.makeFilter(
    ({ numerator, denominator }: Ratio.Ratio) =>
      (numerator >= 0 && numerator <= denominator) || "a share of attendance lies between 0 and 1"
  )
)

/**
 * One cohort. `lessonHoursPerSession` in lesson hours; `minimumAttendance` is the share of all planned lesson hours
 * that completes the course; `dailyTransport` is paid for one qualifying day; `cap`, where there is one, bounds what
 * one person is paid for the whole cohort; `payer` is an open code, for a programme may have several treasuries.
 * Prices, cap and budget line are of one currency.
 */
export const Cohort = Schema.Struct({
  id: Id,
  course: Spelling.Sentence,
  trade: Schema.optionalKey(Trade),
  venue: Schema.optionalKey(Venue),
  partners: Schema.Array(Partner.Partner),
  payer: Spelling.Name,
  quota: Schema.Int.check(Schema.isGreaterThan(0)),
  registrationOpens: Schema.optionalKey(CivilDate.CivilDate),
  schedule: Schedule.Schedule,
  lessonHoursPerSession: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 24 })),
  minimumAttendance: share,
  excused: Excused,
  dailyTransport: price,
  cap: Schema.optionalKey(price),
  budgetLine: BudgetLine.BudgetLine
}).check(
  Schema.makeFilter(({ dailyTransport, cap, budgetLine }) => {
    const currencies = new Set(
      [dailyTransport, cap ?? dailyTransport, budgetLine.amount].map(({ currency }) => currency)
    )
    return currencies.size === 1 || `prices and budget line mix ${[...currencies].join(" and ")}`
  })
)
export type Cohort = typeof Cohort.Type

// ---- Rules

const read = Spelling.reader(Id, { kind: "cohort id", allowed: Spelling.allowed(100) })

/**
 * A cohort id from text.
 *
 * @throws {Spelling.Misspelt} on what is none.
 */
export const id = (text: string): Id => Result.getOrThrow(read(text))

/** The first session date. */
export const startsOn = (cohort: Pick<Cohort, "schedule">): CivilDate.CivilDate => Schedule.startsOn(cohort.schedule)

/** The last session date. */
export const endsOn = (cohort: Pick<Cohort, "schedule">): CivilDate.CivilDate => Schedule.endsOn(cohort.schedule)

/** All lesson hours of the course. */
export const plannedLessonHours = (cohort: Pick<Cohort, "schedule" | "lessonHoursPerSession">): number =>
  cohort.schedule.length * cohort.lessonHoursPerSession
