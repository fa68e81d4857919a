/**
 * Facts as SQL. A column is read in two ways: as it stands, for comparisons, which cannot fail; and clean, `NULL` where
 * it lies outside its declaration, for arithmetic, which then cannot overflow: such a row is `Invalid` anyway, and must
 * not abort the statement for all the others.
 */
import * as Result from "effect/Result"
import type * as Document from "../../tree/Document.ts"
import * as Dialect from "../Dialect.ts"
import type * as Mapping from "../Mapping.ts"
import * as Quote from "../Quote.ts"
import type * as Piece from "../Piece.ts"

// ---- Models

/** A leaf as SQL. */
export interface Leaf {
  /** The value as it stands, `NULL` where there is none. */
  readonly raw: Piece.Piece
  /** The value within its bounds. */
  readonly clean: Piece.Piece
  /** For an optional leaf: true or false where known, else `NULL`. */
  readonly set: Piece.Piece | undefined
  /** Whether the fact is missing; none where it never is. */
  readonly missing: Piece.Piece | undefined
  /** Whether the row holds what the leaf does not allow; none where the table checks that. */
  readonly wrong: Piece.Piece | undefined
}

// ---- Functions

/** Literals of a policy; what cannot be written was refused before. */
export const text = (word: string): string => Result.getOrThrow(Quote.literal(word))

/** The column as a value of the leaf's kind. */
const valueOf = (
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  column: Piece.Piece,
  { leaf, within }: Mapping.Column
): Piece.Piece => {
  switch (leaf.kind) {
    case "boolean":
      return column
    case "integer":
    case "money":
      // `|` knows only integers: a column of another type is an error, not a rounded amount.
      return within ? pieces.sql`${column}::bigint` : pieces.sql`(${column} | 0::bigint)`
    case "date":
      // Adding a number of days knows only days, not instants.
      return within ? column : pieces.sql`(${column} + 0)`
    case "text":
    case "code":
    case "token":
      return dialect.bytewise(pieces, column)
  }
}

/** Whether a value that is there is one that the leaf allows. */
export const fits = (
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  value: Piece.Piece,
  leaf: Document.Leaf
): Piece.Piece | undefined => {
  switch (leaf.kind) {
    case "boolean":
      return undefined
    case "integer":
    case "money":
      return pieces.sql`${value} BETWEEN ${Dialect.number(leaf.least)} AND ${Dialect.number(leaf.most)}`
    case "date":
      return pieces.sql`${value} BETWEEN ${Dialect.day(leaf.earliest)} AND ${Dialect.day(leaf.latest)}`
    case "text":
      return pieces.sql`${value} IN (${leaf.literals.map(text).join(", ")})`
    case "code":
    case "token":
      return pieces.sql`(${value} <> '' AND ${dialect.isAtMostUnits(pieces, value, leaf.maxLength)})`
  }
}

/** A leaf in the row of a case, or in an element of a list. */
export const leaf = (
  pieces: Piece.Pieces,
  dialect: Dialect.Dialect,
  scope: Piece.Scope,
  column: Mapping.Column
): Leaf => {
  const { leaf: declared, nullIsAbsent, present, set: setColumn, within } = column
  const stored = pieces.column(scope, column.value)
  const raw = valueOf(pieces, dialect, stored, column)
  const allowed = within ? undefined : fits(pieces, dialect, raw, declared)
  const clean = allowed === undefined ? raw : pieces.sql`CASE WHEN ${allowed} THEN ${raw} END`
  const outside = allowed === undefined ? undefined : pieces.sql`NOT (${allowed})`
  if (!declared.optional) {
    return { raw, clean, set: undefined, missing: present ? undefined : pieces.sql`${stored} IS NULL`, wrong: outside }
  }
  if (setColumn !== undefined) {
    const set = pieces.column(scope, setColumn)
    // The two columns must tell the same story.
    const contradiction = pieces.sql`${set} <> (${stored} IS NOT NULL)`
    const wrong = outside === undefined ? contradiction : pieces.sql`(${contradiction} OR (${set} AND ${outside}))`
    const missing = present ? undefined : pieces.sql`${set} IS NULL`
    return { raw, clean, set, missing, wrong: within ? undefined : wrong }
  }
  const there = pieces.sql`${stored} IS NOT NULL`
  return nullIsAbsent
    ? { raw, clean, set: there, missing: undefined, wrong: outside }
    : {
        raw,
        clean,
        set: present ? pieces.sql`TRUE` : pieces.sql`CASE WHEN ${there} THEN TRUE END`,
        missing: present ? undefined : pieces.sql`${stored} IS NULL`,
        wrong: outside
      }
}
