/**
 * How the city supervises: by the six sanctions of Perwal 27/2020, read as a ladder, with a week to answer each, and by
 * the weekly reports of whoever holds an IOMKI. Reading them so is a decision of the department, not of the law.
 */
import { Holidays, Ladders, ReportDuties } from "@bina/indonesia"
import { SanctionLetter, Supervision } from "@bina/indonesia/forms"
import { CivilDate } from "@bina/policy"
import type { Supervised } from "@bina/season"

// ---- Rules

const day = CivilDate.makeUnsafe

/** The two days on which the scale of a business is asked: before and after the law moved. */
const [before, after] = [day("2020-10-23"), day("2022-10-23")]

const friday = 5

export const supervision: Supervised.Shape = {
  forms: Supervision.forms,
  columns: Supervision.columns,
  names: { number: "nib", reports: "iomki" },
  ladder: Ladders.perwalMedan27of2020({
    progressive: true,
    response: { _tag: "CalendarDays", days: 7, first: "counts" }
  }),
  calendar: Holidays.calendar,
  reports: {
    duty: ReportDuties.iomki({ endOfWeek: friday }),
    neglect: ReportDuties.iomkiNeglect,
    weeks: 16
  },
  scales: (size) => ({
    msmeOn2020: Supervision.msmeOn(size, before),
    msmeOn2022: Supervision.msmeOn(size, after),
    industry: Supervision.industryOn(size, { on: before })
  }),
  letters: SanctionLetter.all
}
