/**
 * One inspection of one establishment. Nothing is found without a visit and nothing is ordered before somebody else than
 * who was there has confirmed it; a finding that is disputed waits, one that was waived leads to nothing, and the clock
 * of an order hangs on the day on which the establishment had it. A visit may be recorded whatever its day.
 */
import type { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"
import type * as Decider from "../../record/Decider.ts"
import * as Calendar from "../../flow/supervision/Calendar.ts"
import * as Checklist from "../../flow/supervision/Checklist.ts"
import * as Actor from "../../words/Actor.ts"
import * as Commands from "./Command.ts"
import type * as InspectionEvent from "./Event.ts"
import * as InspectionState from "./State.ts"

// ---- Models

type Event = InspectionEvent.Event
type State = InspectionState.State
type Found = InspectionState.Found
type Of<Tag extends Commands.Command["_tag"]> = Extract<Commands.Command, { readonly _tag: Tag }>
type AboutFinding = Of<"Confirm" | "Waive" | "Dispute" | "Order" | "FollowUp">
type Decided = Result.Result<ReadonlyArray<Event>, Commands.Refusal>

/** Under what is decided: every version of every checklist that is known, and the calendar of orders. */
export interface Law {
  readonly checklists: ReadonlyArray<Checklist.Checklist>
  readonly calendar: Calendar.Calendar
}

// ---- Rules

/** The decider under checklists and a calendar. */
export const make = (law: Law): Decider.Decider<State, Commands.Command, Event, Commands.Refusal> => ({
  initial: InspectionState.initial,
  evolve: InspectionState.evolve,
  decide: (state, command) => decide(law, state, command)
})

const decide = (law: Law, state: State, command: Commands.Command): Decided => {
  switch (command._tag) {
    case "Plan":
      return plan(law, state, command)
    case "Cancel":
      return Result.map(from(state, ["Planned"]), () => [
        { _tag: "InspectionCancelled", reason: command.reason, ...acted(command) }
      ])
    case "Visit":
      return visit(state, command)
    case "Record":
      return record(law, state, command)
    case "Sign":
    case "RefuseSignature": {
      const { evidence, report } = command
      const _tag = command._tag === "Sign" ? "ReportSigned" : "SignatureRefused"
      return Result.map(from(state, ["Visited"]), () => [{ _tag, report, evidence, ...acted(command) }])
    }
    case "Close":
      return close(state, command)
    default:
      return Result.flatMap(from(state, ["Reported"]), () => about(law, state, command))
  }
}

const acted = ({ actor, at, on }: Commands.Command) => ({ actor, at, on })

/** Passes where an inspection, or a finding that has an id, is at one of the stages. */
const from = <Stage extends string>(
  { finding, stage }: { readonly stage: Stage; readonly finding?: Found["finding"] },
  stages: ReadonlyArray<Stage>
): Result.Result<void, Commands.NotAtThisStage> =>
  stages.includes(stage)
    ? Result.void
    : Result.fail(new Commands.NotAtThisStage({ ...(finding === undefined ? {} : { finding }), stage, from: stages }))

/** Passes where a day lies between two others, both included. */
const between = (
  given: CivilDate.CivilDate,
  notBefore: CivilDate.CivilDate,
  notAfter: CivilDate.CivilDate
): Result.Result<void, Calendar.DayOutOfOrder> =>
  given < notBefore || given > notAfter
    ? Result.fail(new Calendar.DayOutOfOrder({ given, notBefore, notAfter }))
    : Result.void

const includes = (all: ReadonlyArray<Actor.Id>, actor: Actor.Id): boolean => all.some((one) => Actor.isSame(one, actor))

// ---- The visit

const plan = ({ checklists }: Law, state: State, command: Of<"Plan">): Decided =>
  Result.gen(function* () {
    const { assigned, checklist, establishment, kind, letter, version, visitOn } = command
    yield* from(state, ["Unplanned"])
    yield* checklistOf(checklists, checklist, version)
    yield* eachOnce(assigned.map(({ officer }) => officer))
    return [
      {
        _tag: "InspectionPlanned" as const,
        establishment,
        kind,
        visitOn,
        letter,
        assigned,
        checklist,
        version,
        ...acted(command)
      }
    ]
  })

const checklistOf = (
  checklists: ReadonlyArray<Checklist.Checklist>,
  checklist: string,
  version: number
): Result.Result<Checklist.Checklist, Commands.UnknownChecklist> => {
  const found = checklists.find((one) => one.id === checklist && one.version === version)
  return found === undefined
    ? Result.fail(new Commands.UnknownChecklist({ checklist, version }))
    : Result.succeed(found)
}

const eachOnce = (officers: ReadonlyArray<Actor.Id>): Result.Result<void, Commands.OfficerTwice> => {
  const twice = officers.find((officer, index) => includes(officers.slice(0, index), officer))
  return twice === undefined ? Result.void : Result.fail(new Commands.OfficerTwice({ officer: twice }))
}

const visit = (state: State, command: Of<"Visit">): Decided =>
  Result.gen(function* () {
    const { on, present, visitedOn } = command
    yield* from(state, ["Planned"])
    const { assigned, letter } = state.plan!
    yield* eachOnce(present)
    const sent = new Set(assigned.map(({ officer }) => officer))
    // Likeness takes power away and never gives it: who is only read like an assigned officer is not sent.
    const other = present.find((officer) => !sent.has(officer))
    if (other !== undefined) return yield* Result.fail(new Commands.NotAssigned({ officer: other, letter }))
    if (visitedOn > on) return yield* Result.fail(new Calendar.DayOutOfOrder({ given: visitedOn, notAfter: on }))
    return [{ _tag: "EstablishmentVisited" as const, visitedOn, present, ...acted(command) }]
  })

/** A finding that comes again as it was, from a device that sends it twice, changes nothing, whenever it comes. */
const record = ({ checklists }: Law, state: State, command: Of<"Record">): Decided =>
  Result.gen(function* () {
    const { actor, evidence, finding, item, note, severity } = command
    const known = InspectionState.findingOf(state, finding)
    if (known !== undefined) {
      return yield* isSame(known, command) ? Result.succeed([]) : Result.fail(new Commands.FindingDiffers({ finding }))
    }
    yield* from(state, ["Visited"])
    const { checklist, version } = state.plan!
    yield* Checklist.itemOf(yield* checklistOf(checklists, checklist, version), item)
    if (!state.visit!.present.includes(actor)) return yield* Result.fail(new Commands.WasNotThere({ actor }))
    return [
      {
        _tag: "FindingRecorded" as const,
        finding,
        item,
        severity,
        evidence,
        ...(note === undefined ? {} : { note }),
        ...acted(command)
      }
    ]
  })

const isSame = (known: Found, { actor, evidence, item, note, severity }: Of<"Record">): boolean =>
  known.foundBy === actor &&
  known.item === item &&
  known.severity === severity &&
  known.note === note &&
  known.evidence.length === evidence.length &&
  known.evidence.every((one, index) => one === evidence[index])

const close = (state: State, command: Of<"Close">): Decided =>
  Result.gen(function* () {
    yield* from(state, ["Reported"])
    const [first, ...others] = state.findings.filter((one) => !InspectionState.isEnded(one))
    if (first !== undefined) {
      const findings = [first.finding, ...others.map(({ finding }) => finding)] as const
      return yield* Result.fail(new Commands.FindingsOpen({ findings }))
    }
    return [{ _tag: "InspectionClosed" as const, ...acted(command) }]
  })

// ---- What follows from a finding

const about = ({ calendar }: Law, state: State, command: AboutFinding): Decided => {
  const { finding } = command
  const found = InspectionState.findingOf(state, finding)
  if (found === undefined) return Result.fail(new Commands.NoSuchFinding({ finding }))
  switch (command._tag) {
    case "Confirm":
      return Result.map(judge(state, found, command), () => [{ _tag: "FindingConfirmed", finding, ...acted(command) }])
    case "Waive":
      return Result.map(judge(state, found, command), () => [
        { _tag: "FindingWaived", finding, reason: command.reason, ...acted(command) }
      ])
    case "Dispute":
      return dispute(found, command)
    case "Order":
      return order(calendar, found, command)
    case "FollowUp":
      return followUp(found, command)
  }
}

const judge = (
  { visit }: State,
  found: Found,
  { actor }: Of<"Confirm" | "Waive">
): Result.Result<void, Commands.NotAtThisStage | Commands.OwnWork> =>
  Result.gen(function* () {
    yield* from(found, ["Raised", "Disputed"])
    const own = (held: "visit" | "judge") => Result.fail(new Commands.OwnWork({ actor, held, asked: "judge" }))
    if (includes(visit!.present, actor)) yield* own("visit")
    if (found.judgedBy !== undefined && Actor.isSame(found.judgedBy, actor)) yield* own("judge")
  })

const dispute = (found: Found, command: Of<"Dispute">): Decided =>
  Result.gen(function* () {
    const { finding, grounds } = command
    yield* from(found, ["Raised", "Confirmed"])
    if (found.wasDisputed) return yield* Result.fail(new Commands.AlreadyDisputed({ finding }))
    return [{ _tag: "FindingDisputed" as const, finding, grounds, ...acted(command) }]
  })

const order = (calendar: Calendar.Calendar, found: Found, command: Of<"Order">): Decided =>
  Result.gen(function* () {
    const { actor, duty, finding, notified, on, window } = command
    yield* from(found, ["Confirmed"])
    if (Actor.isSame(found.judgedBy!, actor)) {
      return yield* Result.fail(new Commands.OwnWork({ actor, held: "judge", asked: "order" }))
    }
    yield* between(notified, found.judgedOn!, on)
    const dueBefore = yield* Calendar.endOf(calendar, window, notified)
    return [{ _tag: "OrderGiven" as const, finding, duty, window, notified, dueBefore, ...acted(command) }]
  })

const followUp = (found: Found, command: Of<"FollowUp">): Decided =>
  Result.gen(function* () {
    const { checkedOn, evidence, finding, on, outcome } = command
    yield* from(found, ["Ordered"])
    yield* between(checkedOn, found.order!.notified, on)
    return [{ _tag: "OrderFollowedUp" as const, finding, outcome, checkedOn, evidence, ...acted(command) }]
  })
