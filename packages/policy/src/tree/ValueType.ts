/**
 * What is known of a node's value before any case is decided, and how what does not fit is reported: with its rule and
 * a way to mend it. Nothing is guessed, and what follows from a fault is not reported again.
 */
import * as CivilDate from "../vocabulary/CivilDate.ts"
import * as Diagnostic from "./Diagnostic.ts"
import type * as Document from "./Document.ts"
import type * as Node from "./Node.ts"
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
  /** Rules that are declared before this one and have a fault of their own. */
  readonly failed: ReadonlySet<string>
  readonly parameters: ReadonlyMap<string, Document.Parameter>
  readonly duties: ReadonlyMap<string, Document.Duty>
  readonly element?: string
  readonly set: ReadonlyArray<string>
  /** The type of every node that has one, written down as it is found. */
  readonly nodes: Map<Node.Node, Typed>
  readonly report: (diagnostic: Diagnostic.Diagnostic) => void
}

/** `undefined` once something was reported: what follows from it is not reported again. */
export type Maybe = Typed | undefined

// ---- Functions

/** A yes or no. */
export const boolean: Typed = { unit: { kind: "boolean" }, optional: false }

/** A number of a unit within a range. */
export const number = (unit: Unit.Unit, range: Range.Range): Typed => ({ unit, optional: false, range })

/** A day as the number that ranges count in. */
export const day = (date: CivilDate.CivilDate): bigint => BigInt(CivilDate.toEpochDay(date))

/** The ends of the calendar. */
export const firstDay = day(CivilDate.makeUnsafe("0001-01-01"))
export const lastDay = day(CivilDate.makeUnsafe("9999-12-31"))

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

export const wrong = (scope: Scope, found: string, expected: string): undefined =>
  fail(
    scope,
    "wrong-unit",
    { id: `ada ${found} di tempat ${expected}`, en: `${found} stands where ${expected} is needed` },
    { id: "perbaiki operandnya", en: "use an operand of that unit" }
  )

export const fail = (
  scope: Scope,
  code: Diagnostic.Code,
  message: Diagnostic.Diagnostic["message"],
  mend: Diagnostic.Diagnostic["mend"]
): undefined => {
  scope.report(Diagnostic.error(code, scope.where, message, mend))
  return undefined
}

export const unknownName = (scope: Scope, code: Diagnostic.Code, name: string): undefined =>
  fail(
    scope,
    code,
    { id: `nama "${name}" tidak dikenal di sini`, en: `the name "${name}" is not known here` },
    {
      id: "daftarkan nama itu lebih dahulu, atau perbaiki ejaannya",
      en: "declare it before this rule, or mend its spelling"
    }
  )

export const safe = (scope: Scope, typed: Typed): Maybe =>
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

export const same = (scope: Scope, parts: ReadonlyArray<Maybe>): Maybe => {
  const [first, ...rest] = parts
  if (first === undefined || rest.some((part) => part === undefined)) return undefined
  for (const part of rest as ReadonlyArray<Typed>) {
    if (!Unit.agree(first.unit, part.unit)) return wrong(scope, Unit.describe(part.unit), Unit.describe(first.unit))
  }
  return first
}

/** Each pair of ranges once, so that a chain of choices does not double them at every step. */
const distinct = (ratios: Range.RatioRange): Range.RatioRange => {
  const key = ({ denominator, numerator }: Range.RatioRange[number]) =>
    [numerator.low, numerator.high, denominator.low, denominator.high].join()
  return [...new Map(ratios.map((ratio) => [key(ratio), ratio])).values()]
}

/** One value or another: literals and ranges of all branches together. */
export const joined = (scope: Scope, branches: ReadonlyArray<Maybe>): Maybe => {
  const first = same(scope, branches)
  if (first === undefined) return undefined
  const typed = branches as ReadonlyArray<Typed>
  const ranges = typed.flatMap(({ range }) => (range === undefined ? [] : [range]))
  const ratios = typed.flatMap(({ ratios }) => ratios ?? [])
  return {
    unit:
      first.unit.kind === "text"
        ? {
            kind: "text",
            literals: [...new Set(typed.flatMap(({ unit }) => (unit.kind === "text" ? unit.literals : [])))]
          }
        : first.unit,
    optional: false,
    ...(ranges.length > 0 ? { range: ranges.reduce(Range.union) } : {}),
    ...(ratios.length > 0 ? { ratios: distinct(ratios) } : {})
  }
}

export const ofLiteral = (literal: Node.Literal): Typed => {
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
