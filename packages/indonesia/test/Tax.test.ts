import {
  Citations,
  CivilServantTax,
  DoubleFunding,
  IncomeTaxLayers,
  ObjectCode,
  ParticipantTax,
  TransportPrice
} from "@bina/indonesia"
import { Citation, CivilDate, Money, Parameter, Ratio } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const day = CivilDate.makeUnsafe
const rupiah = Money.minorUnits

const withhold = (gross: number, hasTaxId: boolean, paidOn: CivilDate.CivilDateText = "2020-10-23") =>
  Result.getOrThrow(ParticipantTax.withhold({ gross: rupiah(gross), paidOn: day(paidOn), hasTaxId, rounding: "down" }))
const figures = ({ gross, net, tax }: { readonly gross: number; readonly tax: number; readonly net: number }) => [
  gross,
  tax,
  net
]

const perwal = Citation.make({
  instrument: "Perwal Contoh 1/2019",
  title: "Standar Harga Satuan",
  confidence: "sourced"
})

describe("tax of participants", () => {
  it("Case 6: four of five days are 600,000, and 32 of 40 hours are exactly 80/100", () => {
    const price = Result.getOrThrow(
      TransportPrice.cityPrice("contoh.transport", {
        prices: [{ from: "2020-01-01", amount: 150_000, citation: perwal }],
        through: "2020-12-31"
      })
    )
    const daily = Result.getOrThrow(Parameter.valueOn(price, day("2020-10-23"))).value
    assert.deepStrictEqual(figures(withhold(4 * daily, true)), [600_000, 30_000, 570_000])
    const attended = Ratio.ratio(32, 40)
    assert.isAtLeast(Ratio.compare(attended, Ratio.ratio(80, 100)), 0)
    assert.isBelow(Ratio.compare(attended, Ratio.ratio(90, 100)), 0)
  })

  it("Case 7: 2020 with a tax id", () => {
    const withheld = withhold(750_000, true)
    assert.deepStrictEqual(figures(withheld), [750_000, 37_500, 712_500])
    assert.strictEqual(withheld.objectCode, "21-100-13")
    assert.deepStrictEqual(withheld.parts, [{ amount: rupiah(750_000), rate: Ratio.ratio(5, 100) }])
  })

  it("Case 8: the same without a tax id", () => {
    const withheld = withhold(750_000, false)
    assert.deepStrictEqual(figures(withheld), [750_000, 45_000, 705_000])
    assert.deepStrictEqual(withheld.parts, [{ amount: rupiah(750_000), rate: Ratio.ratio(6, 100) }])
  })

  it("Case 8: a refund at cost needs all five receipts, in the payee's name and large enough", () => {
    const days = ["2020-10-05", "2020-10-06", "2020-10-07", "2020-10-08", "2020-10-09"] as const
    const amount = rupiah(150_000)
    const receipt = { amount, inPayeesName: true }
    const expense = (on: CivilDate.CivilDateText) => ({ on: day(on), amount, receipt })
    const full = days.map(expense)
    assert.deepStrictEqual(figures(Result.getOrThrow(ParticipantTax.refundAtCost(full))), [750_000, 0, 750_000])
    const missing = (expenses: ReadonlyArray<ParticipantTax.Expense>) => {
      const refused = Result.getOrThrow(Result.flip(ParticipantTax.refundAtCost(expenses)))
      return refused._tag === "EvidenceMissing" ? refused.expenses.map(({ on }) => on as string) : refused._tag
    }
    assert.deepStrictEqual(missing(days.map((on) => ({ on: day(on), amount }))), [...days])
    assert.deepStrictEqual(missing([...full.slice(1), { on: day("2020-10-05"), amount }]), ["2020-10-05"])
    assert.deepStrictEqual(
      missing([{ on: day("2020-10-05"), amount, receipt: { amount: rupiah(149_999), inPayeesName: true } }]),
      ["2020-10-05"]
    )
    assert.deepStrictEqual(missing([{ on: day("2020-10-05"), amount, receipt: { amount, inPayeesName: false } }]), [
      "2020-10-05"
    ])
    assert.strictEqual(missing([]), "NotAPayment")
  })

  it("refuses a refund whose sum would no longer be exact", () => {
    const expense = (amount: number) => {
      const receipt = { amount: rupiah(amount), inPayeesName: true }
      return { on: day("2020-10-05"), amount: rupiah(amount), receipt }
    }
    const refund = (...amounts: ReadonlyArray<number>) =>
      Result.match(ParticipantTax.refundAtCost(amounts.map(expense)), {
        onFailure: ({ _tag }) => _tag as string,
        onSuccess: ({ gross }) => gross as number
      })
    assert.strictEqual(refund(Number.MAX_SAFE_INTEGER - 1, 1), Number.MAX_SAFE_INTEGER)
    assert.strictEqual(refund(Number.MAX_SAFE_INTEGER, 1), "AmountTooLarge")
  })

  it("Case 20: an overpaid day is gross 150,000, of it 142,500 received and 7,500 deposited as tax", () => {
    const [paid, right] = [withhold(750_000, true), withhold(600_000, true)]
    assert.deepStrictEqual(figures(right), [600_000, 30_000, 570_000])
    assert.deepStrictEqual(
      [paid.gross - right.gross, paid.net - right.net, paid.tax - right.tax],
      [150_000, 142_500, 7_500]
    )
    assert.strictEqual(Result.getOrThrow(CivilDate.addDays(day("2021-05-20"), 60)), "2021-07-19")
  })

  it("Case 20: three days paid at 170,000 and one travelled leave 340,000 to return, tax included", () => {
    const [paid, right] = [withhold(510_000, true, "2024-12-31"), withhold(170_000, true, "2024-12-31")]
    assert.deepStrictEqual(
      [paid.gross - right.gross, paid.net - right.net, paid.tax - right.tax],
      [340_000, 323_000, 17_000]
    )
  })

  it("walks through the layers of the tax year, raised by a fifth without a tax id", () => {
    assert.strictEqual(withhold(60_000_000, true, "2021-12-31").tax, 2_500_000 + 1_500_000)
    assert.strictEqual(withhold(60_000_000, true, "2022-01-01").tax, 3_000_000)
    assert.strictEqual(withhold(60_000_000, false, "2021-12-31").tax, 4_800_000)
    assert.strictEqual(
      withhold(6_000_000_000, true, "2022-01-01").tax,
      3_000_000 + 28_500_000 + 62_500_000 + 1_350_000_000 + 350_000_000
    )
    assert.deepStrictEqual(withhold(60_000_000, false, "2021-12-31").parts, [
      { amount: rupiah(50_000_000), rate: Ratio.ratio(6, 100) },
      { amount: rupiah(10_000_000), rate: Ratio.ratio(18, 100) }
    ])
  })

  it("rounds once, as told", () => {
    const tax = (rounding: "down" | "up" | "half-up" | "half-even") =>
      Result.getOrThrow(
        ParticipantTax.withhold({ gross: rupiah(587_790), paidOn: day("2020-10-23"), hasTaxId: true, rounding })
      ).tax as number
    assert.deepStrictEqual([tax("down"), tax("up"), tax("half-up"), tax("half-even")], [29_389, 29_390, 29_390, 29_390])
  })

  it("stays exact where products leave the safe integers", () => {
    assert.strictEqual(withhold(9_007_199_254_740_991, false, "2021-06-01").tax, 3_242_591_665_706_756)
  })

  it("reports under the code of the day, and knows none before its table begins", () => {
    assert.strictEqual(withhold(1, true, "2023-12-31").objectCode, "21-100-13")
    assert.strictEqual(withhold(1, true, "2024-01-01").objectCode, "21-100-16")
    assert.strictEqual(withhold(1, true, "2024-01-01").citation.instrument, "PMK 168/2023")
    assert.strictEqual(Result.getOrThrow(ObjectCode.on("committee", day("2024-06-01"))).code, "21-100-15")
    const early = ParticipantTax.withhold({
      gross: rupiah(1),
      paidOn: day("2016-09-28"),
      hasTaxId: true,
      rounding: "down"
    })
    assert.strictEqual(Result.getOrThrow(Result.flip(early))._tag, "NoObjectCode")
  })

  it("refuses a negative payment", () => {
    const refused = ParticipantTax.withhold({
      gross: rupiah(-1),
      paidOn: day("2020-10-23"),
      hasTaxId: true,
      rounding: "up"
    })
    assert.strictEqual(Result.getOrThrow(Result.flip(refused))._tag, "NotAPayment")
  })

  it("says how sure the rates are: those without a tax id also rest on article 21(5a)", () => {
    const basis = (hasTaxId: boolean, paidOn: CivilDate.CivilDateText) => {
      const { citation, rateCitation } = withhold(1, hasTaxId, paidOn)
      return [citation.instrument, citation.confidence, Citation.short(rateCitation), rateCitation.confidence]
    }
    const method2020 = ["PER-16/PJ/2016", "well-known"]
    const method2024 = ["PMK 168/2023", "sourced"]
    assert.deepStrictEqual(basis(true, "2020-10-23"), [...method2020, "UU 36/2008, 17(1)a", "well-known"])
    assert.deepStrictEqual(basis(false, "2020-10-23"), [...method2020, "UU 36/2008, 17(1)a dan 21(5a)", "well-known"])
    assert.deepStrictEqual(basis(true, "2024-01-01"), [...method2024, "UU 7/2021, 17(1)a UU PPh", "sourced"])
    assert.deepStrictEqual(basis(false, "2024-01-01"), [
      ...method2024,
      "UU 7/2021, 17(1)a dan 21(5a) UU PPh",
      "well-known"
    ])
  })

  it("gives policies layers of which each rate is one fifth higher without a tax id", () => {
    for (const date of ["2020-10-23", "2022-01-01"] as const) {
      const rowsOf = (layers: typeof IncomeTaxLayers.layers) =>
        Result.getOrThrow(Parameter.valueOn(layers, day(date))).value
      const raised = rowsOf(IncomeTaxLayers.layers).map(({ rate, ...row }) => ({
        ...row,
        rate: Ratio.ratio((rate.numerator * 6) / 5, 100)
      }))
      assert.deepStrictEqual(rowsOf(IncomeTaxLayers.layersWithoutTaxId) as ReadonlyArray<unknown>, raised)
    }
  })

  const gross = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 20_000_000_000 }))
  const on = Schema.Literals(["2020-10-23", "2022-01-01", "2025-07-01"])

  it.prop(
    "0 <= tax <= gross, the parts are the whole, and tax + net = gross",
    { gross, on, id: Schema.Boolean },
    (case_) => {
      const { gross, net, parts, tax } = withhold(case_.gross, case_.id, case_.on)
      return (
        tax >= 0 && tax <= gross && tax + net === gross && parts.reduce((sum, { amount }) => sum + amount, 0) === gross
      )
    }
  )

  it.prop(
    "more gross is never less tax, and a tax id never costs more",
    { a: gross, b: gross, on },
    ({ a, b, on: date }) =>
      withhold(Math.min(a, b), false, date).tax <= withhold(Math.max(a, b), false, date).tax &&
      withhold(a, true, date).tax <= withhold(a, false, date).tax
  )
})

describe("final tax of civil servants", () => {
  const payment = (grade: CivilServantTax.Grade, paidOn: CivilDate.CivilDateText = "2020-10-23") =>
    CivilServantTax.withhold({ gross: rupiah(1_000_000), paidOn: day(paidOn), grade, rounding: "down" })

  it.each([
    ["pns-i", 0],
    ["pns-ii", 0],
    ["enlisted", 0],
    ["pns-iii", 50_000],
    ["junior-officer", 50_000],
    ["pns-iv", 150_000],
    ["senior-officer", 150_000],
    ["state-official", 150_000]
  ] as const)("Case 11: of an honorarium of 1,000,000 a payee of grade %s pays %d", (grade, tax) => {
    assert.deepStrictEqual(figures(Result.getOrThrow(payment(grade))), [1_000_000, tax, 1_000_000 - tax])
  })

  it("leaves the code, which is less sure, beside the withholding", () => {
    assert.notProperty(Result.getOrThrow(payment("pns-iv")), "objectCode")
    assert.deepStrictEqual(CivilServantTax.objectCode, { code: "21-402-01", confidence: "well-known" })
  })

  it.each(["pns-i", "pns-iv", "pppk"] as const)("refuses a negative payment to a payee of grade %s", (grade) => {
    const refused = CivilServantTax.withhold({ gross: rupiah(-1), paidOn: day("2020-10-23"), grade, rounding: "up" })
    assert.strictEqual(Result.getOrThrow(Result.flip(refused))._tag, "NegativePayment")
  })

  it("Case 11: for contract staff the payer must say", () => {
    assert.strictEqual(Result.getOrThrow(Result.flip(payment("pppk")))._tag, "NeedsInput")
  })

  it("has no rate before 2011", () => {
    assert.strictEqual(Result.getOrThrow(Result.flip(payment("pns-iv", "2010-12-31")))._tag, "NoValueOn")
  })

  it("Case 11: travel money and participant's transport for one day and town is double funding", () => {
    const claim = (kind: DoubleFunding.Kind, on: CivilDate.CivilDateText, town = "Medan", payee = "p1") =>
      DoubleFunding.Claim.make({ payee, on: day(on), town, kind })
    assert.deepStrictEqual(
      DoubleFunding.find([
        claim("travel-money", "2020-10-05"),
        claim("participant-transport", "2020-10-05"),
        claim("participant-transport", "2020-10-06"),
        claim("travel-money", "2020-10-06", "Binjai"),
        claim("travel-money", "2020-10-06", "Medan", "p2")
      ]),
      [DoubleFunding.DoubleFunding.make({ payee: "p1", on: day("2020-10-05"), town: "Medan" })]
    )
  })
})

describe("transport price", () => {
  it.each([
    ["2020-01-01", 150_000],
    ["2023-12-31", 150_000],
    ["2026-01-01", 170_000],
    ["2026-12-31", 170_000]
  ] as const)("the ministry's standard on %s is %d", (on, amount) => {
    assert.strictEqual(Result.getOrThrow(Parameter.valueOn(TransportPrice.standard, day(on))).value, amount)
  })

  it.each(["2019-12-31", "2024-01-01", "2025-12-31", "2027-01-01"] as const)("nothing is known of it on %s", (on) => {
    assert.isTrue(Result.isFailure(Parameter.valueOn(TransportPrice.standard, day(on))))
    assert.strictEqual(TransportPrice.compareWithStandard(rupiah(1), day(on))._tag, "StandardNotKnown")
  })

  it("says how sure the figure of each year is", () => {
    const confidence = (on: CivilDate.CivilDateText) =>
      Result.getOrThrow(Parameter.valueOn(TransportPrice.standard, day(on))).citation?.confidence
    assert.deepStrictEqual([confidence("2020-06-01"), confidence("2026-06-01")], ["well-known", "sourced"])
  })

  it("advises above the standard and never refuses", () => {
    assert.strictEqual(TransportPrice.compareWithStandard(rupiah(150_000), day("2020-10-23"))._tag, "WithinStandard")
    assert.deepStrictEqual(
      TransportPrice.compareWithStandard(rupiah(150_001), day("2020-10-23")),
      TransportPrice.Comparison.cases.AboveStandard.make({
        price: rupiah(150_001),
        standard: rupiah(150_000),
        above: rupiah(1),
        citation: Citations.sbm2020
      })
    )
    assert.isFalse(TransportPrice.standardBinds("APBD"))
    assert.isTrue(TransportPrice.standardBinds("APBN"))
  })

  it("the city's price is its own: missing, wrong or past its last day it is refused", () => {
    const price = (prices: ReadonlyArray<TransportPrice.PriceFrom>) =>
      TransportPrice.cityPrice("contoh.transport", { prices, through: "2020-12-31" })
    const from = (day: CivilDate.CivilDateText, amount: number) => ({ from: day, amount, citation: perwal })
    assert.strictEqual(Result.getOrThrow(Result.flip(price([])))._tag, "NoCityPrice")
    assert.strictEqual(Result.getOrThrow(Result.flip(price([from("2020-01-01", 0)])))._tag, "ParameterRefused")
    assert.strictEqual(
      Result.getOrThrow(Result.flip(price([from("2020-06-01", 1), from("2020-01-01", 2)])))._tag,
      "ParameterRefused"
    )
    assert.strictEqual(Result.getOrThrow(Result.flip(price([from("2020-02-30", 1)])))._tag, "ParameterRefused")
    const good = Result.getOrThrow(price([from("2020-01-01", 120_000), from("2020-07-01", 125_000)]))
    const on = (date: CivilDate.CivilDateText) =>
      Result.match(Parameter.valueOn(good, day(date)), {
        onFailure: ({ _tag }) => _tag,
        onSuccess: ({ value }) => value
      })
    assert.deepStrictEqual(
      [on("2019-12-31"), on("2020-06-30"), on("2020-12-31"), on("2021-01-01")],
      ["NoValueOn", 120_000, 125_000, "NoValueOn"]
    )
  })
})
