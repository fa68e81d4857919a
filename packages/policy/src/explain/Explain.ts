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
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import type * as Citation from "../vocabulary/Citation.ts"
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import * as CivilInterval from "../vocabulary/CivilInterval.ts"
import type * as Ratio from "../vocabulary/Ratio.ts"
import type * as Rounding from "../vocabulary/Rounding.ts"
import * as Decide from "../decide/Decide.ts"
import type * as Decision from "../tree/Decision.ts"
import * as Evaluate from "../decide/Evaluate.ts"
import * as Lacking from "../decide/Lacking.ts"
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

// ---- Functions

/** Decides a case and tells how. The answer equals that of `decide`. */
export const explain = <F, A>(policy: Policy<F, A>, facts: F, options: Options = {}): Explanation<A> => {
  const { document } = policy
  const analysis = analysisOf(policy)
  const head = { policy: document.id, fingerprint: Fingerprint.of(policy) }
  const program = programOf(analysis)
  const read = program.reader.read(facts)
  if ("paths" in read) return { ...head, answer: Decide.invalid(read.paths) as A, rules: [] }
  const writer: Writer = { hides: options.values === "references", sealedRules: new Set(), sealedSteps: new Set() }
  const scope = Evaluate.begin(program, read, writer)
  const rules = document.rules.map((rule) => writeRule(rule, scope))
  if (document.answers.kind === "outputs") {
    for (const output of document.answers.outputs)
      if (output.value.kind !== "rule") rules.push(writeOutput(output, scope))
  }
  return { ...head, answer: Decide.answerOf(document.answers, Evaluate.untold(scope)) as A, rules }
}

/** What is kept of a case while it is explained. */
interface Writer {
  readonly hides: boolean
  /** Rules and steps whose value was computed from a sealed fact; looked after only where such values are hidden. */
  readonly sealedRules: Set<string>
  readonly sealedSteps: Set<Step>
}

const writerOf = (scope: Evaluate.Scope): Writer => scope.recording as Writer

/** The program of a policy with a step told of each node; made when it is first asked for. */
const programOf = (analysis: Analysis.Analysis): Evaluate.Program => {
  const known = programs.get(analysis)
  if (known !== undefined) return known
  const program = Evaluate.recorded(Evaluate.programOf(analysis), (node) => tellOf(node, analysis))
  programs.set(analysis, program)
  return program
}

const programs = new WeakMap<Analysis.Analysis, Evaluate.Program>()

/** The steps that evaluating something told of. */
const stepsOf = (scope: Evaluate.Scope, evaluate: () => void): ReadonlyArray<Step> => {
  const steps: Array<unknown> = []
  scope.told = steps
  evaluate()
  return steps as Array<Step>
}

const writeRule = (rule: Document.Rule, scope: Evaluate.Scope): RuleSteps => {
  const { citation, kind, name } = rule
  const steps = stepsOf(scope, () => {
    if (kind === "each") Evaluate.eachOf(name, scope)
    else Evaluate.ruleOf(name, scope)
  })
  const { sealedRules, sealedSteps } = writerOf(scope)
  if (steps.some((step) => sealedSteps.has(step))) sealedRules.add(name)
  return citation === undefined ? { kind, name, steps } : { kind, name, citation, steps }
}

const writeOutput = (
  { name, value }: { readonly name: string; readonly value: Node.Node },
  scope: Evaluate.Scope
): RuleSteps => ({ kind: "output", name, steps: stepsOf(scope, () => void Evaluate.evaluate(value, scope)) })

type Writing = { -readonly [K in keyof Step]: Step[K] }

/** How the steps of one node are written: what is the same for all of them is looked up once. */
const tellOf = (node: Node.Node, analysis: Analysis.Analysis): Evaluate.Tell => {
  const { kind } = node
  const name = nameOf(node)
  const how = "operator" in node ? node.operator : "rounding" in node ? node.rounding : undefined
  const { unit } = Analysis.typeOf(node, analysis)
  const currency = unit.kind === "money" ? unit.currency : undefined
  const datedOn = datedOf(node, analysis)
  return (result, given, scope) => {
    const inputs = given as ReadonlyArray<Step>
    const writer = writerOf(scope)
    const hidden =
      writer.hides && (inputs.some((step) => writer.sealedSteps.has(step)) || isSealed(node, analysis, writer))
    // Key by key: there are many steps, and a literal with as many spreads takes several times as long.
    const step: Writing = hidden
      ? {
          node: kind,
          finding: hiddenFinding(node, result),
          inputs: selects(node) ? withheldInputs(node, scope) : inputs
        }
      : { node: kind, finding: findingOf(result, analysis), inputs }
    if (hidden) writer.sealedSteps.add(step)
    if (name !== undefined) step.name = name
    if (how !== undefined) step.how = how
    if (!hidden && currency !== undefined && typeof result === "number") step.currency = currency
    if (scope.element >= 0) step.element = scope.element
    if (!hidden && datedOn !== undefined) {
      const dated = datedOn(inputs)
      if (dated !== undefined) step.dated = dated
    }
    return step
  }
}

/** Which steps there are depends on what was found: a branch was taken, elements were chosen. */
const selecting: { readonly [K in Exclude<Node.Kind, Node.Strict["kind"]>]: boolean } = {
  fact: false,
  literal: false,
  rule: false,
  and: false,
  or: false,
  "at-least-of": false,
  choose: true,
  cases: true,
  "if-set": true,
  count: false,
  some: false,
  every: false,
  sum: true,
  least: true,
  greatest: true
}

const selects = ({ kind }: Node.Node): boolean => kind in selecting && selecting[kind as keyof typeof selecting]

/** Everything that the tree could have read, whatever it did read. */
const withheldInputs = (node: Node.Node, { element }: Evaluate.Scope): ReadonlyArray<Step> =>
  [...new Set(Analysis.pathsOf(node))].map((path) => ({
    node: "fact",
    name: path,
    ...(element < 0 ? {} : { element }),
    finding: { kind: "reference", path },
    inputs: []
  }))

/** That a fact is missing stays known, since the answer may name it; nothing else of a sealed step does. */
const hiddenFinding = (node: Node.Node, result: Evaluate.Evaluated): Finding => {
  if (node.kind !== "fact") return { kind: "withheld" }
  return result instanceof Lacking.Lacking
    ? { kind: "missing", missing: [{ _tag: "MissingFact", path: node.path }] }
    : { kind: "reference", path: node.path }
}

const isSealed = (node: Node.Node, { facts }: Analysis.Analysis, { sealedRules }: Writer): boolean => {
  if (node.kind === "rule") return sealedRules.has(node.name)
  if (node.kind !== "fact") return false
  const leaf = facts.get(node.path)
  return leaf === undefined || leaf.kind === "list" || !leaf.open
}

const findingOf = (result: Evaluate.Evaluated, analysis: Analysis.Analysis): Finding => {
  if (typeof result !== "object") return { kind: "value", value: result }
  if (result instanceof Lacking.Lacking) {
    return { kind: "missing", missing: Decide.missingOf([result], analysis) ?? [] }
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

type DatedOn = (inputs: ReadonlyArray<Step>) => DatedEntry | undefined

/** The entry that a node reads, by the day to which its last operand came; nothing where it reads none. */
const datedOf = (node: Node.Node, { duties, parameters }: Analysis.Analysis): DatedOn | undefined => {
  switch (node.kind) {
    case "duty": {
      const { periods } = duties.get(node.name)!
      return entryOn((on) => periods.find((period) => CivilInterval.contains(period, on)))
    }
    case "parameter":
    case "band":
    case "scale": {
      const parameter = parameters.get(nameOf(node)!)!
      return entryOn((on) => History.knownOn(parameter, on))
    }
    default:
      return undefined
  }
}

const entryOn =
  (find: (on: CivilDate.CivilDate) => DatedEntry | undefined): DatedOn =>
  (inputs) => {
    const finding = inputs.at(-1)?.finding
    if (finding?.kind !== "value") return undefined
    const entry = find(finding.value as CivilDate.CivilDate)
    if (entry === undefined) return undefined
    const { citation, from } = entry
    return citation === undefined ? { from } : { from, citation }
  }
