/**
 * The recorded season under other terms: another price for transport, another limit for households. Both scenarios fill
 * all cohorts anew and pay by what the sheets recorded, without the corrections that came after payment.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Admission, Cohort, type Person, type Schedule, SeasonComparison } from "@bina/core"
import { type Decision, Money } from "@bina/policy"
import type * as Compare from "@bina/policy/Compare"
import * as Policies from "../policies/index.ts"
import type { CohortFiles, SeasonFiles } from "../reading/SeasonFolder.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as Facts from "./Facts.ts"
import * as People from "./People.ts"
import * as Presence from "./Presence.ts"
import * as Seating from "./Seating.ts"

// ---- Models

/** What is to be otherwise; `household` is how many of one household may sit in a cohort, or that nothing limits it. */
export interface Change {
  readonly transport: Option.Option<number>
  readonly household: Option.Option<number | "none">
}

/** Both outputs that matter: what people receive, and what budgets must hold. */
export interface Simulation {
  readonly programme: ProgrammeFile.Programme
  readonly change: Change
  readonly net: Compare.Comparison
  readonly gross: Compare.Comparison
}

type Scenario = SeasonComparison.Scenario<
  Parameters<NonNullable<(typeof Policies.eligibility)["~facts"]>>[0],
  ReturnType<typeof Facts.ofParticipant>,
  Decision.Assessment<unknown>
>

/** Why a season cannot be simulated: its policies or limits contradict themselves. */
export type NotSimulated = Admission.NotFillable | Compare.NotAnAmount | Schedule.NotASchedule

// ---- Rules

/** The reason code of the limit that a household meets. */
export const householdLimit = "household-limit"

/** Runs the season as it was, and as it would have been. */
export const of = (files: SeasonFiles, change: Change): Result.Result<Simulation, NotSimulated> =>
  Result.gen(function* () {
    const { programme } = files
    const cohorts = yield* casesOf(files)
    const [before, after] = [recorded(programme), changed(programme, change)]
    const compared = (amount: string) =>
      Result.map(
        SeasonComparison.compare(before, after, { cohorts, personFact: "nik", amount }),
        ({ comparison }) => comparison
      )
    return { programme, change, net: yield* compared("net"), gross: yield* compared("gross") }
  })

const recorded = (programme: ProgrammeFile.Programme): Scenario => ({
  eligibility: { policy: Policies.eligibility, limits: Policies.limits },
  allowance: { policy: Policies.allowanceIn(ProgrammeFile.cityOf(programme)) as Scenario["allowance"]["policy"] }
})

const changed = (programme: ProgrammeFile.Programme, { household, transport }: Change): Scenario => {
  const { allowance, eligibility } = recorded(programme)
  return {
    eligibility: {
      ...eligibility,
      limits: Option.match(household, {
        onNone: () => Policies.limits,
        onSome: (atMost) =>
          Policies.limits.flatMap((limit) =>
            limit.reason !== householdLimit ? [limit] : atMost === "none" ? [] : [{ ...limit, atMost }]
          )
      })
    },
    allowance: {
      ...allowance,
      ...Option.match(transport, {
        onNone: () => ({}),
        onSome: (price) => ({ overrides: { dailyTransport: Money.minorUnits(price) } })
      })
    } as Scenario["allowance"]
  }
}

/** Every application with what both policies read of it. */
const casesOf = ({
  cohorts
}: SeasonFiles): Result.Result<
  ReadonlyArray<SeasonComparison.CohortCases<never, ReturnType<typeof Facts.ofParticipant>>>,
  Schedule.NotASchedule
> =>
  Result.gen(function* () {
    const people = People.make()
    const cases = []
    for (const files of cohorts) {
      const { cohort, roster } = files
      const days = yield* daysOf(files, people)
      cases.push({
        cohort: { id: Cohort.id(cohort.id), quota: cohort.quota },
        applicants: roster.entries.map((applicant) => ({
          application: Seating.applicationOf(applicant, people),
          facts: Facts.ofApplicant(applicant, cohort) as never,
          claim: Facts.ofParticipant(applicant, cohort, days(Option.map(applicant.nik.digits, people.of)))
        }))
      })
    }
    return cases
  })

/** The days of whoever applied. Nobody recorded the days of somebody who held no seat: they are open, not absent. */
const daysOf = (files: CohortFiles, people: People.People) => {
  const known = files.roster.entries.flatMap(({ nik }) => Option.toArray(Option.map(nik.digits, people.of)))
  const [first, ...rest] = files.cohort.sessions.map((date) => ({ _tag: "Unrecorded", date }) as const)
  const unrecorded = [first!, ...rest] as const
  return Result.map(
    Presence.of(files, [...new Set(known)], people),
    ({ asPaid }) =>
      (person: Option.Option<Person.Id>) =>
        Option.match(person, { onNone: () => unrecorded, onSome: (id) => asPaid.get(id) ?? unrecorded })
  )
}
