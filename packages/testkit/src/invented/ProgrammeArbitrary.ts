/**
 * Programmes that nobody runs: calendars that cross leap days and the turn of a year, cohorts with every optional part
 * there or not, and programmes of several cohorts that share a payer.
 */
import { BudgetLine, Cohort, type Partner, type Programme, Schedule } from "@bina/core"
import { CivilDate, Digest, Money, Ratio } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import type { Choices } from "../Choices.ts"
import * as PolicyArbitrary from "../PolicyArbitrary.ts"

// ---- Rules

/** Days on which a calendar is easily wrong: before leap days, the ends of months and years, a change of summer time. */
const beginnings = ["2020-10-05", "2020-02-27", "2020-12-28", "2021-02-26", "2020-03-28", "2019-12-31"] as const

const scheduleOf = (choices: Choices): Schedule.Schedule => {
  let day = CivilDate.makeUnsafe(choices.pick(beginnings))
  const dates = choices.several(1, 20, () => {
    const date = day
    // Daily, with weekends left out now and then, or once a week.
    day = Result.getOrThrow(CivilDate.addDays(day, choices.pick([1, 1, 2, 3, 7])))
    return date
  })
  return Result.getOrThrow(Schedule.make(dates))
}

const partnersOf = (choices: Choices): ReadonlyArray<Partner.Partner> =>
  choices.several(0, 3, (index) => ({
    name: `Lembaga ${"ABC"[index]}`,
    role: choices.pick(["trainer", "host", "certifier", "employer", "funder", "organiser"])
  }))

const cohortOf = (choices: Choices, index: number): Cohort.Cohort => {
  const rupiah = (amount: number) => Money.make(Money.currency("IDR"), Money.minorUnits(amount))
  const schedule = scheduleOf(choices)
  const opens = CivilDate.addDays(Schedule.startsOn(schedule), -choices.between(1, 60))
  return {
    id: Cohort.id(`cohort-${index + 1}`),
    course: choices.pick(["Kue modern", "Servis AC", "Menjahit", "Desain grafis"]),
    partners: partnersOf(choices),
    payer: choices.pick(["city", "province"]),
    quota: choices.pick([1, 2, 20, 40]),
    schedule,
    lessonHoursPerSession: choices.between(1, 10),
    minimumAttendance: choices.pick([Ratio.ratio(4, 5), Ratio.ratio(1, 1), Ratio.ratio(0, 1), Ratio.ratio(2, 3)]),
    excused: choices.pick(["as-absent", "left-out"]),
    dailyTransport: rupiah(choices.pick([150_000, 0, 1, 110_001])),
    budgetLine: BudgetLine.BudgetLine.make({
      id: `line-${index + 1}`,
      account: "5.1.02.02.01",
      amount: rupiah(choices.pick([0, 1_000_000, 1_000_000_000]))
    }),
    ...(choices.oneIn(3) ? { cap: rupiah(choices.pick([0, 150_000, 1_000_000])) } : {}),
    ...(choices.oneIn(3) ? { trade: { scheme: "KBLI", version: "2020", code: "10710" } } : {}),
    ...(choices.oneIn(3) ? { venue: { name: "Balai Contoh", capacity: choices.between(1, 60) } } : {}),
    ...(choices.oneIn(3) && Result.isSuccess(opens) ? { registrationOpens: opens.success } : {})
  }
}

/** The days of a cohort. */
export const schedule: Arbitrary.Arbitrary<Schedule.Schedule> = Arbitrary.map(PolicyArbitrary.choices, scheduleOf)

/** One cohort. */
export const cohort: Arbitrary.Arbitrary<Cohort.Cohort> = Arbitrary.map(PolicyArbitrary.choices, (choices) =>
  cohortOf(choices, 0)
)

/** A programme of one to four cohorts. */
export const programme: Arbitrary.Arbitrary<Programme.Programme> = Arbitrary.map(PolicyArbitrary.choices, (choices) => {
  const [first, ...others] = choices.several(1, 4, (index) => cohortOf(choices, index))
  return {
    id: "contoh-2020",
    title: "Pelatihan contoh",
    organiser: "Dinas Contoh",
    fiscalYear: choices.pick([2020, 2021, 1999]),
    timeZone: choices.pick(["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin"]),
    policies: { eligibility: Digest.ofText(`eligibility ${choices.below(4)}`) as Programme.Fingerprint },
    cohorts: [first!, ...others]
  }
})
