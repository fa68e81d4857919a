/** What the tests of supervision start from: an invented calendar, ladder and duty. */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import { Calendar, Ladder, type PeriodicReport } from "../../../src/index.ts"
import { citation, day } from "../../Given.ts"

export const plus = (date: CivilDate.CivilDate, days: number): CivilDate.CivilDate =>
  Result.getOrThrow(CivilDate.addDays(date, days))

const text = (name: string) => ({ id: name, en: name })

export const holiday = (on: CivilDate.CivilDate): Calendar.Holiday => ({ on, name: text("holiday"), citation })

/** 2020 and 2021 with free weekends and these holidays. */
export const calendar = (...holidays: ReadonlyArray<CivilDate.CivilDate>): Calendar.Calendar =>
  Calendar.makeUnsafe(
    [2020, 2021].map((year) => ({
      year,
      weekend: [6, 7] as const,
      holidays: [...new Set(holidays)].filter((on) => CivilDate.year(on) === year).map(holiday)
    }))
  )

export const step = (name: string, effect: Ladder.Effects = "none"): Ladder.Step => ({
  step: Ladder.StepId.make(name),
  text: text(name),
  effect,
  response: { _tag: "CalendarDays", days: 7, first: "counts" },
  imposedBy: ["city"]
})

/** Three steps, in force from 2020-07-01 to the end of 2020. */
export const ladder: Ladder.Ladder = Ladder.makeUnsafe({
  id: "invented",
  authority: "city",
  citation,
  progressive: true,
  inForce: { from: day("2020-07-01"), to: day("2021-01-01") },
  steps: [step("oral"), step("written"), step("closure", "closed")]
})

/** Every Friday from 2020-05-01 on, without grace, in UTC+7. */
export const weekly: PeriodicReport.Duty = {
  id: "weekly",
  stretches: [{ from: day("2020-05-01"), schedule: { _tag: "Weekly", weekdays: [5] }, citation }],
  offset: "+07:00",
  grace: 0
}
