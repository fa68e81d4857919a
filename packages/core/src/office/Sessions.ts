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
import * as Acting from "./Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "./Handling.ts"
import type * as Requests from "./Requests.ts"

// ---- Models

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
export const startCohort = CohortDesk.forward("startCohort", "Start")

/** A session takes place on another day. */
export const moveSession = CohortDesk.forward("moveSession", "MoveSession")

/** A session does not take place. */
export const cancelSession = CohortDesk.forward("cancelSession", "CancelSession")

// ---- Ending

/** Computes the completion of everybody who took part, from what is known now. */
export const recordCompletions = Effect.fn("Office.recordCompletions")((request: Requests.Of<"recordCompletions">) =>
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
export const closeCohort = CohortDesk.forward("closeCohort", "Close")

/** Ends a cohort on the way; every seat is free again. */
export const callOffCohort = CohortDesk.forward("callOffCohort", "CallOff")
