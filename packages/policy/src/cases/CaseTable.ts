/**
 * A table of cases as an officer's spreadsheet exports it: rows of cells, each with its line in the file. A line that
 * cannot be read is told and costs no other: so a cell ends on the line on which it begins, and a quote that nobody
 * closed swallows nothing.
 */
import type * as Text from "../vocabulary/Text.ts"

// ---- Models

/** One line of the table: its number in the file, and its cells. */
export interface Line {
  readonly row: number
  readonly cells: ReadonlyArray<string>
}

/** The column names, the lines beneath, and those that could not be read. */
export interface Table {
  readonly header: Line
  readonly lines: ReadonlyArray<Line>
  readonly faults: ReadonlyArray<Fault>
}

/** What cannot be used: in which row and column (empty: the whole row), why, and what to do about it. */
export interface Fault {
  readonly row: number
  readonly column: string
  readonly reason: Text.Text
  readonly mend: Text.Text
}

// ---- Functions

/** A cell without the blanks around it, the no-break space of spreadsheets among them. */
export const tidy = (cell: string): string => cell.replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim()

/** A cell as words are compared. */
export const fold = (cell: string): string => tidy(cell).toLowerCase()

/** Reads CSV: separated as its first line is, by commas, semicolons or tabs; empty lines are nothing. */
export const fromCsv = (text: string): Table => {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ row: index + 1, line }))
    .filter(({ line }) => tidy(line).replace(/[,;\t"]/g, "") !== "")
  const separator = separatorOf(lines[0]?.line ?? "")
  const read = lines.map(({ line, row }) => ({ row, cells: cellsOf(line, separator) }))
  const columns = read[0]?.cells?.findLastIndex((cell) => tidy(cell) !== "") ?? -1
  const faults: Array<Fault> = []
  const whole = read.flatMap(({ cells, row }): ReadonlyArray<Line> => {
    if (cells === undefined) {
      faults.push({ row, column: "", ...unclosed })
      return []
    }
    if (cells.slice(columns + 1).some((cell) => tidy(cell) !== "") || cells.length <= columns) {
      faults.push({ row, column: "", ...cellCount(columns + 1, cells.length) })
      return []
    }
    return [{ row, cells: cells.slice(0, columns + 1) }]
  })
  const first = read[0]?.row ?? 1
  const header = whole.find(({ row }) => row === first) ?? { row: first, cells: [] }
  return { header, lines: whole.filter(({ row }) => row !== first), faults }
}

const unclosed = {
  reason: { id: "tanda kutip di baris ini tidak ditutup", en: "a quote of this row is not closed" },
  mend: {
    id: 'tutup tanda kutip itu sebelum akhir baris; tulis " di dalam sel sebagai ""',
    en: 'close it before the end of the row; write a " inside a cell as ""'
  }
}

const cellCount = (expected: number, found: number) => ({
  reason: {
    id: `baris ini berisi ${found} sel, sedangkan judulnya ${expected}`,
    en: `this row has ${found} cells where the column names are ${expected}`
  },
  mend: {
    id: "samakan jumlah selnya; sel yang memuat pemisah ditulis dalam tanda kutip",
    en: "give it as many cells; write a cell that holds the separator in quotes"
  }
})

/** The separator of which the line of column names holds the most. */
const separatorOf = (line: string): string =>
  [",", ";", "\t"].reduce((best, each) => (line.split(each).length > line.split(best).length ? each : best))

/** The cells of a line as RFC 4180 writes them, or nothing where a quote is open at its end or followed by more. */
const cellsOf = (line: string, separator: string): ReadonlyArray<string> | undefined => {
  const cells: Array<string> = []
  let at = 0
  while (at <= line.length) {
    const quoted = line[at] === '"' || (at === 0 && line.startsWith('\ufeff"'))
    if (!quoted) {
      const end = line.indexOf(separator, at)
      cells.push(line.slice(at, end === -1 ? line.length : end))
      at = (end === -1 ? line.length : end) + 1
      continue
    }
    const start = line.indexOf('"', at) + 1
    let end = line.indexOf('"', start)
    while (end !== -1 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
    if (end === -1 || (end + 1 < line.length && line[end + 1] !== separator)) return undefined
    cells.push(line.slice(start, end).replaceAll('""', '"'))
    at = end + 2
  }
  return cells
}
