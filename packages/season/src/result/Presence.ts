/**
 * What is known about the attendance of a cohort: what its sheet says of each person, and what a tally found that cannot
 * be counted, told as problems of the files.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { Attendance, Moment, type Person, Schedule } from "@bina/core"
import type { CivilDate } from "@bina/policy"
import type * as AttendanceSheet from "../reading/AttendanceSheet.ts"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"

// ---- Rules

/** The sheet bears no time of recording: its rows were known before any correction, whatever the clock of that says. */
const onTheSheet = Moment.makeUnsafe("0001-01-01T00:00:00")

/** The days of people by the sheet of their cohort alone. */
export const onSheet = (
  { attendance, cohort }: SeasonFolder.CohortFiles,
  people: ReadonlyArray<Person.Id>,
  personOf: (number: string) => Person.Id
): Result.Result<ReadonlyMap<Person.Id, AttendanceSheet.Days>, Schedule.NotASchedule> =>
  Result.map(Schedule.make(cohort.sessions), (schedule) => {
    const source = SeasonFolder.fileOf(cohort.id, "attendance")
    const records = attendance.entries.flatMap(({ line, record: { day, mark, number, seen, signatures } }) =>
      Option.isNone(number)
        ? []
        : [
            {
              person: personOf(number.value),
              date: day,
              mark,
              signatures,
              observations: seen,
              knownAt: onTheSheet,
              source,
              row: line
            }
          ]
    )
    const tally = Attendance.tally(Attendance.history(records), { schedule, seated: people })
    return new Map(tally.people.map(({ days, person }) => [person, days]))
  })

/** A row of a file, wherever its record stands now. */
export interface Place {
  readonly line: number
  readonly file: string
}

/** What a tally found, as problems of the files in which the records stand. */
export const told = (
  found: ReadonlyArray<Attendance.Problem>,
  { absent, day, mark, number }: AttendanceSheet.Names,
  placeOf: (record: Attendance.AttendanceRecord) => Place
): ReadonlyArray<Problem.Problem> =>
  found.flatMap((problem) => {
    const tell = (record: Attendance.AttendanceRecord, fault: Problem.Fault, column: string, value?: Written) => {
      const { file, line } = placeOf(record)
      return Problem.make(fault, { file, row: line, column, ...value })
    }
    switch (problem._tag) {
      case "Conflict":
        return problem.records.map((record) =>
          tell(record, Faults.differing, day, { value: problem.date, shown: "time" })
        )
      case "NoSeat":
        return [tell(problem.record, Faults.notSeated(number), number)]
      case "NoSession":
        return [tell(problem.record, Faults.notASession, day, { value: problem.record.date, shown: "time" })]
      case "SignedThoughAbsent":
        return [tell(problem.record, Faults.signedThoughAbsent(absent), mark, { value: absent, shown: "word" })]
    }
  })

type Written = Required<Pick<Problem.Place, "value" | "shown">>

/** One problem for each session that lacks rows, with how many people it concerns; who they are stands in the list. */
export const gaps = (
  file: string,
  { day: column }: AttendanceSheet.Names,
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
    .map(([day, count]) =>
      Problem.make(Faults.noAttendance, { file, column, value: `${day}: ${count}`, shown: "time" })
    )
}
