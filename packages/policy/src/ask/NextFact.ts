/**
 * What to ask next: of an undetermined case, the missing facts that can still matter, cheapest first. A fact matters if
 * there is some way to fill in everything else after which the answer is still undetermined for want of it. Facts that
 * cannot matter any more are left out, so nobody is asked for them.
 */
import * as Result from "effect/Result"
import { analysisOf, type Policy } from "../tree/Policy.ts"
import * as Analysis from "../tree/Analysis.ts"
import * as Node from "../tree/Node.ts"
import * as Case from "../decide/Case.ts"
import * as Evaluate from "../decide/Evaluate.ts"
import * as Lacking from "../decide/Lacking.ts"
import * as Domain from "../search/Domain.ts"
import * as Effort from "../search/Effort.ts"
import * as Solver from "../search/Solver.ts"
import type * as AbstractEvaluation from "../search/AbstractEvaluation.ts"
import * as FactsRefused from "./FactsRefused.ts"
import * as Search from "../search/Search.ts"
import * as SharedTree from "../search/SharedTree.ts"

// ---- Models

/** A missing fact that can matter. */
export interface NextFact {
  /** A fact, a list, or a fact that some elements of a list lack. */
  readonly path: string
  /** What asking for it costs, as given; 1 unless said. */
  readonly cost: number
  /** Whether the answer lacks it now; otherwise it may come to matter once other facts are known. */
  readonly lackedNow: boolean
  /** False where the budget did not suffice to tell whether it matters: then it is better asked for. */
  readonly decided: boolean
}

/** How to choose. */
export interface Options extends Solver.Budgets {
  /** What asking for a fact costs, by path; any unit, as long as it is the same for all. */
  readonly costs?: Readonly<Record<string, number>>
}

// ---- Functions

/**
 * The missing facts that can matter, cheapest first; of equal cost those that the answer lacks now, then in schema
 * order. Nothing for a case that is determined, and for one that lacks only figures of law.
 *
 * ```ts
 * import { Citation, Expression, Fact, Policy, Rule } from "@bina/policy"
 * import * as Ask from "@bina/policy/Ask"
 * import * as Result from "effect/Result"
 * import * as Schema from "effect/Schema"
 *
 * const Applicant = Schema.Struct({
 *   employed: Fact.boolean({ text: { id: "bekerja", en: "employed" } }),
 *   income: Fact.money("IDR", { text: { id: "penghasilan", en: "income" } }),
 *   resident: Fact.boolean({ text: { id: "penduduk", en: "resident" } })
 * })
 * const citation = Citation.make({ instrument: "Terms 2020", title: "Terms", confidence: "sourced" })
 * const policy = Policy.make("example/next", Applicant, (f) =>
 *   Policy.allOf(
 *     Rule.requires("resident", f.resident, {
 *       citation,
 *       text: { id: "Penduduk.", en: "Resident." },
 *       refusal: { id: "Bukan penduduk.", en: "Not a resident." }
 *     }),
 *     Rule.requires("income-too-high", f.employed.implies(f.income.isAtMost(Expression.money("IDR", 5_000_000))), {
 *       citation,
 *       text: { id: "Penghasilan paling banyak Rp5.000.000.", en: "An income of at most Rp 5,000,000." },
 *       refusal: { id: "Penghasilan di atas Rp5.000.000.", en: "An income above Rp 5,000,000." }
 *     })
 *   )
 * )
 * const asked = Ask.nextFacts(policy, { employed: false })
 * Result.map(asked, (facts) => facts.map(({ path }) => path)) // ["resident"]
 * ```
 */
export const nextFacts = <F, A>(
  policy: Policy<F, A>,
  facts: F,
  { costs = {}, ...budgets }: Options = {}
): Result.Result<ReadonlyArray<NextFact>, FactsRefused.FactsRefused> => {
  const analysis = analysisOf(policy)
  const paths = Case.invalidPaths(analysis, facts)
  if (paths.length > 0) return Result.fail(new FactsRefused.FactsRefused({ paths: [...paths] }))
  const asker = askerOf(analysis, facts as Case.Facts, budgets)
  const missing = missingPaths(analysis, facts as Case.Facts)
  const now = asker.lackedNow()
  // Nothing more is asked for once all parts of the answer are known.
  if (now.size === 0) return Result.succeed([])
  const listed = (path: string, decided: boolean): NextFact => ({
    path,
    cost: costs[path] ?? 1,
    lackedNow: now.has(Analysis.itemOfFact(path)),
    decided
  })
  const found = missing.flatMap((path) => {
    const { _tag } = asker.lacks(new Set([path]))
    return _tag === "None" ? [] : [listed(path, _tag === "Found")]
  })
  return Result.succeed(sorted(completed(found, missing, asker, listed), analysis))
}

const sorted = (found: ReadonlyArray<NextFact>, { order }: Analysis.Analysis): ReadonlyArray<NextFact> =>
  found.toSorted(
    (a, b) =>
      a.cost - b.cost ||
      Number(b.lackedNow) - Number(a.lackedNow) ||
      order.get(Analysis.itemOfFact(a.path))! - order.get(Analysis.itemOfFact(b.path))!
  )

/** Of facts that can stand in for each other none matters alone: one of them is asked for after all. */
const completed = (
  found: ReadonlyArray<NextFact>,
  missing: ReadonlyArray<string>,
  asker: Asker,
  listed: (path: string, decided: boolean) => NextFact
): ReadonlyArray<NextFact> => {
  const known = new Set(found.map(({ path }) => path))
  const rest = missing.filter((path) => !known.has(path)).map((path) => listed(path, true))
  // With nothing left to look with, nobody knows that one of them would do.
  if (asker.isSpent()) return [...found, ...rest.map((each) => ({ ...each, decided: false }))]
  if (rest.length === 0 || asker.lacks(new Set(rest.map(({ path }) => path)))._tag === "None") return found
  const [first] = rest.toSorted((a, b) => Number(b.lackedNow) - Number(a.lackedNow) || a.cost - b.cost)
  return completed([...found, first!], missing, asker, listed)
}

const missingPaths = ({ reads }: Analysis.Analysis, facts: Case.Facts): ReadonlyArray<string> => [
  ...reads.leaves.filter(({ name }) => !Object.hasOwn(facts, name)).map(({ name }) => name),
  ...reads.lists.flatMap(({ leaves, list }) =>
    Object.hasOwn(facts, list.name)
      ? leaves
          .filter(({ name }) =>
            (facts[list.name] as ReadonlyArray<Case.Facts>).some((each) => !Object.hasOwn(each, name))
          )
          .map(({ name }) => `${list.name}.${name}`)
      : [list.name]
  )
]

/** Values that are undetermined exactly where a part of the answer is. */
const rootsOf = ({ document: { answers }, rules }: Analysis.Analysis): ReadonlyArray<Node.Node> =>
  answers.kind === "requirements"
    ? [{ kind: "and", operands: answers.rules.map(Node.rule) }]
    : answers.outputs.map(({ value }) => {
        const named = value.kind === "rule" ? rules.get(value.name) : undefined
        // A count needs the answer for every element.
        return named?.kind === "each" ? { kind: "count", list: named.list, where: value } : value
      })

interface Asker {
  /** What the answer lacks with the facts as they are. */
  readonly lackedNow: () => ReadonlySet<string>
  /** Whether the answer can still lack one of these facts once everything else is known. */
  readonly lacks: (paths: ReadonlySet<string>) => Search.Found
  /** Whether the budget of the whole has ended. */
  readonly isSpent: () => boolean
}

const askerOf = (
  analysis: Analysis.Analysis,
  facts: Case.Facts,
  { cases = Solver.defaultCases, steps = Effort.defaultSteps }: Solver.Budgets
): Asker => {
  const effort = Effort.of(steps)
  const roots = rootsOf(analysis)
  const shared = new SharedTree.SharedTree(analysis, effort)
  const open = Domain.open(analysis, { tokens: Domain.tokensOf(analysis, facts) })
  const lackingIn = (root: Node.Node, of: Case.Facts): ReadonlySet<string> => {
    const value = Evaluate.evaluate(root, Evaluate.over(analysis, of))
    return value instanceof Lacking.Lacking ? value.items : new Set()
  }
  return {
    lackedNow: () => new Set(roots.flatMap((root) => [...lackingIn(root, facts)])),
    isSpent: () => Effort.isSpent(effort),
    lacks: (paths) => {
      if (Effort.isSpent(effort)) return { _tag: "NotDecided" }
      const items = [...paths].map(Analysis.itemOfFact)
      const domain = Domain.around(open, analysis, facts, frees(facts, paths))
      let undecided = false
      for (const node of roots) {
        const root = shared.of(node)
        const size = SharedTree.sizeOf(root)
        effort.left -= size.whole
        const question: Search.Question = {
          shared,
          root,
          domain: Domain.shortened(domain, root),
          may: (possible, evaluation) => possible.lacks && readsMissing(evaluation, paths),
          holds: (of) => {
            effort.left -= SharedTree.stepsOf(size, of)
            const lacking = lackingIn(node, of)
            return items.some((item) => lacking.has(item))
          },
          fixed: facts
        }
        const result = Effort.forOne(effort, () => Search.search(question, { left: cases }))
        if (result._tag === "Found") return result
        if (result._tag === "NotDecided") undecided = true
      }
      return undecided ? { _tag: "NotDecided" } : { _tag: "None" }
    }
  }
}

/** Everything that is missing can be anything, but for the facts that are asked about. */
const frees =
  (facts: Case.Facts, paths: ReadonlySet<string>) =>
  (path: string, index: number): boolean => {
    if (paths.has(path)) return false
    const { list, name } = Node.pathOf(path)
    if (list === undefined) return !Object.hasOwn(facts, name)
    const element = (facts[list] as ReadonlyArray<Case.Facts> | undefined)?.[index]
    return element === undefined || !Object.hasOwn(element, name)
  }

const readsMissing = (evaluation: AbstractEvaluation.Evaluation, paths: ReadonlySet<string>): boolean =>
  [...evaluation.read.values()].some(
    ({ index, term }) => paths.has((term.node as { readonly path: string }).path) && evaluation.of(term, index).lacks
  )
