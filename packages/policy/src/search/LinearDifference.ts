/**
 * A relational domain beside the intervals, as small as it can be: how far two numbers can lie apart when both are sums
 * of the same things. What they share cancels, so that `gross` and `gross − tax` are compared by the tax alone, and a
 * value is never above its own cap. Without it the check does not see that a difference is never above what it is taken
 * from.
 */
import type * as AbstractValue from "./AbstractValue.ts"
import type * as SharedTree from "./SharedTree.ts"

// ---- Models

type Interval = AbstractValue.Interval

// ---- Functions

/** The sum of a term's parts, each so many times; constants stand under `undefined`. */
const partsOf = (term: SharedTree.SharedNode, times: number, into: Map<SharedTree.SharedNode, number>): void => {
  const { inputs, node } = term
  switch (node.kind) {
    case "plus":
    case "plus-days":
      return inputs.forEach((input) => partsOf(input, times, into))
    case "minus":
      partsOf(inputs[0]!, times, into)
      return partsOf(inputs[1]!, -times, into)
    case "days-between":
      partsOf(inputs[1]!, times, into)
      return partsOf(inputs[0]!, -times, into)
    case "times": {
      const factor = inputs.find((input) => constantOf(input) !== undefined)
      if (factor === undefined) break
      const other = inputs[0] === factor ? inputs[1]! : inputs[0]!
      return partsOf(other, times * constantOf(factor)!, into)
    }
    // Whatever else a node is, it is a part of its own: nothing cancels, and the distance is only wider.
    default:
  }
  into.set(term, (into.get(term) ?? 0) + times)
}

const constantOf = ({ node }: SharedTree.SharedNode): number | undefined =>
  node.kind === "literal" && typeof node.value === "number" ? node.value : undefined

/** `left − right`, given what each part can be. */
export const apart = (
  left: SharedTree.SharedNode,
  right: SharedTree.SharedNode,
  of: (term: SharedTree.SharedNode) => Interval
): Interval => {
  const parts = new Map<SharedTree.SharedNode, number>()
  partsOf(left, 1, parts)
  partsOf(right, -1, parts)
  let [low, high] = [0, 0]
  for (const [part, times] of parts) {
    if (times === 0) continue
    const { high: most, low: least } = of(part)
    low += times > 0 ? times * least : times * most
    high += times > 0 ? times * most : times * least
  }
  const [a, b] = [of(left), of(right)]
  // Beyond the exact integers a sum of products says nothing for certain.
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) [low, high] = [-Infinity, Infinity]
  return {
    low: Math.max(low, a.low - b.high, isNeverBelow(left, right) ? 0 : -Infinity),
    high: Math.min(high, a.high - b.low, isNeverBelow(right, left) ? 0 : Infinity)
  }
}

/** A value is never below what it is kept at least at, and what a cap leaves is never above it. */
const isNeverBelow = (a: SharedTree.SharedNode, b: SharedTree.SharedNode): boolean =>
  a === b ||
  (a.node.kind === "at-least" && a.inputs.some((input) => isNeverBelow(input, b))) ||
  (b.node.kind === "at-most" && b.inputs.some((input) => isNeverBelow(a, input)))
