/**
 * What a person is promised for the days that count: one line per day, each naming the person, the day and the rule,
 * and the lines add up to the amount that the policy gave for the whole payment. A cap on the whole payment is used
 * up in date order: the first days are paid in full, one day in part, the rest with nothing, and each line keeps what
 * it would have been without the cap.
 */
import { CivilDate, type Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Missing from "../../words/Missing.ts"
import * as Person from "../../words/Person.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as QualifyingDay from "../attendance/QualifyingDay.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

const owed = Money.MinorUnits.check(Schema.isGreaterThanOrEqualTo(0))

/** One qualifying day. `uncapped` is its price, `amount` what the cap on the whole payment left of it; minor units. */
export const Line = Schema.Struct({
  person: Person.Id,
  date: CivilDate.CivilDate,
  rule: Spelling.Name,
  uncapped: owed,
  amount: owed
}).check(
  Schema.makeFilter(
    ({ amount, uncapped }) => amount <= uncapped || `a day of ${uncapped} cannot be paid with ${amount}`
  )
)
export type Line = typeof Line.Type

/** The lines of one person in date order; `gross` is their sum. */
export const Entitlement = Schema.Struct({
  person: Person.Id,
  currency: Money.Currency,
  lines: Schema.Array(Line),
  gross: owed
}).check(
  Schema.makeFilter(({ gross, lines, person }) => {
    const sum = lines.reduce((total, { amount }) => total + amount, 0)
    if (sum !== gross) return `the lines add up to ${sum} and not to ${gross}`
    if (lines.some((line) => line.person !== person)) return `a line belongs to somebody else than ${person}`
    return lines.every(({ date }, index) => index === 0 || lines[index - 1]!.date < date) || "the dates do not ascend"
  })
)
export type Entitlement = typeof Entitlement.Type

/**
 * What the policy answered for one person: the days, the price of one day, and the gross of the whole payment in
 * `currency`. `rule` names the rule of the policy by which a day is paid.
 */
export interface Claim {
  readonly person: Person.Id
  readonly rule: string
  readonly days: ReadonlyArray<QualifyingDay.QualifyingDay>
  readonly dailyPrice: Money.Money
  readonly currency: Money.Currency
  readonly gross: Decision.Outcome<Money.MinorUnits>
}

// ---- Errors

/** No lines over the qualifying days can add up to the gross that the policy gave. */
export class LinesDoNotAddUp extends Schema.TaggedError<LinesDoNotAddUp>()("LinesDoNotAddUp", {
  person: Person.Id,
  days: Schema.Int,
  uncapped: Schema.Int,
  gross: Schema.Int
}) {
  override get message(): string {
    return `${this.person}: ${this.days} qualifying days are worth ${this.uncapped} at most, the policy gave ${this.gross}`
  }
}

/** The policy gave an amount although it could not say of every day whether it counts. */
export class GrossOverOpenDays extends Schema.TaggedError<GrossOverOpenDays>()("GrossOverOpenDays", {
  person: Person.Id,
  dates: Schema.Array(CivilDate.CivilDate)
}) {
  override get message(): string {
    return `${this.person}: an amount was given while ${this.dates.join(", ")} are undetermined; it cannot be laid on days`
  }
}

/** One date was given twice: a day counts once. */
export class RepeatedDay extends Schema.TaggedError<RepeatedDay>()("RepeatedDay", {
  person: Person.Id,
  date: CivilDate.CivilDate
}) {
  override get message(): string {
    return `${this.person}: ${this.date} was given twice; a day counts once`
  }
}

/** The price of a day is negative. */
export class NegativePrice extends Schema.TaggedError<NegativePrice>()("NegativePrice", { price: Schema.Int }) {
  override get message(): string {
    return `a day cannot cost ${this.price}`
  }
}

/** Why days and gross make no entitlement. */
export type NotEntitling =
  | LinesDoNotAddUp
  | GrossOverOpenDays
  | RepeatedDay
  | NegativePrice
  | Money.CurrencyMismatch
  | Money.AmountTooLarge

// ---- Rules

/**
 * The entitlement of one person, or what is missing to know it. The order in which days are given does not matter.
 *
 * Fails when the lines cannot add up to the gross ({@link LinesDoNotAddUp}), when an amount stands on open days, when
 * a date repeats, and when price and gross are of two currencies.
 */
export const of = (claim: Claim): Result.Result<Decision.Outcome<Entitlement>, NotEntitling> =>
  Result.gen(function* () {
    const { currency, dailyPrice, gross, person, rule } = claim
    if (dailyPrice.currency !== currency) {
      return yield* Result.fail(new Money.CurrencyMismatch({ left: dailyPrice.currency, right: currency }))
    }
    if (dailyPrice.amount < 0) return yield* Result.fail(new NegativePrice({ price: dailyPrice.amount }))
    const days = claim.days.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    const again = days.find(({ date }, index) => index > 0 && days[index - 1]!.date === date)
    if (again !== undefined) return yield* Result.fail(new RepeatedDay({ person, date: again.date }))

    const open = days.filter(({ _tag }) => _tag === "Undetermined")
    if (gross._tag === "Undetermined") {
      const missing = Missing.over([gross, QualifyingDay.count(days)]) ?? gross.missing
      return { _tag: "Undetermined" as const, missing }
    }
    if (open.length > 0) {
      return yield* Result.fail(new GrossOverOpenDays({ person, dates: open.map(({ date }) => date) }))
    }

    const paid = days.filter(({ _tag }) => _tag === "Qualifying")
    const uncapped = yield* Amounts.minorUnits(paid.length * dailyPrice.amount)
    if (gross.value < 0 || gross.value > uncapped) {
      return yield* Result.fail(new LinesDoNotAddUp({ person, days: paid.length, uncapped, gross: gross.value }))
    }
    let left: number = gross.value
    const lines = paid.map(({ date }): Line => {
      const amount = Math.min(dailyPrice.amount, left) as Money.MinorUnits
      left -= amount
      return { person, date, rule, uncapped: dailyPrice.amount, amount }
    })
    return { _tag: "Determined" as const, value: { person, currency, lines, gross: gross.value } }
  })
