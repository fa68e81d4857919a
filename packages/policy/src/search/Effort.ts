/**
 * The one budget of everything that is asked of a policy in one call. A question has a budget of boxes, but a box of a
 * large policy is dear, and a large policy has many questions: only a budget of the whole ends in a time that can be
 * told beforehand. It is counted in steps, not in seconds, so that every machine gives the same answer.
 *
 * A step is a term looked at, or one operand of it, in a box or in a case: well below a microsecond.
 */

// ---- Models

/** The steps that are left. */
export interface Effort {
  left: number
}

// ---- Functions

/** Steps for one call unless somebody says otherwise: a few seconds. */
export const defaultSteps = 5_000_000

/**
 * What one question may take at most of what is left, as a divisor: a question that nobody can decide must not leave
 * nothing to those after it.
 */
const share = 8

/** A budget of so many steps. */
export const of = (steps: number): Effort => ({ left: steps })

/** Whether nothing is left: every further question is answered "not decided" without being looked at. */
export const isSpent = ({ left }: Effort): boolean => left <= 0

/** Asks one question with its share of what is left. */
export const forOne = <A>(effort: Effort, ask: () => A): A => {
  const own = Math.ceil(effort.left / share)
  const reserve = effort.left - own
  effort.left = own
  const answer = ask()
  effort.left += reserve
  return answer
}
