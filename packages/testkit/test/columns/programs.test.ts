/**
 * Policies whose programs are out of the ordinary: answers of rows, elements and a shared table mixed, and trees so wide
 * or deep that a careless lowering would take for ever or run out of stack.
 */
import { type Columns, Fact, Policy, Rule } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }

/** Both ways of running give what the interpreter gives for the facts of each row. */
const agree = (policy: Policy.Foreign, columns: Columns.Columns) => {
  for (const codegen of [true, false]) {
    const batch = Result.getOrThrow(Policy.compileMany(policy, { codegen }).bind(columns))
    const decisions = batch.run()
    for (let row = 0; row < batch.rows; row += 1) {
      assert.deepStrictEqual(batch.answer(decisions, row), Policy.decide(policy, batch.facts(row)), `row ${row}`)
    }
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
