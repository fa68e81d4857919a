import { HouseholdNumber, Nik, Npwp, Region } from "@bina/indonesia"
import { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { between, days, digits } from "./generators.ts"

const day = CivilDate.makeUnsafe
const on = day("2020-10-23")
const parse = (text: string) => Nik.parse(text, { latestYear: 2020 })
const read = (text: string): Nik.Nik => Result.getOrThrow(parse(text))
const reason = (text: string): string =>
  Result.match(parse(text), { onFailure: ({ reason }) => reason, onSuccess: () => "well-formed" })
const within = (text: string, youngest: number, oldest: number) =>
  Nik.birthDateWithin(read(text), on, { youngest, oldest })
const ageOf = (text: string): number => {
  const found = within(text, 0, 110)
  return found._tag === "OneFits" ? CivilDate.ageOn(found.birthDate, on) : Number.NaN
}

describe("worked cases of the law", () => {
  it("Case 1: a man of Medan Johor, 30 years old", () => {
    const nik = read("1271111508900003")
    assert.deepStrictEqual(
      { region: nik.region, sex: nik.sex, birthDates: nik.birthDates, serial: nik.serial },
      { region: "127111", sex: "male", birthDates: [day("1990-08-15")], serial: "0003" }
    )
    assert.strictEqual(ageOf("1271111508900003"), 30)
  })

  it("Case 2: a woman whose birthday has not come yet is 24", () => {
    const nik = read("1271085712950001")
    assert.strictEqual(nik.sex, "female")
    assert.deepStrictEqual(nik.birthDates, [day("1995-12-17")])
    assert.strictEqual(ageOf("1271085712950001"), 24)
  })

  it("Case 3: numbers that are not well formed", () => {
    assert.strictEqual(reason("1271213510920001"), "day")
    assert.strictEqual(reason("1271146902970004"), "day")
    assert.strictEqual(ageOf("1271146902960004"), 24)
    assert.strictEqual(read("1271146902960004").sex, "female")
    assert.strictEqual(reason("1271030101000000"), "serial")
    assert.strictEqual(reason("127107231002000"), "length")
  })

  it("Case 4: Kemendagri 12.75 is Binjai, whatever BPS calls 1275", () => {
    const nik = read("1275016203880002")
    const medan = Result.getOrThrow(Region.parseCode("12.71"))
    const district = Result.getOrThrow(Region.parseCode(nik.region))
    assert.isFalse(Region.isWithin(district, medan))
    assert.isTrue(Region.isWithin(district, Result.getOrThrow(Region.parseCode("1275"))))
    assert.strictEqual(nik.sex, "female")
    assert.deepStrictEqual(nik.birthDates, [day("1988-03-22")])
    assert.strictEqual(ageOf("1275016203880002"), 32)
    const bpsMedan = Result.getOrThrow(Region.parseBpsCode("1275"))
    // @ts-expect-error a BPS code is no Kemendagri code
    assert.isFunction(() => Region.isWithin(district, bpsMedan))
  })

  it("Case 5: the age on the day of recruitment", () => {
    assert.strictEqual(ageOf("1271072310020002"), 18)
    assert.strictEqual(ageOf("1271072410020002"), 17)
    assert.strictEqual(ageOf("1271076002050001"), 15)
    assert.strictEqual(read("1271076002050001").sex, "female")
    assert.strictEqual(within("1271076002050001", 18, 64)._tag, "NoneFits")
  })

  it("Case 5: three in one takes 18 to 35: somebody of 35 on the day is accepted, somebody of 36 refused", () => {
    assert.strictEqual(ageOf("1271072310850001"), 35)
    assert.strictEqual(within("1271072310850001", 18, 35)._tag, "OneFits")
    assert.strictEqual(ageOf("1271072310840001"), 36)
    assert.strictEqual(within("1271072310840001", 18, 35)._tag, "NoneFits")
    // A day younger than 36 is still 35.
    assert.strictEqual(within("1271072410840001", 18, 35)._tag, "OneFits")
  })
})

describe("reading", () => {
  it.each([
    "1271111508900003",
    " 1271111508900003 ",
    "'1271111508900003",
    "1271 1115 0890 0003",
    "127111.150890.0003",
    "1271\u00a01115\u00a00890\u00a00003"
  ])("accepts %s", (text) => {
    assert.strictEqual(read(text).digits, "1271111508900003")
  })

  it.each([
    ["", "empty"],
    ["  ' ", "empty"],
    ["1,27107E+15", "spreadsheet"],
    ["1.27107E+15", "spreadsheet"],
    ["1,27107e15", "spreadsheet"],
    ["12711115089OOOO3", "not-digits"],
    ["127111-150890-0003", "not-digits"],
    ["12711115089000031", "length"],
    ["1271110008900003", "day"],
    ["1271114008900003", "day"],
    ["1271117208900003", "day"],
    ["1271111513900003", "day"],
    ["1271111500900003", "day"],
    ["1271113104900003", "day"]
  ])("refuses %s: %s", (text, expected) => {
    assert.strictEqual(reason(text), expected)
  })

  it("keeps both centuries where both are possible, oldest first", () => {
    assert.deepStrictEqual(read("1271111508200003").birthDates, [day("1920-08-15"), day("2020-08-15")])
    assert.deepStrictEqual(read("1271112902000003").birthDates, [day("2000-02-29")])
  })

  it("knows no birth after the latest year", () => {
    assert.deepStrictEqual(read("1271111508210003").birthDates, [day("1921-08-15")])
    assert.strictEqual(
      Result.getOrThrow(Result.flip(Nik.parse("1271112902000003", { latestYear: 1999 }))).reason,
      "day"
    )
  })

  it("asks when both centuries fit", () => {
    assert.deepStrictEqual(
      within("1271111508200003", 0, 110),
      Nik.BirthDate.cases.Ambiguous.make({ birthDates: [day("1920-08-15"), day("2020-08-15")] })
    )
    assert.strictEqual(within("1271111508200003", 18, 110)._tag, "OneFits")
  })

  it("never counts a birth that lies after the day asked about", () => {
    const nik = Result.getOrThrow(Nik.parse("1271112412200003", { latestYear: 2020 }))
    assert.deepStrictEqual(
      Nik.birthDateWithin(nik, on, { youngest: 0, oldest: 150 }),
      Nik.BirthDate.cases.OneFits.make({ birthDate: day("1920-12-24") })
    )
  })

  it("warns of another stated birth date and corrects nothing", () => {
    const nik = read("1271111508900003")
    assert.isTrue(Option.isNone(Nik.sameBirthDate(nik, day("1990-08-15"))))
    const warning = Option.getOrThrow(Nik.sameBirthDate(nik, day("1990-08-16")))
    assert.strictEqual(warning._tag, "BirthDateDiffers")
    assert.strictEqual(warning.citation.instrument, "PP 40/2019")
    assert.isTrue(Option.isNone(Nik.sameBirthDate(read("1271111508200003"), day("2020-08-15"))))
  })
})

describe("privacy", () => {
  it("shows the first six and the last two digits at most", () => {
    assert.strictEqual(Nik.mask("1271111508900003"), "127111********03")
    assert.strictEqual(Nik.mask("'1271 1115 0890 0003"), "127111********03")
    assert.strictEqual(Nik.mask("127111150890000"), "****************")
  })

  it.prop("no error repeats what was written", { number: digits(10, 20) }, ({ number }) => {
    const written = `${number}x`
    const errors = [
      Result.flip(parse(written)),
      Result.flip(HouseholdNumber.parse(written)),
      Result.flip(Npwp.parse(written))
    ].map((error) => Result.getOrThrow<{ readonly message: string }, unknown>(error))
    return errors.every(
      (error) => !JSON.stringify(error).includes(number.slice(0, 6)) && !error.message.includes(number.slice(0, 6))
    )
  })
})

describe("laws", () => {
  it.prop(
    "reading is total and never throws",
    { text: Schema.String, latestYear: Schema.Int },
    ({ latestYear, text }) =>
      ["MalformedNik", "ok"].includes(
        Result.match(Nik.parse(text, { latestYear }), { onFailure: ({ _tag }) => _tag, onSuccess: () => "ok" })
      )
  )

  it.prop(
    "every birth date and sex is found again inside the number",
    { born: days("1900-01-01", "2026-11-24"), female: Schema.Boolean, serial: between(1, 9_999) },
    ({ born, female, serial }) => {
      const [year, month, ofMonth] = born.split("-").map(Number) as [number, number, number]
      const text = `127111${pad(ofMonth + (female ? 40 : 0), 2)}${pad(month, 2)}${pad(year % 100, 2)}${pad(serial, 4)}`
      const nik = Result.getOrThrow(Nik.parse(text, { latestYear: 2026 }))
      return nik.birthDates.includes(born) && nik.sex === (female ? "female" : "male") && Schema.is(Nik.Nik)(nik)
    }
  )

  it.prop("spaces, dots and an apostrophe change nothing", { number: digits(16, 16) }, ({ number }) => {
    const spaced = `' ${number.slice(0, 6)}.${number.slice(6, 12)} ${number.slice(12)}`
    return JSON.stringify(parse(number)) === JSON.stringify(parse(spaced))
  })
})

describe("household number", () => {
  const reasonOf = (text: string) =>
    Result.match(HouseholdNumber.parse(text), { onFailure: ({ reason }) => reason, onSuccess: () => "well-formed" })

  it("is sixteen digits; its inner date is not held against it", () => {
    assert.deepStrictEqual(Result.getOrThrow(HouseholdNumber.parse("'1271 1415 0617.9531")), {
      digits: "1271141506179531",
      region: "127114"
    })
    assert.strictEqual(reasonOf("1271149999990000"), "well-formed")
  })

  it.each([
    ["", "empty"],
    ["1,27114E+15", "spreadsheet"],
    ["-", "not-digits"],
    ["127114150617953", "length"],
    ["0000000000000000", "placeholder"],
    ["9999999999999999", "placeholder"],
    ["127101010105001.0", "spreadsheet"],
    ["12710101010500.10", "spreadsheet"]
  ])("refuses %s: %s", (text, expected) => assert.strictEqual(reasonOf(text), expected))
})

describe("tax number", () => {
  const reasonOf = (text: string) =>
    Result.match(Npwp.parse(text), { onFailure: ({ reason }) => reason, onSuccess: () => "well-formed" })

  it.each([
    ["12.323.057.6-121.000", "npwp15", "123230576121000"],
    ["123230576121000", "npwp15", "123230576121000"],
    ["'0123230576121000", "npwp16", "0123230576121000"],
    ["1271 1115 0890 0003", "npwp16", "1271111508900003"]
  ] as const)("reads %s", (text, form, digits) => {
    assert.deepStrictEqual(Result.getOrThrow(Npwp.parse(text)), Option.some({ form, digits } as Npwp.Npwp))
  })

  it("an empty cell is none, a word for none is not its business", () => {
    assert.deepStrictEqual(Result.getOrThrow(Npwp.parse("  ")), Option.none())
    assert.strictEqual(reasonOf("-"), "not-digits")
    assert.strictEqual(reasonOf("Belum ada"), "not-digits")
  })

  it.each([
    ["12.323.057.6-121.00", "length"],
    ["1,2323E+14", "spreadsheet"],
    ["123230576121000.0", "spreadsheet"],
    ["00.000.000.0-000.000", "placeholder"],
    ["00.000.000.0-121.000", "placeholder"],
    ["0000000000121000", "placeholder"],
    ["111111111111111", "placeholder"]
  ])("refuses %s: %s", (text, expected) => assert.strictEqual(reasonOf(text), expected))
})

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0")
}
