import { IndonesianDate } from "@bina/indonesia"
import { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { days } from "./generators.ts"

const reason = (text: string): string =>
  Result.match(IndonesianDate.parse(text), { onFailure: ({ reason }) => reason, onSuccess: (date) => date })

describe("dates", () => {
  it.each([
    ["02/03/1985", "1985-03-02"],
    ["4-4-1966", "1966-04-04"],
    ["10 Agustus 1967", "1967-08-10"],
    ["1985-03-02", "1985-03-02"],
    [" '2.3.1985 ", "1985-03-02"],
    ["5 Agt 1967", "1967-08-05"],
    ["5-Agu-1967", "1967-08-05"],
    ["05 PEBRUARI 1967", "1967-02-05"],
    ["5 nop. 1967", "1967-11-05"],
    ["29/02/2000", "2000-02-29"]
  ])("%s is %s", (text, date) => assert.strictEqual(reason(text), date))

  it.each([
    ["", "empty"],
    ["31112", "spreadsheet"],
    ["02/03/85", "two-digit-year"],
    ["2 Maret 85", "two-digit-year"],
    ["2 Marzo 1985", "month"],
    ["03/25/1985", "not-a-day"],
    ["30/02/1985", "not-a-day"],
    ["29 Februari 1900", "not-a-day"],
    ["0/1/1985", "not-a-day"],
    ["02/03-1985", "form"],
    ["1985/03/02", "form"],
    ["Maret 1985", "form"],
    ["kemarin", "form"]
  ])("refuses %s: %s", (text, expected) => assert.strictEqual(reason(text), expected))

  it("is written in both languages", () => {
    const date = CivilDate.makeUnsafe("2020-08-03")
    assert.strictEqual(IndonesianDate.format(date, "long", "id"), "3 Agustus 2020")
    assert.strictEqual(IndonesianDate.format(date, "long", "en"), "3 August 2020")
    assert.strictEqual(IndonesianDate.format(date, "short", "id"), "03/08/2020")
    assert.strictEqual(IndonesianDate.format(date, "short", "en"), "03/08/2020")
  })

  it.prop("every form of a day is read back as that day", { date: days("1000-01-01", "9999-12-31") }, ({ date }) => {
    const forms = [date, IndonesianDate.format(date, "long", "id"), IndonesianDate.format(date, "short", "id")]
    return forms.every((text) => reason(text) === date)
  })

  it.prop("reading is total", { text: Schema.String }, ({ text }) => typeof reason(text) === "string")
})

describe("timestamps", () => {
  const read = (text: string) => Result.getOrThrow(IndonesianDate.parseTimestamp(text))
  const key = (text: string) => IndonesianDate.orderKey(read(text), 420)

  it.each([
    ["14/09/2020 09:32:04", { date: "2020-09-14", time: "09:32:04", millis: 0 }],
    ["2020-09-16 09:32:04", { date: "2020-09-16", time: "09:32:04", millis: 0 }],
    ["2020-11-28T09:00:00+07:00", { date: "2020-11-28", time: "09:00:00", millis: 0, offsetMinutes: 420 }],
    ["2020-11-28T02:00:00.250Z", { date: "2020-11-28", time: "02:00:00", millis: 250, offsetMinutes: 0 }],
    ["14 September 2020 9.32", { date: "2020-09-14", time: "09:32:00", millis: 0 }],
    ["2020-11-28 09:00 -0330", { date: "2020-11-28", time: "09:00:00", millis: 0, offsetMinutes: -210 }]
  ])("reads %s", (text, expected) => {
    assert.deepStrictEqual(read(text) as object, expected)
    assert.isTrue(Schema.is(IndonesianDate.LocalTimestamp)(read(text)))
  })

  it.each([
    ["", "empty"],
    ["14/09/2020", "form"],
    ["09:32:04", "form"],
    ["31/09/2020 09:32:04", "date"],
    ["14/09/20 09:32:04", "date"],
    ["14/09/2020 24:00:00", "time"],
    ["14/09/2020 09:60:00", "time"],
    ["2020-11-28T09:00:00+19:00", "offset"]
  ])("refuses %s: %s", (text, expected) => {
    assert.strictEqual(Result.getOrThrow(Result.flip(IndonesianDate.parseTimestamp(text))).reason, expected)
  })

  it("is ordered by the instant, on the programme's clock where no offset is written", () => {
    assert.strictEqual(key("2020-11-28T09:00:00+07:00"), key("28/11/2020 09:00:00"))
    assert.strictEqual(key("2020-11-28T02:00:00Z"), key("28/11/2020 09:00:00"))
    assert.isBelow(key("28/11/2020 08:59:59"), key("2020-11-28T09:00:00+07:00"))
    assert.isBelow(key("2020-11-28T09:00:00+07:00"), key("2020-11-28T09:00:00+06:00"))
    assert.isBelow(key("14/09/2020 23:59:59"), key("2020-09-15 00:00:00"))
  })

  it("knows the zones of the country and no other", () => {
    assert.strictEqual(Result.getOrThrow(IndonesianDate.zoneOffset("Asia/Jakarta")), 420)
    assert.strictEqual(Result.getOrThrow(IndonesianDate.zoneOffset("Asia/Jayapura")), 540)
    assert.isTrue(Result.isFailure(IndonesianDate.zoneOffset("Europe/London")))
  })

  it.prop("reading is total", { text: Schema.String }, ({ text }) =>
    Result.isResult(IndonesianDate.parseTimestamp(`14/09/2020 ${text}`))
  )
})
