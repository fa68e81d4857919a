/**
 * Two scenarios over a handful of cases whose figures can be checked by hand.
 */
import { Citation, Fact, Money, Parameter, Policy, Ratio, Rule } from "@bina/policy"
import * as Compare from "@bina/policy/Compare"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const citation = Citation.make({ instrument: "Test 1/2020", title: "Test", confidence: "sourced" })
const idr = Money.minorUnits

const Claim = Schema.Struct({
  price: Fact.money("IDR", { open: true, most: 1_000_000, text: { id: "harga sehari", en: "daily price" } }),
  days: Fact.integer({ open: true, most: 31, text: { id: "hari hadir", en: "days attended" } }),
  cap: Fact.optional(Fact.money("IDR", { open: true, text: { id: "batas", en: "cap" } }))
})

const allowance = Policy.make("test/allowance", Claim, (f) => {
  const gross = Rule.amount("gross", f.price.times(f.days).atMostIfSet(f.cap), {
    citation,
    text: { id: "Bruto.", en: "Gross." }
  })
  return { gross, days: f.days, share: f.days.outOf(31) }
})

type Facts = Policy.FactsOf<typeof allowance>

const one = (id: string, cohort: string, facts: Facts): Compare.Case<Facts> => ({ id, groups: { cohort }, facts })
const cap = { none: Option.none<Money.MinorUnits>(), at: (amount: number) => Option.some(idr(amount)) }

const cases = [
  one("1", "kopi", { price: idr(120_000), days: 5, cap: cap.none }),
  one("2", "kopi", { price: idr(150_000), days: 5, cap: cap.none }),
  one("3", "las", { price: idr(120_000), days: 10, cap: cap.at(1_300_000) }),
  one("4", "las", { price: idr(200_000), days: 2, cap: cap.none }),
  one("5", "las", { price: idr(120_000), cap: cap.none })
]

const rise = { policy: allowance, overrides: { price: idr(150_000) } }

const compared = (options: Compare.Options = { amount: "gross" }): Compare.Comparison =>
  Result.getOrThrow(Compare.compare({ policy: allowance }, rise, cases, options))

describe("compare of outputs", () => {
  it("adds up who gains, who loses, and who stays, and keeps apart whose sum nobody knows", () => {
    const { changed, sums } = compared()
    assert.strictEqual(changed, 3)
    assert.deepStrictEqual(sums, {
      before: 600_000n + 750_000n + 1_200_000n + 400_000n,
      after: 750_000n + 750_000n + 1_300_000n + 300_000n,
      difference: 150_000n,
      winners: { cases: 2, sum: 250_000n },
      losers: { cases: 1, sum: -100_000n },
      unchanged: 1,
      open: 1
    })
  })

  it("sums by group, in the order in which groups were seen", () => {
    const [kopi, las] = compared().groups["cohort"]!
    assert.deepStrictEqual([kopi!.key, kopi!.cases, kopi!.changed, kopi!.sums!.difference], ["kopi", 2, 1, 150_000n])
    assert.deepStrictEqual([las!.key, las!.cases, las!.changed, las!.sums!.difference], ["las", 3, 2, 0n])
    assert.strictEqual(las!.sums!.open, 1)
  })

  it("says of each case which outputs changed and by how much", () => {
    const [first, second, , , last] = [...Compare.differences({ policy: allowance }, rise, cases, { amount: "gross" })]
    assert.deepStrictEqual(first!.outputsChanged, ["gross"])
    assert.deepStrictEqual(first!.amount, { before: 600_000, after: 750_000, difference: 150_000 })
    assert.isFalse(second!.changed)
    assert.deepStrictEqual([last!.before, last!.after], ["undetermined", "undetermined"])
    assert.deepStrictEqual(last!.amount, { before: undefined, after: undefined, difference: undefined })
  })

  it("reads one case at a time, and none that is not asked for", () => {
    let read = 0
    const endless = (function* () {
      for (;;) {
        read += 1
        yield cases[0]!
      }
    })()
    const differences = Compare.differences({ policy: allowance }, rise, endless)
    assert.strictEqual(read, 0)
    differences.next()
    differences.next()
    assert.strictEqual(read, 2)
  })

  it("keeps a sum exact that a number could not hold", () => {
    const Wide = Schema.Struct({
      sum: Fact.money("IDR", { open: true, most: 9_000_000_000_000_000, text: { id: "jumlah", en: "sum" } })
    })
    const policy = Policy.make("test/wide", Wide, (f) => ({
      sum: Rule.amount("sum", f.sum, { citation, text: { id: "Jumlah.", en: "Sum." } })
    }))
    const most = { id: "x", facts: { sum: idr(9_000_000_000_000_000) } }
    const three = Compare.compare({ policy }, { policy }, [most, most, { id: "y", facts: { sum: idr(1) } }], {
      amount: "sum"
    })
    assert.strictEqual(Result.getOrThrow(three).sums!.after, 18_000_000_000_000_001n)
    const words = Compare.toMarkdown(Result.getOrThrow(three), { language: "en", money: () => "rounded" })
    assert.include(words, "IDR 18,000,000,000,000,001")
  })

  it("an override outside the bounds of its fact makes cases invalid, not dearer", () => {
    const after = { policy: allowance, overrides: { price: idr(1_000_001) } }
    const { sums, transitions } = Result.getOrThrow(
      Compare.compare({ policy: allowance }, after, cases.slice(0, 4), { amount: "gross" })
    )
    assert.deepStrictEqual(transitions, [{ before: "assessed", after: "invalid", cases: 4 }])
    assert.deepStrictEqual([sums!.after, sums!.difference, sums!.open], [0n, 0n, 4])
  })

  it("refuses to add up what is no amount, before it reads a case", () => {
    const refused = (
      after: Compare.Scenario<Facts, unknown>,
      amount: string
    ): Compare.NotAnAmount["because"] | undefined => {
      const unread: Iterable<Compare.Case<Facts>> = {
        [Symbol.iterator]: () => {
          throw new Error("a case was read")
        }
      }
      const result = Compare.compare<Facts, unknown>({ policy: allowance }, after, unread, { amount })
      return Result.isFailure(result) ? result.failure.because : undefined
    }
    assert.strictEqual(refused({ policy: allowance }, "nett"), "unknown")
    assert.strictEqual(refused({ policy: allowance }, "share"), "not-a-number")
    const counted = Policy.make("test/counted", Claim, (f) => ({
      gross: Rule.quantity("gross", f.days, { citation, text: { id: "Hari.", en: "Days." } })
    }))
    assert.strictEqual(refused({ policy: counted }, "gross"), "another-unit")
    assert.match(
      new Compare.NotAnAmount({ policy: "p", output: "o", because: "unknown" }).message,
      /p has no output o: choose/
    )
  })

  it("counts a changed ratio or line of a list as a change", () => {
    const half = Parameter.ratio("part", {
      text: { id: "bagian", en: "part" },
      values: [{ from: "2020-01-01", value: Ratio.ratio(1, 2), citation }],
      after: "extends"
    })
    const Days = Schema.Struct({
      on: Fact.date({ open: true, text: { id: "hari", en: "day" } }),
      days: Fact.list(
        { present: Fact.boolean({ open: true, text: { id: "hadir", en: "present" } }) },
        { text: { id: "hari", en: "days" } }
      )
    })
    const policy = Policy.make("test/days", Days, (f) => ({
      paid: Rule.each("paid", f.days, (day) => day.present, { citation, text: { id: "Dibayar.", en: "Paid." } }),
      part: half.on(f.on)
    }))
    const facts: Policy.FactsOf<typeof policy> = { days: [{ present: true }, {}] }
    const after = { policy, overrides: { days: [{ present: true }, { present: false }] } }
    const [difference] = [...Compare.differences({ policy }, after, [{ id: "1", facts }])]
    assert.deepStrictEqual(difference!.outputsChanged, ["paid"])
    assert.deepStrictEqual(difference!.missingLost, ["days.present"])
  })
})

describe("compare of requirements", () => {
  const Applicant = Schema.Struct({
    age: Fact.integer({ most: 120, text: { id: "umur", en: "age" } }),
    resident: Fact.boolean({ text: { id: "warga kota", en: "resident" } })
  })
  const from = (least: number) =>
    Policy.make("test/eligibility", Applicant, (f) =>
      Policy.allOf(
        Rule.requires("under-age", f.age.isAtLeast(least), {
          citation,
          text: { id: "Cukup umur.", en: "Of age." },
          refusal: { id: "Belum cukup umur.", en: "Under age." }
        }),
        Rule.requires("not-resident", f.resident, {
          citation,
          text: { id: "Warga kota.", en: "Resident." },
          refusal: { id: "Bukan warga kota.", en: "Not a resident." }
        })
      )
    )
  const people = [
    { id: "1", facts: { age: 17, resident: true } },
    { id: "2", facts: { age: 17, resident: false } },
    { id: "3", facts: { age: 30, resident: true } },
    { id: "4", facts: { age: 17 } },
    { id: "5", facts: { resident: true } }
  ]
  const lowered = Result.getOrThrow(Compare.compare({ policy: from(18) }, { policy: from(17) }, people))

  it("counts who goes from which answer to which, most first", () => {
    assert.deepStrictEqual(lowered.transitions, [
      { before: "eligible", after: "eligible", cases: 1 },
      { before: "ineligible", after: "eligible", cases: 1 },
      { before: "ineligible", after: "ineligible", cases: 1 },
      { before: "ineligible", after: "undetermined", cases: 1 },
      { before: "undetermined", after: "undetermined", cases: 1 }
    ])
    assert.strictEqual(lowered.changed, 3)
  })

  it("counts the reasons and missing facts that came and went", () => {
    assert.deepStrictEqual(lowered.reasons, [{ name: "under-age", gained: 0, lost: 3 }])
    assert.deepStrictEqual(lowered.missing, [{ name: "resident", gained: 1, lost: 0 }])
    assert.isUndefined(lowered.sums)
  })

  it("names each side by the fingerprint of its policy and limits", () => {
    const limits = [{ reason: "household-limit", atMost: 2 }]
    const same = Result.getOrThrow(Compare.compare({ policy: from(18), limits }, { policy: from(18) }, people))
    assert.strictEqual(same.changed, 0)
    assert.strictEqual(same.before.fingerprint, Policy.fingerprint(from(18), limits))
    assert.notStrictEqual(same.before.fingerprint, same.after.fingerprint)
  })

  it("is told in both languages, with the authors' words for reasons", () => {
    const id = Compare.toMarkdown(lowered, { language: "id" })
    assert.include(id, "3 dari 5 kasus berubah.")
    assert.match(id, /under-age\s+\| Belum cukup umur\.\s+\|\s+0 \|\s+3 \|/)
    assert.include(Compare.toMarkdown(lowered, { language: "en" }), "| not eligible | undetermined |")
  })

  it("shows only the top reasons, and how many others there are", () => {
    const many = Compare.of(
      { before: lowered.before, after: lowered.after, texts: {} },
      ["a", "b", "c"].map((reason) => ({
        ...[...Compare.differences({ policy: from(18) }, { policy: from(18) }, people)][0]!,
        reasonsGained: [reason]
      }))
    )
    const words = Compare.toMarkdown(many, { language: "en", top: 2 })
    assert.include(words, "and 1 more")
    assert.notMatch(words, /\| c /)
  })

  it("lets no group, title or table of the caller's become markup", () => {
    const cases = people.map((one) => ({ ...one, groups: { "<b>": "@team | x" } }))
    const found = Result.getOrThrow(Compare.compare({ policy: from(18) }, { policy: from(17) }, cases))
    const words = Compare.toMarkdown(found, {
      language: "en",
      title: "# <i>",
      intro: ["- <u>"],
      tables: [{ heading: "<s>", columns: ["<q>"], rows: [["a|b"]] }]
    })
    const bare = words.replaceAll(/\\./g, "").replaceAll("@<!-- -->", "")
    assert.notMatch(bare, /<|@|^- /m)
  })
})
