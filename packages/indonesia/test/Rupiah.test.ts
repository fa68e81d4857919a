import { Phone, Rupiah } from "@bina/indonesia"
import { Money } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const outcome = (text: string): number | string =>
  Result.match(Rupiah.parse(text), { onFailure: ({ reason }) => reason, onSuccess: (amount) => amount })

const amounts = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }))

describe("rupiah", () => {
  it.each([
    ["Rp 250.000.000", 250_000_000],
    ["Rp250.000.000,-", 250_000_000],
    ["250000000", 250_000_000],
    ["750 juta", 750_000_000],
    ["1,2 miliar", 1_200_000_000],
    ["Rp15.000.000.001,-", 15_000_000_001],
    ["15 miliar", 15_000_000_000],
    ["Rp. 1.025.000.000,00", 1_025_000_000],
    ["Rp\u00a0250.000.000", 250_000_000],
    ["250.000 rupiah", 250_000],
    ["IDR 250.000", 250_000],
    ["'250000", 250_000],
    ["500rb", 500_000],
    ["500 ribu", 500_000],
    ["75jt", 75_000_000],
    ["1,25 jt", 1_250_000],
    ["2,5 M", 2_500_000_000],
    ["1,025 milyar", 1_025_000_000],
    ["1 triliun", 1_000_000_000_000],
    ["1,10 ribu", 1_100],
    ["0", 0],
    ["0,5 miliar", 500_000_000],
    ["9007199254740991", 9_007_199_254_740_991]
  ])("%s is %d", (text, amount) => assert.strictEqual(outcome(text), amount))

  it.each([
    ["", "empty"],
    ["Rp", "form"],
    ["-", "form"],
    ["Belum ada", "form"],
    ["1 miliar 200 juta", "form"],
    ["250 lembar", "form"],
    ["USD 250", "form"],
    ["-250.000", "negative"],
    ["(250.000)", "negative"],
    ["-Rp 250.000", "negative"],
    ["Rp -250.000", "negative"],
    ["2,5E+08", "spreadsheet"],
    ["1.5", "ambiguous"],
    ["250000.00", "ambiguous"],
    ["1234.567", "ambiguous"],
    ["1.5 juta", "ambiguous"],
    ["1.025 miliar", "ambiguous"],
    ["1,025 juta", "ambiguous"],
    ["1,234,567", "grouping"],
    ["250,000", "grouping"],
    ["1.25.000", "grouping"],
    ["12.34.567", "grouping"],
    ["1,234.50", "grouping"],
    ["1,2,3 juta", "grouping"],
    ["250.000,50", "fraction"],
    ["1,2345 ribu", "fraction"],
    ["9007199254740992", "too-large"],
    ["9.007.199.254.740.993", "too-large"],
    ["99999 triliun", "too-large"]
  ])("refuses %s: %s", (text, reason) => assert.strictEqual(outcome(text), reason))

  it("tells how to mend, without repeating what somebody earns", () => {
    const { message } = Result.getOrThrow(Result.flip(Rupiah.parse("1.234567")))
    assert.include(message, "Rp 1.250.000")
    assert.notInclude(message, "234567")
  })

  it("is written in both languages, with a minus before what is owed back", () => {
    assert.strictEqual(Rupiah.format(Money.minorUnits(1_250_000), "id"), "Rp 1.250.000")
    assert.strictEqual(Rupiah.format(Money.minorUnits(1_250_000), "en"), "IDR 1,250,000")
    assert.strictEqual(Rupiah.format(Money.minorUnits(-30_000), "id"), "-Rp 30.000")
    assert.strictEqual(Rupiah.format(Money.minorUnits(0), "id"), "Rp 0")
  })

  it.prop("what is written is read back", { amount: amounts }, ({ amount }) => {
    const text = Rupiah.format(Money.minorUnits(amount), "id")
    return outcome(text) === amount && outcome(`${text},-`) === amount && outcome(String(amount)) === amount
  })

  it.prop(
    "a decimal comma is exact: tenths of a miliar are hundreds of a juta",
    { tenths: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 99_999 })) },
    ({ tenths }) => outcome(`${Math.trunc(tenths / 10)},${tenths % 10} miliar`) === outcome(`${tenths * 100} juta`)
  )

  it.prop("reading is total", { text: Schema.String }, ({ text }) =>
    ["string", "number"].includes(typeof outcome(text))
  )
})

describe("phone numbers", () => {
  it.each([
    ["084014936743", "+6284014936743"],
    ["6284041807773", "+6284041807773"],
    ["0840-0863-1292", "+6284008631292"],
    ["+6284034691910", "+6284034691910"],
    ["'0840 1493 6743", "+6284014936743"],
    ["(061) 4512345", "+62614512345"],
    ["+65 6123 4567", "+6561234567"],
    ["(+62) 840-1493-6743", "+6284014936743"],
    ["(0062) 840 1493 6743", "+6284014936743"],
    ["0062 840 1493 6743", "+6284014936743"],
    ["+62 0840 1493 6743", "+6284014936743"],
    ["0065 6123 4567", "+6561234567"],
    ["0628 20123", "+6262820123"]
  ])("%s is %s", (text, e164) => assert.strictEqual(Result.getOrThrow(Phone.parse(text)) as string, e164))

  it.each([
    ["", "empty"],
    ["6,28404E+12", "spreadsheet"],
    ["-", "not-a-number"],
    ["tidak ada", "not-a-number"],
    ["110", "length"],
    ["0840149367431234567", "length"],
    ["06284014936743", "prefix"],
    ["0 62 840-1493-6743", "prefix"]
  ])("refuses %s: %s", (text, reason) =>
    assert.strictEqual(Result.getOrThrow(Result.flip(Phone.parse(text))).reason, reason)
  )

  it.prop("reading is total", { text: Schema.String }, ({ text }) => Result.isResult(Phone.parse(text)))
})
