/** An application of a cohort as a command finds it: it is there, and stands where the command needs it, or not. */
import * as HashMap from "effect/HashMap"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import type * as CohortState from "./State.ts"

// ---- Models

type StandingName = CohortState.Standing["_tag"]

// ---- Errors

/** No application has this id. */
export class UnknownApplication extends Schema.TaggedError<UnknownApplication>()("UnknownApplication", {
  application: Application.Id
}) {
  override get message(): string {
    return `no application ${this.application} was received in this cohort: check the id, or receive it first`
  }
}

/** The application does not stand where the command needs it: answered already, not offered a seat, over. */
export class WrongStanding extends Schema.TaggedError<WrongStanding>()("WrongStanding", {
  application: Application.Id,
  command: Schema.String,
  standing: Schema.String,
  standings: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `${this.application} is ${this.standing}, and ${this.command} needs it to be ${this.standings.join(" or ")}`
  }
}

// ---- Rules

/** The application with an id. */
export const entryOf = (
  state: CohortState.Announced,
  application: Application.Id
): Result.Result<CohortState.Entry, UnknownApplication> =>
  Result.fromOption(HashMap.get(state.entries, application), () => new UnknownApplication({ application }))

/** The refusal of a command that needs an application to stand elsewhere. */
export const wrongStanding = (
  { application, standing }: CohortState.Entry,
  command: string,
  ...standings: readonly [StandingName, ...Array<StandingName>]
): Result.Result<never, WrongStanding> =>
  Result.fail(new WrongStanding({ application: application.id, command, standing: standing._tag, standings }))
