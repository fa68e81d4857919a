/**
 * The flow of a public training programme as pure functions on values, in the order in which it happens: a programme
 * with its cohorts, who joins, who comes, what they are owed, which budget pays it, and what it all came to. Policies
 * decide; these functions arrange what policies answered.
 */
export * as Moment from "./programme/Moment.ts"
export * as Person from "./programme/Person.ts"
export * as Programme from "./programme/Programme.ts"
export * as Cohort from "./programme/Cohort.ts"
export * as Schedule from "./programme/Schedule.ts"
export * as Partner from "./programme/Partner.ts"
export * as BudgetLine from "./programme/BudgetLine.ts"
export * as Application from "./participation/Application.ts"
export * as Missing from "./participation/Missing.ts"
export * as LimitProse from "./participation/LimitProse.ts"
export * as Seat from "./participation/Seat.ts"
export * as Admission from "./participation/Admission.ts"
export * as Attendance from "./participation/Attendance.ts"
export * as Completion from "./participation/Completion.ts"
export * as QualifyingDay from "./allowance/QualifyingDay.ts"
export * as Amounts from "./allowance/Amounts.ts"
export * as Entitlement from "./allowance/Entitlement.ts"
export * as Withholding from "./allowance/Withholding.ts"
export * as PayableList from "./allowance/PayableList.ts"
export * as Adjustment from "./allowance/Adjustment.ts"
export * as Budget from "./payment/Budget.ts"
export * as Summary from "./report/Summary.ts"
export * as SeasonComparison from "./report/SeasonComparison.ts"
