/**
 * NIK, the identity number of a resident: sixteen digits `PPKKCC DDMMYY SSSS`, the district of first registration, the
 * day of birth (plus 40 for women) and a serial. It has no check digit, so a well-formed number may still not exist;
 * only the civil registry can confirm one. It proves neither residence nor a date of birth: people move and the number
 * stays, and a wrong birth date inside it is never corrected (PP 40/2019, article 30(2)).
 *
 * A number is personal. No error of this module repeats it; {@link mask} is what may be shown.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Citation, CivilDate } from "@bina/policy"
import { pp37of2007, pp40of2019 } from "../citation/IdentityLaw.ts"
import * as SixteenDigits from "./SixteenDigits.ts"

// ---- Models

/** As the number encodes it. */
export const Sex = Schema.Literals(["male", "female"])
export type Sex = typeof Sex.Type

/** A well-formed number and what can be read from it; make one with {@link parse}. */
export const Nik = Schema.Struct({
  /** All sixteen digits. */
  digits: Schema.String.check(Schema.isPattern(/^\d{16}$/)),
  /** The Kemendagri code (never the BPS code) of the district of first registration, without dots: `127111`. */
  region: Schema.String.check(Schema.isPattern(/^\d{6}$/)),
  sex: Sex,
  /** The possible days of birth, oldest first: the number has two digits for the year. */
  birthDates: Schema.NonEmptyArray(CivilDate.CivilDate),
  /** `0001` to `9999`. */
  serial: Schema.String.check(Schema.isPattern(/^(?!0000)\d{4}$/))
})
export type Nik = typeof Nik.Type

/** Which of the possible days of birth gives an age within the bounds of a programme. */
export const BirthDate = Schema.TaggedUnion({
  /** Exactly one does. */
  OneFits: { birthDate: CivilDate.CivilDate },
  /** Both do: ask the person. */
  Ambiguous: { birthDates: Schema.NonEmptyArray(CivilDate.CivilDate) },
  /** None does, in either century. */
  NoneFits: { birthDates: Schema.NonEmptyArray(CivilDate.CivilDate) }
})
export type BirthDate = typeof BirthDate.Type

/** A warning, no more: the stated date of birth is not the one inside the number. The number is not corrected. */
export const BirthDateDiffers = Schema.TaggedStruct("BirthDateDiffers", {
  stated: CivilDate.CivilDate,
  inNik: Schema.NonEmptyArray(CivilDate.CivilDate),
  citation: Citation.Citation
})
export type BirthDateDiffers = typeof BirthDateDiffers.Type

// ---- Errors

/** Why a text is not a NIK. `day`: the digits 7 to 12 are no day of the calendar. `serial`: it ends in 0000. */
export const Reason = Schema.Literals(["empty", "spreadsheet", "not-digits", "length", "day", "serial"])
export type Reason = typeof Reason.Type

/** The text is not a NIK. The message says how to mend it and never repeats the number. */
export class MalformedNik extends Schema.TaggedError<MalformedNik>()("MalformedNik", { reason: Reason }) {
  override get message(): string {
    switch (this.reason) {
      case "day":
        return "digits 7 to 12 of the NIK are no date of birth (day, plus 40 for women, month, year): compare them with the card"
      case "serial":
        return "the last four digits of the NIK are 0000, which no card has; a spreadsheet may have rounded them: compare them with the card"
      default:
        return SixteenDigits.advice(this.reason, "NIK")
    }
  }
}

// ---- Rules

/** Where the structure of the number stands. */
export const citation: Citation.Citation = pp37of2007

/**
 * Reads a NIK. Spaces, dots and a leading apostrophe are accepted; then there must be exactly 16 digits, a serial other
 * than 0000, and a day (or day + 40) that exists in 19YY or 20YY not later than `latestYear`. Whether the district
 * exists is another question (`Region.knownDistrict`) and only worth a warning: old numbers keep old codes.
 *
 * ```ts
 * import { Nik } from "@bina/indonesia"
 * import * as Result from "effect/Result"
 *
 * const nik = Result.getOrThrow(Nik.parse("127111.150890.0003", { latestYear: 2020 }))
 * nik.birthDates // ["1990-08-15"]
 * ```
 */
export const parse = (text: string, options: { readonly latestYear: number }): Result.Result<Nik, MalformedNik> => {
  const read = SixteenDigits.read(text)
  if (Result.isFailure(read)) return refuse(read.failure)
  const digits = read.success
  const serial = digits.slice(12)
  if (serial === "0000") return refuse("serial")
  const written = Number(digits.slice(6, 8))
  const [first, ...others] = birthDatesOf(digits, written > 40 ? written - 40 : written, options.latestYear)
  if (first === undefined) return refuse("day")
  return Result.succeed({
    digits,
    region: digits.slice(0, 6),
    sex: written > 40 ? "female" : "male",
    birthDates: [first, ...others],
    serial
  })
}

const refuse = (reason: Reason): Result.Result<never, MalformedNik> => Result.fail(new MalformedNik({ reason }))

const birthDatesOf = (digits: string, day: number, latestYear: number): ReadonlyArray<CivilDate.CivilDate> => {
  const yearOfCentury = Number(digits.slice(10, 12))
  return [1900 + yearOfCentury, 2000 + yearOfCentury]
    .filter((year) => year <= latestYear)
    .flatMap((year) =>
      Result.match(CivilDate.fromParts(year, Number(digits.slice(8, 10)), day), {
        onFailure: () => [],
        onSuccess: (date) => [date]
      })
    )
}

/**
 * The day of birth that gives an age from `youngest` to `oldest` completed years (both included) on a day. Two that fit
 * are ambiguous, and none that fits is an answer of its own: neither is ever resolved by guessing a century.
 */
export const birthDateWithin = (
  nik: Nik,
  on: CivilDate.CivilDate,
  { oldest, youngest }: { readonly youngest: number; readonly oldest: number }
): BirthDate => {
  const [first, ...others] = nik.birthDates.filter((born) => {
    const age = CivilDate.ageOn(born, on)
    return born <= on && age >= youngest && age <= oldest
  })
  if (first === undefined) return BirthDate.cases.NoneFits.make({ birthDates: nik.birthDates })
  return others.length === 0
    ? BirthDate.cases.OneFits.make({ birthDate: first })
    : BirthDate.cases.Ambiguous.make({ birthDates: [first, ...others] })
}

/**
 * A warning when a stated date of birth is none of those inside the number; nothing when they agree. The number is for
 * life and is not corrected, so the stated date stands and an officer may want to look.
 */
export const sameBirthDate = (nik: Nik, stated: CivilDate.CivilDate): Option.Option<BirthDateDiffers> =>
  nik.birthDates.includes(stated)
    ? Option.none()
    : Option.some(BirthDateDiffers.make({ stated, inNik: nik.birthDates, citation: pp40of2019 }))

/**
 * What may be shown: the first six digits (the district) and the last two. Anything that is not sixteen digits, once
 * cleaned, is hidden altogether, for nobody knows what it contains.
 */
export const mask = (digits: string): string => {
  const clean = SixteenDigits.clean(digits)
  return /^\d{16}$/.test(clean) ? `${clean.slice(0, 6)}********${clean.slice(14)}` : "****************"
}
