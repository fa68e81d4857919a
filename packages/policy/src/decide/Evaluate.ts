/**
 * Evaluates a tree over the facts of one case, in three values: a value, or everything that is missing to know it.
 *
 * `not`, `and`, `or` and `at-least-of` are strong Kleene; `choose`, `cases` and `if-set` need their conditions in
 * order and then only the branch taken; lists need every element that could matter; every other node needs all its
 * operands. There is no branch for "anything else".
 *
 * Each node is compiled once to a closure over the closures of its operands (closure generation, Feeley and Lapalme
 * 1987), so that deciding looks up no name and no kind. It halved the time of `decide` against a walk over the tree. What
 * a node means stands here once: with a {@link Recorder} the same closures are wrapped, and tell what they came to.
 */
import * as Option from "effect/Option"
import * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import type * as Case from "./Case.ts"
import * as Lacking from "./Lacking.ts"
import * as Operations from "./Operations.ts"
import * as ReadCase from "./ReadCase.ts"

// ---- Models

/** A value, or what is missing. */
export type Evaluated = Operations.Evaluated

/** A node, ready to be evaluated over any case. */
type Run = (scope: Scope) => Evaluated

/**
 * Is asked once for each node how to tell what it came to; what it tells is handed to whoever tells of the node above, in
 * the order of evaluation.
 */
export type Recorder = (node: Node.Node) => Tell

/** Tells of a node: what it came to, what was told of the operands that it needed, and in which case. */
export type Tell = (result: Evaluated, inputs: ReadonlyArray<unknown>, scope: Scope) => unknown

/** The rules of a policy, ready to be evaluated. */
export interface Program {
  readonly analysis: Analysis.Analysis
  readonly reader: ReadCase.Reader
  /** Places of rules by name, and each rule at its place. */
  readonly places: ReadonlyMap<string, number>
  readonly rules: ReadonlyArray<Document.Rule>
  /** Each node as it was compiled; rules are compiled when somebody needs them. */
  readonly runs: WeakMap<Node.Node, Run>
  readonly recorder: Recorder | undefined
  /** The same rules without a recorder. */
  readonly plain: Program | undefined
}

/** One case under evaluation: facts that have been checked, and rules that have been evaluated. */
export interface Scope {
  readonly program: Program
  readonly facts: ReadCase.ReadCase
  /** The value of each rule, and the answers of each `each` rule, at its place. */
  readonly rules: Array<Evaluated | undefined>
  readonly eachRules: Array<ReadonlyArray<Evaluated> | Lacking.Lacking | undefined>
  /** The element of a list that is looked at; −1 outside all lists. */
  element: number
  /** What was told of the nodes so far, of those that are operands of the node at hand. */
  told: Array<unknown>
  /** What a recorder keeps of the case. */
  readonly recording: unknown
}

// ---- Programs

/** The program of a policy, made when it is first needed. */
export const programOf = (analysis: Analysis.Analysis): Program => {
  const known = programs.get(analysis)
  if (known !== undefined) return known
  const rules = [...analysis.rules.values()]
  const program: Program = {
    analysis,
    reader: new ReadCase.Reader(analysis),
    places: new Map(rules.map(({ name }, place) => [name, place])),
    rules,
    runs: new WeakMap(),
    recorder: undefined,
    plain: undefined
  }
  programs.set(analysis, program)
  return program
}

const programs = new WeakMap<Analysis.Analysis, Program>()

/** The same program, told of by a recorder. */
export const recorded = (plain: Program, recorder: Recorder): Program => ({
  ...plain,
  runs: new WeakMap(),
  recorder,
  plain
})

const runOf = (node: Node.Node, program: Program): Run => {
  const known = program.runs.get(node)
  if (known !== undefined) return known
  const run =
    program.recorder === undefined ? compile(node, program) : told(compile(node, program), program.recorder(node))
  program.runs.set(node, run)
  return run
}

const told =
  (run: Run, tell: Tell): Run =>
  (scope) => {
    const outer = scope.told
    const inputs: Array<unknown> = []
    scope.told = inputs
    const result = run(scope)
    scope.told = outer
    outer.push(tell(result, inputs, scope))
    return result
  }

// ---- Cases

/** A case that nothing has looked at yet. */
export const begin = (program: Program, facts: ReadCase.ReadCase, recording?: unknown): Scope => ({
  program,
  facts,
  rules: [],
  eachRules: [],
  element: -1,
  told: [],
  recording
})

/** As {@link begin}, of facts that need no check. */
export const over = (analysis: Analysis.Analysis, facts: Case.Facts): Scope => {
  const program = programOf(analysis)
  return begin(program, program.reader.taken(facts))
}

/** The same case, of which nobody is told any more. */
export const untold = (scope: Scope): Scope => ({ ...scope, program: scope.program.plain ?? scope.program })

/** Evaluates a node; with a recorder also tells of it. The answer is the same either way. */
export const evaluate = (node: Node.Node, scope: Scope): Evaluated => runOf(node, scope.program)(scope)

/** The value of a named rule for the case; computed once. */
export const ruleOf = (name: string, scope: Scope): Evaluated => ruleAt(scope.program.places.get(name)!, scope)

const ruleAt = (place: number, scope: Scope): Evaluated => {
  const known = scope.rules[place]
  if (known !== undefined) return known
  const { element } = scope
  scope.element = -1
  const value = evaluate(scope.program.rules[place]!.body, scope)
  scope.element = element
  scope.rules[place] = value
  return value
}

/** The answers of an `each` rule, one an element; computed once. */
export const eachOf = (name: string, scope: Scope): ReadonlyArray<Evaluated> | Lacking.Lacking =>
  eachAt(scope.program.places.get(name)!, scope)

const eachAt = (place: number, scope: Scope): ReadonlyArray<Evaluated> | Lacking.Lacking => {
  const known = scope.eachRules[place]
  if (known !== undefined) return known
  const { program } = scope
  const { body, list } = program.rules[place] as Extract<Document.Rule, { readonly kind: "each" }>
  const elements = scope.facts.lists[program.reader.lists.get(list)!]
  const values =
    elements === undefined
      ? Lacking.lacking(Analysis.itemOfFact(list))
      : ofEach(runOf(body, program), elements.length, scope)
  scope.eachRules[place] = values
  return values
}

/** Evaluates for each element of a list. */
const ofEach = (run: Run, length: number, scope: Scope): Array<Evaluated> => {
  const { element } = scope
  const values: Array<Evaluated> = []
  for (let nth = 0; nth < length; nth += 1) {
    scope.element = nth
    values.push(run(scope))
  }
  scope.element = element
  return values
}

// ---- What each node means

const compile = (node: Node.Node, program: Program): Run => {
  const of = (operand: Node.Node): Run => runOf(operand, program)
  switch (node.kind) {
    case "fact":
      return fact(node.path, program)
    case "literal": {
      const { value } = node
      return () => value
    }
    case "rule":
      return rule(node.name, program)
    case "and":
      return kleene(node.operands.map(of), node.operands.length, program)
    case "or":
      return kleene(node.operands.map(of), 1, program)
    case "at-least-of":
      return kleene(node.operands.map(of), node.least, program)
    case "choose": {
      const [when, yes, no] = [of(node.when), of(node.yes), of(node.no)]
      return (scope) => {
        const chosen = when(scope)
        return chosen instanceof Lacking.Lacking ? chosen : chosen === true ? yes(scope) : no(scope)
      }
    }
    case "cases": {
      const rows = node.rows.map(({ value, when }) => ({ when: of(when), value: of(value) }))
      const otherwise = of(node.otherwise)
      return (scope) => {
        for (const { value, when } of rows) {
          const chosen = when(scope)
          if (chosen instanceof Lacking.Lacking) return chosen
          if (chosen === true) return value(scope)
        }
        return otherwise(scope)
      }
    }
    case "if-set": {
      const [operand, yes, no] = [of(node.operand), of(node.yes), of(node.no)]
      return (scope) => {
        const value = operand(scope)
        if (value instanceof Lacking.Lacking) return value
        return Option.isSome(value as Option.Option<unknown>) ? yes(scope) : no(scope)
      }
    }
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return fold(node, program)
    default:
      return strict(Node.operands(node).map(of), Operations.operation(node, program.analysis))
  }
}

const fact = (path: string, { reader }: Program): Run => {
  const missing = Lacking.lacking(Analysis.itemOfFact(path))
  // Whatever a tree of the policy names is read, so it has a place.
  const place = reader.places.get(path)!
  const { at } = place
  if (place.kind === "leaf") return ({ facts }) => (facts.leaves[at] as Operations.Value | undefined) ?? missing
  const { list, step } = place
  return ({ element, facts }) =>
    (facts.lists[list]!.values[element * step + at] as Operations.Value | undefined) ?? missing
}

const rule = (name: string, { places, plain, rules }: Program): Run => {
  const place = places.get(name)!
  // Nobody is told of a rule where another names it: it has steps of its own.
  const unheard = (scope: Scope): Scope => (plain === undefined ? scope : untold(scope))
  if (rules[place]!.kind !== "each") return (scope) => scope.rules[place] ?? ruleAt(place, unheard(scope))
  return (scope) => {
    const values = scope.eachRules[place] ?? eachAt(place, unheard(scope))
    return values instanceof Lacking.Lacking ? values : values[scope.element]!
  }
}

/**
 * At least `least` of the operands hold: all of them is `and`, one of them is `or`. Once it is settled the others are not
 * looked at, unless somebody is told of them: they cannot change it, and nothing is missing from what is settled.
 */
const kleene = (operands: ReadonlyArray<Run>, least: number, { recorder }: Program): Run => {
  const { length } = operands
  const all = recorder !== undefined
  return (scope) => {
    let [holding, open] = [0, length]
    let values: Array<Lacking.Lacking> | undefined
    for (let nth = 0; nth < length; nth += 1) {
      const value = operands[nth]!(scope)
      if (value === true) holding += 1
      else if (value instanceof Lacking.Lacking) (values ??= []).push(value)
      else open -= 1
      if (!all && (holding >= least || open < least)) break
    }
    // `open` counts what holds, what is undetermined and what nobody looked at.
    if (holding >= least) return true
    return open < least ? false : Lacking.union(values!)
  }
}

const fold = (node: Node.Fold, program: Program): Run => {
  const list = program.reader.lists.get(node.list)!
  const missing = Lacking.lacking(Analysis.itemOfFact(node.list))
  const where = runOf(node.where, program)
  const settle = folding(node, program)
  return (scope) => {
    const elements = scope.facts.lists[list]
    if (elements === undefined) return missing
    const chosen = ofEach(where, elements.length, scope)
    return settle(chosen, scope)
  }
}

/** What becomes of the answers of all elements. */
const folding = (node: Node.Fold, program: Program): ((chosen: Array<Evaluated>, scope: Scope) => Evaluated) => {
  switch (node.kind) {
    case "some":
      return (chosen) => (chosen.includes(true) ? true : Lacking.isAny(chosen) ? Lacking.union(chosen) : false)
    case "every":
      return (chosen) => (chosen.includes(false) ? false : Lacking.isAny(chosen) ? Lacking.union(chosen) : true)
    case "count":
      return (chosen) => (Lacking.isAny(chosen) ? Lacking.union(chosen) : holdingIn(chosen))
    case "sum":
    case "least":
    case "greatest": {
      const of = runOf(node.of, program)
      const { kind } = node
      return (chosen, scope) => {
        const values = valuesOf(of, chosen, scope)
        // An element that is undetermined stands among the values itself.
        if (Lacking.isAny(values)) return Lacking.union(values)
        const numbers = values as ReadonlyArray<number>
        if (kind === "sum") return numbers.reduce((total, value) => total + value, 0)
        if (numbers.length === 0) return Option.none()
        const better = kind === "least" ? Math.min : Math.max
        return Option.some(numbers.reduce((a, b) => better(a, b)))
      }
    }
  }
}

const holdingIn = (chosen: ReadonlyArray<Evaluated>): number => {
  let holding = 0
  for (const where of chosen) if (where === true) holding += 1
  return holding
}

/** The values of the elements that were chosen, and what is missing to choose. */
const valuesOf = (of: Run, chosen: ReadonlyArray<Evaluated>, scope: Scope): ReadonlyArray<Evaluated> => {
  const { element } = scope
  const values: Array<Evaluated> = []
  for (let nth = 0; nth < chosen.length; nth += 1) {
    const where = chosen[nth]!
    scope.element = nth
    if (where === true) values.push(of(scope))
    else if (where instanceof Lacking.Lacking) values.push(where)
  }
  scope.element = element
  return values
}

const strict = (operands: ReadonlyArray<Run>, operate: Operations.Operation): Run => {
  const [left, right] = operands as readonly [Run, Run]
  if (operands.length === 1) {
    return (scope) => {
      const value = left(scope)
      return value instanceof Lacking.Lacking ? value : operate(value, value, none)
    }
  }
  if (operands.length === 2) {
    return (scope) => {
      const first = left(scope)
      const second = right(scope)
      return first instanceof Lacking.Lacking || second instanceof Lacking.Lacking
        ? Lacking.union([first, second])
        : operate(first, second, none)
    }
  }
  return (scope) => {
    const values = operands.map((run) => run(scope))
    return Lacking.isAny(values)
      ? Lacking.union(values)
      : operate(values[0] as Operations.Value, values[1] as Operations.Value, values as ReadonlyArray<Operations.Value>)
  }
}

const none: ReadonlyArray<Operations.Value> = []
