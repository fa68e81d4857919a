/**
 * KK, the number of a household card: sixteen digits, commonly region, day of issue and serial. That structure is only
 * well known, not read in a text of law, so a number is not refused on it. A programme that limits seats by household
 * treats an unreadable number as missing.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SixteenDigits from "./SixteenDigits.ts"

// ---- Models

/** A well-formed number. `region` is the Kemendagri code of the district that issued the card. */
export const HouseholdNumber = Schema.Struct({
  digits: Schema.String.check(Schema.isPattern(/^\d{16}$/)),
  region: Schema.String.check(Schema.isPattern(/^\d{6}$/))
})
export type HouseholdNumber = typeof HouseholdNumber.Type

// ---- Errors

/** Why a text is not a household number. `placeholder`: one digit throughout, which would put strangers
 * into one household. */
export const Reason = Schema.Literals(["empty", "spreadsheet", "not-digits", "length", "placeholder"])
export type Reason = typeof Reason.Type

/** The text is not a household number. The message never repeats it. */
export class MalformedHouseholdNumber extends Schema.TaggedError<MalformedHouseholdNumber>()(
  "MalformedHouseholdNumber",
  { reason: Reason }
) {
  override get message(): string {
    return this.reason === "placeholder"
      ? "the household number (KK) is one digit over and over: copy the 16 digits from the card"
      : SixteenDigits.advice(this.reason, "household number (KK)")
  }
}

// ---- Rules

/** Reads a household number; spaces, dots and a leading apostrophe are accepted. */
export const parse = (text: string): Result.Result<HouseholdNumber, MalformedHouseholdNumber> => {
  const read = SixteenDigits.read(text)
  if (Result.isFailure(read)) return Result.fail(new MalformedHouseholdNumber({ reason: read.failure }))
  const digits = read.success
  return /^(\d)\1+$/.test(digits)
    ? Result.fail(new MalformedHouseholdNumber({ reason: "placeholder" }))
    : Result.succeed({ digits, region: digits.slice(0, 6) })
}
