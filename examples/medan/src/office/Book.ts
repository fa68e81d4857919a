/**
 * The season's policies as the office pins them: who may join and what is owed, with where the facts of the cohort come
 * from. What a person said of themselves comes with the application, what was seen of them with the sheets.
 */
import * as Option from "effect/Option"
import { Cohort } from "@bina/core"
import { PolicyBook } from "@bina/core/office"
import type { Region } from "@bina/indonesia"
import { Fact } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as Facts from "../season/Facts.ts"

// ---- Models

/** Both entries of a season. */
export interface Book {
  readonly admission: PolicyBook.Entry
  readonly allowance: PolicyBook.Entry
}

// ---- Rules

/** The name under which a person counts, and goes missing. */
const personFact = "nik"

/** The policies of a season in a city. A temperature is a matter of health and stands sealed; the rest of a day is open. */
export const of = (city: Region.Kemendagri): Book => ({
  admission: PolicyBook.admission({
    mapping: "medan-2020/roster@1",
    policy: Policies.eligibility,
    personFact,
    limits: Policies.limits,
    seatLimits: [],
    facts: (cohort) => Fact.known(Policies.CohortFacts, { startsOn: Cohort.startsOn(cohort) })
  }),
  allowance: PolicyBook.allowance({
    mapping: "medan-2020/attendance@1",
    policy: Policies.allowanceIn(city),
    rule: "qualifying-day",
    outputs: { days: "qualifyingDay", gross: "gross", tax: "tax", net: "net" },
    openObservations: ["masked", "distanced", "handsWashed"],
    facts: (cohort, days) =>
      Fact.known(Policies.TermsFacts, {
        dailyTransport: cohort.dailyTransport.amount,
        cap: Option.some(Option.map(Option.fromUndefinedOr(cohort.cap), ({ amount }) => amount)),
        paidOn: Cohort.endsOn(cohort),
        minimumNumerator: cohort.minimumAttendance.numerator,
        minimumDenominator: cohort.minimumAttendance.denominator,
        lessonHoursPerSession: cohort.lessonHoursPerSession,
        sessions: days.map((day) => Facts.ofDay(day as AttendanceSheet.Day))
      })
  })
})
