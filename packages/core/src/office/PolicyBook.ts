/**
 * The policies that an office can decide by, each under its fingerprint, with what the tree cannot say: the limits that
 * count across people, where the programme's own facts come from, and which answers mean what. A programme pins
 * fingerprints; what is pinned and not in the book stops the office instead of being replaced by something alike.
 */
import { type Decision, Policy } from "@bina/policy"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Admission from "../flow/admission/Admission.ts"
import type * as Attendance from "../flow/attendance/Attendance.ts"
import type * as ParticipationEvent from "../streams/participation/Event.ts"
import * as AccountText from "../streams/together/AccountText.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as Programme from "../flow/programme/Programme.ts"
import type * as Disclosure from "../privacy/Disclosure.ts"

// ---- Models

/** The stages whose policies the office asks: who may join, and what is owed. */
export const Stage = Schema.Literals(["admission", "allowance"])
export type Stage = typeof Stage.Type

/**
 * Who may join. `personFact` is the name under which the person counts and goes missing; `limits` count across people,
 * `seatLimits` the seats of one person over all programmes of a kind; a season limit with the key `personFact` is one by
 * itself. `facts` gives what the policy reads of the cohort, and `mapping` names that way with its version: code cannot
 * be hashed, so a mapping that is changed is given another name, and with it another fingerprint.
 */
export interface AdmissionPolicy {
  readonly mapping: string
  readonly policy: Policy.Policy<never, Decision.Decision>
  readonly personFact: string
  readonly limits: ReadonlyArray<Admission.Limit>
  readonly seatLimits: ReadonlyArray<ParticipationEvent.SeatLimit>
  readonly facts: (cohort: Cohort.Cohort) => Disclosure.Facts
}

/**
 * What is owed. `outputs` names the answers: one for each session, gross, tax, and net where the policy gives it;
 * `rule` is the rule by which a day is paid. `facts` gives what the policy reads of the cohort and of somebody's days;
 * an observation stands in clear if `openObservations` gives its name and it has the form that stands there; any other is
 * sealed when it is recorded. `mapping` names `facts`, as in {@link AdmissionPolicy}.
 */
export interface AllowancePolicy {
  readonly mapping: string
  readonly policy: Policy.Policy<never, Decision.Assessment<unknown>>
  readonly rule: string
  readonly outputs: { readonly days: string; readonly gross: string; readonly tax: string; readonly net?: string }
  readonly openObservations: Readonly<Record<string, Attendance.Form>>
  readonly facts: (cohort: Cohort.Cohort, days: Attendance.Days) => Disclosure.Facts
}

/** A policy of one stage or the other, under its fingerprint; `terms` are what else was hashed into that. */
export type Entry = (
  | ({ readonly stage: "admission" } & AdmissionPolicy)
  | ({ readonly stage: "allowance" } & AllowancePolicy)
) & { readonly fingerprint: Programme.Fingerprint; readonly terms: Schema.Json }

type EntryOf<S extends Stage> = Extract<Entry, { readonly stage: S }>

// ---- Errors

/** The office was not given the policy. */
export class UnknownPolicy extends Schema.TaggedError<UnknownPolicy>()("UnknownPolicy", {
  stage: Stage,
  fingerprint: Programme.Fingerprint
}) {
  override get message(): string {
    return `the policy ${this.fingerprint} of ${this.stage} is not in the book of this office: give it, or amend the programme to one that is`
  }
}

/** The programme has no policy for the stage, so there is nothing to decide by. */
export class NoPolicy extends Schema.TaggedError<NoPolicy>()("NoPolicy", {
  stage: Stage,
  programme: Schema.String
}) {
  override get message(): string {
    return `${this.programme} has no policy of ${this.stage}: pin one before anything is decided in it`
  }
}

// ---- Service

/** All policies that the office was given. */
export class PolicyBook extends Context.Service<
  PolicyBook,
  { readonly entries: ReadonlyMap<Programme.Fingerprint, Entry> }
>()("@bina/core/PolicyBook") {}

// ---- Rules

const fingerprintOf = (policy: Policy.Policy<never, unknown>, terms: Schema.Json) =>
  Programme.Fingerprint.make(Policy.fingerprint(policy, [terms]).slice("sha256:".length))

/** An entry for admission; its fingerprint covers the tree, every limit, and how facts and persons are named. */
export const admission = (given: AdmissionPolicy): Entry => {
  const { mapping, personFact, policy, seatLimits } = given
  const terms = { mapping, personFact, limits: Admission.limitsDocument(given.limits), seatLimits } as Schema.Json
  return { stage: "admission", ...given, terms, fingerprint: fingerprintOf(policy, terms) }
}

/** An entry for what is owed; its fingerprint covers the tree, what its answers mean, and how facts are named. */
export const allowance = (given: AllowancePolicy): Entry => {
  const { mapping, openObservations, outputs, policy, rule } = given
  const terms = { mapping, rule, outputs, openObservations } as Schema.Json
  return { stage: "allowance", ...given, terms, fingerprint: fingerprintOf(policy, terms) }
}

/** What the codes and names of these policies stand for, for whoever tells people what was decided by them. */
export const words = (...entries: ReadonlyArray<Entry>): AccountText.Words =>
  AccountText.wordsOf(
    new Map(
      entries.map((entry) => [
        entry.fingerprint,
        { policy: entry.policy, limits: entry.stage === "admission" ? entry.limits : [] }
      ])
    )
  )

/** A book of these entries. */
export const layer = (...entries: ReadonlyArray<Entry>): Layer.Layer<PolicyBook> =>
  Layer.succeed(PolicyBook, { entries: new Map(entries.map((entry) => [entry.fingerprint, entry])) })

/** The entry of a stage; fails with {@link UnknownPolicy} when it is not there, or is one of the other stage. */
export const find = <S extends Stage>(
  { entries }: PolicyBook["Service"],
  stage: S,
  fingerprint: Programme.Fingerprint
): Result.Result<EntryOf<S>, UnknownPolicy> => {
  const entry = entries.get(fingerprint)
  return entry?.stage === stage
    ? Result.succeed(entry as EntryOf<S>)
    : Result.fail(new UnknownPolicy({ stage, fingerprint }))
}

/** Every limit on the seats of one person: those given as such, and season limits that count persons. */
export const seatLimitsOf = ({
  limits,
  personFact,
  seatLimits
}: AdmissionPolicy): ReadonlyArray<ParticipationEvent.SeatLimit> => [
  ...limits.flatMap(({ atMost, citation, key, reason, scope }) =>
    scope === "season" && key === personFact ? [{ reason, scope: "season" as const, atMost, citation }] : []
  ),
  ...seatLimits
]
