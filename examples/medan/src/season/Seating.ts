/**
 * Who gets a seat: the eligibility policy decides about each applicant alone, then the cohort is filled in order of
 * registration under the limits that count across people.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Admission, Application, Cohort, type Seat } from "@bina/core"
import { Decision, Policy } from "@bina/policy"
import * as Policies from "../policies/index.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"
import * as Facts from "./Facts.ts"
import type * as People from "./People.ts"
import type * as SeasonResult from "./SeasonResult.ts"

// ---- Models

/** A filled cohort: what became of everybody, and the seats that later cohorts must know of. */
export interface Seating {
  readonly applications: ReadonlyArray<SeasonResult.ApplicationResult>
  readonly seats: ReadonlyArray<Seat.Seat>
}

// ---- Rules

/** Fills a cohort from its roster; `earlierSeats` are those of the cohorts filled before it. */
export const fill = (
  cohort: ProgrammeFile.Cohort,
  applicants: ReadonlyArray<Roster.Applicant>,
  people: People.People,
  earlierSeats: ReadonlyArray<Seat.Seat>
): Result.Result<Seating, Admission.NotFillable> => {
  const byId = new Map(applicants.map((applicant) => [idOf(applicant), applicant]))
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a cohort is filled, no array
  const filled = Admission.fill({
    cohort: { id: Cohort.id(cohort.id), quota: cohort.quota },
    personFact: "nik",
    limits: Policies.limits,
    applications: applicants.map((applicant) => ({
      application: applicationOf(applicant, people),
      decision: Policy.decide(Policies.eligibility, Facts.ofApplicant(applicant, cohort))
    })),
    earlierSeats
  })
  return Result.map(filled, (filled) => ({
    applications: filled.determinations.map(({ application, determination }) => ({
      applicant: byId.get(application.id)!,
      determination: told(determination)
    })),
    seats: Admission.seatsOf(filled)
  }))
}

/** The row of the file names an application within its cohort. */
const idOf = ({ line }: Roster.Applicant): Application.Id => Application.id(`row-${line}`)

/** An application as the flow knows it: no name, no number, the file row as its id. */
export const applicationOf = (applicant: Roster.Applicant, people: People.People): Application.Application => ({
  id: idOf(applicant),
  registeredAt: applicant.registeredAt.moment,
  row: applicant.line,
  person: Option.match(applicant.nik.digits, {
    onNone: () => Application.missing,
    onSome: (nik) => Application.known(people.of(nik))
  }),
  keys: {
    household: Option.match(applicant.household, {
      onNone: () => Application.missing,
      onSome: (number) => Application.known(people.household(number))
    })
  }
})

/** A fact that cannot be what it claims to be is one that the officer must complete, like a missing one. */
export const told = (determination: Admission.Determination): SeasonResult.Determination => {
  switch (determination._tag) {
    case "Seated":
    case "Waitlisted":
    case "Duplicate":
      return { _tag: determination._tag }
    case "Refused":
      return { _tag: "Refused", reasons: determination.reasons }
    case "Undetermined":
      return {
        _tag: "Undetermined",
        missing: [...new Set([...determination.missing.map(Decision.nameOf), ...determination.invalid])]
      }
  }
}
