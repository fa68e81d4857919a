/** The sanctions of an establishment: the way of one measure, each refusal, and what holds whatever officers try. */
import type { CivilDate } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { Actor, Finding, Ladder } from "../../src/index.ts"
import { Decider, type SanctionCommand, SanctionDecider, SanctionEvent, SanctionState } from "../../src/journal.ts"
import { calendar, ladder, plus, step } from "../flow/supervision/Given.ts"
import { at, day } from "../Given.ts"
import { throughCodec } from "../record/Replay.ts"

type Command = SanctionCommand.Command
type Event = SanctionEvent.Event
type Of<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

const law = { ladder, calendar: calendar() }
const decider = SanctionDecider.make(law)

const number = (value: number) => value as SanctionEvent.MeasureNumber
const finding = (name: string) => Finding.Id.make(name)
const by = (actor: string, on: string) => ({ actor: Actor.id(actor), at: at(`${on}T09:00:00`), on: day(on) })

const propose = (on: string, given: Partial<Of<"Propose">> = {}): Command => ({
  _tag: "Propose",
  finding: finding(`f-${on}`),
  violatedOn: day(on),
  confirmedBy: Actor.id("cut"),
  step: Ladder.StepId.make("oral"),
  ...by("ana", on),
  ...given
})

/** A measure brought to its notification on the day of the violation. */
const imposed = (measure: number, on: string, given: Partial<Of<"Propose">> = {}): ReadonlyArray<Command> => {
  const about = { measure: number(measure), ...by("ana", on) }
  return [
    propose(on, given),
    { _tag: "Announce", ...about },
    { _tag: "Hear", ...about },
    { _tag: "Decide", authority: "city", ...about, ...by("dewi", on) },
    { _tag: "Notify", notified: day(on), ...about }
  ]
}

const run = (commands: ReadonlyArray<Command>, of = decider): SanctionState.State =>
  commands.reduce((state, command) => Result.getOrThrow(Decider.accept(of, state, command)).state, of.initial)

const refused = (commands: ReadonlyArray<Command>, last: Command, of = decider) =>
  Result.getOrThrow(Result.flip(of.decide(run(commands, of), last)))._tag

const stages = ({ measures }: SanctionState.State) => measures.map(({ stage }) => stage)
const written = Ladder.StepId.make("written")
const closure = Ladder.StepId.make("closure")

const about = (on: string, actor = "ana", measure = 1) => ({ measure: number(measure), ...by(actor, on) })

describe("the way of a measure", () => {
  it("the window opens with the notification, not with the decision", () => {
    const decided = run(imposed(1, "2020-07-01").slice(0, 4))
    assert.isUndefined(decided.measures[0]?.window)
    const later = Result.getOrThrow(
      Decider.accept(decider, decided, { _tag: "Notify", notified: day("2020-07-10"), ...about("2020-07-11") })
    ).state
    assert.deepStrictEqual(later.measures[0]?.window, { notified: day("2020-07-10"), respondBefore: day("2020-07-17") })
  })

  it("climbs step by step, closes, and is opened by an act of its own", () => {
    const commands = [
      ...imposed(1, "2020-07-01"),
      ...imposed(2, "2020-07-08", { step: written }),
      ...imposed(3, "2020-07-15", { step: closure })
    ]
    const closed = run(commands)
    assert.strictEqual(SanctionState.statusOf(closed), "closed")
    const sealed = run([...commands, { _tag: "Seal", report: "BA-1", ...about("2020-07-15", "ana", 3) }])
    assert.isTrue(sealed.measures[2]?.sealed)
    const lifted = run([
      ...commands,
      { _tag: "Lift", report: "BA-2", reason: "Mended.", ...about("2020-07-20", "ana", 3) }
    ])
    assert.strictEqual(SanctionState.statusOf(lifted), "open")
    assert.deepStrictEqual(stages(lifted), ["Notified", "Notified", "Notified"])
  })

  it("an answer found right makes a sanction lapse, and the next violation meets the step before again", () => {
    const lapsed: ReadonlyArray<Command> = [
      ...imposed(1, "2020-07-01"),
      ...imposed(2, "2020-07-08", { step: written }),
      { _tag: "Lapse", reason: "The answer was right.", ...about("2020-07-10", "dewi", 2) }
    ]
    assert.deepStrictEqual(stages(run(lapsed)), ["Notified", "Lapsed"])
    assert.strictEqual(run([...lapsed, propose("2020-07-20", { step: written })]).measures[2]?.step, written)
    assert.strictEqual(refused(lapsed, propose("2020-07-20", { step: closure })), "DepartureUnexplained")
  })

  it("an appeal lets the clock stand still, and what is annulled never was", () => {
    const appealed: ReadonlyArray<Command> = [
      ...imposed(1, "2020-07-01"),
      { _tag: "Appeal", grounds: "Nobody was there.", ...about("2020-07-03") }
    ]
    assert.strictEqual(refused(appealed, propose("2020-08-20", { step: written })), "WindowOpen")
    const rejected = run([...appealed, { _tag: "RejectAppeal", reason: "They were.", ...about("2020-08-03", "judge") }])
    // Five of seven days were left.
    assert.strictEqual(rejected.measures[0]?.window?.respondBefore, day("2020-08-08"))
    const upheld: ReadonlyArray<Command> = [
      ...appealed,
      { _tag: "UpholdAppeal", reason: "They were not.", ...about("2020-08-03", "judge") }
    ]
    assert.deepStrictEqual(stages(run(upheld)), ["Annulled"])
    assert.strictEqual(refused(upheld, propose("2020-09-01", { step: written })), "NoticeMissing")
  })

  it("an officer who departs from the expected step says why, and it is kept", () => {
    const first = imposed(1, "2020-07-01")
    assert.strictEqual(refused(first, propose("2020-07-08", { step: closure })), "DepartureUnexplained")
    const above = { step: closure, departure: "The third warning in a year." }
    const events = Result.getOrThrow(decider.decide(run(first), propose("2020-07-08", above)))
    assert.deepInclude(events[0], { step: closure, expected: written, departure: above.departure })
    const below = { step: Ladder.StepId.make("oral"), departure: "The owner is new." }
    assert.strictEqual(run([...first, propose("2020-07-08", below)]).measures[1]?.step, "oral")
  })

  it("of an instrument that does not order its steps an officer chooses, with a reason", () => {
    const list = SanctionDecider.make({ ...law, ladder: { ...ladder, progressive: false } })
    assert.strictEqual(refused([], propose("2020-07-01", { step: closure }), list), "DepartureUnexplained")
    const chosen = propose("2020-07-01", { step: closure, departure: "A danger to all who were there." })
    assert.deepStrictEqual(stages(run([chosen], list)), ["Proposed"])
  })
})

describe("refusals", () => {
  const one = imposed(1, "2020-07-01")

  it.each<readonly [string, ReadonlyArray<Command>, Command]>([
    ["RegimeEnded", [], propose("2020-06-30")],
    ["RegimeEnded", [], propose("2021-01-01")],
    ["SanctionNotAvailable", [], propose("2020-07-01", { step: Ladder.StepId.make("fine") })],
    ["NoticeMissing", [], propose("2020-07-01", { step: written, departure: "It was bad." })],
    ["DayOutOfOrder", [], propose("2020-07-01", { violatedOn: day("2020-07-02") })],
    ["MeasurePending", [propose("2020-07-01")], propose("2020-07-02")],
    ["FindingUsed", one, propose("2020-07-10", { finding: finding("f-2020-07-01"), step: written })],
    ["WindowOpen", one, propose("2020-07-07", { step: written })],
    ["WindowOpen", one, propose("2020-07-07", { step: written, departure: "At once." })],
    [
      "NoStepLeft",
      [...one, ...imposed(2, "2020-07-08", { step: written }), ...imposed(3, "2020-07-15", { step: closure })],
      propose("2020-08-01", { step: closure })
    ],
    ["NoSuchMeasure", [], { _tag: "Announce", ...about("2020-07-01") }],
    ["NotAtThisStage", [propose("2020-07-01")], { _tag: "Decide", authority: "city", ...about("2020-07-01", "dewi") }],
    ["NotAtThisStage", one, { _tag: "Drop", reason: "No.", ...about("2020-07-02") }],
    ["NotItsAuthority", one.slice(0, 3), { _tag: "Decide", authority: "province", ...about("2020-07-01", "dewi") }],
    ["OwnWork", one.slice(0, 3), { _tag: "Decide", authority: "city", ...about("2020-07-01", "ana") }],
    ["OwnWork", one.slice(0, 3), { _tag: "Decide", authority: "city", ...about("2020-07-01", "Cut") }],
    ["DayOutOfOrder", one.slice(0, 4), { _tag: "Notify", notified: day("2020-06-30"), ...about("2020-07-02") }],
    ["DayOutOfOrder", one.slice(0, 4), { _tag: "Notify", notified: day("2020-07-03"), ...about("2020-07-02") }],
    ["StillTime", one, { _tag: "BecomeFinal", ...about("2020-07-07") }],
    ["TimeOver", one, { _tag: "Appeal", grounds: "Late.", ...about("2020-07-08") }],
    [
      "OwnWork",
      [...one, { _tag: "Appeal", grounds: "No.", ...about("2020-07-03") }],
      { _tag: "RejectAppeal", reason: "Yes.", ...about("2020-07-04", "dewi") }
    ],
    ["NothingToLift", one, { _tag: "Lift", report: "BA", reason: "Mended.", ...about("2020-07-04") }],
    ["NothingToLift", one, { _tag: "Seal", report: "BA", ...about("2020-07-04") }]
  ])("%s", (tag, before, command) => {
    assert.strictEqual(refused(before, command), tag)
  })

  it("a window that needs a year which the calendar does not have", () => {
    const working = {
      calendar: calendar(),
      ladder: {
        ...ladder,
        inForce: { from: day("2020-07-01") },
        steps: [{ ...step("oral"), response: { _tag: "WorkingDays", days: 5, first: "next-day" } as const }] as const
      }
    }
    const of = SanctionDecider.make(working)
    const before = imposed(1, "2021-12-30").slice(0, 4)
    assert.strictEqual(
      refused(before, { _tag: "Notify", notified: day("2021-12-30"), ...about("2021-12-30") }, of),
      "YearMissing"
    )
  })
})

// ---- Whatever officers try

const names = ["ana", "cut", "dewi", "judge", "Dewi"]

const tried = fc.record({
  what: fc.constantFrom(
    ...([
      "Next",
      "Next",
      "Next",
      "Next",
      "Next",
      "Next",
      "Next",
      "Propose",
      "Propose",
      "Drop",
      "Lapse",
      "Appeal",
      "Appeal"
    ] as const),
    ...(["RejectAppeal", "UpholdAppeal", "BecomeFinal", "Seal", "Seal", "Lift", "Decide", "Notify"] as const)
  ),
  who: fc.constantFrom(...names),
  days: fc.constantFrom(0, 0, 0, 0, 1, 3, 8),
  old: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
  step: fc.constantFrom("oral", "written", "closure", "closure", "expected", "expected"),
  departs: fc.integer({ min: 0, max: 3 }).map((chance) => chance > 0),
  finding: fc.integer({ min: 0, max: 30 }),
  back: fc.integer({ min: 0, max: 3 })
})
type Tried = typeof tried extends fc.Arbitrary<infer T> ? T : never

const order = ladder.steps.map((one) => one.step)

/** What somebody tries of a state, on a day. */
const commandOf = (state: SanctionState.State, one: Tried, today: CivilDate.CivilDate): Command => {
  const { back, departs, finding: index, old, step, what, who } = one
  const given = { actor: Actor.id(who), at: at(`${today}T09:00:00`), on: today }
  const last = state.measures.length
  const measure = number(Math.max(1, old ? last - 1 : last))
  const now = SanctionState.measureOf(state, measure)
  const next = {
    Proposed: "Announce",
    Announced: "Hear",
    Heard: "Decide",
    Decided: "Notify",
    Notified: "BecomeFinal"
  } as const
  const name =
    what !== "Next"
      ? what
      : now === undefined || SanctionState.isEnded(now) || now.stage === "Appealed"
        ? "Propose"
        : next[now.stage as keyof typeof next]
  const reason = "A reason."
  switch (name) {
    case "Propose": {
      const current = SanctionState.currentOf(state)
      const expected = order[Math.min(order.length - 1, Ladder.placeOf(ladder, current?.step) + 1)]!
      return {
        _tag: "Propose",
        finding: finding(`f-${index}`),
        violatedOn: plus(today, -back),
        confirmedBy: Actor.id("cut"),
        step: step === "expected" ? expected : Ladder.StepId.make(step),
        ...(departs ? { departure: reason } : {}),
        ...given
      }
    }
    case "Decide":
      return { _tag: name, authority: "city", measure, ...given }
    case "Notify":
      return { _tag: name, notified: plus(today, -back), measure, ...given }
    case "Appeal":
      return { _tag: name, grounds: reason, measure, ...given }
    case "Seal":
      return { _tag: name, report: "BA", measure, ...given }
    case "Lift":
      return { _tag: name, report: "BA", reason, measure, ...given }
    case "Announce":
    case "Hear":
    case "BecomeFinal":
      return { _tag: name, measure, ...given }
    case "Drop":
    case "Lapse":
    case "RejectAppeal":
    case "UpholdAppeal":
      return { _tag: name, reason, measure, ...given }
  }
}

type Step = {
  readonly before: SanctionState.State
  readonly events: ReadonlyArray<Event>
  readonly after: SanctionState.State
}

/** Everything that was accepted, in order; days go on. */
const historyOf = (all: ReadonlyArray<Tried>, of = decider): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  let state = of.initial
  let today = day("2020-06-25")
  for (const one of all) {
    today = plus(today, one.days)
    const accepted = Decider.accept(of, state, commandOf(state, one, today))
    if (Result.isFailure(accepted)) continue
    const { events, state: after } = accepted.success
    steps.push({ before: state, events, after })
    state = after
  }
  return steps
}

const eventsOf = (steps: ReadonlyArray<Step>) => steps.flatMap(({ events }) => events)
const sequences = fc.array(tried, { maxLength: 60, size: "max" })
const holds = (law: (steps: ReadonlyArray<Step>) => boolean, of = decider) =>
  fc.property(sequences, (all) => law(historyOf(all, of)))

/** L20: nobody is notified of what was not announced, heard and decided, in this order, by another than proposed it. */
const goesThroughEveryStage = (steps: ReadonlyArray<Step>): boolean =>
  steps.every(({ after }) =>
    after.measures.every(({ number: measure }) => {
      const mine = eventsOf(steps).filter((event) => event.measure === measure)
      const at = mine.findIndex(({ _tag }) => _tag === "SanctionNotified")
      if (at === -1) return true
      const [proposed, announced, heard, decided] = mine
      return (
        at === 4 &&
        proposed?._tag === "SanctionProposed" &&
        announced?._tag === "SanctionAnnounced" &&
        heard?._tag === "EstablishmentHeard" &&
        decided?._tag === "SanctionDecided" &&
        ![proposed.actor, proposed.confirmedBy].some((actor) => Actor.isSame(actor, decided.actor))
      )
    })
  )

/** L21: of a measure that ended only the effect is touched. */
const endsForGood = (steps: ReadonlyArray<Step>): boolean =>
  steps.every(({ after, before }) =>
    before.measures.every(
      (measure, index) => !SanctionState.isEnded(measure) || after.measures[index]?.stage === measure.stage
    )
  )

/** L31: a step above the first has a sanction before it, whose window was over on the day of the violation. */
const hasItsNotice = (steps: ReadonlyArray<Step>): boolean =>
  steps.every(({ before, events }) =>
    events.every((event) => {
      if (event._tag !== "SanctionProposed" || Ladder.placeOf(ladder, event.step) === 0) return true
      const current = before.measures.findLast(({ stage }) => ["Notified", "Final"].includes(stage))
      return current?.window !== undefined && current.window.respondBefore <= event.violatedOn
    })
  )

/** L32: every measure has a finding of its own. */
const needsANewFinding = (steps: ReadonlyArray<Step>): boolean => {
  const findings = eventsOf(steps).flatMap((event) => (event._tag === "SanctionProposed" ? [event.finding] : []))
  return new Set(findings).size === findings.length
}

/** L33: what was dropped, lapsed or annulled is no notice, closes nothing, and is not followed up. */
const isNotFollowedUp = (steps: ReadonlyArray<Step>): boolean =>
  steps.every(({ before, events }) => {
    const gone = before.measures.filter(({ stage }) => ["Dropped", "Lapsed", "Annulled"].includes(stage))
    const without = { measures: before.measures.filter((one) => !gone.includes(one)) }
    return (
      events.every((event) => !gone.some(({ number: measure }) => measure === event.measure)) &&
      SanctionState.statusOf(without) === SanctionState.statusOf(before) &&
      SanctionState.currentOf(without) === SanctionState.currentOf(before)
    )
  })

/** An appeal keeps the clock still: as many days are left after it as before. */
const standsStill = (steps: ReadonlyArray<Step>): boolean =>
  steps.every(({ before, events }) =>
    events.every((event) => {
      if (event._tag !== "AppealRejected") return true
      const measure = before.measures[event.measure - 1]!
      const left = Date.parse(measure.window!.respondBefore) - Date.parse(measure.stayedSince!)
      return Date.parse(event.respondBefore) - Date.parse(event.on) === left
    })
  )

const laws = [
  ["L20 no path goes round a stage, and nobody decides on their own work", goesThroughEveryStage],
  ["L21 what ended stays ended, whatever is tried", endsForGood],
  ["L31 no step above the first without a notified sanction before it and its window over", hasItsNotice],
  ["L32 severity rises with new findings only", needsANewFinding],
  ["L33 what was dropped, lapsed or annulled is not followed up", isNotFollowedUp],
  ["an appeal lets the clock stand still", standsStill]
] as const

describe("Laws of sanctions", () => {
  it.each(laws)("%s", (_, law) => {
    fc.assert(holds(law), { numRuns: 400 })
  })

  it("the sequences reach every event and every stage, so that the laws are tried", () => {
    const seen = new Set<string>()
    for (const all of fc.sample(sequences, { numRuns: 600, seed: 7 })) {
      for (const { events } of historyOf(all)) for (const { _tag } of events) seen.add(_tag)
    }
    assert.deepStrictEqual([...seen].toSorted(), Object.keys(SanctionEvent.definitions).toSorted())
  })

  it("L22 every measure can be brought to an end", () => {
    fc.assert(
      fc.property(sequences, (all) => {
        let state = historyOf(all).at(-1)?.after ?? decider.initial
        for (const { number: measure } of state.measures) {
          const now = SanctionState.measureOf(state, measure)!
          if (SanctionState.isEnded(now)) continue
          const end = { measure, ...by("judge-2", "2023-01-01"), reason: "An end." }
          const commands: ReadonlyArray<Command> =
            now.stage === "Appealed"
              ? [{ _tag: "UpholdAppeal", ...end }]
              : now.stage === "Notified"
                ? [{ _tag: "BecomeFinal", measure, ...by("judge-2", "2023-01-01") }]
                : [{ _tag: "Drop", ...end }]
          for (const command of commands) state = Result.getOrThrow(Decider.accept(decider, state, command)).state
        }
        assert.isTrue(state.measures.every(SanctionState.isEnded))
      })
    )
  })

  it("L23 the ladder never changes a step that an officer took", () => {
    fc.assert(
      holds((steps) =>
        steps.every(({ after, before }) =>
          before.measures.every((one, index) => after.measures[index]?.step === one.step)
        )
      )
    )
  })

  it("events are kept and read again as they were", () => {
    fc.assert(
      fc.property(sequences, (all) => {
        const events = eventsOf(historyOf(all))
        assert.deepStrictEqual(throughCodec(SanctionEvent.codec, events), events)
      }),
      { numRuns: 50 }
    )
  })
})

// ---- Saboteurs: deciders that break one law each, to show that the law would notice

type Sanctions = typeof decider

const bySabotage = (
  change: (events: ReadonlyArray<Event>, state: SanctionState.State, command: Command) => ReadonlyArray<Event>
): Sanctions => ({
  ...decider,
  decide: (state, command) => Result.map(decider.decide(state, command), (events) => change(events, state, command))
})

/** Decides by a state that was changed before. */
const blindTo = (forget: (state: SanctionState.State) => SanctionState.State): Sanctions => ({
  ...decider,
  decide: (state, command) => decider.decide(forget(state), command)
})

const every = (change: (measure: SanctionState.Measure) => SanctionState.Measure) => (state: SanctionState.State) => ({
  measures: state.measures.map(change)
})

const saboteurs: ReadonlyArray<readonly [string, (typeof laws)[number][1], Sanctions]> = [
  [
    "lets whoever proposed decide",
    goesThroughEveryStage,
    blindTo(every((one) => ({ ...one, proposedBy: Actor.id("nobody"), confirmedBy: Actor.id("nobody") })))
  ],
  [
    "brings what lapsed back",
    endsForGood,
    blindTo(every((one) => (one.stage === "Lapsed" ? { ...one, stage: "Notified" } : one)))
  ],
  [
    "does not wait for the window",
    hasItsNotice,
    blindTo(
      every((one) =>
        one.window === undefined ? one : { ...one, window: { ...one.window, respondBefore: one.window.notified } }
      )
    )
  ],
  [
    "forgets which findings were used",
    needsANewFinding,
    blindTo(every((one) => ({ ...one, finding: finding("another") })))
  ],
  [
    "takes what was annulled for a notice",
    hasItsNotice,
    blindTo(every((one) => (one.stage === "Annulled" ? { ...one, stage: "Final" } : one)))
  ],
  [
    "appeals against what lapsed",
    isNotFollowedUp,
    blindTo(every((one) => (one.stage === "Lapsed" ? { ...one, stage: "Notified" } : one)))
  ],
  [
    "lets the clock run through an appeal",
    standsStill,
    bySabotage((events, state) =>
      events.map((event) =>
        event._tag === "AppealRejected"
          ? { ...event, respondBefore: SanctionState.measureOf(state, event.measure)!.window!.respondBefore }
          : event
      )
    )
  ]
]

describe("a law is broken by a decider that", () => {
  it.each(saboteurs)("%s", (_, law, saboteur) => {
    assert.isTrue(fc.check(holds(law, saboteur), { numRuns: 3_000, seed: 7 }).failed)
  })
})
