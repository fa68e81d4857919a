/**
 * Decides one case: the answer that a policy gives to facts as far as they are known.
 */
import type * as Analysis from "../tree/Analysis.ts"
import type { Policy } from "../tree/Policy.ts"
import type * as Document from "../tree/Document.ts"
import type * as Operations from "./Operations.ts"
import * as Case from "./Case.ts"
import type * as Decision from "../tree/Decision.ts"
import * as Evaluate from "./Evaluate.ts"

// ---- Models

type NonEmpty<A> = readonly [A, ...Array<A>]

// ---- Rules

/**
 * Decides a case. A key that is not there is missing; facts that cannot be what they claim make the answer `Invalid`.
 *
 * A policy of requirements answers with a `Decision`, a policy of outputs with an `Assessment`.
 */
export const decide = <F, A>(policy: Policy<F, A>, facts: F): A => {
  const paths = Case.invalidPaths(policy.analysis, facts)
  const answer: Decision.Answer =
    paths.length > 0
      ? { _tag: "Invalid", paths: paths as NonEmpty<string> }
      : answerOf(policy.document.answers, Evaluate.begin(policy.analysis, facts as Case.Facts))
  return answer as A
}

/** The answer of a policy whose facts have been checked. */
export const answerOf = (answers: Document.Answers, scope: Evaluate.Scope): Decision.Answer =>
  answers.kind === "requirements" ? requirements(answers.rules, scope) : outputs(answers.outputs, scope)

const requirements = (rules: ReadonlyArray<string>, scope: Evaluate.Scope): Decision.Decision => {
  const values: Array<Evaluate.Evaluated> = []
  const reasons: Array<string> = []
  for (const name of rules) {
    const value = Evaluate.ruleOf(name, scope)
    values.push(value)
    if (value === false) reasons.push(name)
  }
  if (reasons.length > 0) return { _tag: "Ineligible", reasons: reasons as unknown as NonEmpty<string> }
  const missing = missingOf(values, scope.analysis)
  return missing === undefined ? { _tag: "Eligible" } : { _tag: "Undetermined", missing }
}

const outputs = (
  declared: Extract<Document.Answers, { readonly kind: "outputs" }>["outputs"],
  scope: Evaluate.Scope
): Decision.Assessment<Readonly<Record<string, unknown>>> => ({
  _tag: "Assessed",
  values: Object.fromEntries(declared.map(({ name, value }) => [name, output(value, scope)]))
})

const output = (node: Document.Rule["body"], scope: Evaluate.Scope): Decision.Outcome<unknown> => {
  if (node.kind !== "rule" || scope.analysis.rules.get(node.name)!.kind !== "each") {
    return outcome(Evaluate.evaluate(node, scope), scope.analysis)
  }
  const values = Evaluate.eachOf(node.name, scope)
  return values instanceof Evaluate.Lacking
    ? outcome(values, scope.analysis)
    : { _tag: "Determined", value: values.map((value) => outcome(value, scope.analysis)) }
}

/** A value, or what is missing in order. */
export const outcome = (value: Evaluate.Evaluated, analysis: Analysis.Analysis): Decision.Outcome<Operations.Value> => {
  const missing = missingOf([value], analysis)
  return missing === undefined
    ? { _tag: "Determined", value: value as Operations.Value }
    : { _tag: "Undetermined", missing }
}

/** What several values lack, each thing once: facts in schema order, then parameters, then duties. */
export const missingOf = (
  values: ReadonlyArray<Evaluate.Evaluated>,
  { order }: Analysis.Analysis
): NonEmpty<Decision.Item> | undefined => {
  if (!Evaluate.isAnyLacking(values)) return undefined
  const lacking = values.filter((value) => value instanceof Evaluate.Lacking)
  const keys = new Set(lacking.flatMap(({ items }) => [...items]))
  return [...keys].toSorted((a, b) => order.get(a)! - order.get(b)!).map(itemOf) as unknown as NonEmpty<Decision.Item>
}

const itemOf = (key: string): Decision.Item => {
  const name = key.slice(key.indexOf(":") + 1)
  if (key.startsWith("parameter:")) return { _tag: "MissingParameter", name }
  if (key.startsWith("duty:")) return { _tag: "MissingDuty", name }
  return { _tag: "MissingFact", path: name }
}
