/** How a cohort begins, goes from stage to stage, and ends; and which stage a command needs. */
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Application from "../../flow/admission/Application.ts"
import * as Cohort from "../../flow/programme/Cohort.ts"
import type * as CohortCommand from "./Command.ts"
import * as CohortEvent from "./Event.ts"
import * as CohortFilling from "./Filling.ts"
import * as CohortState from "./State.ts"

// ---- Models

/** Stages in which a command has its place. */
export type Stages = readonly [CohortState.Stage, ...Array<CohortState.Stage>]

/** A stage as words in a sentence: `CalledOff` is called off. */
const inWords = (stage: string): string => stage.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()

// ---- Errors

/** Nobody announced the cohort yet. */
export class NotAnnounced extends Schema.TaggedError<NotAnnounced>()("NotAnnounced", { command: Schema.String }) {
  override get message(): string {
    return `there is no cohort yet to ${this.command}: announce it first`
  }
}

/** Another cohort was announced here. */
export class AlreadyAnnounced extends Schema.TaggedError<AlreadyAnnounced>()("AlreadyAnnounced", {
  cohort: Cohort.Id
}) {
  override get message(): string {
    return `${this.cohort} was announced already and with other terms: what was announced is not announced again`
  }
}

/** The cohort is over; nothing happens to it any more. */
export class CohortEnded extends Schema.TaggedError<CohortEnded>()("CohortEnded", {
  cohort: Cohort.Id,
  stage: Schema.Literals(["Closed", "CalledOff"]),
  command: Schema.String
}) {
  override get message(): string {
    return `${this.cohort} is ${inWords(this.stage)}: ${this.command} comes too late, what is still owed is put right by an adjustment`
  }
}

/** The command belongs to another stage of the cohort. */
export class WrongStage extends Schema.TaggedError<WrongStage>()("WrongStage", {
  cohort: Cohort.Id,
  command: Schema.String,
  stage: Schema.String,
  stages: Schema.NonEmptyArray(Schema.String)
}) {
  override get message(): string {
    return `${this.cohort} is ${inWords(this.stage)}, and ${this.command} needs it to be ${this.stages.map(inWords).join(" or ")}`
  }
}

/** A cohort cannot be closed over what is still open. */
export class Unfinished extends Schema.TaggedError<Unfinished>()("Unfinished", {
  cohort: Cohort.Id,
  undecided: Schema.Array(Application.Id),
  offers: Schema.Array(Application.Id),
  objections: Schema.Array(Application.Id),
  completions: Schema.Array(Application.Id)
}) {
  override get message(): string {
    const left = [
      ["decide", this.undecided],
      ["have the offers answered, or lapse them, of", this.offers],
      ["answer the objections of", this.objections],
      ["record completion or exit of", this.completions]
    ] as const
    const todo = left.flatMap(([what, ids]) => (ids.length === 0 ? [] : [`${what} ${ids.join(", ")}`]))
    return `${this.cohort} is not finished: ${todo.join("; ")}`
  }
}

// ---- Rules

/** Refused unless the cohort is in one of the stages; `command` is what wants to know. */
export const inStage = (
  { cohort, stage }: CohortState.Announced,
  command: string,
  stages: Stages
): Result.Result<void, CohortEnded | WrongStage> => {
  if (stages.includes(stage)) return Result.succeed(undefined)
  return stage === "Closed" || stage === "CalledOff"
    ? Result.fail(new CohortEnded({ cohort: cohort.id, stage, command }))
    : Result.fail(new WrongStage({ cohort: cohort.id, command, stage, stages }))
}

/** A cohort is announced once. */
export const announce = (
  state: CohortState.State,
  command: CohortCommand.Of<"Announce">
): CohortEvent.Following<AlreadyAnnounced | CohortEnded> => {
  if (state._tag === "Unannounced") return Result.succeed([{ ...command, _tag: "CohortAnnounced" }])
  const { announcedAs, cohort, programme, stage } = state
  if (stage === "Closed" || stage === "CalledOff") {
    return Result.fail(new CohortEnded({ cohort: cohort.id, stage, command: command._tag }))
  }
  return command.programme === programme && Equal.equals(command.cohort, announcedAs)
    ? CohortEvent.nothing
    : Result.fail(new AlreadyAnnounced({ cohort: cohort.id }))
}

/** Registration opens. */
export const openRegistration = (
  { stage }: CohortState.Announced,
  { actor, at }: CohortCommand.Of<"OpenRegistration">
): CohortEvent.Following<never> =>
  stage === "Announced" ? Result.succeed([{ _tag: "RegistrationOpened", at, actor }]) : CohortEvent.nothing

/** The first session begins. */
export const start = (
  { stage }: CohortState.Announced,
  { actor, at }: CohortCommand.Of<"Start">
): CohortEvent.Following<never> =>
  stage === "Filled" ? Result.succeed([{ _tag: "CohortStarted", at, actor }]) : CohortEvent.nothing

/** A cohort ends on the way. */
export const callOff = (
  _state: CohortState.Announced,
  { actor, at, reason }: CohortCommand.Of<"CallOff">
): CohortEvent.Following<never> => Result.succeed([{ _tag: "CohortCalledOff", reason, at, actor }])

/** A cohort ends when nobody waits for a decision, an offer, an answer or the result of their attendance. */
export const close = (
  state: CohortState.Announced,
  { actor, at }: CohortCommand.Of<"Close">
): CohortEvent.Following<Unfinished> => {
  const which = (is: (entry: CohortState.Entry) => boolean): ReadonlyArray<Application.Id> =>
    CohortState.inOrder(state)
      .filter(is)
      .map(({ application }) => application.id)

  const left = {
    undecided: which((entry) => CohortFilling.isDue(entry, at)),
    offers: which(({ standing }) => standing._tag === "Offered"),
    objections: which(
      (entry) =>
        !CohortState.isEnded(entry) && Option.exists(entry.objection, ({ answered }) => Option.isNone(answered))
    ),
    completions: which(({ completion, standing }) => standing._tag === "Accepted" && Option.isNone(completion))
  }
  return Object.values(left).some((applications) => applications.length > 0)
    ? Result.fail(new Unfinished({ cohort: state.cohort.id, ...left }))
    : Result.succeed([{ _tag: "CohortClosed", at, actor }])
}
