/**
 * Weekly report duties of many establishments over three years, folded one establishment at a time: what became of every
 * period, and what follows under both readings of the law. How long that takes on one core, and how much memory is held.
 */
import * as Result from "effect/Result"
import { Moment, PeriodicReport } from "@bina/core"
import { Citation, CivilDate } from "@bina/policy"
import * as Random from "../work/Random.ts"

/** Seconds of folding without making the receipts, and the most memory that the process held. */
export interface Reports {
  readonly establishments: number
  readonly periods: number
  readonly seconds: number
  readonly megabytes: number
  readonly outcomes: Readonly<Record<string, number>>
}

const from = CivilDate.makeUnsafe("2020-01-01")
const to = CivilDate.makeUnsafe("2023-01-01")

const duty: PeriodicReport.Duty = {
  id: "weekly",
  offset: "+07:00",
  grace: 0,
  stretches: [
    {
      from,
      schedule: { _tag: "Weekly", weekdays: [5] },
      citation: Citation.make({ instrument: "Invented 1/2020", title: "Invented", confidence: "sourced" })
    }
  ]
}

const neglect: PeriodicReport.Neglect = { periods: 3, counted: "unsettled" }

const schedule = Result.getOrThrow(PeriodicReport.dueIn(duty, { from, to })).map((on) =>
  Result.getOrThrow(PeriodicReport.dueOn(duty, on))
)

const arrivals = schedule.map(({ on }) => [
  Moment.makeUnsafe(`${on}T02:00:00`),
  Moment.makeUnsafe(`${Result.getOrThrow(CivilDate.addDays(on, 3))}T02:00:00`)
])

/** Of a hundred reports of an establishment up to `careless` come too late or never; some are never late. */
const receivedBy = (random: Random.Random): ReadonlyArray<ReadonlyArray<Moment.Moment>> => {
  const careless = random.below(20)
  return arrivals.map(([inTime, late]) => {
    const draw = random.below(100)
    return draw >= careless ? [inTime!] : draw % 2 === 0 ? [late!] : []
  })
}

/** Folds the reports of so many establishments. */
export const measure = (establishments: number): Promise<Reports> => {
  const outcomes: Record<string, number> = {}
  const random = Random.random(13)
  let taken = 0
  for (let establishment = 0; establishment < establishments; establishment += 1) {
    const received = receivedBy(random)
    const began = performance.now()
    const periods = schedule.map((due, at) => ({ on: due.on, status: PeriodicReport.statusOf(due, received[at]!) }))
    const { outcome } = PeriodicReport.review(periods, neglect)
    taken += performance.now() - began
    outcomes[outcome._tag] = (outcomes[outcome._tag] ?? 0) + 1
  }
  return Promise.resolve({
    establishments,
    periods: schedule.length,
    seconds: Math.round(taken) / 1_000,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    outcomes
  })
}
