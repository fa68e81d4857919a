/**
 * Policies, from making one to every face that it has: `decide` and `explain` a case, `render` the explanation, `check`
 * for flaws, write and read JSON, `fingerprint`.
 */
export {
  type FactsOf,
  allOf,
  fromDocument,
  make,
  type Outputs,
  type Policy,
  PolicyRefused,
  Requirements,
  type ValueOf,
  type ValuesOf
} from "./build/Policy.ts"
export { check, checkJson, type Options as CheckOptions } from "./faces/Check.ts"
export { type Answer, decide } from "./faces/Decide.ts"
export {
  type DatedEntry,
  explain,
  type Explanation,
  type Finding,
  type Options as ExplainOptions,
  type RuleSteps,
  type Step
} from "./faces/Explain.ts"
export { type Fingerprint, of as fingerprint, ofTexts as textsFingerprint } from "./faces/Fingerprint.ts"
export { type Change, counterfactual, type Counterfactual, NotChangeable } from "./faces/solve/Counterfactual.ts"
export { type NextFact, nextFacts } from "./faces/solve/NextFact.ts"
export { FactsRefused } from "./faces/solve/Root.ts"
export { NoSuchAnswer, type Target } from "./faces/solve/Target.ts"
export { compileMany, decideMany } from "./faces/columns/DecideMany.ts"
export { compare } from "./faces/compare/Compare.ts"
export { toProse } from "./faces/prose/Prose.ts"
export { toSql } from "./faces/sql/ToSql.ts"
export { decode, decodeText, encode, type Foreign, NotAPolicy } from "./faces/Json.ts"
export { type Audience, type Options as RenderOptions, render } from "./faces/Render.ts"
