/** The days on which a cohort meets, as they are planned: a session takes place on another day, or not at all. */
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Schedule from "../../flow/programme/Schedule.ts"
import type * as CohortCommand from "./Command.ts"
import type * as CohortEvent from "./Event.ts"
import type * as CohortState from "./State.ts"

// ---- Errors

/** No session stands on the day. */
export class NoSession extends Schema.TaggedError<NoSession>()("NoSession", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} is no session of this cohort: check the day, or whether the session was moved`
  }
}

/** A session stands on the day already. */
export class SessionTaken extends Schema.TaggedError<SessionTaken>()("SessionTaken", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} has a session already, and a day has one: choose another`
  }
}

/** A cohort without sessions is no cohort. */
export class LastSession extends Schema.TaggedError<LastSession>()("LastSession", { date: CivilDate.CivilDate }) {
  override get message(): string {
    return `${this.date} is the last session that is left: move it, or call the cohort off`
  }
}

// ---- Rules

/** Records of the old day stay, and are reported as records of no session. */
export const move = (
  { cohort }: CohortState.Announced,
  command: CohortCommand.Of<"MoveSession">
): CohortEvent.Following<NoSession | SessionTaken> => {
  const { actor, at, from, reason, to } = command
  if (!Schedule.meetsOn(cohort.schedule, from)) return Result.fail(new NoSession({ date: from }))
  if (Schedule.meetsOn(cohort.schedule, to)) return Result.fail(new SessionTaken({ date: to }))
  return Result.succeed([{ _tag: "SessionMoved", from, to, reason, at, actor }])
}

/** As {@link move}, for a day that is not made up for; it is planned for nobody then. */
export const cancel = (
  { cohort }: CohortState.Announced,
  command: CohortCommand.Of<"CancelSession">
): CohortEvent.Following<NoSession | LastSession> => {
  const { actor, at, date, reason } = command
  if (!Schedule.meetsOn(cohort.schedule, date)) return Result.fail(new NoSession({ date }))
  return cohort.schedule.length === 1
    ? Result.fail(new LastSession({ date }))
    : Result.succeed([{ _tag: "SessionCancelled", date, reason, at, actor }])
}
