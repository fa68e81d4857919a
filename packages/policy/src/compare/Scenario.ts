/**
 * One side of a comparison: a policy, the limits that count across people, and facts that are to be taken as something
 * else than recorded. A scenario is plain data but for the policy, so that it can be named, stored and run again.
 */
import type { Policy } from "../tree/Policy.ts"
import * as Decide from "../decide/Decide.ts"
import * as Decision from "../tree/Decision.ts"
import * as Fingerprint from "../tree/Fingerprint.ts"

// ---- Models

/**
 * `overrides` replace facts of every case, also where they are missing there; a list is replaced whole. `limits` are
 * hashed with the policy; counting them is the affair of whoever fills seats.
 */
export interface Scenario<F, A> {
  readonly policy: Policy<F, A>
  readonly overrides?: F
  readonly limits?: ReadonlyArray<unknown>
}

/** What a scenario answered about a case, as far as comparisons look at it. */
export interface Standing {
  /** `eligible`, `ineligible`, `undetermined`, `invalid` or `assessed`; an application may have states of its own. */
  readonly state: string
  readonly reasons: ReadonlyArray<string>
  /** Names of what is missing, or the paths that are not valid. */
  readonly missing: ReadonlyArray<string>
  /** The chosen output: a number, `undefined` where it is undetermined, absent where nothing was chosen. */
  readonly amount?: number | undefined
  /** What each output came to; compared for equality only. */
  readonly outputs: Readonly<Record<string, unknown>>
}

/** A scenario's name in a comparison. */
export interface Identity {
  readonly policy: string
  readonly fingerprint: Fingerprint.Fingerprint
}

// ---- Functions

/** The policy's id, and the fingerprint of policy and limits. Overrides change facts, not rules. */
export const identityOf = <F, A>({ limits, policy }: Scenario<F, A>): Identity => ({
  policy: policy.document.id,
  fingerprint: Fingerprint.of(policy, limits)
})

/** The answer of a scenario to recorded facts. */
export const decide = <F, A>({ overrides, policy }: Scenario<F, A>, facts: F): A =>
  Decide.decide(policy, overrides === undefined ? facts : { ...facts, ...overrides })

/** What a scenario says of a case; `amount` names the output that is added up. */
export const standingOf = <F, A>(scenario: Scenario<F, A>, facts: F, amount?: string): Standing => {
  const answer = decide(scenario, facts) as Decision.Answer
  const sum = (value: number | undefined) => (amount === undefined ? {} : { amount: value })
  switch (answer._tag) {
    case "Eligible":
      return { state: "eligible", reasons: [], missing: [], outputs: {} }
    case "Ineligible":
      return { state: "ineligible", reasons: answer.reasons, missing: [], outputs: {} }
    case "Undetermined":
      return { state: "undetermined", reasons: [], missing: answer.missing.map(Decision.nameOf), outputs: {} }
    case "Invalid":
      return { state: "invalid", reasons: [], missing: answer.paths, outputs: {}, ...sum(undefined) }
    case "Assessed": {
      const missing = missingOf(Object.values(answer.values))
      return {
        state: missing.length === 0 ? "assessed" : "undetermined",
        reasons: [],
        missing,
        outputs: answer.values,
        ...(amount === undefined ? {} : sum(numberOf(answer.values[amount])))
      }
    }
  }
}

const numberOf = (outcome: Decision.Outcome<unknown> | undefined): number | undefined =>
  outcome?._tag === "Determined" && typeof outcome.value === "number" ? outcome.value : undefined

/** What any output lacks, also a line of a list, each once. */
const missingOf = (outcomes: ReadonlyArray<Decision.Outcome<unknown>>): ReadonlyArray<string> => [
  ...new Set(
    outcomes.flatMap((outcome): ReadonlyArray<string> =>
      outcome._tag === "Undetermined"
        ? outcome.missing.map(Decision.nameOf)
        : Array.isArray(outcome.value)
          ? missingOf(outcome.value as ReadonlyArray<Decision.Outcome<unknown>>)
          : []
    )
  )
]
