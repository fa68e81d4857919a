/**
 * NPWP, the tax number: fifteen digits written `99.999.999.9-999.999`, or sixteen since 2022 (a resident's NIK, or a 0
 * and the old fifteen for others). The rule of its check digit is not certain, so a number is never refused on it.
 *
 * Whether somebody *has* a tax number for the purpose of a rate (only a written NPWP, or a NIK as well) is decided by
 * the payer, not here.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Citation } from "@bina/policy"
import { pmk112of2022 } from "../citation/IdentityLaw.ts"

// ---- Models

/** A well-formed tax number: digits only, fifteen (`npwp15`) or sixteen (`npwp16`). */
export const Npwp = Schema.Union([
  Schema.Struct({ form: Schema.Literal("npwp15"), digits: Schema.String.check(Schema.isPattern(/^\d{15}$/)) }),
  Schema.Struct({ form: Schema.Literal("npwp16"), digits: Schema.String.check(Schema.isPattern(/^\d{16}$/)) })
])
export type Npwp = typeof Npwp.Type

// ---- Errors

/**
 * Why a text is not a tax number. `placeholder`: one digit throughout, or nothing but zeros before the office of
 * registration, which forms use for somebody without one and which must not earn the lower rate.
 */
export const Reason = Schema.Literals(["spreadsheet", "not-digits", "length", "placeholder"])
export type Reason = typeof Reason.Type

/** The text is not a tax number. The message never repeats it. */
export class MalformedNpwp extends Schema.TaggedError<MalformedNpwp>()("MalformedNpwp", { reason: Reason }) {
  override get message(): string {
    switch (this.reason) {
      case "spreadsheet":
        return "a spreadsheet has replaced the NPWP by a rounded number: format the column as text and type it again"
      case "not-digits":
        return "the NPWP contains something other than digits, dots, hyphens and spaces: write it as 99.999.999.9-999.999"
      case "length":
        return "the NPWP has neither 15 nor 16 digits: write it as 99.999.999.9-999.999, and do not fill it up with zeros"
      case "placeholder":
        return "the NPWP is one digit over and over or names nobody, which stands for somebody without one: leave the cell empty instead"
    }
  }
}

// ---- Rules

/** Where the sixteen digits stand. */
export const citation: Citation.Citation = pmk112of2022

const refuse = (reason: Reason): Result.Result<never, MalformedNpwp> => Result.fail(new MalformedNpwp({ reason }))

/**
 * Reads a tax number; an empty text is none. Words for "none" (`-`, `Belum ada`) are the reader's business and are
 * malformed here: an unread cell never counts as a tax number, nor as the lack of one.
 */
export const parse = (text: string): Result.Result<Option.Option<Npwp>, MalformedNpwp> => {
  const written = text.trim().replace(/^['’‘`]+/, "")
  if (written === "") return Result.succeed(Option.none())
  // A fraction is what a spreadsheet writes behind a number: no tax number ends in one or two digits after a point.
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(written) || /^\d+[.,]\d{1,2}$/.test(written)) return refuse("spreadsheet")
  if (!/^\d[\d.\s-]*$/.test(written)) return refuse("not-digits")
  const digits = written.replace(/\D/g, "")
  if (digits.length !== 15 && digits.length !== 16) return refuse("length")
  if (/^(\d)\1+$/.test(digits) || /^0?0{9}/.test(digits)) return refuse("placeholder")
  return Result.succeed(Option.some({ form: digits.length === 15 ? "npwp15" : "npwp16", digits } as Npwp))
}
