/**
 * What happens to a seat once it was offered: it is accepted, declined, lapses, and in the end somebody leaves it. Each
 * repeats without effect, so that a message that is sent twice does no harm.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortRefusal from "./Refusal.ts"
import type * as CohortState from "./State.ts"

// ---- Models

type Outcome = CohortApplications.Outcome
type State = CohortState.Announced

// ---- Rules

const nothing: Outcome = Result.succeed([])

/** The participant takes the seat, in time. */
export const accept = (state: State, { actor, application, at }: CohortCommand.Of<"Accept">): Outcome =>
  Result.flatMap(CohortApplications.entryOf(state, application), (entry): Outcome => {
    const { standing } = entry
    if (standing._tag === "Accepted") return nothing
    if (standing._tag !== "Offered") return CohortApplications.wrongStanding(entry, "Accept", "Offered")
    return at > standing.answerBy
      ? Result.fail(new CohortRefusal.OfferExpired({ application, answerBy: standing.answerBy }))
      : Result.succeed([{ _tag: "SeatAccepted", application, at, actor }])
  })

/** The participant does not want the seat, which is free again. */
export const decline = (state: State, { actor, application, at }: CohortCommand.Of<"Decline">): Outcome =>
  Result.flatMap(CohortApplications.entryOf(state, application), (entry): Outcome => {
    if (entry.standing._tag === "Declined") return nothing
    return entry.standing._tag === "Offered"
      ? Result.succeed([{ _tag: "SeatDeclined", application, at, actor }])
      : CohortApplications.wrongStanding(entry, "Decline", "Offered")
  })

/** Nobody answered in time, and the seat is free again. */
export const lapse = (state: State, { actor, application, at }: CohortCommand.Of<"Lapse">): Outcome =>
  Result.flatMap(CohortApplications.entryOf(state, application), (entry): Outcome => {
    const { standing } = entry
    if (standing._tag === "Lapsed") return nothing
    if (standing._tag !== "Offered") return CohortApplications.wrongStanding(entry, "Lapse", "Offered")
    return at > standing.answerBy
      ? Result.succeed([{ _tag: "SeatLapsed", application, at, actor }])
      : Result.fail(new CohortRefusal.OfferStands({ application, answerBy: standing.answerBy }))
  })

/** A participant leaves, for a coded reason. Only who is recorded as having completed leaves as completed. */
export const exit = (state: State, { actor, application, at, reason }: CohortCommand.Of<"Exit">): Outcome =>
  Result.flatMap(CohortApplications.entryOf(state, application), (entry): Outcome => {
    const { standing } = entry
    const { person } = entry.application
    if (standing._tag === "Exited" && standing.reason === reason) return nothing
    if (standing._tag !== "Accepted" || person._tag === "Missing") {
      return CohortApplications.wrongStanding(entry, "Exit", "Accepted")
    }
    const isCompleted = Option.exists(entry.completion, ({ standing }) => standing === "completed")
    return reason === "Completed" && !isCompleted
      ? Result.fail(new CohortRefusal.NotCompleted({ application }))
      : Result.succeed([{ _tag: "ParticipantExited", application, person: person.value, reason, at, actor }])
  })
