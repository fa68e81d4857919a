/**
 * NIB, the number of a business in OSS: thirteen digits, the first of which may be a zero. That of a sole trader is a
 * number of a person and is treated as one.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

// ---- Models

/** Thirteen digits. */
export const Nib = Schema.String.check(Schema.isPattern(/^\d{13}$/)).pipe(Schema.brand("Nib"))
export type Nib = typeof Nib.Type

// ---- Errors

/** The text is no NIB. It is not repeated: the number may be a person's. */
export class MalformedNib extends Schema.TaggedError<MalformedNib>()("MalformedNib", {
  flaw: Schema.Literals(["empty", "spreadsheet", "form"])
}) {
  override get message(): string {
    const what = {
      empty: "the NIB is empty",
      spreadsheet: "a spreadsheet has replaced the NIB by a rounded number",
      form: "the NIB does not have 13 digits"
    }[this.flaw]
    return `${what}: copy its 13 digits from the licence into a cell formatted as text`
  }
}

// ---- Rules

/** Reads a NIB as people write it, with blanks, dots or an apostrophe before it. */
export const parse = (text: string): Result.Result<Nib, MalformedNib> => {
  const written = text.trim().replace(/^['’‘`]+/, "")
  const digits = written.replace(/[\s.]/g, "")
  if (digits === "") return Result.fail(new MalformedNib({ flaw: "empty" }))
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(written)) return Result.fail(new MalformedNib({ flaw: "spreadsheet" }))
  return /^\d{13}$/.test(digits) ? Result.succeed(digits as Nib) : Result.fail(new MalformedNib({ flaw: "form" }))
}
