/**
 * Reports that industry and investors owe: on which days they fall due, as instruments state it, and gaps where the day on
 * which one followed on another was not found. Days end at midnight in WIB.
 */
import type { Calendar, PeriodicReport } from "@bina/core"
import { CivilDate } from "@bina/policy"
import * as Law from "../citation/SupervisionLaw.ts"

// ---- Rules

const day = CivilDate.makeUnsafe
const western = "+07:00"
const notFound = "one instrument followed on another on a day of this month that was not found"

/**
 * The weekly report of whoever holds an IOMKI. The first instrument says "the end of every week" and not which day that
 * is, so that is asked for. "Until 23:59" is read as to the end of the day.
 */
export const iomki = ({ endOfWeek }: { readonly endOfWeek: Calendar.Weekday }): PeriodicReport.Duty => ({
  id: "iomki",
  offset: western,
  grace: 0,
  stretches: [
    {
      from: day("2020-04-28"),
      to: day("2021-07-01"),
      schedule: { _tag: "Weekly", weekdays: [endOfWeek] },
      citation: Law.seMenperin8of2020
    },
    { from: day("2021-07-01"), to: day("2021-08-01"), unknown: notFound },
    {
      from: day("2021-08-01"),
      to: day("2021-09-01"),
      schedule: { _tag: "Weekly", weekdays: [2, 5] },
      citation: Law.seMenperin3of2021
    },
    { from: day("2021-09-01"), to: day("2021-10-01"), unknown: notFound },
    { from: day("2021-10-01"), schedule: { _tag: "Weekly", weekdays: [5] }, citation: Law.seMenperin5of2021 }
  ]
})

/** Three periods without a report cost an IOMKI. Whether in all or one after the other is published both ways. */
export const iomkiNeglect: PeriodicReport.Neglect = { periods: 3, counted: "unsettled" }

/**
 * LKPM, the report of investment: small businesses every six months, medium and large ones every three, until the tenth
 * of the month that follows. Micro businesses owe none. From which day it held was not looked up and is asked for.
 */
export const lkpm = (
  scale: "small" | "medium" | "large",
  { from }: { readonly from: CivilDate.CivilDate }
): PeriodicReport.Duty => ({
  id: `lkpm.${scale}`,
  offset: western,
  grace: 0,
  stretches: [
    {
      from,
      schedule: { _tag: "Monthly", months: scale === "small" ? [1, 7] : [1, 4, 7, 10], day: 10 },
      citation: Law.bkpm5of2021
    }
  ]
})

/**
 * Reports of industry in SIINas. They were due twice a year and later every quarter; since when, and on which day, was not
 * found, so the department gives the stretches that it applies.
 */
export const siinas = (stretches: ReadonlyArray<Omit<PeriodicReport.Scheduled, "citation">>): PeriodicReport.Duty => ({
  id: "siinas",
  offset: western,
  grace: 0,
  stretches: stretches.map((stretch) => ({ ...stretch, citation: Law.permenperin2of2019 }))
})
