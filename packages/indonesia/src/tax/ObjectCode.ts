/**
 * The codes under which withheld tax is reported, by date. Codes are text, so they stand in a small table of their own
 * rather than in a parameter; like any figure of law they are read on a day.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Citation, CivilDate, Dated } from "@bina/policy"
import * as Law from "../citation/TaxLaw.ts"

// ---- Models

/** What a participant took part in: education, training or an internship; a committee; anything else. */
export const Participation = Schema.Literals(["training", "committee", "other"])
export type Participation = typeof Participation.Type

/** The codes of a stretch of time. */
export interface Entry extends Dated.Entry {
  readonly codes: Readonly<Record<Participation, string>>
  readonly citation: Citation.Citation
}

/** A code with where it stands. */
export interface ObjectCode {
  readonly code: string
  readonly citation: Citation.Citation
}

// ---- Errors

/** No code is known for that day. */
export class NoObjectCode extends Schema.TaggedError<NoObjectCode>()("NoObjectCode", { on: CivilDate.CivilDate }) {
  override get message(): string {
    return `no tax object code is known for ${this.on}: the table begins on ${history[0]!.from}`
  }
}

// ---- Rules

/** All participants shared one code until the end of 2023. */
export const history: ReadonlyArray<Entry> = [
  {
    from: CivilDate.makeUnsafe("2016-09-29"),
    codes: { training: "21-100-13", committee: "21-100-13", other: "21-100-13" },
    citation: Law.per16of2016
  },
  {
    from: CivilDate.makeUnsafe("2024-01-01"),
    codes: { training: "21-100-16", committee: "21-100-15", other: "21-100-17" },
    citation: Law.pmk168of2023
  }
]

/** The code for a payment on a day. */
export const on = (
  participation: Participation,
  date: CivilDate.CivilDate
): Result.Result<ObjectCode, NoObjectCode> => {
  const entry = Dated.entryOn(history, date)
  return entry === undefined
    ? Result.fail(new NoObjectCode({ on: date }))
    : Result.succeed({ code: entry.codes[participation], citation: entry.citation })
}
