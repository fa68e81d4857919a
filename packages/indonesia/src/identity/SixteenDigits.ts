/**
 * The form that identity numbers and household numbers share: sixteen digits as people and spreadsheets write them,
 * with spaces, dots and a leading apostrophe.
 */
import * as Result from "effect/Result"

// ---- Models

/** Why a text is not sixteen digits. A reason never repeats the text: the number is personal. */
export type Flaw = "empty" | "spreadsheet" | "not-digits" | "length"

// ---- Rules

/** `1,27107E+15`: what a spreadsheet leaves of a long number. The digits are lost and no reading brings them back. */
const scientific = /^\d([.,]\d+)?E\+?\d+$/i

/** `127101010105001.0`: a number with a fraction. Its point would count among the dots that people write. */
const fractional = /^\d+[.,]\d{1,2}$/

/** The text without what people put around and between digits. */
export const clean = (text: string): string =>
  text
    .trim()
    .replace(/^['’‘`]+/, "")
    .replace(/[\s.]/g, "")

/** The sixteen digits of a text, or why there are none. */
export const read = (text: string): Result.Result<string, Flaw> => {
  const digits = clean(text)
  if (digits === "") return Result.fail("empty")
  const written = text
    .trim()
    .replace(/^['’‘`]+/, "")
    .replace(/\s/g, "")
  if (scientific.test(written) || fractional.test(written)) return Result.fail("spreadsheet")
  if (!/^\d+$/.test(digits)) return Result.fail("not-digits")
  return digits.length === 16 ? Result.succeed(digits) : Result.fail("length")
}

/** How to mend each flaw, for a number named so. */
export const advice = (flaw: Flaw, name: string): string => {
  switch (flaw) {
    case "empty":
      return `the ${name} is empty: copy the 16 digits from the card`
    case "spreadsheet":
      return `a spreadsheet has replaced the ${name} by a rounded number and its digits are lost: format the column as text and type the 16 digits again from the card`
    case "not-digits":
      return `the ${name} contains something other than digits, spaces and dots: write its 16 digits only`
    case "length":
      return `the ${name} does not have 16 digits: compare it with the card, and do not fill it up with zeros`
  }
}
