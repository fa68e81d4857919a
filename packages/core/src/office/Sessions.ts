/** The days of a cohort and its end: it starts, sessions are moved or cancelled, completion is computed, it closes. */
import { CivilDate, Ratio } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../flow/admission/Application.ts"
import * as AttendedCohort from "../streams/together/AttendedCohort.ts"
import * as Completion from "../flow/attendance/Completion.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as Acting from "./Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "./Handling.ts"
import * as Streams from "./Streams.ts"

// ---- Models

export interface OfCohort extends Acting.Acting {
  readonly cohort: Cohort.Id
}

/** `reason` stands in clear. */
export interface MoveSession extends OfCohort {
  readonly from: CivilDate.CivilDate
  readonly to: CivilDate.CivilDate
  readonly reason: string
}

export interface CancelSession extends OfCohort {
  readonly date: CivilDate.CivilDate
  readonly reason: string
}

export interface CallOff extends OfCohort {
  readonly reason: string
}

/** How much of the course somebody attended, or which days leave it open. */
export const Completions = Schema.Array(
  Schema.TaggedUnion({
    Recorded: { application: Application.Id, standing: Completion.Standing, rate: Ratio.Ratio },
    Unchanged: { application: Application.Id },
    Open: { application: Application.Id, dates: Schema.NonEmptyArray(CivilDate.CivilDate) }
  })
)
export type Completions = typeof Completions.Type

// ---- Sessions

/** The first session begins; from here on attendance can be recorded. */
export const startCohort = Effect.fn("Office.startCohort")((request: OfCohort) =>
  CohortDesk.handle("startCohort", request, (acted) => ({ _tag: "Start", ...acted }))
)

/** A session takes place on another day. */
export const moveSession = Effect.fn("Office.moveSession")((request: MoveSession) =>
  CohortDesk.handle("moveSession", request, (acted) => {
    const { from, reason, to } = request
    return { _tag: "MoveSession", from, to, reason, ...acted }
  })
)

/** A session does not take place. */
export const cancelSession = Effect.fn("Office.cancelSession")((request: CancelSession) =>
  CohortDesk.handle("cancelSession", request, (acted) => {
    const { date, reason } = request
    return { _tag: "CancelSession", date, reason, ...acted }
  })
)

// ---- Ending

/** Computes the completion of everybody who took part, from what is known now. */
export const recordCompletions = Effect.fn("Office.recordCompletions")((request: OfCohort) =>
  Handling.handle(
    Acting.order("recordCompletions", request),
    Completions,
    Effect.gen(function* () {
      const { actor, cohort } = request
      const desk = yield* CohortDesk.open(cohort, "recordCompletions")
      const attendance = yield* Handling.load(Streams.attendance, Streams.ofAttendance(cohort))
      const completed = yield* Effect.fromResult(
        AttendedCohort.complete(desk.state, attendance.state, { at: desk.at, actor })
      )
      const answer = completed.map(({ application, found }): Completions[number] => {
        if (Result.isFailure(found)) return { _tag: "Open", application, dates: found.failure.dates }
        const [event] = found.success
        return event?._tag === "CompletionRecorded"
          ? { _tag: "Recorded", application, standing: event.standing, rate: event.rate }
          : { _tag: "Unchanged", application }
      })
      const events = completed.flatMap(({ found }) => Result.getOrElse(found, () => []))
      const changes = yield* Effect.fromResult(Handling.change(desk.loaded, events))
      return { changes, checks: [Handling.unchanged(attendance)], answer }
    })
  )
)

/** Ends a cohort in which nobody waits for anything any more. */
export const closeCohort = Effect.fn("Office.closeCohort")((request: OfCohort) =>
  CohortDesk.handle("closeCohort", request, (acted) => ({ _tag: "Close", ...acted }))
)

/** Ends a cohort on the way; every seat is free again. */
export const callOffCohort = Effect.fn("Office.callOffCohort")((request: CallOff) =>
  CohortDesk.handle("callOffCohort", request, (acted) => ({ _tag: "CallOff", reason: request.reason, ...acted }))
)
