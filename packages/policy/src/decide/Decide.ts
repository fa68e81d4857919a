/**
 * Decides one case: the answer that a policy gives to facts as far as they are known.
 */
import type * as Analysis from "../tree/Analysis.ts"
import type * as Decision from "../tree/Decision.ts"
import type * as Document from "../tree/Document.ts"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Evaluate from "./Evaluate.ts"
import * as Lacking from "./Lacking.ts"
import type * as Operations from "./Operations.ts"

// ---- Models

type NonEmpty<A> = readonly [A, ...Array<A>]

// ---- Functions

/**
 * Decides a case. A key that is not there is missing; facts that cannot be what they claim make the answer `Invalid`.
 *
 * A policy of requirements answers with a `Decision`, a policy of outputs with an `Assessment`.
 */
export const decide = <F, A>(policy: Policy<F, A>, facts: F): A => {
  const program = Evaluate.programOf(analysisOf(policy))
  const read = program.reader.read(facts)
  const answer: Decision.Answer =
    "paths" in read ? invalid(read.paths) : answerOf(policy.document.answers, Evaluate.begin(program, read))
  return answer as A
}

/** The answer to facts that are not what they claim to be. */
export const invalid = (paths: ReadonlyArray<string>): Decision.Answer => ({
  _tag: "Invalid",
  paths: paths as NonEmpty<string>
})

/** The answer of a policy whose facts have been checked. */
export const answerOf = (answers: Document.Answers, scope: Evaluate.Scope): Decision.Answer =>
  answers.kind === "requirements" ? requirements(answers.rules, scope) : outputs(answers.outputs, scope)

const requirements = (rules: ReadonlyArray<string>, scope: Evaluate.Scope): Decision.Decision => {
  const values: Array<Evaluate.Evaluated> = []
  const reasons: Array<string> = []
  for (const name of rules) {
    const value = Evaluate.ruleOf(name, scope)
    if (value === false) reasons.push(name)
    else if (value !== true) values.push(value)
  }
  if (reasons.length > 0) return { _tag: "Ineligible", reasons: reasons as unknown as NonEmpty<string> }
  const missing = missingOf(values, scope.program.analysis)
  return missing === undefined ? { _tag: "Eligible" } : { _tag: "Undetermined", missing }
}

const outputs = (
  declared: Extract<Document.Answers, { readonly kind: "outputs" }>["outputs"],
  scope: Evaluate.Scope
): Decision.Assessment<Readonly<Record<string, unknown>>> => {
  const values: Record<string, Decision.Outcome<unknown>> = {}
  for (const { name, value } of declared) values[name] = output(value, scope)
  return { _tag: "Assessed", values }
}

const output = (node: Document.Rule["body"], scope: Evaluate.Scope): Decision.Outcome<unknown> => {
  const { analysis } = scope.program
  if (node.kind !== "rule" || analysis.rules.get(node.name)!.kind !== "each") {
    return outcome(Evaluate.evaluate(node, scope), analysis)
  }
  const values = Evaluate.eachOf(node.name, scope)
  return values instanceof Lacking.Lacking
    ? outcome(values, analysis)
    : { _tag: "Determined", value: values.map((value) => outcome(value, analysis)) }
}

/** A value, or what is missing in order. */
export const outcome = (value: Evaluate.Evaluated, analysis: Analysis.Analysis): Decision.Outcome<Operations.Value> =>
  value instanceof Lacking.Lacking
    ? { _tag: "Undetermined", missing: itemsOf([value], analysis) }
    : { _tag: "Determined", value }

/** What several values lack, each thing once: facts in schema order, then parameters, then duties. */
export const missingOf = (
  values: ReadonlyArray<Evaluate.Evaluated>,
  analysis: Analysis.Analysis
): NonEmpty<Decision.Item> | undefined => {
  const lacking = values.filter((value) => value instanceof Lacking.Lacking)
  return lacking.length === 0 ? undefined : itemsOf(lacking, analysis)
}

const itemsOf = (lacking: ReadonlyArray<Lacking.Lacking>, { order }: Analysis.Analysis): NonEmpty<Decision.Item> => {
  const keys = new Set(lacking.flatMap(({ items }) => [...items]))
  return [...keys].toSorted((a, b) => order.get(a)! - order.get(b)!).map(itemOf) as unknown as NonEmpty<Decision.Item>
}

const itemOf = (key: string): Decision.Item => {
  const name = key.slice(key.indexOf(":") + 1)
  if (key.startsWith("parameter:")) return { _tag: "MissingParameter", name }
  if (key.startsWith("duty:")) return { _tag: "MissingDuty", name }
  return { _tag: "MissingFact", path: name }
}
