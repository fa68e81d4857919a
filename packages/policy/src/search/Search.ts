/**
 * Branch and bound: looks for a case in which a question comes to what is asked. Boxes of cases are parted until one
 * of their cases answers it, or none is left: then there is no such case at all. A search that runs out of a
 * budget, or that would need long lists of elements that differ, says so; it never says "none" without having looked
 * at every case.
 */
import type * as Case from "../decide/Case.ts"
import type * as Node from "../tree/Node.ts"
import * as Evaluate from "../decide/Evaluate.ts"
import * as Assignment from "./Assignment.ts"
import * as Domain from "./Domain.ts"
import * as Effort from "./Effort.ts"
import * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import * as Branching from "./Branching.ts"
import * as PathCondition from "./PathCondition.ts"
import * as SharedTree from "./SharedTree.ts"

// ---- Models

/** What is asked of a case. */
export interface Question {
  readonly shared: SharedTree.SharedTree
  readonly root: SharedTree.SharedNode
  readonly domain: AbstractEvaluation.Domain
  /** Whether the wanted answer is still possible. */
  readonly may: (possible: AbstractValue.Possible, evaluation: AbstractEvaluation.Evaluation) => boolean
  /** Whether a case gives the wanted answer; decided by the policy's own evaluation. */
  readonly holds: (facts: Case.Facts) => boolean
  /** Facts that are what they are; what the search finds comes on top of them. */
  readonly fixed: Case.Facts
}

/** What a search came to. `facts` are all that the answer needs of those that were looked at. */
export type Found =
  | { readonly _tag: "Found"; readonly assignment: Assignment.Assignment }
  | { readonly _tag: "None" }
  | { readonly _tag: "NotDecided" }

/** How many boxes may still be looked at; shared by the searches of one question. The whole has an `Effort` beside it. */
export interface Budget {
  left: number
}

// ---- Functions

/** A question that wants a condition to be true. */
export const truth = (
  shared: SharedTree.SharedTree,
  node: Parameters<SharedTree.SharedTree["of"]>[0],
  domain: AbstractEvaluation.Domain,
  fixed: Case.Facts = {}
): Question => {
  const root = shared.of(node)
  const size = SharedTree.sizeOf(root)
  return {
    shared,
    root,
    domain: Domain.shortened(domain, root),
    may: AbstractValue.canBeYes,
    holds: (facts) => {
      shared.effort.left -= SharedTree.stepsOf(size, facts)
      return Evaluate.evaluate(node, Evaluate.over(shared.analysis, facts)) === true
    },
    fixed
  }
}

/**
 * A question that wants a condition not to be met where others are: it fails, or the law leaves it open. Whoever asks
 * only for a failure overlooks days for which a parameter or a duty has no value.
 */
export const unmet = (
  shared: SharedTree.SharedTree,
  given: Node.Node,
  condition: Node.Node,
  domain: AbstractEvaluation.Domain
): Question => {
  // Where the others are not met the answer is yes, which nobody asks for.
  const node: Node.Node = { kind: "choose", when: given, yes: condition, no: PathCondition.yes }
  const [root, others] = [shared.of(node), shared.of(given)]
  const size = SharedTree.sizeOf(root)
  return {
    shared,
    root,
    domain: Domain.shortened(domain, root),
    may: (possible, evaluation) =>
      (possible.lacks || AbstractValue.canBeNo(possible)) && AbstractValue.canBeYes(evaluation.of(others, -1)),
    holds: (facts) => {
      shared.effort.left -= SharedTree.stepsOf(size, facts)
      const over = Evaluate.over(shared.analysis, facts)
      return Evaluate.evaluate(given, over) === true && Evaluate.evaluate(condition, over) !== true
    },
    fixed: {}
  }
}

interface Part {
  readonly box: AbstractEvaluation.Box
  /** Elements of long lists were made alike: what is left out here is not excluded. */
  readonly narrowed: boolean
}

/** Searches the cases of a box. */
export const search = (question: Question, budget: Budget, within: AbstractEvaluation.Box = new Map()): Found => {
  const parts: Array<Part> = [{ box: within, narrowed: false }]
  const narrowed: Array<Part> = []
  let complete = true
  while (budget.left > 0 && !Effort.isSpent(question.shared.effort)) {
    const part = parts.pop() ?? narrowed.shift()
    if (part === undefined) return complete ? { _tag: "None" } : { _tag: "NotDecided" }
    budget.left -= 1
    const evaluation = new AbstractEvaluation.Evaluation(question.shared, question.domain, part.box)
    const possible = evaluation.of(question.root, -1)
    if (evaluation.empty || !question.may(possible, evaluation)) continue
    const assignment = attempt(question, evaluation)
    if (assignment !== undefined) return { _tag: "Found", assignment }
    const split = splitOf(question, evaluation, possible)
    // Every fact that matters here has one value, and that case was tried.
    if (split === undefined) {
      if (part.narrowed) complete = false
      continue
    }
    const narrows = split.at.index === AbstractEvaluation.alike && split.at.term.list !== undefined
    if (narrows || part.narrowed) complete = false
    const children = split.parts.map((possibly) => ({
      box: new Map(part.box).set(AbstractEvaluation.slotOf(split.at.term, split.at.index), possibly),
      narrowed: part.narrowed || narrows
    }))
    if (narrows || part.narrowed) narrowed.unshift(...children)
    else parts.push(...children.toReversed())
  }
  return { _tag: "NotDecided" }
}

/** Tries the smallest and the largest case of a box. */
const attempt = (question: Question, evaluation: AbstractEvaluation.Evaluation): Assignment.Assignment | undefined => {
  for (const end of ["low", "high"] as const) {
    const assignment = Assignment.of(evaluation, question.shared, end)
    if (question.holds(Assignment.factsOf(assignment, question.fixed))) return assignment
  }
  return undefined
}

const splitOf = (
  { root, shared }: Question,
  evaluation: AbstractEvaluation.Evaluation,
  possible: AbstractValue.Possible
): Branching.Split | undefined => {
  const first = AbstractValue.isSettled(possible) ? undefined : Branching.of(root, -1, evaluation, shared)
  if (first !== undefined) return first
  for (const { index, term } of evaluation.loose) {
    const found = Branching.of(term, index, evaluation, shared)
    if (found !== undefined) return found
  }
  for (const instance of evaluation.read.values()) {
    const found = Branching.leaf(instance, evaluation.of(instance.term, instance.index))
    if (found !== undefined) return found
  }
  return undefined
}
