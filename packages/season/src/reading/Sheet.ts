/**
 * The way from the text of a sheet to its entries, the same for every kind: find the columns, report the lines that are
 * no rows, read the others one by one.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Columns from "./Columns.ts"
import * as Csv from "./Csv.ts"
import * as Faults from "./Faults.ts"
import type * as Form from "./Form.ts"
import * as Problem from "./Problem.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** What could be read, and what could not. */
export interface Read<Entry> {
  readonly entries: ReadonlyArray<Entry>
  readonly problems: ReadonlyArray<Problem.Problem>
}

// ---- Rules

const losses = { "unclosed-quote": Faults.unclosedQuote, "cell-count": Faults.cellCount } as const

/** Reads every row of a sheet by its form; fails only when its columns are not those of its kind. */
export const read = <Entry>(
  file: string,
  text: string,
  form: Form.Form<Entry>
): Result.Result<Read<Entry>, ReadingError.UnknownColumns> => {
  const sheet = Csv.read(text)
  const header = Option.match(sheet, { onNone: () => [], onSome: ({ header }) => header.cells })
  return Result.map(Columns.match(file, form.columns, header), (cell) => {
    const entries: Array<Entry> = []
    const problems: Array<Problem.Problem> = []
    if (Option.isNone(sheet)) return { entries, problems }
    for (const loss of sheet.value.losses) {
      problems.push(Problem.make(losses[loss.kind], { file, row: loss.line, value: loss.text }))
    }
    const damaged = sheet.value.rows.filter(Csv.isDamaged)
    if (damaged.length > 0) {
      problems.push(Problem.make(Faults.encoding, { file, row: damaged[0]!.line, value: String(damaged.length) }))
    }
    for (const row of sheet.value.rows) {
      const { line } = row
      const gap = (fault: Problem.Fault, column: string) => {
        const shown = form.shown[column]
        const value = cell(row, column)
        problems.push(
          Problem.make(fault, { file, row: line, column, value, ...(shown === undefined ? {} : { shown }) })
        )
        return Option.none()
      }
      const read = form.read({ line, written: (column) => cell(row, column), gap })
      if (Option.isSome(read)) entries.push(read.value)
    }
    return { entries, problems }
  })
}
