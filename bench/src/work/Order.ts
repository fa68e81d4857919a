/**
 * The two steps that look from one enrolment to the next, for contenders whose tool decides one record at a time and
 * leaves them to its host: R6, at most two of a household in a programme, and R9, the budget in strict order.
 */
import * as Enrolments from "./Enrolments.ts"
import * as Figures from "./Figures.ts"

/** What became of somebody whom the other rules let through. */
export type Standing = "paid" | "household" | "budget"

/** Looks at enrolments in order of arrival; `gross` is what the enrolment would be paid. */
export type Host = (programme: number, household: number, gross: number) => Standing

/** A host that has not seen anybody yet. */
export const host = ({ budget }: Pick<Enrolments.Enrolments, "budget">): Host => {
  const seated = new Map<number, number>()
  const left = Float64Array.from(budget)
  return (programme, household, gross) => {
    const key = household * Enrolments.programmes + programme
    const already = seated.get(key) ?? 0
    if (already >= Figures.mostOfHousehold) return "household"
    seated.set(key, already + 1)
    if (gross === 0) return "paid"
    // A budget that was too small once is closed: nothing is left for anybody who comes later.
    if (gross > left[programme]!) {
      left[programme] = 0
      return "budget"
    }
    left[programme]! -= gross
    return "paid"
  }
}
