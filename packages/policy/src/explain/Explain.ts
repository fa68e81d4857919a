/**
 * The same answer with the tree of steps that led to it, as data: which rule, from which facts, with which figure of
 * which day and law. It is made by the very evaluation that decides.
 *
 * A trace can be kept without personal values: with `values: "references"` a sealed fact stands as a reference to its
 * path, and whatever was computed from it is withheld; where a sealed fact chose a branch or elements of a list, the
 * steps behind it are withheld too, since which of them are there would tell. What the policy answered stays, and so
 * does the number of elements of a list.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Policy } from "../tree/Policy.ts"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import * as CivilInterval from "../vocabulary/CivilInterval.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import * as Case from "../decide/Case.ts"
import * as Decide from "../decide/Decide.ts"
import type * as Decision from "../tree/Decision.ts"
import * as Evaluate from "../decide/Evaluate.ts"
import * as Fingerprint from "../tree/Fingerprint.ts"

// ---- Models

/** What a step came to. */
export type Finding =
  | { readonly kind: "value"; readonly value: boolean | number | string | Ratio.Ratio }
  | { readonly kind: "absent" }
  | { readonly kind: "missing"; readonly missing: ReadonlyArray<Decision.Item> }
  | { readonly kind: "reference"; readonly path: string }
  | { readonly kind: "withheld" }

/** The entry of a dated value or duty that was read. */
export interface DatedEntry {
  readonly from: CivilDate.CivilDate
  readonly citation?: Citation.Citation
}

/** One node of the tree with what it came to, and the steps that it needed. */
export interface Step {
  readonly node: Node.Kind
  /** The fact's path, or the name of the rule, parameter, duty, table or list. */
  readonly name?: string
  /** How a comparison compares, or how a share or scale is rounded. */
  readonly how?: Node.Operator | Rounding.Rounding
  /** The currency of a number that is money. */
  readonly currency?: string
  /** Which element of a list the step is about, counted from 0. */
  readonly element?: number
  readonly finding: Finding
  readonly dated?: DatedEntry
  readonly inputs: ReadonlyArray<Step>
}

/** A named rule, or an output that is not one, with its steps: one, or one for each element of its list. */
export interface RuleSteps {
  readonly kind: Document.Rule["kind"] | "output"
  readonly name: string
  readonly citation?: Citation.Citation
  readonly steps: ReadonlyArray<Step>
}

/** An answer and how it came about. Rules stand in policy order; an invalid case has none. */
export interface Explanation<A> {
  readonly policy: string
  readonly fingerprint: Fingerprint.Fingerprint
  readonly answer: A
  readonly rules: ReadonlyArray<RuleSteps>
}

/** Whether values stand in the trace, or only references to sealed ones. */
export interface Options {
  readonly values?: "inline" | "references"
}

// ---- Rules

/** Decides a case and tells how. The answer equals that of `decide`. */
export const explain = <F, A>(policy: Policy<F, A>, facts: F, options: Options = {}): Explanation<A> => {
  const { analysis, document } = policy
  const head = { policy: document.id, fingerprint: Fingerprint.of(policy) }
  if (Case.invalidPaths(analysis, facts).length > 0) return { ...head, answer: Decide.decide(policy, facts), rules: [] }
  const scope = Evaluate.begin(analysis, facts as Case.Facts)
  const writer: Writer = { scope, hides: options.values === "references", sealed: new Set() }
  const rules = [
    ...document.rules.map((rule) => writeRule(rule, writer)),
    ...(document.answers.kind === "outputs"
      ? document.answers.outputs.flatMap((output) => writeOutput(output, writer))
      : [])
  ]
  return { ...head, answer: Decide.answerOf(document.answers, scope) as A, rules }
}

interface Writer {
  readonly scope: Evaluate.Scope
  readonly hides: boolean
  /** Rules whose value was computed from a sealed fact. */
  readonly sealed: Set<string>
}

const writeRule = (rule: Document.Rule, writer: Writer): RuleSteps => {
  const traces: Array<Evaluate.Trace> = []
  if (rule.kind === "each") Evaluate.eachOf(rule.name, writer.scope, traces)
  else Evaluate.ruleOf(rule.name, writer.scope, traces)
  const written = traces.map((trace) => writeStep(trace, writer))
  if (written.some(({ sealed }) => sealed)) writer.sealed.add(rule.name)
  const cited = rule.citation === undefined ? {} : { citation: rule.citation }
  return { kind: rule.kind, name: rule.name, ...cited, steps: written.map(({ step }) => step) }
}

const writeOutput = (
  { name, value }: { readonly name: string; readonly value: Node.Node },
  writer: Writer
): ReadonlyArray<RuleSteps> => {
  if (value.kind === "rule") return []
  const traces: Array<Evaluate.Trace> = []
  Evaluate.evaluate(value, writer.scope, traces)
  return [{ kind: "output", name, steps: traces.map((trace) => writeStep(trace, writer).step) }]
}

interface Written {
  readonly step: Step
  readonly sealed: boolean
}

const writeStep = (trace: Evaluate.Trace, writer: Writer): Written => {
  const { node } = trace
  const inputs = trace.inputs.map((input) => writeStep(input, writer))
  const sealed = inputs.some((input) => input.sealed) || isSealed(node, writer)
  const hidden = sealed && writer.hides
  const name = nameOf(node)
  const currency = currencyOf(node, inputs, writer)
  const dated = datedOf(trace, writer)
  // Key by key: there are many steps, and a literal with as many spreads takes several times as long.
  const step: { -readonly [K in keyof Step]: Step[K] } = {
    node: node.kind,
    finding: hidden ? hiddenFinding(trace) : findingOf(trace, writer),
    inputs: hidden && selects(node) ? withheldInputs(node, trace) : inputs.map((input) => input.step)
  }
  if (name !== undefined) step.name = name
  if ("operator" in node) step.how = node.operator
  else if ("rounding" in node) step.how = node.rounding
  if (!hidden && currency !== undefined && typeof trace.result === "number") step.currency = currency
  if (trace.element !== undefined) step.element = trace.element
  if (!hidden && dated !== undefined) step.dated = dated
  return { step, sealed }
}

/** Which steps there are depends on what was found: a branch was taken, elements were chosen. */
const selects = (node: Node.Node): boolean =>
  ["choose", "cases", "if-set", "sum", "least", "greatest"].includes(node.kind)

/** Everything that the tree could have read, whatever it did read. */
const withheldInputs = (node: Node.Node, { element }: Evaluate.Trace): ReadonlyArray<Step> =>
  [...new Set(Analysis.pathsOf(node))].map((path) => ({
    node: "fact",
    name: path,
    ...(element === undefined ? {} : { element }),
    finding: { kind: "reference", path },
    inputs: []
  }))

/** That a fact is missing stays known, since the answer may name it; nothing else of a sealed step does. */
const hiddenFinding = ({ node, result }: Evaluate.Trace): Finding => {
  if (node.kind !== "fact") return { kind: "withheld" }
  return result instanceof Evaluate.Lacking
    ? { kind: "missing", missing: [{ _tag: "MissingFact", path: node.path }] }
    : { kind: "reference", path: node.path }
}

const isSealed = (node: Node.Node, { scope, sealed }: Writer): boolean => {
  if (node.kind === "rule") return sealed.has(node.name)
  if (node.kind !== "fact") return false
  const leaf = scope.analysis.facts.get(node.path)
  return leaf === undefined || leaf.kind === "list" || !leaf.open
}

const findingOf = ({ result }: Evaluate.Trace, { scope }: Writer): Finding => {
  if (result instanceof Evaluate.Lacking) {
    return { kind: "missing", missing: Decide.missingOf([result], scope.analysis) ?? [] }
  }
  if (!Option.isOption(result)) return { kind: "value", value: result }
  return Option.match(result, {
    onNone: () => ({ kind: "absent" }) as const,
    onSome: (value) => ({ kind: "value", value }) as const
  })
}

const nameOf = (node: Node.Node): string | undefined => {
  if (node.kind === "fact") return node.path
  if ("name" in node) return node.name
  if ("table" in node) return node.table
  return "list" in node ? node.list : undefined
}

const currencyOf = (node: Node.Node, inputs: ReadonlyArray<Written>, { scope }: Writer): string | undefined => {
  const { facts, parameters, types } = scope.analysis
  switch (node.kind) {
    case "fact": {
      const leaf = facts.get(node.path)
      return leaf?.kind === "money" ? leaf.currency : undefined
    }
    case "literal":
      return node.unit === "money" ? node.currency : undefined
    case "rule": {
      const unit = types.get(node.name)?.unit
      return unit?.kind === "money" ? unit.currency : undefined
    }
    case "parameter": {
      const unit = parameters.get(node.name)?.unit
      return unit?.kind === "money" ? unit.currency : undefined
    }
    case "band": {
      const unit = parameters.get(node.table)?.unit
      return unit?.kind === "bands" && unit.gives.kind === "money" ? unit.gives.currency : undefined
    }
    case "count":
    case "age":
    case "days-between":
    case "ratio":
    case "compare":
      return undefined
    default:
      return inputs.map(({ step }) => step.currency).find((currency) => currency !== undefined)
  }
}

const datedOf = ({ inputs, node }: Evaluate.Trace, { scope }: Writer): DatedEntry | undefined => {
  const on = inputs.at(-1)?.result as CivilDate.CivilDate
  if (node.kind === "duty" && typeof on === "string") {
    const duty = scope.analysis.duties.get(node.name)!
    const period = duty.periods.find((period) => CivilInterval.contains(period, on))
    return period === undefined ? undefined : dated(period)
  }
  if ((node.kind !== "parameter" && node.kind !== "band" && node.kind !== "scale") || typeof on !== "string")
    return undefined
  const name = nameOf(node)!
  return Result.match(History.entryOn(scope.analysis.parameters.get(name)!, on), {
    onFailure: () => undefined,
    onSuccess: dated
  })
}

const dated = ({ citation, from }: DatedEntry): DatedEntry => ({
  from,
  ...(citation === undefined ? {} : { citation })
})
