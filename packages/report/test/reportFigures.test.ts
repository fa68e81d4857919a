/** Figures as they are written, and text as it is escaped. */
import { assert, describe, it } from "@effect/vitest"
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Figures from "../src/html/Figures.ts"
import * as Html from "../src/html/Html.ts"

const indonesian = Figures.of("id")
const english = Figures.of("en")
const day = CivilDate.makeUnsafe

const Amount = Schema.Int.check(Schema.isBetween({ minimum: -9_007_199_254_740_991, maximum: 9_007_199_254_740_991 }))
const Count = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9_007_199_254_740_991 }))

describe("figures", () => {
  it.each([
    [0, "Rp 0", "Rp 0"],
    [999, "Rp 999", "Rp 999"],
    [12_120_000, "Rp 12.120.000", "Rp 12,120,000"],
    [-2_280_000, "−Rp 2.280.000", "−Rp 2,280,000"]
  ])("%d rupiah", (amount, id, en) => {
    assert.strictEqual(indonesian.rupiah(amount).replace("\u00A0", " "), id)
    assert.strictEqual(english.rupiah(amount).replace("\u00A0", " "), en)
  })

  it.each([
    [0, 7, "0,0%"],
    [1, 2_000, "0,1%"],
    [1, 2_001, "0,0%"],
    [2, 3, "66,7%"],
    [17_280_000, 15_000_000, "115,2%"],
    [1, 0, "–"],
    [0, 0, "–"]
  ])("%d of %d", (part, whole, written) => {
    assert.strictEqual(indonesian.share(part, whole), written)
    assert.strictEqual(english.share(part, whole), written.replace(",", "."))
  })

  it.each([
    ["2020-10-05", "2020-10-09", "5–9 Oktober 2020", "5–9 October 2020"],
    ["2020-10-19", "2020-11-04", "19 Oktober – 4 November 2020", "19 October – 4 November 2020"],
    ["2020-12-28", "2021-01-08", "28 Desember 2020 – 8 Januari 2021", "28 December 2020 – 8 January 2021"],
    ["2020-05-01", "2020-05-01", "1 Mei 2020", "1 May 2020"]
  ] as const)("from %s through %s", (from, through, id, en) => {
    assert.strictEqual(indonesian.period(day(from), day(through)).replace(/\u00A0/g, " "), id)
    assert.strictEqual(english.period(day(from), day(through)).replace(/\u00A0/g, " "), en)
  })

  it("a sum above zero can carry its sign", () => {
    assert.strictEqual(indonesian.signedRupiah(112_800), "+Rp\u00A0112.800")
    assert.strictEqual(indonesian.signedRupiah(0), "Rp\u00A00")
  })

  it.prop("a number can be read back from its digits", { amount: Amount }, ({ amount }) => {
    for (const written of [indonesian.rupiah(amount), english.rupiah(amount)]) {
      const digits = written.replace(/\D/g, "")
      assert.strictEqual(Number(digits) * (written.startsWith("−") ? -1 : 1) + 0, amount)
      assert.match(written, /^−?Rp\u00A0\d{1,3}([.,]\d{3})*$/)
    }
  })

  it.prop(
    "a part of a whole is within half a tenth of a per cent",
    { part: Count, whole: Count },
    ({ part, whole }) => {
      const written = indonesian.share(part, whole)
      if (whole === 0) return assert.strictEqual(written, "–")
      const tenths = BigInt(written.replace(/\D/g, ""))
      const distance = 2n * (tenths * BigInt(whole) - 1000n * BigInt(part))
      assert.isTrue(distance <= BigInt(whole) && -distance <= BigInt(whole))
    }
  )
})

describe("html", () => {
  it.prop("escaped text has no character that ends text or an attribute", { text: Schema.String }, ({ text }) => {
    assert.notMatch(Html.escape(text), /[<>"']/)
    assert.notMatch(Html.escape(text).replace(/&(amp|lt|gt|quot|#39);/g, ""), /&/)
  })

  it("a piece is placed as it is, text and numbers are escaped, lists are joined", () => {
    const piece = Html.html`<b>${"a < b"}</b>`
    assert.strictEqual(Html.html`${[piece, "&", 7]}`.text, "<b>a &lt; b</b>&amp;7")
  })

  it("text that looks like a piece is still text", () => {
    assert.strictEqual(Html.html`${JSON.stringify({ text: "<i>" })}`.text, "{&quot;text&quot;:&quot;&lt;i&gt;&quot;}")
  })
})
