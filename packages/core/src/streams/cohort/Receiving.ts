/** How an application comes and goes: it is received, received again with other content, and withdrawn. */
import * as Equal from "effect/Equal"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import * as CohortState from "./State.ts"

// ---- Errors

/** The moment of registration of a decided application cannot change: its place in the line rests on it. */
export class PlaceIsFixed extends Schema.TaggedError<PlaceIsFixed>()("PlaceIsFixed", {
  application: Application.Id
}) {
  override get message(): string {
    return `${this.application} was decided at its place of registration, which does not change any more: object to the decision instead`
  }
}

/** Whose application it is cannot change once it is decided. */
export class PersonIsFixed extends Schema.TaggedError<PersonIsFixed>()("PersonIsFixed", {
  application: Application.Id
}) {
  override get message(): string {
    return `${this.application} was decided for its person: withdraw it and receive another one for the other person`
  }
}

// ---- Rules

const isOpen = ({ standing }: CohortState.Entry): boolean =>
  standing._tag === "Received" || standing._tag === "Undetermined"

/** A new application, an edited one, or the same again. */
export const receive = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"ReceiveApplication">
): CohortEvent.Following<CohortApplications.WrongStanding | PlaceIsFixed | PersonIsFixed> => {
  const { actor, application, at, facts } = command
  const known = Option.getOrUndefined(HashMap.get(state.entries, application.id))
  if (known === undefined) return Result.succeed([{ _tag: "ApplicationReceived", application, facts, at, actor }])
  if (CaseFacts.isSame(known.facts, facts)) return CohortEvent.nothing
  if (CohortState.isEnded(known)) {
    return CohortApplications.wrongStanding(
      known,
      "ReceiveApplication",
      "Received",
      "Undetermined",
      "Waitlisted",
      "Refused"
    )
  }

  const before = known.application
  if (!isOpen(known)) {
    const fixed = { application: application.id }
    if (application.registeredAt !== before.registeredAt) return Result.fail(new PlaceIsFixed(fixed))
    if (!Equal.equals(application.person, before.person)) return Result.fail(new PersonIsFixed(fixed))
  }
  // A row that was inserted above moves all rows below it in a file; it moves nobody in the line.
  const amended = application.registeredAt === before.registeredAt ? { ...application, row: before.row } : application
  return Result.succeed([{ _tag: "ApplicationAmended", application: amended, facts, at, actor }])
}

/** Whoever applied goes; with an accepted seat it is an exit. */
export const withdraw = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"Withdraw">
): CohortEvent.Following<CohortApplications.UnknownApplication | CohortApplications.WrongStanding> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (entry): CohortEvent.Following<CohortApplications.WrongStanding> => {
      const { actor, application, at } = command
      const { standing } = entry
      if (standing._tag === "Withdrawn") return CohortEvent.nothing
      if (standing._tag === "Exited") {
        return standing.reason === "Withdrew"
          ? CohortEvent.nothing
          : CohortApplications.wrongStanding(entry, "Withdraw", "Received", "Accepted")
      }
      const { person } = entry.application
      return standing._tag === "Accepted" && person._tag === "Known"
        ? Result.succeed([
            { _tag: "ParticipantExited", application, person: person.value, reason: "Withdrew", at, actor }
          ])
        : Result.succeed([{ _tag: "ApplicationWithdrawn", application, at, actor }])
    }
  )
