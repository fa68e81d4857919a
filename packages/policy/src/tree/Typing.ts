/**
 * The unit and range of every node of a tree. Whatever does not fit is reported with its rule and a way to mend it.
 */
import * as Canonical from "./Canonical.ts"
import * as Node from "./Node.ts"
import * as Range from "./Range.ts"
import {
  boolean,
  fail,
  firstDay,
  joined,
  lastDay,
  type Maybe,
  number,
  ofLeaf,
  ofLiteral,
  safe,
  same,
  type Scope,
  unknownName,
  wrong
} from "./ValueType.ts"
import * as Operands from "./TypingRules.ts"
import * as Unit from "./Unit.ts"

// ---- Functions

/** The type of a node whose value is needed, not whether it is set. */
const plain = (node: Node.Node, scope: Scope): Maybe => {
  const typed = typeOf(node, scope)
  if (typed?.optional !== true && typed?.each === undefined) return typed
  return wrong(scope, typed.each === undefined ? "a value that may be absent" : "an answer for each element", "a value")
}

const needs = (node: Node.Node, scope: Scope, ...kinds: ReadonlyArray<Unit.Unit["kind"]>): Maybe => {
  const typed = plain(node, scope)
  return typed === undefined || kinds.includes(typed.unit.kind)
    ? typed
    : wrong(scope, Unit.describe(typed.unit), kinds.join(" or "))
}

const ofFact = (path: string, scope: Scope): Maybe => {
  const fact = scope.facts.get(path)
  if (fact === undefined) return unknownName(scope, "unknown-fact", path)
  if (fact.kind === "list") return wrong(scope, "a list", "a value (count it, or say some or every)")
  const { list } = Node.pathOf(path)
  return list === undefined || list === scope.element
    ? ofLeaf(fact)
    : fail(
        scope,
        "out-of-scope",
        {
          id: `"${path}" hanya berarti di dalam daftar "${list}"`,
          en: `"${path}" only means something inside "${list}"`
        },
        { id: "pakai di dalam aturan atas daftar itu", en: "use it inside a rule over that list" }
      )
}

const ofList = (node: Node.Fold, scope: Scope): Maybe => {
  const list = scope.facts.get(node.list)
  if (list?.kind !== "list") return unknownName(scope, "unknown-list", node.list)
  if (scope.element !== undefined) {
    return fail(
      scope,
      "out-of-scope",
      { id: "daftar di dalam daftar", en: "a list inside a list" },
      { id: "beri nama aturan itu di luar, lalu rujuk namanya", en: "name that rule outside and refer to it" }
    )
  }
  const inside: Scope = { ...scope, element: node.list }
  const where = needs(node.where, inside, "boolean")
  if (node.kind === "some" || node.kind === "every") return where === undefined ? undefined : boolean
  const most = list.maxLength
  if (!("of" in node)) {
    return where === undefined ? undefined : number({ kind: "integer" }, { low: 0n, high: BigInt(most) })
  }
  const of = needs(node.of, inside, "integer", "money")
  if (where === undefined || of === undefined) return undefined
  return node.kind === "sum"
    ? safe(scope, { ...of, range: Range.repeated(of.range!, most) })
    : { ...of, optional: true }
}

/** The unit and range of a node; reports what does not fit. */
export const typeOf = (node: Node.Node, scope: Scope): Maybe => {
  const typed = computed(node, scope)
  if (typed !== undefined) scope.nodes.set(node, typed)
  return typed
}

const computed = (node: Node.Node, scope: Scope): Maybe => {
  switch (node.kind) {
    case "fact":
      return ofFact(node.path, scope)
    case "literal":
      return ofLiteral(node)
    case "rule": {
      const rule = scope.rules.get(node.name)
      if (rule === undefined) {
        return scope.failed.has(node.name) ? undefined : unknownName(scope, "unknown-rule", node.name)
      }
      if (rule.each === undefined || rule.each !== scope.element) return rule
      return boolean
    }
    case "not":
    case "and":
    case "or":
    case "at-least-of": {
      const parts = Node.operands(node).map((part) => needs(part, scope, "boolean"))
      if (node.kind === "at-least-of" && node.least > parts.length) {
        return wrong(scope, `${parts.length} conditions`, `at least ${node.least} conditions`)
      }
      return parts.includes(undefined) ? undefined : boolean
    }
    case "compare":
      return Operands.ofCompare(node, plain(node.left, scope), plain(node.right, scope), scope)
    case "member":
      return Operands.ofMember(node, plain(node.operand, scope), scope)
    case "choose": {
      const when = needs(node.when, scope, "boolean")
      const value = joined(scope, [plain(node.yes, scope), plain(node.no, scope)])
      return when === undefined ? undefined : value
    }
    case "cases": {
      const conditions = node.rows.map(({ when }) => needs(when, scope, "boolean"))
      const value = joined(scope, [...node.rows.map((row) => plain(row.value, scope)), plain(node.otherwise, scope)])
      return conditions.includes(undefined) ? undefined : value
    }
    case "if-set": {
      const operand = typeOf(node.operand, scope)
      if (operand === undefined) return undefined
      if (!operand.optional) return wrong(scope, "a value that is always there", "one that may be absent")
      const known: Scope = { ...scope, set: [...scope.set, Canonical.encodeUnsafe(node.operand)] }
      return joined(scope, [plain(node.yes, known), plain(node.no, scope)])
    }
    case "set": {
      const operand = typeOf(node.operand, scope)
      if (operand === undefined) return undefined
      return scope.set.includes(Canonical.encodeUnsafe(node.operand))
        ? { ...operand, optional: false }
        : fail(
            scope,
            "not-set",
            { id: "nilai dibaca tanpa memeriksa apakah ada", en: "a value is read without asking whether it is set" },
            {
              id: "pakai hanya di cabang `yes` dari `if-set` yang sama",
              en: "use it only in the `yes` of its own `if-set`"
            }
          )
    }
    case "plus":
    case "minus":
    case "times":
      return Operands.ofArithmetic(
        node.kind,
        Node.operands(node).map((part) => needs(part, scope, "integer", "money")),
        scope
      )
    case "at-most":
    case "at-least": {
      const operand = needs(node.operand, scope, "integer", "money")
      const bound = needs(node.bound, scope, "integer", "money")
      if (same(scope, [operand, bound]) === undefined) return undefined
      const clamp = node.kind === "at-most" ? Range.atMost : Range.atLeast
      return number(operand!.unit, clamp(operand!.range!, bound!.range!))
    }
    case "ratio": {
      const numerator = needs(node.numerator, scope, "integer", "money")
      return Operands.ofRatio(numerator, needs(node.denominator, scope, "integer", "money"), scope)
    }
    case "share": {
      const operand = needs(node.operand, scope, "integer", "money")
      return Operands.ofShare(operand, needs(node.ratio, scope, "ratio"), scope)
    }
    case "age": {
      const [birth, on] = [needs(node.birth, scope, "date"), needs(node.on, scope, "date")]
      if (birth === undefined || on === undefined) return undefined
      // Otherwise the age could be undetermined with nothing to ask for.
      if (on.range!.high < birth.range!.low) return wrong(scope, "a day before every birth", "a day after birth")
      return number({ kind: "integer" }, { low: 0n, high: (on.range!.high - birth.range!.low) / 365n + 1n })
    }
    case "days-between": {
      const [from, to] = [needs(node.from, scope, "date"), needs(node.to, scope, "date")]
      if (from === undefined || to === undefined) return undefined
      return number({ kind: "integer" }, Range.minus(to.range!, from.range!))
    }
    case "plus-days": {
      const [date, days] = [needs(node.date, scope, "date"), needs(node.days, scope, "integer")]
      if (date === undefined || days === undefined) return undefined
      const range = Range.plus(date.range!, days.range!)
      return firstDay <= range.low && range.high <= lastDay
        ? number({ kind: "date" }, range)
        : fail(
            scope,
            "leaves-calendar",
            { id: "harinya dapat keluar dari tahun 0001–9999", en: "the day could leave the years 0001 to 9999" },
            { id: "nyatakan batas hari yang lebih sempit", en: "declare narrower bounds" }
          )
    }
    case "parameter":
      return Operands.ofParameter(node.name, needs(node.on, scope, "date"), scope)
    case "duty": {
      const on = needs(node.on, scope, "date")
      if (!scope.duties.has(node.name)) return unknownName(scope, "unknown-duty", node.name)
      return on === undefined ? undefined : boolean
    }
    case "band":
    case "scale": {
      const operand = needs(node.operand, scope, "integer", "money")
      return Operands.ofTable(node, operand, needs(node.on, scope, "date"), scope)
    }
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return ofList(node, scope)
  }
}
