/**
 * Sheets of corrections: a sheet of attendance with when, by whom and why each row was recorded.
 */
import * as Option from "effect/Option"
import { type AttendanceSheet, Cell, type Corrections, type Form } from "@bina/season"
import * as Clock from "./Clock.ts"
import * as Faults from "./Faults.ts"

// ---- Rules

/** The columns that a correction has beside those of attendance. */
export const columns = ["Dicatat Pada", "Dicatat Oleh", "Alasan"] as const

/** The form of corrections to sheets of a form; a row without a readable time of recording is reported and not counted. */
export const of = (attendance: AttendanceSheet.Form, timeZone: string): Form.Form<Corrections.Correction> => ({
  columns: [...attendance.columns, ...columns],
  shown: { ...attendance.shown, "Dicatat Pada": "time" },
  read: (row) => {
    const recordedAt = Clock.read(row.written("Dicatat Pada"), timeZone)
    if (Option.isNone(recordedAt)) return row.gap(Faults.recordedAt, "Dicatat Pada")
    return Option.map(attendance.read(row), (entry) => ({
      ...entry,
      recordedAt: recordedAt.value.moment,
      recordedBy: Cell.tidy(row.written("Dicatat Oleh")),
      reason: Cell.tidy(row.written("Alasan"))
    }))
  }
})
