/**
 * One budget for the whole of what is asked of a policy: a large one is not decided in a bounded number of steps, and
 * nothing that was not looked at counts as fine.
 */
import { CivilDate, Expression, Fact, Policy, Rule } from "@bina/policy"
import * as Ask from "@bina/policy/Ask"
import * as Check from "@bina/policy/Check"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as DeadBranches from "../src/check/DeadBranches.ts"
import * as Requirements from "../src/check/Requirements.ts"
import * as TableGaps from "../src/check/TableGaps.ts"
import * as PathCondition from "../src/search/PathCondition.ts"
import * as Solver from "../src/search/Solver.ts"
import * as Analysis from "../src/tree/Analysis.ts"

const text = { id: "teks", en: "text" }
const options = { text, refusal: text }
const on = CivilDate.makeUnsafe("2026-11-24")
const Facts = Schema.Struct(
  Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`n${at}`, Fact.integer({ text, most: 1_000 })]))
)
type Number = Expression.IntegerExpression

const table = (rows: number) =>
  Policy.make("test/table", Facts, (f) => {
    const [a, b] = [f["n0"] as Number, f["n1"] as Number]
    const [first, ...others] = Array.from(
      { length: rows },
      (_, at) => [a.isAtMost(at).and(b.isAtLeast(at % 300)), Expression.integer(at)] as const
    )
    return { value: Rule.quantity("value", Expression.cases([first!, ...others], Expression.integer(0)), options) }
  })

const requirements = (count: number) =>
  Policy.make("test/requirements", Facts, (f) => {
    const fact = (at: number) => f[`n${at % 12}`] as Number
    const [first, ...others] = Array.from({ length: count }, (_, at) =>
      Rule.requires(
        `r-${at}`,
        fact(at)
          .plus(fact(at * 7 + 1))
          .isAtMost(200 + at)
          .or(fact(at * 3 + 2).isAtLeast(at)),
        options
      )
    )
    return Policy.allOf(first!, ...others)
  })

/** The steps beyond the budget: what was begun and not broken off. */
const beyond = (policy: Pick<Policy.Foreign, "document">) => {
  const inquiry = Solver.begin(Analysis.analyse(policy.document), { steps: 20_000 })
  const places = PathCondition.of(policy.document)
  Requirements.flaws(inquiry)
  DeadBranches.flaws(inquiry, places)
  for (const place of places) TableGaps.gaps(inquiry, place)
  return -inquiry.shared.effort.left
}

describe("the budget of the whole", () => {
  for (const [name, make] of [
    ["rows", table],
    ["requirements", requirements]
  ] as const) {
    it(`ends the check of twice as many ${name} after at most twice as many steps beyond it`, () => {
      const [once, twice] = [beyond(make(100)), beyond(make(200))]
      assert.isAtMost(once, 20_000)
      assert.isAtMost(twice, 2.5 * Math.max(once, 1_000))
    })
  }

  it("leaves one finding a rule open, and none that was not looked at is passed over", () => {
    const found = (steps?: number) =>
      Check.check(requirements(30).document, { on, ...(steps === undefined ? {} : { steps }) })
        .filter(({ code }) => code === "not-decided")
        .map(({ where }) => where)
    const open = found(1)
    assert.strictEqual(new Set(open).size, open.length)
    assert.strictEqual(open.length, 30)
    const rule = Check.check(table(50).document, { on, steps: 1 }).find(({ code }) => code === "not-decided")
    assert.match(rule!.message.en, /not decided: \d+ questions about it, since the budget of the whole policy ended/)
    assert.match(rule!.message.id, /belum dapat dipastikan: \d+ pertanyaan/)
  })

  it("gives the same answer every time, whatever the machine", () => {
    const once = () => Check.check(requirements(40).document, { on, steps: 60_000 })
    assert.deepStrictEqual(once(), once())
  })

  it("bounds what is asked next: a fact about which nobody knows is listed as not decided", () => {
    const policy = requirements(30) as unknown as Policy.Foreign
    const asked = Result.getOrThrow(Ask.nextFacts(policy, {}, { steps: 1 }))
    assert.strictEqual(asked.length, 12)
    assert.isTrue(asked.every(({ decided }) => !decided))
    const all = Result.getOrThrow(Ask.nextFacts(policy, {}))
    assert.isTrue(all.some(({ decided }) => decided))
  })

  it("bounds what would have to change: not decided, never none", () => {
    const policy = requirements(30) as unknown as Policy.Foreign
    const facts = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`n${at}`, at === 2 ? 0 : 900]))
    const options = { changeable: Object.keys(facts), target: "eligible" as const }
    const spent = Result.getOrThrow(Ask.counterfactual(policy, facts, { ...options, steps: 1 }))
    assert.strictEqual(spent._tag, "NotDecided")
  })
})
