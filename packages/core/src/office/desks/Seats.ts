/** What becomes of a seat once it was offered, and how an application ends. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as CohortCommand from "../../streams/cohort/Command.ts"
import * as CohortRefusal from "../../streams/cohort/Refusal.ts"
import * as Acting from "../handling/Acting.ts"
import * as CohortDesk from "./CohortDesk.ts"
import * as Handling from "../handling/Handling.ts"
import type * as Requests from "../Requests.ts"

// ---- Rules

/** The participant takes the seat that was offered. */
export const acceptSeat = CohortDesk.forward("acceptSeat", "Accept")

/** The participant does not want the seat; it is free again, and so is the person. */
export const declineSeat = CohortDesk.forward("declineSeat", "Decline")

/** Nobody answered in time; the seat is free again. */
export const lapseSeat = CohortDesk.forward("lapseSeat", "Lapse")

/** Whoever applied goes; with an accepted seat it is an exit. */
export const withdraw = CohortDesk.forward("withdraw", "Withdraw")

/** A participant leaves, for a coded reason. */
export const exit = CohortDesk.forward("exit", "Exit")

// ---- Many at once

const unknownOrElsewhere = [CohortRefusal.UnknownApplication, CohortRefusal.WrongStanding] as const

/** Each participant takes the seat that was offered. */
export const acceptSeats = Effect.fn("Office.acceptSeats")((request: Requests.Of<"acceptSeats">) =>
  many("acceptSeats", request, "Accept", Schema.Union([...unknownOrElsewhere, CohortRefusal.OfferExpired]))
)

/** Nobody of them wants the seat; all are free again. */
export const declineSeats = Effect.fn("Office.declineSeats")((request: Requests.Of<"declineSeats">) =>
  many("declineSeats", request, "Decline", Schema.Union(unknownOrElsewhere))
)

/** Nobody of them answered in time; the seats are free again. */
export const lapseSeats = Effect.fn("Office.lapseSeats")((request: Requests.Of<"lapseSeats">) =>
  many("lapseSeats", request, "Lapse", Schema.Union([...unknownOrElsewhere, CohortRefusal.OfferStands]))
)

const many = <Name extends "Accept" | "Decline" | "Lapse", Refusal extends { readonly _tag: string }>(
  method: Requests.Method,
  request: Requests.Of<"acceptSeats">,
  _tag: Name,
  refusal: Schema.Codec<Refusal, Schema.Json>
) =>
  Handling.handle(
    Acting.order(method, request),
    CohortDesk.applicationsAnswered(refusal),
    Effect.gen(function* () {
      const { actor, applications, cohort } = request
      const desk = yield* CohortDesk.open(cohort, method)
      const commands = [...new Set(applications)].map(
        (application) => ({ _tag, application, at: desk.at, actor }) as unknown as CohortCommand.Of<Name>
      )
      return yield* CohortDesk.decideEach(desk, commands, Schema.is(refusal))
    })
  )
