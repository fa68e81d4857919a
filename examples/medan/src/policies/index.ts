/**
 * The policy pack of the season. Eligibility and limits are the same wherever the season is run; the allowance asks for
 * the health protocol of the city.
 */
export { allowanceIn } from "./Allowance.ts"
export { eligibility } from "./Eligibility.ts"
export { limits } from "./Limits.ts"
