/**
 * Marks on a sheet of attendance: the day, whose row it is, whether somebody came, and what they signed or observed.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Attendance } from "@bina/core"
import type { CivilDate } from "@bina/policy"
import { Cell, type Form } from "@bina/season"
import * as Temperature from "../health/Temperature.ts"
import * as Nik from "../identity/Nik.ts"
import * as IndonesianDate from "../writing/IndonesianDate.ts"
import * as Faults from "./Faults.ts"

// ---- Models

/** The words of attendance. `Izin` and `Sakit` are excused absences, `Alpa` is one without an excuse. */
export const marks: ReadonlyMap<string, Attendance.Mark> = new Map([
  ["hadir", "present"],
  ["izin", "excused"],
  ["sakit", "excused"],
  ["alpa", "absent"]
])

/** Temperature that nobody recorded: known to be absent, and something else than one that cannot be read. */
export const notRecorded = "not-recorded"

// ---- Rules

/** The day of a row. */
export const day = <C extends string>(row: Form.Row<C>, column: C): Option.Option<CivilDate.CivilDate> => {
  const date = IndonesianDate.parse(row.written(column))
  return Result.isFailure(date) ? row.gap(Faults.sessionDate, column) : Option.some(date.success)
}

/** Whether somebody came. */
export const mark = <C extends string>(row: Form.Row<C>, column: C): Option.Option<Attendance.Mark> => {
  const found = marks.get(Cell.fold(row.written(column)))
  return found === undefined ? row.gap(Faults.mark, column) : Option.some(found)
}

/** Whose row it is; whoever has no well-formed number holds no seat either, which is told of the row as a whole. */
export const number = <C extends string>(row: Form.Row<C>, column: C, latestYear: number): Option.Option<string> =>
  Option.map(Option.getSuccess(Nik.parse(row.written(column), { latestYear })), ({ digits }) => digits)

/** A field that nobody ticked is no "yes". */
const form: Cell.Form = { empty: "no" }

/** What stands where nobody signed. An empty field is no signature: the sheet goes round, and whoever was there signs. */
const unsigned: ReadonlySet<string> = new Set([
  "0",
  "false",
  "no",
  "tdk",
  "tak",
  "tidak ada",
  "tdk ada",
  "tidak hadir",
  "absen",
  "abs",
  "kosong",
  "belum",
  "nihil"
])

/** Letters that stand for an absence or a "no" on Indonesian sheets, and may be initials as well. */
const puzzling: ReadonlySet<string> = new Set(["a", "i", "s", "t", "n", "alp", "izn", "skt", "n/a"])

/** What people write for a signature: a tick, a cross, the word for it, the hour, or their initials. */
const signed = /^(v|x|y|ya|ok|ttd|paraf|hadir|true|1|[✓✔☑√×✗✘]|\p{L}{1,3}\.?|(\p{L}\.){1,4}|\d{1,2}[.:]\d{2})$/u

const isSigned = <C extends string>(row: Form.Row<C>, column: C): Option.Option<boolean> => {
  const cell = Cell.fold(row.written(column))
  if (Cell.isNone(cell) || /^[-–—.]+$/.test(cell) || unsigned.has(cell)) return Option.some(false)
  // A mark of attendance in this field says that it slipped, or that the person was away: neither is a signature.
  return signed.test(cell) && !puzzling.has(cell) && (marks.get(cell) ?? "present") === "present"
    ? Option.some(true)
    : row.gap(Faults.signature, column)
}

/** How many of these fields are signed; nothing where a mark is neither a signature nor the lack of one. */
export const signatures = <C extends string>(
  row: Form.Row<C>,
  columns: ReadonlyArray<C>
): Option.Option<Attendance.Signatures> =>
  Option.map(Option.all(columns.map((column) => isSigned(row, column))), (each) => ({
    given: each.filter((is) => is).length,
    required: columns.length
  }))

const observed = new Map([
  ["y", true],
  ["ya", true],
  ["v", true],
  ["t", false]
])

/** Whether something was observed; an unknown mark is neither yes nor no. */
export const observation = <C extends string>(row: Form.Row<C>, column: C): Option.Option<boolean> => {
  const cell = row.written(column)
  const answer = Option.contains(Cell.answer(cell, form), false) ? false : observed.get(Cell.fold(cell))
  return answer === undefined ? row.gap(Faults.protocol, column) : Option.some(answer)
}

/** A temperature in tenths of a degree Celsius, or that nobody took it. */
export const temperature = <C extends string>(
  row: Form.Row<C>,
  column: C
): Option.Option<number | typeof notRecorded> => {
  const cell = row.written(column)
  if (Cell.isNone(cell)) return Option.some(notRecorded)
  const degrees = Temperature.parse(cell)
  return Result.isFailure(degrees) ? row.gap(Faults.temperature, column) : Option.some(degrees.success)
}
