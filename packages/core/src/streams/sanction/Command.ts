/** What officers ask of the sanctions of an establishment, and the refusals that they may hear, each with what to do. */
import { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import type * as Calendar from "../../flow/supervision/Calendar.ts"
import * as Finding from "../../flow/supervision/Finding.ts"
import * as Ladder from "../../flow/supervision/Ladder.ts"
import * as Actor from "../../words/Actor.ts"
import * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"
import * as SanctionEvent from "./Event.ts"

// ---- Models

const given = { actor: Actor.Id, at: Moment.Moment, on: CivilDate.CivilDate }
const about = { measure: SanctionEvent.MeasureNumber, ...given }

/**
 * `Propose` names the finding, the day of the violation, who confirmed it, and a step; `departure` says why the step is
 * not the expected one. `Notify` names the day on which the establishment had it.
 */
export const Command = Schema.TaggedUnion({
  Propose: {
    finding: Finding.Id,
    violatedOn: CivilDate.CivilDate,
    confirmedBy: Actor.Id,
    step: Ladder.StepId,
    departure: Schema.optionalKey(Spelling.Sentence),
    ...given
  },
  Announce: about,
  Hear: { answer: Schema.optionalKey(Spelling.Sentence), ...about },
  Decide: { authority: Spelling.Name, ...about },
  Drop: { reason: Spelling.Sentence, ...about },
  Notify: { notified: CivilDate.CivilDate, ...about },
  Lapse: { reason: Spelling.Sentence, ...about },
  Appeal: { grounds: Spelling.Sentence, ...about },
  RejectAppeal: { reason: Spelling.Sentence, ...about },
  UpholdAppeal: { reason: Spelling.Sentence, ...about },
  BecomeFinal: about,
  Seal: { report: Spelling.Name, ...about },
  Lift: { report: Spelling.Name, reason: Spelling.Sentence, ...about }
})
export type Command = typeof Command.Type

// ---- Errors

/** The instrument does not hold for a violation of that day. */
export class RegimeEnded extends Schema.TaggedError<RegimeEnded>()("RegimeEnded", {
  ladder: Schema.String,
  violatedOn: CivilDate.CivilDate,
  because: Schema.Literals(["before-regime", "regime-ended"])
}) {
  override get message(): string {
    const when = this.because === "before-regime" ? "did not hold yet" : "held no longer"
    return `${this.ladder} ${when} on ${this.violatedOn}: keep the finding, and look for the instrument of that day`
  }
}

/** A measure is on its way already. */
export class MeasurePending extends Schema.TaggedError<MeasurePending>()("MeasurePending", {
  measure: SanctionEvent.MeasureNumber
}) {
  override get message(): string {
    return `measure ${this.measure} is on its way: decide and notify it, or drop it, before another is proposed`
  }
}

/** The window of the sanction that stands is not over, or an appeal keeps it still. */
export class WindowOpen extends Schema.TaggedError<WindowOpen>()("WindowOpen", {
  violatedOn: CivilDate.CivilDate,
  respondBefore: CivilDate.CivilDate,
  stayed: Schema.Boolean
}) {
  override get message(): string {
    return this.stayed
      ? "an appeal about the sanction that stands is not decided: no next step until it is"
      : `the violation of ${this.violatedOn} lies within the time to answer, which ends before ${this.respondBefore}: record it, without a step`
  }
}

/** A step above the first has the one before it as its notice, and there is none. */
export class NoticeMissing extends Schema.TaggedError<NoticeMissing>()("NoticeMissing", { step: Ladder.StepId }) {
  override get message(): string {
    return `${this.step} needs a sanction before it as its notice, and none stands: begin with the first step`
  }
}

/** After the last step there is none. */
export class NoStepLeft extends Schema.TaggedError<NoStepLeft>()("NoStepLeft", {}) {
  override get message(): string {
    return "the last step of the ladder stands: there is no further one"
  }
}

/** The step is another than the expected one, and nobody said why. */
export class DepartureUnexplained extends Schema.TaggedError<DepartureUnexplained>()("DepartureUnexplained", {
  step: Ladder.StepId,
  expected: Schema.Array(Ladder.StepId)
}) {
  override get message(): string {
    return `the ladder expects ${this.expected.join(" or ")}: say in \`departure\` why it is to be ${this.step}`
  }
}

/** The finding led to a measure already: severity rises with new findings only. */
export class FindingUsed extends Schema.TaggedError<FindingUsed>()("FindingUsed", {
  finding: Finding.Id,
  measure: SanctionEvent.MeasureNumber
}) {
  override get message(): string {
    return `${this.finding} led to measure ${this.measure}: a further step needs a new finding`
  }
}

/** There is no such measure. */
export class NoSuchMeasure extends Schema.TaggedError<NoSuchMeasure>()("NoSuchMeasure", {
  measure: SanctionEvent.MeasureNumber
}) {
  override get message(): string {
    return `there is no measure ${this.measure}: propose one first`
  }
}

/** The measure is not where the step can be taken. */
export class NotAtThisStage extends Schema.TaggedError<NotAtThisStage>()("NotAtThisStage", {
  measure: SanctionEvent.MeasureNumber,
  stage: Schema.String,
  from: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `measure ${this.measure} is ${this.stage}: this can be done while it is ${this.from.join(" or ")}`
  }
}

/** Nobody checks their own work: who confirmed or proposed does not decide, and who decided does not judge the appeal. */
export class OwnWork extends Schema.TaggedError<OwnWork>()("OwnWork", {
  actor: Actor.Id,
  held: Schema.Literals(["confirm", "propose", "decide"]),
  asked: Schema.Literals(["decide", "judge-appeal"])
}) {
  override get message(): string {
    const did = { confirm: "confirmed the finding", propose: "proposed the measure", decide: "decided it" }[this.held]
    return `${this.actor} ${did} and may not ${this.asked === "decide" ? "decide about it" : "judge the appeal"}: another officer must`
  }
}

/** The instrument lets other authorities impose this step. */
export class NotItsAuthority extends Schema.TaggedError<NotItsAuthority>()("NotItsAuthority", {
  step: Ladder.StepId,
  authority: Schema.String,
  imposedBy: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `${this.step} is imposed by ${this.imposedBy.join(" or ")}, not by ${this.authority}`
  }
}

/** The time to answer is not over. */
export class StillTime extends Schema.TaggedError<StillTime>()("StillTime", { respondBefore: CivilDate.CivilDate }) {
  override get message(): string {
    return `there is time to answer until the day before ${this.respondBefore}: it becomes final then`
  }
}

/** The time to answer or to appeal is over. */
export class TimeOver extends Schema.TaggedError<TimeOver>()("TimeOver", { respondBefore: CivilDate.CivilDate }) {
  override get message(): string {
    return `the time to answer ended before ${this.respondBefore}`
  }
}

/** The sanction closes or keeps nothing, or that was lifted. */
export class NothingToLift extends Schema.TaggedError<NothingToLift>()("NothingToLift", {
  measure: SanctionEvent.MeasureNumber
}) {
  override get message(): string {
    return `measure ${this.measure} keeps and closes nothing now`
  }
}

/** Why a command about sanctions is refused. */
export type Refusal =
  | RegimeEnded
  | MeasurePending
  | WindowOpen
  | NoticeMissing
  | NoStepLeft
  | DepartureUnexplained
  | FindingUsed
  | NoSuchMeasure
  | NotAtThisStage
  | OwnWork
  | NotItsAuthority
  | Calendar.DayOutOfOrder
  | StillTime
  | TimeOver
  | NothingToLift
  | Ladder.SanctionNotAvailable
  | Calendar.YearMissing
  | CivilDate.NotACivilDate
