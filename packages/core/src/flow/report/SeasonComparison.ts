/**
 * Two scenarios over one recorded season. A policy alone cannot say who gets a seat: limits count across people, seats
 * run out in order of registration, and a seat in an earlier cohort counts in the later ones. So each scenario fills
 * every cohort anew, pays whoever then holds a seat, and the two outcomes are compared application by application.
 *
 * Whoever gains a seat that nobody gave them has no attendance: what they would be owed is open, never a guess.
 */
import { Decision, Policy } from "@bina/policy"
import * as Compare from "@bina/policy/Compare"
import * as Result from "effect/Result"
import * as Admission from "../admission/Admission.ts"
import type * as Application from "../admission/Application.ts"
import type * as Limit from "../admission/Limit.ts"
import type * as Seat from "../admission/Seat.ts"
import type * as Cohort from "../programme/Cohort.ts"

// ---- Models

/** Who may join, under which limits, and what whoever is seated is owed. */
export interface Scenario<F, C, A> {
  readonly eligibility: Compare.Scenario<F, Decision.Decision> & { readonly limits: ReadonlyArray<Limit.Limit> }
  readonly allowance: Compare.Scenario<C, A>
}

/** An application with the facts that eligibility reads, and those that the allowance would read of it. */
export interface Applicant<F, C> {
  readonly application: Application.Application
  readonly facts: F
  readonly claim: C
}

/** A cohort as it was recorded. */
export interface CohortCases<F, C> {
  readonly cohort: Pick<Cohort.Cohort, "id" | "quota">
  readonly applicants: ReadonlyArray<Applicant<F, C>>
}

/**
 * A recorded season, cohorts in the order in which they are filled; `personFact` as in {@link Admission.fill}, `amount`
 * the output of the allowance that is added up, zero for whoever holds no seat.
 */
export interface Season<F, C> {
  readonly cohorts: ReadonlyArray<CohortCases<F, C>>
  readonly personFact: string
  readonly amount: string
}

/** An application and what became of it in a scenario. */
export interface Outcome {
  readonly cohort: Cohort.Id
  readonly application: Application.Id
  readonly standing: Compare.Standing
}

/** The picture, and the applications one by one in order of cohorts and registration. */
export interface SeasonComparison {
  readonly comparison: Compare.Comparison
  readonly differences: ReadonlyArray<Compare.Difference>
}

// ---- Rules

/** The states of applications, by the determination that gives them. */
export const states = {
  Seated: "seated",
  Waitlisted: "waitlisted",
  Refused: "refused",
  Undetermined: "undetermined",
  Duplicate: "duplicate"
} as const

/** The dimension under which cohorts are added up. */
export const dimension = "cohort"

/**
 * Compares two scenarios over a season. Fails when a cohort cannot be filled in one of them, or when the chosen output
 * cannot be added up; nothing about a person is ever a cause.
 */
export const compare = <F, C, A>(
  before: Scenario<F, C, A>,
  after: Scenario<F, C, A>,
  season: Season<F, C>
): Result.Result<SeasonComparison, Admission.NotFillable | Compare.NotAnAmount> =>
  Result.gen(function* () {
    const paid = yield* Compare.subjectOf(before.allowance, after.allowance, { amount: season.amount })
    const [was, is] = [yield* outcomesOf(before, season), yield* outcomesOf(after, season)]
    const differences = was.map(({ application, cohort, standing }, index) =>
      Compare.between({ id: application, groups: { [dimension]: cohort } }, standing, is[index]!.standing)
    )
    const subject: Compare.Subject = {
      ...paid,
      before: identityOf(before),
      after: identityOf(after),
      texts: {
        ...paid.texts,
        ...before.eligibility.policy.document.texts.facts,
        ...Policy.refusalTexts(before.eligibility.policy),
        ...after.eligibility.policy.document.texts.facts,
        ...Policy.refusalTexts(after.eligibility.policy),
        ...Admission.refusalsOf(before.eligibility.limits),
        ...Admission.refusalsOf(after.eligibility.limits)
      }
    }
    return { comparison: Compare.of(subject, differences), differences }
  })

/** What is said of a refusal is no rule: it leaves the fingerprint as it was. */
const identityOf = <F, C, A>({ eligibility: { limits, ...rest } }: Scenario<F, C, A>): Compare.Identity =>
  Compare.identityOf({ ...rest, limits: limits.map(({ refusal: _refusal, ...rule }: Limit.Limit) => rule) })

/** What became of every application in a scenario, in order of cohorts and registration. */
export const outcomesOf = <F, C, A>(
  { allowance, eligibility }: Scenario<F, C, A>,
  { amount, cohorts, personFact }: Season<F, C>
): Result.Result<ReadonlyArray<Outcome>, Admission.NotFillable> =>
  Result.gen(function* () {
    const seats: Array<Seat.Seat> = []
    const outcomes: Array<Outcome> = []
    for (const { applicants, cohort } of cohorts) {
      const claims = new Map(applicants.map(({ application, claim }) => [application.id, claim]))
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a cohort is filled, no array
      const filled = yield* Admission.fill({
        cohort,
        personFact,
        limits: eligibility.limits,
        applications: applicants.map(({ application, facts }) => ({
          application,
          decision: Compare.decide(eligibility, facts)
        })),
        earlierSeats: seats
      })
      for (const seat of Admission.seatsOf(filled)) seats.push(seat)
      for (const { application, determination } of filled.determinations) {
        const owed = determination._tag === "Seated" ? paid(allowance, claims.get(application.id)!, amount) : unpaid
        outcomes.push({
          cohort: cohort.id,
          application: application.id,
          standing: { ...told(determination), ...owed }
        })
      }
    }
    return outcomes
  })

const unpaid = { amount: 0, outputs: {} } as const

const paid = <C, A>(
  allowance: Compare.Scenario<C, A>,
  claim: C,
  amount: string
): Pick<Compare.Standing, "amount" | "outputs"> => {
  const { amount: owed, outputs } = Compare.standingOf(allowance, claim, amount)
  return { amount: owed, outputs }
}

const told = (determination: Admission.Determination): Pick<Compare.Standing, "state" | "reasons" | "missing"> => ({
  state: states[determination._tag],
  reasons: determination._tag === "Refused" ? determination.reasons : [],
  missing:
    determination._tag === "Undetermined"
      ? [...new Set([...determination.missing.map(Decision.nameOf), ...determination.invalid])]
      : []
})
