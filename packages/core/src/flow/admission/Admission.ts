/**
 * Fills a cohort: whoever registered first is looked at first, a policy has already said of each applicant alone
 * whether the rules are met, and this module adds what needs memory from row to row: the same person twice, limits
 * that count across people, the quota, the waitlist. Everybody who applied gets exactly one determination, and every
 * refusal gives all its reasons.
 */
import { Decision } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Cohort from "../programme/Cohort.ts"
import type * as Person from "../../words/Person.ts"
import * as Application from "./Application.ts"
import * as Limits from "./Limit.ts"
import * as Missing from "../../words/Missing.ts"
import type * as Seat from "./Seat.ts"

export { Limit, limitsDocument, limitsTexts, refusalsOf } from "./Limit.ts"

// ---- Models

/**
 * An application and what the eligibility policy answered about it. `isAdmittedByHand` marks one that an officer admits
 * against rule or limit: neither is asked, but the quota is, and nobody gets a seat who cannot be named and counted.
 */
export interface Candidate {
  readonly application: Application.Application
  readonly decision: Decision.Decision
  readonly isAdmittedByHand?: boolean
}

/**
 * What earlier fillings of this cohort left: `seated` hold its seats, which count and do not move; `settled` are known
 * and hold none, so that another application of the same person is a duplicate.
 */
export interface Standing {
  readonly seated: ReadonlyArray<Application.Application>
  readonly settled: ReadonlyArray<Application.Application>
}

/**
 * What became of an application. `Refused` gives the reasons of the policy in its order, then those of the limits in
 * theirs. `Undetermined` names the facts that are missing, and the paths of facts that cannot be what they claim to
 * be (`invalid`); at least one of the two is not empty. `position` counts from 1. `Duplicate` is set aside; `of` is
 * the first application of the same person.
 */
export const Determination = Schema.TaggedUnion({
  Seated: {},
  Waitlisted: { position: Schema.Int.check(Schema.isGreaterThan(0)) },
  Refused: { reasons: Schema.NonEmptyArray(Decision.Reason) },
  Undetermined: { missing: Schema.Array(Decision.Item), invalid: Schema.Array(Schema.String) },
  Duplicate: { of: Application.Id }
})
export type Determination = typeof Determination.Type

/** An application with its determination. */
export interface Determined {
  readonly application: Application.Application
  readonly determination: Determination
}

/** A filled cohort: one determination per application, in order of registration. */
export interface Filled {
  readonly cohort: Cohort.Id
  readonly determinations: ReadonlyArray<Determined>
}

// ---- Errors

/** Two applications carry one id, so that a determination could not say whose it is. */
export class RepeatedApplication extends Schema.TaggedError<RepeatedApplication>()("RepeatedApplication", {
  application: Application.Id
}) {
  override get message(): string {
    return `two applications carry the id ${this.application}: give each its own`
  }
}

/** The seats of other cohorts hold some of this very one; those belong to what stands in the cohort. */
export class AlreadyFilled extends Schema.TaggedError<AlreadyFilled>()("AlreadyFilled", { cohort: Cohort.Id }) {
  override get message(): string {
    return `${this.cohort} already has seats: give them as standing in the cohort, and as earlier seats those of other cohorts only`
  }
}

/** Why a cohort cannot be filled at all. */
export type NotFillable =
  | RepeatedApplication
  | AlreadyFilled
  | Limits.RepeatedLimit
  | Limits.UndeclaredKey
  | Limits.UncountableSeat

// ---- Rules

/**
 * Determines every application of a cohort, from the first registered to the last (by moment, then row).
 *
 * - A second application of the same known person is a `Duplicate`, whatever became of the first. Somebody whose
 *   person key is missing is never a duplicate: a ruined number is the same text for many people.
 * - `Invalid` of the policy is neither yes nor no: undetermined, with the paths, before anything else is said.
 * - With any reason, of the policy or of a limit: refused, even if something else is missing.
 * - Else, with anything missing: undetermined. A limit whose key is missing adds the key, and so does a seat for
 *   somebody who cannot be named.
 * - Else seated while the quota lasts, then waitlisted. A limit counts seats that are really held, and applies to
 *   those as well who would only be waitlisted.
 *
 * `personFact` is the name under which the person key counts and goes missing: a limit with that `key` counts persons.
 * `standing`, where the cohort was filled before, keeps its seats: they count against quota and limits, and only the
 * places that are left are given. A waiting application may be looked at again; it is no duplicate of itself.
 *
 * Takes one pass over the applications and one over the earlier seats.
 */
export const fill = (request: {
  readonly cohort: Pick<Cohort.Cohort, "id" | "quota">
  readonly personFact: string
  readonly limits: ReadonlyArray<Limits.Limit>
  readonly applications: ReadonlyArray<Candidate>
  readonly earlierSeats: ReadonlyArray<Seat.Seat>
  readonly standing?: Standing
}): Result.Result<Filled, NotFillable> =>
  Result.gen(function* () {
    const { cohort, earlierSeats, limits, personFact, standing = { seated: [], settled: [] } } = request
    if (earlierSeats.some((seat) => seat.cohort === cohort.id)) {
      return yield* Result.fail(new AlreadyFilled({ cohort: cohort.id }))
    }
    const counters = yield* Limits.countersOf(limits, earlierSeats, personFact)
    const ids = new Set<Application.Id>()
    const firstOf = new Map<Person.Id, Application.Id>()
    const determinations: Array<Determined> = []
    let seated = standing.seated.length
    let waiting = 0

    for (const application of standing.seated) {
      const keys = yield* Limits.keysOf(application, limits, personFact)
      keys.forEach((key, index) => Limits.count(counters[index]!, key))
    }
    for (const { id, person } of [...standing.seated, ...standing.settled]) {
      if (person._tag === "Known" && !firstOf.has(person.value)) firstOf.set(person.value, id)
    }

    for (const { application, decision, isAdmittedByHand = false } of request.applications.toSorted(inOrder)) {
      if (ids.has(application.id)) return yield* Result.fail(new RepeatedApplication({ application: application.id }))
      ids.add(application.id)
      const keys = yield* Limits.keysOf(application, limits, personFact)
      const { person } = application
      const first = person._tag === "Known" ? firstOf.get(person.value) : undefined
      if (first !== undefined && first !== application.id) {
        determinations.push({ application, determination: { _tag: "Duplicate", of: first } })
        continue
      }
      if (person._tag === "Known") firstOf.set(person.value, application.id)

      const asked = isAdmittedByHand ? undefined : decision
      const obstacle = obstacleOf(asked, person, personFact, limits, keys, counters)
      if (obstacle !== undefined) {
        determinations.push({ application, determination: obstacle })
      } else if (seated < cohort.quota) {
        seated += 1
        keys.forEach((key, index) => Limits.count(counters[index]!, key))
        determinations.push({ application, determination: { _tag: "Seated" } })
      } else {
        waiting += 1
        determinations.push({ application, determination: { _tag: "Waitlisted", position: waiting } })
      }
    }
    return { cohort: cohort.id, determinations }
  })

/** The seats that a filled cohort gave, in order of registration: the earlier seats of the cohorts that follow. */
export const seatsOf = (filled: Filled): ReadonlyArray<Seat.Seat> =>
  filled.determinations.flatMap(({ application, determination }) =>
    determination._tag === "Seated" && application.person._tag === "Known"
      ? [
          {
            cohort: filled.cohort,
            application: application.id,
            person: application.person.value,
            keys: application.keys
          }
        ]
      : []
  )

const inOrder = (a: Candidate, b: Candidate): number => Application.compare(a.application, b.application)

/** What keeps an application from a seat or a place on the waitlist, if anything does; no decision is asked by hand. */
const obstacleOf = (
  decision: Decision.Decision | undefined,
  person: Application.Applicant,
  personFact: string,
  limits: ReadonlyArray<Limits.Limit>,
  keys: ReadonlyArray<Application.Key>,
  counters: ReadonlyArray<Limits.Counter>
): Determination | undefined => {
  const reasons = new Set<Decision.Reason>(decision?._tag === "Ineligible" ? decision.reasons : [])
  const lacks: Array<Decision.Item> = decision?._tag === "Undetermined" ? [...decision.missing] : []

  limits.forEach(({ reason, key: name, atMost }, index) => {
    const key = keys[index]!
    if (key._tag === "Missing") lacks.push({ _tag: "MissingFact", path: name })
    else if (decision !== undefined && (counters[index]!.get(key.value) ?? 0) >= atMost) reasons.add(reason)
  })
  if (person._tag === "Missing") lacks.push({ _tag: "MissingFact", path: personFact })

  const missing = Missing.once(lacks)
  if (decision?._tag === "Invalid") return { _tag: "Undetermined", missing, invalid: decision.paths }
  const [reason, ...others] = reasons
  if (reason !== undefined) return { _tag: "Refused", reasons: [reason, ...others] }
  return missing.length > 0 ? { _tag: "Undetermined", missing, invalid: [] } : undefined
}
