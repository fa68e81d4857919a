/**
 * What one case gains and loses between two scenarios. Swapping the scenarios turns every difference round.
 */
import * as Equal from "effect/Equal"
import type { Standing } from "./Scenario.ts"

// ---- Models

/**
 * One case before and after. `id` is whatever the caller knows the case by; it is not looked at. `groups` says where the
 * case belongs, by dimension: `{ cohort: "kopi" }`.
 */
export interface Difference {
  readonly id: string
  readonly groups: Readonly<Record<string, string>>
  readonly changed: boolean
  readonly before: string
  readonly after: string
  readonly reasonsGained: ReadonlyArray<string>
  readonly reasonsLost: ReadonlyArray<string>
  readonly missingGained: ReadonlyArray<string>
  readonly missingLost: ReadonlyArray<string>
  /** Outputs that came to something else, in the order of the policies. */
  readonly outputsChanged: ReadonlyArray<string>
  readonly amount?: Amount
}

/** The chosen output on both sides; `undefined` where undetermined, and then there is no difference either. */
export interface Amount {
  readonly before: number | undefined
  readonly after: number | undefined
  /** After less before. */
  readonly difference: number | undefined
}

// ---- Functions

const without = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): ReadonlyArray<string> =>
  left.filter((name) => !right.includes(name))

const amountOf = (before: number | undefined, after: number | undefined): Amount => ({
  before,
  after,
  difference: before === undefined || after === undefined ? undefined : after - before
})

/** The difference between what two scenarios say of a case. */
export const between = (
  { groups, id }: Pick<Difference, "id" | "groups">,
  before: Standing,
  after: Standing
): Difference => {
  const names = [...new Set([...Object.keys(before.outputs), ...Object.keys(after.outputs)])]
  const outputsChanged = names.filter((name) => !Equal.equals(before.outputs[name], after.outputs[name]))
  const change = {
    reasonsGained: without(after.reasons, before.reasons),
    reasonsLost: without(before.reasons, after.reasons),
    missingGained: without(after.missing, before.missing),
    missingLost: without(before.missing, after.missing),
    outputsChanged
  }
  const hasAmount = "amount" in before || "amount" in after
  const amount = hasAmount ? { amount: amountOf(before.amount, after.amount) } : {}
  return {
    id,
    groups,
    changed:
      before.state !== after.state ||
      before.amount !== after.amount ||
      Object.values(change).some((names) => names.length > 0),
    before: before.state,
    after: after.state,
    ...change,
    ...amount
  }
}
