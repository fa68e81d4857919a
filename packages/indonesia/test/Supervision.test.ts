/** What the law pack knows of supervision: calendars, ladders, duties to report, checklists, capacities, the NIB. */
import { Calendar, Ladder, PeriodicReport, Regime } from "@bina/core"
import { Capacities, Checklists, Holidays, Ladders, Nib, ReportDuties } from "@bina/indonesia"
import { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"

const day = CivilDate.makeUnsafe
const tagOf = <E extends { readonly _tag: string }>(result: Result.Result<unknown, E>) =>
  Result.getOrThrow(Result.flip(result))._tag
const week: Calendar.Window = { _tag: "CalendarDays", days: 7, first: "counts" }

describe("holidays", () => {
  const works = (date: CivilDate.CivilDateText) =>
    Result.getOrThrow(Calendar.isWorkingDay(Holidays.calendar, day(date)))

  it.each([
    // Taken away in December 2020, and kept.
    ["2020-12-28", true],
    ["2020-12-31", false],
    ["2020-10-28", false],
    ["2020-12-09", false],
    // Moved by a day in 2021.
    ["2021-08-10", true],
    ["2021-08-11", false],
    ["2021-10-19", true],
    ["2021-10-20", false],
    ["2021-12-24", true],
    // Added in April 2022.
    ["2022-04-29", false],
    ["2022-05-06", false],
    ["2023-06-30", false],
    ["2023-06-27", true]
  ] as const)("%s is worked: %s", (date, worked) => {
    assert.strictEqual(works(date), worked)
  })

  it("each holiday has its decree, and a year without one is an error", () => {
    for (const { holidays, year } of Holidays.years) {
      assert.isAbove(holidays.length, 14, String(year))
      for (const { citation } of holidays) assert.notStrictEqual(citation.confidence, "uncertain")
    }
    assert.strictEqual(tagOf(Calendar.isWorkingDay(Holidays.calendar, day("2024-01-02"))), "YearMissing")
  })

  it("a warning of fifteen working days passes the leave of October", () => {
    const ladder = Ladders.bkpm6of2020({ counted: "WorkingDays", inForce: { from: day("2020-01-01") } })
    const [first] = Result.getOrThrow(Ladder.follow(ladder, Holidays.calendar, [day("2020-10-12")]))
    assert.strictEqual(first?._tag === "Imposed" ? first.respondBefore : "", "2020-11-06")
  })
})

describe("ladders", () => {
  it("Perwal Medan 27/2020 holds from the first of July 2020 as long as the protocol was a duty, and has no fine", () => {
    const ladder = Ladders.perwalMedan27of2020({ progressive: true, response: week })
    assert.strictEqual(Ladder.holdsOn(ladder, day("2020-06-30")), "before-regime")
    assert.strictEqual(Ladder.holdsOn(ladder, day("2020-07-01")), "holds")
    assert.strictEqual(Ladder.holdsOn(ladder, day("2022-12-30")), "holds")
    assert.strictEqual(Ladder.holdsOn(ladder, day("2022-12-31")), "regime-ended")
    assert.strictEqual(tagOf(Ladder.stepOf(ladder, Ladder.StepId.make("administrative-fine"))), "SanctionNotAvailable")
  })

  it("the city takes no IOMKI away: it recommends", () => {
    const { steps } = Ladders.iomki({ inForce: { from: day("2020-04-28") }, response: week })
    assert.isFalse(steps.some(({ effect }) => effect === "revoked"))
  })

  it("every ladder is one, and cites its instrument", () => {
    const practice = { progressive: false, response: week, inForce: { from: day("2020-01-01") } }
    for (const ladder of [
      Ladders.inpres6of2020(practice),
      Ladders.pergubSumut34of2020(practice),
      Ladders.taskForce(practice),
      Ladders.pp28of2025(practice)
    ]) {
      assert.isTrue(Result.isSuccess(Ladder.make(ladder)), ladder.id)
      assert.isNotEmpty(ladder.citation.instrument)
    }
  })
})

describe("duties to report", () => {
  const iomki = ReportDuties.iomki({ endOfWeek: 5 })
  const dueIn = (duty: PeriodicReport.Duty, from: CivilDate.CivilDateText, to: CivilDate.CivilDateText) =>
    PeriodicReport.dueIn(duty, { from: day(from), to: day(to) })

  it("IOMKI: weekly, then on Tuesday and Friday, then on Friday, and unknown where one followed on another", () => {
    assert.deepStrictEqual(
      Result.getOrThrow(dueIn(iomki, "2020-07-08", "2020-07-20")),
      (["2020-07-10", "2020-07-17"] as const).map(day)
    )
    assert.deepStrictEqual(
      Result.getOrThrow(dueIn(iomki, "2021-08-02", "2021-08-08")),
      (["2021-08-03", "2021-08-06"] as const).map(day)
    )
    assert.strictEqual(tagOf(dueIn(iomki, "2021-06-01", "2021-07-02")), "ScheduleUnknown")
    assert.strictEqual(tagOf(dueIn(iomki, "2021-09-10", "2021-09-11")), "ScheduleUnknown")
  })

  it("LKPM: small twice a year, others every quarter, by the tenth", () => {
    const from = day("2021-06-02")
    assert.deepStrictEqual(
      Result.getOrThrow(dueIn(ReportDuties.lkpm("small", { from }), "2024-01-01", "2025-01-01")),
      (["2024-01-10", "2024-07-10"] as const).map(day)
    )
    assert.lengthOf(Result.getOrThrow(dueIn(ReportDuties.lkpm("large", { from }), "2024-01-01", "2025-01-01")), 4)
  })

  it("SIINas is due when the department says", () => {
    const stretch = { from: day("2020-01-01"), schedule: { _tag: "Monthly", months: [1, 7], day: 5 } } as const
    assert.lengthOf(Result.getOrThrow(dueIn(ReportDuties.siinas([stretch]), "2020-01-01", "2021-01-01")), 2)
    assert.lengthOf(Result.getOrThrow(dueIn(ReportDuties.siinas([]), "2020-01-01", "2021-01-01")), 0)
  })
})

describe("checklists and capacities", () => {
  it("three, six and five items, each cited", () => {
    const lists = [Checklists.threeM, Checklists.sixM, Checklists.workplace]
    assert.deepStrictEqual(
      lists.map(({ items }) => items.length),
      [3, 6, 5]
    )
    for (const { items } of lists) for (const { citation } of items) assert.isNotEmpty(citation.instrument)
  })

  it.each([
    ["2021-07-06", undefined, 10],
    ["2021-07-12", undefined, "Unknown"],
    ["2021-08-15", undefined, 10],
    ["2021-10-05", undefined, "Unknown"],
    ["2021-10-05", "green", 20],
    ["2021-10-05", "red", 10],
    ["2022-02-15", undefined, 20],
    ["2022-04-12", undefined, "Unknown"],
    ["2023-01-01", undefined, 41]
  ] as const)("on %s in zone %s an office of 41 places holds %s", (date, zone, expected) => {
    const { rule } = Result.getOrThrow(Regime.on(Capacities.offices(zone), day(date)))
    const places = Result.getOrThrow(Regime.placesOf(rule, 41))
    assert.strictEqual(places._tag === "AtMost" ? places.people : places._tag, expected)
  })

  it("meetings stopped in July 2021, and a day in a gap is unknown", () => {
    const rule = Result.getOrThrow(Regime.on(Capacities.meetings, day("2021-07-06"))).rule
    assert.deepStrictEqual(rule, { _tag: "Suspended" })
    for (const date of ["2021-09-15", "2021-12-01", "2022-06-01", "2020-10-10"] as const) {
      assert.strictEqual(tagOf(Regime.on(Capacities.offices(), day(date))), "RegimeUnknown")
    }
  })
})

describe("NIB", () => {
  it("is thirteen digits, however they are written, and never a rounded number", () => {
    const nib = (text: string) => Result.match(Nib.parse(text), { onFailure: ({ flaw }) => flaw, onSuccess: String })
    assert.strictEqual(nib("'0217 4813 89874"), "0217481389874")
    assert.strictEqual(nib(" "), "empty")
    assert.strictEqual(nib("1,21748E+12"), "spreadsheet")
    assert.strictEqual(nib("121748138987"), "form")
    assert.notInclude(Result.getOrThrow(Result.flip(Nib.parse("121748138987"))).message, "121748138987")
  })
})
