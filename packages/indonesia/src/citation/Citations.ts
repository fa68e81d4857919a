/**
 * Every instrument that this package cites, one constant each. Confidence is that of the facts taken from it: `sourced`
 * (a public page says so), `well-known` (commonly held, no page opened). Whole statutes were not read: check a figure
 * against the gazetted text before money is paid on it.
 */
export * from "./IdentityLaw.ts"
export * from "./BusinessLaw.ts"
export * from "./TaxLaw.ts"
export * from "./PriceLaw.ts"
export * from "./HealthLaw.ts"
export * from "./SupervisionLaw.ts"
export * from "./CalendarLaw.ts"
