/** An inspection: its way, each refusal, and what holds whatever officers try. */
import type { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { Actor, Calendar, Checklist, Establishment, Finding } from "../../src/index.ts"
import {
  Decider,
  type InspectionCommand,
  InspectionDecider,
  InspectionEvent,
  InspectionState
} from "../../src/journal.ts"
import { calendar, plus } from "../flow/supervision/Given.ts"
import { at, citation, day } from "../Given.ts"
import { answerTo, throughCodec } from "../record/Replay.ts"

type Command = InspectionCommand.Command
type Event = InspectionEvent.Event
type State = InspectionState.State
type Of<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

const item = (name: string): Checklist.Item => ({
  item: Checklist.ItemId.make(name),
  text: { id: name, en: name },
  citation
})
const checklist = (version: number, ...items: readonly [string, ...Array<string>]): Checklist.Checklist =>
  Checklist.makeUnsafe({ id: "workplace", version, items: items.map(item) as [Checklist.Item] })

const law = { checklists: [checklist(1, "masks"), checklist(2, "masks", "distance")], calendar: calendar() }
const decider = InspectionDecider.make(law)

const by = (actor: string, on: string) => ({ actor: Actor.id(actor), at: at(`${on}T09:00:00`), on: day(on) })
const id = (name: string) => Finding.Id.make(name)
const evidence = (digit: string) => Establishment.Evidence.make(digit.repeat(64))
const about = (on: string, actor = "dewi", finding = "f-1") => ({ finding: id(finding), ...by(actor, on) })

const assigned = (...officers: readonly [string, ...Array<string>]) =>
  officers.map((officer, index) => ({
    officer: Actor.id(officer),
    agency: `agency ${index + 1}`
  })) as unknown as readonly [InspectionEvent.Assigned, ...Array<InspectionEvent.Assigned>]

const plan = (given: Partial<Of<"Plan">> = {}): Of<"Plan"> => ({
  _tag: "Plan",
  establishment: Establishment.Id.make("e-1"),
  kind: "routine",
  visitOn: day("2020-07-06"),
  letter: "ST-1",
  assigned: assigned("ana", "budi"),
  checklist: "workplace",
  version: 2,
  ...by("dewi", "2020-07-01"),
  ...given
})

// A Sunday: what happened is recorded whatever its day.
const visit = (given: Partial<Of<"Visit">> = {}): Of<"Visit"> => ({
  _tag: "Visit",
  visitedOn: day("2020-07-05"),
  present: [Actor.id("ana")],
  ...by("ana", "2020-07-06"),
  ...given
})

const find = (given: Partial<Of<"Record">> = {}): Of<"Record"> => ({
  _tag: "Record",
  finding: id("f-1"),
  item: Checklist.ItemId.make("distance"),
  severity: "major",
  evidence: [evidence("a")],
  note: "Seats half a metre apart.",
  ...by("ana", "2020-07-06"),
  ...given
})

const sign: Command = { _tag: "Sign", report: "BA-1", evidence: evidence("b"), ...by("ana", "2020-07-06") }
const confirm: Command = { _tag: "Confirm", ...about("2020-07-07") }
const waive: Command = { _tag: "Waive", reason: "It was measured wrongly.", ...about("2020-07-07") }
const dispute: Command = { _tag: "Dispute", grounds: "They are a metre apart.", ...about("2020-07-08", "desk") }
const order: Of<"Order"> = {
  _tag: "Order",
  duty: "Set the seats a metre apart.",
  window: { _tag: "WorkingDays", days: 5, first: "next-day" },
  notified: day("2020-07-08"),
  ...about("2020-07-09", "eka")
}
const followUp = (outcome: InspectionEvent.Outcome, on: string): Command => ({
  _tag: "FollowUp",
  outcome,
  checkedOn: day(on),
  evidence: [evidence("c")],
  ...about(on, "budi")
})
const close: Command = { _tag: "Close", ...by("dewi", "2020-08-01") }

const reported: ReadonlyArray<Command> = [plan(), visit(), find(), sign]
const ordered: ReadonlyArray<Command> = [...reported, confirm, order]

const run = (commands: ReadonlyArray<Command>, of = decider): State =>
  commands.reduce((state, command) => Result.getOrThrow(Decider.accept(of, state, command)).state, of.initial)

const standing = (commands: ReadonlyArray<Command>) => run(commands).findings.map(({ stage }) => stage)

describe("the way of an inspection", () => {
  it("from the plan to the close, with an order that was met", () => {
    const state = run([...ordered, followUp("met", "2020-07-14"), close])
    assert.strictEqual(state.stage, "Closed")
    assert.deepStrictEqual(state.visit, { visitedOn: day("2020-07-05"), present: [Actor.id("ana")] })
    assert.strictEqual(state.findings[0]?.stage, "Met")
  })

  it("the clock of an order hangs on its notification", () => {
    const { dueBefore, notified } = run(ordered).findings[0]!.order!
    assert.deepStrictEqual([notified, dueBefore], [day("2020-07-08"), day("2020-07-16")])
  })

  it("what is not done yet may still be done, until its time is over", () => {
    assert.deepStrictEqual(standing([...ordered, followUp("unmet", "2020-07-15")]), ["Ordered"])
    assert.deepStrictEqual(standing([...ordered, followUp("unmet", "2020-07-16")]), ["Unmet"])
    assert.deepStrictEqual(standing([...ordered, followUp("unmet", "2020-07-15"), followUp("met", "2020-07-20")]), [
      "Met"
    ])
  })

  it("a visit that found nothing closes, and so does one whose findings were waived", () => {
    assert.strictEqual(run([plan(), visit(), sign, close]).stage, "Closed")
    const waived = run([...reported, waive, close])
    assert.strictEqual(waived.stage, "Closed")
    assert.isUndefined(InspectionState.severityOf(waived))
  })

  it("a report that nobody would sign holds all the same", () => {
    const refused: Command = { ...(sign as Of<"Sign">), _tag: "RefuseSignature" }
    assert.strictEqual(run([plan(), visit(), find(), refused, confirm]).findings[0]?.stage, "Confirmed")
  })

  it("the gravest finding that is not waived says how much an inspection weighs", () => {
    const both = [plan(), visit(), find(), find({ finding: id("f-2"), severity: "minor" }), sign]
    assert.strictEqual(InspectionState.severityOf(run(both)), "major")
    assert.strictEqual(InspectionState.severityOf(run([...both, waive])), "minor")
  })

  it("a finding that a device sends again changes nothing, after the report too", () => {
    assert.deepStrictEqual(Result.getOrThrow(decider.decide(run(reported), find())), [])
    assert.deepStrictEqual(Result.getOrThrow(decider.decide(run(ordered), find())), [])
  })

  it("a dispute holds what follows, and another officer than the first judges it", () => {
    const disputed = [...reported, confirm, dispute]
    assert.deepStrictEqual(answerTo(decider, run(disputed), order), ["NotAtThisStage"])
    assert.deepStrictEqual(answerTo(decider, run(disputed), { ...waive, ...about("2020-07-09", "dewi") }), ["OwnWork"])
    assert.deepStrictEqual(standing([...disputed, { ...waive, ...about("2020-07-09", "fitri") }]), ["Waived"])
    assert.deepStrictEqual(standing([...disputed, { ...confirm, ...about("2020-07-09", "fitri") }]), ["Confirmed"])
  })
})

describe("refusals", () => {
  const twice = { assigned: assigned("ana", "Ana") }
  it.each<readonly [string, ReadonlyArray<Command>, Command]>([
    ["NotAtThisStage", [plan()], plan()],
    ["UnknownChecklist", [], plan({ version: 3 })],
    ["UnknownChecklist", [], plan({ checklist: "another" })],
    ["OfficerTwice", [], plan(twice)],
    ["NotAtThisStage", [], visit()],
    ["NotAssigned", [plan()], visit({ present: [Actor.id("cut")] })],
    ["NotAssigned", [plan()], visit({ present: [Actor.id("Ana")] })],
    ["OfficerTwice", [plan()], visit({ present: [Actor.id("ana"), Actor.id("ana")] })],
    ["DayOutOfOrder", [plan()], visit({ visitedOn: day("2020-07-07") })],
    ["NotAtThisStage", [plan()], find()],
    ["NotAtThisStage", [plan()], sign],
    ["NotAtThisStage", [plan(), visit()], { _tag: "Cancel", reason: "Rain.", ...by("dewi", "2020-07-06") }],
    ["UnknownItem", [plan({ version: 1 }), visit()], find()],
    ["WasNotThere", [plan(), visit()], find(by("budi", "2020-07-06"))],
    ["FindingDiffers", [plan(), visit(), find()], find({ severity: "critical" })],
    ["FindingDiffers", [plan(), visit(), find()], find({ evidence: [] })],
    ["NotAtThisStage", [plan(), visit(), find()], confirm],
    ["NotAtThisStage", reported, find({ finding: id("f-2") })],
    ["NoSuchFinding", reported, { _tag: "Confirm", ...about("2020-07-07", "dewi", "f-2") }],
    ["OwnWork", reported, { _tag: "Confirm", ...about("2020-07-07", "ana") }],
    ["OwnWork", reported, { _tag: "Waive", reason: "A friend.", ...about("2020-07-07", "ANA") }],
    ["NotAtThisStage", reported, order],
    ["OwnWork", [...reported, confirm], { ...order, ...about("2020-07-09", "Dewi") }],
    ["DayOutOfOrder", [...reported, confirm], { ...order, notified: day("2020-07-06") }],
    ["DayOutOfOrder", [...reported, confirm], { ...order, notified: day("2020-07-10") }],
    ["YearMissing", [...reported, confirm], { ...order, notified: day("2022-01-01"), on: day("2022-01-03") }],
    ["NotAtThisStage", [...reported, waive], order],
    ["NotAtThisStage", [...reported, waive], dispute],
    ["NotAtThisStage", ordered, dispute],
    ["AlreadyDisputed", [...reported, confirm, dispute, { ...confirm, ...about("2020-07-09", "fitri") }], dispute],
    ["DayOutOfOrder", ordered, followUp("met", "2020-07-07")],
    ["FindingsOpen", ordered, close],
    ["NotAtThisStage", [...reported, waive, close], confirm]
  ])("%s", (tag, before, command) => {
    assert.deepStrictEqual(answerTo(decider, run(before), command), [tag])
  })
})

// ---- Whatever officers try

const names = ["ana", "budi", "dewi", "eka", "fitri", "Dewi"]

const tried = fc.record({
  what: fc.constantFrom(
    ...(["Next", "Next", "Next", "Next", "Next", "Next", "Next", "Record", "Record", "Record"] as const),
    ...(["Plan", "Cancel", "Visit", "Sign", "Confirm", "Waive", "Dispute", "Dispute"] as const),
    ...(["Order", "FollowUp", "FollowUp", "Close"] as const)
  ),
  who: fc.constantFrom(...names),
  days: fc.constantFrom(0, 0, 0, 1, 3, 9),
  finding: fc.constantFrom("f-1", "f-1", "f-2", "f-3"),
  severity: fc.constantFrom(...Checklist.Severity.literals),
  met: fc.boolean(),
  refuses: fc.boolean(),
  back: fc.integer({ min: 0, max: 2 })
})
type Tried = typeof tried extends fc.Arbitrary<infer T> ? T : never

/** What is due of a state, so that sequences come to their end often. */
const nextOf = (state: State, finding: Finding.Id): Exclude<Tried["what"], "Next"> => {
  const found = InspectionState.findingOf(state, finding)
  switch (state.stage) {
    case "Unplanned":
      return "Plan"
    case "Planned":
      return "Visit"
    case "Visited":
      return "Sign"
    default:
      if (found === undefined || InspectionState.isEnded(found)) return "Close"
      return found.stage === "Confirmed" ? "Order" : found.stage === "Ordered" ? "FollowUp" : "Confirm"
  }
}

const commandOf = (state: State, one: Tried, today: CivilDate.CivilDate): Command => {
  const { back, met, refuses, severity, what, who } = one
  const given = { actor: Actor.id(who), at: at(`${today}T09:00:00`), on: today }
  const finding = id(one.finding)
  const subject = { finding, ...given }
  const reason = "A reason."
  const name = what === "Next" ? nextOf(state, finding) : what
  switch (name) {
    case "Plan":
      return plan({ ...given, assigned: refuses ? assigned("ana", "budi") : assigned("ana") })
    case "Cancel":
      return { _tag: name, reason, ...given }
    case "Visit":
      return visit({ ...given, visitedOn: plus(today, -back) })
    case "Record":
      return find({ ...subject, severity, actor: Actor.id(met ? "ana" : who) })
    case "Sign":
      return { _tag: refuses ? "RefuseSignature" : "Sign", report: "BA", evidence: evidence("b"), ...given }
    case "Confirm":
      return { _tag: name, ...subject }
    case "Waive":
      return { _tag: name, reason, ...subject }
    case "Dispute":
      return { _tag: name, grounds: reason, ...subject }
    case "Order":
      return { ...order, ...subject, notified: plus(today, -back) }
    case "FollowUp":
      return {
        _tag: name,
        outcome: met ? "met" : "unmet",
        checkedOn: plus(today, -back),
        evidence: [],
        ...subject
      }
    case "Close":
      return { _tag: name, ...given }
  }
}

interface Step {
  readonly before: State
  readonly command: Command
  readonly events: ReadonlyArray<Event>
  readonly after: State
}

/** Everything that was accepted, in order; days go on. */
const historyOf = (all: ReadonlyArray<Tried>, of = decider): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  let state = of.initial
  let today = day("2020-07-01")
  for (const one of all) {
    today = plus(today, one.days)
    const command = commandOf(state, one, today)
    const accepted = Decider.accept(of, state, command)
    if (Result.isFailure(accepted)) continue
    const { events, state: after } = accepted.success
    steps.push({ before: state, command, events, after })
    state = after
  }
  return steps
}

const sequences = fc.array(tried, { maxLength: 40, size: "max" })
const eventsOf = (steps: ReadonlyArray<Step>) => steps.flatMap(({ events }) => events)
const holds = (holdsFor: (steps: ReadonlyArray<Step>) => boolean, of = decider) =>
  fc.property(sequences, (all) => holdsFor(historyOf(all, of)))

type Law = (steps: ReadonlyArray<Step>) => boolean

/** The events about one finding, in order. */
const wayOf = (events: ReadonlyArray<Event>, finding: Finding.Id) =>
  events.filter((event) => "finding" in event && event.finding === finding)

/** L20: an order has a report and a confirmation before it, and nobody had two hands in it. */
const goesThroughApproval: Law = (steps) => {
  const events = eventsOf(steps)
  return events.every((event, index) => {
    if (event._tag !== "OrderGiven") return true
    const before = events.slice(0, index)
    const visited = before.find(({ _tag }) => _tag === "EstablishmentVisited")
    const judged = wayOf(before, event.finding).at(-1)
    return (
      visited?._tag === "EstablishmentVisited" &&
      before.some(({ _tag }) => _tag === "ReportSigned" || _tag === "SignatureRefused") &&
      judged?._tag === "FindingConfirmed" &&
      !Actor.isSame(judged.actor, event.actor) &&
      !visited.present.some((officer) => Actor.isSame(officer, judged.actor))
    )
  })
}

/** Nothing is found before a visit or after its report, and only by who was there. */
const risesAtAVisit: Law = (steps) =>
  steps.every(({ before, events }) =>
    events.every(
      (event) =>
        event._tag !== "FindingRecorded" || (before.stage === "Visited" && before.visit!.present.includes(event.actor))
    )
  )

/** L21: an inspection that ended takes no event, and a finding that ended stays as it is. */
const endsForGood: Law = (steps) =>
  steps.every(
    ({ after, before, events }) =>
      (!InspectionState.isEnded(before) || events.length === 0) &&
      before.findings.every((found, index) => !InspectionState.isEnded(found) || after.findings[index] === found) &&
      (after.stage !== "Closed" || after.findings.every(InspectionState.isEnded))
  )

/** L23: after an officer judged, only a dispute brings another judgement, and that is another officer's. */
const judgementStands: Law = (steps) => {
  const events = eventsOf(steps)
  return events.every((event, index) => {
    if (event._tag !== "FindingConfirmed" && event._tag !== "FindingWaived") return true
    const before = wayOf(events.slice(0, index), event.finding)
    const earlier = before.findLast(({ _tag }) => _tag === "FindingConfirmed" || _tag === "FindingWaived")
    return (
      earlier === undefined || (before.at(-1)?._tag === "FindingDisputed" && !Actor.isSame(earlier.actor, event.actor))
    )
  })
}

const weightOf = (state: State) => {
  const severity = InspectionState.severityOf(state)
  return severity === undefined ? -1 : Checklist.Severity.literals.indexOf(severity)
}

/** L32: an inspection weighs more only by a new finding. */
const needsANewFinding: Law = (steps) =>
  steps.every(
    ({ after, before, events }) =>
      weightOf(after) <= weightOf(before) || events.some(({ _tag }) => _tag === "FindingRecorded")
  )

/** L33: nothing is ordered, disputed or followed up about what was waived. */
const isNotFollowedUp: Law = (steps) => {
  const events = eventsOf(steps)
  return events.every((event, index) => {
    if (!("finding" in event)) return true
    return !wayOf(events.slice(0, index), event.finding).some(({ _tag }) => _tag === "FindingWaived")
  })
}

/** The clock of an order begins when it was notified, and that was after the finding was confirmed. */
const runsFromNotification: Law = (steps) =>
  steps.every(({ before, events }) =>
    events.every((event) => {
      if (event._tag !== "OrderGiven") return true
      const { judgedOn } = InspectionState.findingOf(before, event.finding)!
      return (
        judgedOn! <= event.notified &&
        event.notified <= event.on &&
        event.dueBefore === Result.getOrThrow(Calendar.endOf(law.calendar, event.window, event.notified))
      )
    })
  )

const laws = [
  ["L20 nothing is ordered that was not reported, and confirmed by somebody who was not there", goesThroughApproval],
  ["L21 what ended stays ended, and nothing that is open is closed over", endsForGood],
  ["L23 a judgement is changed by a dispute only, and by another officer", judgementStands],
  ["L32 an inspection weighs more by a new finding only", needsANewFinding],
  ["L33 what was waived is not followed up", isNotFollowedUp],
  ["no finding rises without a visit", risesAtAVisit],
  ["an order runs from its notification", runsFromNotification]
] as const

describe("Laws of inspections", () => {
  it.each(laws)("%s", (_, holdsFor) => {
    fc.assert(holds(holdsFor), { numRuns: 400 })
  })

  it("the sequences reach every event and every stage, so that the laws are tried", () => {
    const seen = new Set<string>()
    const stages = new Set<string>()
    for (const all of fc.sample(sequences, { numRuns: 800, seed: 7 })) {
      for (const { after, events } of historyOf(all)) {
        for (const { _tag } of events) seen.add(_tag)
        for (const { stage } of [after, ...after.findings]) stages.add(stage)
      }
    }
    assert.deepStrictEqual([...seen].toSorted(), Object.keys(InspectionEvent.definitions).toSorted())
    assert.deepStrictEqual(
      [...stages].toSorted(),
      ["Cancelled", "Closed", "Confirmed", "Disputed", "Met", "Ordered", "Planned", "Raised"].concat([
        "Reported",
        "Unmet",
        "Visited",
        "Waived"
      ])
    )
  })

  it("L22 every inspection can be brought to an end", () => {
    const later = by("judge", "2021-06-01")
    const endOf = (state: State): Command => {
      const open = state.findings.find((found) => !InspectionState.isEnded(found))
      if (state.stage === "Unplanned") return plan(later)
      if (state.stage === "Planned") return { _tag: "Cancel", reason: "Nobody went.", ...later }
      if (state.stage === "Visited") return { _tag: "Sign", report: "BA", evidence: evidence("b"), ...later }
      if (open === undefined) return { _tag: "Close", ...later }
      const subject = { finding: open.finding, ...later }
      if (open.stage === "Confirmed") return { ...order, ...subject, notified: later.on }
      if (open.stage === "Ordered") {
        return { _tag: "FollowUp", outcome: "met", checkedOn: later.on, evidence: [], ...subject }
      }
      return { _tag: "Waive", reason: "An end.", ...subject }
    }
    fc.assert(
      fc.property(sequences, (all) => {
        let state = historyOf(all).at(-1)?.after ?? decider.initial
        for (let left = 40; !InspectionState.isEnded(state) && left > 0; left -= 1) {
          state = Result.getOrThrow(Decider.accept(decider, state, endOf(state))).state
        }
        assert.isTrue(InspectionState.isEnded(state))
      })
    )
  })

  it("adding a holiday moves every deadline of an order that it touches and no other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 10 }), fc.boolean(), (away, days, all) => {
        const added = plus(day("2020-07-01"), away)
        const window: Calendar.Window = { _tag: all ? "CalendarDays" : "WorkingDays", days, first: "next-day" }
        const due = (of: typeof decider) => run([...reported, confirm, { ...order, window }], of).findings[0]!.order!
        const before = due(decider)
        const after = due(InspectionDecider.make({ ...law, calendar: calendar(added) }))
        const weekend = Calendar.weekdayOf(added) >= 6
        const touches = !all && !weekend && added > before.notified && added < before.dueBefore
        assert.strictEqual(after.dueBefore > before.dueBefore, touches)
        assert.isTrue(after.dueBefore >= before.dueBefore)
      })
    )
  })

  it("events are kept and read again as they were", () => {
    fc.assert(
      fc.property(sequences, (all) => {
        const events = eventsOf(historyOf(all))
        assert.deepStrictEqual(throughCodec(InspectionEvent.codec, events), events)
      }),
      { numRuns: 50 }
    )
  })
})

// ---- Saboteurs: deciders that break one law each, to show that the law would notice

/** Decides by a state that was changed before. */
const blindTo = (forget: (state: State) => State): typeof decider => ({
  ...decider,
  decide: (state, command) => decider.decide(forget(state), command)
})

const every = (change: (found: InspectionState.Found) => InspectionState.Found) =>
  blindTo((state) => ({ ...state, findings: state.findings.map(change) }))

/** Somebody who is nobody of those who try. */
const nobody = Actor.id("nobody")

const saboteurs: ReadonlyArray<readonly [string, Law, typeof decider]> = [
  [
    "lets whoever was there confirm",
    goesThroughApproval,
    blindTo((state) =>
      state.stage === "Reported" ? { ...state, visit: { ...state.visit!, present: [nobody] } } : state
    )
  ],
  ["lets whoever confirmed order", goesThroughApproval, every((found) => ({ ...found, judgedBy: nobody }))],
  [
    "orders what nobody confirmed",
    goesThroughApproval,
    every((found) =>
      found.stage === "Raised" ? { ...found, stage: "Confirmed", judgedBy: nobody, judgedOn: day("2020-07-01") } : found
    )
  ],
  [
    "finds things after the report",
    risesAtAVisit,
    blindTo((state) => (state.stage === "Reported" ? { ...state, stage: "Visited" } : state))
  ],
  [
    "closes over what is open",
    endsForGood,
    blindTo((state) => ({ ...state, findings: state.findings.filter(InspectionState.isEnded) }))
  ],
  [
    "opens what was closed",
    endsForGood,
    blindTo((state) => (state.stage === "Closed" ? { ...state, stage: "Visited" } : state))
  ],
  [
    "judges twice",
    judgementStands,
    every((found) => (found.stage === "Confirmed" ? { ...found, stage: "Raised" } : found))
  ],
  [
    "makes a finding graver when it is confirmed",
    needsANewFinding,
    {
      ...decider,
      evolve: (state, event) => {
        const after = decider.evolve(state, event)
        return event._tag === "FindingConfirmed"
          ? { ...after, findings: after.findings.map((found) => ({ ...found, severity: "critical" as const })) }
          : after
      }
    }
  ],
  [
    "goes on with what was waived",
    isNotFollowedUp,
    every((found) => (found.stage === "Waived" ? { ...found, stage: "Confirmed" } : found))
  ],
  [
    "counts from the day of the command",
    runsFromNotification,
    {
      ...decider,
      decide: (state, command) =>
        decider
          .decide(state, command._tag === "Order" ? { ...command, notified: command.on } : command)
          .pipe(
            Result.map((events) =>
              events.map((event) =>
                event._tag === "OrderGiven" && command._tag === "Order"
                  ? { ...event, notified: command.notified }
                  : event
              )
            )
          )
    }
  ]
]

describe("a law is broken by a decider that", () => {
  it.each(saboteurs)("%s", (_, broken, saboteur) => {
    assert.isTrue(fc.check(holds(broken, saboteur), { numRuns: 3_000, seed: 7 }).failed)
  })
})
