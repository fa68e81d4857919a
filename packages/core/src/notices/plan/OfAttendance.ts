/** What is told of attendance: an absence, and that no more of them can be afforded. */
import type { CivilDate } from "@bina/policy"
import type * as Application from "../../flow/admission/Application.ts"
import * as Attendance from "../../flow/attendance/Attendance.ts"
import * as Completion from "../../flow/attendance/Completion.ts"
import type * as AttendanceEvent from "../../streams/attendance/Event.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import { type Applying, end, type Hearing, type Meeting, tell } from "./Told.ts"

// ---- Rules

type Sheet = Exclude<AttendanceEvent.Event, { readonly _tag: "AttendanceEnded" }>

/** Hears what a sheet says of those who have a seat. */
export const ofAttendance = (event: Sheet, meeting: Meeting, hearing: Hearing): void => {
  for (const { knownAt, mark, observations, person, signatures, digest } of event.records) {
    const application = meeting.holders.get(person)
    const applying = application === undefined ? undefined : meeting.applications.get(application)
    if (application === undefined || applying?.isSeated !== true) continue
    const record: Attendance.AttendanceRecord = {
      person,
      date: event.date,
      mark,
      signatures,
      observations,
      digest,
      knownAt,
      source: event.source
    }
    const before = applying.days.get(event.date) ?? Attendance.history([])
    const after = Attendance.merge(before, Attendance.history([record]))
    applying.days.set(event.date, after)
    absence(applying, application, event.date, [before, after], meeting, hearing)
    risk(applying, application, meeting, hearing)
  }
}

const absence = (
  applying: Applying,
  application: Application.Id,
  date: CivilDate.CivilDate,
  [before, after]: readonly [Attendance.History, Attendance.History],
  meeting: Meeting,
  hearing: Hearing
): void => {
  const [was, is] = [before, after].map((history) => {
    const day = Attendance.dayOf(date, history)
    return day._tag === "Recorded" && day.record.mark === "absent"
  })
  if (was === is) return
  const topic = `absence ${date}`
  if (was === true) return end(applying, (other) => other === topic, "superseded", "corrected", hearing)
  const subject = { cohort: meeting.terms.id, application, session: date }
  tell(applying, "absence-noted", topic, subject, meeting, hearing)
}

/** Whoever may not miss one more session is told once, for as long as it is so. */
const risk = (applying: Applying, application: Application.Id, meeting: Meeting, hearing: Hearing): void => {
  const isTold = applying.open.has("risk")
  const isSo = isAtRisk(applying, meeting)
  if (isTold === isSo) return
  if (isTold) return end(applying, (topic) => topic === "risk", "superseded", "corrected", hearing)
  const subject = { cohort: meeting.terms.id, application }
  tell(applying, "completion-at-risk", "risk", subject, meeting, hearing)
}

/** Whether the minimum is out of reach once a session that is still open is missed, if all others are attended whole. */
const isAtRisk = ({ days }: Applying, { schedule, terms }: Meeting): boolean => {
  const open = schedule.findIndex((date) => Attendance.dayOf(date, daysOf(days, date))._tag !== "Recorded")
  if (open === -1) return false
  const supposed = schedule.map((date, index): Attendance.Day => {
    const day = Attendance.dayOf(date, daysOf(days, date))
    return day._tag === "Recorded" ? day : { _tag: "Recorded", date, record: missedOrWhole(date, index === open) }
  })
  const [first, ...others] = supposed
  return (
    first !== undefined &&
    Completion.standing(Completion.of([first, ...others], terms), terms.minimumAttendance) !== "completed"
  )
}

const daysOf = (days: Applying["days"], date: CivilDate.CivilDate): Attendance.History =>
  days.get(date) ?? { records: [] }

const missedOrWhole = (date: CivilDate.CivilDate, isMissed: boolean): Attendance.AttendanceRecord => ({
  person: "" as Person.Id,
  date,
  mark: isMissed ? "absent" : "present",
  signatures: { given: isMissed ? 0 : 1, required: 1 },
  observations: {},
  knownAt: "" as Moment.Moment,
  source: "supposed"
})
