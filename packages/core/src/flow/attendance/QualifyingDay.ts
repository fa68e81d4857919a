/**
 * The days that count for money. A policy says of each session whether it qualifies; here its answers are laid on the
 * dates of the schedule, one each, so that whoever asks "which days was I paid for?" gets dates and not a count.
 */
import { CivilDate, Decision } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Missing from "../../words/Missing.ts"
import type * as Schedule from "../programme/Schedule.ts"

// ---- Models

/** A session date that counts, does not, or of which something is missing to say so. */
export const QualifyingDay = Schema.TaggedUnion({
  Qualifying: { date: CivilDate.CivilDate },
  NotQualifying: { date: CivilDate.CivilDate },
  Undetermined: { date: CivilDate.CivilDate, missing: Schema.NonEmptyArray(Decision.Item) }
})
export type QualifyingDay = typeof QualifyingDay.Type

// ---- Errors

/** A policy answered for more or fewer sessions than the cohort has. */
export class DaysDoNotMatch extends Schema.TaggedError<DaysDoNotMatch>()("DaysDoNotMatch", {
  sessions: Schema.Int,
  answers: Schema.Int
}) {
  override get message(): string {
    return `the policy answered for ${this.answers} days, the cohort has ${this.sessions} sessions: give it every session once`
  }
}

// ---- Rules

/**
 * What a policy answered about the sessions, one answer each in the order of the schedule, as days with their dates.
 * When the policy could not even say which sessions there are, every day is undetermined.
 */
export const of = (
  schedule: Schedule.Schedule,
  answers: Decision.Outcome<ReadonlyArray<Decision.Outcome<boolean>>>
): Result.Result<ReadonlyArray<QualifyingDay>, DaysDoNotMatch> => {
  if (answers._tag === "Undetermined") {
    return Result.succeed(schedule.map((date) => ({ _tag: "Undetermined", date, missing: answers.missing })))
  }
  if (answers.value.length !== schedule.length) {
    return Result.fail(new DaysDoNotMatch({ sessions: schedule.length, answers: answers.value.length }))
  }
  return Result.succeed(
    answers.value.map((answer, index): QualifyingDay => {
      const date = schedule[index]!
      return answer._tag === "Undetermined"
        ? { _tag: "Undetermined", date, missing: answer.missing }
        : { _tag: answer.value ? "Qualifying" : "NotQualifying", date }
    })
  )
}

/** How many days qualify; undetermined as soon as one day is, with everything that is missing, each item once. */
export const count = (days: ReadonlyArray<QualifyingDay>): Decision.Outcome<number> => {
  const missing = missingOf(days)
  return missing === undefined
    ? { _tag: "Determined", value: days.filter(({ _tag }) => _tag === "Qualifying").length }
    : { _tag: "Undetermined", missing }
}

/** What is missing over all days, each item once, in the order of the days; nothing when every day is determined. */
export const missingOf = (days: ReadonlyArray<QualifyingDay>): Missing.Items | undefined =>
  Missing.over(days.flatMap((day) => (day._tag === "Undetermined" ? [{ _tag: day._tag, missing: day.missing }] : [])))
