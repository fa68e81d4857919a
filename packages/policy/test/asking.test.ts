/**
 * What to ask next, and what would have to change.
 */
import { Citation, CivilDate, Duty, Fact, Policy, Rule } from "@bina/policy"
import * as Ask from "@bina/policy/Ask"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "teks", en: "text" }
const citation = Citation.make({ instrument: "Terms 1/2020", title: "Terms", confidence: "sourced" })
const options = { citation, text, refusal: { id: "tidak memenuhi", en: "unmet" } }

const Facts = Schema.Struct({
  born: Fact.date({ text }),
  on: Fact.date({ text, earliest: "2020-01-01", latest: "2030-12-31" }),
  resident: Fact.boolean({ text }),
  owner: Fact.boolean({ text }),
  sales: Fact.integer({ text, least: 0, most: 1_000 }),
  cap: Fact.optional(Fact.integer({ text, least: 0, most: 50 })),
  days: Fact.list({ present: Fact.boolean({ text }), masked: Fact.boolean({ text }) }, { text, maxLength: 10 })
})

const eligibility = Policy.make("test/eligibility", Facts, (f) =>
  Policy.allOf(
    Rule.requires("under-age", f.born.ageOn(f.on).isAtLeast(18), options),
    Rule.requires("not-resident", f.resident, options),
    Rule.requires("too-large", f.owner.implies(f.sales.isAtMost(300)), options)
  )
)

const attendance = Policy.make("test/attendance", Facts, (f) => {
  const paid = f.days.count((day) => day.present.and(day.masked))
  return {
    paid: Rule.quantity(
      "paid",
      f.cap.ifSet((cap) => paid.atMost(cap), paid),
      options
    )
  }
})

const day = CivilDate.makeUnsafe

describe("nextFacts", () => {
  const paths = (found: Result.Result<ReadonlyArray<Ask.NextFact>, Ask.FactsRefused>) =>
    Result.getOrThrow(found).map(({ path }) => path)

  it("asks for everything that can matter, first what is lacked now", () => {
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, {})), ["born", "on", "resident", "owner", "sales"])
    const next = Result.getOrThrow(Ask.nextFacts(attendance, {}))
    assert.deepStrictEqual(
      next.map(({ decided, lackedNow, path }) => [path, lackedNow, decided]),
      [
        ["cap", true, true],
        ["days", false, true]
      ]
    )
  })

  it("leaves out what cannot matter any more", () => {
    const known = { born: day("2000-01-01"), on: day("2020-10-24"), resident: true }
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, { ...known, owner: false })), [])
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, { ...known, owner: true })), ["sales"])
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, { ...known, sales: 300 })), [])
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, { ...known, sales: 301 })), ["owner"])
    // Refused already: more reasons could follow, but the answer is no.
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, { resident: false })), [])
  })

  it("asks for the cheapest first, and for what elements of a list lack", () => {
    const costs = { born: 5, on: 3, resident: 9, owner: 2, sales: 2 }
    assert.deepStrictEqual(paths(Ask.nextFacts(eligibility, {}, { costs })), [
      "owner",
      "sales",
      "on",
      "born",
      "resident"
    ])
    assert.deepStrictEqual(
      paths(Ask.nextFacts(attendance, { cap: Option.none(), days: [{ present: false }, { present: true }] })),
      ["days.masked"]
    )
    assert.deepStrictEqual(paths(Ask.nextFacts(attendance, { cap: Option.some(0), days: [{ present: false }] })), [])
  })

  it("asks for nothing where only a figure of law is unknown", () => {
    const duty = Duty.make("duty", {
      text,
      periods: [],
      unknown: [{ from: "2020-01-01", to: "2021-01-01", unknown: "nothing was found" }]
    })
    const policy = Policy.make("test/unknown", Facts, (f) =>
      Policy.allOf(Rule.requires("duty", duty.inForceOn(f.on).not().and(f.resident), options))
    )
    assert.deepStrictEqual(paths(Ask.nextFacts(policy, { on: day("2020-06-01"), resident: true })), [])
    assert.deepStrictEqual(paths(Ask.nextFacts(policy, { on: day("2020-06-01") })), ["resident"])
  })

  it("asks for one of two facts that can stand in for each other", () => {
    const policy = Policy.make("test/either", Facts, (f) =>
      Policy.allOf(Rule.requires("any", f.resident.or(f.resident.not(), f.owner, f.owner.not()), options))
    )
    assert.deepStrictEqual(paths(Ask.nextFacts(policy, {})), ["resident"])
  })

  it("refuses a case that cannot be decided", () => {
    const found = Ask.nextFacts(eligibility, { sales: -1 })
    assert.isTrue(Result.isFailure(found) && found.failure.message.includes("sales"))
  })
})

describe("counterfactual", () => {
  const facts = { born: day("2003-10-25"), on: day("2020-10-24"), resident: true, owner: true, sales: 500 }
  const change = <F, A>(policy: Policy.Policy<F, A>, of: F, changeable: ReadonlyArray<string>, target: Ask.Target) =>
    Result.getOrThrow(Ask.counterfactual(policy, of, { changeable, target }))

  it("L36 changes as few facts as possible, as little as possible", () => {
    assert.deepStrictEqual(change(eligibility, facts, ["on", "sales"], "eligible"), {
      _tag: "Found",
      facts: { ...facts, on: "2021-10-25", sales: 300 },
      changes: [
        { path: "on", from: "2020-10-24", to: "2021-10-25" },
        { path: "sales", from: 500, to: 300 }
      ],
      smallest: true
    })
    // Of two ways that change one fact more, the shorter: a share of the bounds counts, and "no longer an owner" wholly.
    const found = change(eligibility, facts, ["born", "owner", "sales"], "eligible")
    assert.deepStrictEqual(found._tag === "Found" ? found.changes.map(({ path, to }) => [path, to]) : found, [
      ["born", "2002-10-24"],
      ["sales", 300]
    ])
  })

  it("says none where none of the changeable facts can help, and nothing to change where the answer is there", () => {
    assert.deepStrictEqual(change(eligibility, facts, ["sales"], "eligible"), { _tag: "None" })
    assert.deepStrictEqual(change(eligibility, facts, ["sales"], "ineligible"), {
      _tag: "Found",
      facts,
      changes: [],
      smallest: true
    })
  })

  it("changes facts of elements, and fills in what is missing", () => {
    const of = { cap: Option.some(1), days: [{ present: true, masked: false }, { present: true }] }
    assert.deepStrictEqual(change(attendance, of, ["days.masked", "cap"], { output: "paid", atLeast: 2 }), {
      _tag: "Found",
      facts: {
        cap: Option.none(),
        days: [
          { present: true, masked: true },
          { present: true, masked: true }
        ]
      },
      changes: [
        { path: "cap", from: Option.some(1), to: Option.none() },
        { path: "days.masked", element: 0, from: false, to: true },
        { path: "days.masked", element: 1, to: true }
      ],
      smallest: true
    })
  })

  it("refuses what cannot change, and answers that the policy does not give", () => {
    for (const [changeable, target, part] of [
      [["days"], { output: "paid", is: 1 }, "days"],
      [["nowhere"], { output: "paid", is: 1 }, "nowhere"],
      [["cap"], { output: "gross", is: 1 }, "gross"],
      [["cap"], { output: "paid", is: "1" }, "paid"],
      [["cap"], "eligible", "eligible"]
    ] as const) {
      const found = Ask.counterfactual(attendance, { days: [] }, { changeable, target })
      assert.isTrue(Result.isFailure(found) && found.failure.message.includes(part), part)
    }
    const invalid = Ask.counterfactual(eligibility, { sales: -1 }, { changeable: [], target: "eligible" })
    assert.isTrue(Result.isFailure(invalid) && invalid.failure._tag === "FactsRefused")
  })
})
