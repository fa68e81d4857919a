/**
 * What a cohort's participants are owed: the allowance policy assesses each, the answers are laid on days and lines, and
 * the list is held against its budget line as a whole. Somebody of whom a day or the tax is undetermined stands beside
 * the list, never on it with a guess.
 */
import * as Result from "effect/Result"
import {
  Budget,
  Cohort,
  Entitlement,
  Missing,
  PayableList,
  type Person,
  QualifyingDay,
  Schedule,
  Withholding
} from "@bina/core"
import { type Decision, Money, Policy } from "@bina/policy"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"
import * as Facts from "./Facts.ts"
import type * as SeasonResult from "./SeasonResult.ts"

// ---- Models

/** Somebody who holds a seat, as the roster and as the flow know them, with what is known of their days. */
export interface Seated {
  readonly person: Person.Id
  readonly applicant: Roster.Applicant
  readonly days: AttendanceSheet.Days
}

/** Everybody's days and money, and the list that comes of them. */
export interface Payment {
  readonly participants: ReadonlyArray<SeasonResult.Participant>
  readonly list: PayableList.PayableList
}

// ---- Errors

/** Why a payment cannot be computed at all: the policy contradicts itself, never a person's papers. */
export type NotPayable =
  | Entitlement.NotEntitling
  | PayableList.NotListable
  | QualifyingDay.DaysDoNotMatch
  | Schedule.NotASchedule
  | Withholding.TaxOutOfRange
  | Withholding.NetDoesNotTie

// ---- Rules

/** The currency of every amount of a season. */
export const rupiah = Money.currency("IDR")

/** The rule of the allowance policy by which a day is paid. */
const dayRule = "qualifying-day"

/** Assesses the seated of a cohort, in the order of seats. */
export const of = (
  allowance: SeasonResult.Allowance,
  cohort: ProgrammeFile.Cohort,
  seated: ReadonlyArray<Seated>
): Result.Result<Payment, NotPayable> =>
  Result.gen(function* () {
    const assessed: Array<Assessed> = []
    for (const one of seated) assessed.push(yield* assess(allowance, cohort, one))
    const list = yield* PayableList.make({
      cohort: Cohort.id(cohort.id),
      currency: rupiah,
      entries: assessed.map(({ entry }) => entry)
    })
    return { participants: assessed.map(({ participant }) => participant), list }
  })

interface Assessed {
  readonly entry: PayableList.Entry
  readonly participant: SeasonResult.Participant
}

const assess = (
  allowance: SeasonResult.Allowance,
  cohort: ProgrammeFile.Cohort,
  { applicant, days, person }: Seated
): Result.Result<Assessed, NotPayable> =>
  Result.gen(function* () {
    const assessment = Policy.decide(allowance, Facts.ofParticipant(applicant, cohort, days))
    if (assessment._tag === "Invalid") return invalid(person, applicant, days, assessment.paths)
    const { completed, gross, net, qualifyingDay, qualifyingDays, tax } = assessment.values
    const answers = qualifyingDay._tag === "Determined" ? qualifyingDay.value : days.map(() => qualifyingDay)
    const entitlement = yield* Entitlement.of({
      person,
      rule: dayRule,
      days: yield* QualifyingDay.of(yield* Schedule.make(cohort.sessions), qualifyingDay),
      dailyPrice: Money.make(rupiah, Money.minorUnits(cohort.dailyTransport)),
      currency: rupiah,
      gross
    })
    const withholding = yield* Withholding.of({ gross, tax, net })
    const sessions = days.map((day, index) => ({ day, qualifies: answers[index]! }))
    const missing = Missing.over([entitlement, withholding, qualifyingDays, completed])
    return {
      entry: { _tag: "Assessed", person, entitlement, withholding },
      participant: {
        applicant,
        sessions,
        completed,
        entitled:
          missing === undefined
            ? { _tag: "Determined", value: entitledOf({ qualifyingDays, completed, withholding }) }
            : { _tag: "Undetermined", missing }
      }
    }
  })

/** All three are determined when nothing is missing over them. */
const entitledOf = (outcomes: {
  readonly qualifyingDays: Decision.Outcome<number>
  readonly completed: Decision.Outcome<boolean>
  readonly withholding: Decision.Outcome<Withholding.Withholding>
}): SeasonResult.Entitled => {
  const value = <A>(outcome: Decision.Outcome<A>): A => (outcome as Extract<typeof outcome, { value: A }>).value
  const { gross, net, tax } = value(outcomes.withholding)
  return { qualifyingDays: value(outcomes.qualifyingDays), gross, tax, net, completed: value(outcomes.completed) }
}

const invalid = (
  person: Person.Id,
  applicant: Roster.Applicant,
  days: Seated["days"],
  paths: readonly [string, ...Array<string>]
): Assessed => {
  const [first, ...others] = paths.map((path) => ({ _tag: "MissingFact", path }) as const)
  const open = { _tag: "Undetermined", missing: [first!, ...others] } as const
  return {
    entry: { _tag: "Invalid", person, paths },
    participant: {
      applicant,
      sessions: days.map((day) => ({ day, qualifies: open })),
      completed: open,
      entitled: open
    }
  }
}

/** The list against its budget line: paid whole or refused whole, with the choices where it is refused. */
export const budgetOf = (
  { budgetLine, id }: ProgrammeFile.Cohort,
  list: PayableList.PayableList
): Result.Result<SeasonResult.BudgetResult, Money.CurrencyMismatch | Money.AmountTooLarge> =>
  Result.gen(function* () {
    const line = { id, account: budgetLine.account, amount: Money.make(rupiah, Money.minorUnits(budgetLine.amount)) }
    const check = yield* Budget.check(line, list)
    return check._tag === "WithinBudget"
      ? { line: budgetLine.amount, withinBudget: true, shortage: 0, choices: [] }
      : {
          line: budgetLine.amount,
          withinBudget: false,
          shortage: check.shortage.amount,
          choices: yield* Budget.variants(line, list)
        }
  })
