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

/** A sheet is signed or it is not: an empty field is no signature, and a field that nobody ticked no "yes". */
const form: Cell.Form = { empty: "no" }

/** How many of these fields are signed. */
export const signatures = <C extends string>(row: Form.Row<C>, columns: ReadonlyArray<C>): Attendance.Signatures => ({
  given: columns.filter((column) => Option.contains(Cell.answer(row.written(column), form), true)).length,
  required: columns.length
})

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
