/** The step that a violation leads to. */
import type { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import { Calendar, Establishment, Ladder } from "../../../src/index.ts"
import { at, day, whole } from "../../Given.ts"
import { calendar, ladder, plus, step } from "./Given.ts"

const none = calendar()
const follow = (days: ReadonlyArray<CivilDate.CivilDate>, by = ladder) =>
  Result.getOrThrow(Ladder.follow(by, none, days))

/** Each violation as one word: the step, or why none. */
const words = (...days: ReadonlyArray<string>) =>
  follow(days.map(day)).map((outcome) => (outcome._tag === "Imposed" ? outcome.step : outcome.because))

const tagOf = <E extends { readonly _tag: string }>(result: Result.Result<unknown, E>) =>
  Result.getOrThrow(Result.flip(result))._tag

describe("Ladder", () => {
  it.each([
    [["2020-07-01"], ["oral"]],
    [["2020-06-30"], ["before-regime"]],
    [
      ["2020-12-31", "2021-01-01"],
      ["oral", "regime-ended"]
    ],
    [
      ["2020-07-01", "2020-07-07", "2020-07-08"],
      ["oral", "within-response-window", "written"]
    ],
    [
      ["2020-07-01", "2020-07-01"],
      ["oral", "within-response-window"]
    ],
    [
      ["2020-07-01", "2020-07-08", "2020-07-15", "2020-07-16", "2020-09-01"],
      ["oral", "written", "closure", "no-step-left", "no-step-left"]
    ]
  ])("violations of %j lead to %j", (days, expected) => {
    assert.deepStrictEqual(words(...days), expected)
  })

  it("what is recorded inside a window opens none of its own", () => {
    assert.deepStrictEqual(words("2020-07-01", "2020-07-06", "2020-07-08"), [
      "oral",
      "within-response-window",
      "written"
    ])
  })

  it("a sanction is forgotten when its time is over", () => {
    const lapsing = { ...ladder, lapses: { _tag: "CalendarDays", days: 30, first: "counts" } as const }
    const second = (date: string) => follow([day("2020-07-01"), day(date)], lapsing)[1]
    assert.strictEqual((second("2020-07-30") as Ladder.Standing).step, "written")
    assert.strictEqual((second("2020-07-31") as Ladder.Standing).step, "oral")
  })

  it("of an instrument that does not order its steps none is computed", () => {
    const list = { ...ladder, progressive: false }
    assert.strictEqual(tagOf(Ladder.follow(list, none, [day("2020-07-01")])), "NotProgressive")
    const expected = Result.getOrThrow(Ladder.expectedOf(list, none, undefined, day("2020-07-01")))
    assert.strictEqual(expected._tag, "AnyOf")
  })

  it("violations out of order, a step twice and a step that is not there are errors", () => {
    assert.strictEqual(tagOf(Ladder.follow(ladder, none, [day("2020-08-01"), day("2020-07-31")])), "OutOfOrder")
    assert.strictEqual(tagOf(Ladder.make({ ...ladder, steps: [step("a"), step("a")] })), "NotALadder")
    assert.strictEqual(tagOf(Ladder.stepOf(ladder, Ladder.StepId.make("fine"))), "SanctionNotAvailable")
  })

  it("a window of working days needs the calendar of its year", () => {
    const working = {
      ...ladder,
      steps: [{ ...step("oral"), response: { _tag: "WorkingDays", days: 5, first: "next-day" } as const }] as const
    }
    assert.strictEqual(tagOf(Ladder.follow(working, Calendar.makeUnsafe([]), [day("2020-07-01")])), "YearMissing")
  })

  it("the gravest effect that stands says whether an establishment works", () => {
    assert.strictEqual(Establishment.statusOf([]), "open")
    assert.strictEqual(Establishment.statusOf(["none", "held"]), "open")
    assert.strictEqual(Establishment.statusOf(["closed", "none"]), "closed")
    assert.strictEqual(Establishment.statusOf(["closed", "revoked", "none"]), "revoked")
  })
})

describe("Laws of the ladder", () => {
  const violations = Arbitrary.map(Arbitrary.array(whole(0, 260), { maxLength: 14 }), (shifts) =>
    shifts.toSorted((a, b) => a - b).map((shift) => plus(day("2020-06-01"), shift))
  )

  it.prop(
    "L31 no step above the first without the one before it, notified, and its window over",
    { violations },
    (given) => {
      let before: Ladder.Standing | undefined
      for (const outcome of follow(given.violations)) {
        if (outcome._tag === "Withheld") continue
        const place = Ladder.placeOf(ladder, outcome.step)
        assert.strictEqual(place, Ladder.placeOf(ladder, before?.step) + 1)
        if (before !== undefined) assert.isTrue(before.notified < outcome.on && before.respondBefore <= outcome.on)
        before = outcome
      }
    }
  )

  it.prop("L32 one finding raises by one step at most, and none raises nothing", { violations }, (given) => {
    const outcomes = follow(given.violations)
    assert.strictEqual(outcomes.length, given.violations.length)
    for (const [count] of given.violations.entries()) {
      const [fewer, more] = [count, count + 1].map((upTo) =>
        Ladder.placeOf(ladder, Ladder.currentOf(follow(given.violations.slice(0, upTo)))?.step)
      )
      assert.include([0, 1], (more ?? Number.NaN) - (fewer ?? Number.NaN))
    }
  })

  it.prop("the date of a violation decides the regime: outside it none is imposed", { violations }, (given) => {
    for (const outcome of follow(given.violations)) {
      const holds = Ladder.holdsOn(ladder, outcome.on)
      if (holds !== "holds") assert.deepStrictEqual(outcome, { _tag: "Withheld", on: outcome.on, because: holds })
    }
  })

  it.prop("what came later changes nothing before it", { violations, cut: whole(0, 13) }, ({ cut, violations }) => {
    assert.deepStrictEqual(follow(violations.slice(0, cut)), follow(violations).slice(0, cut))
  })
})

describe("Establishment.factOn", () => {
  const facts = Arbitrary.array(
    Arbitrary.map(
      Arbitrary.all({ from: whole(0, 9), known: whole(0, 9), value: whole(0, 99) }),
      ({ from, known, value }) => ({
        from: plus(day("2020-07-01"), from),
        recordedAt: at(`2020-07-0${known + 1 > 9 ? 9 : known + 1}T00:00:00`),
        evidence: [],
        value
      })
    ),
    { maxLength: 8 }
  )

  it.prop(
    "L18 what was so on a day rests only on what was known",
    { facts, on: whole(0, 9), now: whole(1, 9) },
    (given) => {
      const asked = { on: plus(day("2020-07-01"), given.on), knownAt: at(`2020-07-0${given.now}T00:00:00`) }
      const known = given.facts.filter(({ recordedAt }) => recordedAt <= asked.knownAt)
      assert.deepStrictEqual(Establishment.factOn(given.facts, asked), Establishment.factOn(known, asked))
      const found = Establishment.factOn(given.facts, asked)
      if (found === undefined) assert.isTrue(known.every(({ from }) => from > asked.on))
      else assert.isTrue(known.every(({ from }) => from > asked.on || from <= found.from))
    }
  )
})
