/**
 * Rebuilds facts from nothing but the leaf values of an explanation.
 */
import type { Policy } from "@bina/policy"
import type { GeneratedFacts } from "@bina/testkit"
import * as Option from "effect/Option"
import * as Declared from "../Declared.ts"

const lists = new Set(["count", "some", "every", "sum", "least", "greatest"])

/** The facts that an explanation shows, and no others. */
export const leavesOf = <A>(policy: Policy.Foreign, explanation: Policy.Explanation<A>): GeneratedFacts.Facts => {
  const facts: Record<string, unknown> = {}
  const elementsOf = (list: string): Array<Record<string, unknown>> => (facts[list] ??= []) as never
  const reach = (list: string, length: number) => {
    const elements = elementsOf(list)
    while (elements.length < length) elements.push({})
  }
  const put = (step: Policy.Step) => {
    const { finding, name } = step
    if (finding.kind !== "value" && finding.kind !== "absent") return
    const [first, second] = name!.split(".") as [string, string | undefined]
    const leaf = Declared.facts(policy).get(name!)!
    const value = finding.kind === "absent" ? Option.none() : finding.value
    const wrapped = leaf.kind !== "list" && leaf.optional && finding.kind === "value" ? Option.some(value) : value
    if (second === undefined) facts[first] = wrapped
    else {
      reach(first, step.element! + 1)
      elementsOf(first)[step.element!]![second] = wrapped
    }
  }
  const walk = (step: Policy.Step) => {
    if (step.node === "fact") put(step)
    if (lists.has(step.node) && isKnownList(step))
      reach(step.name!, Math.max(0, ...step.inputs.map(({ element }) => (element ?? -1) + 1)))
    step.inputs.forEach(walk)
  }
  for (const rule of explanation.rules) {
    const declared = policy.document.rules.find(({ name }) => name === rule.name)
    if (declared?.kind === "each" && !isMissing(explanation, declared.list, rule))
      reach(declared.list, rule.steps.length)
    rule.steps.forEach(walk)
  }
  return facts
}

/** A list node without inputs over a missing list says that the list itself is missing. */
const isKnownList = (step: Policy.Step): boolean =>
  step.inputs.length > 0 ||
  !(
    step.finding.kind === "missing" &&
    step.finding.missing.some((item) => item._tag === "MissingFact" && item.path === step.name)
  )

/** An `each` rule has no steps for an empty list and for a missing one; its output tells them apart. */
const isMissing = <A>(explanation: Policy.Explanation<A>, list: string, rule: Policy.RuleSteps): boolean => {
  if (rule.steps.length > 0) return false
  const answer = explanation.answer as Policy.Answer
  if (answer._tag !== "Assessed") return true
  return Object.values(answer.values).some(
    (outcome) =>
      outcome._tag === "Undetermined" &&
      outcome.missing.some((item) => item._tag === "MissingFact" && item.path === list)
  )
}
