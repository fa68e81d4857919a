/**
 * Where PostgreSQL and DuckDB say the same thing differently. Everything else in these modules is SQL of both.
 */
import type * as CivilDate from "../vocabulary/CivilDate.ts"
import type * as Quote from "./Quote.ts"
import type * as Piece from "./Piece.ts"

// ---- Models

/** The words of one engine. */
export interface Dialect {
  readonly name: Quote.Dialect
  /** Division of integers that drops the remainder. */
  readonly divide: string
  /** A text compared byte by byte, whatever the column's collation says. */
  readonly bytewise: (terms: Piece.Terms, text: Piece.Term) => Piece.Term
  /** The length in UTF-16 units is at most so much; bytes are looked at first, for they are never fewer. */
  readonly isAtMostUnits: (terms: Piece.Terms, text: Piece.Term, most: number) => Piece.Term
  /** Completed years between two days of which the second is not the earlier one. */
  readonly years: (terms: Piece.Terms, birth: Piece.Term, on: Piece.Term) => Piece.Term
  /** Whether a subquery in a branch is computed only where the branch is taken. */
  readonly defers: boolean
  /** The texts whose condition holds, in order, as an array. */
  readonly chosen: (
    terms: Piece.Terms,
    rows: ReadonlyArray<{ readonly when: Piece.Term; readonly text: string; readonly comment?: string }>
  ) => Piece.Term
  readonly emptyTexts: string
  readonly emptyBooleans: string
}

// ---- Rules

const cases = (
  terms: Piece.Terms,
  rows: ReadonlyArray<{ readonly when: Piece.Term; readonly text: string; readonly comment?: string }>
): Piece.Term =>
  terms.list(
    ", ",
    rows.map(({ comment, text, when }) =>
      terms.join([comment === undefined ? "" : `${comment} `, "CASE WHEN ", when, " THEN ", text, " END"])
    )
  )

const postgresql: Dialect = {
  name: "postgresql",
  divide: "/",
  bytewise: (terms, text) => terms.sql`(${text}::text COLLATE "C")`,
  isAtMostUnits: (terms, text, most) =>
    terms.dear`(octet_length(${text}) <= ${String(most)} OR char_length(${text}) + char_length(regexp_replace(${text}, E'[^\\\\U00010000-\\\\U0010FFFF]', '', 'g')) <= ${String(most)})`,
  // `age` borrows days from the month of birth, so its years are those of `yyyymmdd`; of instants with a zone it would
  // depend on the session's.
  years: (terms, birth, on) => terms.dear`date_part('year', age(${on}::timestamp, ${birth}::timestamp))::bigint`,
  defers: true,
  chosen: (terms, rows) => terms.sql`array_remove(ARRAY[${cases(terms, rows)}]::text[], NULL)`,
  emptyTexts: "ARRAY[]::text[]",
  emptyBooleans: "ARRAY[]::boolean[]"
}

/** A day read as one number, `yyyymmdd`. */
const digits = (terms: Piece.Terms, day: Piece.Term): Piece.Term =>
  terms.dear`(year(${day}) * 10000 + month(${day}) * 100 + day(${day}))`

const duckdb: Dialect = {
  name: "duckdb",
  divide: "//",
  bytewise: (terms, text) => terms.sql`(${text}::VARCHAR COLLATE "C")`,
  isAtMostUnits: (terms, text, most) =>
    terms.dear`(strlen(${text}) <= ${String(most)} OR length(${text}) + length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g')) <= ${String(most)})`,
  years: (terms, birth, on) => terms.sql`((${digits(terms, on)} - ${digits(terms, birth)}) // 10000)`,
  defers: false,
  chosen: (terms, rows) => terms.sql`list_filter([${cases(terms, rows)}]::VARCHAR[], lambda x: x IS NOT NULL)`,
  emptyTexts: "[]::VARCHAR[]",
  emptyBooleans: "[]::BOOLEAN[]"
}

/** The words of an engine. */
export const of = (name: Quote.Dialect): Dialect => (name === "postgresql" ? postgresql : duckdb)

/** A whole number; always 64 bits wide, so that no product of two small ones leaves 32. */
export const number = (value: number | bigint): string => (value < 0 ? `(${value})::bigint` : `${value}::bigint`)

/** A day, which is digits and hyphens by its type. */
export const day = (date: CivilDate.CivilDate): string => `DATE '${date}'`
