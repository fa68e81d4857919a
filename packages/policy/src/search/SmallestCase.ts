/**
 * Shrinking: the smallest case that shows something: fewest facts first, then the smallest values, fact by fact in
 * schema order. An empty list is one fact, and each fact of its elements one more; numbers are smallest near 0, days
 * near 1970-01-01, from which they are counted, words as declared, "no" before "yes", known absence before a value,
 * short lists before long ones.
 */
import type * as Case from "../decide/Case.ts"
import * as Assignment from "./Assignment.ts"
import * as Domain from "./Domain.ts"
import * as Effort from "./Effort.ts"
import * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import * as Search from "./Search.ts"

// ---- Models

/** A case, and whether it is known that there is no smaller one. */
export interface Smallest {
  readonly assignment: Assignment.Assignment
  readonly facts: Case.Facts
  readonly smallest: boolean
}

/** From where a number is measured, and which word or truth counts as the smallest. */
export type Origin = (entry: Assignment.Entry) => AbstractValue.Possible | undefined

// ---- Functions

/** Sets of facts that are tried before the best case so far is taken for the smallest known. */
const setsTried = 400

/** The smallest case with the answer of a case that was found. */
export const of = (question: Search.Question, found: Assignment.Assignment, budget: Search.Budget): Smallest => {
  const fewest = withFewest(question, found, budget)
  const keys = new Set(fewest.assignment.map(({ key }) => key))
  const restricted = { ...question, domain: Domain.only(question.domain, keys) }
  const nearest = withNearest(restricted, fewest.assignment, budget, () => undefined)
  return { ...nearest, smallest: nearest.smallest && fewest.smallest }
}

const costOf = (key: Domain.Key): number => (key.includes("#*") ? 3 : 1)
const costOfAll = (keys: Iterable<Domain.Key>): number => [...keys].reduce((total, key) => total + costOf(key), 0)

/** Leaves out what is not needed, one fact after the other. */
const pruned = (question: Search.Question, found: Assignment.Assignment): Assignment.Assignment => {
  let kept = found
  for (const { fact, key } of found.toReversed()) {
    const without = kept.filter(
      (entry) => entry.key !== key && (fact.kind !== "list" || !entry.key.startsWith(`${key}#`))
    )
    if (Effort.isSpent(question.shared.effort)) break
    if (question.holds(Assignment.factsOf(without, question.fixed))) kept = without
  }
  return kept
}

interface Fewest {
  readonly assignment: Assignment.Assignment
  readonly smallest: boolean
}

/**
 * Sets of facts, smaller ones first, each grown by what the question looked for in it and did not find: what it did not
 * look for would change nothing.
 */
const withFewest = (question: Search.Question, found: Assignment.Assignment, budget: Search.Budget): Fewest => {
  const best = pruned(question, found)
  const most = costOfAll(best.map(({ key }) => key))
  const bySize: Array<Array<ReadonlySet<Domain.Key>>> = [[new Set()]]
  const seen = new Set<string>()
  let smallest = true
  for (let size = 0; size < most; size++) {
    for (const keys of bySize[size] ?? []) {
      const name = [...keys].toSorted().join(" ")
      if (seen.has(name)) continue
      if (seen.size >= setsTried || budget.left <= 0 || Effort.isSpent(question.shared.effort))
        return { assignment: best, smallest: false }
      seen.add(name)
      const restricted = { ...question, domain: Domain.only(question.domain, keys) }
      const evaluation = new AbstractEvaluation.Evaluation(question.shared, restricted.domain, new Map())
      budget.left -= 1
      if (question.may(evaluation.of(question.root, -1), evaluation)) {
        const result = spend(restricted, budget, 300)
        if (result._tag === "Found") return { assignment: result.assignment, smallest }
        if (result._tag === "NotDecided") smallest = false
      }
      for (const key of missingFrom(evaluation)) {
        const grown = size + costOf(key)
        if (grown < most) (bySize[grown] ??= []).push(new Set([...keys, key]))
      }
    }
  }
  return { assignment: best, smallest }
}

const missingFrom = (evaluation: AbstractEvaluation.Evaluation): ReadonlyArray<Domain.Key> =>
  [...evaluation.read.values()].flatMap(({ index, term }) =>
    AbstractValue.isSettled(evaluation.of(term, index)) && evaluation.of(term, index).lacks
      ? [Domain.keyOf((term.node as { readonly path: string }).path, index)]
      : []
  )

/** A search with a part of the budget. */
export const spend = (
  question: Search.Question,
  budget: Search.Budget,
  most: number,
  within?: AbstractEvaluation.Box
): Search.Found => {
  const own = { left: Math.min(most, budget.left) }
  const before = own.left
  const result = Search.search(question, own, within)
  budget.left -= before - own.left
  return result
}

/** The case nearest to its origins, fact by fact, among those with the same facts. */
export const withNearest = (
  question: Search.Question,
  found: Assignment.Assignment,
  budget: Search.Budget,
  originOf: Origin
): Smallest => {
  let best = found
  let smallest = true
  const pinned = new Map<number, AbstractValue.Possible>()
  const done = new Set<Domain.Key>()
  const attempt = (slot: number, value: AbstractValue.Possible): Assignment.Assignment | undefined => {
    const result = spend(question, budget, 400, new Map(pinned).set(slot, value))
    if (result._tag === "NotDecided") smallest = false
    return result._tag === "Found" ? result.assignment : undefined
  }
  for (let entry = next(best, done); entry !== undefined; entry = next(best, done)) {
    const { index, key, path } = entry
    const slot = AbstractEvaluation.slotOf(question.shared.fact(path), index)
    const declared = entry.fact.kind === "list" ? question.domain.length(path) : question.domain.leaf(path, index)
    const origin = originOf(entry)
    for (const value of preferred(declared, origin)) {
      if (AbstractValue.isWithin(entry.value, value)) break
      const better = attempt(slot, value)
      if (better !== undefined) {
        best = better
        break
      }
    }
    const reached = best.find((each) => each.key === key)
    if (reached?.value.values?.kind === "number" && declared.values?.kind === "number") {
      best = nearestNumber(best, key, declared.values, centre(declared.values, origin), (value) => attempt(slot, value))
    }
    const final = best.find((each) => each.key === key)
    if (final !== undefined) pinned.set(slot, final.value)
    done.add(key)
  }
  return { assignment: best, facts: Assignment.factsOf(best, question.fixed), smallest }
}

const next = (assignment: Assignment.Assignment, done: ReadonlySet<Domain.Key>): Assignment.Entry | undefined =>
  assignment.find(({ key }) => !done.has(key))

/** Values that are smaller than any other, the smallest first: the origin, absence, "no", the first words. */
const preferred = (
  { absent, values }: AbstractValue.Possible,
  origin: AbstractValue.Possible | undefined
): ReadonlyArray<AbstractValue.Possible> => [
  ...(origin === undefined ? [] : [origin]),
  ...(absent ? [AbstractValue.absent] : []),
  ...(values?.kind === "boolean" && values.no
    ? [AbstractValue.known({ kind: "boolean", yes: false, no: true } as const)]
    : values?.kind === "words"
      ? [...values.among].map((word) => AbstractValue.known({ kind: "words", among: new Set([word]) } as const))
      : [])
]

const centre = ({ high, low }: AbstractValue.Interval, origin: AbstractValue.Possible | undefined): number => {
  const wanted = origin?.values?.kind === "number" ? origin.values.low : 0
  return Math.min(Math.max(wanted, low), high)
}

/** Halves the distance to the centre as long as some case lies that near. */
const nearestNumber = (
  found: Assignment.Assignment,
  key: Domain.Key,
  { high, low }: AbstractValue.Interval,
  middle: number,
  attempt: (value: AbstractValue.Possible) => Assignment.Assignment | undefined
): Assignment.Assignment => {
  let best = found
  const valueOf = (assignment: Assignment.Assignment): number | undefined => {
    const values = assignment.find((each) => each.key === key)?.value.values
    return values?.kind === "number" ? values.low : undefined
  }
  let far = Math.abs((valueOf(best) ?? middle) - middle)
  let near = 0
  let tried = near
  while (near < far) {
    const nearer = attempt(
      AbstractValue.known({ kind: "number", low: Math.max(low, middle - tried), high: Math.min(high, middle + tried) })
    )
    const value = nearer === undefined ? undefined : valueOf(nearer)
    if (nearer === undefined) near = tried + 1
    else {
      best = nearer
      far = Math.abs((value ?? middle) - middle)
    }
    tried = Math.floor((near + far) / 2)
  }
  const above = middle + far
  if (valueOf(best) !== above && above <= high && far > 0) {
    best = attempt(AbstractValue.known({ kind: "number", low: above, high: above })) ?? best
  }
  return best
}
