/**
 * What is put right after a payment: what is owed now, less what was paid, component by component, each with its sign.
 * It is always computed from the whole payment and never patched: a correction that is itself corrected back leaves
 * nothing, and what was paid together with its adjustments is what is owed.
 */
import { type Decision, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Cohort from "../programme/Cohort.ts"
import * as Person from "../../words/Person.ts"
import * as Amounts from "../../words/Amounts.ts"
import type * as PayableList from "./PayableList.ts"

// ---- Models

/**
 * Which way the person's money goes. It is decided by `net`, what they hold in their hands: a tax that was forgotten
 * leaves the gross alone and is still money they should not have received. Only when the net is right does the gross
 * decide (gross and tax then differ alike, and the difference is owed to or by the tax office). `none` means that all
 * three components are zero.
 */
export const Kind = Schema.Literals(["underpaid", "overpaid", "none"])
export type Kind = typeof Kind.Type

/** The kind that signed components have. */
export const kindOf = ({ gross, net }: Amounts.Amounts): Kind => {
  const deciding = net === 0 ? gross : net
  return deciding > 0 ? "underpaid" : deciding < 0 ? "overpaid" : "none"
}

/** Signed differences of one person's payment, in minor units of `currency`; positive is still to be paid. */
export const Adjustment = Schema.Struct({
  person: Person.Id,
  currency: Money.Currency,
  kind: Kind,
  ...Amounts.fields
}).check(
  Schema.makeFilter((adjustment: Amounts.Amounts & { readonly kind: Kind }) => {
    const kind = kindOf(adjustment)
    return adjustment.kind === kind ? Amounts.ties(adjustment) : `these amounts are ${kind}, not ${adjustment.kind}`
  })
)
export type Adjustment = typeof Adjustment.Type

/** What comparing two lists gives: adjustments, and those of whom it is not known what they are owed now. */
export interface Adjusted {
  readonly adjustments: ReadonlyArray<Adjustment>
  readonly undetermined: PayableList.PayableList["undetermined"]
  readonly invalid: PayableList.PayableList["invalid"]
}

// ---- Errors

/** The list recomputed says nothing about somebody; nothing must not be read as owed nothing. */
export class NotOnList extends Schema.TaggedError<NotOnList>()("NotOnList", { person: Person.Id }) {
  override get message(): string {
    return `the recomputed list says nothing about ${this.person}: recompute it for everybody who holds a seat`
  }
}

/** The two lists are of different cohorts. */
export class DifferentCohorts extends Schema.TaggedError<DifferentCohorts>()("DifferentCohorts", {
  paid: Cohort.Id,
  owed: Cohort.Id
}) {
  override get message(): string {
    return `what ${this.paid} was paid cannot be adjusted to what ${this.owed} is owed`
  }
}

// ---- Rules

/** Owed now, less paid. `paid` is what was really paid, earlier adjustments included (see {@link settled}). */
export const between = (payment: {
  readonly person: Person.Id
  readonly currency: Money.Currency
  readonly paid: Amounts.Amounts
  readonly owed: Amounts.Amounts
}): Result.Result<Adjustment, Money.AmountTooLarge> =>
  Result.map(Amounts.subtract(payment.owed, payment.paid), (amounts) => ({
    person: payment.person,
    currency: payment.currency,
    kind: kindOf(amounts),
    ...amounts
  }))

/** As {@link between}, where it may not be known what is owed: then nothing is adjusted and what is missing is named. */
export const assess = (payment: {
  readonly person: Person.Id
  readonly currency: Money.Currency
  readonly paid: Amounts.Amounts
  readonly owed: Decision.Outcome<Amounts.Amounts>
}): Result.Result<Decision.Outcome<Adjustment>, Money.AmountTooLarge> =>
  payment.owed._tag === "Undetermined"
    ? Result.succeed(payment.owed)
    : Result.map(between({ ...payment, owed: payment.owed.value }), (value) => ({ _tag: "Determined", value }))

/** What has been paid once these adjustments are settled. Fails when one is of another currency. */
export const settled = (
  paid: Amounts.Amounts,
  currency: Money.Currency,
  adjustments: ReadonlyArray<Adjustment>
): Result.Result<Amounts.Amounts, Money.CurrencyMismatch | Money.AmountTooLarge> => {
  const foreign = adjustments.find((adjustment) => adjustment.currency !== currency)
  return foreign === undefined
    ? Amounts.sum([paid, ...adjustments])
    : Result.fail(new Money.CurrencyMismatch({ left: currency, right: foreign.currency }))
}

/**
 * The adjustments between the list that was paid and the list as it should have been, for the people named and nobody
 * else, in the order named. Who was not on the paid list was paid nothing; who is beside the recomputed list is
 * undetermined or invalid and is not adjusted.
 */
export const ofLists = (lists: {
  readonly paid: PayableList.PayableList
  readonly owed: PayableList.PayableList
  readonly people: ReadonlyArray<Person.Id>
}): Result.Result<Adjusted, NotOnList | DifferentCohorts | Money.CurrencyMismatch | Money.AmountTooLarge> =>
  Result.gen(function* () {
    const { owed, paid, people } = lists
    if (paid.cohort !== owed.cohort) {
      return yield* Result.fail(new DifferentCohorts({ paid: paid.cohort, owed: owed.cohort }))
    }
    if (paid.currency !== owed.currency) {
      return yield* Result.fail(new Money.CurrencyMismatch({ left: paid.currency, right: owed.currency }))
    }
    const before = byPerson(paid.recipients)
    const now = byPerson(owed.recipients)
    const undetermined = byPerson(owed.undetermined)
    const invalid = byPerson(owed.invalid)

    const adjustments: Array<Adjustment> = []
    const beside = {
      undetermined: [] as Array<Adjusted["undetermined"][number]>,
      invalid: [] as Array<Adjusted["invalid"][number]>
    }
    for (const person of new Set(people)) {
      const recipient = now.get(person)
      const lacking = undetermined.get(person)
      const faulty = invalid.get(person)
      if (recipient !== undefined) {
        const payment = { person, currency: owed.currency, paid: before.get(person) ?? Amounts.zero, owed: recipient }
        adjustments.push(yield* between(payment))
      } else if (lacking !== undefined) beside.undetermined.push(lacking)
      else if (faulty !== undefined) beside.invalid.push(faulty)
      else return yield* Result.fail(new NotOnList({ person }))
    }
    return { adjustments, ...beside }
  })

const byPerson = <A extends { readonly person: Person.Id }>(entries: ReadonlyArray<A>): ReadonlyMap<Person.Id, A> =>
  new Map(entries.map((entry) => [entry.person, entry]))
