/**
 * What would have to change for another answer: the smallest change of facts that somebody says can change. As few
 * facts as possible; of the ways to change so few, the one that goes the shortest way in all, where a number or day
 * counts by its share of the declared bounds and any other change as a whole one.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import type * as Analysis from "../tree/Analysis.ts"
import * as Case from "../decide/Case.ts"
import * as Assignment from "../search/Assignment.ts"
import * as Domain from "../search/Domain.ts"
import * as Effort from "../search/Effort.ts"
import * as Solver from "../search/Solver.ts"
import * as AbstractEvaluation from "../search/AbstractEvaluation.ts"
import * as AbstractValue from "../search/AbstractValue.ts"
import * as FactsRefused from "./FactsRefused.ts"
import * as Search from "../search/Search.ts"
import * as SmallestCase from "../search/SmallestCase.ts"
import * as WantedAnswer from "./WantedAnswer.ts"
import * as SharedTree from "../search/SharedTree.ts"

// ---- Models

/** What is wanted, and which facts may change: paths, for each element of a list `sessions.present`. */
export interface Options extends Solver.Budgets {
  readonly changeable: ReadonlyArray<string>
  readonly target: WantedAnswer.Target
}

/** One changed fact. Without `from` it was missing. */
export interface Change {
  readonly path: string
  /** Which element of the list, counted from 0. */
  readonly element?: number
  readonly from?: unknown
  readonly to: unknown
}

/** The case after the change; no such change; or not decided within the budget. */
export type Counterfactual =
  | {
      readonly _tag: "Found"
      readonly facts: Readonly<Record<string, unknown>>
      readonly changes: ReadonlyArray<Change>
      /** Whether it is known that there is no smaller change. */
      readonly smallest: boolean
    }
  | { readonly _tag: "None" }
  | { readonly _tag: "NotDecided" }

// ---- Errors

/** The policy declares no such fact, or it is a whole list. */
export class NotChangeable extends Schema.TaggedError<NotChangeable>()("NotChangeable", { path: Schema.String }) {
  override get message(): string {
    return `"${this.path}" is not a fact that can change: name a declared fact, or a fact of a list's elements`
  }
}

// ---- Functions

/** Sets of facts that are tried before the smallest change so far is taken for the smallest known. */
const setsTried = 400

/**
 * The smallest change of the changeable facts after which the policy gives the wanted answer.
 *
 * Where several facts must change, each in the order of the schema comes as near to what it was as the others still
 * allow. Lists keep their length.
 */
export const counterfactual = <F, A>(
  policy: Policy<F, A>,
  facts: F,
  { changeable, target, ...budgets }: Options
): Result.Result<Counterfactual, FactsRefused.FactsRefused | NotChangeable | WantedAnswer.NoSuchAnswer> =>
  Result.gen(function* () {
    const analysis = analysisOf(policy)
    const paths = Case.invalidPaths(analysis, facts)
    if (paths.length > 0) return yield* Result.fail(new FactsRefused.FactsRefused({ paths: [...paths] }))
    for (const path of changeable) {
      const fact = analysis.facts.get(path)
      if (fact === undefined || fact.kind === "list") return yield* Result.fail(new NotChangeable({ path }))
    }
    const wanted = yield* WantedAnswer.conditionOf(analysis, target)
    return changed(analysis, facts as Case.Facts, wanted, new Set(changeable), budgets)
  })

interface Way {
  readonly smallest: SmallestCase.Smallest
  readonly distance: number
}

const changed = (
  analysis: Analysis.Analysis,
  facts: Case.Facts,
  wanted: Node.Node,
  changeable: ReadonlySet<string>,
  { cases = Solver.defaultCases, steps = Effort.defaultSteps }: Solver.Budgets
): Counterfactual => {
  const shared = new SharedTree.SharedTree(analysis, Effort.of(steps))
  const open = Domain.open(analysis, {
    trees: [wanted],
    tokens: Domain.tokensOf(analysis, facts)
  })
  const questionOf = (frees: (path: string, index: number) => boolean): Search.Question =>
    Search.truth(shared, wanted, Domain.around(open, analysis, facts, frees), facts)
  const whole = questionOf((path) => changeable.has(path))
  if (whole.holds(facts)) return { _tag: "Found", facts, changes: [], smallest: true }
  const found = Search.search(whole, { left: 4 * cases })
  if (found._tag !== "Found") return found
  const first = reverted(whole, found.assignment, facts)
  const keys = keysOf(whole, changeable)
  let tried = 0
  let smallest = true
  for (let size = 1; size <= first.length; size++) {
    const ways: Array<Way> = []
    for (const set of subsets(keys, size)) {
      if (tried >= setsTried || Effort.isSpent(shared.effort)) {
        smallest = false
        break
      }
      tried += 1
      const question = questionOf((path, index) => set.has(Domain.keyOf(path, index)))
      const result = Search.search(question, { left: cases })
      if (result._tag === "NotDecided") smallest = false
      if (result._tag !== "Found") continue
      const nearest = SmallestCase.withNearest(question, result.assignment, { left: cases }, (entry) =>
        originOf(entry, facts)
      )
      ways.push({ smallest: nearest, distance: distanceOf(nearest.assignment, facts) })
    }
    const [best] = ways.toSorted((a, b) => a.distance - b.distance)
    if (best !== undefined) return outcome(best.smallest.assignment, facts, smallest && best.smallest.smallest)
    if (tried >= setsTried || Effort.isSpent(shared.effort)) break
  }
  return outcome(
    found.assignment.filter((entry) => first.includes(entry)),
    facts,
    false
  )
}

const outcome = (assignment: Assignment.Assignment, facts: Case.Facts, smallest: boolean): Counterfactual => {
  const changes = assignment.filter((entry) => isChanged(entry, facts))
  const lists = assignment.filter(({ fact }) => fact.kind === "list")
  return {
    _tag: "Found",
    facts: Assignment.factsOf([...lists, ...changes], facts),
    changes: changes.map((entry) => {
      const from = holderOf(entry, facts)
      const name = nameOf(entry)
      return {
        path: entry.path,
        ...(entry.index < 0 ? {} : { element: entry.index }),
        ...(from !== undefined && Object.hasOwn(from, name) ? { from: from[name] } : {}),
        to: Assignment.plainOf(entry)
      }
    }),
    smallest
  }
}

const nameOf = ({ path }: Assignment.Entry): string => Node.pathOf(path).name

const holderOf = ({ index, path }: Assignment.Entry, facts: Case.Facts): Case.Facts | undefined =>
  index < 0 ? facts : (facts[Node.pathOf(path).list!] as ReadonlyArray<Case.Facts>)[index]

const originOf = (entry: Assignment.Entry, facts: Case.Facts): AbstractValue.Possible | undefined => {
  const holder = holderOf(entry, facts)
  const name = nameOf(entry)
  return entry.fact.kind === "list" || holder === undefined || !Object.hasOwn(holder, name)
    ? undefined
    : Domain.pointOf(entry.fact, holder[name])
}

const isChanged = (entry: Assignment.Entry, facts: Case.Facts): boolean => {
  if (entry.fact.kind === "list") return false
  const origin = originOf(entry, facts)
  return origin === undefined || !AbstractValue.isWithin(entry.value, origin)
}

/** Puts back what need not change, one fact after the other. */
const reverted = (
  question: Search.Question,
  found: Assignment.Assignment,
  facts: Case.Facts
): Assignment.Assignment => {
  const lists = found.filter(({ fact }) => fact.kind === "list")
  let kept = found.filter((entry) => isChanged(entry, facts))
  for (const entry of kept) {
    if (Effort.isSpent(question.shared.effort)) break
    const without = kept.filter((other) => other !== entry)
    if (question.holds(Assignment.factsOf([...lists, ...without], facts))) kept = without
  }
  return kept
}

/** The changeable facts that the question reads in some case. */
const keysOf = (question: Search.Question, changeable: ReadonlySet<string>): ReadonlyArray<Domain.Key> => {
  const evaluation = new AbstractEvaluation.Evaluation(question.shared, question.domain, new Map())
  evaluation.of(question.root, -1)
  return [...evaluation.read.values()].flatMap(({ index, term }) => {
    const { path } = term.node as { readonly path: string }
    return changeable.has(path) ? [Domain.keyOf(path, index)] : []
  })
}

function* subsets<A>(items: ReadonlyArray<A>, size: number, from = 0): Generator<ReadonlySet<A>> {
  if (size === 0) {
    yield new Set()
    return
  }
  for (let at = from; at <= items.length - size; at++) {
    for (const rest of subsets(items, size - 1, at + 1)) yield new Set([items[at]!, ...rest])
  }
}

/** How far all changes go together. */
const distanceOf = (assignment: Assignment.Assignment, facts: Case.Facts): number =>
  assignment
    .filter((entry) => isChanged(entry, facts))
    .map((entry) => {
      const [from, to] = [originOf(entry, facts)?.values, entry.value.values]
      const bounds = boundsOf(entry.fact)
      if (bounds === undefined || from?.kind !== "number" || to?.kind !== "number") return 1
      return Math.abs(to.low - from.low) / Math.max(1, bounds)
    })
    .reduce((total, each) => total + each, 0)

const boundsOf = (fact: Document.Fact): number | undefined => {
  if (fact.kind === "integer" || fact.kind === "money") return fact.most - fact.least
  if (fact.kind !== "date") return undefined
  const [first, last] = [Domain.pointOf(fact, fact.earliest), Domain.pointOf(fact, fact.latest)].map(
    AbstractValue.interval
  )
  return last!.low - first!.low
}
