/**
 * From what the files say to the facts that the season's policies read. A gap in the files is a key that is not there:
 * the policy answers "undetermined" and names it.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Money, Ratio } from "@bina/policy"
import * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Rules

/** A key where the value is known, none where it is not. */
const known = <const Name extends string, A>(name: Name, value: Option.Option<A>): { readonly [K in Name]?: A } =>
  Option.match(value, {
    onNone: () => ({}),
    onSome: (known) => ({ [name]: known }) as { readonly [K in Name]: A }
  })

/** What the eligibility policy reads about an applicant. */
export const ofApplicant = (applicant: Roster.Applicant, cohort: ProgrammeFile.Cohort) => ({
  startsOn: cohort.startsOn,
  ...ofPerson(applicant)
})

/** What an application says of the person, for both policies. */
export const ofApplication = (applicant: Roster.Applicant) => ({
  ...ofPerson(applicant),
  ...known("hasTaxId", applicant.hasTaxId)
})

const ofPerson = (applicant: Roster.Applicant) => ({
  publicEmployee: applicant.publicEmployee,
  ...known("birthDate", applicant.birthDate),
  ...known("residesInCity", applicant.residesInCity),
  ...known("occupation", applicant.occupation),
  ...known("annualSales", Option.map(applicant.annualSales, Money.minorUnits))
})

/** What the allowance policy reads about a session; one without a usable record is a date and nothing else. */
export const ofDay = (day: AttendanceSheet.Day) => {
  if (day._tag !== "Recorded") return { date: day.date }
  const { mark, observations, signatures } = day.record
  const { temperature, ...protocol } = observations
  return {
    date: day.date,
    attended: mark === "present",
    signatures: signatures.given,
    ...protocol,
    ...(temperature === undefined
      ? {}
      : { temperature: temperature === AttendanceSheet.notRecorded ? Option.none() : Option.some(temperature) })
  }
}

/** What the allowance policy reads about a participant: the terms of the cohort and a session each. */
export const ofParticipant = (
  applicant: Roster.Applicant,
  cohort: ProgrammeFile.Cohort,
  days: AttendanceSheet.Days
) => {
  const minimum = Result.getOrThrow(Ratio.fromText(cohort.minimumAttendance))
  return {
    dailyTransport: Money.minorUnits(cohort.dailyTransport),
    cap: Option.map(Option.fromNullishOr(cohort.maxPerPerson), Money.minorUnits),
    ...known("hasTaxId", applicant.hasTaxId),
    paidOn: ProgrammeFile.endsOn(cohort),
    minimumNumerator: minimum.numerator,
    minimumDenominator: minimum.denominator,
    lessonHoursPerSession: cohort.lessonHoursPerSession,
    sessions: days.map(ofDay)
  }
}
