import { assert, describe, it } from "@effect/vitest"
import { random } from "../src/work/Random.ts"
import * as Enrolments from "../src/work/Enrolments.ts"
import * as Figures from "../src/work/Figures.ts"
import * as Outcome from "../src/work/Outcome.ts"
import * as Person from "../src/work/Person.ts"

describe("the generator", () => {
  it("draws the numbers of mulberry32", () => {
    const { bits } = random(1)
    assert.deepStrictEqual([bits(), bits(), bits()], [2_693_262_067, 11_749_833, 2_265_367_787])
  })

  it("makes the same enrolments each time", () => {
    assert.deepStrictEqual(Enrolments.generate(200), Enrolments.generate(200))
  })

  it("makes the same enrolments in pieces", () => {
    const whole = Enrolments.generate(1_000)
    const pieces = [...Enrolments.pieces(1_000, 300)]
    assert.deepStrictEqual(
      pieces.map(({ count }) => count),
      [300, 300, 300, 100]
    )
    assert.deepStrictEqual(
      pieces.flatMap(({ turnover }) => [...turnover]),
      [...whole.turnover]
    )
    assert.deepStrictEqual(pieces[3]!.budget, whole.budget)
  })

  it("keeps every column within what the work says", () => {
    const made = Enrolments.generate(5_000)
    for (let i = 0; i < made.count; i++) {
      const all = (1 << made.sessions[made.programme[i]!]!) - 1
      assert.isBelow(made.programme[i]!, Enrolments.programmes)
      assert.isBelow(made.household[i]!, made.households)
      assert.isAtMost(made.prior[i]!, 3)
      assert.isAtMost(made.turnover[i]!, 40_000_000_000)
      assert.strictEqual(made.turnover[i]! % 1_000, 0)
      for (const bits of [made.attended, made.masked, made.distanced, made.washed]) {
        assert.strictEqual(bits[i]! & ~all, 0)
      }
    }
  })

  it("starts no programme on 29 February, where completed years are counted in more than one way", () => {
    for (const start of Enrolments.generate(50).start) {
      const date = new Date(start * 86_400_000)
      assert.isFalse(date.getUTCMonth() === 1 && date.getUTCDate() === 29)
      assert.strictEqual(new Date(Figures.yearsEarlier(start, 18) * 86_400_000).getUTCDate(), date.getUTCDate())
    }
  })

  it("makes objects that hold the same as the columns", () => {
    const made = Enrolments.generate(300)
    const { list, programmes } = Person.people(made)
    list.forEach((person, index) => {
      const dates = programmes.get(person.programmeId)!.sessionDates
      assert.strictEqual(person.sessions.length, dates.length)
      assert.strictEqual(person.birthDate.getTime(), made.birth[index]! * 86_400_000)
      const attended = person.sessions.reduce((bits, session, at) => bits | (Number(session.attended) << at), 0)
      assert.strictEqual(attended, made.attended[index])
    })
  })
})

describe("the checksum", () => {
  const one = { status: [0], scale: [1], gross: [500_000], tax: [25_000], net: [475_000] }

  it("tells every figure of an outcome apart", () => {
    const sums = [one, ...Object.keys(one).map((key) => ({ ...one, [key]: [7] }))].map(Outcome.checksum)
    assert.strictEqual(new Set(sums).size, sums.length)
  })

  it("is the same in one piece and in several", () => {
    const both = Object.fromEntries(Object.entries(one).map(([key, [value]]) => [key, [value, value]])) as typeof one
    assert.strictEqual(Outcome.written(Outcome.more(Outcome.more(Outcome.beginning, one), one)), Outcome.checksum(both))
  })
})
