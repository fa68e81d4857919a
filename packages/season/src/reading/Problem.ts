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

/** What may be shown of a cell's value: a word that is about nobody, a day or time. Of anything else only its form is. */
export type Shown = "word" | "time"

/** Where a finding stands. */
export interface Place {
  readonly file: string
  readonly row?: number
  readonly column?: string
  readonly value?: string
  readonly shown?: Shown
}

// ---- Rules

const fault =
  (severity: Severity) =>
  (kind: string, reasonId: string, mendId: string, reasonEn: string, mendEn: string): Fault => ({
    kind,
    severity,
    reason: { id: reasonId, en: reasonEn },
    mend: { id: mendId, en: mendEn }
  })

/** A fault by which something is not counted: its kind, then reason and remedy in Indonesian, then in English. */
export const error = fault("error")

/** A fault of something that was counted all the same. */
export const warning = fault("warning")

/** A finding at a place. */
export const make = (fault: Fault, place: Place): Problem => ({
  kind: fault.kind,
  file: place.file,
  row: Option.fromNullishOr(place.row),
  column: place.column ?? "",
  value: shown(place.value ?? "", place.shown),
  severity: fault.severity,
  reason: fault.reason,
  mend: fault.mend
})

/** At most 60 characters: a damaged row can be a megabyte. */
const shown = (value: string, as: Shown | undefined): string => {
  const printable = masked(Cell.tidy(value), as).replace(/[\p{Cc}\p{Cf}]/gu, "·")
  return printable.length > 60 ? `${printable.slice(0, 60)}…` : printable
}

/** What may be a day or a time as it stands; a telephone number is neither. */
const dayLike = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T:]|$)/

/** Cells slip into the wrong column: a long number, however it is broken up, is a person's wherever it stands. */
const masked = (value: string, as: Shown | undefined): string => {
  if (as === "time") return dayLike.test(value) ? value.replace(/\p{L}/gu, "x") : Cell.maskForm(value)
  const digits = value.replace(/\P{Nd}/gu, "").length
  return as === "word" && digits < 9 ? value : Cell.maskForm(value)
}
