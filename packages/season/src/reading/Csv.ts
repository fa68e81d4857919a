/**
 * Rows of a spreadsheet export, as many as can be saved.
 *
 * The separator is read off the line of column names, not guessed per row: decimal commas would split. An opening quote
 * that nobody closed swallows the rest of a file in every parser; here such a line is given up and reading starts again
 * at the next one. Line numbers stay those of the file.
 */
import * as Option from "effect/Option"
import { parse } from "csv-parse/sync"
import * as Cell from "./Cell.ts"

// ---- Models

/** The cells of one record and the line of the file on which it begins. */
export interface Row {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

/** A line that is no record, and why. */
export interface Loss {
  readonly line: number
  readonly kind: "unclosed-quote" | "cell-count"
  readonly text: string
}

/** Column names, the rows that have as many cells, and the lines that could not be saved. */
export interface Sheet {
  readonly header: Row
  readonly rows: ReadonlyArray<Row>
  readonly losses: ReadonlyArray<Loss>
}

// ---- Rules

const separators = [",", ";", "\t", "|"] as const

/** A quoted cell may run over this many lines before its quote counts as unclosed. */
const longestCell = 50

/** What stands for bytes that are no text. */
const undecodable = "\ufffd"

/**
 * Bytes as text: UTF-8, or UTF-16 where a byte-order mark says so. What is no text becomes U+FFFD, never an error; see
 * {@link isDamaged}.
 */
export const decode = (bytes: Uint8Array): string => {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  return new TextDecoder(mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8").decode(bytes)
}

/** Whether a row holds bytes that were no text: the file was written in another encoding. */
export const isDamaged = ({ cells }: Row): boolean => cells.some((cell) => cell.includes(undecodable))

/** Reads a sheet; nothing when the text holds no line at all. Blank rows are skipped. */
export const read = (text: string): Option.Option<Sheet> => {
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n")
  const first = lines.find((line) => Cell.tidy(line) !== "")
  if (first === undefined) return Option.none()
  const separator = sniff(first)
  const columns = count(first, separator).cells
  const { mended, losses } = mend(lines, separator, columns)
  const records = parse(mended.join("\n"), {
    bom: true,
    delimiter: separator,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true
  }) as unknown as ReadonlyArray<{ readonly record: ReadonlyArray<string>; readonly info: { readonly lines: number } }>
  const rows = records
    .map(({ record, info }) => ({ line: info.lines - breaks(record), cells: record }))
    .filter(({ cells }) => cells.some((cell) => Cell.tidy(cell) !== ""))
  const header = rows[0]
  if (header === undefined) return Option.none()
  return Option.some(sort(header, rows.slice(1), losses))
}

const sniff = (line: string): string =>
  separators.reduce((best, separator) => (count(line, separator).cells > count(line, best).cells ? separator : best))

const breaks = (cells: ReadonlyArray<string>): number =>
  cells.reduce((sum, cell) => (cell.includes("\n") ? sum + cell.split("\n").length - 1 : sum), 0)

/** Cells beyond the last column are harmless as long as they are empty: some programs write them. */
const sort = (header: Row, rows: ReadonlyArray<Row>, unclosed: ReadonlyArray<Loss>): Sheet => {
  const columns = header.cells.length
  const whole: Array<Row> = []
  const losses: Array<Loss> = [...unclosed]
  for (const row of rows) {
    const fits = row.cells.length >= columns && row.cells.slice(columns).every((cell) => Cell.tidy(cell) === "")
    if (fits) whole.push(row)
    else losses.push({ line: row.line, kind: "cell-count", text: row.cells.join(" ") })
  }
  return { header, rows: whole, losses: losses.toSorted((a, b) => a.line - b.line) }
}

/** How many cells a line has on its own, and whether it ends inside a quoted cell. */
const count = (line: string, separator: string, quoted = false): { cells: number; open: boolean } => {
  let cells = 1
  let open = quoted
  let atStart = !quoted
  for (let i = 0; i < line.length; i++) {
    const char = line[i]
    if (open) {
      if (char !== '"') continue
      if (line[i + 1] === '"') i++
      else open = false
    } else if (char === separator) {
      cells++
      atStart = true
      continue
    } else if (char === '"' && atStart) open = true
    atStart = false
  }
  return { cells, open }
}

/**
 * Empties the lines on which a quote opens and is not closed. A quote counts as unclosed also when a line that it would
 * swallow is a whole row by itself: otherwise a quote far below closes it and the rows between are lost without a word.
 */
const mend = (lines: ReadonlyArray<string>, separator: string, columns: number) => {
  const mended = [...lines]
  const losses: Array<Loss> = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    const next = line.includes('"') && count(line, separator).open ? closing(lines, at, separator, columns) : at
    if (Number.isNaN(next)) {
      losses.push({ line: at + 1, kind: "unclosed-quote", text: line })
      mended[at] = ""
      at++
    } else at = next + 1
  }
  return { mended, losses }
}

/** How many cells a line seems to have; where it leaves a quote open itself, its quotes say nothing. */
const cellsAlone = (line: string, separator: string): number => {
  const alone = count(line, separator)
  return alone.open ? line.split(separator).length : alone.cells
}

/** The line on which the cell that is open at the end of line `at` closes, or `NaN`. */
const closing = (lines: ReadonlyArray<string>, at: number, separator: string, columns: number): number => {
  for (let i = at + 1; i < lines.length && i <= at + longestCell; i++) {
    if (columns > 1 && cellsAlone(lines[i]!, separator) >= columns) return Number.NaN
    if (lines[i]!.includes('"') && !count(lines[i]!, separator, true).open) return i
  }
  return Number.NaN
}
