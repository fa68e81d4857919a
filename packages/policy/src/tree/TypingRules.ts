/**
 * The unit and range of nodes whose operands have theirs.
 */
import * as Ratio from "../vocabulary/Ratio.ts"
import type * as Document from "./Document.ts"
import type * as Node from "./Node.ts"
import * as Range from "./Range.ts"
import * as ValueType from "./ValueType.ts"
import * as Unit from "./Unit.ts"

// ---- Functions

/** An exact fraction of two numbers of one unit. */
export const ofRatio = (
  numerator: ValueType.Maybe,
  denominator: ValueType.Maybe,
  scope: ValueType.Scope
): ValueType.Maybe => {
  if (ValueType.same(scope, [numerator, denominator]) === undefined) return undefined
  if (denominator!.range!.low <= 0n) {
    return ValueType.fail(
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

/** A share of a number. */
export const ofShare = (operand: ValueType.Maybe, ratio: ValueType.Maybe, scope: ValueType.Scope): ValueType.Maybe => {
  if (operand === undefined || ratio === undefined) return undefined
  for (const { denominator, numerator } of ratio.ratios!) {
    // What is left after whole denominators is multiplied by the numerator; halves are found by doubling.
    const rest = Range.magnitude(denominator) * (Range.magnitude(numerator) + 2n)
    if (ValueType.safe(scope, { ...operand, range: { low: 0n, high: rest } }) === undefined) return undefined
  }
  return ValueType.safe(scope, { ...operand, range: Range.share(operand.range!, ratio.ratios!) })
}

/** The value of a band, or the sum over layers, of a number in the table of a day. */
export const ofTable = (
  node: Node.Of<"band" | "scale">,
  operand: ValueType.Maybe,
  on: ValueType.Maybe,
  scope: ValueType.Scope
): ValueType.Maybe => {
  const table = scope.parameters.get(node.table)
  if (table === undefined) return ValueType.unknownName(scope, "unknown-parameter", node.table)
  const expected = node.kind === "band" ? "bands" : "layers"
  if (table.unit.kind !== expected) return ValueType.wrong(scope, `parameter ${node.table}`, `a table of ${expected}`)
  if (operand === undefined || on === undefined) return undefined
  if (!Unit.agree(operand.unit, table.unit.of)) {
    return ValueType.wrong(scope, Unit.describe(operand.unit), Unit.describe(table.unit.of))
  }
  const values = table.entries.flatMap((entry) => ("unknown" in entry ? [] : [entry.value]))
  if (table.unit.kind === "bands") {
    const rows = values.flatMap((value) => (typeof value === "object" && "bands" in value ? value.bands : []))
    if (table.unit.gives.kind === "text") {
      return { unit: { kind: "text", literals: [...new Set(rows.map(({ value }) => String(value)))] }, optional: false }
    }
    const [first, ...others] = rows.map(({ value }) => Range.exactly(Number(value)))
    return first === undefined
      ? ValueType.wrong(scope, "a table without values", "a value")
      : ValueType.number(table.unit.gives, others.reduce(Range.union, first))
  }
  if (operand.range!.low < 0n) {
    return ValueType.fail(
      scope,
      "negative-base",
      { id: "dasar tarif berlapis dapat bernilai negatif", en: "the base of a marginal scale could be negative" },
      { id: "batasi dasarnya paling sedikit 0", en: "keep the base at least 0" }
    )
  }
  const scales = values.flatMap((value) => (typeof value === "object" && "layers" in value ? [value.layers] : []))
  const base = operand.range!.high
  const largest = (of: (rows: ReadonlyArray<Document.Layer>) => bigint) =>
    scales.map(of).reduce((a, b) => (a > b ? a : b), 0n)
  const sums = ValueType.safe(scope, { ...operand, range: { low: 0n, high: largest((rows) => sumOver(rows, base)) } })
  return sums === undefined
    ? undefined
    : { ...operand, range: { low: 0n, high: largest((rows) => taxOver(rows, base)) } }
}

const commonDenominatorOf = (rows: ReadonlyArray<Document.Layer>): bigint =>
  Ratio.commonDenominator(rows.map(({ rate }) => rate))

/** What a scale adds up before its one division: at most the base at the highest rate over the common denominator. */
const sumOver = (rows: ReadonlyArray<Document.Layer>, base: bigint): bigint => {
  const common = commonDenominatorOf(rows)
  return rows.reduce((most, { rate }) => {
    const sum = base * BigInt(rate.numerator) * (common / BigInt(rate.denominator))
    return sum > most ? sum : most
  }, common)
}

/** The largest result of a scale: the base at its highest rate, rounded up. */
const taxOver = (rows: ReadonlyArray<Document.Layer>, base: bigint): bigint =>
  sumOver(rows, base) / commonDenominatorOf(rows) + 1n

/** A dated figure, read on a day. */
export const ofParameter = (name: string, date: ValueType.Maybe, scope: ValueType.Scope): ValueType.Maybe => {
  const parameter = scope.parameters.get(name)
  if (parameter === undefined) return ValueType.unknownName(scope, "unknown-parameter", name)
  if (date === undefined) return undefined
  const { unit } = parameter
  if (unit.kind === "bands" || unit.kind === "layers") return ValueType.wrong(scope, "a table", "a value")
  const literals = parameter.entries.flatMap((entry): ReadonlyArray<ValueType.Typed> =>
    "unknown" in entry
      ? []
      : typeof entry.value === "number"
        ? [ValueType.number(unit as Unit.Unit, Range.exactly(entry.value))]
        : "numerator" in entry.value
          ? [ValueType.ofLiteral({ kind: "literal", unit: "ratio", value: entry.value })]
          : []
  )
  return literals.length === 0
    ? ValueType.wrong(scope, "a parameter without values", "a value")
    : ValueType.joined(scope, literals)
}

const sets = new WeakMap<ReadonlyArray<string>, ReadonlySet<string>>()

/** A vocabulary as a set, made once: each word of a long `member` is looked up in it. */
const setOf = (literals: ReadonlyArray<string>): ReadonlySet<string> => {
  const known = sets.get(literals) ?? new Set(literals)
  sets.set(literals, known)
  return known
}

const ofWords = (
  a: { readonly literals: ReadonlyArray<string> },
  b: typeof a,
  scope: ValueType.Scope
): ValueType.Maybe => {
  const [small, large] = a.literals.length < b.literals.length ? [a, b] : [b, a]
  const known = setOf(large.literals)
  const unknown = small.literals.find((word) => !known.has(word))
  return unknown === undefined ? ValueType.boolean : ValueType.unknownName(scope, "unknown-literal", unknown)
}

/** A comparison: of numbers and days by order, of words and tokens by equality. */
export const ofCompare = (
  node: Node.Of<"compare">,
  left: ValueType.Maybe,
  right: ValueType.Maybe,
  scope: ValueType.Scope
): ValueType.Maybe => {
  if (left === undefined || right === undefined) return undefined
  const kinds = [left.unit.kind, right.unit.kind]
  const ordered = node.operator !== "equal" && node.operator !== "not-equal"
  if (kinds.includes("code")) {
    // An open word is compared only with literals, so that two vocabularies never meet by accident.
    const other = left.unit.kind === "code" ? node.right : node.left
    return !ordered && other.kind === "literal" && other.unit === "text"
      ? ValueType.boolean
      : ValueType.wrong(scope, "a code", "a literal")
  }
  if (ValueType.same(scope, [left, right]) === undefined) return undefined
  if (left.unit.kind === "text" && right.unit.kind === "text") {
    return ordered ? ValueType.wrong(scope, "text", "a number or day") : ofWords(left.unit, right.unit, scope)
  }
  if (left.unit.kind === "boolean") return ValueType.wrong(scope, "a boolean", "a value to compare (use and, or, not)")
  if (left.unit.kind === "token")
    return ordered ? ValueType.wrong(scope, "a token", "a number or day") : ValueType.boolean
  for (const a of left.ratios ?? []) {
    for (const b of right.ratios ?? []) {
      const cross = Range.union(Range.times(a.numerator, b.denominator), Range.times(b.numerator, a.denominator))
      if (ValueType.safe(scope, { ...left, range: cross }) === undefined) return undefined
    }
  }
  return ValueType.boolean
}

/** Whether a value is one of several literals: each must be comparable with it. */
export const ofMember = (
  node: Node.Of<"member">,
  operand: ValueType.Maybe,
  scope: ValueType.Scope
): ValueType.Maybe => {
  const compared = node.among.map((right) =>
    ofCompare(
      { kind: "compare", operator: "equal", left: node.operand, right },
      operand,
      ValueType.ofLiteral(right),
      scope
    )
  )
  return compared.includes(undefined) ? undefined : ValueType.boolean
}

/** Sums, differences and products; every number on the way must be exact. */
export const ofArithmetic = (
  kind: "plus" | "minus" | "times",
  parts: ReadonlyArray<ValueType.Maybe>,
  scope: ValueType.Scope
): ValueType.Maybe => {
  if (kind === "times") {
    const [left, right] = parts
    if (left === undefined || right === undefined) return undefined
    if (left.unit.kind === "money" && right.unit.kind === "money") return ValueType.wrong(scope, "money", "a count")
    const unit = left.unit.kind === "money" ? left.unit : right.unit
    return ValueType.safe(scope, ValueType.number(unit, Range.times(left.range!, right.range!)))
  }
  if (ValueType.same(scope, parts) === undefined) return undefined
  const combine = kind === "plus" ? Range.plus : Range.minus
  return (parts as ReadonlyArray<ValueType.Typed>).reduce(
    (total: ValueType.Maybe, part, index) =>
      index === 0 || total === undefined
        ? total
        : ValueType.safe(scope, ValueType.number(part.unit, combine(total.range!, part.range!))),
    parts[0]
  )
}
