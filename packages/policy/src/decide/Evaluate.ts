/**
 * Evaluates a tree over the facts of one case, in three values: a value, or everything that is missing to know it.
 *
 * `not`, `and`, `or` and `at-least-of` are strong Kleene; `choose`, `cases` and `if-set` need their conditions in
 * order and then only the branch taken; lists need every element that could matter; every other node needs all its
 * operands. There is no branch for "anything else".
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import * as Node from "../tree/Node.ts"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Operations from "./Operations.ts"
import type * as Case from "./Case.ts"

// ---- Models

/** What is missing, by keys of `Analysis.itemOf…`. Never empty. */
export class Lacking {
  readonly items: ReadonlySet<string>
  constructor(items: ReadonlySet<string>) {
    // Otherwise "undetermined" could be taken for an answer.
    if (items.size === 0) throw new Error("undetermined, with nothing missing")
    this.items = items
  }
}

/** A value, or what is missing. */
export type Evaluated = Operations.Value | Lacking

/** A node that was evaluated, with its operands as far as they were needed. */
export interface Trace {
  readonly node: Node.Node
  readonly result: Evaluated
  readonly inputs: ReadonlyArray<Trace>
  /** The element of a list that the node was about, by its place. */
  readonly element: number | undefined
}

/** One case under evaluation: facts that have been checked, and rules that have been evaluated. */
export interface Scope {
  readonly analysis: Analysis.Analysis
  readonly facts: Case.Facts
  readonly rules: Map<string, Evaluated>
  readonly eachRules: Map<string, ReadonlyArray<Evaluated> | Lacking>
  /** The element of a list that is looked at. */
  readonly element: { readonly list: string; readonly index: number; readonly facts: Case.Facts } | undefined
}

// ---- Rules

/** A case that nothing has looked at yet. */
export const begin = (analysis: Analysis.Analysis, facts: Case.Facts): Scope => ({
  analysis,
  facts,
  rules: new Map(),
  eachRules: new Map(),
  element: undefined
})

/** The same case, at an element of a list or outside all lists. All scopes have one shape, which keeps them fast. */
const at = ({ analysis, eachRules, facts, rules }: Scope, element: Scope["element"]): Scope => ({
  analysis,
  facts,
  rules,
  eachRules,
  element
})

const lacking = (...items: ReadonlyArray<string>): Lacking => new Lacking(new Set(items))

const union = (parts: ReadonlyArray<Evaluated>): Lacking =>
  new Lacking(new Set(parts.flatMap((part) => (part instanceof Lacking ? [...part.items] : []))))

/** Evaluates a node; with `traces` also records it and what it needed. The answer is the same either way. */
export const evaluate = (node: Node.Node, scope: Scope, traces?: Array<Trace>): Evaluated => {
  if (traces === undefined) return compute(node, scope)
  const inputs: Array<Trace> = []
  const result = compute(node, scope, inputs)
  traces.push({ node, result, inputs, element: scope.element?.index })
  return result
}

/** The value of a named rule for the case; computed once. */
export const ruleOf = (name: string, scope: Scope, traces?: Array<Trace>): Evaluated => {
  const known = scope.rules.get(name)
  if (known !== undefined) return known
  const whole = scope.element === undefined ? scope : at(scope, undefined)
  const value = evaluate(scope.analysis.rules.get(name)!.body, whole, traces)
  scope.rules.set(name, value)
  return value
}

/** The answers of an `each` rule, one an element; computed once. */
export const eachOf = (name: string, scope: Scope, traces?: Array<Trace>): ReadonlyArray<Evaluated> | Lacking => {
  const known = scope.eachRules.get(name)
  if (known !== undefined) return known
  const rule = scope.analysis.rules.get(name) as Extract<Document.Rule, { readonly kind: "each" }>
  const elements = elementsOf(rule.list, scope)
  const values = elements instanceof Lacking ? elements : elements.map((inside) => evaluate(rule.body, inside, traces))
  scope.eachRules.set(name, values)
  return values
}

const elementsOf = (list: string, scope: Scope): ReadonlyArray<Scope> | Lacking =>
  Object.hasOwn(scope.facts, list)
    ? (scope.facts[list] as ReadonlyArray<Case.Facts>).map((facts, index) => at(scope, { list, index, facts }))
    : lacking(Analysis.itemOfFact(list))

const compute = (node: Node.Node, scope: Scope, traces?: Array<Trace>): Evaluated => {
  switch (node.kind) {
    case "fact":
      return fact(node.path, scope)
    case "literal":
      return node.value
    case "rule": {
      if (scope.analysis.rules.get(node.name)!.kind !== "each") return ruleOf(node.name, scope)
      const values = eachOf(node.name, scope)
      return values instanceof Lacking ? values : values[scope.element!.index]!
    }
    case "and":
      return kleene(node.operands, scope, traces, node.operands.length)
    case "or":
      return kleene(node.operands, scope, traces, 1)
    case "at-least-of":
      return kleene(node.operands, scope, traces, node.least)
    case "choose": {
      const when = evaluate(node.when, scope, traces)
      return when instanceof Lacking ? when : evaluate(when === true ? node.yes : node.no, scope, traces)
    }
    case "cases": {
      for (const row of node.rows) {
        const when = evaluate(row.when, scope, traces)
        if (when instanceof Lacking) return when
        if (when === true) return evaluate(row.value, scope, traces)
      }
      return evaluate(node.otherwise, scope, traces)
    }
    case "if-set": {
      const operand = evaluate(node.operand, scope, traces)
      if (operand instanceof Lacking) return operand
      return evaluate(Option.isSome(operand as Option.Option<unknown>) ? node.yes : node.no, scope, traces)
    }
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return fold(node, scope, traces)
    default:
      return strict(node, scope, traces)
  }
}

const some0 = Option.some(0)

const fact = (path: string, scope: Scope): Evaluated => {
  // A fact of the case has its path for a name; to cut the path of an element here would make a text for each of them.
  const { name } = scope.analysis.facts.get(path)!
  const facts = name === path ? scope.facts : scope.element!.facts
  if (!Object.hasOwn(facts, name)) return lacking(Analysis.itemOfFact(path))
  const value = facts[name] as Operations.Value
  // No negative zero, neither plain nor as what is set.
  return value === 0 ? 0 : Option.isOption(value) && Option.isSome(value) && value.value === 0 ? some0 : value
}

/** Evaluates nodes in order. */
const all = (nodes: ReadonlyArray<Node.Node>, scope: Scope, traces?: Array<Trace>): ReadonlyArray<Evaluated> => {
  const values: Array<Evaluated> = []
  for (const node of nodes) values.push(evaluate(node, scope, traces))
  return values
}

/** At least `least` of the operands hold: all of them is `and`, one of them is `or`. */
const kleene = (
  operands: ReadonlyArray<Node.Node>,
  scope: Scope,
  traces: Array<Trace> | undefined,
  least: number
): Evaluated => {
  const values = all(operands, scope, traces)
  let [holding, open] = [0, 0]
  for (const value of values) {
    if (value === true) holding += 1
    else if (value instanceof Lacking) open += 1
  }
  if (holding >= least) return true
  return holding + open < least ? false : union(values)
}

type Fold = Extract<Node.Node, { readonly kind: "count" | "some" | "every" | "sum" | "least" | "greatest" }>

const fold = (node: Fold, scope: Scope, traces?: Array<Trace>): Evaluated => {
  const elements = elementsOf(node.list, scope)
  if (elements instanceof Lacking) return elements
  const chosen = elements.map((inside) => evaluate(node.where, inside, traces))
  let holding = 0
  for (const where of chosen) if (where === true) holding += 1
  switch (node.kind) {
    case "some":
      return holding > 0 ? true : isAnyLacking(chosen) ? union(chosen) : false
    case "every":
      return chosen.includes(false) ? false : isAnyLacking(chosen) ? union(chosen) : true
    case "count":
      return isAnyLacking(chosen) ? union(chosen) : holding
    default: {
      const values = elements.map((inside, index) =>
        chosen[index] === true ? evaluate(node.of, inside, traces) : chosen[index]!
      )
      if (isAnyLacking(values)) return union(values)
      const numbers = values.filter((_, index) => chosen[index] === true) as ReadonlyArray<number>
      if (node.kind === "sum") return numbers.reduce((total, value) => total + value, 0)
      if (numbers.length === 0) return Option.none()
      const better = node.kind === "least" ? Math.min : Math.max
      return Option.some(numbers.reduce((a, b) => better(a, b)))
    }
  }
}

/** Whether something is missing to know all of these. */
export const isAnyLacking = (values: ReadonlyArray<Evaluated>): boolean => {
  for (const value of values) if (value instanceof Lacking) return true
  return false
}

type Strict = Exclude<
  Node.Node,
  Fold | { readonly kind: "fact" | "literal" | "rule" | "and" | "or" | "at-least-of" | "choose" | "cases" | "if-set" }
>

const strict = (node: Strict, scope: Scope, traces?: Array<Trace>): Evaluated => {
  const values = all(Node.operands(node), scope, traces)
  if (isAnyLacking(values)) return union(values)
  const [first, second] = values as unknown as readonly [Operations.Value, Operations.Value]
  switch (node.kind) {
    case "not":
      return first !== true
    case "compare":
      return Operations.compare(node.operator, first, second)
    case "member":
      return node.among.some(({ value }) => Operations.compare("equal", first, value))
    case "set":
      return (first as Option.Some<Operations.Value>).value
    case "plus":
      return (values as ReadonlyArray<number>).reduce((total, value) => total + value)
    case "minus":
      return (first as number) - (second as number)
    case "times":
      return (first as number) * (second as number) + 0 // no negative zero
    case "at-most":
      return Math.min(first as number, second as number)
    case "at-least":
      return Math.max(first as number, second as number)
    case "ratio":
      return { numerator: first as number, denominator: second as number }
    case "share":
      return Ratio.share(first as number, second as Ratio.Ratio, node.rounding)
    case "age":
      return first > second ? ageUnknown(node, scope) : ageOn(first, second)
    case "days-between":
      return CivilDate.daysBetween(first as CivilDate.CivilDate, second as CivilDate.CivilDate)
    case "plus-days":
      return Operations.plusDays(first as string, second as number)
    case "parameter":
      return parameter(node.name, first, scope, (value) => value as number | Ratio.Ratio)
    case "band":
      return parameter(node.table, second, scope, (value) =>
        Operations.band((value as { readonly bands: ReadonlyArray<Document.Band> }).bands, first as number)
      )
    case "scale":
      return parameter(node.table, second, scope, (value) =>
        Operations.scale(
          (value as { readonly layers: ReadonlyArray<Document.Layer> }).layers,
          first as number,
          node.rounding
        )
      )
    case "duty": {
      const standing = History.standingOn(scope.analysis.duties.get(node.name)!, first as CivilDate.CivilDate)
      return standing === "unknown" ? lacking(Analysis.itemOfDuty(node.name)) : standing === "in-force"
    }
  }
}

const ageOn = (birth: Operations.Value, on: Operations.Value): number =>
  CivilDate.ageOn(birth as CivilDate.CivilDate, on as CivilDate.CivilDate)

/** A day before the birth: one of the two dates is wrong, so everything behind both is asked for. */
const ageUnknown = (node: Node.Node, scope: Scope): Lacking =>
  new Lacking(Analysis.itemsBehind(node, scope.analysis.rules))

const parameter = (
  name: string,
  on: Operations.Value,
  scope: Scope,
  read: (value: Document.ParameterValue) => Operations.Value
): Evaluated =>
  Result.match(History.entryOn(scope.analysis.parameters.get(name)!, on as CivilDate.CivilDate), {
    onFailure: () => lacking(Analysis.itemOfParameter(name)),
    onSuccess: ({ value }) => read(value)
  })
