/** What people say against a decision, and what officers order by hand against the rules, never in a case of their own. */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Actor from "../../words/Actor.ts"
import * as Application from "../../flow/admission/Application.ts"
import * as CaseFacts from "../../privacy/CaseFacts.ts"
import * as Moment from "../../words/Moment.ts"
import * as CohortApplications from "./Applications.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import * as CohortState from "./State.ts"

// ---- Errors

/** There is an objection that waits for its answer. */
export class ObjectionOpen extends Schema.TaggedError<ObjectionOpen>()("ObjectionOpen", {
  application: Application.Id
}) {
  override get message(): string {
    return `an objection to ${this.application} waits for its answer: answer it before receiving another`
  }
}

/** There is no objection to answer. */
export class NoObjection extends Schema.TaggedError<NoObjection>()("NoObjection", {
  application: Application.Id
}) {
  override get message(): string {
    return `no objection to ${this.application} waits for an answer`
  }
}

/** Nobody reviews their own work: whoever decided an application or took in an objection to it has had their say. */
export class OwnCase extends Schema.TaggedError<OwnCase>()("OwnCase", {
  application: Application.Id,
  actor: Actor.Id,
  held: Schema.Literals(["decide", "receive", "order"]),
  asked: Schema.Literals(["answer", "override"])
}) {
  override get message(): string {
    const held = {
      decide: "decided",
      receive: "took in an objection to",
      order: "gave an order about"
    }[this.held]
    const asked = { answer: "answer an objection to it", override: "give an order about it" }[this.asked]
    return `${this.actor} ${held} ${this.application} and may not ${asked}: another person must`
  }
}

/** An order by hand ends before it begins. */
export class OverrideEnded extends Schema.TaggedError<OverrideEnded>()("OverrideEnded", {
  application: Application.Id,
  at: Moment.Moment,
  until: Moment.Moment
}) {
  override get message(): string {
    return `an order about ${this.application} given at ${this.at} cannot end at ${this.until}: give an end that is still to come`
  }
}

/** Nobody gets a seat whom nobody can name. */
export class PersonUnknown extends Schema.TaggedError<PersonUnknown>()("PersonUnknown", {
  application: Application.Id
}) {
  override get message(): string {
    return `it is not known whose application ${this.application} is: amend it with the person before admitting it by hand`
  }
}

/** A second application of one person is not admitted by hand; the first one is. */
export class IsDuplicate extends Schema.TaggedError<IsDuplicate>()("IsDuplicate", {
  application: Application.Id,
  of: Application.Id
}) {
  override get message(): string {
    return `${this.application} repeats ${this.of}: give the order about ${this.of}`
  }
}

// ---- Rules

/** An objection to what was decided, or to what became of an offer. */
export const object = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"Object">
): CohortEvent.Following<CohortApplications.UnknownApplication | CohortApplications.WrongStanding | ObjectionOpen> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (entry): CohortEvent.Following<CohortApplications.WrongStanding | ObjectionOpen> => {
      const { actor, application, at, grounds } = command
      const objection = Option.getOrUndefined(entry.objection)
      if (objection !== undefined && CaseFacts.isSame(objection.grounds, grounds)) return CohortEvent.nothing
      const isDecided = entry.standing._tag !== "Received" && !CohortState.holdsSeat(entry)
      if (!isDecided || CohortState.isEnded(entry)) {
        return CohortApplications.wrongStanding(
          entry,
          "Object",
          "Undetermined",
          "Refused",
          "Duplicate",
          "Waitlisted",
          "Declined",
          "Lapsed"
        )
      }
      return objection !== undefined && Option.isNone(objection.answered)
        ? Result.fail(new ObjectionOpen({ application }))
        : Result.succeed([{ _tag: "ObjectionReceived", application, grounds, at, actor }])
    }
  )

/** Answers an objection. Upheld, the application waits for a new decision; a seat that it got meanwhile stays. */
export const answerObjection = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"AnswerObjection">
): CohortEvent.Following<CohortApplications.UnknownApplication | NoObjection | OwnCase> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (entry): CohortEvent.Following<NoObjection | OwnCase> => {
      const { actor, answer, application, appointment, at, basis, reason } = command
      const refused = Result.fail(new NoObjection({ application }))
      if (Option.isNone(entry.objection)) return refused
      const answered = Option.getOrUndefined(entry.objection.value.answered)
      if (answered !== undefined)
        return answered.answer === answer && answered.reason === reason ? CohortEvent.nothing : refused
      if (CohortState.isEnded(entry)) return refused
      const optional = {
        ...(basis === undefined ? {} : { basis }),
        ...(appointment === undefined ? {} : { appointment })
      }
      return Result.map(anothers(entry, actor, "answer", ["decide", "receive", "order"]), () => [
        { _tag: "ObjectionAnswered", application, answer, reason, ...optional, at, actor }
      ])
    }
  )

/** Refused to whoever has had one of these duties on the application. */
const anothers = (
  { acted, application }: CohortState.Entry,
  actor: Actor.Id,
  asked: OwnCase["asked"],
  duties: ReadonlyArray<CohortState.Acted["duty"]>
): Result.Result<void, OwnCase> => {
  const own = acted.find((before) => Actor.isSame(before.actor, actor) && duties.includes(before.duty))
  return own === undefined
    ? Result.succeed(undefined)
    : Result.fail(new OwnCase({ application: application.id, actor, held: own.duty, asked }))
}

/** An order by hand. It gives no seat itself: a seat is given when one is free, in the order of registration. */
export const override = (
  state: CohortState.Announced,
  command: CohortCommand.Of<"Override">
): CohortEvent.Following<
  | CohortApplications.UnknownApplication
  | CohortApplications.WrongStanding
  | OverrideEnded
  | PersonUnknown
  | IsDuplicate
  | OwnCase
> =>
  Result.flatMap(
    CohortApplications.entryOf(state, command.application),
    (
      entry
    ): CohortEvent.Following<
      CohortApplications.WrongStanding | OverrideEnded | PersonUnknown | IsDuplicate | OwnCase
    > => {
      const { actor, application, appointment, at, order, reason, until } = command
      const { standing } = entry
      if (CohortState.holdsSeat(entry) || CohortState.isEnded(entry)) {
        return CohortApplications.wrongStanding(
          entry,
          "Override",
          "Received",
          "Undetermined",
          "Refused",
          "Duplicate",
          "Waitlisted",
          "Declined",
          "Lapsed"
        )
      }
      if (Option.exists(entry.override, (now) => now.order === order && now.reason === reason && now.until === until)) {
        return CohortEvent.nothing
      }
      if (until <= at) return Result.fail(new OverrideEnded({ application, at, until }))
      if (order === "admit") {
        if (entry.application.person._tag === "Missing") {
          return Result.fail(new PersonUnknown({ application }))
        }
        if (standing._tag === "Duplicate" && isAlive(state, standing.of)) {
          return Result.fail(new IsDuplicate({ application, of: standing.of }))
        }
      }
      const optional = appointment === undefined ? {} : { appointment }
      return Result.map(anothers(entry, actor, "override", ["decide", "receive"]), () => [
        { _tag: "DeterminationOverridden", application, order, reason, until, ...optional, at, actor }
      ])
    }
  )

const isAlive = (state: CohortState.Announced, application: Application.Id): boolean =>
  Option.exists(HashMap.get(state.entries, application), ({ standing }) => standing._tag !== "Withdrawn")
