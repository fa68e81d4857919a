/**
 * What was wrong in a file, told so that an officer can find and mend it: file, row, column, value, reason, remedy, in
 * both languages. A problem never stops the reading and never holds a personal value in clear.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Text } from "@bina/policy"
import * as Cell from "./Cell.ts"

// ---- Models

/**
 * `error`: something was not counted or a fact stays missing. `warning`: it was counted, somebody should look.
 */
export const Severity = Schema.Literals(["error", "warning"])
export type Severity = typeof Severity.Type

/** One finding. `row` is the line of the file as an editor counts it, the column names being row 1. */
export const Problem = Schema.Struct({
  kind: Schema.String,
  file: Schema.String,
  row: Schema.Option(Schema.Int),
  column: Schema.String,
  value: Schema.String,
  severity: Severity,
  reason: Text.Text,
  mend: Text.Text
})
export type Problem = typeof Problem.Type

/** What a finding says, wherever it is found. */
export interface Fault {
  readonly kind: string
  readonly severity: Severity
  readonly reason: Text.Text
  readonly mend: Text.Text
}

/** Where a finding stands. */
export interface Place {
  readonly file: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
}

// ---- Rules

/**
 * Columns whose values are not about a person; every other value is shown by its form only. A list of what is harmless,
 * not of what is personal: a column that nobody thought of is masked.
 */
const harmless = new Set(["Kecamatan", "Kehadiran", "Masker", "Jaga Jarak", "Cuci Tangan", "dailyTransport", "quota"])

/** Columns of days and times: their digits are harmless, words in them belong to another column. */
const times = new Set(["Timestamp", "Tanggal", "Dicatat Pada"])

/** A finding at a place. */
export const make = (fault: Fault, place: Place): Problem => ({
  kind: fault.kind,
  file: place.file,
  row: Option.fromNullishOr(place.row),
  column: place.column ?? "",
  value: shown(place.column ?? "", place.value ?? ""),
  severity: fault.severity,
  reason: fault.reason,
  mend: fault.mend
})

/** At most 60 characters: a damaged row can be a megabyte. */
const shown = (column: string, value: string): string => {
  const printable = masked(column, Cell.tidy(value)).replace(/[\p{Cc}\p{Cf}]/gu, "·")
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable
}

/** What may be a day or a time as it stands; a telephone number is neither. */
const dayLike = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T:]|$)/

/** Cells slip into the wrong column: a long number, however it is broken up, is a person's wherever it stands. */
const masked = (column: string, value: string): string => {
  if (times.has(column)) return dayLike.test(value) ? value.replace(/\p{L}/gu, "x") : Cell.maskForm(value)
  const digits = value.replace(/\P{Nd}/gu, "").length
  return harmless.has(column) && digits < 9 ? value : Cell.maskForm(value)
}
