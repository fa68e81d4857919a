/**
 * What is known about the attendance of a cohort: as the sheet said when the list was paid, and as the corrections say
 * that came later. Rows that cannot be counted are told as problems of their files.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Attendance, Moment, type Person, Schedule } from "@bina/core"
import type { CivilDate } from "@bina/policy"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import type * as Corrections from "../reading/Corrections.ts"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as People from "./People.ts"

// ---- Models

/** What a record shows besides mark and signatures; a name that is not there could not be read. */
export type Seen = AttendanceSheet.Seen

/** The days of each seated person, before and after the corrections, and what was wrong in the files. */
export interface Presence {
  readonly asPaid: ReadonlyMap<Person.Id, AttendanceSheet.Days>
  readonly asCorrected: ReadonlyMap<Person.Id, AttendanceSheet.Days>
  readonly problems: ReadonlyArray<Problem.Problem>
}

// ---- Rules

/** The sheet bears no time of recording: its rows were known before any correction, whatever the clock of that says. */
const onTheSheet = Moment.makeUnsafe("0001-01-01T00:00:00")

/** Tallies a cohort; `seated` in the order of seats. */
export const of = (
  { cohort, attendance, corrections }: SeasonFolder.CohortFiles,
  seated: ReadonlyArray<Person.Id>,
  people: People.People
): Result.Result<Presence, Schedule.NotASchedule> =>
  Result.map(Schedule.make(cohort.sessions), (schedule) => {
    const [sheetFile, correctionsFile] = [
      SeasonFolder.fileOf(cohort.id, "attendance"),
      SeasonFolder.fileOf(cohort.id, "corrections")
    ]
    const sheet = attendance.entries.map((entry) => ({ entry, file: sheetFile, knownAt: onTheSheet }))
    const later = corrections.entries.map((entry) => ({ entry, file: correctionsFile, knownAt: entry.recordedAt }))
    const paid = tally(sheet, { schedule, seated }, people)
    const corrected = tally([...sheet, ...later], { schedule, seated }, people)
    return {
      asPaid: paid.days,
      asCorrected: corrected.days,
      problems: [
        ...paid.problems,
        ...corrected.problems.filter(({ file }) => file === correctionsFile),
        ...gaps(sheetFile, paid.days)
      ]
    }
  })

interface Source {
  readonly entry: AttendanceSheet.Entry | Corrections.Correction
  readonly file: string
  readonly knownAt: Moment.Moment
}

const tally = (
  sources: ReadonlyArray<Source>,
  cohort: { readonly schedule: Schedule.Schedule; readonly seated: ReadonlyArray<Person.Id> },
  people: People.People
) => {
  const problems: Array<Problem.Problem> = []
  const records = sources.flatMap((source) => {
    const { day, mark, nik, seen, signatures } = source.entry.record
    if (Option.isNone(nik)) {
      problems.push(Problem.make(Faults.notSeated, { file: source.file, row: source.entry.line, column: "NIK" }))
      return []
    }
    const { entry, file, knownAt } = source
    const person = people.of(nik.value)
    return [{ person, date: day, mark, signatures, observations: seen, knownAt, source: file, row: entry.line }]
  })
  const result = Attendance.tally(Attendance.history(records), cohort)
  problems.push(...told(result.problems, ({ row = 0, source }) => ({ file: source, line: row })))
  return { days: new Map(result.people.map(({ days, person }) => [person, days])), problems }
}

/** A row of a file, wherever its record stands now. */
export interface Place {
  readonly line: number
  readonly file: string
}

/** What a tally found, as problems of the files in which the records stand. */
export const told = (
  found: ReadonlyArray<Attendance.Problem>,
  placeOf: (record: Attendance.AttendanceRecord) => Place
): ReadonlyArray<Problem.Problem> =>
  found.flatMap((problem) => {
    const tell = (record: Attendance.AttendanceRecord, fault: Problem.Fault, column: string, value = "") => {
      const { file, line } = placeOf(record)
      return Problem.make(fault, { file, row: line, column, value })
    }
    switch (problem._tag) {
      case "Conflict":
        return problem.records.map((record) => tell(record, Faults.differing, "Tanggal", problem.date))
      case "NoSeat":
        return [tell(problem.record, Faults.notSeated, "NIK")]
      case "NoSession":
        return [tell(problem.record, Faults.notASession, "Tanggal", problem.record.date)]
      case "SignedThoughAbsent":
        return [tell(problem.record, Faults.signedThoughAbsent, "Kehadiran", "Alpa")]
    }
  })

/** One problem for each session that lacks rows, with how many people it concerns; who they are stands in the list. */
export const gaps = (
  file: string,
  people: ReadonlyMap<Person.Id, AttendanceSheet.Days>
): ReadonlyArray<Problem.Problem> => {
  const counts = new Map<CivilDate.CivilDate, number>()
  for (const days of people.values()) {
    for (const { _tag, date } of days) {
      if (_tag === "Unrecorded") counts.set(date, (counts.get(date) ?? 0) + 1)
    }
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, count]) => Problem.make(Faults.noAttendance, { file, column: "Tanggal", value: `${day}: ${count}` }))
}
