/** Who may do what, and that nobody checks their own work. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Authority, SegregationOfDuties } from "../../src/index.ts"
import { day, units, usd } from "../Given.ts"
import { actor, dayAfter, grant, line, money, payer, today } from "./Lists.ts"

const question = (given: Partial<Authority.Question> = {}): Authority.Question => ({
  actor: actor("vera"),
  task: "verify",
  line,
  payer,
  on: today,
  total: money(1_000),
  ...given
})

const answer = (table: Authority.Table, given: Partial<Authority.Question> = {}): string => {
  const found = Authority.grantFor(table, question(given))
  return Result.isSuccess(found) ? found.success.appointment : found.failure.obstacle
}

const vera = (given: Parameters<typeof grant>[2] = {}) => [grant("vera", "verify", given)]

describe("Authority", () => {
  const table: ReadonlyArray<readonly [string, Authority.Table, Partial<Authority.Question>, string]> = [
    ["allows what the table says", vera(), {}, "decree of vera"],
    ["allows nothing without a table", [], {}, "not-appointed"],
    ["allows nobody else", vera(), { actor: actor("otto") }, "not-appointed"],
    ["allows no other duty", vera(), { task: "approve" }, "not-appointed"],
    ["allows no other line", vera(), { line: "line-2" }, "other-line"],
    ["allows every line where that is spelled out", vera({ lines: "all" }), { line: "line-2" }, "decree of vera"],
    ["takes a line called all for a line", vera({ lines: ["all"] }), { line: "line-2" }, "other-line"],
    ["allows no other payer", vera(), { payer: "treasury-2" }, "other-payer"],
    [
      "allows every payer where that is spelled out",
      vera({ payers: "all" }),
      { payer: "treasury-2" },
      "decree of vera"
    ],
    ["begins on its day", vera({ during: { from: today } }), {}, "decree of vera"],
    ["is not there the day before", vera({ during: { from: dayAfter(today, 1) } }), {}, "other-day"],
    ["is over on the day of its end", vera({ during: { from: day("2020-01-01"), to: today } }), {}, "other-day"],
    ["goes as far as its ceiling", vera({ ceiling: money(1_000) }), {}, "decree of vera"],
    ["goes no further", vera({ ceiling: money(999) }), {}, "above-ceiling"],
    [
      "does not read a ceiling of another currency",
      vera({ ceiling: { currency: usd, amount: units(9_999) } }),
      {},
      "above-ceiling"
    ],
    [
      "takes the grant that allows it, whatever the others say",
      [...vera({ ceiling: money(1), appointment: "small" }), ...vera({ appointment: "great" })],
      {},
      "great"
    ]
  ]
  const alike: typeof table = [
    ["gives nothing to who is read like an officer", vera(), { actor: actor("Vera") }, "spelt-otherwise"],
    ["gives nothing under letters that look alike", vera(), { actor: actor("v\u0435ra") }, "spelt-otherwise"],
    ["gives nothing to either of two ids that are read alike", [...vera(), grant("VERA", "approve")], {}, "ambiguous"]
  ]
  it.each(alike)("%s", (_, grants, given, expected) => assert.strictEqual(answer(grants, given), expected))

  it("is no table where two ids are read alike", () => {
    const isTable = Schema.is(Authority.Table)
    assert.isTrue(isTable([...vera(), grant("anton", "approve")]))
    assert.isFalse(isTable([...vera(), grant("ve ra", "approve")]))
  })

  it.each(table)("%s", (_, grants, given, expected) => assert.strictEqual(answer(grants, given), expected))

  it("says what stands in the way and how to mend it", () => {
    const refused = Authority.grantFor(vera({ ceiling: money(10) }), question())
    assert.strictEqual(
      Result.isFailure(refused) && refused.failure.message,
      "vera may not verify here: the officer is not appointed for as much as IDR 1000; let somebody do it who is, or enter the appointment"
    )
  })

  it("allows any of several tasks, and no other", () => {
    const of = (task: Authority.Task) =>
      Result.isSuccess(Authority.grantForAny([grant("vera", task)], Authority.Duty.literals, question()))
    assert.deepStrictEqual(Authority.Task.literals.map(of), [true, true, true, true, false, false, false, false])
  })

  it("does not read a table in which a limit was forgotten", () => {
    const isTable = Schema.is(Authority.Table)
    const [whole] = vera()
    assert.isTrue(isTable([whole]))
    for (const field of ["lines", "payers", "during", "ceiling", "appointment"] as const) {
      const { [field]: _forgotten, ...rest } = whole!
      assert.isFalse(isTable([rest]), field)
    }
    assert.isFalse(isTable([{ ...whole, lines: [] }]))
  })
})

describe("SegregationOfDuties", () => {
  const duties = Authority.Duty.literals

  it("L24 no third duty comes into one hand, whatever was lifted", () => {
    for (const asked of duties) {
      const acted = duties.filter((duty) => duty !== asked).map((duty) => ({ duty, actor: actor("ana") }))
      for (const held of [acted, acted.slice(1)]) {
        const checked = SegregationOfDuties.check(held, { duty: asked, actor: actor("ana") }, duties)
        assert.strictEqual(Result.isFailure(checked) && checked.failure._tag, "TooManyDuties")
      }
    }
  })

  it("L24 one person has one duty, unless exactly the other one was lifted", () => {
    for (const held of duties) {
      for (const asked of duties) {
        const acted = [{ duty: held, actor: actor("ana") }]
        const check = (who: string, ...lifted: ReadonlyArray<Authority.Duty>) =>
          Result.isSuccess(SegregationOfDuties.check(acted, { duty: asked, actor: actor(who) }, lifted))
        assert.strictEqual(check("ana"), held === asked)
        assert.isTrue(check("budi"))
        assert.strictEqual(check("Ana"), held === asked)
        for (const lifted of duties) assert.strictEqual(check("ana", lifted), held === asked || held === lifted)
      }
    }
  })
})
