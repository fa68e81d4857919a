/**
 * Lists of every length around the size of a word, with everything that can be asked of them; their days on the rows or
 * shared by many.
 */
import { type Columns, Duty, Expression, Fact, Parameter, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { Choices } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Reading from "./Reading.ts"

const text = { id: "x", en: "x" }

const facts = (maxLength: number) =>
  Schema.Struct({
    least: Fact.integer({ most: 10, text }),
    days: Fact.list(
      {
        date: Fact.date({ text, earliest: "2020-01-01", latest: "2021-12-31" }),
        present: Fact.boolean({ text }),
        hours: Fact.integer({ least: 0 - 3, most: 12, text })
      },
      { text, maxLength }
    )
  })

const protocol = Duty.make("protocol", { text, periods: [{ from: "2020-07-01", to: "2021-03-01" }] })
const price = Parameter.money("price", "IDR", {
  text,
  values: [
    { from: "2020-01-01", value: 120_000 },
    { from: "2021-01-01", value: 150_000 }
  ],
  after: "extends"
})

const policyFor = (maxLength: number) =>
  Policy.make(`lists/of-${maxLength}`, facts(maxLength), (f) => {
    const counted = Rule.each(
      "counted",
      f.days,
      (day) => day.present.and(protocol.inForceOn(day.date).implies(day.hours.isAtLeast(f.least))),
      { text }
    )
    const long = Rule.quantity(
      "long",
      f.days.greatest((day) => day.hours).ifSet((hours) => hours, f.least),
      { text }
    )
    const short = Rule.quantity(
      "short",
      f.days.least((day) => day.hours).ifSet((hours) => hours, f.least),
      { text }
    )
    return {
      all: Rule.quantity("all", f.days.count(), { text }),
      counted,
      count: Rule.quantity("count", counted.count(), { text }),
      owed: Rule.amount(
        "owed",
        counted.sum((day) => price.on(day.date)),
        { text }
      ),
      hours: Rule.quantity(
        "hours",
        counted.sum((day) => day.hours),
        { text }
      ),
      some: Rule.quantity(
        "some",
        f.days.some((day) => day.hours.isMoreThan(long.minus(1))),
        { text }
      ),
      dutiful: Rule.quantity(
        "dutiful",
        f.days.sum((day) => protocol.inForceOn(day.date).choose(day.hours, Expression.integer(1))),
        { text }
      ),
      every: Rule.quantity(
        "every",
        f.days.every((day) => day.present),
        { text }
      ),
      long,
      short
    }
  })

type Facts = Policy.FactsOf<ReturnType<typeof policyFor>>
type Day = NonNullable<Facts["days"]>[number]

const choices = new Choices(Array.from({ length: 40_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1) >>> 7))
const dates = ["2020-06-30", "2020-07-01", "2020-12-31", "2021-01-01", "2021-02-28", "2021-03-01"] as const

const dayOf = (): Day =>
  ({
    date: choices.pick(dates),
    present: choices.oneIn(2),
    hours: choices.between(-3, 12)
  }) as unknown as Day

/** A list of every length that matters, for each of them also with something missing. */
const lengths = [0, 1, 2, 15, 16, 17, 31, 32, 33, 40, 63, 64, 65, 70]
const casesFor = (maxLength: number): ReadonlyArray<Facts> =>
  lengths
    .filter((length) => length <= maxLength)
    .flatMap((length): ReadonlyArray<Facts> => {
      const days = Array.from({ length }, dayOf)
      const holes = days.map((day): Day => {
        const { date: _date, hours: _hours, present: _present, ...rest } = day
        return choices.oneIn(3) ? { ...rest, ...(choices.oneIn(2) ? { present: true } : {}) } : day
      })
      return [
        { least: 4, days },
        { least: 4, days: holes },
        { days },
        { least: 0, days: days.map((day) => ({ ...day, present: true })) }
      ]
    })

const agree = (maxLength: number, rows: ReadonlyArray<Facts>, columns: (given: Columns.Columns) => Columns.Columns) => {
  const policy = policyFor(maxLength)
  const expected = rows.map((each) => Policy.decide(policy, each))
  for (const codegen of [true, false]) {
    const many = Many.compileMany(policy, { codegen })
    const batch = Result.getOrThrow(many.bind(columns(many.encode(rows).columns)))
    const decisions = batch.run()
    Reading.agrees(policy as never, batch as never, decisions, expected as never)
    rows.forEach((_, row) => assert.deepStrictEqual(batch.answer(decisions, row), expected[row], `row ${row}`))
  }
}

/** The days of all rows in one shared table, in the opposite order, with some of their leaves. */
const withShared =
  (names: ReadonlyArray<string>) =>
  (given: Columns.Columns): Columns.Columns => {
    const { known: _known, leaves, offsets } = given.lists["days"]!
    // Places on the two sides differ, and so do rows.
    const { rows } = given
    const of = Int32Array.from({ length: rows }, (_, row) => rows - 1 - row)
    const turned = new Int32Array(rows + 1)
    for (let row = 0; row < rows; row += 1) {
      turned[row + 1] = turned[row]! + offsets![of[row]! + 1]! - offsets![of[row]!]!
    }
    const moved = (values: Columns.Numbers): Columns.Leaf => ({
      values: Int32Array.from([...of].flatMap((row) => [...values.subarray(offsets![row]!, offsets![row + 1]!)]))
    })
    const entries = Object.entries(leaves)
    const kept = entries.filter(([name]) => !names.includes(name))
    const shared = entries.filter(([name]) => names.includes(name))
    return {
      ...given,
      lists: { days: { offsets: offsets!, leaves: Object.fromEntries(kept) } },
      shared: {
        rows,
        of,
        leaves: {},
        lists: {
          days: {
            offsets: turned,
            leaves: Object.fromEntries(shared.map(([name, { values }]) => [name, moved(values)]))
          }
        }
      }
    }
  }

describe("lists in columns", () => {
  for (const maxLength of [16, 31, 32, 33, 70]) {
    it(`of up to ${maxLength}`, () => agree(maxLength, casesFor(maxLength), (given) => given))

    for (const names of [["date"], ["hours"], ["date", "hours"]]) {
      it(`of up to ${maxLength}, with shared ${names.join(" and ")}`, () => {
        const rows = casesFor(maxLength).filter(({ days }) => days!.every((day) => Object.keys(day).length === 3))
        agree(maxLength, rows, withShared(names))
      })
    }
  }

  it("know a literal that no row has", () => {
    const District = Schema.Struct({ district: Fact.code({ text }) })
    const policy = Policy.make("lists/words", District, (f) => ({
      is: Rule.quantity("is", f.district.is("127111"), { text }),
      isNot: Rule.quantity("is-not", f.district.is("127111").not(), { text }),
      among: Rule.quantity("among", f.district.isAmong("127111", "127112"), { text })
    }))
    for (const rows of [
      [{ district: "a" }, { district: "b" }],
      [{ district: "a" }, { district: "127111" }, {}]
    ]) {
      for (const codegen of [true, false]) {
        const batch = Many.compileMany(policy, { codegen }).encode(rows)
        const expected = rows.map((each) => Policy.decide(policy, each))
        Reading.agrees(policy as never, batch as never, batch.run(), expected as never)
      }
    }
  })
})
