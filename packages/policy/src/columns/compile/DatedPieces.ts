/**
 * Histories cut into pieces: from which day on which entry holds, ready for tests against constants.
 */
import * as Result from "effect/Result"
import type * as Document from "../../tree/Document.ts"
import * as History from "../../tree/History.ts"
import * as CivilDate from "../../vocabulary/CivilDate.ts"

// ---- Models

/** From this day (counted from 1970-01-01; the first piece has none) until the next piece begins. */
export interface Piece<A> {
  readonly from: number
  readonly holds: A
}

// ---- Rules

const cut = <A>(days: Iterable<CivilDate.CivilDate | undefined>, before: A, on: (day: CivilDate.CivilDate) => A) => {
  const starts = [...new Set(days)].filter((day) => day !== undefined).toSorted()
  return [
    { from: -Infinity, holds: before },
    ...starts.map((day): Piece<A> => ({ from: CivilDate.toEpochDay(day), holds: on(day) }))
  ]
}

/** The value in force from each day on; `undefined` where nothing is known. */
export const ofParameter = (
  parameter: Document.Parameter
): ReadonlyArray<Piece<Document.ParameterValue | undefined>> => {
  const { after, entries } = parameter
  const days = [...entries.flatMap(({ from, to }) => [from, to]), after === "extends" ? undefined : after.refusesFrom]
  return cut(days, undefined, (day) =>
    Result.match(History.entryOn(parameter, day), { onFailure: () => undefined, onSuccess: ({ value }) => value })
  )
}

/** How a duty stands from each day on. */
export const ofDuty = (duty: Document.Duty): ReadonlyArray<Piece<History.Standing>> =>
  cut<History.Standing>(
    [...duty.periods, ...duty.unknown].flatMap(({ from, to }) => [from, to]),
    "not-in-force",
    (day) => History.standingOn(duty, day)
  )
