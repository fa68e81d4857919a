/**
 * Policies, from making one to all that it does with one case: `decide` and `explain` it, `render` the explanation,
 * write and read JSON, `fingerprint`. What looks at many cases at once, or at all of them, has a door of its own,
 * paid for by those who use it: `Check`, `Ask`, `Cases`, `Many`, `Sql`, `Prose`,
 * `Compare`.
 */
export { allOf, make, type Outputs, Requirements, type ValueOf, type ValuesOf } from "./build/Make.ts"
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
export { type Audience, type Options as RenderOptions, render } from "./explain/Render.ts"
export { type Fingerprint, of as fingerprint, ofTexts as textsFingerprint } from "./tree/Fingerprint.ts"
export { decode, decodeText, encode, type Foreign, NotAPolicy } from "./tree/PolicyJson.ts"
export { type FactsOf, fromDocument, type Policy, PolicyRefused, readsOf, refusalTexts } from "./tree/Policy.ts"
export { type Reads } from "./tree/Analysis.ts"
