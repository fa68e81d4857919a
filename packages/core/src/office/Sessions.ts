/** The days of a cohort and its end: it starts, sessions are moved or cancelled, completion is computed, it closes. */
import { CivilDate, Ratio } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Decider from "../record/Decider.ts"
import * as Application from "../flow/admission/Application.ts"
import * as CohortDecider from "../streams/cohort/Decider.ts"
import type * as CohortEvent from "../streams/cohort/Event.ts"
import * as CohortState from "../streams/cohort/State.ts"
import * as Completion from "../flow/attendance/Completion.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as Acting from "./Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "./Handling.ts"

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
      const events: Array<CohortEvent.Event> = []
      const answer: Array<Completions[number]> = []
      let state = desk.loaded.state
      for (const entry of CohortState.inOrder(desk.state).filter(CohortState.tookPart)) {
        const application = entry.application.id
        const accepted = Decider.accept(CohortDecider.decider, state, {
          _tag: "RecordCompletion",
          application,
          at: desk.at,
          actor
        })
        if (Result.isFailure(accepted)) {
          const { failure } = accepted
          if (failure._tag !== "AttendanceOpen") return yield* Effect.fail(failure)
          answer.push({ _tag: "Open", application, dates: failure.dates })
          continue
        }
        state = accepted.success.state
        events.push(...accepted.success.events)
        const [event] = accepted.success.events
        answer.push(
          event?._tag === "CompletionRecorded"
            ? { _tag: "Recorded", application, standing: event.standing, rate: event.rate }
            : { _tag: "Unchanged", application }
        )
      }
      return { changes: yield* Effect.fromResult(Handling.change(desk.loaded, events)), answer }
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
