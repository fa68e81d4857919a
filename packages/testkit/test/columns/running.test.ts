/**
 * Running over rows that are not there, or into columns of another policy, is an error that says so; a row that nobody
 * decided has no answer, and one that was set apart says where to ask.
 */
import { type Columns, Decisions, Fact, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }

const Facts = Schema.Struct({
  open: Fact.boolean({ text }),
  code: Fact.code({ text }),
  age: Fact.integer({ text, most: 150 }),
  days: Fact.list({ present: Fact.boolean({ text }) }, { text, maxLength: 70 })
})
const required = Policy.make("running/required", Facts, (f) =>
  Policy.allOf(Rule.requires("closed", f.open, { text, refusal: text }))
)
const assessed = Policy.make("running/assessed", Facts, (f) => ({
  age: Rule.quantity("age", f.age, { text }),
  present: Rule.each("present", f.days, (day) => day.present, { text })
}))
const code = Policy.make("running/code", Facts, (f) => ({ same: Rule.quantity("same", f.code.is("a"), { text }) }))
const facts = { open: true, code: "a", age: 40, days: [{ present: true }] } as never

const ways = [true, false] as const

describe("runs", () => {
  const many = Many.compileMany(required)
  const batch = many.encode([facts, facts, facts])
  it.each<readonly [string, object, string]>([
    ["beyond the end", { to: 4 }, "rows 0 up to 4 are asked for, and there are 3"],
    ["before the beginning", { from: -1 }, "rows -1 up to 3 are asked for"],
    ["backwards", { from: 2, to: 1 }, "rows 2 up to 1"],
    ["from nowhere", { from: Number.NaN }, "rows NaN up to 3"],
    ["over more than is chosen", { only: Int32Array.of(1), to: 2 }, "places of `only` 0 up to 2 are asked for"],
    ["over a row that is not there", { only: Int32Array.of(1, 3) }, "`only` has row 3 at 1, and there are 3 rows"],
    ["over rows of another type", { only: Uint8Array.of(1) }, "`only`: give an Int32Array"]
  ])("%s are refused", (_, options, reason) => assert.throws(() => batch.run(options), reason))

  it("say nothing of rows that were not decided", () => {
    for (const codegen of ways) {
      const batch = Many.compileMany(required, { codegen }).encode([facts, facts, facts])
      const decisions = batch.run({ only: Int32Array.of(1) })
      const { eligible, undecided } = Decisions.status
      assert.deepStrictEqual([...decisions.status], [undecided, eligible, undecided])
      assert.throws(() => batch.answer(decisions, 0), "row 0 was not decided yet")
      for (const row of [-1, 3, 0.5]) {
        assert.throws(() => batch.answer(decisions, row), `row ${row} is asked for, and there are 3`)
        assert.throws(() => batch.explain(row), `row ${row} is asked for`)
      }
    }
  })

  it("go into columns of the same shape only", () => {
    const outputs = Many.compileMany(assessed).encode([facts, facts])
    const into = (given: object) => () => outputs.run({ into: given as never })
    assert.throws(into(batch.run()), "they are requirements, and the policy gives outputs")
    const own = outputs.run() as Decisions.Outputs
    assert.throws(into({ ...own, status: new Uint8Array(1) }), "room for 1 rows, and 2 are needed")
    assert.throws(into({ ...own, outputs: { age: own.outputs["age"]! } }), "the outputs are not this policy's")
    assert.throws(into(Many.compileMany(code).encode([facts, facts]).run()), "the texts are not this policy's")
    assert.throws(
      into(Many.compileMany(assessed, { nullable: [] }).encode([facts, facts]).run()),
      "output age: `determined` is of another layout of columns"
    )
    const longer = { ...(facts as object), days: Array.from({ length: 40 }, () => ({ present: true })) } as never
    assert.throws(into(Many.compileMany(assessed).encode([longer, longer]).run()), "its lists have other lengths")
    const again = Many.compileMany(assessed).encode([facts, facts]).run()
    assert.strictEqual(outputs.run({ into: again }), again)
    assert.throws(() => outputs.answer(batch.run() as never, 0), "they are requirements")
  })

  it("say whether code was generated for them, and decide row by row where it was not", () => {
    for (const codegen of ways) {
      const many = Many.compileMany(assessed, { codegen })
      const made = many.encode([facts, facts])
      assert.deepStrictEqual([many.codegen, made.codegen], [codegen, codegen])
      const { outputs: columns } = made.run() as Decisions.Outputs
      assert.deepStrictEqual([...(columns["age"] as Decisions.Value).values], [40, 40])
      assert.deepStrictEqual([...(columns["present"] as Decisions.Each).holds], [1, 1])
    }
  })

  it("need chunks of at least one row", () => {
    for (const chunk of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => Many.decideMany(required, [facts], { chunk }), `a chunk of ${chunk} rows is asked for`)
    }
    assert.strictEqual([...Many.decideMany(required, [facts, facts], { chunk: 1 })].length, 2)
  })

  it("over no rows at all give no answers", () => {
    const none = Many.compileMany(assessed).encode([])
    assert.strictEqual(none.rows, 0)
    assert.strictEqual(none.run().status.length, 0)
  })
})

describe("rows that no column holds", () => {
  const determinedOf = (batch: { readonly run: () => Decisions.Decisions }) => {
    const decisions = batch.run()
    assert.isTrue(decisions.kind === "outputs")
    return decisions.kind === "outputs" ? [...decisions.outputs["age"]!.determined!] : []
  }
  const { apart, assessed: plain, invalid } = Decisions.status
  const withoutAge = { open: true, code: "a", days: [] } as never
  const twice = { ...(facts as object), age: 1.5 } as never

  it("are apart where the columns have no place for what is answered", () => {
    for (const codegen of ways) {
      const rows = [facts, withoutAge, twice]
      const batch = Many.compileMany(assessed, { nullable: [], codegen }).encode(rows)
      const decisions = batch.run()
      assert.deepStrictEqual([...decisions.status], [plain, apart, invalid])
      rows.forEach((row, at) => assert.deepStrictEqual(batch.answer(decisions, at), Policy.decide(assessed, row)))
    }
  })

  it("are assessed where they have, and are determined in nothing where they are invalid", () => {
    for (const codegen of ways) {
      const rows = [facts, withoutAge, twice]
      const batch = Many.compileMany(assessed, { nullable: ["age"], codegen }).encode(rows)
      const decisions = batch.run()
      assert.deepStrictEqual([...decisions.status], [plain, plain, invalid])
      assert.deepStrictEqual(determinedOf(batch), [1, 0, 0])
    }
  })

  it("are determined in nothing where a value of a column is out of bounds", () => {
    const columns: Columns.Columns = {
      rows: 2,
      words: [],
      leaves: { age: { values: Uint8Array.of(40, 151), known: Uint8Array.of(1, 1) } },
      lists: {}
    }
    for (const codegen of ways) {
      const batch = Result.getOrThrow(Many.compileMany(assessed, { codegen }).bind(columns))
      assert.deepStrictEqual(determinedOf(batch), [1, 0])
    }
  })
})
