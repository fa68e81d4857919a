/**
 * Abstract interpretation of the tree: what a question can come to in all the cases of a box at once. Three values,
 * as `Evaluate` has them, but of many cases: everything that `Evaluate` can answer for one of them is found here,
 * sometimes more.
 *
 * A box restricts nodes, mostly facts, to some of what they can be. A restriction that a node cannot meet empties the
 * box.
 */
import type * as Document from "../tree/Document.ts"
import * as History from "../tree/History.ts"
import type * as Node from "../tree/Node.ts"
import * as AbstractOperations from "./AbstractOperations.ts"
import * as AbstractValue from "./AbstractValue.ts"
import * as IntervalArithmetic from "./IntervalArithmetic.ts"
import * as LinearDifference from "./LinearDifference.ts"
import * as SharedTree from "./SharedTree.ts"

// ---- Models

/** What facts and lengths of lists can be before anything restricts them; a missing one is `lacking`. */
export interface Domain {
  readonly leaf: (path: string, index: number) => AbstractValue.Possible
  readonly length: (list: string) => AbstractValue.Possible
  /** Elements of lists up to this length are looked at one by one, those of longer lists all at once. */
  readonly explicit: number
}

/** A node of the whole case (`index` −1) or of an element. */
export interface Instance {
  readonly term: SharedTree.SharedNode
  readonly index: number
}

/** What nodes are restricted to, by `slotOf`. */
export type Box = ReadonlyMap<number, AbstractValue.Possible>

// ---- Functions

/** Stands for every element of a list that is too long to be looked at one by one. */
export const alike = 1_048_576

/** The place of a node in a box. */
export const slotOf = (term: SharedTree.SharedNode, index: number): number =>
  term.id * 2_097_152 + (term.list === undefined ? -1 : index) + 1

/** The values of nodes in a box, each computed once, and what was looked at on the way. */
export class Evaluation {
  /** Facts and lists that the question reads in this box, by slot. */
  readonly read = new Map<number, Instance>()
  /** Restricted nodes whose own operands allow more: restrictions that remain to be met by facts. */
  readonly loose: Array<Instance> = []
  /** Whether no case is left in the box. */
  empty = false
  /** Elements of lists up to this length have a place of their own. */
  readonly explicit: number
  readonly shared: SharedTree.SharedTree
  private readonly domain: Domain
  private readonly box: Box
  private readonly values = new Map<number, AbstractValue.Possible>()
  constructor(shared: SharedTree.SharedTree, domain: Domain, box: Box) {
    this.shared = shared
    this.domain = domain
    this.explicit = domain.explicit
    this.box = box
  }

  /** What a node can be. */
  of(term: SharedTree.SharedNode, index: number): AbstractValue.Possible {
    const slot = slotOf(term, index)
    const known = this.values.get(slot)
    if (known !== undefined) return known
    this.shared.effort.left -= 1 + term.inputs.length
    const computed = this.compute(term, index)
    const value = this.restricted(slot, { term, index }, computed)
    this.values.set(slot, value)
    return value
  }

  /** How long a list can be; `lacking` when it is missing. */
  lengthOf(list: string): AbstractValue.Possible {
    return this.leaf(this.shared.fact(list), -1, () => this.domain.length(list))
  }

  /** How far the left lies above the right, where both are numbers or ratios. */
  differenceOf(left: SharedTree.SharedNode, right: SharedTree.SharedNode, index: number): AbstractValue.Possible {
    return this.of(this.shared.difference(left, right), index)
  }

  /** The elements that have a place of their own, and the number of the others: at least and at most. */
  elementsOf({ high, low }: AbstractValue.Interval): ReadonlyArray<AbstractOperations.Elements> {
    const { explicit } = this.domain
    const short = Array.from(
      { length: Math.max(0, Math.min(high, explicit) - low + 1) },
      (_, at): AbstractOperations.Elements => ({
        indexes: Array.from({ length: low + at }, (__, index) => index),
        least: 1,
        most: 1
      })
    )
    return high <= explicit ? short : [...short, { indexes: [alike], least: Math.max(low, explicit + 1), most: high }]
  }

  private restricted(slot: number, instance: Instance, computed: AbstractValue.Possible): AbstractValue.Possible {
    const restriction = this.box.get(slot)
    if (restriction === undefined) return computed
    if (restriction.values?.kind === "words") this.shared.effort.left -= restriction.values.among.size
    const value = AbstractValue.meet(computed, restriction)
    if (AbstractValue.isNothing(value)) {
      this.empty = true
      return computed
    }
    if (instance.term.node.kind !== "fact" && !AbstractValue.isWithin(computed, restriction)) this.loose.push(instance)
    return value
  }

  private leaf(
    term: SharedTree.SharedNode,
    index: number,
    domain: () => AbstractValue.Possible
  ): AbstractValue.Possible {
    const slot = slotOf(term, index)
    const known = this.values.get(slot)
    if (known !== undefined) return known
    const value = this.restricted(slot, { term, index }, domain())
    this.read.set(slot, { term, index: term.list === undefined ? -1 : index })
    this.values.set(slot, value)
    return value
  }

  private compute(term: SharedTree.SharedNode, index: number): AbstractValue.Possible {
    const { inputs, node } = term
    switch (node.kind) {
      case "fact":
        return this.leaf(term, index, () => this.domain.leaf(node.path, index))
      case "literal":
        return AbstractOperations.ofLiteral(node)
      case "and":
        return AbstractOperations.kleene(this.all(inputs, index), inputs.length)
      case "or":
        return AbstractOperations.kleene(this.all(inputs, index), 1)
      case "at-least-of":
        return AbstractOperations.kleene(this.all(inputs, index), node.least)
      case "choose":
        return this.branches([[inputs[0]!, inputs[1]!]], inputs[2]!, index)
      case "cases":
        return this.branches(
          node.rows.map((_, row) => [inputs[2 * row]!, inputs[2 * row + 1]!] as const),
          inputs.at(-1)!,
          index
        )
      case "if-set": {
        const operand = this.of(inputs[0]!, index)
        const parts = [
          ...(operand.values === undefined ? [] : [this.of(inputs[1]!, index)]),
          ...(operand.absent ? [this.of(inputs[2]!, index)] : []),
          ...(operand.lacks ? [AbstractValue.lacking] : [])
        ]
        return parts.reduce(AbstractValue.join, AbstractValue.nothing)
      }
      case "set": {
        // Absence is excluded where this stands; elsewhere nothing asks for it, and then it counts as undetermined.
        const { absent, lacks, values } = this.of(inputs[0]!, index)
        return { values, absent: false, lacks: lacks || absent }
      }
      case "count":
      case "some":
      case "every":
      case "sum":
      case "least":
      case "greatest":
        return this.fold(node, inputs)
      case "not":
        return this.strict(inputs, index, ([operand]) => AbstractOperations.not(operand!))
      case "compare":
        return this.strict(inputs, index, () => ({
          ...AbstractValue.nothing,
          values: this.compared(node.operator, inputs[0]!, inputs[1]!, index)
        }))
      case "member":
        this.shared.effort.left -= node.among.length
        return this.strict(inputs, index, ([operand]) => ({
          ...AbstractValue.nothing,
          values: AbstractOperations.member(node.among, operand!.values!)
        }))
      case "difference":
        return this.strict(inputs, index, ([left, right]) => {
          const [a, b] = [left!.values!, right!.values!]
          if (a.kind !== "ratio" || b.kind !== "ratio") return numbers(this.apart(inputs[0]!, inputs[1]!, index))
          return numbers(inputs[0] === inputs[1] ? { low: 0, high: 0 } : IntervalArithmetic.cross(a, b))
        })
      case "plus":
        return this.arithmetic(inputs, index, (...parts) => parts.reduce(IntervalArithmetic.plus))
      case "minus":
        return this.arithmetic(inputs, index, IntervalArithmetic.minus)
      case "days-between":
        return this.arithmetic(inputs, index, (from, to) => IntervalArithmetic.minus(to, from))
      case "plus-days":
        return this.arithmetic(inputs, index, IntervalArithmetic.plus)
      case "times":
        return this.arithmetic(inputs, index, IntervalArithmetic.times)
      case "at-most":
        return this.arithmetic(inputs, index, IntervalArithmetic.atMost)
      case "at-least":
        return this.arithmetic(inputs, index, IntervalArithmetic.atLeast)
      case "ratio":
        return this.computed(inputs, index, (numerator, denominator) =>
          AbstractValue.known({ kind: "ratio", numerator, denominator })
        )
      case "share":
        return this.strict(inputs, index, ([operand, by]) =>
          by!.values?.kind === "ratio"
            ? numbers(IntervalArithmetic.share(AbstractValue.interval(operand!)!, by!.values, node.rounding))
            : AbstractValue.nothing
        )
      case "age":
        return this.computed(inputs, index, (birth, on) =>
          IntervalArithmetic.ageOf(birth, on, AbstractValue.interval(this.differenceOf(inputs[0]!, inputs[1]!, index))!)
        )
      case "parameter":
        return this.computed(inputs, index, (on) =>
          IntervalArithmetic.onDays(this.history(node.name), on, IntervalArithmetic.plain)
        )
      case "band":
        return this.computed(inputs, index, (operand, on) =>
          IntervalArithmetic.onDays(this.history(node.table), on, (value) => IntervalArithmetic.band(value, operand))
        )
      case "scale":
        return this.computed(inputs, index, (operand, on) =>
          IntervalArithmetic.onDays(this.history(node.table), on, (value) =>
            IntervalArithmetic.scale(value, operand, node.rounding)
          )
        )
      case "duty":
        return this.computed(inputs, index, (on) =>
          IntervalArithmetic.onDays(History.standings(this.shared.analysis.duties.get(node.name)!), on, (yes) =>
            AbstractValue.known({ kind: "boolean", yes, no: !yes })
          )
        )
    }
  }

  /** Nodes that need all their operands: undetermined as soon as one can be. */
  private strict(
    inputs: ReadonlyArray<SharedTree.SharedNode>,
    index: number,
    made: (operands: ReadonlyArray<AbstractValue.Possible>) => AbstractValue.Possible
  ): AbstractValue.Possible {
    const operands = this.all(inputs, index)
    const lacks = operands.some((operand) => operand.lacks)
    if (operands.some(({ values }) => values === undefined)) return { ...AbstractValue.nothing, lacks }
    const value = made(operands)
    return lacks ? { ...value, lacks } : value
  }

  /** As {@link strict}, where all operands are numbers or days. */
  private computed(
    inputs: ReadonlyArray<SharedTree.SharedNode>,
    index: number,
    made: (a: AbstractValue.Interval, b: AbstractValue.Interval) => AbstractValue.Possible
  ): AbstractValue.Possible {
    return this.strict(inputs, index, ([a, b]) =>
      made(AbstractValue.interval(a!)!, (b === undefined ? undefined : AbstractValue.interval(b))!)
    )
  }

  /** As {@link computed}, where the result is a number or a day too. */
  private arithmetic(
    inputs: ReadonlyArray<SharedTree.SharedNode>,
    index: number,
    made: (...parts: readonly [AbstractValue.Interval, AbstractValue.Interval]) => AbstractValue.Interval
  ): AbstractValue.Possible {
    return this.strict(inputs, index, (operands) => {
      const parts = operands.map((operand) => AbstractValue.interval(operand)!)
      return numbers(made(...(parts as unknown as readonly [AbstractValue.Interval, AbstractValue.Interval])))
    })
  }

  private history(name: string): ReadonlyArray<History.Stretch<Document.ParameterValue>> {
    const { size, stretches } = historyOf(this.shared.analysis.parameters.get(name)!)
    this.shared.effort.left -= size
    return stretches
  }

  private apart(left: SharedTree.SharedNode, right: SharedTree.SharedNode, index: number): AbstractValue.Interval {
    return LinearDifference.apart(left, right, (input) => AbstractValue.interval(this.of(input, index))!)
  }

  private compared(
    operator: Node.Operator,
    left: SharedTree.SharedNode,
    right: SharedTree.SharedNode,
    index: number
  ): AbstractValue.Values | undefined {
    const [a, b] = [this.of(left, index).values!, this.of(right, index).values!]
    if (a.kind === "words" && b.kind === "words") {
      // Words are dearer than numbers: there are as many as the rules name.
      this.shared.effort.left -= Math.min(a.among.size, b.among.size)
      const { differ, equal } =
        left === right ? { equal: true, differ: false } : IntervalArithmetic.sameWord(a.among, b.among)
      return operator === "equal" ? AbstractValue.boolean(equal, differ) : AbstractValue.boolean(differ, equal)
    }
    if (a.kind === "number" && b.kind === "number" && (SharedTree.isLiteral(left) || SharedTree.isLiteral(right))) {
      return IntervalArithmetic.compare(operator, IntervalArithmetic.minus(a, b))
    }
    const apart = AbstractValue.interval(this.differenceOf(left, right, index))
    return apart === undefined ? undefined : IntervalArithmetic.compare(operator, apart)
  }

  private all(inputs: ReadonlyArray<SharedTree.SharedNode>, index: number): ReadonlyArray<AbstractValue.Possible> {
    return inputs.map((input) => this.of(input, index))
  }

  /** Conditions are needed in order, up to the first that holds; only branches that can be taken are looked at. */
  private branches(
    rows: ReadonlyArray<readonly [SharedTree.SharedNode, SharedTree.SharedNode]>,
    otherwise: SharedTree.SharedNode,
    index: number
  ): AbstractValue.Possible {
    let found = AbstractValue.nothing
    for (const [condition, value] of rows) {
      const when = this.of(condition, index)
      if (when.lacks) found = AbstractValue.join(found, AbstractValue.lacking)
      if (AbstractValue.canBeYes(when)) found = AbstractValue.join(found, this.of(value, index))
      if (!AbstractValue.canBeNo(when)) return found
    }
    return AbstractValue.join(found, this.of(otherwise, index))
  }

  private fold(node: Node.Fold, inputs: ReadonlyArray<SharedTree.SharedNode>): AbstractValue.Possible {
    const length = this.lengthOf(node.list)
    const lengths = AbstractValue.interval(length)
    if (lengths === undefined) return AbstractValue.lacking
    return this.elementsOf(lengths)
      .map((elements) => this.over(node, inputs, elements))
      .reduce(AbstractValue.join, AbstractValue.nothing)
  }

  /** What a node over a list can come to, given its elements; `inputs` are its condition and what it adds up. */
  private over(
    node: Node.Fold,
    [where, of]: ReadonlyArray<SharedTree.SharedNode>,
    elements: AbstractOperations.Elements
  ): AbstractValue.Possible {
    const { indexes } = elements
    const chosen = indexes.map((index) => this.of(where!, index))
    switch (node.kind) {
      case "some":
        return AbstractOperations.kleene(chosen, 1)
      case "every":
        return AbstractOperations.kleene(chosen, chosen.length)
      case "count":
        return AbstractOperations.count(chosen, elements)
      case "sum":
      case "least":
      case "greatest": {
        const added = indexes.map((index, at) =>
          AbstractValue.canBeYes(chosen[at]!) ? this.of(of!, index) : AbstractValue.nothing
        )
        return AbstractOperations.over(node.kind, chosen, added, elements)
      }
    }
  }
}

const numbers = ({ high, low }: AbstractValue.Interval): AbstractValue.Possible =>
  AbstractValue.known({ kind: "number", low, high })

interface Cut {
  readonly stretches: ReadonlyArray<History.Stretch<Document.ParameterValue>>
  /** Stretches, and rows in their tables: the steps that it takes to read the parameter. */
  readonly size: number
}

/** Documents are frozen, so a cut that was made stays true; a search reads each history in every box. */
const cuts = new WeakMap<Document.Parameter, Cut>()

const historyOf = (parameter: Document.Parameter): Cut => {
  const known = cuts.get(parameter)
  if (known !== undefined) return known
  const stretches = History.stretches(parameter)
  const rows = stretches.map(({ value }) =>
    typeof value !== "object" ? 0 : "bands" in value ? value.bands.length : "layers" in value ? value.layers.length : 0
  )
  const cut = { stretches, size: rows.reduce((total, count) => total + 1 + count, 0) }
  cuts.set(parameter, cut)
  return cut
}
