/**
 * The sanctions of one establishment under one ladder and calendar. Which step a violation leads to is computed; an
 * officer who takes another says why, and none skips the notice that a step above the first needs or the time to answer.
 * What cannot be undone is not: a measure that ended stays ended, and an appeal only lets the clock stand still.
 */
import type { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import * as Calendar from "../../flow/supervision/Calendar.ts"
import * as Ladder from "../../flow/supervision/Ladder.ts"
import * as Actor from "../../words/Actor.ts"
import * as Commands from "./Command.ts"
import type * as SanctionEvent from "./Event.ts"
import * as SanctionState from "./State.ts"

// ---- Models

type Event = SanctionEvent.Event
type State = SanctionState.State
type Measure = SanctionState.Measure
type Of<Tag extends Commands.Command["_tag"]> = Extract<Commands.Command, { readonly _tag: Tag }>
type Decided = Result.Result<ReadonlyArray<Event>, Commands.Refusal>

/** Under what is decided. */
export interface Law {
  readonly ladder: Ladder.Ladder
  readonly calendar: Calendar.Calendar
}

// ---- Rules

/** The decider under a ladder and a calendar. */
export const make = (law: Law): Decider.Decider<State, Commands.Command, Event, Commands.Refusal> => ({
  initial: SanctionState.initial,
  evolve: SanctionState.evolve,
  decide: (state, command) => decide(law, state, command)
})

const decide = (law: Law, state: State, command: Commands.Command): Decided => {
  if (command._tag === "Propose") return propose(law, state, command)
  const measure = SanctionState.measureOf(state, command.measure)
  if (measure === undefined) return Result.fail(new Commands.NoSuchMeasure({ measure: command.measure }))
  switch (command._tag) {
    case "Announce":
      return from(measure, ["Proposed"], () => [{ _tag: "SanctionAnnounced", ...acted(command) }])
    case "Hear":
      return from(measure, ["Announced"], () => [
        {
          _tag: "EstablishmentHeard",
          ...(command.answer === undefined ? {} : { answer: command.answer }),
          ...acted(command)
        }
      ])
    case "Decide":
      return impose(law, measure, command)
    case "Drop":
      return from(measure, ["Proposed", "Announced", "Heard", "Decided"], () => [
        { _tag: "SanctionDropped", reason: command.reason, ...acted(command) }
      ])
    case "Notify":
      return notify(law, measure, command)
    case "Lapse":
      return from(measure, ["Notified"], () => [{ _tag: "SanctionLapsed", reason: command.reason, ...acted(command) }])
    case "Appeal":
      return appeal(measure, command)
    case "RejectAppeal":
    case "UpholdAppeal":
      return judge(law, measure, command)
    case "BecomeFinal":
      return becomeFinal(measure, command)
    case "Seal":
      return Result.flatMap(effective(measure), () =>
        measure.sealed || measure.effect !== "closed"
          ? Result.fail(new Commands.NothingToLift({ measure: measure.number }))
          : Result.succeed([{ _tag: "SealPlaced", report: command.report, ...acted(command) }])
      )
    case "Lift":
      return Result.map(effective(measure), () => [
        { _tag: "EffectLifted", report: command.report, reason: command.reason, ...acted(command) }
      ])
  }
}

const acted = ({ actor, at, measure, on }: Exclude<Commands.Command, Of<"Propose">>) => ({ measure, actor, at, on })

const from = (
  { number, stage }: Measure,
  stages: ReadonlyArray<SanctionState.Stage>,
  events: () => ReadonlyArray<Event>
): Result.Result<ReadonlyArray<Event>, Commands.NotAtThisStage> =>
  stages.includes(stage)
    ? Result.succeed(events())
    : Result.fail(new Commands.NotAtThisStage({ measure: number, stage, from: stages }))

// ---- Proposing

const propose = ({ calendar, ladder }: Law, state: State, command: Of<"Propose">): Decided =>
  Result.gen(function* () {
    const { actor, at, confirmedBy, departure, finding, on, step: name, violatedOn } = command
    const used = state.measures.find((measure) => measure.finding === finding)
    if (used !== undefined) return yield* Result.fail(new Commands.FindingUsed({ finding, measure: used.number }))
    const pending = SanctionState.pendingOf(state)
    if (pending !== undefined) return yield* Result.fail(new Commands.MeasurePending({ measure: pending.number }))
    if (violatedOn > on) return yield* outOfOrder(violatedOn, ladder.inForce.from, on)
    const holds = Ladder.holdsOn(ladder, violatedOn)
    if (holds !== "holds") {
      return yield* Result.fail(new Commands.RegimeEnded({ ladder: ladder.id, violatedOn, because: holds }))
    }

    const step = yield* Ladder.stepOf(ladder, name)
    const { expected, stands } = yield* expectedOf({ calendar, ladder }, state, violatedOn)
    if (ladder.progressive && Ladder.placeOf(ladder, name) > 0 && !stands) {
      return yield* Result.fail(new Commands.NoticeMissing({ step: name }))
    }
    const isExpected = ladder.progressive && expected.length === 1 && expected[0] === name
    if (!isExpected && departure === undefined) {
      return yield* Result.fail(new Commands.DepartureUnexplained({ step: name, expected }))
    }
    return [
      {
        _tag: "SanctionProposed" as const,
        measure: (state.measures.length + 1) as SanctionEvent.MeasureNumber,
        step: name,
        effect: step.effect,
        finding,
        violatedOn,
        confirmedBy,
        ...(ladder.progressive ? { expected: expected[0]! } : {}),
        ...(isExpected || departure === undefined ? {} : { departure }),
        actor,
        at,
        on
      }
    ]
  })

/** The steps that the ladder expects of a violation, and whether a sanction stands that is the notice for more. */
const expectedOf = (
  { calendar, ladder }: Law,
  state: State,
  violatedOn: CivilDate.CivilDate
): Result.Result<
  { readonly expected: ReadonlyArray<Ladder.StepId>; readonly stands: boolean },
  Commands.WindowOpen | Commands.NoStepLeft | Calendar.YearMissing | CivilDate.NotACivilDate
> =>
  Result.gen(function* () {
    const current = SanctionState.currentOf(state)
    const window = current?.window
    const standing = current === undefined || window === undefined ? undefined : { step: current.step, ...window }
    const open = (stayed: boolean) =>
      Result.fail(new Commands.WindowOpen({ violatedOn, respondBefore: window?.respondBefore ?? violatedOn, stayed }))
    // What an appeal may yet take away is no notice for more.
    if (current?.stage === "Appealed") return yield* open(true)
    const expected = yield* Ladder.expectedOf(ladder, calendar, standing, violatedOn)
    if (expected._tag === "None") {
      return yield* expected.because === "within-response-window" ? open(false) : Result.fail(new Commands.NoStepLeft())
    }
    const lapsed = standing !== undefined && (yield* Ladder.hasLapsed(ladder, calendar, standing, violatedOn))
    return {
      expected: expected._tag === "Step" ? [expected.step.step] : expected.steps.map(({ step }) => step),
      stands: standing !== undefined && !lapsed
    }
  })

const outOfOrder = (given: CivilDate.CivilDate, notBefore: CivilDate.CivilDate, notAfter: CivilDate.CivilDate) =>
  Result.fail(new Calendar.DayOutOfOrder({ given, notBefore, notAfter }))

// ---- Deciding and notifying

const impose = ({ ladder }: Law, measure: Measure, command: Of<"Decide">): Decided =>
  Result.gen(function* () {
    const { actor, authority } = command
    const events = yield* from(measure, ["Heard"], () => [{ _tag: "SanctionDecided", authority, ...acted(command) }])
    const { imposedBy } = yield* Ladder.stepOf(ladder, measure.step)
    if (!imposedBy.includes(authority)) {
      return yield* Result.fail(new Commands.NotItsAuthority({ step: measure.step, authority, imposedBy }))
    }
    for (const [held, by] of [
      ["confirm", measure.confirmedBy],
      ["propose", measure.proposedBy]
    ] as const) {
      if (Actor.isSame(by, actor)) return yield* Result.fail(new Commands.OwnWork({ actor, held, asked: "decide" }))
    }
    return events
  })

const notify = ({ calendar, ladder }: Law, measure: Measure, command: Of<"Notify">): Decided =>
  Result.gen(function* () {
    const { notified, on } = command
    yield* from(measure, ["Decided"], () => [])
    const notBefore = measure.decided?.on ?? measure.violatedOn
    if (notified < notBefore || notified > on) return yield* outOfOrder(notified, notBefore, on)
    const { response } = yield* Ladder.stepOf(ladder, measure.step)
    const respondBefore = yield* Calendar.endOf(calendar, response, notified)
    return [{ _tag: "SanctionNotified" as const, notified, respondBefore, ...acted(command) }]
  })

const becomeFinal = (measure: Measure, command: Of<"BecomeFinal">): Decided =>
  Result.flatMap(
    from(measure, ["Notified"], () => [{ _tag: "SanctionBecameFinal", ...acted(command) }]),
    (events) => {
      const { respondBefore } = measure.window!
      return command.on < respondBefore
        ? Result.fail(new Commands.StillTime({ respondBefore }))
        : Result.succeed(events)
    }
  )

// ---- Appeal

const appeal = (measure: Measure, command: Of<"Appeal">): Decided =>
  Result.flatMap(
    from(measure, ["Notified"], () => [{ _tag: "AppealLodged", grounds: command.grounds, ...acted(command) }]),
    (events): Decided => {
      const { notified, respondBefore } = measure.window!
      if (command.on < notified) return outOfOrder(command.on, notified, respondBefore)
      return command.on >= respondBefore
        ? Result.fail(new Commands.TimeOver({ respondBefore }))
        : Result.succeed(events)
    }
  )

const judge = (
  { calendar, ladder }: Law,
  measure: Measure,
  command: Of<"RejectAppeal"> | Of<"UpholdAppeal">
): Decided =>
  Result.gen(function* () {
    const { actor, on, reason } = command
    yield* from(measure, ["Appealed"], () => [])
    const since = measure.stayedSince!
    if (on < since) return yield* outOfOrder(on, since, on)
    for (const [held, by] of [
      ["confirm", measure.confirmedBy],
      ["propose", measure.proposedBy],
      ["decide", measure.decided?.by]
    ] as const) {
      if (by !== undefined && Actor.isSame(by, actor)) {
        return yield* Result.fail(new Commands.OwnWork({ actor, held, asked: "judge-appeal" }))
      }
    }
    if (command._tag === "UpholdAppeal") return [{ _tag: "AppealUpheld" as const, reason, ...acted(command) }]
    const { response } = yield* Ladder.stepOf(ladder, measure.step)
    const left = { from: since, to: measure.window!.respondBefore }
    const respondBefore = yield* Calendar.resume(calendar, response, left, on)
    return [{ _tag: "AppealRejected" as const, reason, respondBefore, ...acted(command) }]
  })

// ---- Effects

const effective = (measure: Measure): Result.Result<void, Commands.NotAtThisStage | Commands.NothingToLift> =>
  Result.flatMap(
    from(measure, ["Notified", "Appealed", "Final"], () => []),
    () =>
      measure.lifted || (measure.effect !== "closed" && measure.effect !== "held")
        ? Result.fail(new Commands.NothingToLift({ measure: measure.number }))
        : Result.succeed(undefined)
  )
