/**
 * Stretches of calendar days, half-open `[from, to)`, so that neighbours meet without sharing a day.
 *
 * Laws often say "through": {@link through} takes the last day and makes the half-open form, the only one kept.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as CivilDate from "./CivilDate.ts"

// ---- Models

/** `[from, to)`; without `to` the stretch has no end. A stretch is never empty. */
export const CivilInterval = Schema.Struct({
  from: CivilDate.CivilDate,
  to: Schema.optionalKey(CivilDate.CivilDate)
}).check(
  Schema.makeFilter(({ from, to }) => to === undefined || from < to || `an interval from ${from} cannot end on ${to}`)
)
export type CivilInterval = typeof CivilInterval.Type

// ---- Errors

/** An interval whose end does not come after its beginning. */
export class EmptyInterval extends Schema.TaggedError<EmptyInterval>()("EmptyInterval", {
  from: CivilDate.CivilDate,
  to: CivilDate.CivilDate
}) {
  override get message(): string {
    return `the interval from ${this.from} to ${this.to} holds no day: the end must come after the beginning`
  }
}

// ---- Functions

/** `[from, to)`. */
export const make = (
  from: CivilDate.CivilDate,
  to?: CivilDate.CivilDate
): Result.Result<CivilInterval, EmptyInterval> =>
  to === undefined
    ? Result.succeed({ from })
    : from < to
      ? Result.succeed({ from, to })
      : Result.fail(new EmptyInterval({ from, to }))

/** `[from, last]` as laws write it; the day after `last` is the end. */
export const through = (
  from: CivilDate.CivilDate,
  last: CivilDate.CivilDate
): Result.Result<CivilInterval, EmptyInterval | CivilDate.NotACivilDate> =>
  Result.flatMap(CivilDate.addDays(last, 1), (to) => make(from, to))

/** Whether a day lies in the stretch. */
export const contains = (interval: CivilInterval, date: CivilDate.CivilDate): boolean =>
  interval.from <= date && (interval.to === undefined || date < interval.to)

/** Whether two stretches share a day. */
export const overlaps = (a: CivilInterval, b: CivilInterval): boolean =>
  (b.to === undefined || a.from < b.to) && (a.to === undefined || b.from < a.to)
