/**
 * Hash-consing, trees with equal parts shared: rules are read through, and what is written twice is one node. So a
 * condition that stands in two places has one truth in a case, and what contradicts itself is seen without trying every
 * fact. Without it "a branch excluded by an age" is not found, nor bounds that hide each other.
 */
import type * as Analysis from "../tree/Analysis.ts"
import * as Canonical from "../tree/Canonical.ts"
import * as Node from "../tree/Node.ts"
import type * as Effort from "./Effort.ts"

// ---- Models

/** How far two numbers or ratios are apart: what comparisons that are not with a constant look at. */
export interface Difference {
  readonly kind: "difference"
}

/** A node whose operands are shared nodes. */
export interface SharedNode {
  readonly id: number
  readonly node: Exclude<Node.Node, { readonly kind: "rule" }> | Difference
  /** Operands in the order of `Node.operands`; of a difference, what is taken from what. */
  readonly inputs: ReadonlyArray<SharedNode>
  /** The list whose element it is about. */
  readonly list?: string
}

// ---- Functions

/** The shared tree of one policy. */
export class SharedTree {
  readonly analysis: Analysis.Analysis
  /** What may still be spent on questions about this tree. */
  readonly effort: Effort.Effort
  private readonly byNode = new Map<Node.Node, SharedNode>()
  private readonly byKey = new Map<string, SharedNode>()
  // Both are asked for in every box, and writing a key takes longer than looking at the node.
  private readonly byPath = new Map<string, SharedNode>()
  private readonly byPair = new Map<number, SharedNode>()
  constructor(analysis: Analysis.Analysis, effort: Effort.Effort) {
    this.analysis = analysis
    this.effort = effort
  }

  /** The shared node of a node. */
  of(node: Node.Node): SharedNode {
    const known = this.byNode.get(node)
    if (known !== undefined) return known
    const term =
      node.kind === "rule" ? this.of(this.analysis.rules.get(node.name)!.body) : this.intern(node, this.inputsOf(node))
    this.byNode.set(node, term)
    return term
  }

  /** The shared node of a fact or, by the name of a list, of its length. */
  fact(path: string): SharedNode {
    const known = this.byPath.get(path)
    if (known !== undefined) return known
    const term = this.intern({ kind: "fact", path }, [])
    this.byPath.set(path, term)
    return term
  }

  /** How far the left lies above the right. */
  difference(left: SharedNode, right: SharedNode): SharedNode {
    const pair = left.id * 2 ** 26 + right.id
    const known = this.byPair.get(pair)
    if (known !== undefined) return known
    const term = this.intern({ kind: "difference" }, [left, right])
    this.byPair.set(pair, term)
    return term
  }

  private inputsOf(node: Node.Node): ReadonlyArray<SharedNode> {
    return Node.operands(node).map((operand) => this.of(operand))
  }

  private intern(node: SharedNode["node"], inputs: ReadonlyArray<SharedNode>): SharedNode {
    this.effort.left -= 1 + inputs.length
    const key = `${ownFields(node)} ${inputs.map(({ id }) => id).join(",")}`
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const list = listOf(node, inputs)
    const term = { id: this.byKey.size, node, inputs, ...(list === undefined ? {} : { list }) }
    this.byKey.set(key, term)
    return term
  }
}

/** What a node says of itself: all its fields but its operands, whatever its kind. */
const ownFields = (node: SharedNode["node"]): string => {
  if (node.kind === "difference") return node.kind
  const operands = new Set<unknown>(Node.operands(node))
  const without = (value: unknown): unknown =>
    operands.has(value)
      ? 0
      : Array.isArray(value)
        ? value.map(without)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([field, part]) => [field, without(part)]))
          : value
  return Canonical.encodeUnsafe(without(node))
}

/** How many nodes stand below a node, with itself, each once: those of the whole case, and those of one element. */
export interface Size {
  readonly whole: number
  readonly elements: ReadonlyMap<string, number>
}

/** The size of a shared node. */
export const sizeOf = (root: SharedNode): Size => {
  const elements = new Map<string, number>()
  const add = (list: string) => elements.set(list, (elements.get(list) ?? 0) + 1)
  const seen = new Set([root])
  // What is added to a set while it is read is read too.
  for (const { inputs, list, node } of seen) {
    if (list !== undefined) add(list)
    else if ("list" in node) add(node.list)
    for (const input of inputs) seen.add(input)
  }
  return { whole: seen.size, elements }
}

/** The steps that it takes to decide one case. */
export const stepsOf = ({ elements, whole }: Size, facts: Readonly<Record<string, unknown>>): number => {
  let steps = whole
  for (const [list, nodes] of elements) {
    const length = Object.hasOwn(facts, list) ? (facts[list] as ReadonlyArray<unknown>).length : 0
    steps += nodes * length
  }
  return steps
}

/** Whether a node is a constant. */
export const isLiteral = ({ node }: SharedNode): boolean => node.kind === "literal"

const listOf = (node: SharedNode["node"], inputs: ReadonlyArray<SharedNode>): string | undefined => {
  if (node.kind === "fact") return Node.pathOf(node.path).list
  // What is said of a whole list is about no element.
  if ("list" in node) return undefined
  return inputs.find(({ list }) => list !== undefined)?.list
}
