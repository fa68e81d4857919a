/**
 * What happens to a seat once it was offered: it is accepted, declined, lapses, and in the end somebody leaves it. Each
 * repeats without effect, so that a message that is sent twice does no harm.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as Moment from "../../words/Moment.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import type * as CohortState from "./State.ts"

// ---- Models

type State = CohortState.Announced
type NotThere = CohortApplications.UnknownApplication | CohortApplications.WrongStanding

// ---- Errors

/** The offer was to be answered earlier. */
export class OfferExpired extends Schema.TaggedError<OfferExpired>()("OfferExpired", {
  application: Application.Id,
  answerBy: Moment.Moment
}) {
  override get message(): string {
    return `the seat of ${this.application} was to be answered by ${this.answerBy}: let it lapse and offer it again in order`
  }
}

/** The offer may still be answered. */
export class OfferStands extends Schema.TaggedError<OfferStands>()("OfferStands", {
  application: Application.Id,
  answerBy: Moment.Moment
}) {
  override get message(): string {
    return `the seat of ${this.application} may be answered until ${this.answerBy}: it lapses after that`
  }
}

/** Somebody exits as completed without having completed. */
export class NotCompleted extends Schema.TaggedError<NotCompleted>()("NotCompleted", {
  application: Application.Id
}) {
  override get message(): string {
    return `no completion of ${this.application} is recorded: record it first, or exit with another reason`
  }
}

// ---- Rules

/** The participant takes the seat, in time. */
export const accept = (
  state: State,
  { actor, application, at }: CohortCommand.Of<"Accept">
): CohortEvent.Following<NotThere | OfferExpired> =>
  Result.flatMap(
    CohortApplications.entryOf(state, application),
    (entry): CohortEvent.Following<NotThere | OfferExpired> => {
      const { standing } = entry
      if (standing._tag === "Accepted") return CohortEvent.nothing
      if (standing._tag !== "Offered") return CohortApplications.wrongStanding(entry, "Accept", "Offered")
      return at > standing.answerBy
        ? Result.fail(new OfferExpired({ application, answerBy: standing.answerBy }))
        : Result.succeed([{ _tag: "SeatAccepted", application, at, actor }])
    }
  )

/** The participant does not want the seat, which is free again. */
export const decline = (
  state: State,
  { actor, application, at }: CohortCommand.Of<"Decline">
): CohortEvent.Following<NotThere> =>
  Result.flatMap(CohortApplications.entryOf(state, application), (entry): CohortEvent.Following<NotThere> => {
    if (entry.standing._tag === "Declined") return CohortEvent.nothing
    return entry.standing._tag === "Offered"
      ? Result.succeed([{ _tag: "SeatDeclined", application, at, actor }])
      : CohortApplications.wrongStanding(entry, "Decline", "Offered")
  })

/** Nobody answered in time, and the seat is free again. */
export const lapse = (
  state: State,
  { actor, application, at }: CohortCommand.Of<"Lapse">
): CohortEvent.Following<NotThere | OfferStands> =>
  Result.flatMap(
    CohortApplications.entryOf(state, application),
    (entry): CohortEvent.Following<NotThere | OfferStands> => {
      const { standing } = entry
      if (standing._tag === "Lapsed") return CohortEvent.nothing
      if (standing._tag !== "Offered") return CohortApplications.wrongStanding(entry, "Lapse", "Offered")
      return at > standing.answerBy
        ? Result.succeed([{ _tag: "SeatLapsed", application, at, actor }])
        : Result.fail(new OfferStands({ application, answerBy: standing.answerBy }))
    }
  )

/** A participant leaves, for a coded reason. Only who is recorded as having completed leaves as completed. */
export const exit = (
  state: State,
  { actor, application, at, reason }: CohortCommand.Of<"Exit">
): CohortEvent.Following<NotThere | NotCompleted> =>
  Result.flatMap(
    CohortApplications.entryOf(state, application),
    (entry): CohortEvent.Following<NotThere | NotCompleted> => {
      const { standing } = entry
      const { person } = entry.application
      if (standing._tag === "Exited" && standing.reason === reason) return CohortEvent.nothing
      if (standing._tag !== "Accepted" || person._tag === "Missing") {
        return CohortApplications.wrongStanding(entry, "Exit", "Accepted")
      }
      const isCompleted = Option.exists(entry.completion, ({ standing }) => standing === "completed")
      return reason === "Completed" && !isCompleted
        ? Result.fail(new NotCompleted({ application }))
        : Result.succeed([{ _tag: "ParticipantExited", application, person: person.value, reason, at, actor }])
    }
  )
