/**
 * `attendance.csv`: one row per seated participant and session. What is read here are the marks on the sheet; whether a
 * day counts is decided by the policy.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { Attendance } from "@bina/core"
import type { CivilDate } from "@bina/policy"
import { IndonesianDate, Nik, Temperature } from "@bina/indonesia"
import * as Cell from "./Cell.ts"
import type * as Columns from "./Columns.ts"
import type * as Csv from "./Csv.ts"
import * as Faults from "./Faults.ts"
import type * as Problem from "./Problem.ts"
import * as Sheet from "./Sheet.ts"
import type * as ReadingError from "./ReadingError.ts"

// ---- Models

/** The words of the attendance column. `Izin` and `Sakit` are excused absences, `Alpa` is one without an excuse. */
const marks: ReadonlyMap<string, Attendance.Mark> = new Map([
  ["hadir", "present"],
  ["izin", "excused"],
  ["sakit", "excused"],
  ["alpa", "absent"]
])

/** Temperature that nobody recorded: known to be absent, and something else than one that cannot be read. */
export const notRecorded = "not-recorded"

/**
 * The health protocol as the sheet shows it. A name that is not there could not be read. Temperature in tenths of a
 * degree Celsius.
 */
export type Seen = {
  readonly masked?: boolean
  readonly distanced?: boolean
  readonly handsWashed?: boolean
  readonly temperature?: number | typeof notRecorded
}

/** A session of somebody with what the sheet shows of it. */
export type Day = Attendance.Day<Attendance.AttendanceRecord<Seen>>

/** All sessions of somebody. */
export type Days = Attendance.Days<Attendance.AttendanceRecord<Seen>>

/** What a sheet says about one person on one day; `nik` is nothing where the cell holds no identity number. */
export interface Record {
  readonly nik: Option.Option<string>
  readonly day: CivilDate.CivilDate
  readonly mark: Attendance.Mark
  readonly signatures: Attendance.Signatures
  readonly seen: Seen
}

/** A record and the row it comes from. */
export interface Entry {
  readonly line: number
  readonly record: Record
}

/** The columns of an attendance sheet. */
export const columns = [
  "Tanggal",
  "NIK",
  "Kehadiran",
  "Paraf Pagi",
  "Paraf Sore",
  "Masker",
  "Jaga Jarak",
  "Cuci Tangan",
  "Suhu"
] as const
export type Column = (typeof columns)[number]

// ---- Rules

const observed = new Map([
  ["y", true],
  ["ya", true],
  ["v", true],
  ["t", false]
])

/** Reads the sheet; only its columns can stop that. */
export const read = (
  file: string,
  text: string,
  latestYear: number
): Result.Result<Sheet.Read<Entry>, ReadingError.UnknownColumns> =>
  Sheet.read(file, text, columns, (row, cell, report) =>
    Option.map(recordOf(row, cell, report, latestYear), (record) => ({ line: row.line, record }))
  )

/** The record of a row; a row without a readable date and mark is none. */
export const recordOf = (
  row: Csv.Row,
  cell: Columns.Reader<Column>,
  report: Sheet.Reporter,
  latestYear: number
): Option.Option<Record> => {
  const written = (column: Column) => cell(row, column)
  const day = IndonesianDate.parse(written("Tanggal"))
  const mark = marks.get(Cell.fold(written("Kehadiran")))
  if (Result.isFailure(day)) report(Faults.sessionDate, row, "Tanggal", written("Tanggal"))
  if (mark === undefined) report(Faults.mark, row, "Kehadiran", written("Kehadiran"))
  if (Result.isFailure(day) || mark === undefined) return Option.none()
  const seen = seenIn(written, (fault, column) => report(fault, row, column, written(column)))
  const nik = Option.getSuccess(Nik.parse(written("NIK"), { latestYear }))
  return Option.some({
    nik: Option.map(nik, ({ digits }) => digits),
    day: day.success,
    mark,
    signatures: { given: signed(written("Paraf Pagi")) + signed(written("Paraf Sore")), required: 2 },
    seen
  })
}

/** A sheet is signed or it is not: an empty field is no signature, and a field of the protocol that nobody ticked no "yes". */
const form: Cell.Form = { empty: "no" }

const signed = (cell: string): number => (Option.contains(Cell.answer(cell, form), true) ? 1 : 0)

const seenIn = (written: (column: Column) => string, report: (fault: Problem.Fault, column: Column) => void): Seen => {
  const flag = <Name extends string>(name: Name, column: Column): { readonly [K in Name]?: boolean } => {
    const cell = written(column)
    const answer = Option.contains(Cell.answer(cell, form), false) ? false : observed.get(Cell.fold(cell))
    if (answer === undefined) report(Faults.protocol, column)
    return answer === undefined ? {} : ({ [name]: answer } as { readonly [K in Name]: boolean })
  }
  const degrees = temperatureOf(written("Suhu"))
  if (degrees === undefined) report(Faults.temperature, "Suhu")
  return {
    ...flag("masked", "Masker"),
    ...flag("distanced", "Jaga Jarak"),
    ...flag("handsWashed", "Cuci Tangan"),
    ...(degrees === undefined ? {} : { temperature: degrees })
  }
}

const temperatureOf = (cell: string): Seen["temperature"] =>
  Cell.isNone(cell) ? notRecorded : Option.getOrUndefined(Option.getSuccess(Temperature.parse(cell)))
