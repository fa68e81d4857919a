import { ActivityLevel, HealthProtocol, Region, Temperature } from "@bina/indonesia"
import { CivilDate, History } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { days } from "./generators.ts"

const day = CivilDate.makeUnsafe
const medan = Result.getOrThrow(Region.parseCode("12.71"))
const binjai = Result.getOrThrow(Region.parseCode("1275"))

describe("temperature", () => {
  const outcome = (text: string): number | string =>
    Result.match(Temperature.parse(text), { onFailure: ({ reason }) => reason, onSuccess: (tenths) => tenths })

  it.each([
    ["36,9", 369],
    ["36.9", 369],
    ["37", 370],
    [" '37,3 ", 373],
    ["36,50", 365],
    ["36,4 °C", 364],
    ["36,4C", 364]
  ])("%s is %d tenths", (text, tenths) => assert.strictEqual(outcome(text), tenths))

  it.each([
    ["", "empty"],
    ["normal", "form"],
    ["36,", "form"],
    ["-36,5", "form"],
    ["37,35", "precision"],
    ["369", "implausible"],
    ["98,6", "implausible"],
    ["3,69", "precision"],
    ["29,9", "implausible"]
  ])("refuses %s: %s", (text, reason) => assert.strictEqual(outcome(text), reason))

  it("Case 16: 37.3 enters; a first 37.4 is measured again; only two above the limit refuse", () => {
    const on = day("2020-10-23")
    const entry = (...readings: readonly [number] | readonly [number, number]) =>
      Result.getOrThrow(Temperature.entry(readings as unknown as readonly [Temperature.TenthsCelsius], on))
    assert.strictEqual(entry(373), "admitted")
    assert.strictEqual(entry(374), "measure-again")
    assert.strictEqual(entry(374, 372), "admitted")
    assert.strictEqual(entry(375, 376), "refused")
  })

  it("there was no limit before the decree", () => {
    const early = Temperature.entry([Temperature.TenthsCelsius.make(400)], day("2020-06-18"))
    assert.isTrue(Result.isFailure(early))
    assert.strictEqual(
      Result.getOrThrow(Temperature.entry([Temperature.TenthsCelsius.make(374)], day("2020-06-19"))),
      "measure-again"
    )
  })

  it.prop(
    "what is written with a comma is read back",
    { tenths: Temperature.TenthsCelsius },
    ({ tenths }) => outcome(`${Math.trunc(tenths / 10)},${tenths % 10}`) === tenths
  )

  it.prop("reading is total", { text: Schema.String }, ({ text }) =>
    ["string", "number"].includes(typeof outcome(text))
  )
})

describe("the health protocol", () => {
  it.each([
    ["2020-06-30", "not-in-force"],
    ["2020-07-01", "in-force"],
    ["2020-10-23", "in-force"],
    ["2021-09-15", "in-force"],
    ["2022-12-30", "in-force"],
    ["2022-12-31", "not-in-force"]
  ] as const)("in Medan on %s: %s", (on, standing) => {
    assert.strictEqual(History.standingOn(HealthProtocol.of(medan).document, day(on)), standing)
  })

  it.prop(
    "another city has no duty until its pack says so",
    { on: days("1900-01-01", "2199-12-31") },
    ({ on }) => History.standingOn(HealthProtocol.of(binjai).document, on) === "not-in-force"
  )

  it("a city that only begins with the same digits is another city", () => {
    const district = Result.getOrThrow(Region.parseCode("12.71.01"))
    assert.strictEqual(History.standingOn(HealthProtocol.of(district).document, day("2020-10-23")), "not-in-force")
  })
})

describe("levels of activity in Medan", () => {
  const level = (on: CivilDate.CivilDateText, city = medan) =>
    Result.match(ActivityLevel.on(city, day(on)), { onFailure: () => "unknown", onSuccess: ({ level }) => level })

  it.each([
    ["2020-10-23", "unknown"],
    ["2021-07-05", "unknown"],
    ["2021-07-06", "micro-tightened"],
    ["2021-07-12", "emergency"],
    ["2021-07-26", "level-4"],
    ["2021-08-31", "level-4"],
    ["2021-09-01", "unknown"],
    ["2021-10-05", "level-2"],
    ["2021-10-18", "level-2"],
    ["2021-10-19", "unknown"],
    ["2022-02-28", "level-3"],
    ["2022-03-01", "unknown"],
    ["2022-04-25", "level-1"],
    ["2022-04-26", "unknown"],
    ["2022-12-29", "unknown"],
    ["2022-12-30", "none"]
  ] as const)("on %s: %s", (on, expected) => assert.strictEqual(level(on), expected))

  it("are not those of another city", () => assert.strictEqual(level("2021-10-05", binjai), "unknown"))
})
