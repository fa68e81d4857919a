/**
 * Path conditions, as symbolic execution has them: questions about a place in a rule become questions about a case:
 * "is this branch taken" is true of a case in which all the conditions on the way to it hold. What is asked is a
 * tree like any other, so the policy's own evaluation has the last word.
 */
import type * as Document from "../tree/Document.ts"
import * as Node from "../tree/Node.ts"

// ---- Models

/** A node with the way to it. */
export interface Place {
  readonly node: Node.Node
  /** The way from the root of its tree, by places of operands: `0.2.1.` */
  readonly path: string
  /** The rule or output that it stands in. */
  readonly where: string
  /** Whether a case reaches this place and the condition, which may use what is known there, holds. */
  readonly when: (condition: Node.Node) => Node.Node
}

// ---- Functions

export const yes: Node.Node = { kind: "literal", unit: "boolean", value: true }
export const no: Node.Node = { kind: "literal", unit: "boolean", value: false }
export const not = (operand: Node.Node): Node.Node => ({ kind: "not", operand })

type Way = Place["when"]

/** Every place of a document, each once: rules are looked into where they are written. */
export const of = ({ answers, rules }: Document.Document): ReadonlyArray<Place> => [
  ...rules.flatMap((rule) =>
    inside(rule.body, rule.name, rule.kind === "each" ? inList(rule.list) : (condition) => condition)
  ),
  ...(answers.kind === "outputs"
    ? answers.outputs.flatMap(({ name, value }) => inside(value, name, (condition) => condition))
    : [])
]

const inList =
  (list: string): Way =>
  (where) => ({ kind: "some", list, where })

const inside = (node: Node.Node, where: string, when: Way, path = ""): ReadonlyArray<Place> => [
  { node, path, where, when },
  ...waysInto(node, when).flatMap(([operand, way], index) => inside(operand, where, way, `${path}${index}.`))
]

/** The operands of a node, each with the way to it. */
const waysInto = (node: Node.Node, when: Way): ReadonlyArray<readonly [Node.Node, Way]> => {
  switch (node.kind) {
    case "choose":
      return [
        [node.when, when],
        [node.yes, (condition) => when(taken(node, "yes", condition))],
        [node.no, (condition) => when(taken(node, "no", condition))]
      ]
    case "if-set":
      return [
        [node.operand, when],
        [node.yes, (condition) => when(taken(node, "yes", condition))],
        [node.no, (condition) => when(taken(node, "no", condition))]
      ]
    case "cases":
      return [
        ...node.rows.flatMap((row, index): ReadonlyArray<readonly [Node.Node, Way]> => [
          [row.when, (condition) => when(rowAsked(node, index, condition))],
          [row.value, (condition) => when(rowTaken(node, index, condition))]
        ]),
        [node.otherwise, (condition) => when(rowTaken(node, node.rows.length, condition))]
      ]
    case "count":
    case "some":
    case "every":
      return [[node.where, (where) => when({ kind: "some", list: node.list, where })]]
    case "sum":
    case "least":
    case "greatest":
      return [
        [node.where, (where) => when({ kind: "some", list: node.list, where })],
        [
          node.of,
          (condition) =>
            when({ kind: "some", list: node.list, where: { kind: "choose", when: node.where, yes: condition, no } })
        ]
      ]
    case "fact":
    case "literal":
    case "rule":
    case "not":
    case "and":
    case "or":
    case "at-least-of":
    case "compare":
    case "member":
    case "set":
    case "plus":
    case "minus":
    case "times":
    case "at-most":
    case "at-least":
    case "ratio":
    case "share":
    case "age":
    case "days-between":
    case "plus-days":
    case "parameter":
    case "duty":
    case "band":
    case "scale":
      return Node.operands(node).map((operand) => [operand, when] as const)
  }
}

/** Whether a branch is taken and a condition holds in it. */
export const taken = (node: Node.Of<"choose" | "if-set">, side: "yes" | "no", condition: Node.Node = yes): Node.Node =>
  side === "yes" ? { ...node, yes: condition, no } : { ...node, yes: no, no: condition }

type Cases = Node.Of<"cases">

/** Whether a row is taken (`rows.length` stands for "otherwise") and a condition holds in it. */
export const rowTaken = ({ rows }: Cases, index: number, condition: Node.Node = yes): Node.Node => {
  const before = rows.slice(0, index).map(({ when }) => ({ when, value: no }))
  if (index === rows.length) return { kind: "cases", rows: before, otherwise: condition }
  return { kind: "cases", rows: [...before, { when: rows[index]!.when, value: condition }], otherwise: no }
}

/** Whether a row's own condition is looked at, and another one holds then. */
const rowAsked = ({ rows }: Cases, index: number, condition: Node.Node): Node.Node =>
  index === 0
    ? condition
    : { kind: "cases", rows: rows.slice(0, index).map(({ when }) => ({ when, value: no })), otherwise: condition }
