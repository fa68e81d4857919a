/**
 * CSV that opens well where it will be opened: UTF-8 with its mark, semicolons and CRLF, as Indonesian spreadsheets
 * write it. A cell that a spreadsheet would run as a formula gets an apostrophe in front; text is quoted, so that a
 * program with another separator cannot break a formula out of the middle of a cell. Numbers stay numbers.
 */
import { stringify } from "csv-stringify/sync"

// ---- Models

/** A cell: text of any origin, or a number of ours. */
export type Cell = string | number

// ---- Rules

/** A table with its column names. */
export const write = (columns: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  stringify(
    [columns, ...rows].map((row) => row.map(plain)),
    {
      bom: true,
      delimiter: ";",
      escape_formulas: true,
      quoted_string: true,
      quoted_empty: false,
      record_delimiter: "\r\n"
    }
  )

/**
 * Control characters have no business in a list and some programs skip them in front of a formula; marks that turn the
 * direction of text would show another name or account than stands there.
 */
const plain = (cell: Cell): Cell =>
  typeof cell === "number"
    ? cell
    : cell
        .replace(/\p{Bidi_Control}+/gu, "")
        .replace(/\p{Cc}+/gu, " ")
        .trim()
