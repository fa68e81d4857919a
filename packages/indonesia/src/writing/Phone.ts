/**
 * Phone numbers as people write them (`0812-3456-7890`, `62812…`, `+62812…`), kept as E.164.
 *
 * A number is accepted when it is *possible*: its country is known and its length is right there. Whether an operator
 * has issued the prefix is not asked: numbering plans change faster than tables of them, and a wrong refusal loses a
 * person. Only delivering a message proves a number.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
// The smallest metadata: lengths by country, no tables of operators.
import { parsePhoneNumberFromString } from "libphonenumber-js/min"

// ---- Models

/** A possible number in E.164, `+6281234567890`; without a country code it was read as Indonesian. */
export const Phone = Schema.String.check(Schema.isPattern(/^\+[1-9]\d{5,14}$/)).pipe(Schema.brand("Phone"))
export type Phone = typeof Phone.Type

// ---- Errors

/**
 * Why a text is not a possible number: nothing in it, no number at all, a length that its country does not have, or
 * (`prefix`) both a 0 and the code of the country in front, of which one is a slip.
 */
export const Reason = Schema.Literals(["empty", "spreadsheet", "not-a-number", "length", "prefix"])
export type Reason = typeof Reason.Type

/** The text is not a possible phone number. The message never repeats it. */
export class UnreadablePhone extends Schema.TaggedError<UnreadablePhone>()("UnreadablePhone", { reason: Reason }) {
  override get message(): string {
    switch (this.reason) {
      case "empty":
        return "the phone number is empty"
      case "spreadsheet":
        return "a spreadsheet has replaced the phone number by a rounded one: format the column as text and type it again"
      case "not-a-number":
        return "this is not a phone number: write one number only, for example 0812-3456-7890 or +62 812 3456 7890"
      case "prefix":
        return "the phone number begins with 0 and with 62: write either 0812-3456-7890 or +62 812 3456 7890"
      case "length":
        return "the phone number is too short or too long for its country: write it as 0812-3456-7890 or +62 812 3456 7890"
    }
  }
}

// ---- Rules

const isPhone = Schema.is(Phone)

/** `(+62) 812…` and `0062 812…`, two ways of writing `+62 812…`. */
const international = (written: string): string =>
  written.replace(/^\(\s*(?:\+|00)\s*(\d{1,3})\s*\)/, "+$1 ").replace(/^00\s*(?=[1-9])/, "+")

/** `0628 1234 56789`: longer than any number of the places whose code is 0628, so the 0 or the 62 is one too many. */
const isTwicePrefixed = (written: string): boolean => /^0628\d{8,}$/.test(written.replace(/\D/g, ""))

/** Reads a number; a leading apostrophe is accepted. */
export const parse = (text: string): Result.Result<Phone, UnreadablePhone> => {
  const refuse = (reason: Reason) => Result.fail(new UnreadablePhone({ reason }))
  const written = text.trim().replace(/^['’‘`]+/, "")
  if (written === "") return refuse("empty")
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(written)) return refuse("spreadsheet")
  if (isTwicePrefixed(written)) return refuse("prefix")
  const phone = parsePhoneNumberFromString(international(written), { defaultCountry: "ID", extract: false })
  if (phone === undefined)
    return refuse(/^[\d\s().+-]*$/.test(written) && /\d/.test(written) ? "length" : "not-a-number")
  return phone.isPossible() && isPhone(phone.number) ? Result.succeed(phone.number) : refuse("length")
}
