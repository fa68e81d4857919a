/** Days on which an office works, and windows that are counted in them. */
import { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import { Calendar } from "../../../src/index.ts"
import { day, oneOf, whole } from "../../Given.ts"
import { calendar, holiday, plus } from "./Given.ts"

const tagOf = <E extends { readonly _tag: string }>(result: Result.Result<unknown, E>) =>
  Result.getOrThrow(Result.flip(result))._tag

const end = (window: Calendar.Window, opens: string, ...holidays: ReadonlyArray<string>) =>
  Result.getOrThrow(Calendar.endOf(calendar(...holidays.map(day)), window, day(opens)))

describe("Calendar", () => {
  it.each([
    ["1970-01-01", 4],
    ["2020-07-10", 5],
    ["2020-02-29", 6],
    ["1969-12-28", 7],
    ["1969-12-29", 1]
  ] as const)("%s is day %d of its week", (date, weekday) => {
    assert.strictEqual(Calendar.weekdayOf(day(date)), weekday)
  })

  // 2020-08-14 is a Friday, and the Monday after it a holiday.
  it.each([
    ["CalendarDays", "counts", 7, "2020-08-14", "2020-08-21"],
    ["CalendarDays", "next-day", 7, "2020-08-14", "2020-08-22"],
    ["WorkingDays", "counts", 1, "2020-08-14", "2020-08-15"],
    ["WorkingDays", "counts", 2, "2020-08-14", "2020-08-19"],
    ["WorkingDays", "next-day", 2, "2020-08-14", "2020-08-20"],
    ["WorkingDays", "counts", 1, "2020-08-15", "2020-08-19"],
    ["WorkingDays", "next-day", 5, "2020-12-30", "2021-01-07"]
  ] as const)(
    "a window of %s whose first day %s, %d long, opened on %s ends before %s",
    (_tag, first, days, opens, ends) => {
      assert.strictEqual(end({ _tag, days, first }, opens, "2020-08-17"), day(ends))
    }
  )

  it("a year that is not there is an error, not a year without holidays", () => {
    const window = { _tag: "WorkingDays", days: 1, first: "next-day" } as const
    assert.strictEqual(tagOf(Calendar.endOf(calendar(), window, day("2021-12-31"))), "YearMissing")
    assert.strictEqual(tagOf(Calendar.isWorkingDay(calendar(), day("2019-12-31"))), "YearMissing")
    assert.strictEqual(
      tagOf(Calendar.meetingsIn(calendar(), { from: day("2021-12-25"), to: day("2022-01-05") }, [1])),
      "YearMissing"
    )
  })

  it.each([
    ["a holiday of another year", [{ year: 2020, weekend: [7], holidays: [holiday(day("2021-01-01"))] }]],
    [
      "a holiday twice",
      [{ year: 2020, weekend: [7], holidays: [holiday(day("2020-01-01")), holiday(day("2020-01-01"))] }]
    ],
    [
      "a year twice",
      [
        { year: 2020, weekend: [], holidays: [] },
        { year: 2020, weekend: [], holidays: [] }
      ]
    ],
    ["a week without work", [{ year: 2020, weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] }]]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<Calendar.Year>]>)("refuses %s", (_, years) => {
    assert.strictEqual(tagOf(Calendar.make(years)), "NotACalendar")
  })

  it("a cohort meets weekly, and not on a holiday", () => {
    const interval = { from: day("2020-08-10"), to: day("2020-08-25") }
    assert.deepStrictEqual(
      Calendar.weekdaysIn(interval, [1, 4]),
      ["2020-08-10", "2020-08-13", "2020-08-17", "2020-08-20", "2020-08-24"].map(day)
    )
    assert.deepStrictEqual(
      Result.getOrThrow(Calendar.meetingsIn(calendar(day("2020-08-17")), interval, [1, 4])),
      ["2020-08-10", "2020-08-13", "2020-08-20", "2020-08-24"].map(day)
    )
  })
})

describe("Laws of windows", () => {
  const given = {
    opens: whole(0, 120),
    days: whole(1, 30),
    first: oneOf(["counts", "next-day"]),
    holidays: Arbitrary.array(whole(0, 200), { maxLength: 10 }),
    added: whole(0, 200)
  }
  const from = day("2020-06-01")

  it.prop(
    "adding a holiday moves every deadline that it touches and no other",
    given,
    ({ added, days, first, holidays, opens }) => {
      const known = holidays.map((shift) => plus(from, shift))
      const extra = plus(from, added)
      const before = calendar(...known)
      const after = calendar(...known, extra)
      const [opened, window] = [plus(from, opens), { _tag: "WorkingDays", days, first } as const]
      const [was, is] = [before, after].map((one) => Result.getOrThrow(Calendar.endOf(one, window, opened)))
      const begins = first === "counts" ? opened : plus(opened, 1)
      const touches = Result.getOrThrow(Calendar.isWorkingDay(before, extra)) && begins <= extra && extra < was!
      if (touches) assert.isTrue(is! > was!)
      else assert.strictEqual(is, was)
      const all = { _tag: "CalendarDays", days, first } as const
      assert.deepStrictEqual(Calendar.endOf(after, all, opened), Calendar.endOf(before, all, opened))
    }
  )

  it.prop("a window of working days holds that many, and ends right after the last", given, (one) => {
    const free = calendar(...one.holidays.map((shift) => plus(from, shift)))
    const opened = plus(from, one.opens)
    const ends = Result.getOrThrow(Calendar.endOf(free, { _tag: "WorkingDays", ...one }, opened))
    const begins = one.first === "counts" ? opened : plus(opened, 1)
    const works = (date: CivilDate.CivilDate) => Result.getOrThrow(Calendar.isWorkingDay(free, date))
    const inside = Array.from({ length: CivilDate.daysBetween(begins, ends) }, (_, index) => plus(begins, index))
    assert.strictEqual(inside.filter(works).length, one.days)
    assert.isTrue(works(inside.at(-1)!))
  })

  it.prop(
    "a window that stood still has as many days left as before, and none that passes at once moves",
    given,
    (one) => {
      const free = calendar(...one.holidays.map((shift) => plus(from, shift)))
      const opened = plus(from, one.opens)
      const goesOn = plus(opened, one.added)
      for (const _tag of ["CalendarDays", "WorkingDays"] as const) {
        const window = { _tag, days: one.days, first: "counts" } as const
        const to = Result.getOrThrow(Calendar.endOf(free, window, opened))
        const resumed = (day: CivilDate.CivilDate) =>
          Result.getOrThrow(Calendar.resume(free, window, { from: opened, to }, day))
        assert.strictEqual(resumed(opened), to)
        assert.strictEqual(resumed(goesOn), Result.getOrThrow(Calendar.endOf(free, window, goesOn)))
      }
    }
  )
})
