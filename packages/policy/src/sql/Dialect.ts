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
  readonly bytewise: (pieces: Piece.Pieces, text: Piece.Piece) => Piece.Piece
  /** The length in UTF-16 units is at most so much; bytes are looked at first, for they are never fewer. */
  readonly isAtMostUnits: (pieces: Piece.Pieces, text: Piece.Piece, most: number) => Piece.Piece
  /** Completed years between two days of which the second is not the earlier one. */
  readonly years: (pieces: Piece.Pieces, birth: Piece.Piece, on: Piece.Piece) => Piece.Piece
  /** Whether a subquery in a branch is computed only where the branch is taken. */
  readonly defers: boolean
  /** The texts whose condition holds, in order, as an array. */
  readonly chosen: (
    pieces: Piece.Pieces,
    rows: ReadonlyArray<{ readonly when: Piece.Piece; readonly text: string; readonly comment?: string }>
  ) => Piece.Piece
  readonly emptyTexts: string
  readonly emptyBooleans: string
}

// ---- Functions

const cases = (
  pieces: Piece.Pieces,
  rows: ReadonlyArray<{ readonly when: Piece.Piece; readonly text: string; readonly comment?: string }>
): Piece.Piece =>
  pieces.list(
    ", ",
    rows.map(({ comment, text, when }) =>
      pieces.join([comment === undefined ? "" : `${comment} `, "CASE WHEN ", when, " THEN ", text, " END"])
    )
  )

const postgresql: Dialect = {
  name: "postgresql",
  divide: "/",
  bytewise: (pieces, text) => pieces.sql`(${text}::text COLLATE "C")`,
  isAtMostUnits: (pieces, text, most) =>
    pieces.dear`(octet_length(${text}) <= ${String(most)} OR char_length(${text}) + char_length(regexp_replace(${text}, E'[^\\\\U00010000-\\\\U0010FFFF]', '', 'g')) <= ${String(most)})`,
  // `age` borrows days from the month of birth, so its years are those of `yyyymmdd`; of instants with a zone it would
  // depend on the session's.
  years: (pieces, birth, on) => pieces.dear`date_part('year', age(${on}::timestamp, ${birth}::timestamp))::bigint`,
  defers: true,
  chosen: (pieces, rows) => pieces.sql`array_remove(ARRAY[${cases(pieces, rows)}]::text[], NULL)`,
  emptyTexts: "ARRAY[]::text[]",
  emptyBooleans: "ARRAY[]::boolean[]"
}

/** A day read as one number, `yyyymmdd`. */
const digits = (pieces: Piece.Pieces, day: Piece.Piece): Piece.Piece =>
  pieces.dear`(year(${day}) * 10000 + month(${day}) * 100 + day(${day}))`

const duckdb: Dialect = {
  name: "duckdb",
  divide: "//",
  bytewise: (pieces, text) => pieces.sql`(${text}::VARCHAR COLLATE "C")`,
  isAtMostUnits: (pieces, text, most) =>
    pieces.dear`(strlen(${text}) <= ${String(most)} OR length(${text}) + length(regexp_replace(${text}, '[^\\x{10000}-\\x{10FFFF}]', '', 'g')) <= ${String(most)})`,
  years: (pieces, birth, on) => pieces.sql`((${digits(pieces, on)} - ${digits(pieces, birth)}) // 10000)`,
  defers: false,
  chosen: (pieces, rows) => pieces.sql`list_filter([${cases(pieces, rows)}]::VARCHAR[], lambda x: x IS NOT NULL)`,
  emptyTexts: "[]::VARCHAR[]",
  emptyBooleans: "[]::BOOLEAN[]"
}

/** The words of an engine. */
export const of = (name: Quote.Dialect): Dialect => (name === "postgresql" ? postgresql : duckdb)

/** A whole number; always 64 bits wide, so that no product of two small ones leaves 32. */
export const number = (value: number | bigint): string => (value < 0 ? `(${value})::bigint` : `${value}::bigint`)

/** A day, which is digits and hyphens by its type. */
export const day = (date: CivilDate.CivilDate): string => `DATE '${date}'`
