/**
 * Rules as values: the vocabulary of dates, money, ratios and cited parameters, and policies that decide, explain, are
 * checked and hashed.
 */
export * as Citation from "./vocabulary/Citation.ts"
export * as CivilDate from "./vocabulary/CivilDate.ts"
export * as CivilInterval from "./vocabulary/CivilInterval.ts"
export * as Dated from "./vocabulary/Dated.ts"
export * as Money from "./vocabulary/Money.ts"
export * as Ratio from "./vocabulary/Ratio.ts"
export * as Rounding from "./vocabulary/Rounding.ts"
export * as Text from "./vocabulary/Text.ts"
export * as Document from "./tree/Document.ts"
export * as Node from "./tree/Node.ts"
export * as Unit from "./tree/Unit.ts"
export * as Fact from "./build/Fact.ts"
export * as Expression from "./build/Expression.ts"
export * as Parameter from "./build/Parameter.ts"
export * as Duty from "./build/Duty.ts"
export * as Rule from "./build/Rule.ts"
export * as Decision from "./faces/Decision.ts"
