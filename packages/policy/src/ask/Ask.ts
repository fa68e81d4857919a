/**
 * What can be asked about one case beyond its answer: which missing facts can still matter, cheapest first, and what
 * would have to change for another answer.
 */
export {
  type Change,
  type Counterfactual,
  counterfactual,
  NotChangeable,
  type Options as CounterfactualOptions
} from "./Counterfactual.ts"
export { FactsRefused } from "./FactsRefused.ts"
export { type NextFact, nextFacts, type Options as NextFactsOptions } from "./NextFact.ts"
export { NoSuchAnswer, type Target } from "./WantedAnswer.ts"
export { type Budgets } from "../search/Solver.ts"
