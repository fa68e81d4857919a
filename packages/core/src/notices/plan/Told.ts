/**
 * What a planner remembers of a journal while it hears it: who applied, who has a seat, what they were told about what and
 * may still be waiting to be sent. And how a notice is planned, and how it ends.
 */
import type { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import type * as Application from "../../flow/admission/Application.ts"
import type * as Attendance from "../../flow/attendance/Attendance.ts"
import type * as Cohort from "../../flow/programme/Cohort.ts"
import type * as Recorded from "../../record/Recorded.ts"
import * as Zone from "../../record/Zone.ts"
import type * as Moment from "../../words/Moment.ts"
import type * as Person from "../../words/Person.ts"
import * as LocalTime from "../LocalTime.ts"
import * as Notice from "../Notice.ts"

// ---- Models

/**
 * When people are told, in the zone of their programme. A reminder goes out `daysBefore` a session at `at` and is not
 * worth sending from `until` on that day; that a seat is about to lapse is told `lapsingDays` before. Nobody is
 * disturbed in `quiet`, unless it would be too late afterwards. Whatever has no end of its own is told for `days`.
 */
export const Timing = Schema.Struct({
  reminder: Schema.Struct({
    daysBefore: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 14 })),
    at: Zone.Hour,
    until: Zone.Hour
  }),
  lapsingDays: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 14 })),
  quiet: LocalTime.Quiet,
  days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 }))
})
export type Timing = typeof Timing.Type

/** Why a notice is not sent any more. */
export const Ending = Schema.Literals([
  "answered",
  "withdrawn",
  "decided-anew",
  "supplied",
  "moved",
  "cancelled",
  "corrected",
  "done",
  "called-off",
  "left",
  "erased"
])
export type Ending = typeof Ending.Type

/**
 * What an event means for notices. `Ended` is `settled` where what was asked for came, and `superseded` where what was
 * said is no longer so; of a notice that was sent before it changes nothing.
 */
export type Change =
  | { readonly _tag: "Planned"; readonly notice: Notice.Notice }
  | {
      readonly _tag: "Ended"
      readonly key: Notice.Key
      readonly as: "superseded" | "settled"
      readonly because: Ending
      readonly cause: Notice.Cause
    }

/** What an application was told about itself and may still be waiting to be sent, by what it is about. */
export type Open = Map<string, Array<Notice.Key>>

/** Somebody who applied; `person` is nobody where they cannot be named. */
export interface Applying {
  person: Person.Id | undefined
  isWaiting: boolean
  isSeated: boolean
  readonly open: Open
  readonly days: Map<CivilDate.CivilDate, Attendance.History>
}

/** A cohort, from its announcement on. */
export interface Meeting {
  readonly zone: Zone.Zone
  readonly terms: Pick<Cohort.Cohort, "id" | "lessonHoursPerSession" | "excused" | "minimumAttendance">
  schedule: ReadonlyArray<CivilDate.CivilDate>
  readonly applications: Map<Application.Id, Applying>
  /** Who has or had a seat: money may be owed for days before somebody left. */
  readonly holders: Map<Person.Id, Application.Id>
}

/** What one event brings about. */
export interface Hearing {
  readonly recorded: Recorded.Recorded
  readonly timing: Timing
  readonly changes: Array<Change>
}

// ---- Rules

/** When a notice may go out, where that follows from more than the moment of its cause. */
export interface When {
  readonly notBefore?: Moment.Moment
  readonly expires?: Moment.Moment
}

/** Plans a notice to whoever applied; to somebody who cannot be named nothing can be told. */
export const tell = (
  applying: Applying,
  kind: Notice.Kind,
  topic: string,
  subject: Notice.Subject,
  meeting: Meeting,
  hearing: Hearing,
  when: When = {}
): void => {
  if (applying.person === undefined) return
  const { person } = applying
  const notice = noticeOf(kind, { _tag: "Person", person }, subject, meeting, hearing, when)
  hearing.changes.push({ _tag: "Planned", notice })
  const open = applying.open.get(topic)
  if (open === undefined) applying.open.set(topic, [notice.key])
  else open.push(notice.key)
}

/** Plans a notice to a role; officers read at any hour, and `meeting` only tells the zone. */
export const official = (
  kind: Notice.Kind,
  role: Extract<Notice.Recipient, { readonly _tag: "Role" }>["role"],
  subject: Notice.Subject,
  meeting: Meeting | undefined,
  hearing: Hearing
): ReadonlyArray<Notice.Key> => {
  if (meeting === undefined) return []
  const notice = noticeOf(kind, { _tag: "Role", role }, subject, meeting, hearing, {})
  hearing.changes.push({ _tag: "Planned", notice })
  return [notice.key]
}

const noticeOf = (
  kind: Notice.Kind,
  recipient: Notice.Recipient,
  subject: Notice.Subject,
  { zone }: Meeting,
  { recorded: { appendedAt, stream, version }, timing }: Hearing,
  { expires = LocalTime.daysAfter(appendedAt, timing.days), notBefore = appendedAt }: When
): Notice.Notice => {
  const cause = { stream, version }
  const later = recipient._tag === "Role" ? notBefore : LocalTime.afterQuiet(notBefore, timing.quiet, zone)
  const identity = { cause, kind, recipient, ...(subject.session === undefined ? {} : { session: subject.session }) }
  return {
    key: Notice.keyOf(identity),
    cause,
    kind,
    recipient,
    subject,
    notBefore: later < expires ? later : notBefore,
    expires,
    isOwed: Notice.owed.has(kind)
  }
}

export const ended = (
  key: Notice.Key,
  as: "superseded" | "settled",
  because: Ending,
  { recorded: { stream, version } }: Hearing
): Change => ({ _tag: "Ended", key, as, because, cause: { stream, version } })

/** Ends what somebody was to be told about some topics. */
export const end = (
  { open }: Applying,
  isMeant: (topic: string) => boolean,
  as: "superseded" | "settled",
  because: Ending,
  hearing: Hearing
): void => {
  for (const [topic, keys] of open) {
    if (!isMeant(topic)) continue
    for (const key of keys) hearing.changes.push(ended(key, as, because, hearing))
    open.delete(topic)
  }
}
