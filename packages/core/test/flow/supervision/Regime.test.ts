/** What was required on a day, and how many people a place held. */
import { Ratio } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { Regime } from "../../../src/index.ts"
import { citation, day, whole } from "../../Given.ts"

const quarter: Regime.Capacity = { _tag: "Share", of: Ratio.ratio(25, 100) }

const regime = Regime.makeUnsafe<Regime.Capacity>("invented", [
  { from: day("2021-07-26"), to: day("2021-09-01"), rule: quarter, citation },
  { from: day("2021-09-01"), to: day("2021-10-05"), unknown: "nothing was found" },
  { from: day("2021-10-05"), to: day("2021-10-19"), rule: { _tag: "Suspended" }, citation }
])

const ruleOn = (date: string) => Result.map(Regime.on(regime, day(date)), ({ rule }) => rule)

describe("Regime", () => {
  it.each(["2021-07-25", "2021-09-01", "2021-10-04", "2021-10-19"])(
    "on %s nothing is known, whatever stands beside it",
    (date) => {
      assert.strictEqual(Result.getOrThrow(Result.flip(ruleOn(date)))._tag, "RegimeUnknown")
    }
  )

  it.each([
    ["2021-07-26", "Share"],
    ["2021-08-31", "Share"],
    ["2021-10-05", "Suspended"],
    ["2021-10-18", "Suspended"]
  ] as const)("on %s it is %s", (date, tag) => {
    assert.strictEqual(Result.getOrThrow(ruleOn(date))._tag, tag)
  })

  it("L17 stretches that overlap or leave days to nobody make no regime", () => {
    const known = (from: string, to: string) => ({ from: day(from), to: day(to), rule: quarter, citation })
    for (const second of [known("2021-02-02", "2021-03-01"), known("2021-01-31", "2021-03-01")]) {
      const made = Regime.make("flawed", [known("2021-01-01", "2021-02-01"), second])
      assert.strictEqual(Result.getOrThrow(Result.flip(made))._tag, "NotARegime")
    }
  })

  it.each([
    [7, 1],
    [8, 2],
    [3, 0],
    [0, 0]
  ])("a quarter of %d places is %d", (capacity, people) => {
    assert.deepStrictEqual(Result.getOrThrow(Regime.placesOf(quarter, capacity)), { _tag: "AtMost", people })
  })

  it("what gives no number gives none, and what is not known stays so", () => {
    const places = (rule: Regime.Capacity) => Result.getOrThrow(Regime.placesOf(rule, 40))
    assert.deepStrictEqual(places({ _tag: "Suspended" }), { _tag: "AtMost", people: 0 })
    assert.deepStrictEqual(places({ _tag: "DistanceOnly" }), { _tag: "NoNumber" })
    assert.deepStrictEqual(places({ _tag: "Unknown", because: "zone" }), { _tag: "Unknown", because: "zone" })
  })

  it("a capacity that is none is refused", () => {
    for (const capacity of [-1, 1.5, Number.NaN]) {
      assert.isTrue(Result.isFailure(Regime.placesOf({ _tag: "DistanceOnly" }, capacity)))
    }
    assert.isTrue(Result.isFailure(Regime.placesOf({ _tag: "Share", of: Ratio.ratio(-1, 4) }, 8)))
  })

  it.prop(
    "a share is the greatest whole number within it",
    { capacity: whole(0, 100_000), of: whole(0, 100) },
    ({ capacity, of }) => {
      const places = Result.getOrThrow(Regime.placesOf({ _tag: "Share", of: Ratio.ratio(of, 100) }, capacity))
      assert.isTrue(places._tag === "AtMost")
      if (places._tag !== "AtMost") return
      assert.isTrue(places.people * 100 <= capacity * of && capacity * of < (places.people + 1) * 100)
    }
  )
})
