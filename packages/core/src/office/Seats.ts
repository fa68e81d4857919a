/** What becomes of a seat once it was offered, and how an application ends. */
import * as Effect from "effect/Effect"
import type * as Application from "../flow/admission/Application.ts"
import type * as CohortEvent from "../streams/cohort/Event.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import type * as Acting from "./Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"

// ---- Models

/** One application of a cohort. */
export interface OfApplication extends Acting.Acting {
  readonly cohort: Cohort.Id
  readonly application: Application.Id
}

/** `Completed` keeps the seat, which was used; every other reason frees it. */
export interface Exit extends OfApplication {
  readonly reason: CohortEvent.ExitReason
}

// ---- Rules

const simple = (method: string, _tag: "Accept" | "Decline" | "Lapse" | "Withdraw") => (request: OfApplication) =>
  CohortDesk.handle(method, request, (acted) => ({ _tag, application: request.application, ...acted }))

/** The participant takes the seat that was offered. */
export const acceptSeat = Effect.fn("Office.acceptSeat")(simple("acceptSeat", "Accept"))

/** The participant does not want the seat; it is free again, and so is the person. */
export const declineSeat = Effect.fn("Office.declineSeat")(simple("declineSeat", "Decline"))

/** Nobody answered in time; the seat is free again. */
export const lapseSeat = Effect.fn("Office.lapseSeat")(simple("lapseSeat", "Lapse"))

/** Whoever applied goes; with an accepted seat it is an exit. */
export const withdraw = Effect.fn("Office.withdraw")(simple("withdraw", "Withdraw"))

/** A participant leaves, for a coded reason. */
export const exit = Effect.fn("Office.exit")((request: Exit) =>
  CohortDesk.handle("exit", request, (acted) => {
    const { application, reason } = request
    return { _tag: "Exit", application, reason, ...acted }
  })
)
