/**
 * The recorded season under other terms: another price for transport, another limit for households. Both scenarios fill
 * all cohorts anew and pay by what the sheets recorded, without the corrections that came after payment.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { type Admission, Application, Cohort, type Person, type Schedule, SeasonComparison } from "@bina/core"
import { Disclosure } from "@bina/core/office"
import { type Decision, Money } from "@bina/policy"
import type * as Compare from "@bina/policy/Compare"
import * as Plan from "../office/Plan.ts"
import type * as Pack from "../Pack.ts"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import type * as Roster from "../reading/Roster.ts"
import type { CohortFiles, SeasonFiles } from "../reading/SeasonFolder.ts"
import * as People from "./People.ts"
import * as Presence from "./Presence.ts"

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

type Scenario = SeasonComparison.Scenario<never, never, Decision.Assessment<unknown>>

/** Why a season cannot be simulated: its policies or limits contradict themselves. */
export type NotSimulated = Admission.NotFillable | Compare.NotAnAmount | Schedule.NotASchedule

// ---- Rules

/** Runs the season as it was, and as it would have been. */
export const of = (files: SeasonFiles, change: Change, pack: Pack.Shape): Result.Result<Simulation, NotSimulated> =>
  Result.gen(function* () {
    const { programme } = files
    const policies = pack.policies(programme)
    const { gross, net = gross } = policies.allowance.outputs
    const { personFact } = policies.admission
    const cohorts = yield* casesOf(files, policies, pack)
    const before = recorded(policies)
    const after = changed(policies, change, pack.scenarios)
    const compared = (amount: string) =>
      Result.map(
        SeasonComparison.compare(before, after, { cohorts, personFact, amount }),
        ({ comparison }) => comparison
      )
    return { programme, change, net: yield* compared(net), gross: yield* compared(gross) }
  })

const recorded = ({ admission: { limits, policy }, allowance }: Pack.Policies): Scenario => ({
  eligibility: { policy, limits },
  allowance: { policy: allowance.policy }
})

const changed = (policies: Pack.Policies, { household, transport }: Change, scenarios: Pack.Scenarios): Scenario => {
  const { allowance, eligibility } = recorded(policies)
  const { limits } = policies.admission
  return {
    eligibility: {
      ...eligibility,
      limits: Option.match(household, {
        onNone: () => limits,
        onSome: (atMost) =>
          limits.flatMap((limit) =>
            limit.reason !== scenarios.household ? [limit] : atMost === "none" ? [] : [{ ...limit, atMost }]
          )
      })
    },
    allowance: {
      ...allowance,
      ...Option.match(transport, {
        onNone: () => ({}),
        onSome: (price) =>
          scenarios.transport === undefined
            ? {}
            : { overrides: { [scenarios.transport.fact]: Money.minorUnits(price) } as never }
      })
    }
  }
}

/** Every application with what both policies read of it. */
const casesOf = (
  { cohorts, programme }: SeasonFiles,
  { admission, allowance }: Pack.Policies,
  pack: Pack.Shape
): Result.Result<ReadonlyArray<SeasonComparison.CohortCases<never, never>>, Schedule.NotASchedule> =>
  Result.gen(function* () {
    const people = People.make()
    const [asked, owed] = [admission, allowance].map(({ policy }) => Disclosure.readsOf(policy))
    const cases = []
    for (const files of cohorts) {
      const { roster } = files
      const cohort = Plan.cohortOf(pack, programme.id, files.cohort)
      const days = yield* daysOf(files, people)
      cases.push({
        cohort: { id: Cohort.id(files.cohort.id), quota: cohort.quota },
        applicants: roster.entries.map((applicant) => ({
          application: applicationOf(applicant, pack.identities, people),
          facts: { ...admission.facts(cohort), ...Disclosure.only(applicant.facts, asked!) } as never,
          claim: {
            ...allowance.facts(cohort, days(Option.map(applicant.number.known, people.of))),
            ...Disclosure.only(applicant.facts, owed!)
          } as never
        }))
      })
    }
    return cases
  })

/** An application as the flow knows it: no name, no number, the file row as its id. */
const applicationOf = (
  { keys, line, number, registeredAt }: Roster.Applicant,
  identities: Pack.Shape["identities"],
  people: People.People
): Application.Application => {
  const known = <A extends string>(value: Option.Option<A>) =>
    Option.match(value, { onNone: () => Application.missing, onSome: (one) => Application.known(one) })
  return {
    id: Application.id(`row-${line}`),
    registeredAt: registeredAt.moment,
    row: line,
    person: known(Option.map(number.known, people.of)),
    keys: Object.fromEntries(
      Object.keys(identities.keys).map((key) => [key, known(Option.map(keys[key] ?? Option.none(), people.key(key)))])
    )
  }
}

/** The days of whoever applied. Nobody recorded the days of somebody who held no seat: they are open, not absent. */
const daysOf = (files: CohortFiles, people: People.People) => {
  const known = files.roster.entries.flatMap(({ number }) => Option.toArray(Option.map(number.known, people.of)))
  const [first, ...rest] = files.cohort.sessions.map((date) => ({ _tag: "Unrecorded", date }) as const)
  const unrecorded = [first!, ...rest] as const
  return Result.map(
    Presence.onSheet(files, [...new Set(known)], people.of),
    (days) => (person: Option.Option<Person.Id>) =>
      Option.match(person, { onNone: () => unrecorded, onSome: (id) => days.get(id) ?? unrecorded })
  )
}
