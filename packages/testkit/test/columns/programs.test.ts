/**
 * Policies whose programs are out of the ordinary: answers of rows, elements and a shared table mixed, and trees so wide
 * or deep that a careless lowering would take for ever or run out of stack.
 */
import { type Columns, Fact, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }

/** A run gives what the interpreter gives for the facts of each row. */
const agree = (policy: Policy.Foreign, columns: Columns.Columns) => {
  const batch = Result.getOrThrow(Many.compileMany(policy).bind(columns))
  const decisions = batch.run()
  for (let row = 0; row < batch.rows; row += 1) {
    assert.deepStrictEqual(batch.answer(decisions, row), Policy.decide(policy, batch.facts(row)), `row ${row}`)
  }
}

describe("programs over a shared table", () => {
  it("join answers of rows before they are spread over elements", () => {
    const Facts = Schema.Struct({
      open: Fact.boolean({ text }),
      funded: Fact.boolean({ text }),
      days: Fact.list({ present: Fact.boolean({ text }), hours: Fact.integer({ text, most: 8 }) }, { text })
    })
    const policy = Policy.make("programs/spread", Facts, (f) => {
      const counted = Rule.each("counted", f.days, (d) => d.present.and(f.open).and(f.funded), { text })
      const unless = Rule.each("unless", f.days, (d) => d.present.or(f.open.and(f.funded).not()), { text })
      return {
        hours: Rule.quantity(
          "hours",
          counted.sum((d) => d.hours),
          { text }
        ),
        others: Rule.quantity(
          "others",
          unless.sum((d) => d.hours),
          { text }
        ),
        count: Rule.quantity("count", counted.count(), { text })
      }
    })
    agree(policy as never, {
      rows: 4,
      words: [],
      leaves: {},
      lists: {
        days: {
          offsets: Int32Array.of(0, 2, 3, 5, 5),
          leaves: { present: { values: Int32Array.of(1, 1, 2, 0) }, hours: { values: Uint8Array.of(8, 3, 4, 5, 6) } }
        }
      },
      shared: {
        rows: 3,
        of: Uint8Array.of(0, 1, 0, 2),
        lists: {},
        leaves: { open: { values: Uint8Array.of(1, 1, 0) }, funded: { values: Uint8Array.of(1, 0, 1) } }
      }
    })
  })
})

describe("programs of wide and deep policies", () => {
  const texts = { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
  const answers = (count: number) =>
    Array.from({ length: count }, (_, nth) => ({ kind: "boolean", name: `b${nth}`, optional: false, open: true }))
  const fact = (path: string) => ({ kind: "fact", path })
  const integer = (value: number) => ({ kind: "literal", unit: "integer", value })
  const number = { kind: "integer", name: "n", optional: false, open: true, least: 0, most: 1_000_000 }
  const made = (facts: unknown, rules: unknown, asked: unknown): Policy.Foreign =>
    Result.getOrThrow(
      Policy.fromDocument({
        format: 1,
        id: "programs/wide",
        facts,
        parameters: [],
        duties: [],
        rules,
        answers: asked,
        texts
      } as never)
    ) as Policy.Foreign
  const required = (count: number, body: object) =>
    made(answers(count), [{ kind: "requires", name: "r", body }], { kind: "requirements", rules: ["r"] })
  const assessed = (facts: object, body: object) =>
    made(facts, [{ kind: "quantity", name: "q", body }], {
      kind: "outputs",
      outputs: [{ name: "q", value: { kind: "rule", name: "q" } }]
    })
  const all = (count: number) => answers(count).map(({ name }) => fact(name))

  /** The first so many answers are yes, the others no, but for one that is missing. */
  const row = (count: number, yes: number, missing?: number) =>
    Object.fromEntries(answers(count).flatMap(({ name }, at) => (at === missing ? [] : [[name, at < yes]])))

  const decided = (policy: Policy.Foreign, rows: ReadonlyArray<object>) => {
    const expected = rows.map((facts) => Policy.decide(policy, facts))
    assert.deepStrictEqual([...Many.decideMany(policy, rows as never)], expected)
  }

  it("join a thousand operands", { timeout: 120_000 }, () => {
    for (const kind of ["and", "or"]) {
      const policy = required(1000, { kind, operands: all(1000) })
      decided(policy, [row(1000, 1000), row(1000, 999), row(1000, 0), row(1000, 0, 500), row(1000, 1000, 999), {}])
    }
  })

  it("count how many hold, of few and of many", { timeout: 120_000 }, () => {
    for (const [least, count] of [
      [2, 3],
      [3, 4],
      [7, 20],
      [20, 40],
      [500, 1000]
    ] as const) {
      const policy = required(count, { kind: "at-least-of", least, operands: all(count) })
      const rows = [least - 1, least, least + 1].flatMap((yes) => [
        row(count, yes),
        row(count, yes, 0),
        row(count, yes, count - 1)
      ])
      decided(policy, [...rows, {}])
    }
  })

  it("count how many hold of each element", () => {
    const list = { kind: "list", name: "l", maxLength: 40, elements: answers(20) }
    const operands = answers(20).map(({ name }) => fact(`l.${name}`))
    const where = { kind: "at-least-of", least: 10, operands }
    const elements = [row(20, 9), row(20, 10), row(20, 9, 19), row(20, 11, 0), {}]
    const policy = assessed([list], { kind: "count", list: "l", where })
    decided(policy, [
      { l: elements.slice(0, 2) },
      { l: elements },
      { l: Array.from({ length: 40 }, (_, at) => elements[at % 5]!) }
    ])
  })

  it("compare what was chosen many times over", () => {
    const depth = 40
    const rules = Array.from({ length: depth }, (_, nth) => {
      const before = nth === 0 ? integer(1) : { kind: "rule", name: `r${nth - 1}` }
      const other = { kind: "choose", when: fact(`b${2 * nth + 1}`), yes: before, no: integer(nth + 2) }
      const body = { kind: "choose", when: fact(`b${2 * nth}`), yes: before, no: other }
      return { kind: "quantity", name: `r${nth}`, body }
    })
    const compared = {
      kind: "compare",
      operator: "equal",
      left: { kind: "rule", name: `r${depth - 1}` },
      right: integer(9)
    }
    const policy = made(answers(2 * depth), [...rules, { kind: "requires", name: "q", body: compared }], {
      kind: "requirements",
      rules: ["q"]
    })
    const rows = [0, 1, 16, 40, 80].map((yes) => row(2 * depth, yes))
    const after = Object.fromEntries(answers(2 * depth).map(({ name }, at) => [name, at >= 16]))
    decided(policy, [...rows, after, {}])
  })

  it("follow sums, cases and rules of thousands", { timeout: 120_000 }, () => {
    decided(assessed([number], { kind: "plus", operands: Array.from({ length: 3000 }, () => fact("n")) }), [
      { n: 7 },
      {}
    ])
    const cases = {
      kind: "cases",
      rows: Array.from({ length: 3000 }, (_, at) => ({
        when: { kind: "compare", operator: "equal", left: fact("n"), right: integer(at) },
        value: integer(at * 3)
      })),
      otherwise: integer(7)
    }
    const choice = assessed([number], cases)
    decided(choice, [{ n: 0 }, { n: 2999 }, { n: 3000 }, {}])
    // So many terms fit no loop; each row is decided as a case then, and the batch says so.
    const many = Many.compileMany(choice)
    assert.deepStrictEqual([many.codegen, many.encode([]).codegen], [true, false])
    const names = answers(3000).map(({ name }) => name)
    const rules = names.map((name) => ({ kind: "requires", name: `r-${name}`, body: fact(name) }))
    const policy = made(answers(3000), rules, { kind: "requirements", rules: rules.map(({ name }) => name) })
    decided(policy, [row(3000, 3000), row(3000, 2999), row(3000, 3000, 1), {}])
  })
})
