/**
 * Whether somebody completed the course: the exact share of the planned lesson hours that their signatures prove, held
 * against the minimum of the programme. Hours are counted in whole parts (half sessions where two signatures are
 * asked for), never in floats, and a session without a record leaves the question open.
 */
import { CivilDate, Ratio } from "@bina/policy"
import * as Schema from "effect/Schema"
import type * as Cohort from "../programme/Cohort.ts"
import type * as Attendance from "./Attendance.ts"

// ---- Models

/**
 * The rate of attendance, or the sessions about which nothing certain is known. The rate is not reduced: its numbers
 * are attended and planned parts of lesson hours (64/80 for 32 of 40 hours, each in two parts).
 */
export const Completion = Schema.TaggedUnion({
  Rated: { rate: Ratio.Ratio },
  Undetermined: { dates: Schema.NonEmptyArray(CivilDate.CivilDate) }
})
export type Completion = typeof Completion.Type

/** A rate held against a minimum. */
export const Standing = Schema.Literals(["completed", "not-completed", "undetermined"])
export type Standing = typeof Standing.Type

// ---- Rules

/**
 * The share of planned lesson hours that somebody attended.
 *
 * Each signature is worth an equal part of its session, whatever the mark says. Where the programme declares that
 * excused sessions are `left-out`, the unsigned part of an excused session is not planned for this person, so it
 * cannot lower the rate; when that leaves nothing planned, nothing was attended and the rate is 0 of the whole course.
 * The rate lies between 0 and 1.
 */
export const of = (
  days: Attendance.Days,
  terms: Pick<Cohort.Cohort, "lessonHoursPerSession" | "excused">
): Completion => {
  const records = days.flatMap((day) => (day._tag === "Recorded" ? [day.record] : []))
  const [open, ...others] = days.flatMap((day) => (day._tag === "Recorded" ? [] : [day.date]))
  if (open !== undefined) return { _tag: "Undetermined", dates: [open, ...others] }

  const parts = records.reduce((common, { signatures }) => leastCommonMultiple(common, signatures.required), 1)
  const whole = terms.lessonHoursPerSession * parts
  let attended = 0
  let planned = 0
  for (const { mark, signatures } of records) {
    const signed = (whole / signatures.required) * signatures.given
    attended += signed
    planned += mark === "excused" && terms.excused === "left-out" ? signed : whole
  }
  const denominator = planned === 0 ? whole * records.length : planned
  return { _tag: "Rated", rate: { numerator: attended, denominator } }
}

/**
 * Whether a rate reaches the minimum; equality is enough. Compared by cross-multiplication, exactly.
 *
 * ```ts
 * import { Completion } from "@bina/core"
 * import { Ratio } from "@bina/policy"
 *
 * Completion.meets(Ratio.ratio(32, 40), Ratio.ratio(80, 100)) // true
 * ```
 */
export const meets = (rate: Ratio.Ratio, minimum: Ratio.Ratio): boolean => Ratio.compare(rate, minimum) >= 0

/** Where somebody stands against the minimum; open sessions leave it undetermined. */
export const standing = (completion: Completion, minimum: Ratio.Ratio): Standing =>
  completion._tag === "Undetermined" ? "undetermined" : meets(completion.rate, minimum) ? "completed" : "not-completed"

const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
