/**
 * One case as a search finds it: a value for each fact that the question reads, and nothing else.
 */
import * as Option from "effect/Option"
import type * as Analysis from "../tree/Analysis.ts"
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"
import type * as Case from "../decide/Case.ts"
import * as IntervalArithmetic from "./IntervalArithmetic.ts"
import * as Domain from "./Domain.ts"
import * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Models

/** One fact of a case, or the length of a list under the list's name. */
export interface Entry {
  readonly key: Domain.Key
  readonly path: string
  readonly index: number
  readonly fact: Document.Fact
  /** A single value. */
  readonly value: AbstractValue.Possible
}

/** The facts of a case in schema order, those of a list by element. */
export type Assignment = ReadonlyArray<Entry>

// ---- Functions

/** The smallest or largest case of a box. */
export const of = (
  evaluation: AbstractEvaluation.Evaluation,
  shared: SharedTree.SharedTree,
  end: "low" | "high"
): Assignment => {
  const { analysis } = shared
  const entries: Array<Entry> = []
  for (const { index, term } of evaluation.read.values()) {
    const { path } = term.node as { readonly path: string }
    const value = pick(evaluation.of(term, index), end)
    if (value === undefined) continue
    entries.push({ key: Domain.keyOf(path, index), path, index, fact: analysis.facts.get(path)!, value })
  }
  const lengths = new Map(
    entries.flatMap(({ fact, path, value }) => (fact.kind === "list" ? [[path, value.values]] : []))
  )
  const longer = (list: string, index: number): boolean => {
    const length = lengths.get(list)
    if (length?.kind !== "number") return false
    const { explicit } = evaluation
    return index === AbstractEvaluation.alike ? length.low > explicit : length.low <= explicit && index < length.low
  }
  // Elements that the list of this length does not have are left out.
  return entries
    .filter(({ index, path }) => index < 0 || longer(Node.pathOf(path).list!, index))
    .toSorted((a, b) => placeOf(a, analysis) - placeOf(b, analysis) || a.index - b.index)
}

/** The place of a fact in the schema; a list comes before the facts of its elements. */
const placeOf = ({ path }: Entry, { order }: Analysis.Analysis): number => order.get(`fact:${path}`) ?? 0

const pick = ({ absent, values }: AbstractValue.Possible, end: "low" | "high"): AbstractValue.Possible | undefined => {
  if (end === "low" && absent) return AbstractValue.absent
  if (values === undefined) return absent ? AbstractValue.absent : undefined
  switch (values.kind) {
    case "boolean": {
      const yes = end === "high" ? values.yes : !values.no
      return AbstractValue.known({ kind: "boolean", yes, no: !yes })
    }
    case "number": {
      // Of numbers that may be negative, 0 is the smallest.
      const value = end === "high" ? values.high : Math.min(Math.max(0, values.low), values.high)
      return AbstractValue.known({ kind: "number", low: value, high: value })
    }
    case "words": {
      const word = end === "high" ? [...values.among].at(-1)! : [...values.among][0]!
      return AbstractValue.known({ kind: "words", among: new Set([word]) })
    }
    case "ratio":
      return undefined
  }
}

/** A value as facts hold it. */
export const plainOf = ({ fact, value }: Entry): unknown => {
  const { values } = value
  if (values === undefined) return Option.none()
  const plain =
    values.kind === "boolean"
      ? values.yes
      : values.kind === "words"
        ? [...values.among][0]!
        : values.kind === "ratio"
          ? undefined
          : fact.kind === "date"
            ? IntervalArithmetic.dayOf(values.low)
            : values.low
  return fact.kind !== "list" && fact.optional ? Option.some(plain) : plain
}

/** The case as facts, on top of facts that stay as they are. */
export const factsOf = (assignment: Assignment, fixed: Case.Facts): Case.Facts => {
  const facts: Record<string, unknown> = { ...fixed }
  const elements = new Map<string, ReadonlyArray<Record<string, unknown>>>()
  for (const entry of assignment) {
    if (entry.fact.kind === "list") {
      const known = fixed[entry.path] as ReadonlyArray<Case.Facts> | undefined
      const length = plainOf(entry) as number
      const list = known?.map((element) => ({ ...element })) ?? Array.from({ length }, () => ({}))
      elements.set(entry.path, list)
      facts[entry.path] = list
      continue
    }
    const { list, name } = Node.pathOf(entry.path)
    if (list === undefined) facts[name] = plainOf(entry)
    else {
      const all = elements.get(list) ?? []
      const chosen = entry.index === AbstractEvaluation.alike ? all : all.slice(entry.index, entry.index + 1)
      for (const element of chosen) element[name] = plainOf(entry)
    }
  }
  return facts
}
