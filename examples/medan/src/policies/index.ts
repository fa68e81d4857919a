/**
 * The policy pack of the season. Eligibility and limits are the same wherever the season is run; the allowance asks for
 * the health protocol of the city.
 */
export { allowanceIn, ClaimFacts, SessionFacts, TaxFacts, TermsFacts } from "./Allowance.ts"
export { CohortFacts, eligibility, PersonFacts } from "./Eligibility.ts"
export { limits } from "./Limits.ts"
