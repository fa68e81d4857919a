/**
 * What a question can come to in all the cases of a box at once. Three values, as `Evaluate` has them, but of many
 * cases: everything that `Evaluate` can answer for one of them is found here, sometimes more.
 *
 * A box restricts terms, mostly facts, to some of what they can be. A restriction that a term cannot meet empties the
 * box.
 */
import * as AbstractOperations from "./AbstractOperations.ts"
import * as AbstractFolds from "./AbstractFolds.ts"
import * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Models

/** What facts and lengths of lists can be before anything restricts them; a missing one is `lacking`. */
export interface Domain {
  readonly leaf: (path: string, index: number) => AbstractValue.Possible
  readonly length: (list: string) => AbstractValue.Possible
  /** Elements of lists up to this length are looked at one by one, those of longer lists all at once. */
  readonly explicit: number
}

/** A term of the whole case (`index` −1) or of an element. */
export interface Instance {
  readonly term: SharedTree.Term
  readonly index: number
}

/** What terms are restricted to, by `slotOf`. */
export type Box = ReadonlyMap<number, AbstractValue.Possible>

// ---- Rules

/** Stands for every element of a list that is too long to be looked at one by one. */
export const alike = 1_048_576

/** The place of a term in a box. */
export const slotOf = (term: SharedTree.Term, index: number): number =>
  term.id * 2_097_152 + (term.list === undefined ? -1 : index) + 1

/** The values of terms in a box, each computed once, and what was looked at on the way. */
export class Outlook {
  /** Facts and lists that the question reads in this box, by slot. */
  readonly read = new Map<number, Instance>()
  /** Restricted terms whose own operands allow more: restrictions that remain to be met by facts. */
  readonly loose: Array<Instance> = []
  /** Whether no case is left in the box. */
  empty = false
  /** Elements of lists up to this length have a place of their own. */
  readonly explicit: number
  readonly terms: SharedTree.Terms
  private readonly domain: Domain
  private readonly box: Box
  private readonly values = new Map<number, AbstractValue.Possible>()
  constructor(terms: SharedTree.Terms, domain: Domain, box: Box) {
    this.terms = terms
    this.domain = domain
    this.explicit = domain.explicit
    this.box = box
  }

  /** What a term can be. */
  of(term: SharedTree.Term, index: number): AbstractValue.Possible {
    const slot = slotOf(term, index)
    const known = this.values.get(slot)
    if (known !== undefined) return known
    const computed = this.compute(term, index)
    const value = this.restricted(slot, { term, index }, computed)
    this.values.set(slot, value)
    return value
  }

  /** How long a list can be; `lacking` when it is missing. */
  lengthOf(list: string): AbstractValue.Possible {
    return this.leaf(this.terms.fact(list), -1, () => this.domain.length(list))
  }

  /** How far the left lies above the right, where both are numbers or ratios. */
  differenceOf(left: SharedTree.Term, right: SharedTree.Term, index: number): AbstractValue.Possible {
    return this.of(this.terms.difference(left, right), index)
  }

  /** The elements that have a place of their own, and the number of the others: at least and at most. */
  elementsOf({ high, low }: AbstractValue.Interval): ReadonlyArray<AbstractFolds.Elements> {
    const { explicit } = this.domain
    const short = Array.from(
      { length: Math.max(0, Math.min(high, explicit) - low + 1) },
      (_, at): AbstractFolds.Elements => ({
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
    const value = AbstractValue.meet(computed, restriction)
    if (AbstractValue.isNothing(value)) {
      this.empty = true
      return computed
    }
    if (instance.term.node.kind !== "fact" && !AbstractValue.isWithin(computed, restriction)) this.loose.push(instance)
    return value
  }

  private leaf(term: SharedTree.Term, index: number, domain: () => AbstractValue.Possible): AbstractValue.Possible {
    const slot = slotOf(term, index)
    const known = this.values.get(slot)
    if (known !== undefined) return known
    const value = this.restricted(slot, { term, index }, domain())
    this.read.set(slot, { term, index: term.list === undefined ? -1 : index })
    this.values.set(slot, value)
    return value
  }

  private compute(term: SharedTree.Term, index: number): AbstractValue.Possible {
    const { inputs, node } = term
    switch (node.kind) {
      case "fact":
        return this.leaf(term, index, () => this.domain.leaf(node.path, index))
      case "literal":
        return AbstractOperations.ofLiteral(node)
      case "and":
        return AbstractFolds.kleene(this.all(inputs, index), inputs.length)
      case "or":
        return AbstractFolds.kleene(this.all(inputs, index), 1)
      case "at-least-of":
        return AbstractFolds.kleene(this.all(inputs, index), node.least)
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
      default:
        return AbstractOperations.of(term, index, this)
    }
  }

  private all(inputs: ReadonlyArray<SharedTree.Term>, index: number): ReadonlyArray<AbstractValue.Possible> {
    return inputs.map((input) => this.of(input, index))
  }

  /** Conditions are needed in order, up to the first that holds; only branches that can be taken are looked at. */
  private branches(
    rows: ReadonlyArray<readonly [SharedTree.Term, SharedTree.Term]>,
    otherwise: SharedTree.Term,
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

  private fold(node: AbstractFolds.Fold, inputs: ReadonlyArray<SharedTree.Term>): AbstractValue.Possible {
    const length = this.lengthOf(node.list)
    const numbers = AbstractValue.interval(length)
    if (numbers === undefined) return AbstractValue.lacking
    return this.elementsOf(numbers)
      .map((elements) => AbstractFolds.over(node, inputs, elements, this))
      .reduce(AbstractValue.join, AbstractValue.nothing)
  }
}
