/**
 * Forms as any Indonesian city fills them in: kinds of cells, marks of attendance, answers of banks, the city in
 * `programme.json`, and what is said where one of them cannot be read.
 */
export * as Answers from "./Answers.ts"
export * as Cells from "./Cells.ts"
export * as City from "./City.ts"
export * as Corrected from "./Corrected.ts"
export * as Faults from "./Faults.ts"
export * as Marks from "./Marks.ts"
export * as SanctionLetter from "./SanctionLetter.ts"
export * as Supervision from "./Supervision.ts"
