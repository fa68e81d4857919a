/**
 * The unit and the range of every node. Whatever does not fit is reported with its rule and a way to mend it; nothing
 * is guessed.
 */
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Canonical from "./Canonical.ts"
import * as Diagnostic from "./Diagnostic.ts"
import type * as Document from "./Document.ts"
import * as Node from "./Node.ts"
import * as Range from "./Range.ts"
import * as Unit from "./Unit.ts"

// ---- Models

/** What is known of a node's value before any case is decided. */
export interface Typed {
  readonly unit: Unit.Unit
  /** Known to be possibly absent; only `if-set` and `set` accept it. */
  readonly optional: boolean
  /** For integers, money and dates (as days since 1970-01-01). */
  readonly range?: Range.Range
  readonly ratios?: Range.RatioRange
  /** The list whose elements an `each` rule answers for. */
  readonly each?: string
}

/** Where a node stands: the names it may use, the list whose element it is about, the optionals known to be set. */
export interface Scope {
  readonly where: string
  readonly facts: ReadonlyMap<string, Document.Fact>
  readonly rules: ReadonlyMap<string, Typed>
  readonly parameters: ReadonlyMap<string, Document.Parameter>
  readonly duties: ReadonlyMap<string, Document.Duty>
  readonly element?: string
  readonly set: ReadonlyArray<string>
  readonly report: (diagnostic: Diagnostic.Diagnostic) => void
}

/** `undefined` once something was reported: what follows from it is not reported again. */
type Maybe = Typed | undefined

// ---- Rules

const boolean: Typed = { unit: { kind: "boolean" }, optional: false }
const number = (unit: Unit.Unit, range: Range.Range): Typed => ({ unit, optional: false, range })
const day = (date: CivilDate.CivilDate): bigint => BigInt(CivilDate.toEpochDay(date))
const firstDay = day(CivilDate.makeUnsafe("0001-01-01"))
const lastDay = day(CivilDate.makeUnsafe("9999-12-31"))

/** The unit and range of a leaf fact. */
export const ofLeaf = (leaf: Document.Leaf): Typed => {
  const { optional } = leaf
  switch (leaf.kind) {
    case "integer":
      return { unit: { kind: "integer" }, optional, range: { low: BigInt(leaf.least), high: BigInt(leaf.most) } }
    case "money": {
      const { currency, least, most } = leaf
      return { unit: { kind: "money", currency }, optional, range: { low: BigInt(least), high: BigInt(most) } }
    }
    case "date":
      return { unit: { kind: "date" }, optional, range: { low: day(leaf.earliest), high: day(leaf.latest) } }
    case "text":
      return { unit: { kind: "text", literals: leaf.literals }, optional }
    case "boolean":
    case "code":
    case "token":
      return { unit: { kind: leaf.kind }, optional }
  }
}

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

const wrong = (scope: Scope, found: string, expected: string): undefined =>
  fail(
    scope,
    "wrong-unit",
    { id: `ada ${found} di tempat ${expected}`, en: `${found} stands where ${expected} is needed` },
    { id: "perbaiki operandnya", en: "use an operand of that unit" }
  )

const fail = (
  scope: Scope,
  code: Diagnostic.Code,
  message: Diagnostic.Diagnostic["message"],
  mend: Diagnostic.Diagnostic["mend"]
): undefined => {
  scope.report(Diagnostic.error(code, scope.where, message, mend))
  return undefined
}

const unknownName = (scope: Scope, code: Diagnostic.Code, name: string): undefined =>
  fail(
    scope,
    code,
    { id: `nama "${name}" tidak dikenal di sini`, en: `the name "${name}" is not known here` },
    {
      id: "daftarkan nama itu lebih dahulu, atau perbaiki ejaannya",
      en: "declare it before this rule, or mend its spelling"
    }
  )

const safe = (scope: Scope, typed: Typed): Maybe =>
  typed.range === undefined || Range.isSafe(typed.range)
    ? typed
    : fail(
        scope,
        "overflow",
        {
          id: `nilainya dapat mencapai ${typed.range.low} … ${typed.range.high}, di luar ±(2^53 − 1)`,
          en: `its value could reach ${typed.range.low} … ${typed.range.high}, outside ±(2^53 − 1)`
        },
        { id: "nyatakan batas fakta yang lebih sempit", en: "declare narrower bounds for the facts" }
      )

const same = (scope: Scope, parts: ReadonlyArray<Maybe>): Maybe => {
  const [first, ...rest] = parts
  if (first === undefined || rest.some((part) => part === undefined)) return undefined
  for (const part of rest as ReadonlyArray<Typed>) {
    if (!Unit.agree(first.unit, part.unit)) return wrong(scope, Unit.describe(part.unit), Unit.describe(first.unit))
  }
  return first
}

/** One value or another: literals and ranges of all branches together. */
const joined = (scope: Scope, branches: ReadonlyArray<Maybe>): Maybe => {
  const first = same(scope, branches)
  if (first === undefined) return undefined
  return (branches as ReadonlyArray<Typed>).reduce((a, b) => ({
    unit:
      a.unit.kind === "text" && b.unit.kind === "text"
        ? { kind: "text", literals: [...new Set([...a.unit.literals, ...b.unit.literals])] }
        : a.unit,
    optional: false,
    ...(a.range !== undefined && b.range !== undefined ? { range: Range.union(a.range, b.range) } : {}),
    ...(a.ratios !== undefined && b.ratios !== undefined ? { ratios: [...a.ratios, ...b.ratios] } : {})
  }))
}

const ofLiteral = (literal: Node.Literal): Typed => {
  switch (literal.unit) {
    case "boolean":
      return boolean
    case "integer":
      return number({ kind: "integer" }, Range.exactly(literal.value))
    case "money":
      return number({ kind: "money", currency: literal.currency }, Range.exactly(literal.value))
    case "date":
      return number({ kind: "date" }, { low: day(literal.value), high: day(literal.value) })
    case "text":
      return { unit: { kind: "text", literals: [literal.value] }, optional: false }
    case "ratio":
      return {
        unit: { kind: "ratio" },
        optional: false,
        ratios: [
          {
            numerator: Range.exactly(literal.value.numerator),
            denominator: Range.exactly(literal.value.denominator)
          }
        ]
      }
  }
}

const ofFact = (path: string, scope: Scope): Maybe => {
  const fact = scope.facts.get(path)
  if (fact === undefined) return unknownName(scope, "unknown-fact", path)
  if (fact.kind === "list") return wrong(scope, "a list", "a value (count it, or say some or every)")
  const list = path.includes(".") ? path.slice(0, path.indexOf(".")) : undefined
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

const ofCompare = (node: Extract<Node.Node, { kind: "compare" }>, scope: Scope): Maybe => {
  const [left, right] = [plain(node.left, scope), plain(node.right, scope)]
  if (left === undefined || right === undefined) return undefined
  const kinds = [left.unit.kind, right.unit.kind]
  const ordered = node.operator !== "equal" && node.operator !== "not-equal"
  if (kinds.includes("code")) {
    // An open word is compared only with literals, so that two vocabularies never meet by accident.
    const other = left.unit.kind === "code" ? node.right : node.left
    return !ordered && other.kind === "literal" && other.unit === "text" ? boolean : wrong(scope, "a code", "a literal")
  }
  if (same(scope, [left, right]) === undefined) return undefined
  if (left.unit.kind === "text" && right.unit.kind === "text")
    return ordered ? wrong(scope, "text", "a number or day") : ofWords(left.unit, right.unit, scope)
  if (left.unit.kind === "boolean") return wrong(scope, "a boolean", "a value to compare (use and, or, not)")
  if (left.unit.kind === "token") return ordered ? wrong(scope, "a token", "a number or day") : boolean
  for (const a of left.ratios ?? []) {
    for (const b of right.ratios ?? []) {
      const cross = Range.union(Range.times(a.numerator, b.denominator), Range.times(b.numerator, a.denominator))
      if (safe(scope, { ...left, range: cross }) === undefined) return undefined
    }
  }
  return boolean
}

const ofWords = (a: { readonly literals: ReadonlyArray<string> }, b: typeof a, scope: Scope): Maybe => {
  const [small, large] = a.literals.length < b.literals.length ? [a, b] : [b, a]
  const unknown = small.literals.find((word) => !large.literals.includes(word))
  return unknown === undefined ? boolean : unknownName(scope, "unknown-literal", unknown)
}

const ofMember = (node: Extract<Node.Node, { kind: "member" }>, scope: Scope): Maybe => {
  for (const right of node.among) {
    if (ofCompare({ kind: "compare", operator: "equal", left: node.operand, right }, scope) === undefined)
      return undefined
  }
  return boolean
}

const ofRatio = (node: Extract<Node.Node, { kind: "ratio" }>, scope: Scope): Maybe => {
  const numerator = needs(node.numerator, scope, "integer", "money")
  const denominator = needs(node.denominator, scope, "integer", "money")
  if (same(scope, [numerator, denominator]) === undefined) return undefined
  if (denominator!.range!.low <= 0n) {
    return fail(
      scope,
      "denominator-not-positive",
      {
        id: `penyebutnya dapat bernilai ${denominator!.range!.low}`,
        en: `its denominator could be ${denominator!.range!.low}`
      },
      { id: "nyatakan batas bawah yang positif", en: "declare a positive lower bound" }
    )
  }
  const ratios = [{ numerator: numerator!.range!, denominator: denominator!.range! }]
  return { unit: { kind: "ratio" }, optional: false, ratios }
}

const ofShare = (node: Extract<Node.Node, { kind: "share" }>, scope: Scope): Maybe => {
  const operand = needs(node.operand, scope, "integer", "money")
  const ratio = needs(node.ratio, scope, "ratio")
  if (operand === undefined || ratio === undefined) return undefined
  for (const { denominator, numerator } of ratio.ratios!) {
    // What is left after whole denominators is multiplied by the numerator; halves are found by doubling.
    const rest = Range.magnitude(denominator) * (Range.magnitude(numerator) + 2n)
    if (safe(scope, { ...operand, range: { low: 0n, high: rest } }) === undefined) return undefined
  }
  return safe(scope, { ...operand, range: Range.share(operand.range!, ratio.ratios!) })
}

const ofTable = (node: Extract<Node.Node, { kind: "band" | "scale" }>, scope: Scope): Maybe => {
  const operand = needs(node.operand, scope, "integer", "money")
  const on = needs(node.on, scope, "date")
  const table = scope.parameters.get(node.table)
  if (table === undefined) return unknownName(scope, "unknown-parameter", node.table)
  const expected = node.kind === "band" ? "bands" : "layers"
  if (table.unit.kind !== expected) return wrong(scope, `parameter ${node.table}`, `a table of ${expected}`)
  if (operand === undefined || on === undefined) return undefined
  if (!Unit.agree(operand.unit, table.unit.of))
    return wrong(scope, Unit.describe(operand.unit), Unit.describe(table.unit.of))
  const values = table.entries.flatMap((entry) => ("unknown" in entry ? [] : [entry.value]))
  if (table.unit.kind === "bands") {
    const rows = values.flatMap((value) => (typeof value === "object" && "bands" in value ? value.bands : []))
    if (table.unit.gives.kind === "text") {
      return { unit: { kind: "text", literals: [...new Set(rows.map(({ value }) => String(value)))] }, optional: false }
    }
    const amounts = rows.map(({ value }) => Range.exactly(Number(value)))
    return number(table.unit.gives, amounts.reduce(Range.union))
  }
  if (operand.range!.low < 0n) {
    return fail(
      scope,
      "negative-base",
      { id: "dasar tarif berlapis dapat bernilai negatif", en: "the base of a marginal scale could be negative" },
      { id: "batasi dasarnya paling sedikit 0", en: "keep the base at least 0" }
    )
  }
  const scales = values.flatMap((value) => (typeof value === "object" && "layers" in value ? [value.layers] : []))
  const most = scales.map((rows) => scaled(rows, operand.range!.high)).reduce((a, b) => (a > b ? a : b), 0n)
  return safe(scope, { ...operand, range: { low: 0n, high: most } })
}

/** The largest intermediate of a marginal scale: the base times the largest rate over the common denominator. */
const scaled = (rows: ReadonlyArray<Document.Layer>, base: bigint): bigint => {
  const common = commonDenominator(rows)
  return (
    rows
      .map(({ rate }) => (base * BigInt(Math.abs(rate.numerator)) * common) / BigInt(rate.denominator))
      .reduce((a, b) => (a > b ? a : b), 0n) + common
  )
}

/** The least common multiple of the rates' denominators. */
export const commonDenominator = (rows: ReadonlyArray<Document.Layer>): bigint =>
  rows.reduce((common, { rate }) => {
    const by = BigInt(rate.denominator)
    let [a, b] = [common, by]
    while (b !== 0n) [a, b] = [b, a % b]
    return (common / a) * by
  }, 1n)

const ofParameter = (name: string, on: Node.Node, scope: Scope): Maybe => {
  const date = needs(on, scope, "date")
  const parameter = scope.parameters.get(name)
  if (parameter === undefined) return unknownName(scope, "unknown-parameter", name)
  if (date === undefined) return undefined
  const { unit } = parameter
  if (unit.kind === "bands" || unit.kind === "layers") return wrong(scope, "a table", "a value")
  const literals = parameter.entries.flatMap((entry): ReadonlyArray<Typed> =>
    "unknown" in entry
      ? []
      : typeof entry.value === "number"
        ? [number(unit as Unit.Unit, Range.exactly(entry.value))]
        : "numerator" in entry.value
          ? [ofLiteral({ kind: "literal", unit: "ratio", value: entry.value })]
          : []
  )
  return literals.length === 0 ? wrong(scope, "a parameter without values", "a value") : joined(scope, literals)
}

const ofList = (
  node: Extract<Node.Node, { kind: "count" | "some" | "every" | "sum" | "least" | "greatest" }>,
  scope: Scope
): Maybe => {
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

const ofArithmetic = (node: Extract<Node.Node, { kind: "plus" | "minus" | "times" }>, scope: Scope): Maybe => {
  const parts = Node.operands(node).map((part) => needs(part, scope, "integer", "money"))
  if (node.kind === "times") {
    const [left, right] = parts
    if (left === undefined || right === undefined) return undefined
    if (left.unit.kind === "money" && right.unit.kind === "money") return wrong(scope, "money", "a count")
    const unit = left.unit.kind === "money" ? left.unit : right.unit
    return safe(scope, number(unit, Range.times(left.range!, right.range!)))
  }
  if (same(scope, parts) === undefined) return undefined
  const combine = node.kind === "plus" ? Range.plus : Range.minus
  // Every sum on the way must be exact too, not only the last.
  return (parts as ReadonlyArray<Typed>).reduce(
    (total: Maybe, part, index) =>
      index === 0 || total === undefined ? total : safe(scope, number(part.unit, combine(total.range!, part.range!))),
    parts[0]
  )
}

/** The unit and range of a node; reports what does not fit. */
export const typeOf = (node: Node.Node, scope: Scope): Maybe => {
  switch (node.kind) {
    case "fact":
      return ofFact(node.path, scope)
    case "literal":
      return ofLiteral(node)
    case "rule": {
      const rule = scope.rules.get(node.name)
      if (rule === undefined) return unknownName(scope, "unknown-rule", node.name)
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
      return ofCompare(node, scope)
    case "member":
      return ofMember(node, scope)
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
      return ofArithmetic(node, scope)
    case "at-most":
    case "at-least": {
      const operand = needs(node.operand, scope, "integer", "money")
      const bound = needs(node.bound, scope, "integer", "money")
      if (same(scope, [operand, bound]) === undefined) return undefined
      const clamp = node.kind === "at-most" ? Range.atMost : Range.atLeast
      return number(operand!.unit, clamp(operand!.range!, bound!.range!))
    }
    case "ratio":
      return ofRatio(node, scope)
    case "share":
      return ofShare(node, scope)
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
      return ofParameter(node.name, node.on, scope)
    case "duty": {
      const on = needs(node.on, scope, "date")
      if (!scope.duties.has(node.name)) return unknownName(scope, "unknown-duty", node.name)
      return on === undefined ? undefined : boolean
    }
    case "band":
    case "scale":
      return ofTable(node, scope)
    case "count":
    case "some":
    case "every":
    case "sum":
    case "least":
    case "greatest":
      return ofList(node, scope)
  }
}
