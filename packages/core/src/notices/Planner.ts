/**
 * Who has to be told what, read from the journal alone: event after event, which notices follow, and which of those that
 * followed earlier have become untrue. Nothing else enters, neither a clock nor an outbox, so whoever plans a journal
 * twice, or from a copy of it, comes to the same notices; what should have been told and was not is a difference of sets.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as EventCodec from "../record/EventCodec.ts"
import * as Recorded from "../record/Recorded.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Zone from "../record/Zone.ts"
import * as AttendanceEvent from "../streams/attendance/Event.ts"
import * as CohortEvent from "../streams/cohort/Event.ts"
import * as DisbursementEvent from "../streams/disbursement/Event.ts"
import * as EntitlementEvent from "../streams/entitlement/Event.ts"
import * as MergerEvent from "../streams/merger/Event.ts"
import * as PersonEvent from "../streams/person/Event.ts"
import * as ProgrammeEvent from "../streams/programme/Event.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import type * as Person from "../words/Person.ts"
import * as LocalTime from "./LocalTime.ts"
import type * as Notice from "./Notice.ts"
import { ofAttendance } from "./plan/OfAttendance.ts"
import { forgetDays, ofCohort } from "./plan/OfCohorts.ts"
import { type Listed, ofEntitlement, ofList } from "./plan/OfMoney.ts"
import { type Change, end, type Hearing, type Meeting, type Timing } from "./plan/Told.ts"

export { type Change, Ending, Timing } from "./plan/Told.ts"

// ---- Models

/** A notice, and how it ended if the journal has ended it. */
export interface Planned {
  readonly notice: Notice.Notice
  readonly ended?: Omit<Extract<Change, { readonly _tag: "Ended" }>, "_tag" | "key">
}

/** Why a journal cannot be planned: an event that this release does not read, or a programme in no known zone or not heard. */
export type NotPlannable = EventCodec.NotReadable | Zone.UnknownZone | ProgrammeNotHeard

/** Hears every event of a journal once, in its order. */
export interface Planner {
  readonly hear: (event: Recorded.Recorded) => Result.Result<ReadonlyArray<Change>, NotPlannable>
}
// ---- Errors

/** A cohort of a programme that was not drafted before: the journal was not heard from its first event. */
export class ProgrammeNotHeard extends Schema.TaggedError<ProgrammeNotHeard>()("ProgrammeNotHeard", {
  programme: Schema.String
}) {
  override get message(): string {
    return `the programme ${this.programme} was not drafted before its cohort: let a planner hear the journal from its first event`
  }
}

// ---- Rules

/** What suits most offices: a reminder at four in the afternoon before, nobody disturbed between eight and seven. */
export const usual: Timing = {
  reminder: { daysBefore: 1, at: LocalTime.hour("16:00"), until: LocalTime.hour("07:30") },
  lapsingDays: 1,
  quiet: { from: LocalTime.hour("20:00"), until: LocalTime.hour("07:00") },
  days: 14
}

/** All notices of a journal, in the order in which they were planned, each as the journal left it. */
export const plan = (
  events: Iterable<Recorded.Recorded>,
  timing: Timing = usual
): Result.Result<ReadonlyArray<Planned>, NotPlannable> => {
  const planner = make(timing)
  const planned = new Map<Notice.Key, Planned>()
  for (const event of events) {
    const heard = planner.hear(event)
    if (Result.isFailure(heard)) return Result.fail(heard.failure)
    for (const change of heard.success) {
      if (change._tag === "Planned") planned.set(change.notice.key, { notice: change.notice })
      else {
        const { as, because, cause, key } = change
        planned.set(key, { notice: planned.get(key)!.notice, ended: { as, because, cause } })
      }
    }
  }
  return Result.succeed([...planned.values()])
}

/** A planner that has heard nothing yet. It must hear a journal from its first event. */
export const make = (timing: Timing = usual): Planner => {
  const zones = new Map<string, Zone.Zone>()
  const meetings = new Map<Cohort.Id, Meeting>()
  const lists = new Map<DisbursementEvent.Id, Listed>()

  return {
    hear: (recorded) => {
      const { stream } = recorded
      const hearing: Hearing = { recorded, timing, changes: [] }
      switch (StreamId.kindOf(stream)) {
        case "programme":
          return heard(ProgrammeEvent.codec, hearing, (event) => {
            if (event._tag !== "ProgrammeDrafted") return undefined
            const zone = Zone.make(event.outline.timeZone)
            if (Result.isFailure(zone)) return zone.failure
            zones.set(event.outline.id, zone.success)
            return undefined
          })
        case "cohort":
          return heard(CohortEvent.codec, hearing, (event) => {
            const id = StreamId.keysOf(stream)[0] as Cohort.Id
            if (event._tag === "CohortAnnounced") {
              const zone = zones.get(event.programme)
              // A cohort is announced into a programme that was drafted before.
              if (zone === undefined) return new ProgrammeNotHeard({ programme: event.programme })
              const { cohort } = event
              meetings.set(id, {
                zone,
                terms: cohort,
                schedule: cohort.schedule,
                applications: new Map(),
                holders: new Map()
              })
              return undefined
            }
            const meeting = meetings.get(id)
            if (meeting !== undefined) ofCohort(event, meeting, hearing)
            if (event._tag === "CohortClosed" || event._tag === "CohortCalledOff") forgetDays(meeting)
            return undefined
          })
        case "attendance":
          return heard(AttendanceEvent.codec, hearing, (event) => {
            const meeting = meetings.get(StreamId.keysOf(stream)[0] as Cohort.Id)
            if (meeting !== undefined && event._tag !== "AttendanceEnded") ofAttendance(event, meeting, hearing)
            return undefined
          })
        case "entitlement":
          return heard(EntitlementEvent.codec, hearing, (event) => {
            const [cohort, person] = StreamId.keysOf(stream) as unknown as readonly [Cohort.Id, Person.Id]
            const meeting = meetings.get(cohort)
            if (meeting !== undefined) ofEntitlement(event, meeting, person, hearing)
            return undefined
          })
        case "disbursement":
          return heard(DisbursementEvent.codec, hearing, (event) => {
            ofList(event, StreamId.keysOf(stream)[0] as DisbursementEvent.Id, lists, meetings, hearing)
            return undefined
          })
        case "person":
          return heard(PersonEvent.codec, hearing, (event) => {
            for (const { applications } of meetings.values()) {
              for (const applying of applications.values()) {
                if (applying.person === event.person) end(applying, () => true, "superseded", "erased", hearing)
              }
            }
            return undefined
          })
        case "merger":
          return heard(MergerEvent.codec, hearing, ({ kept, merged }) => {
            for (const meeting of meetings.values()) joined(meeting, kept, merged)
            return undefined
          })
        default:
          return Result.succeed([])
      }
    }
  }
}

/** Whoever applied under an id that was merged is told what concerns them under the one that goes on. */
const joined = ({ applications, holders }: Meeting, kept: Person.Id, merged: Person.Id): void => {
  for (const applying of applications.values()) if (applying.person === merged) applying.person = kept
  const application = holders.get(merged)
  if (application !== undefined && !holders.has(kept)) holders.set(kept, application)
}

const heard = <Event>(
  codec: EventCodec.EventCodec<Event>,
  hearing: Hearing,
  tell: (event: Event) => Exclude<NotPlannable, EventCodec.NotReadable> | undefined
): Result.Result<ReadonlyArray<Change>, NotPlannable> => {
  const read = codec.read(Recorded.written(hearing.recorded))
  if (Result.isFailure(read)) return Result.fail(read.failure)
  const refused = tell(read.success)
  return refused === undefined ? Result.succeed(hearing.changes) : Result.fail(refused)
}
