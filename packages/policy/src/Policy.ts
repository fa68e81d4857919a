/**
 * Policies, from making one to every face that it has: `decide` and `explain` a case, `render` the explanation, `check`
 * for flaws, write and read JSON, `fingerprint`.
 */
export { allOf, make, type Outputs, Requirements, type ValueOf, type ValuesOf } from "./build/Make.ts"
export { type FactsOf, fromDocument, type Policy, PolicyRefused } from "./tree/Policy.ts"
export { check, checkJson, type Options as CheckOptions } from "./check/Check.ts"
export { type Answer } from "./tree/Decision.ts"
export { decide } from "./decide/Decide.ts"
export {
  type DatedEntry,
  explain,
  type Explanation,
  type Finding,
  type Options as ExplainOptions,
  type RuleSteps,
  type Step
} from "./explain/Explain.ts"
export { type Fingerprint, of as fingerprint, ofTexts as textsFingerprint } from "./tree/Fingerprint.ts"
export { type Change, counterfactual, type Counterfactual, NotChangeable } from "./ask/Counterfactual.ts"
export { type NextFact, nextFacts } from "./ask/NextFact.ts"
export { FactsRefused } from "./ask/FactsRefused.ts"
export { NoSuchAnswer, type Target } from "./ask/WantedAnswer.ts"
export { compileMany, decideMany } from "./columns/Many.ts"
export { compare } from "./compare/Compare.ts"
export { toProse } from "./prose/Prose.ts"
export { toSql } from "./sql/ToSql.ts"
export { decode, decodeText, encode, type Foreign, NotAPolicy } from "./tree/Json.ts"
export { type Audience, type Options as RenderOptions, render } from "./explain/Render.ts"
