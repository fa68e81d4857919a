/**
 * From what a policy of allowance answered to what is owed: its answers laid on the days of the cohort, added up and
 * held against each other. Everything that it takes besides the policy is plain data, so that it can stand beside the
 * facts and be computed again by whoever reads the journal.
 */
import { CivilDate, type Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Entitlement from "../../flow/allowance/Entitlement.ts"
import type * as PayableList from "../../flow/allowance/PayableList.ts"
import type * as EntitlementEvent from "./Event.ts"
import * as QualifyingDay from "../../flow/attendance/QualifyingDay.ts"
import * as Withholding from "../../flow/allowance/Withholding.ts"
import * as Missing from "../../words/Missing.ts"
import type * as Person from "../../words/Person.ts"
import * as Schedule from "../../flow/programme/Schedule.ts"
import * as Spelling from "../../words/Spelling.ts"

// ---- Models

/** The sessions, the price of a day, and which answers of the policy mean what. */
export const Terms = Schema.Struct({
  dates: Schema.NonEmptyArray(CivilDate.CivilDate),
  dailyPrice: Money.Money,
  rule: Spelling.Name,
  outputs: Schema.Struct({
    days: Spelling.Name,
    gross: Spelling.Name,
    tax: Spelling.Name,
    net: Schema.optionalKey(Spelling.Name)
  })
})
export type Terms = typeof Terms.Type

/** The name under which the terms stand among the open facts of an assessment; no fact of a policy can have it. */
export const termsFact = "#terms"

// ---- Errors

/** The policy has no answer of this name. */
export class NoSuchOutput extends Schema.TaggedError<NoSuchOutput>()("NoSuchOutput", { output: Schema.String }) {
  override get message(): string {
    return `the policy of allowance answers no ${this.output}: name its outputs in the policy book as it does`
  }
}

/** Why answers come to nothing that is owed: the policy contradicts itself, never a person's papers. */
export type NotOwed =
  | NoSuchOutput
  | Schedule.NotASchedule
  | QualifyingDay.DaysDoNotMatch
  | Entitlement.NotEntitling
  | Withholding.TaxOutOfRange
  | Withholding.NetDoesNotTie

// ---- Rules

/** What a person is owed by what the policy answered. */
export const of = (
  person: Person.Id,
  { dailyPrice, dates, outputs, rule }: Terms,
  assessment: Decision.Assessment<unknown>
): Result.Result<EntitlementEvent.Outcome, NotOwed> =>
  Result.gen(function* () {
    if (assessment._tag === "Invalid") return { _tag: "Undetermined", missing: [], invalid: assessment.paths, days: [] }
    const values = assessment.values as Readonly<Record<string, Decision.Outcome<never>>>
    const output = <A>(name: string): Result.Result<Decision.Outcome<A>, NoSuchOutput> =>
      Object.hasOwn(values, name) ? Result.succeed(values[name]!) : Result.fail(new NoSuchOutput({ output: name }))

    const gross = yield* output<Money.MinorUnits>(outputs.gross)
    const tax = yield* output<Money.MinorUnits>(outputs.tax)
    const net = outputs.net === undefined ? undefined : yield* output<Money.MinorUnits>(outputs.net)
    const days = yield* output<ReadonlyArray<Decision.Outcome<boolean>>>(outputs.days)
    const laid = yield* QualifyingDay.of(yield* Schedule.make(dates), days)
    const entitlement = yield* Entitlement.of({
      person,
      rule,
      days: laid,
      dailyPrice,
      currency: dailyPrice.currency,
      gross
    })
    const withholding = yield* Withholding.of({ gross, tax, ...(net === undefined ? {} : { net }) })
    return entitlement._tag === "Determined" && withholding._tag === "Determined"
      ? { _tag: "Determined", lines: entitlement.value.lines, amounts: withholding.value }
      : { _tag: "Undetermined", missing: Missing.over([entitlement, withholding]) ?? [], invalid: [], days: laid }
  })

/**
 * The entry of a person on a list of what is payable, by what was assessed: a determined sum, what is missing, or which
 * facts cannot be so. None where nothing of the three was said, which no assessment does.
 */
export const entryOf = (
  person: Person.Id,
  currency: Money.Currency,
  outcome: EntitlementEvent.Outcome
): ReadonlyArray<PayableList.Entry> => {
  if (outcome._tag === "Determined") {
    const { amounts, lines } = outcome
    const entitlement = { person, currency, lines, gross: amounts.gross }
    return [
      {
        _tag: "Assessed",
        person,
        entitlement: { _tag: "Determined", value: entitlement },
        withholding: { _tag: "Determined", value: amounts }
      }
    ]
  }
  const [path, ...paths] = outcome.invalid
  if (path !== undefined) return [{ _tag: "Invalid", person, paths: [path, ...paths] }]
  const [item, ...items] = outcome.missing
  if (item === undefined) return []
  const open = { _tag: "Undetermined", missing: [item, ...items] } as const
  return [{ _tag: "Assessed", person, entitlement: open, withholding: open }]
}
