/**
 * A ladder of sanctions as data, and the step that a violation leads to. The step is computed and never taken here: a
 * step above the first needs the one before it as its notice, and the window that was given to answer it must be over.
 * The day of the violation decides which instrument holds; what happened before it began or after it ended brings no
 * sanction.
 */
import { type Citation, CivilDate, CivilInterval, type Text } from "@bina/policy"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Spelling from "../../words/Spelling.ts"
import * as Calendar from "./Calendar.ts"

// ---- Models

/** By what a step is known: `temporary-closure`. */
export const StepId = Spelling.Name.pipe(Schema.brand("SanctionStep"))
export type StepId = typeof StepId.Type

/**
 * What a sanction does while it stands, beside being on record. `none`: it is words. `closed`: the establishment may not
 * work, and rules about its owner may ask. `revoked`: it holds no licence any more. `held`: something is kept from them.
 */
export const Effects = Schema.Literals(["none", "held", "closed", "revoked"])
export type Effects = typeof Effects.Type

/** One step: what it is called, what it does, how long whoever it meets has to answer, and which authorities may impose it. */
export interface Step {
  readonly step: StepId
  readonly text: Text.Text
  readonly effect: Effects
  readonly response: Calendar.Window
  readonly imposedBy: readonly [string, ...Array<string>]
}

/**
 * The steps of an instrument, the lightest first, for violations on the days of `inForce`. `progressive`: each follows on
 * the one before; otherwise the instrument lists them and the officer chooses. `lapses`: how long after its notification
 * a sanction is forgotten; without it never.
 */
export interface Ladder {
  readonly id: string
  readonly authority: string
  readonly citation: Citation.Citation
  readonly progressive: boolean
  readonly inForce: CivilInterval.CivilInterval
  readonly steps: readonly [Step, ...Array<Step>]
  readonly lapses?: Calendar.Window
}

/** The sanction that stands: which step, when it was notified, and its window `[notified, respondBefore)`. */
export interface Standing {
  readonly step: StepId
  readonly notified: CivilDate.CivilDate
  readonly respondBefore: CivilDate.CivilDate
}

/** Why a violation leads to no step. */
export const Because = Schema.Literals(["before-regime", "regime-ended", "within-response-window", "no-step-left"])
export type Because = typeof Because.Type

/** What a ladder expects of a violation: one step, none, or, of an instrument that is not progressive, any. */
export type Expected =
  | { readonly _tag: "Step"; readonly step: Step }
  | { readonly _tag: "None"; readonly because: Because }
  | { readonly _tag: "AnyOf"; readonly steps: readonly [Step, ...Array<Step>] }

/** What came of one confirmed violation. */
export type Outcome =
  | ({ readonly _tag: "Imposed"; readonly on: CivilDate.CivilDate; readonly effect: Effects } & Standing)
  | { readonly _tag: "Withheld"; readonly on: CivilDate.CivilDate; readonly because: Because }

// ---- Errors

/** The steps make no ladder. */
export class NotALadder extends Schema.TaggedError<NotALadder>()("NotALadder", {
  ladder: Schema.String,
  flaw: Schema.String
}) {
  override get message(): string {
    return `the steps of ${this.ladder} make no ladder: ${this.flaw}`
  }
}

/** The instrument has no such step. */
export class SanctionNotAvailable extends Schema.TaggedError<SanctionNotAvailable>()("SanctionNotAvailable", {
  ladder: Schema.String,
  step: StepId,
  available: Schema.Array(StepId)
}) {
  override get message(): string {
    return `${this.ladder} has no step ${this.step}: it has ${this.available.join(", ")}`
  }
}

/** The instrument does not order its steps, so none can be computed. */
export class NotProgressive extends Schema.TaggedError<NotProgressive>()("NotProgressive", { ladder: Schema.String }) {
  override get message(): string {
    return `${this.ladder} does not order its steps: an officer chooses one and says why`
  }
}

/** Violations are followed in the order of their days. */
export class OutOfOrder extends Schema.TaggedError<OutOfOrder>()("OutOfOrder", {
  on: CivilDate.CivilDate,
  after: CivilDate.CivilDate
}) {
  override get message(): string {
    return `the violation of ${this.on} stands after that of ${this.after}: give violations in the order of their days`
  }
}

// ---- Rules

/** A ladder; fails where a step stands twice. */
export const make = (ladder: Ladder): Result.Result<Ladder, NotALadder> => {
  const twice = ladder.steps.find(({ step }, at) => ladder.steps.findIndex((other) => other.step === step) !== at)
  return twice === undefined
    ? Result.succeed(ladder)
    : Result.fail(new NotALadder({ ladder: ladder.id, flaw: `${twice.step} stands twice` }))
}

/** As {@link make}, for ladders written in source code. @throws {NotALadder} */
export const makeUnsafe = (ladder: Ladder): Ladder => Result.getOrThrow(make(ladder))

/** A step of a ladder by its name. */
export const stepOf = (ladder: Ladder, step: StepId): Result.Result<Step, SanctionNotAvailable> => {
  const found = ladder.steps.find((one) => one.step === step)
  return found === undefined
    ? Result.fail(new SanctionNotAvailable({ ladder: ladder.id, step, available: ladder.steps.map((one) => one.step) }))
    : Result.succeed(found)
}

/** Where a step stands on its ladder, from 0; -1 where nothing was imposed yet. */
export const placeOf = ({ steps }: Pick<Ladder, "steps">, step: StepId | undefined): number =>
  step === undefined ? -1 : steps.findIndex((one) => one.step === step)

/** Whether an instrument holds for a violation on a day, or why not. */
export const holdsOn = (
  { inForce }: Pick<Ladder, "inForce">,
  violatedOn: CivilDate.CivilDate
): "holds" | "before-regime" | "regime-ended" =>
  CivilInterval.contains(inForce, violatedOn) ? "holds" : violatedOn < inForce.from ? "before-regime" : "regime-ended"

/** Whether a standing is forgotten on a day. */
export const hasLapsed = (
  ladder: Pick<Ladder, "lapses">,
  calendar: Calendar.Calendar,
  { notified }: Pick<Standing, "notified">,
  on: CivilDate.CivilDate
): Result.Result<boolean, Calendar.YearMissing | CivilDate.NotACivilDate> =>
  ladder.lapses === undefined
    ? Result.succeed(false)
    : Result.map(Calendar.endOf(calendar, ladder.lapses, notified), (ends) => ends <= on)

/**
 * What a ladder expects of a violation on a day, given the sanction that stands. Inside the window of that one nothing is
 * expected; after the last step neither.
 */
export const expectedOf = (
  ladder: Ladder,
  calendar: Calendar.Calendar,
  standing: Standing | undefined,
  violatedOn: CivilDate.CivilDate
): Result.Result<Expected, Calendar.YearMissing | CivilDate.NotACivilDate> =>
  Result.gen(function* () {
    const holds = holdsOn(ladder, violatedOn)
    if (holds !== "holds") return none(holds)
    const forgotten = standing !== undefined && (yield* hasLapsed(ladder, calendar, standing, violatedOn))
    const stands = forgotten ? undefined : standing
    const next = placeOf(ladder, stands?.step) + 1
    if (next >= ladder.steps.length) return none("no-step-left")
    if (stands !== undefined && violatedOn < stands.respondBefore) return none("within-response-window")
    return ladder.progressive ? { _tag: "Step", step: ladder.steps[next]! } : { _tag: "AnyOf", steps: ladder.steps }
  })

const none = (because: Because): Expected => ({ _tag: "None", because })

/**
 * The sanctions that confirmed violations lead to on a progressive ladder, where each is notified on the day of its
 * violation. Every violation has its outcome; what was waived or found in order is not given here. Violations stand in
 * the order of their days.
 */
export const follow = (
  ladder: Ladder,
  calendar: Calendar.Calendar,
  violations: Iterable<CivilDate.CivilDate>
): Result.Result<
  ReadonlyArray<Outcome>,
  NotProgressive | OutOfOrder | Calendar.YearMissing | CivilDate.NotACivilDate
> =>
  Result.gen(function* () {
    const outcomes: Array<Outcome> = []
    let standing: Standing | undefined
    let before: CivilDate.CivilDate | undefined
    for (const on of violations) {
      if (before !== undefined && on < before) return yield* Result.fail(new OutOfOrder({ on, after: before }))
      before = on
      const expected = yield* expectedOf(ladder, calendar, standing, on)
      if (expected._tag === "AnyOf") return yield* Result.fail(new NotProgressive({ ladder: ladder.id }))
      if (expected._tag === "None") {
        outcomes.push({ _tag: "Withheld", on, because: expected.because })
        continue
      }
      const { effect, response, step } = expected.step
      standing = { step, notified: on, respondBefore: yield* Calendar.endOf(calendar, response, on) }
      outcomes.push({ _tag: "Imposed", on, effect, ...standing })
    }
    return outcomes
  })

/** The last step that outcomes imposed, if any did. */
export const currentOf = (outcomes: ReadonlyArray<Outcome>): Standing | undefined =>
  outcomes.findLast((outcome) => outcome._tag === "Imposed")
