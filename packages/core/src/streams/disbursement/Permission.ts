/**
 * Whether an officer may take a step with a list: appointed for it on that day, or standing in behind broken glass, and
 * not somebody who has had another duty on this list.
 */
import { type CivilDate, Money } from "@bina/policy"
import * as Result from "effect/Result"
import * as Amounts from "../../words/Amounts.ts"
import type * as Actor from "../../words/Actor.ts"
import * as Authority from "../../flow/payment/Authority.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as DisbursementEvent from "./Event.ts"
import type * as DisbursementState from "./State.ts"
import * as SegregationOfDuties from "../../flow/payment/SegregationOfDuties.ts"

// ---- Models

/** What a table is asked about a list. */
export type Terms = Pick<DisbursementState.Listed, "line" | "payer" | "currency" | "total">

/** Who acts, when, and on which day. */
export interface Given {
  readonly actor: Actor.Id
  readonly at: Moment.Moment
  readonly on: CivilDate.CivilDate
}

/** Why somebody may not take a duty. */
export type NotPermitted = Authority.NotAuthorised | SegregationOfDuties.SamePerson | SegregationOfDuties.TooManyDuties

type Permitted<E> = Result.Result<DisbursementEvent.Under, E>

// ---- Rules

/**
 * To take a duty. Who acted before counts, also under earlier editions; broken glass counts for the newest alone, for the
 * officer and the step that it names, and until it ends.
 */
export const forDuty = (
  table: Authority.Table,
  { acted, glass, list }: Pick<DisbursementState.Listed, "acted" | "glass"> & { readonly list: Terms },
  given: Given,
  duty: Authority.Duty
): Permitted<NotPermitted> =>
  Result.gen(function* () {
    const { actor } = given
    const broken = glass.filter((one) => opens(one, given, duty))
    const second = broken.find(({ lifts }) => lifts.some(({ _tag }) => _tag === "Distinctness"))
    yield* SegregationOfDuties.check(acted, { duty, actor }, heldIn(second?.lifts ?? []))
    const isSecond = SegregationOfDuties.othersOf(acted, { duty, actor }).length > 0
    const standsIn = broken.find(({ lifts }) => lifts.some(({ _tag }) => _tag === "Authority"))
    const grant = appointedFor(table, list, given, duty)
    if (Result.isFailure(grant) && standsIn !== undefined) return { _tag: "BrokenGlass", glass: standsIn.glass }
    const appointment = under(yield* grant)
    return isSecond && second !== undefined ? { ...appointment, glass: second.glass } : appointment
  })

/** Exactly what stands between an officer and a step: what broken glass has to name, no more and no less. */
export const inTheWay = (
  table: Authority.Table,
  { acted, list }: Pick<DisbursementState.Listed, "acted"> & { readonly list: Terms },
  given: Given,
  step: DisbursementEvent.Step
): Result.Result<ReadonlyArray<DisbursementEvent.Lift>, SegregationOfDuties.TooManyDuties> => {
  const next = { duty: step, actor: given.actor }
  const held = SegregationOfDuties.othersOf(acted, next)
  if (held.length > 1)
    return Result.fail(new SegregationOfDuties.TooManyDuties({ actor: given.actor, held, asked: step }))
  const isAppointed = Result.isSuccess(appointedFor(table, list, given, step))
  return Result.succeed([
    ...held.map((duty) => ({ _tag: "Distinctness" as const, held: duty })),
    ...(isAppointed ? [] : [{ _tag: "Authority" as const }])
  ])
}

/** Whether glass that was asked for opens a step now. It is for the officer as they are spelt there. */
const opens = (
  { brokenBy, officer, step, until }: DisbursementState.Glass,
  { actor, at }: Given,
  duty: Authority.Duty
): boolean => brokenBy !== undefined && officer === actor && step === duty && at < until

const heldIn = (lifts: ReadonlyArray<DisbursementEvent.Lift>): ReadonlyArray<Authority.Duty> =>
  lifts.flatMap((lift) => (lift._tag === "Distinctness" ? [lift.held] : []))

const appointedFor = (table: Authority.Table, list: Terms, given: Given, task: Authority.Duty) =>
  Authority.grantFor(table, { ...question(list, given, list.total.gross), task })

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

const under = ({
  appointment: document
}: Authority.Grant): Extract<DisbursementEvent.Under, { readonly _tag: "Appointment" }> => ({
  _tag: "Appointment",
  document
})
