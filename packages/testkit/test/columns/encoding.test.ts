/**
 * Objects that are not what they look like, and chunks whose lists are of other lengths than those of the chunk before:
 * encoding must answer as `decide` does, with generated code and without.
 */
import { CivilDate, Fact, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }

const policy = Policy.make(
  "encoding/objects",
  Schema.Struct({
    age: Fact.integer({ most: 150, text }),
    resident: Fact.boolean({ text }),
    days: Fact.list({ date: Fact.date({ text }), present: Fact.boolean({ text }) }, { text, maxLength: 70 })
  }),
  (f) => {
    const counted = Rule.each("counted", f.days, (day) => day.present.and(day.date.isBefore("2020-07-01")), { text })
    return {
      grown: Rule.requires("grown", f.age.isAtLeast(18).and(f.resident), { text, refusal: text }),
      days: Rule.quantity("days", counted.count(), { text })
    }
  }
)
type Row = Policy.FactsOf<typeof policy>

const daysOf = (length: number) =>
  Array.from({ length }, (_, nth) => ({
    date: Result.getOrThrow(CivilDate.fromEpochDay(18_270 + nth * 30)),
    present: nth % 3 > 0
  }))

/** Decides in many chunks of the same `Many`, so that each begins with what the one before came to. */
const agree = (chunks: ReadonlyArray<ReadonlyArray<unknown>>) => {
  for (const codegen of [true, false]) {
    for (const nullable of ["all", []] as const) {
      const many = Many.compileMany(policy, { codegen, nullable })
      for (const rows of chunks as ReadonlyArray<ReadonlyArray<Row>>) {
        const batch = many.encode(rows)
        const decisions = batch.run()
        rows.forEach((row, nth) => assert.deepStrictEqual(batch.answer(decisions, nth), Policy.decide(policy, row)))
      }
    }
  }
}

/** The age is a getter of the class: whoever reads `row.age` gets one, and the row itself has none. */
class Inherited {
  resident = true
  days = daysOf(2)
  get age(): number {
    return 30
  }
}

describe("encoding", () => {
  it("takes nothing from a prototype", () => {
    const sample = { age: 30, resident: true, days: daysOf(2) }
    const inherited: unknown = Object.assign(Object.create({ age: 30 }), { resident: true, days: daysOf(2) })
    const bare: unknown = Object.assign(Object.create(null), sample)
    assert.strictEqual((inherited as Row).age, 30)
    assert.strictEqual(new Inherited().age, 30)
    const answer = Policy.decide(policy, new Inherited() as Row)
    assert.isTrue(answer._tag === "Assessed" && answer.values.grown._tag === "Undetermined")
    agree([[sample, inherited, new Inherited(), bare, { ...sample, days: [new Inherited()] }]])
  })

  it("sets apart what no column holds, and nothing of it stays behind", () => {
    const sample = { age: 30, resident: true, days: daysOf(3) }
    const wrong = [
      { ...sample, days: [...daysOf(40), { date: "2020-02-30", present: true }] },
      { ...sample, days: [...daysOf(40), { date: "2020-02-03", present: 1 }] },
      { ...sample, days: [...daysOf(40), { date: "2020-02-03", present: true, more: 1 }] },
      { ...sample, days: [...daysOf(33), { present: true }] },
      { ...sample, days: Array(3) },
      { ...sample, age: "30" },
      { ...sample, more: 1 },
      [],
      undefined
    ]
    agree([wrong.flatMap((row) => [row, sample, { ...sample, days: daysOf(70) }, { ...sample, days: [] }])])
  })

  it("begins with room for other lists than come", () => {
    const rows = (count: number, length: number) =>
      Array.from({ length: count }, (_, nth) => ({ age: nth % 150, resident: true, days: daysOf((length * nth) % 71) }))
    agree([rows(100, 1), rows(3, 0), [], rows(200, 35), rows(1, 70), rows(50, 70), rows(2, 1), rows(300, 13)])
  })

  it("reads dates of the calendar only", () => {
    const days = ["2020-02-29", "2021-02-29", "2000-02-29", "1900-02-29", "2020-04-31", "2020-13-01", "2020-00-10"]
    const odd = [
      "2020-01-00",
      "0000-01-01",
      "2020/01/01",
      "2020-01-0a",
      "202a-01-01",
      "2020-01-1",
      " 020-01-01",
      "２020-01-01"
    ]
    agree([[...days, ...odd].map((date) => ({ age: 30, resident: true, days: [{ date, present: true }] }))])
  })
})
