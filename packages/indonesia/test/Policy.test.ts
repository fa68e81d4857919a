/** The figures of this package inside a policy, read on the day of the case. */
import { HealthProtocol, IncomeTaxLayers, MsmeScale, ParticipantTax, Region } from "@bina/indonesia"
import { CivilDate, Fact, Money, Policy, Rule } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "-", en: "-" }
const refusal = { id: "tidak", en: "no" }
const day = CivilDate.makeUnsafe
const protocol = HealthProtocol.of(Result.getOrThrow(Region.parseCode("12.71")))

const Business = Schema.Struct({
  startsOn: Fact.date({ text, open: true }),
  annualSales: Fact.money("IDR", { text, most: 1_000_000_000_000 }),
  masked: Fact.boolean({ text })
})

const eligibility = Policy.make("test/eligibility", Business, (f) =>
  Policy.allOf(
    Rule.requires("business-too-large", f.annualSales.isAtMost(MsmeScale.smallBusinessCeiling.on(f.startsOn)), {
      text,
      refusal
    }),
    Rule.requires("not-masked", protocol.inForceOn(f.startsOn).implies(f.masked), { text, refusal })
  )
)

const Payment = Schema.Struct({
  paidOn: Fact.date({ text, open: true }),
  gross: Fact.money("IDR", { text }),
  hasTaxId: Fact.boolean({ text })
})

const withholding = Policy.make("test/withholding", Payment, (f) => ({
  tax: Rule.amount(
    "tax",
    f.hasTaxId.choose(
      IncomeTaxLayers.layers.on(f.paidOn)(f.gross, "down"),
      IncomeTaxLayers.layersWithoutTaxId.on(f.paidOn)(f.gross, "down")
    ),
    { text }
  )
}))

describe("figures in a policy", () => {
  const decide = (startsOn: CivilDate.CivilDateText, annualSales: number, masked: boolean) =>
    Policy.decide(eligibility, { startsOn: day(startsOn), annualSales: Money.minorUnits(annualSales), masked })

  it.each([
    ["2020-10-23", 2_500_000_000, true, []],
    ["2021-02-01", 2_500_000_001, true, ["business-too-large"]],
    ["2021-02-02", 15_000_000_000, true, []],
    ["2021-02-02", 15_000_000_001, false, ["business-too-large", "not-masked"]],
    ["2022-12-30", 1, false, ["not-masked"]],
    ["2022-12-31", 1, false, []]
  ] as const)("on %s, sales of %d, masked %s: %j", (startsOn, sales, masked, reasons) => {
    const decision = decide(startsOn, sales, masked)
    assert.deepStrictEqual(
      decision._tag === "Ineligible" ? [...decision.reasons] : decision._tag === "Eligible" ? [] : [decision._tag],
      [...reasons]
    )
  })

  it("a day before the law existed is undetermined", () => {
    assert.strictEqual(decide("2008-07-03", 1, true)._tag, "Undetermined")
  })

  const taxIn = (paidOn: CivilDate.CivilDateText, gross: number, hasTaxId: boolean) => {
    const answer = Policy.decide(withholding, { paidOn: day(paidOn), gross: Money.minorUnits(gross), hasTaxId })
    return answer._tag === "Assessed" ? (answer.values.tax as object) : answer
  }

  it.each([
    [true, 37_500],
    [false, 45_000]
  ] as const)("Cases 7 and 8: with a tax id %s, 750,000 leave %d of tax", (hasTaxId, tax) => {
    assert.deepStrictEqual(taxIn("2020-10-23", 750_000, hasTaxId), { _tag: "Determined", value: tax })
  })

  it.prop(
    "a policy and `withhold` give the same tax, in whatever layer",
    {
      gross: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 20_000_000_000 })),
      hasTaxId: Schema.Boolean,
      paidOn: Schema.Literals(["2020-10-23", "2022-01-01", "2025-07-01"])
    },
    ({ gross, hasTaxId, paidOn }) => {
      const payment = { gross: Money.minorUnits(gross), paidOn: day(paidOn), hasTaxId, rounding: "down" } as const
      const { tax } = Result.getOrThrow(ParticipantTax.withhold(payment))
      assert.deepStrictEqual(taxIn(paidOn, gross, hasTaxId), { _tag: "Determined", value: tax })
    }
  )
})
