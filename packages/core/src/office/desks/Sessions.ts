/** The days of a cohort and its end: it starts, sessions are moved or cancelled, completion is computed, it closes. */
import { CivilDate, Ratio } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as AttendedCohort from "../../streams/together/AttendedCohort.ts"
import * as Completion from "../../flow/attendance/Completion.ts"
import * as Acting from "../handling/Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import * as Mergers from "./Mergers.ts"
import type * as Requests from "../Requests.ts"
import * as Streams from "../handling/Streams.ts"

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
      const attendance = yield* Handling.load(Streams.attendance, Streams.ofAttendance(cohort))
      const mergers = yield* Mergers.load
      const completed = yield* Effect.fromResult(
        AttendedCohort.complete(desk.state, attendance.state, { at: desk.at, actor }, mergers.state)
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
      return { changes, checks: [attendance, mergers].map(Handling.unchanged), answer }
    })
  )
)

/** Ends a cohort in which nobody waits for anything any more. */
export const closeCohort = CohortDesk.forward("closeCohort", "Close")

/** Ends a cohort on the way; every seat is free again. */
export const callOffCohort = CohortDesk.forward("callOffCohort", "CallOff")
