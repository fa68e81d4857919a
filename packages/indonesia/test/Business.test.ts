import { IndustryScale, Kbli, MsmeScale } from "@bina/indonesia"
import { Citation, CivilDate, Money, Parameter } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const day = CivilDate.makeUnsafe
const rupiah = Money.minorUnits
const billion = 1_000_000_000

const bySales = (annualSales: number, on: CivilDate.CivilDateText) =>
  Result.getOrThrow(MsmeScale.classify({ annualSales: rupiah(annualSales) }, { on: day(on), purpose: "empowerment" }))
const byCapital = (capital: number, on: CivilDate.CivilDateText) =>
  Result.getOrThrow(
    MsmeScale.classify({ capital: rupiah(capital) }, { on: day(on), purpose: "registration", foundedOn: day(on) })
  )

describe("scale of a business", () => {
  it("Case 12: the firm did not shrink, the law moved", () => {
    const around = (on: CivilDate.CivilDateText) => {
      const { scale, transitional } = bySales(1_200_000_000, on)
      return [scale, transitional]
    }
    assert.deepStrictEqual(around("2020-10-23"), ["small", false])
    assert.deepStrictEqual(around("2020-11-01"), ["small", false])
    assert.deepStrictEqual(around("2020-11-02"), ["small", true])
    assert.deepStrictEqual(around("2021-01-15"), ["small", true])
    assert.deepStrictEqual(around("2021-02-01"), ["small", true])
    assert.deepStrictEqual(around("2021-02-02"), ["micro", false])
    assert.strictEqual(bySales(1_200_000_000, "2020-10-23").citation.instrument, "UU 20/2008")
    assert.strictEqual(bySales(1_200_000_000, "2021-02-02").citation.instrument, "PP 7/2021")
  })

  it.each([
    ["2020-10-23", 300_000_000, "micro"],
    ["2020-10-23", 300_000_001, "small"],
    ["2020-10-23", 2_500_000_000, "small"],
    ["2020-10-23", 2_500_000_001, "medium"],
    ["2020-10-23", 50_000_000_000, "medium"],
    ["2020-10-23", 50_000_000_001, "not-msme"],
    ["2022-06-01", 2_000_000_000, "micro"],
    ["2022-06-01", 2_000_000_001, "small"],
    ["2022-06-01", 15_000_000_000, "small"],
    ["2022-06-01", 15_000_000_001, "medium"],
    ["2022-06-01", 50_000_000_001, "not-msme"]
  ] as const)("Case 13: on %s annual sales of %d are %s", (on, amount, scale) => {
    assert.strictEqual(bySales(amount, on).scale, scale)
  })

  it.each([
    [1_000_000_000, "micro"],
    [1_000_000_001, "small"],
    [5_000_000_000, "small"],
    [5_000_000_001, "medium"],
    [10_000_000_000, "medium"],
    [10_000_000_001, "not-msme"]
  ] as const)("Case 13: capital of %d registers as %s", (amount, scale) => {
    assert.strictEqual(byCapital(amount, "2022-06-01").scale, scale)
  })

  it("Case 13: one firm, two purposes, two classes, both right", () => {
    const firm = { capital: rupiah(900_000_000), annualSales: rupiah(3 * billion) }
    const on = day("2022-06-01")
    const registered = MsmeScale.classify(firm, { on, purpose: "registration", foundedOn: on })
    assert.strictEqual(Result.getOrThrow(registered).scale, "micro")
    assert.strictEqual(Result.getOrThrow(MsmeScale.classify(firm, { on, purpose: "empowerment" })).scale, "small")
  })

  it("registers a firm older than PP 7/2021 by its annual sales, a younger one by its capital", () => {
    const firm = { capital: rupiah(900_000_000), annualSales: rupiah(3 * billion) }
    const registered = (foundedOn: CivilDate.CivilDateText, business: MsmeScale.Business = firm) =>
      MsmeScale.classify(business, { on: day("2022-06-01"), purpose: "registration", foundedOn: day(foundedOn) })
    const scaleAndMeasure = (foundedOn: CivilDate.CivilDateText) => {
      const { by, scale } = Result.getOrThrow(registered(foundedOn))
      return [scale, by]
    }
    assert.deepStrictEqual(scaleAndMeasure("2021-02-01"), ["small", "annual-sales"])
    assert.deepStrictEqual(scaleAndMeasure("2021-02-02"), ["micro", "capital"])
    assert.deepInclude(Result.getOrThrow(Result.flip(registered("2015-01-01", { capital: rupiah(1) }))), {
      _tag: "MeasureMissing",
      anyOf: ["annual-sales"]
    })
    // @ts-expect-error registration must say when the firm was founded
    assert.isFunction(() => MsmeScale.classify(firm, { on: day("2022-06-01"), purpose: "registration" }))
  })

  it.each([
    [{ annualSales: rupiah(-1) }, "annual-sales"],
    [{ annualSales: rupiah(1), netWorth: rupiah(-1) }, "net-worth"],
    [{ annualSales: rupiah(1), capital: rupiah(-1) }, "capital"]
  ] as const)("refuses %o: the %s is negative", (business, measure) => {
    for (const on of ["2020-06-01", "2022-06-01"] as const) {
      const refused = MsmeScale.classify(business, { on: day(on), purpose: "empowerment" })
      assert.deepInclude(Result.getOrThrow(Result.flip(refused)), { _tag: "NegativeMeasure", measure })
    }
  })

  it("says which measure is missing rather than taking another", () => {
    const refused = (business: MsmeScale.Business, on: CivilDate.CivilDateText, purpose: MsmeScale.Purpose) =>
      Result.getOrThrow(Result.flip(MsmeScale.classify(business, { on: day(on), purpose, foundedOn: day(on) })))
    assert.deepInclude(refused({ annualSales: rupiah(1) }, "2022-06-01", "registration"), { anyOf: ["capital"] })
    assert.deepInclude(refused({ capital: rupiah(1) }, "2022-06-01", "empowerment"), { anyOf: ["annual-sales"] })
    assert.deepInclude(refused({ capital: rupiah(1) }, "2020-06-01", "registration"), {
      anyOf: ["annual-sales", "net-worth"]
    })
    assert.strictEqual(refused({ annualSales: rupiah(1) }, "2008-07-03", "empowerment")._tag, "NoValueOn")
  })

  it("UU 20/2008 takes either measure and does not say which decides when they differ", () => {
    const classify = (annualSales: number, netWorth: number) =>
      MsmeScale.classify(
        { annualSales: rupiah(annualSales), netWorth: rupiah(netWorth) },
        { on: day("2020-06-01"), purpose: "empowerment" }
      )
    assert.strictEqual(Result.getOrThrow(classify(300_000_000, 50_000_000)).scale, "micro")
    const refused = Result.getOrThrow(Result.flip(classify(300_000_000, 50_000_001)))
    assert.deepInclude(refused, { _tag: "AmbiguousScale", byAnnualSales: "micro", byNetWorth: "small" })
  })

  it("the ceiling of a small business is the upper bound of its class on every day", () => {
    for (const on of ["2008-07-04", "2020-10-23", "2020-11-02", "2021-02-01", "2021-02-02", "2026-01-01"] as const) {
      const ceiling = Result.getOrThrow(Parameter.valueOn(MsmeScale.smallBusinessCeiling, day(on))).value
      assert.strictEqual(ceiling, on < "2021-02-02" ? 2_500_000_000 : 15_000_000_000)
      assert.strictEqual(bySales(ceiling, on).scale, "small")
      assert.strictEqual(bySales(ceiling + 1, on).scale, "medium")
    }
  })

  const amount = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100 * billion }))
  const order = ["micro", "small", "medium", "not-msme"]

  it.prop("more sales never make a smaller class", { a: amount, b: amount }, ({ a, b }) =>
    (["2020-10-23", "2021-01-15", "2021-02-02"] as const).every(
      (on) => order.indexOf(bySales(Math.min(a, b), on).scale) <= order.indexOf(bySales(Math.max(a, b), on).scale)
    )
  )

  it.prop(
    "PP 7/2021 never puts a firm in a larger class than UU 20/2008 did",
    { sales: amount },
    ({ sales }) =>
      order.indexOf(bySales(sales, "2021-02-02").scale) <= order.indexOf(bySales(sales, "2021-02-01").scale)
  )
})

describe("scale of industry", () => {
  const classify = (workers: number, investment: number) =>
    Result.getOrThrow(IndustryScale.classify({ workers, investment: rupiah(investment) }, { on: day("2020-10-23") }))
      .scale

  it.each([
    [19, 999_999_999, "small"],
    [19, 1_000_000_000, "medium"],
    [20, 500_000_000, "medium"],
    [20, 15_000_000_000, "medium"],
    [20, 15_000_000_001, "large"],
    [5, 20_000_000_000, "medium"]
  ] as const)("Case 14: %d workers and %d invested are %s", (workers, investment, scale) => {
    assert.strictEqual(classify(workers, investment), scale)
  })

  it("Case 14: medium industry and micro business at once in 2021, on a named authority", () => {
    const on = day("2021-06-01")
    const firm = { workers: 19, investment: rupiah(billion) }
    assert.strictEqual(Result.getOrThrow(Result.flip(IndustryScale.classify(firm, { on })))._tag, "NeedsBasis")
    const basis = Citation.make({
      instrument: "Surat Dinas 1/2021",
      title: "Klasifikasi industri",
      confidence: "sourced"
    })
    const found = Result.getOrThrow(IndustryScale.classify(firm, { on, basis }))
    assert.deepStrictEqual([found.scale, found.citation.instrument], ["medium", "Surat Dinas 1/2021"])
    assert.strictEqual(byCapital(billion, "2021-06-01").scale, "micro")
  })

  it("refuses firms that cannot be and days before the regulation", () => {
    const refused = (workers: number, investment: number, on: CivilDate.CivilDateText) =>
      Result.getOrThrow(
        Result.flip(IndustryScale.classify({ workers, investment: rupiah(investment) }, { on: day(on) }))
      )._tag
    assert.strictEqual(refused(-1, 0, "2020-10-23"), "NotAFirm")
    assert.strictEqual(refused(1.5, 0, "2020-10-23"), "NotAFirm")
    assert.strictEqual(refused(1, -1, "2020-10-23"), "NotAFirm")
    assert.strictEqual(refused(1, 0, "2016-07-31"), "NoValueOn")
  })
})

describe("KBLI", () => {
  it("always carries its version", () => {
    const kbli = Result.getOrThrow(Kbli.parse({ version: "2020", code: " 10761 " }))
    assert.strictEqual(Kbli.toText(kbli), "KBLI 2020 10761")
    assert.deepStrictEqual(Kbli.nameOf(kbli), Option.some("Industri Pengolahan Kopi"))
    assert.deepStrictEqual(Kbli.nameOf({ version: "2025", code: "10761" }), Option.none())
  })

  it("gives no name to a code of which only the group's name is known", () => {
    assert.deepStrictEqual(Kbli.nameOf({ version: "2020", code: "25920" }), Option.none())
    const welding = Kbli.trades.find(({ trade }) => trade.en === "welding")
    assert.deepStrictEqual(
      welding?.candidates.map(({ confidence, name }) => [name, confidence]),
      [["Jasa Industri untuk Berbagai Pengerjaan Khusus Logam", "well-known"]]
    )
  })

  it.each([
    ["2021", "10761", "version"],
    ["", "10761", "version"],
    ["2020", "1076", "code"],
    ["2020", "C10761", "code"]
  ] as const)("refuses version %s, code %s: %s", (version, code, reason) => {
    assert.strictEqual(Result.getOrThrow(Result.flip(Kbli.parse({ version, code }))).reason, reason)
  })

  it("keeps the codes apart that are commonly confused", () => {
    const codes = Kbli.trades.flatMap(({ candidates }) => candidates.map(({ kbli }) => kbli.code))
    for (const wrong of ["11050", "10763", "18113", "13921"]) assert.notInclude(codes, wrong)
    assert.includeMembers(codes, ["10710", "10792", "14302", "13133", "25920", "11051", "10761"])
    assert.isTrue(Kbli.trades.every(({ confidence }) => confidence !== "uncertain"))
  })
})
