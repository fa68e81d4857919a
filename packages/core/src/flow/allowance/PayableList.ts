/**
 * The list of who receives what for a cohort, in the order of its seats: what an officer prepares and others verify,
 * approve and release. Somebody about whom something is missing is not on the list with a guess; they stand beside it
 * by name, and a list with anybody beside it is incomplete and says so.
 */
import { Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Missing from "../../words/Missing.ts"
import * as Cohort from "../programme/Cohort.ts"
import * as Person from "../../words/Person.ts"
import * as Amounts from "../../words/Amounts.ts"
import * as Entitlement from "./Entitlement.ts"
import type * as Withholding from "./Withholding.ts"

// ---- Models

const counted = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** One payee with the days that are paid. Amounts in minor units of the list's currency. */
export const Recipient = Schema.Struct({
  person: Person.Id,
  qualifyingDays: counted,
  lines: Schema.Array(Entitlement.Line),
  ...Amounts.fields
}).check(Schema.makeFilter((recipient: Amounts.Amounts) => Amounts.ties(recipient)))
export type Recipient = typeof Recipient.Type

/** The sums over the recipients. */
export const Totals = Schema.Struct({ qualifyingDays: counted, ...Amounts.fields })
export type Totals = typeof Totals.Type

/** Recipients and their totals; `undetermined` and `invalid` name the seated people who are not on the list, and why. */
export const PayableList = Schema.Struct({
  cohort: Cohort.Id,
  currency: Money.Currency,
  recipients: Schema.Array(Recipient),
  undetermined: Schema.Array(Schema.Struct({ person: Person.Id, missing: Schema.NonEmptyArray(Decision.Item) })),
  invalid: Schema.Array(Schema.Struct({ person: Person.Id, paths: Schema.NonEmptyArray(Schema.String) })),
  totals: Totals
})
export type PayableList = typeof PayableList.Type

/**
 * What is known about one seated person: the entitlement and what is withheld from it, each as far as it is
 * determined, or the paths of facts that cannot be what they claim to be.
 */
export type Entry =
  | {
      readonly _tag: "Assessed"
      readonly person: Person.Id
      readonly entitlement: Decision.Outcome<Entitlement.Entitlement>
      readonly withholding: Decision.Outcome<Withholding.Withholding>
    }
  | { readonly _tag: "Invalid"; readonly person: Person.Id; readonly paths: readonly [string, ...Array<string>] }

// ---- Errors

/** Somebody stands on the list twice. */
export class RepeatedPerson extends Schema.TaggedError<RepeatedPerson>()("RepeatedPerson", { person: Person.Id }) {
  override get message(): string {
    return `${this.person} would stand on the list twice`
  }
}

/** Entitlement and withholding of a person speak of two payments, or the entitlement is somebody else's. */
export class EntryDoesNotTie extends Schema.TaggedError<EntryDoesNotTie>()("EntryDoesNotTie", { person: Person.Id }) {
  override get message(): string {
    return `${this.person}: the withholding is not of the gross that the lines add up to, or the lines are somebody else's`
  }
}

/** Why entries make no list. */
export type NotListable = RepeatedPerson | EntryDoesNotTie | Money.CurrencyMismatch | Money.AmountTooLarge

// ---- Rules

/**
 * The list of a cohort from one entry per seated person, in the order given. Give everybody who holds a seat: who is
 * left out here is not seen to be missing.
 */
export const make = (request: {
  readonly cohort: Cohort.Id
  readonly currency: Money.Currency
  readonly entries: ReadonlyArray<Entry>
}): Result.Result<PayableList, NotListable> =>
  Result.gen(function* () {
    const { cohort, currency, entries } = request
    const seen = new Set<Person.Id>()
    const recipients: Array<Recipient> = []
    const undetermined: Array<PayableList["undetermined"][number]> = []
    const invalid: Array<PayableList["invalid"][number]> = []

    for (const entry of entries) {
      const { person } = entry
      if (seen.has(person)) return yield* Result.fail(new RepeatedPerson({ person }))
      seen.add(person)
      if (entry._tag === "Invalid") {
        invalid.push({ person, paths: entry.paths })
        continue
      }
      const { entitlement, withholding } = entry
      if (entitlement._tag === "Undetermined" || withholding._tag === "Undetermined") {
        undetermined.push({ person, missing: Missing.over([entitlement, withholding])! })
        continue
      }
      const { lines, currency: own, gross, person: owner } = entitlement.value
      if (own !== currency) return yield* Result.fail(new Money.CurrencyMismatch({ left: own, right: currency }))
      if (owner !== person || gross !== withholding.value.gross) {
        return yield* Result.fail(new EntryDoesNotTie({ person }))
      }
      recipients.push({ person, qualifyingDays: lines.length, lines, ...withholding.value })
    }

    const amounts = yield* Amounts.sum(recipients)
    const qualifyingDays = recipients.reduce((total, recipient) => total + recipient.qualifyingDays, 0)
    return { cohort, currency, recipients, undetermined, invalid, totals: { qualifyingDays, ...amounts } }
  })

/** Whether everybody who holds a seat is on the list. */
export const isComplete = (list: Pick<PayableList, "undetermined" | "invalid">): boolean =>
  list.undetermined.length === 0 && list.invalid.length === 0
