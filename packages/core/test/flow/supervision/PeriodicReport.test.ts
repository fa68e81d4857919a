/** When reports are due, what became of each, and what follows. */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import { Moment, PeriodicReport } from "../../../src/index.ts"
import { at, citation, day, oneOf, whole } from "../../Given.ts"
import { plus, weekly } from "./Given.ts"

const local = (text: string) => Result.getOrThrow(Moment.fromOffset(`${text}+07:00`))
const due = (on: string, grace = 0) => Result.getOrThrow(PeriodicReport.dueOn({ offset: "+07:00", grace }, day(on)))

/** Periods a week apart, each in one letter: received, late in its grace, after all, missed, open, unreadable. */
const periods = (letters: string): ReadonlyArray<PeriodicReport.Period> =>
  [...letters].map((letter, index) => ({
    on: plus(day("2020-07-10"), index * 7),
    status: {
      r: { _tag: "Received", at: at("2020-07-01T00:00:00") },
      l: { _tag: "Late", at: at("2020-07-01T00:00:00") },
      a: { _tag: "ReceivedAfterAll", at: at("2020-07-01T00:00:00") },
      m: { _tag: "Missed" },
      o: { _tag: "Open" },
      u: { _tag: "Unreadable" }
    }[letter] as PeriodicReport.Status
  }))

const outcome = (letters: string, counted: PeriodicReport.Neglect["counted"] = "unsettled") =>
  PeriodicReport.review(periods(letters), { periods: 3, counted })

const nth = (index: number) => plus(day("2020-07-10"), index * 7)

describe("PeriodicReport", () => {
  it("falls due on the days of each stretch, and says where nothing is known", () => {
    const duty: PeriodicReport.Duty = {
      ...weekly,
      stretches: [
        { from: day("2020-07-01"), to: day("2020-07-20"), schedule: { _tag: "Weekly", weekdays: [5] }, citation },
        { from: day("2020-07-20"), to: day("2020-08-01"), schedule: { _tag: "Weekly", weekdays: [2, 5] }, citation },
        { from: day("2020-08-01"), to: day("2020-09-01"), unknown: "nothing was found" },
        { from: day("2020-09-01"), schedule: { _tag: "Monthly", months: [10, 1, 4, 7], day: 10 }, citation }
      ]
    }
    const dueIn = (from: string, to: string) => PeriodicReport.dueIn(duty, { from: day(from), to: day(to) })
    assert.deepStrictEqual(
      Result.getOrThrow(dueIn("2020-06-01", "2020-08-01")),
      ["2020-07-03", "2020-07-10", "2020-07-17", "2020-07-21", "2020-07-24", "2020-07-28", "2020-07-31"].map(day)
    )
    assert.deepStrictEqual(Result.getOrThrow(dueIn("2020-09-01", "2021-04-10")), ["2020-10-10", "2021-01-10"].map(day))
    assert.strictEqual(Result.getOrThrow(Result.flip(dueIn("2020-07-20", "2020-08-02"))).on, "2020-08-01")
  })

  it("a period ends with its day on the clock of the duty", () => {
    assert.strictEqual(due("2020-07-10").before, "2020-07-10T17:00:00")
    assert.strictEqual(due("2020-07-10", 2).missedFrom, "2020-07-12T17:00:00")
  })

  it.each([
    ["2020-07-10T23:59:59", 0, "Received"],
    ["2020-07-11T00:00:00", 0, "ReceivedAfterAll"],
    ["2020-07-11T00:00:00", 1, "Late"],
    ["2020-07-11T23:59:59", 1, "Late"],
    ["2020-07-12T00:00:00", 1, "ReceivedAfterAll"]
  ] as const)("what comes at %s with %d days of grace is %s", (time, grace, tag) => {
    assert.strictEqual(PeriodicReport.statusOf(due("2020-07-10", grace), [local(time)])._tag, tag)
  })

  it("nothing is missed before its time, and the first receipt counts", () => {
    const one = due("2020-07-10")
    assert.strictEqual(PeriodicReport.statusOf(one, [], local("2020-07-10T23:59:59"))._tag, "Open")
    assert.strictEqual(PeriodicReport.statusOf(one, [], local("2020-07-11T00:00:00"))._tag, "Missed")
    const twice = [local("2020-07-12T09:00:00"), local("2020-07-09T09:00:00")]
    assert.strictEqual(PeriodicReport.statusOf(one, twice)._tag, "Received")
  })

  it.each([
    ["rrrr", "unsettled", 0, { _tag: "InGoodStanding" }],
    ["mrmrl", "unsettled", 2, { _tag: "InGoodStanding" }],
    ["mrmra", "unsettled", 3, { _tag: "Ambiguous", cumulative: nth(4), consecutive: undefined }],
    ["rmma", "unsettled", 3, { _tag: "Neglected", on: nth(3) }],
    ["mrmmm", "unsettled", 4, { _tag: "Ambiguous", cumulative: nth(3), consecutive: nth(4) }],
    ["mrmmm", "cumulative", 4, { _tag: "Neglected", on: nth(3) }],
    ["mrmmm", "consecutive", 4, { _tag: "Neglected", on: nth(4) }],
    ["mrmrm", "consecutive", 3, { _tag: "InGoodStanding" }],
    ["mmmrmmm", "unsettled", 6, { _tag: "Neglected", on: nth(2) }],
    ["mmo", "unsettled", 2, { _tag: "InGoodStanding" }],
    ["mur", "unsettled", 1, { _tag: "InGoodStanding" }],
    ["mum", "unsettled", 2, { _tag: "Undetermined", unreadable: [nth(1)] }],
    ["mmmu", "unsettled", 3, { _tag: "Neglected", on: nth(2) }]
  ] as const)("%s, counted %s: %d missed", (letters, counted, missed, expected) => {
    const { outcome: found, standing } = outcome(letters, counted)
    assert.strictEqual(standing.missed, missed)
    assert.deepStrictEqual(found, expected)
  })
})

describe("Laws of reports", () => {
  const letters = Arbitrary.map(Arbitrary.array(oneOf(["r", "l", "a", "m"]), { maxLength: 20 }), (all) => all.join(""))
  const receipts = Arbitrary.array(whole(0, 72), { maxLength: 6 })
  const hour = (hours: number) =>
    at(`2020-07-${String(9 + Math.floor(hours / 24)).padStart(2, "0")}T${String(hours % 24).padStart(2, "0")}:00:00`)

  it.prop("the cumulative reading is never later than the consecutive one", { letters }, ({ letters }) => {
    const { standing } = outcome(letters)
    if (standing.consecutive === undefined) return
    assert.isTrue(standing.cumulative !== undefined && standing.cumulative <= standing.consecutive)
  })

  it.prop("both readings are those of whoever counts by hand", { letters }, ({ letters }) => {
    const bad = [...letters].map((letter) => letter === "m" || letter === "a")
    const third = bad.findIndex((is, index) => is && bad.slice(0, index + 1).filter(Boolean).length === 3)
    const row = bad.findIndex((_, index) => index >= 2 && bad.slice(index - 2, index + 1).every(Boolean))
    const { standing } = outcome(letters)
    assert.strictEqual(standing.missed, bad.filter(Boolean).length)
    assert.strictEqual(standing.cumulative, third === -1 ? undefined : nth(third))
    assert.strictEqual(standing.consecutive, row === -1 ? undefined : nth(row))
  })

  it.prop(
    "a period that cannot be read is held against nobody",
    { letters, where: whole(0, 19) },
    ({ letters, where }) => {
      const cut = Math.min(where, letters.length)
      const with_ = (letter: string) => outcome(letters.slice(0, cut) + letter + letters.slice(cut))
      const [unreadable, kept, missed] = ["u", "r", "m"].map(with_)
      assert.deepStrictEqual(unreadable!.standing, kept!.standing)
      const same = JSON.stringify(kept!.outcome) === JSON.stringify(missed!.outcome)
      assert.strictEqual(unreadable!.outcome._tag, same ? kept!.outcome._tag : "Undetermined")
    }
  )

  it.prop("L12 receipts merge in any order, any number of times", { a: receipts, b: receipts }, ({ a, b }) => {
    const one = due("2020-07-10")
    const status = (hours: ReadonlyArray<number>) => PeriodicReport.statusOf(one, hours.map(hour))
    assert.deepStrictEqual(status([...a, ...b]), status([...b, ...a, ...b]))
  })

  it.prop("L18 a status rests only on receipts that were known", { a: receipts, now: whole(0, 72) }, ({ a, now }) => {
    const one = due("2020-07-10")
    const known = a.filter((hours) => hours <= now)
    assert.deepStrictEqual(
      PeriodicReport.statusOf(one, a.map(hour), hour(now)),
      PeriodicReport.statusOf(one, known.map(hour), hour(now))
    )
  })
})
