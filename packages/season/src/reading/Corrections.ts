/**
 * `corrections.csv`: attendance rows that replace earlier ones and became known only after the list was paid, with who
 * recorded them, when and why.
 */
import type { Moment } from "@bina/core"
import type * as AttendanceSheet from "./AttendanceSheet.ts"

// ---- Models

/** A record that replaces what was known. Of two for one day the one with the later `recordedAt` wins. */
export interface Correction extends AttendanceSheet.Entry {
  readonly recordedAt: Moment.Moment
  readonly recordedBy: string
  readonly reason: string
}
