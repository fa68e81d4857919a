/**
 * `corrections.csv`: attendance rows that replace earlier ones and became known only after the list was paid, with who
 * recorded them, when and why.
 */
import * as Option from "effect/Option"
import type * as Result from "effect/Result"
import type { Moment } from "@bina/core"
import * as AttendanceSheet from "./AttendanceSheet.ts"
import * as Cell from "./Cell.ts"
import * as Faults from "./Faults.ts"
import type * as ProgrammeFile from "./ProgrammeFile.ts"
import type * as ReadingError from "./ReadingError.ts"
import * as Sheet from "./Sheet.ts"
import * as Timestamp from "./Timestamp.ts"

// ---- Models

/** A record that replaces what was known. Of two for one day the one with the later `recordedAt` wins. */
export interface Correction extends AttendanceSheet.Entry {
  readonly recordedAt: Moment.Moment
  readonly recordedBy: string
  readonly reason: string
}

/** The columns of a sheet of corrections. */
export const columns = [...AttendanceSheet.columns, "Dicatat Pada", "Dicatat Oleh", "Alasan"] as const

// ---- Rules

/** Reads the sheet; a row without a readable time of recording is reported and not counted. */
export const read = (
  file: string,
  text: string,
  { fiscalYear, timeZone }: Pick<ProgrammeFile.Programme, "fiscalYear" | "timeZone">
): Result.Result<Sheet.Read<Correction>, ReadingError.UnknownColumns> =>
  Sheet.read(file, text, columns, (row, cell, report) => {
    const recordedAt = Timestamp.read(cell(row, "Dicatat Pada"), timeZone)
    if (Option.isNone(recordedAt)) {
      report(Faults.recordedAt, row, "Dicatat Pada", cell(row, "Dicatat Pada"))
      return Option.none()
    }
    return Option.map(AttendanceSheet.recordOf(row, cell, report, fiscalYear), (record) => ({
      line: row.line,
      record,
      recordedAt: recordedAt.value.moment,
      recordedBy: Cell.tidy(cell(row, "Dicatat Oleh")),
      reason: Cell.tidy(cell(row, "Alasan"))
    }))
  })
