/**
 * The expression tree of a rule: plain data, no closures, ready for a loop over columns, for SQL and for prose.
 *
 * This is format version 1. A new meaning is a new kind, never a new meaning of an old one; `docs/the-tree.md` states
 * every kind and its three values, and a test stands behind each line of it.
 */
import * as Schema from "effect/Schema"
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Money from "../vocabulary/Money.ts"
import * as Ratio from "../vocabulary/Ratio.ts"
import * as Rounding from "../vocabulary/Rounding.ts"

// ---- Models

/** The version of the tree's JSON form. */
export const format = 1

/** Names of rules, parameters and duties: lower-case words joined by `-`, grouped by `.` or `/`. */
export const Name = Schema.String.check(Schema.isPattern(/^[a-z0-9]+([-./][a-z0-9]+)*$/), Schema.isMaxLength(120))

/** A fact by its name, an element's fact by the list's name and its own: `sessions.present`. */
export const FactPath = Schema.String.check(Schema.isPattern(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)?$/))

/** How two values are compared. */
export const Operator = Schema.Literals(["equal", "not-equal", "less", "at-most", "more", "at-least"])
export type Operator = typeof Operator.Type

/** A constant with its unit. */
export const Literal = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("literal"), unit: Schema.Literal("boolean"), value: Schema.Boolean }),
  Schema.Struct({ kind: Schema.Literal("literal"), unit: Schema.Literal("integer"), value: Schema.Int }),
  Schema.Struct({
    kind: Schema.Literal("literal"),
    unit: Schema.Literal("money"),
    currency: Money.Currency,
    value: Schema.Int
  }),
  Schema.Struct({ kind: Schema.Literal("literal"), unit: Schema.Literal("ratio"), value: Ratio.Ratio }),
  Schema.Struct({ kind: Schema.Literal("literal"), unit: Schema.Literal("date"), value: CivilDate.CivilDate }),
  Schema.Struct({ kind: Schema.Literal("literal"), unit: Schema.Literal("text"), value: Schema.NonEmptyString })
])
export type Literal = typeof Literal.Type

/** One row of a decision table. */
export interface Row {
  readonly when: Node
  readonly value: Node
}

/** An expression. Operands stand in fields, in the order in which they are evaluated. */
export type Node =
  | { readonly kind: "fact"; readonly path: string }
  | Literal
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "not"; readonly operand: Node }
  | { readonly kind: "and" | "or"; readonly operands: ReadonlyArray<Node> }
  | { readonly kind: "at-least-of"; readonly least: number; readonly operands: ReadonlyArray<Node> }
  | { readonly kind: "compare"; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: "member"; readonly operand: Node; readonly among: ReadonlyArray<Literal> }
  | { readonly kind: "choose"; readonly when: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: "cases"; readonly rows: ReadonlyArray<Row>; readonly otherwise: Node }
  | { readonly kind: "if-set"; readonly operand: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: "set"; readonly operand: Node }
  | { readonly kind: "plus"; readonly operands: ReadonlyArray<Node> }
  | { readonly kind: "minus" | "times"; readonly left: Node; readonly right: Node }
  | { readonly kind: "at-most" | "at-least"; readonly operand: Node; readonly bound: Node }
  | { readonly kind: "ratio"; readonly numerator: Node; readonly denominator: Node }
  | { readonly kind: "share"; readonly operand: Node; readonly ratio: Node; readonly rounding: Rounding.Rounding }
  | { readonly kind: "age"; readonly birth: Node; readonly on: Node }
  | { readonly kind: "days-between"; readonly from: Node; readonly to: Node }
  | { readonly kind: "plus-days"; readonly date: Node; readonly days: Node }
  | { readonly kind: "parameter" | "duty"; readonly name: string; readonly on: Node }
  | { readonly kind: "band"; readonly operand: Node; readonly table: string; readonly on: Node }
  | {
      readonly kind: "scale"
      readonly operand: Node
      readonly table: string
      readonly on: Node
      readonly rounding: Rounding.Rounding
    }
  | { readonly kind: "count" | "some" | "every"; readonly list: string; readonly where: Node }
  | {
      readonly kind: "sum" | "least" | "greatest"
      readonly list: string
      readonly where: Node
      readonly of: Node
    }
export type Kind = Node["kind"]

/** The nodes of some kinds. */
export type Of<K extends Kind> = Extract<Node, { readonly kind: K }>

/** Nodes over a list. */
export type Fold = Of<"count" | "some" | "every" | "sum" | "least" | "greatest">

/**
 * Nodes that need all their operands. A new kind is one until somebody says otherwise, so every interpreter that ends
 * in these has to say what it does with it before it compiles.
 */
export type Strict = Exclude<
  Node,
  Fold | { readonly kind: "fact" | "literal" | "rule" | "and" | "or" | "at-least-of" | "choose" | "cases" | "if-set" }
>

const self = Schema.suspend((): Schema.Codec<Node, unknown> => Node)
const several = Schema.Array(self).check(Schema.isMinLength(1))
const list = Schema.String.check(Schema.isPattern(/^[A-Za-z][A-Za-z0-9]*$/))
const struct = <K extends Kind, F extends Schema.Struct.Fields>(kind: K, fields: F) =>
  Schema.Struct({ kind: Schema.Literal(kind), ...fields })

const structures = {
  fact: struct("fact", { path: FactPath }),
  literal: Literal,
  rule: struct("rule", { name: Name }),
  not: struct("not", { operand: self }),
  and: struct("and", { operands: several }),
  or: struct("or", { operands: several }),
  "at-least-of": struct("at-least-of", {
    least: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
    operands: several
  }),
  compare: struct("compare", { operator: Operator, left: self, right: self }),
  member: struct("member", { operand: self, among: Schema.Array(Literal).check(Schema.isMinLength(1)) }),
  choose: struct("choose", { when: self, yes: self, no: self }),
  cases: struct("cases", {
    rows: Schema.Array(Schema.Struct({ when: self, value: self })).check(Schema.isMinLength(1)),
    otherwise: self
  }),
  "if-set": struct("if-set", { operand: self, yes: self, no: self }),
  set: struct("set", { operand: self }),
  plus: struct("plus", { operands: several }),
  minus: struct("minus", { left: self, right: self }),
  times: struct("times", { left: self, right: self }),
  "at-most": struct("at-most", { operand: self, bound: self }),
  "at-least": struct("at-least", { operand: self, bound: self }),
  ratio: struct("ratio", { numerator: self, denominator: self }),
  share: struct("share", { operand: self, ratio: self, rounding: Rounding.Rounding }),
  age: struct("age", { birth: self, on: self }),
  "days-between": struct("days-between", { from: self, to: self }),
  "plus-days": struct("plus-days", { date: self, days: self }),
  parameter: struct("parameter", { name: Name, on: self }),
  duty: struct("duty", { name: Name, on: self }),
  band: struct("band", { operand: self, table: Name, on: self }),
  scale: struct("scale", { operand: self, table: Name, on: self, rounding: Rounding.Rounding }),
  count: struct("count", { list, where: self }),
  some: struct("some", { list, where: self }),
  every: struct("every", { list, where: self }),
  sum: struct("sum", { list, where: self, of: self }),
  least: struct("least", { list, where: self, of: self }),
  greatest: struct("greatest", { list, where: self, of: self })
} satisfies { readonly [K in Kind]: Schema.Codec<Node, unknown> }

/** Decodes foreign JSON into a tree: structure only; names, units and ranges are the business of `Analysis`. */
export const Node: Schema.Codec<Node, unknown> = Schema.Union(Object.values(structures))

// ---- Functions

/** The named rule, as a node. */
export const rule = (name: string): Node => ({ kind: "rule", name })

/** A path taken apart: the list whose element the fact is of, if it is of one, and the fact's own name. */
export const pathOf = (path: string): { readonly list?: string; readonly name: string } => {
  const dot = path.indexOf(".")
  return dot < 0 ? { name: path } : { list: path.slice(0, dot), name: path.slice(dot + 1) }
}

/** The direct operands of a node, in the order in which they are evaluated. */
export const operands = (node: Node): ReadonlyArray<Node> => {
  switch (node.kind) {
    case "fact":
    case "literal":
    case "rule":
      return []
    case "not":
    case "set":
    case "member":
      return [node.operand]
    case "and":
    case "or":
    case "at-least-of":
    case "plus":
      return node.operands
    case "compare":
    case "minus":
    case "times":
      return [node.left, node.right]
    case "choose":
      return [node.when, node.yes, node.no]
    case "cases":
      return [...node.rows.flatMap(({ when, value }) => [when, value]), node.otherwise]
    case "if-set":
      return [node.operand, node.yes, node.no]
    case "at-most":
    case "at-least":
      return [node.operand, node.bound]
    case "ratio":
      return [node.numerator, node.denominator]
    case "share":
      return [node.operand, node.ratio]
    case "age":
      return [node.birth, node.on]
    case "days-between":
      return [node.from, node.to]
    case "plus-days":
      return [node.date, node.days]
    case "parameter":
    case "duty":
      return [node.on]
    case "band":
    case "scale":
      return [node.operand, node.on]
    case "count":
    case "some":
    case "every":
      return [node.where]
    case "sum":
    case "least":
    case "greatest":
      return [node.where, node.of]
  }
}
