/**
 * Whether an officer may take a step with a list: appointed for it on that day, or standing in behind broken glass, and
 * not somebody who has had another duty on this list.
 */
import { type CivilDate, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Amounts from "../../words/Amounts.ts"
import type * as Actor from "../../words/Actor.ts"
import * as Authority from "../../flow/payment/Authority.ts"
import type * as DisbursementEvent from "./Event.ts"
import type * as DisbursementState from "./State.ts"
import * as SegregationOfDuties from "../../flow/payment/SegregationOfDuties.ts"

// ---- Models

/** What a table is asked about a list. */
export type Terms = Pick<DisbursementState.Listed, "line" | "payer" | "currency" | "total">

/** Who acts, and on which day. */
export interface Given {
  readonly actor: Actor.Id
  readonly on: CivilDate.CivilDate
}

type Permitted<E> = Result.Result<DisbursementEvent.Under, E>

// ---- Rules

/** To take a duty. Who acted before counts, also under earlier editions; broken glass counts for the newest alone. */
export const forDuty = (
  table: Authority.Table,
  { acted, glass, list }: Pick<DisbursementState.Listed, "acted" | "glass"> & { readonly list: Terms },
  given: Given,
  duty: Authority.Duty
): Permitted<Authority.NotAuthorised | SegregationOfDuties.SamePerson> =>
  Result.gen(function* () {
    const { actor } = given
    const lifts = glass.flatMap((broken) => broken.lifts)
    const pairs = lifts.flatMap((lift) => (lift._tag === "Distinctness" ? [lift.duties] : []))
    yield* SegregationOfDuties.check(acted, { duty, actor }, pairs)
    const standsIn = lifts.some((lift) => lift._tag === "Authority" && lift.actor === actor && lift.duty === duty)
    const grant = Authority.grantFor(table, { ...question(list, given, list.total.gross), task: duty })
    return Result.isFailure(grant) && standsIn ? { _tag: "BrokenGlass" } : under(yield* grant)
  })

/** Appointed for any duty on this line, whatever the sum: enough for what moves no money. */
export const forAnyDuty = (table: Authority.Table, list: Terms, given: Given): Permitted<Authority.NotAuthorised> =>
  Result.map(Authority.grantForAny(table, Authority.Duty.literals, question(list, given, Amounts.zero.gross)), under)

/** To enter what the bank answered, whatever the sum. */
export const toRecord = (table: Authority.Table, list: Terms, given: Given): Permitted<Authority.NotAuthorised> =>
  Result.map(Authority.grantFor(table, { ...question(list, given, Amounts.zero.gross), task: "record" }), under)

const question = (
  { currency, line, payer }: Terms,
  { actor, on }: Given,
  gross: Money.MinorUnits
): Omit<Authority.Question, "task"> => ({ actor, line, payer, on, total: Money.make(currency, gross) })

const under = ({ appointment: document }: Authority.Grant): DisbursementEvent.Under => ({
  _tag: "Appointment",
  document
})
