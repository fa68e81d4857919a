/** The exact share of lesson hours that was attended. */
import { Ratio } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import { type Attendance, Completion } from "../../src/index.ts"
import { marks, record, schedule, whole } from "../Given.ts"

const terms = (excused: "as-absent" | "left-out", lessonHoursPerSession = 8) => ({ excused, lessonHoursPerSession })

/** Days of a person: mark, signatures given, signatures required. */
type Lesson = readonly [Attendance.Mark, number, number]
const daysOf = (lessons: ReadonlyArray<Lesson>): Attendance.Days => {
  const dates = schedule(lessons.length)
  return lessons.map(([mark, given, required], index) => {
    const date = dates[index]!
    return { _tag: "Recorded", date, record: record("a", date, { mark, signatures: { given, required } }) }
  }) as unknown as Attendance.Days
}
const rateOf = (lessons: ReadonlyArray<Lesson>, excused: "as-absent" | "left-out" = "as-absent"): Ratio.Ratio => {
  const completion = Completion.of(daysOf(lessons), terms(excused))
  assert.isTrue(completion._tag === "Rated")
  return (completion as Extract<Completion.Completion, { _tag: "Rated" }>).rate
}

const came: Lesson = ["present", 2, 2]
const half: Lesson = ["partial", 1, 2]
const away: Lesson = ["absent", 0, 2]
const excused: Lesson = ["excused", 0, 2]

describe("Completion", () => {
  it("worked case 6: four of five days reach 80/100 exactly and miss 90/100", () => {
    const rate = rateOf([came, came, away, came, came])
    assert.deepStrictEqual(rate, { numerator: 64, denominator: 80 })
    assert.isTrue(Completion.meets(rate, Ratio.ratio(80, 100)))
    assert.isFalse(Completion.meets(rate, Ratio.ratio(90, 100)))
  })

  it("a signature is worth its part of a session", () => {
    assert.strictEqual(Ratio.compare(rateOf([came, half]), Ratio.ratio(3, 4)), 0)
    assert.strictEqual(
      Ratio.compare(
        rateOf([
          ["present", 1, 1],
          ["partial", 1, 3]
        ]),
        Ratio.ratio(2, 3)
      ),
      0
    )
  })

  it("one signature short of the minimum is short", () => {
    const rate = rateOf([came, came, half, came, away])
    assert.strictEqual(Completion.standing({ _tag: "Rated", rate }, Ratio.ratio(80, 100)), "not-completed")
  })

  it("is undetermined while a session has no record or two that differ", () => {
    const [monday, tuesday, wednesday] = schedule(3) as unknown as [never, never, never]
    const open: Attendance.Days = [
      { _tag: "Recorded", date: monday, record: record("a", monday) },
      { _tag: "Unrecorded", date: tuesday },
      {
        _tag: "Conflict",
        date: wednesday,
        records: [record("a", wednesday), record("a", wednesday, { mark: "partial" })]
      }
    ]
    const completion = Completion.of(open, terms("as-absent"))
    assert.deepStrictEqual(completion, { _tag: "Undetermined", dates: [tuesday, wednesday] })
    assert.strictEqual(Completion.standing(completion, Ratio.ratio(0, 1)), "undetermined")
  })

  it("excused sessions lower the rate unless the programme leaves them out", () => {
    assert.strictEqual(Ratio.compare(rateOf([came, excused]), Ratio.ratio(1, 2)), 0)
    assert.strictEqual(Ratio.compare(rateOf([came, excused], "left-out"), Ratio.ratio(1, 1)), 0)
    assert.deepStrictEqual(rateOf([excused, excused], "left-out"), { numerator: 0, denominator: 32 })
  })
})

const lesson = Arbitrary.map(
  Arbitrary.all({ mark: marks, required: whole(1, 10), part: whole(0, 10) }),
  ({ mark, part, required }): Lesson => [mark, part % (required + 1), required]
)
const lessons = Arbitrary.array(lesson, { minLength: 1, maxLength: 40 })

describe("Laws of completion", () => {
  it.prop("L9 the rate lies between 0 and 1 and is a ratio", { lessons }, ({ lessons }) => {
    for (const mode of ["as-absent", "left-out"] as const) {
      const rate = rateOf(lessons, mode)
      assert.isTrue(Ratio.compare(rate, Ratio.ratio(0, 1)) >= 0 && Ratio.compare(rate, Ratio.ratio(1, 1)) <= 0)
      assert.deepStrictEqual(Ratio.ratio(rate.numerator, rate.denominator), rate)
    }
  })

  it.prop(
    "L10 an excused session never lowers the rate where the programme says so",
    { lessons, which: whole(0, 39) },
    ({ lessons, which }) => {
      const at = which % lessons.length
      const [, given, required] = lessons[at]!
      const withMark = (mark: Attendance.Mark, signatures = given) =>
        lessons.map((each, index): Lesson => (index === at ? [mark, signatures, required] : each))
      assert.isAtLeast(
        Ratio.compare(rateOf(withMark("excused"), "left-out"), rateOf(withMark("absent"), "left-out")),
        0
      )
      const others = lessons.filter((_, index) => index !== at)
      if (others.length > 0) {
        assert.isAtLeast(Ratio.compare(rateOf(withMark("excused", 0), "left-out"), rateOf(others, "left-out")), 0)
      }
    }
  )

  it.prop("one more signature never lowers the rate", { lessons, which: whole(0, 39) }, ({ lessons, which }) => {
    const at = which % lessons.length
    const more = lessons.map(([mark, given, required], index): Lesson => [
      mark,
      index === at ? Math.min(given + 1, required) : given,
      required
    ])
    return (["as-absent", "left-out"] as const).every(
      (mode) => Ratio.compare(rateOf(more, mode), rateOf(lessons, mode)) >= 0
    )
  })
})
