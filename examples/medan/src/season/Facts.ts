/**
 * From what the files say to the facts that the season's policies read. A gap in the files is a key that is not there:
 * the policy answers "undetermined" and names it. Every mapping is total over the policies' own facts, so that a new one
 * cannot be forgotten here.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Fact, Money, Ratio } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Rules

/** What the eligibility policy reads about an applicant. */
export const ofApplicant = (applicant: Roster.Applicant, cohort: ProgrammeFile.Cohort) => ({
  ...Fact.known(Policies.CohortFacts, { startsOn: cohort.startsOn }),
  ...ofPerson(applicant)
})

/** What an application says of the person, for both policies. */
export const ofApplication = (applicant: Roster.Applicant) => ({
  ...ofPerson(applicant),
  ...Fact.known(Policies.TaxFacts, { hasTaxId: applicant.hasTaxId })
})

const ofPerson = (applicant: Roster.Applicant) =>
  Fact.known(Policies.PersonFacts, {
    birthDate: applicant.birthDate,
    residesInCity: applicant.residesInCity,
    publicEmployee: applicant.publicEmployee,
    occupation: applicant.occupation,
    annualSales: Option.map(applicant.annualSales, Money.minorUnits)
  })

/** What the allowance policy reads about a session; one without a usable record is a date and nothing else. */
export const ofDay = (day: AttendanceSheet.Day) => {
  const record = day._tag === "Recorded" ? Option.some(day.record) : Option.none()
  const seen = Option.map(record, ({ observations }) => observations)
  const observed = (name: "masked" | "distanced" | "handsWashed") =>
    Option.flatMap(seen, (seen) => Option.fromUndefinedOr(seen[name]))
  return Fact.known(Policies.SessionFacts, {
    date: day.date,
    attended: Option.map(record, ({ mark }) => mark === "present"),
    signatures: Option.map(record, ({ signatures }) => signatures.given),
    masked: observed("masked"),
    distanced: observed("distanced"),
    handsWashed: observed("handsWashed"),
    // Known to be absent where nobody measured, not known where it cannot be read.
    temperature: Option.flatMap(seen, ({ temperature }) =>
      Option.map(Option.fromUndefinedOr(temperature), (reading) =>
        reading === AttendanceSheet.notRecorded ? Option.none() : Option.some(reading)
      )
    )
  })
}

/** What the allowance policy reads about a participant: the terms of the cohort and a session each. */
export const ofParticipant = (
  applicant: Roster.Applicant,
  cohort: ProgrammeFile.Cohort,
  days: AttendanceSheet.Days
) => {
  const minimum = Result.getOrThrow(Ratio.fromText(cohort.minimumAttendance))
  return Fact.known(Policies.ClaimFacts, {
    dailyTransport: Money.minorUnits(cohort.dailyTransport),
    cap: Option.some(Option.map(Option.fromNullishOr(cohort.maxPerPerson), Money.minorUnits)),
    hasTaxId: applicant.hasTaxId,
    paidOn: ProgrammeFile.endsOn(cohort),
    minimumNumerator: minimum.numerator,
    minimumDenominator: minimum.denominator,
    lessonHoursPerSession: cohort.lessonHoursPerSession,
    sessions: days.map(ofDay)
  })
}
