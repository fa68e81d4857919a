/**
 * The branching rule of the search: where to part a box so that a term's value becomes more certain. At the boundaries
 * that the rules themselves name (constants, the days on which figures change, the ends of bands), and only where there
 * are none, in the middle. The parts of a box hold all its cases, each once. With cuts in the middle only, the tests of
 * checking, which take half a minute on a busy machine, had not ended after 200 s.
 */
import * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import * as IntervalArithmetic from "./IntervalArithmetic.ts"
import type * as AbstractEvaluation from "./AbstractEvaluation.ts"
import * as AbstractValue from "./AbstractValue.ts"
import * as SharedTree from "./SharedTree.ts"

// ---- Models

/** A term, and the parts of what it can be. `alike`: elements that differ are no longer looked at. */
export interface Split {
  readonly at: AbstractEvaluation.Instance
  readonly parts: ReadonlyArray<AbstractValue.Possible>
}

type Maybe = Split | undefined

// ---- Functions

/** Parts what a fact or the length of a list can be. */
export const leaf = (at: AbstractEvaluation.Instance, possible: AbstractValue.Possible): Maybe => {
  if (AbstractValue.isSettled(possible)) return undefined
  const { absent, lacks, values } = possible
  if (absent || lacks || values === undefined) {
    return {
      at,
      parts: [{ values: undefined, absent, lacks }, ...(values === undefined ? [] : [AbstractValue.known(values)])]
    }
  }
  const parts = halves(values)
  return parts.length < 2 ? undefined : { at, parts: parts.map(AbstractValue.known) }
}

const halves = (values: AbstractValue.Values): ReadonlyArray<AbstractValue.Values> => {
  switch (values.kind) {
    case "boolean":
      return [
        { kind: "boolean", yes: false, no: true },
        { kind: "boolean", yes: true, no: false }
      ]
    case "number": {
      const middle = Math.floor((values.low + values.high) / 2)
      return [
        { kind: "number", low: values.low, high: middle },
        { kind: "number", low: middle + 1, high: values.high }
      ]
    }
    case "words": {
      const [first, ...rest] = values.among
      return [
        { kind: "words", among: new Set([first!]) },
        { kind: "words", among: new Set(rest) }
      ]
    }
    case "ratio":
      return []
  }
}

/** Parts a number below each of some cuts, as far as they lie inside it. */
const atCuts = (
  at: AbstractEvaluation.Instance,
  possible: AbstractValue.Possible,
  cuts: ReadonlyArray<number>
): Maybe => {
  const numbers = AbstractValue.interval(possible)
  if (numbers === undefined) return undefined
  const inside = [...new Set(cuts)].filter((cut) => numbers.low < cut && cut <= numbers.high).toSorted((a, b) => a - b)
  if (inside.length === 0) return undefined
  const lows = [numbers.low, ...inside]
  return {
    at,
    parts: lows.map((low, index) => ({
      values: { kind: "number", low, high: (inside[index] ?? numbers.high + 1) - 1 },
      // What is not a number stays in one of the parts.
      absent: possible.absent && index === 0,
      lacks: possible.lacks && index === 0
    }))
  }
}

/** The cuts at which a comparison with a constant changes, for a value on its left. */
const cutsOf = (operator: Node.Operator, constant: number): ReadonlyArray<number> => {
  switch (operator) {
    case "equal":
    case "not-equal":
      return [constant, constant + 1]
    case "less":
    case "at-least":
      return [constant]
    case "at-most":
    case "more":
      return [constant + 1]
  }
}

const mirrored: { readonly [O in Node.Operator]: Node.Operator } = {
  equal: "equal",
  "not-equal": "not-equal",
  less: "more",
  "at-most": "at-least",
  more: "less",
  "at-least": "at-most"
}

/** A split that makes a term's value more certain, if one can be found among its operands. */
export const of = (
  term: SharedTree.SharedNode,
  index: number,
  evaluation: AbstractEvaluation.Evaluation,
  shared: SharedTree.SharedTree
): Maybe => {
  const { inputs, node } = term
  shared.effort.left -= 1 + inputs.length
  const at = (input: SharedTree.SharedNode): AbstractValue.Possible => evaluation.of(input, index)
  const inside = (input: SharedTree.SharedNode): Maybe => of(input, index, evaluation, shared)
  const firstOf = (candidates: ReadonlyArray<SharedTree.SharedNode>): Maybe => {
    for (const candidate of candidates) {
      if (AbstractValue.isSettled(at(candidate))) continue
      const found = inside(candidate)
      if (found !== undefined) return found
    }
    return undefined
  }
  const doubtful = () => firstOf(inputs.filter((input) => at(input).lacks))
  const widest = () => firstOf([...inputs].toSorted((a, b) => widthOf(at(b)) - widthOf(at(a))))
  const cut = (input: SharedTree.SharedNode, cuts: ReadonlyArray<number>) =>
    atCuts({ term: input, index }, at(input), cuts)

  switch (node.kind) {
    case "fact":
      return leaf({ term, index: term.list === undefined ? -1 : index }, at(term))
    case "literal":
      return undefined
    case "compare":
    case "member":
      return doubtful() ?? compared(term, index, evaluation, shared) ?? widest()
    case "choose":
      return branch([[inputs[0]!, inputs[1]!]], inputs[2]!, at, inside)
    case "cases":
      return branch(
        node.rows.map((_, row) => [inputs[2 * row]!, inputs[2 * row + 1]!] as const),
        inputs.at(-1)!,
        at,
        inside
      )
    case "if-set": {
      const operand = at(inputs[0]!)
      const ways = [operand.values !== undefined, operand.absent, operand.lacks].filter(Boolean).length
      if (ways > 1) return inside(inputs[0]!)
      return operand.values === undefined ? (operand.absent ? inside(inputs[2]!) : undefined) : inside(inputs[1]!)
    }
    case "age": {
      const apart = shared.difference(inputs[0]!, inputs[1]!)
      return doubtful() ?? atCuts({ term: apart, index }, evaluation.of(apart, index), [1]) ?? widest()
    }
    case "parameter":
    case "duty":
    case "band":
    case "scale":
      return doubtful() ?? dated(term, cut, at, shared) ?? widest()
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return fold(term, node.list, evaluation, shared)
    case "not":
    case "and":
    case "or":
    case "at-least-of":
    case "set":
    case "plus":
    case "minus":
    case "times":
    case "at-most":
    case "at-least":
    case "ratio":
    case "share":
    case "days-between":
    case "plus-days":
    case "difference":
      return doubtful() ?? widest()
  }
}

const widthOf = ({ values }: AbstractValue.Possible): number =>
  values?.kind === "number"
    ? values.high - values.low
    : values?.kind === "ratio"
      ? values.numerator.high - values.numerator.low + values.denominator.high - values.denominator.low
      : 0

/** The first condition that is not certain, else the branch that is taken. */
const branch = (
  rows: ReadonlyArray<readonly [SharedTree.SharedNode, SharedTree.SharedNode]>,
  otherwise: SharedTree.SharedNode,
  at: (term: SharedTree.SharedNode) => AbstractValue.Possible,
  inside: (term: SharedTree.SharedNode) => Maybe
): Maybe => {
  for (const [condition, value] of rows) {
    const when = at(condition)
    if (!AbstractValue.isSettled(when)) return inside(condition)
    if (when.lacks) return undefined
    if (AbstractValue.isYes(when)) return inside(value)
  }
  return inside(otherwise)
}

const compared = (
  term: SharedTree.SharedNode,
  index: number,
  evaluation: AbstractEvaluation.Evaluation,
  shared: SharedTree.SharedTree
): Maybe => {
  const { inputs, node } = term
  const [left, right] = inputs as unknown as readonly [SharedTree.SharedNode, SharedTree.SharedNode]
  const numberOf = (input: SharedTree.SharedNode) => AbstractValue.interval(evaluation.of(input, index))
  if (node.kind === "member") {
    shared.effort.left -= node.among.length
    const value = evaluation.of(left, index)
    const literals = node.among.flatMap((literal) =>
      literal.unit === "date"
        ? [IntervalArithmetic.epochDay(literal.value)]
        : typeof literal.value === "number"
          ? [literal.value]
          : []
    )
    return value.values?.kind === "number"
      ? atCuts(
          { term: left, index },
          value,
          literals.flatMap((literal) => cutsOf("equal", literal))
        )
      : among({ term: left, index }, value, new Set(node.among.map((literal) => String(literal.value))))
  }
  if (node.kind !== "compare") return undefined
  const [a, b] = [evaluation.of(left, index), evaluation.of(right, index)]
  if (a.values?.kind === "words" && b.values?.kind === "words") {
    shared.effort.left -= a.values.among.size + b.values.among.size
    return b.values.among.size === 1
      ? among({ term: left, index }, a, b.values.among)
      : a.values.among.size === 1
        ? among({ term: right, index }, b, a.values.among)
        : undefined
  }
  if (SharedTree.isLiteral(right) && numberOf(right) !== undefined) {
    return atCuts({ term: left, index }, a, cutsOf(node.operator, numberOf(right)!.low))
  }
  if (SharedTree.isLiteral(left) && numberOf(left) !== undefined) {
    return atCuts({ term: right, index }, b, cutsOf(mirrored[node.operator], numberOf(left)!.low))
  }
  const apart = shared.difference(left, right)
  return atCuts({ term: apart, index }, evaluation.of(apart, index), cutsOf(node.operator, 0))
}

/** Parts words into those that are looked for and the others. */
const among = (
  at: AbstractEvaluation.Instance,
  possible: AbstractValue.Possible,
  wanted: ReadonlySet<string>
): Maybe => {
  const { values } = possible
  if (values?.kind !== "words" || at.term.node.kind !== "fact") return undefined
  const parts = [
    [...values.among].filter((word) => !wanted.has(word)),
    [...values.among].filter((word) => wanted.has(word))
  ].filter((part) => part.length > 0)
  return parts.length < 2
    ? undefined
    : { at, parts: parts.map((part) => AbstractValue.known({ kind: "words", among: new Set(part) })) }
}

/** Cuts at the days on which an entry begins, then at the ends of its rows. */
const dated = (
  { inputs, node }: SharedTree.SharedNode,
  cut: (input: SharedTree.SharedNode, cuts: ReadonlyArray<number>) => Maybe,
  at: (input: SharedTree.SharedNode) => AbstractValue.Possible,
  { analysis }: SharedTree.SharedTree
): Maybe => {
  if (node.kind === "duty") {
    return cut(
      inputs[0]!,
      History.standings(analysis.duties.get(node.name)!).map(({ day }) => day)
    )
  }
  if (node.kind !== "parameter" && node.kind !== "band" && node.kind !== "scale") return undefined
  const on = inputs.at(-1)!
  const history = History.stretches(analysis.parameters.get("table" in node ? node.table : node.name)!)
  const days = cut(
    on,
    history.map(({ day }) => day)
  )
  if (days !== undefined || node.kind === "parameter") return days
  const numbers = AbstractValue.interval(at(on))
  const rows =
    numbers === undefined ? [] : IntervalArithmetic.during(history, numbers).flatMap(({ value }) => rowsOf(value))
  return cut(
    inputs[0]!,
    rows.map((upTo) => upTo + 1)
  )
}

const rowsOf = (value: unknown): ReadonlyArray<number> => {
  const table = value as Partial<Record<"bands" | "layers", ReadonlyArray<{ readonly upTo?: number }>>> | undefined
  return (table?.bands ?? table?.layers ?? []).flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo]))
}

/** First how long the list is, one length after another; then its elements. */
const fold = (
  term: SharedTree.SharedNode,
  list: string,
  evaluation: AbstractEvaluation.Evaluation,
  shared: SharedTree.SharedTree
): Maybe => {
  const length = evaluation.lengthOf(list)
  const numbers = AbstractValue.interval(length)
  if (numbers === undefined) return undefined
  const at = { term: shared.fact(list), index: -1 }
  const groups = evaluation.elementsOf(numbers)
  if (groups.length > 1) return atCuts(at, length, [numbers.low + 1])
  const [where, value] = term.inputs
  for (const index of groups[0]!.indexes) {
    const chosen = evaluation.of(where!, index)
    const found = AbstractValue.isSettled(chosen)
      ? value === undefined || !AbstractValue.isYes(chosen) || AbstractValue.isSettled(evaluation.of(value, index))
        ? undefined
        : of(value, index, evaluation, shared)
      : of(where!, index, evaluation, shared)
    if (found !== undefined) return found
  }
  return leaf(at, length)
}
