/** General rules with exceptions: decided, said and explained as statutes are written, and checked for their order. */
import { Citation, CivilDate, Expression, Fact, Policy, Rule } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import * as Prose from "@bina/policy/Prose"
import { assert, describe, it } from "@effect/vitest"
import * as Schema from "effect/Schema"

const citation = Citation.make({ instrument: "Terms 2020", article: "7", title: "Terms", confidence: "sourced" })
const text = (id: string, en: string) => ({ id, en })
const Facts = Schema.Struct({
  student: Fact.boolean({ text: text("mahasiswa", "student") }),
  veteran: Fact.boolean({ text: text("veteran", "veteran") })
})
const money = (value: number) => Expression.money("IDR", value)

const fee = (yieldsTo: ReadonlyArray<string>) =>
  Policy.make("test/fee", Facts, (f) => ({
    fee: Rule.general(
      "fee",
      money(50_000),
      [
        Rule.except("veterans", f.veteran, money(0), { citation, text: text("Veteran.", "Veterans.") }),
        Rule.except("students", f.student, money(20_000), {
          citation,
          text: text("Mahasiswa.", "Students."),
          yieldsTo
        })
      ],
      { citation, text: text("Biaya pelatihan.", "Fee of the training.") }
    )
  }))
const ordered = fee(["veterans"])
const on = CivilDate.makeUnsafe("2026-11-24")

describe("a general rule with exceptions", () => {
  const table = [
    [{ student: false, veteran: false }, 50_000],
    [{ student: true, veteran: false }, 20_000],
    [{ student: false, veteran: true }, 0],
    [{ student: true, veteran: true }, 0],
    [{ veteran: true }, 0],
    [{ student: true }, ["veteran"]],
    [{ veteran: false }, ["student"]]
  ] as const
  for (const [facts, expected] of table) {
    it(`decides ${JSON.stringify(facts)}`, () => {
      const answer = Policy.decide(ordered, facts)
      const outcome = answer._tag === "Assessed" ? answer.values.fee : assert.fail()
      if (outcome._tag === "Determined") assert.strictEqual<unknown>(outcome.value, expected)
      else {
        assert.deepStrictEqual(
          outcome.missing.map((item) => (item._tag === "MissingFact" ? item.path : "")),
          [...(expected as unknown as ReadonlyArray<string>)]
        )
      }
    })
  }

  it("is said as a statute says it", () => {
    const page = (language: "id" | "en") => Prose.toMarkdown(Prose.toProse(ordered, { language }))
    assert.match(page("en"), /In general IDR 50,000, except where:/)
    assert.match(page("en"), /article 1 \(Veterans\) applies: IDR 0;/)
    assert.match(page("en"), /article 2 \(Students\) applies: IDR 20,000\./)
    assert.match(page("id"), /Pada umumnya .*50\.000, kecuali apabila:/)
    assert.match(page("id"), /Pasal 2 \(Mahasiswa\) berlaku: /)
    assert.notMatch(page("en"), /first row that fits/)
  })

  it("is explained with the exception that decided, or none", () => {
    const line = (student: boolean, language: "id" | "en") =>
      Policy.render(ordered, Policy.explain(ordered, { student, veteran: false }), {
        audience: "officer",
        language
      }).find((each) => each.startsWith("= fee —"))
    assert.match(line(true, "en")!, /IDR 20,000 .*\[exception: Students\]$/)
    assert.match(line(true, "id")!, /\[pengecualian: Mahasiswa\]$/)
    assert.notMatch(line(false, "en")!, /exception/)
  })

  it("two exceptions that can hold at once without an order are found, with the smallest case", () => {
    const overlaps = (policy: typeof ordered) =>
      Check.check(policy.document, { on }).filter(({ code }) => code === "exceptions-overlap")
    assert.deepStrictEqual(overlaps(ordered), [])
    const [found, ...others] = overlaps(fee([]))
    assert.deepStrictEqual(others, [])
    assert.strictEqual(found!.number, "B113")
    assert.deepStrictEqual(found!.shown, { facts: { student: true, veteran: true }, smallest: true })
  })

  it("a table over rules of a like name is no rule with exceptions", () => {
    const table = Policy.make("test/table", Facts, (f) => {
      const named = Rule.quantity("fee-of-students", f.student, { citation, text: text("Mahasiswa.", "Students.") })
      return {
        fee: Rule.amount("fee", Expression.cases([[named, money(1)]], money(2)), {
          citation,
          text: text("Biaya.", "Fee.")
        })
      }
    })
    const page = Prose.toMarkdown(Prose.toProse(table, { language: "en" }))
    assert.notMatch(page, /except where/)
    assert.match(page, /Students/)
  })

  it("an order that cannot be meant is refused where it is written", () => {
    assert.throws(() => fee(["students"]), /does not stand above it/)
    assert.throws(
      () =>
        Policy.make("test/twice", Facts, (f) => {
          const one = Rule.except("a", f.student, money(1), { text: text("a", "a") })
          return { fee: Rule.general("fee", money(0), [one, one], { text: text("b", "b") }) }
        }),
      /called a/
    )
  })
})
