/**
 * The SQL of a value, and the nodes where SQL has habits of its own: branches, and conditions that are not known. The
 * SQL of a value is `NULL` exactly when the value is undetermined; what it lacks then is a mask of bits.
 */
import type * as Analysis from "../../tree/Analysis.ts"
import * as Node from "../../tree/Node.ts"
import * as Arithmetic from "./Arithmetic.ts"
import * as FactColumns from "./FactColumns.ts"
import * as Dialect from "../Dialect.ts"
import type * as Mapping from "../Mapping.ts"
import * as MissingMask from "./MissingMask.ts"
import type * as Piece from "../Piece.ts"

// ---- Models

/** A node as SQL. */
export interface Value {
  /** `NULL` exactly when the value is undetermined; of a fraction, its numerator. */
  readonly value: Piece.Piece
  /** Of a fraction. */
  readonly denominator?: Piece.Piece
  /** Of a value that may be absent: true where it is set, `NULL` where that is not known. */
  readonly set?: Piece.Piece
  /** What is missing; 0 of a determined value. */
  readonly lacks: MissingMask.Mask
}

/** What is translated, and where: in the row of a case, or in an element of a list. */
export interface Scope {
  readonly analysis: Analysis.Analysis
  readonly mapped: Mapping.Mapped
  readonly dialect: Dialect.Dialect
  readonly pieces: Piece.Pieces
  readonly rules: Map<string, Value>
  readonly element?: string
}

// ---- Functions

/** The place of something that can be missing. */
export const placeOf = ({ analysis }: Scope, item: string): number => analysis.order.get(item)!

/** A leaf where it is read. */
export const leafOf = ({ dialect, mapped, pieces }: Scope, path: string): FactColumns.Leaf => {
  return FactColumns.leaf(pieces, dialect, Node.pathOf(path).list ?? "", mapped.columns.get(path)!)
}

/** Whether a value is undetermined; a fraction is as soon as one of its parts is. */
export const isOpen = (pieces: Piece.Pieces, { denominator, value }: Omit<Value, "lacks">): Piece.Piece =>
  denominator === undefined ? pieces.sql`${value} IS NULL` : pieces.sql`(${value} IS NULL OR ${denominator} IS NULL)`

/** A constant. */
export const literal = (node: Node.Literal, scope: Scope): Value => {
  const { pieces } = scope
  const number = (value: number): Piece.Piece => pieces.sql`${Dialect.number(value)}`
  const made = (value: Piece.Piece): Value => ({ value, lacks: MissingMask.none })
  switch (node.unit) {
    case "boolean":
      return made(pieces.sql`${node.value ? "TRUE" : "FALSE"}`)
    case "integer":
    case "money":
      return made(number(node.value))
    case "date":
      return made(pieces.sql`${Dialect.day(node.value)}`)
    case "text":
      return made(pieces.sql`${FactColumns.text(node.value)}`)
    case "ratio":
      return { ...made(number(node.value.numerator)), denominator: number(node.value.denominator) }
  }
}

/** Of several conditions in order, the value of the first that holds; none once one is not known. */
export const decided = (
  scope: Scope,
  rows: ReadonlyArray<{ readonly when: Value; readonly value: Value }>,
  otherwise: Value
): Value => {
  const { pieces } = scope
  const pick = (part: (value: Value) => Piece.Piece): Piece.Piece =>
    pieces.join([
      "CASE",
      ...rows.flatMap(({ value, when }) => [
        " WHEN ",
        when.value,
        " THEN ",
        part(value),
        ...(MissingMask.canBe(when.lacks) ? [" WHEN ", when.value, " IS NULL THEN NULL"] : [])
      ]),
      " ELSE ",
      part(otherwise),
      " END"
    ])
  const lacks = MissingMask.choose(
    pieces,
    rows.flatMap(({ value, when }) => [
      { when: when.value, mask: value.lacks },
      ...(MissingMask.canBe(when.lacks) ? [{ when: pieces.sql`${when.value} IS NULL`, mask: when.lacks }] : [])
    ]),
    otherwise.lacks
  )
  return {
    value: pick(({ value }) => value),
    lacks,
    ...(otherwise.denominator === undefined ? {} : { denominator: pick(({ denominator }) => denominator!) })
  }
}

/** `and`, `or`, and at least so many: true or false as soon as that can no longer change. */
export const kleene = (
  scope: Scope,
  kind: "and" | "or" | "at-least-of",
  least: number,
  parts: ReadonlyArray<Value>
): Value => {
  const { pieces } = scope
  const values = parts.map(({ value }) => value)
  const all = MissingMask.union(
    pieces,
    parts.map(({ lacks }) => lacks)
  )
  const value =
    kind === "at-least-of" ? atLeast(pieces, least, values, MissingMask.canBe(all)) : connected(pieces, kind, values)
  return {
    value,
    lacks: MissingMask.canBe(all)
      ? MissingMask.choose(pieces, [{ when: pieces.sql`${value} IS NULL`, mask: all }], MissingMask.none)
      : MissingMask.none
  }
}

const connected = (pieces: Piece.Pieces, kind: "and" | "or", values: ReadonlyArray<Piece.Piece>): Piece.Piece =>
  values.length === 1 ? values[0]! : pieces.sql`(${pieces.list(kind === "and" ? " AND " : " OR ", values)})`

const atLeast = (
  pieces: Piece.Pieces,
  least: number,
  values: ReadonlyArray<Piece.Piece>,
  open: boolean
): Piece.Piece => {
  const number = (when: (value: Piece.Piece) => Piece.Piece): Piece.Piece =>
    pieces.sql`(${pieces.list(
      " + ",
      values.map((value) => pieces.sql`CASE WHEN ${when(value)} THEN 1 ELSE 0 END`)
    )})`
  const holding = number((value) => value)
  if (!open) return pieces.sql`(${holding} >= ${String(least)})`
  const possible = number((value) => pieces.sql`${value} IS NOT FALSE`)
  return pieces.sql`CASE WHEN ${holding} >= ${String(least)} THEN TRUE WHEN ${possible} < ${String(least)} THEN FALSE END`
}

/** Whether a value is one of several constants. */
export const memberOf = (node: Node.Of<"member">, operand: Value, scope: Scope): Piece.Piece => {
  const { pieces } = scope
  const among = node.among.map((one) => literal(one, scope))
  if (operand.denominator === undefined) {
    return pieces.sql`(${operand.value} IN (${pieces.list(
      ", ",
      among.map(({ value }) => value)
    )}))`
  }
  const { denominator, value } = operand
  return connected(
    pieces,
    "or",
    among.map((one) =>
      Arithmetic.compare(
        pieces,
        "equal",
        { numerator: value, denominator },
        { numerator: one.value, denominator: one.denominator! }
      )
    )
  )
}
