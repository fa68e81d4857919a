/**
 * The unit of a node of a policy that has been analysed: days are compared in other words than amounts. Nothing is
 * checked again.
 */
import type * as Analysis from "./Analysis.ts"
import type * as Node from "./Node.ts"
import * as Typed from "./Typed.ts"
import type * as Unit from "./Unit.ts"

const boolean: Unit.Unit = { kind: "boolean" }
const integer: Unit.Unit = { kind: "integer" }

/** The unit of a node's value. */
export const unitOf = (node: Node.Node, analysis: Analysis.Analysis): Unit.Unit => {
  switch (node.kind) {
    case "fact": {
      const fact = analysis.facts.get(node.path)!
      return fact.kind === "list" ? integer : Typed.ofLeaf(fact).unit
    }
    case "literal":
      return Typed.ofLiteral(node).unit
    case "rule":
      return analysis.types.get(node.name)?.unit ?? boolean
    case "choose":
    case "if-set":
      return unitOf(node.yes, analysis)
    case "cases":
      return unitOf(node.otherwise, analysis)
    case "set":
    case "at-most":
    case "at-least":
    case "share":
    case "scale":
      return unitOf(node.operand, analysis)
    case "plus":
      return unitOf(node.operands[0]!, analysis)
    case "minus":
      return unitOf(node.left, analysis)
    case "times": {
      const left = unitOf(node.left, analysis)
      return left.kind === "money" ? left : unitOf(node.right, analysis)
    }
    case "parameter": {
      const { unit } = analysis.parameters.get(node.name)!
      return unit.kind === "bands" || unit.kind === "layers" ? integer : unit
    }
    case "band": {
      const { unit } = analysis.parameters.get(node.table)!
      if (unit.kind !== "bands") return integer
      return unit.gives.kind === "text" ? { kind: "text", literals: [] } : unit.gives
    }
    case "sum":
    case "least":
    case "greatest":
      return unitOf(node.of, analysis)
    case "ratio":
      return { kind: "ratio" }
    case "plus-days":
      return { kind: "date" }
    case "age":
    case "days-between":
    case "count":
      return integer
    case "not":
    case "and":
    case "or":
    case "at-least-of":
    case "compare":
    case "member":
    case "duty":
    case "some":
    case "every":
      return boolean
  }
}
