/**
 * Sheets of attendance and what became known later: corrections, corrections of corrections, records of the same
 * moment that contradict each other, records of people without a seat and of days without a session.
 */
import { type Attendance, Moment, Person, type Schedule } from "@bina/core"
import { CivilDate } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import type { Choices } from "../Choices.ts"
import * as PolicyArbitrary from "../PolicyArbitrary.ts"
import * as ProgrammeArbitrary from "./ProgrammeArbitrary.ts"

// ---- Models

/** A cohort's days and people, the first sheet, and what was said later; `corrections` come after `records`. */
export interface Sheets {
  readonly schedule: Schedule.Schedule
  readonly seated: ReadonlyArray<Person.Id>
  readonly records: ReadonlyArray<Attendance.AttendanceRecord>
  readonly corrections: ReadonlyArray<Attendance.AttendanceRecord>
}

// ---- Rules

const said = (choices: Choices): Pick<Attendance.AttendanceRecord, "mark" | "signatures" | "observations"> => ({
  mark: choices.pick(["present", "absent", "partial", "excused"]),
  signatures: { given: choices.below(3), required: 2 },
  observations: choices.oneIn(3) ? { masked: choices.oneIn(2), temperature: choices.between(355, 389) } : {}
})

const at = (day: number, minute: number): Moment.Moment =>
  Moment.makeUnsafe(`2021-01-${String(day).padStart(2, "0")}T08:${String(minute).padStart(2, "0")}:00`)

/** A session of the schedule, or now and then a day on which there was none. */
const dayOf = (schedule: Schedule.Schedule, choices: Choices): CivilDate.CivilDate => {
  const date = schedule[choices.below(schedule.length)]!
  return choices.oneIn(12) ? Result.getOrElse(CivilDate.addDays(date, 400), () => date) : date
}

const sheetsOf = (schedule: Schedule.Schedule, choices: Choices): Sheets => {
  const seated = choices.several(1, 5, (index) => Person.id(`person-${index + 1}`))
  const records = choices.several(1, 24, (index): Attendance.AttendanceRecord => ({
    person: choices.oneIn(12) ? Person.id("somebody-else") : seated[choices.below(seated.length)]!,
    date: dayOf(schedule, choices),
    ...said(choices),
    knownAt: at(1, 0),
    source: `sheet row ${index + 1}`
  }))
  const corrections: Array<Attendance.AttendanceRecord> = []
  for (const [index, record] of records.entries()) {
    if (!choices.oneIn(2)) continue
    const knownAt = at(choices.between(2, 20), choices.below(2))
    corrections.push({ ...record, ...said(choices), knownAt, source: `correction ${index + 1}` })
    // Somebody else corrects it at the same moment, or it is put back as it was.
    if (choices.oneIn(4))
      corrections.push({ ...record, ...said(choices), knownAt, source: `contradiction ${index + 1}` })
    if (choices.oneIn(3)) corrections.push({ ...record, knownAt: at(21, 0), source: `put back ${index + 1}` })
  }
  return { schedule, seated, records, corrections }
}

/** The sheets of one cohort. */
export const sheets: Arbitrary.Arbitrary<Sheets> = Arbitrary.map(
  Arbitrary.all({ schedule: ProgrammeArbitrary.schedule, choices: PolicyArbitrary.choices }),
  ({ choices, schedule }) => sheetsOf(schedule, choices)
)
