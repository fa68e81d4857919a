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
  readonly asPaid: ReadonlyMap<Person.Id, Attendance.Days<Seen>>
  readonly asCorrected: ReadonlyMap<Person.Id, Attendance.Days<Seen>>
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
  const bySource = new Map<string, Source>()
  const problems: Array<Problem.Problem> = []
  const report = (fault: Problem.Fault, { entry, file }: Source, column: string, value = "") => {
    problems.push(Problem.make(fault, { file, row: entry.line, column, value }))
  }
  const records = sources.flatMap((source) => {
    const { day, mark, nik, seen, signatures } = source.entry.record
    if (Option.isNone(nik)) {
      report(Faults.notSeated, source, "NIK")
      return []
    }
    const name = `${source.file}:${source.entry.line}`
    bySource.set(name, source)
    const { knownAt } = source
    return [{ person: people.of(nik.value), date: day, mark, signatures, observations: seen, knownAt, source: name }]
  })
  const result = Attendance.tally(Attendance.history(records), cohort)
  for (const problem of result.problems) {
    if (problem._tag === "Conflict") {
      for (const { source } of problem.records) report(Faults.differing, bySource.get(source)!, "Tanggal", problem.date)
    } else {
      const source = bySource.get(problem.record.source)!
      if (problem._tag === "NoSeat") report(Faults.notSeated, source, "NIK")
      else if (problem._tag === "NoSession") report(Faults.notASession, source, "Tanggal", problem.record.date)
      else report(Faults.signedThoughAbsent, source, "Kehadiran", "Alpa")
    }
  }
  return { days: new Map(result.people.map(({ days, person }) => [person, days])), problems }
}

/** One problem for each session that lacks rows, with how many people it concerns; who they are stands in the list. */
const gaps = (file: string, people: ReadonlyMap<Person.Id, Attendance.Days<Seen>>): ReadonlyArray<Problem.Problem> => {
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
