/**
 * `attendance.csv`: one row per seated participant and session. What is read here are the marks on the sheet; whether a
 * day counts is decided by the policy.
 */
import type * as Option from "effect/Option"
import type { Attendance } from "@bina/core"
import type { CivilDate } from "@bina/policy"
import type * as SheetForm from "./Form.ts"

// ---- Models

/** What a sheet shows besides marks and signatures, by name. A name that is not there could not be read. */
export interface Seen {
  readonly [name: string]: string | number | boolean
}

/** A session of somebody with what the sheet shows of it. */
export type Day = Attendance.Day<Attendance.AttendanceRecord<Seen>>

/** All sessions of somebody. */
export type Days = Attendance.Days<Attendance.AttendanceRecord<Seen>>

/** What a sheet says about one person on one day; `number` is nothing where the cell holds no identity number. */
export interface Record {
  readonly number: Option.Option<string>
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

/** What a form calls what the flow has something to say about: three of its columns, and the mark of who was absent. */
export interface Names {
  readonly number: string
  readonly day: string
  readonly mark: string
  readonly absent: string
}

/** How sheets of attendance are read. */
export interface Form extends SheetForm.Form<Entry> {
  readonly names: Names
}
