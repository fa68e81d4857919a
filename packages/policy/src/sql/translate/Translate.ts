/**
 * Turns the tree of a policy into SQL, node by node, by our three values: the SQL of a value is `NULL` exactly when the
 * value is undetermined, and what it lacks then is a mask of bits. `AND`, `OR` and `NOT` of SQL are strong Kleene as
 * ours are, and arithmetic and comparisons pass `NULL` on; wherever SQL would do otherwise (`LEAST`, `CASE`, an
 * `ELSE`), the node says so itself. A node that can never be undetermined needs no such care and gets plain SQL.
 */
import * as Analysis from "../../tree/Analysis.ts"
import * as History from "../../tree/History.ts"
import * as Node from "../../tree/Node.ts"
import * as Arithmetic from "./Arithmetic.ts"
import type * as Dialect from "../Dialect.ts"
import * as ListAggregates from "./ListAggregates.ts"
import type * as Mapping from "../Mapping.ts"
import * as MissingMask from "./MissingMask.ts"
import * as DatedValues from "./DatedValues.ts"
import type * as Piece from "../Piece.ts"
import * as Value from "./Value.ts"

// ---- Functions

/** A statement that nothing has been translated for yet. */
export const begin = (
  analysis: Analysis.Analysis,
  mapped: Mapping.Mapped,
  dialect: Dialect.Dialect,
  pieces: Piece.Pieces
): Value.Scope => ({ analysis, mapped, dialect, pieces, rules: new Map() })

/** The value of a named rule, translated once for the row or for the elements of a list. */
export const ruleOf = (name: string, scope: Value.Scope): Value.Value => {
  const { element: _element, ...whole } = scope
  const { rules, pieces } = scope
  const known = rules.get(name)
  if (known !== undefined) return known
  const rule = scope.analysis.rules.get(name)!
  const inside = rule.kind === "each" ? { element: rule.list } : {}
  const { lacks, ...value } = translate(rule.body, { ...whole, ...inside })
  // What a determined rule lacks is 0 without looking further.
  const open = Value.isOpen(pieces, value)
  const made = {
    ...value,
    lacks: MissingMask.canBe(lacks)
      ? MissingMask.choose(pieces, [{ when: open, mask: lacks }], MissingMask.none)
      : MissingMask.none
  }
  rules.set(name, made)
  return made
}

const factOf = (path: string, scope: Value.Scope, raw: boolean): Value.Value => {
  const leaf = Value.leafOf(scope, path)
  const lacks =
    leaf.missing === undefined
      ? MissingMask.none
      : MissingMask.when(scope.pieces, leaf.missing, [Value.placeOf(scope, Analysis.itemOfFact(path))])
  return { value: raw ? leaf.raw : leaf.clean, lacks, ...(leaf.set === undefined ? {} : { set: leaf.set }) }
}

/** An operand that is only compared: a fact outside its bounds does no harm there. */
const compared = (node: Node.Node, scope: Value.Scope): Value.Value =>
  node.kind === "fact" ? factOf(node.path, scope, true) : translate(node, scope)

/** The SQL of a node. */
export const translate = (node: Node.Node, scope: Value.Scope): Value.Value => {
  const { pieces } = scope
  switch (node.kind) {
    case "fact":
      return factOf(node.path, scope, false)
    case "literal":
      return Value.literal(node, scope)
    case "rule":
      return ruleOf(node.name, scope)
    case "and":
    case "or":
    case "at-least-of": {
      const parts = node.operands.map((operand) => compared(operand, scope))
      return Value.kleene(scope, node.kind, node.kind === "at-least-of" ? node.least : 0, parts)
    }
    case "choose": {
      const rows = [{ when: translate(node.when, scope), value: translate(node.yes, scope) }]
      return Value.decided(scope, rows, translate(node.no, scope))
    }
    case "cases": {
      const rows = node.rows.map(({ value, when }) => ({
        when: translate(when, scope),
        value: translate(value, scope)
      }))
      return Value.decided(scope, rows, translate(node.otherwise, scope))
    }
    case "if-set": {
      const operand = translate(node.operand, scope)
      const when = { value: operand.set!, lacks: operand.lacks }
      return Value.decided(scope, [{ when, value: translate(node.yes, scope) }], translate(node.no, scope))
    }
    case "set":
      // Only ever looked at where it is set.
      return { value: translate(node.operand, scope).value, lacks: MissingMask.none }
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return ListAggregates.fold(
        node,
        scope,
        (part) => translate(part, { ...scope, element: node.list }),
        MissingMask.when(pieces, ListAggregates.unknown(scope, node.list), [
          Value.placeOf(scope, Analysis.itemOfFact(node.list))
        ])
      )
    default:
      return strict(node, scope)
  }
}

/** Kinds that only compare their operands, and cannot fail on a fact outside its bounds. */
const comparing: ReadonlySet<Node.Kind> = new Set(["compare", "member", "parameter", "duty", "band"])

const strict = (node: Exclude<Node.Strict, Node.Of<"set">>, scope: Value.Scope): Value.Value => {
  const { dialect, pieces } = scope
  const read = comparing.has(node.kind) ? compared : translate
  const parts = Node.operands(node).map((operand) => read(operand, scope))
  const [first, second] = parts as unknown as readonly [Value.Value, Value.Value]
  const lacks = MissingMask.union(
    pieces,
    parts.map((part) => part.lacks)
  )
  const made = (value: Piece.Piece): Value.Value => ({ value, lacks })
  const open = MissingMask.canBe(lacks)
  const fraction = ({ denominator, value }: Value.Value): Arithmetic.Fraction => ({
    numerator: value,
    denominator: denominator!
  })
  /** The node lacks something of its own where its operands are known and it has no value all the same. */
  const lacking = (value: Value.Value, item: string, can: boolean): Value.Value => {
    if (!can) return { ...value, lacks }
    const known = parts
      .filter((part) => MissingMask.canBe(part.lacks))
      .map((part) => pieces.sql`${part.value} IS NOT NULL`)
    const nothing = pieces.list(" AND ", [pieces.sql`${value.value} IS NULL`, ...known])
    return {
      ...value,
      lacks: MissingMask.union(pieces, [lacks, MissingMask.when(pieces, nothing, [Value.placeOf(scope, item)])])
    }
  }
  switch (node.kind) {
    case "not":
      return made(pieces.sql`(NOT ${first.value})`)
    case "compare":
      return made(
        first.denominator === undefined
          ? pieces.sql`(${first.value} ${Arithmetic.symbol(node.operator)} ${second.value})`
          : Arithmetic.compare(pieces, node.operator, fraction(first), fraction(second))
      )
    case "member":
      return made(Value.memberOf(node, first, scope))
    case "plus":
      return made(
        pieces.sql`(${pieces.list(
          " + ",
          parts.map(({ value }) => value)
        )})`
      )
    case "minus":
      return made(pieces.sql`(${first.value} - ${second.value})`)
    case "times":
      return made(pieces.sql`(${first.value} * ${second.value})`)
    case "at-most":
    case "at-least":
      return made(Arithmetic.clamp(pieces, node.kind, first.value, second.value, open))
    case "ratio":
      return { value: first.value, denominator: second.value, lacks }
    case "share": {
      const ranges = {
        amount: Analysis.typeOf(node.operand, scope.analysis).range!,
        ratios: Analysis.typeOf(node.ratio, scope.analysis).ratios!
      }
      return made(Arithmetic.share(pieces, dialect, first.value, fraction(second), node.rounding, ranges))
    }
    case "age":
      return ageOf(node, scope, parts, lacks)
    case "days-between":
      return made(pieces.sql`(${second.value} - ${first.value})::bigint`)
    case "plus-days":
      return made(pieces.sql`(${first.value} + ${second.value}::integer)`)
    case "parameter": {
      const parameter = scope.analysis.parameters.get(node.name)!
      const can = DatedValues.canLack(History.stretches(parameter), Analysis.typeOf(node.on, scope.analysis).range!)
      const item = Analysis.itemOfParameter(node.name)
      if (parameter.unit.kind !== "ratio") {
        return lacking(made(DatedValues.figure(pieces, parameter, first.value)), item, can)
      }
      const { denominator, numerator } = DatedValues.fraction(pieces, parameter, first.value)
      return lacking({ value: numerator, denominator, lacks }, item, can)
    }
    case "duty": {
      const duty = scope.analysis.duties.get(node.name)!
      const can = DatedValues.canLack(History.standings(duty), Analysis.typeOf(node.on, scope.analysis).range!)
      return lacking(made(DatedValues.duty(pieces, duty, first.value)), Analysis.itemOfDuty(node.name), can)
    }
    case "band":
    case "scale": {
      const table = scope.analysis.parameters.get(node.table)!
      const can = DatedValues.canLack(History.stretches(table), Analysis.typeOf(node.on, scope.analysis).range!)
      const value =
        node.kind === "band"
          ? DatedValues.band(pieces, table, first.value, second.value)
          : DatedValues.scale(pieces, dialect, table, first.value, second.value, node.rounding)
      return lacking(made(value), Analysis.itemOfParameter(node.table), can)
    }
  }
}

const ageOf = (
  node: Node.Of<"age">,
  scope: Value.Scope,
  parts: ReadonlyArray<Value.Value>,
  lacks: MissingMask.Mask
): Value.Value => {
  const { analysis, dialect, pieces } = scope
  const [birth, on] = parts as unknown as readonly [Value.Value, Value.Value]
  const never = Arithmetic.neverBefore(
    Analysis.typeOf(node.birth, scope.analysis),
    Analysis.typeOf(node.on, scope.analysis)
  )
  const value = Arithmetic.age(pieces, dialect, birth.value, on.value, never)
  if (never) return { value, lacks }
  const places = [...Analysis.itemsBehind(node, analysis.rules)].map((item) => Value.placeOf(scope, item))
  const before = MissingMask.when(pieces, pieces.sql`${on.value} < ${birth.value}`, places)
  return { value, lacks: MissingMask.union(pieces, [lacks, before]) }
}
