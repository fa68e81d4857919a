/** What one person is owed, from the first assessment to the last rupiah. */
import { assert, describe, it } from "@effect/vitest"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { Actor, Amounts, Command, type Entitlement, Moment, Obligation, Programme, Voucher } from "../../src/index.ts"
import {
  Decider,
  type EntitlementCommand,
  EntitlementDecider,
  EntitlementEvent,
  EntitlementState,
  type Sealed,
  StreamId
} from "../../src/journal.ts"
import * as EntitlementRows from "../../src/streams/entitlement/Rows.ts"
import { at, cohortId, idr, missingFact, person, schedule, units, usd } from "../Given.ts"
import { answerTo, run, textOf, throughCodec } from "../record/Replay.ts"

const { decider } = EntitlementDecider
const ana = person("ana")
const policy = Programme.Fingerprint.make("a".repeat(64))
const by = { actor: Actor.id("olga"), at: at("2020-11-02T09:00:00") }
const sealed = (box: string, who = ana): Sealed.Sealed => ({
  _tag: "Sealed",
  person: who,
  command: Command.id("assess"),
  box
})
const place = (version: number) => ({ stream: StreamId.of("cohort", "weaving"), version })

/** What an assessment read: an application, the attendance after it, and these facts. */
const facts = (open: EntitlementEvent.Facts["open"], envelope?: Sealed.Sealed): EntitlementEvent.Facts => ({
  application: place(3),
  attendance: place(40),
  open,
  ...(envelope === undefined ? {} : { sealed: envelope })
})

type Of<Tag extends EntitlementCommand.Command["_tag"]> = Extract<EntitlementCommand.Command, { readonly _tag: Tag }>

const days = schedule(10)

/** So many days at 100, and the tax on them. */
const determined = (count: number, tax = 0): EntitlementEvent.Outcome => ({
  _tag: "Determined",
  lines: days
    .slice(0, count)
    .map((date): Entitlement.Line => ({ person: ana, date, rule: "day", uncapped: units(100), amount: units(100) })),
  amounts: Result.getOrThrow(Amounts.make(count * 100, tax))
})
const undetermined: EntitlementEvent.Outcome = {
  _tag: "Undetermined",
  missing: [missingFact("sessions.present")],
  invalid: [],
  days: []
}

const assess = (
  assessment: number,
  outcome: EntitlementEvent.Outcome,
  given: Partial<Of<"Assess">> = {}
): Of<"Assess"> => ({
  _tag: "Assess",
  assessment,
  cohort: cohortId("weaving"),
  person: ana,
  currency: idr,
  outcome,
  policy,
  facts: facts({ dailyTransport: 100 }, sealed("AAAA")),
  knownAt: at("2020-11-01T17:00:00"),
  ...by,
  ...given
})

const name = (number: number): Obligation.Id => Obligation.id(`weaving/ana/${number}`)
const voucher = Voucher.makeUnsafe

const incur = (key: string, number: number, gross: number, tax = 0): Of<"Incur"> => ({
  _tag: "Incur",
  currency: idr,
  obligation: { id: name(number), person: ana, gross: units(gross), tax: units(tax), net: units(gross - tax) },
  voucher: voucher(key),
  ...by
})
const move = (_tag: "Drop" | "Pay" | "Return", key: string, number: number) => ({
  _tag,
  obligation: name(number),
  voucher: voucher(key),
  ...by
})
const repay = (key: string, gross: number, tax = 0): Of<"Repay"> => ({
  _tag: "Repay",
  currency: idr,
  amounts: { gross: units(gross), tax: units(tax), net: units(gross - tax) },
  voucher: voucher(key),
  ...by
})
const close = (reason = "the season is over"): Of<"Close"> => ({ _tag: "Close", reason, ...by })

const after = (...commands: ReadonlyArray<EntitlementCommand.Command>): EntitlementState.State =>
  commands.reduce<EntitlementState.State>(
    (state, command) => Result.getOrThrow(Decider.accept(decider, state, command)).state,
    decider.initial
  )

/** The obligation that may be listed: its number, gross and net. */
const owing = (state: EntitlementState.State) =>
  Option.getOrUndefined(
    Option.map(EntitlementState.owing(state), ({ gross, id, net }) => [id, Number(gross), Number(net)])
  )

const assessed = after(assess(1, determined(3, 15)))
const underway = after(assess(1, determined(3, 15)), incur("d1", 1, 300, 15))
const paid = after(assess(1, determined(3, 15)), incur("d1", 1, 300, 15), move("Pay", "p", 1))
const overpaid = after(assess(1, determined(3)), incur("d1", 1, 300), move("Pay", "p", 1), assess(2, determined(2)))
const open = after(assess(1, undetermined))
const closed = after(assess(1, determined(3)), close())

describe("An entitlement", () => {
  const steps: ReadonlyArray<
    readonly [string, EntitlementState.State, EntitlementCommand.Command, ReadonlyArray<string>]
  > = [
    ["is assessed", decider.initial, assess(1, determined(3)), ["EntitlementAssessed"]],
    ["is assessed as undetermined", decider.initial, assess(1, undetermined), ["EntitlementAssessed"]],
    ["is assessed once", assessed, assess(1, determined(3, 15)), []],
    ["is assessed again when facts come", open, assess(2, determined(3)), ["EntitlementAssessed"]],
    ["is assessed again before anything was listed", assessed, assess(2, determined(2)), ["EntitlementAssessed"]],
    [
      "is adjusted when it is being paid",
      underway,
      assess(2, determined(2)),
      ["EntitlementAssessed", "EntitlementAdjusted"]
    ],
    [
      "is adjusted when it was paid",
      paid,
      assess(2, determined(4, 20)),
      ["EntitlementAssessed", "EntitlementAdjusted"]
    ],
    ["is not adjusted to what nobody knows", paid, assess(2, undetermined), ["EntitlementAssessed"]],
    ["is taken up by a list", assessed, incur("d1", 1, 300, 15), ["ObligationIncurred"]],
    ["is taken up once", underway, incur("d1", 1, 300, 15), []],
    ["is dropped by a list", underway, move("Drop", "x", 1), ["ObligationDropped"]],
    ["is paid", underway, move("Pay", "p", 1), ["ObligationPaid"]],
    ["is paid once", paid, move("Pay", "p", 1), []],
    ["is returned unpaid", underway, move("Return", "b", 1), ["ObligationReturned"]],
    ["is returned after it was paid", paid, move("Return", "b", 1), ["ObligationReturned"]],
    ["is paid back in part", overpaid, repay("k", 40), ["EntitlementRepaid"]],
    ["is paid back", overpaid, repay("k", 100), ["EntitlementRepaid"]],
    ["is closed", paid, close(), ["EntitlementClosed"]],
    ["is closed once", closed, close(), []],
    ["is closed although it is not known what is owed", open, close(), ["EntitlementClosed"]]
  ]
  it.each(steps)("%s", (_, state, command, tags) =>
    assert.deepStrictEqual(answerTo(decider, state, command), [...tags])
  )

  const wrongLines = determined(3)
  const refusals: ReadonlyArray<readonly [string, EntitlementState.State, EntitlementCommand.Command, string]> = [
    ["list what was not assessed", decider.initial, incur("d", 1, 300), "NotAssessed"],
    ["close what was not assessed", decider.initial, close(), "NotAssessed"],
    ["begin with a later assessment", decider.initial, assess(2, determined(3)), "AssessmentConflict"],
    ["skip an assessment", assessed, assess(3, determined(3)), "AssessmentConflict"],
    ["assess another cohort", assessed, assess(2, determined(3), { cohort: cohortId("x") }), "AssessmentDoesNotTie"],
    ["assess another currency", assessed, assess(2, determined(3), { currency: usd }), "AssessmentDoesNotTie"],
    [
      "assess another person",
      assessed,
      assess(2, undetermined, { person: person("x"), facts: facts({}) }),
      "AssessmentDoesNotTie"
    ],
    [
      "pay lines of somebody else",
      decider.initial,
      assess(1, determined(1), { person: person("x"), facts: facts({}) }),
      "AssessmentDoesNotTie"
    ],
    [
      "use sealed facts of somebody else",
      decider.initial,
      assess(1, determined(1), { facts: facts({}, sealed("A", person("x"))) }),
      "AssessmentDoesNotTie"
    ],
    [
      "give an amount that the lines do not add up to",
      decider.initial,
      assess(1, { ...wrongLines, amounts: Result.getOrThrow(Amounts.make(299, 0)) } as EntitlementEvent.Outcome),
      "AssessmentDoesNotTie"
    ],
    ["withhold more than the gross", decider.initial, assess(1, determined(1, 101)), "AssessmentDoesNotTie"],
    ["withhold less than nothing", decider.initial, assess(1, determined(1, -1)), "AssessmentDoesNotTie"],
    [
      "be undetermined over nothing",
      decider.initial,
      assess(1, { _tag: "Undetermined", missing: [], invalid: [], days: [] }),
      "AssessmentDoesNotTie"
    ],
    [
      "rest on what became known later",
      decider.initial,
      assess(1, determined(1), { knownAt: at("2020-11-02T09:00:01") }),
      "NotYetKnown"
    ],
    [
      "rest on less than the assessment before",
      assessed,
      assess(2, determined(1), { knownAt: at("2020-11-01T16:59:59") }),
      "NotYetKnown"
    ],
    [
      "use facts that have no plain form",
      decider.initial,
      assess(1, determined(1), { facts: facts({ rate: 0.5 }) }),
      "NotCanonical"
    ],
    ["list another amount", assessed, incur("d1", 1, 299, 15), "NotOwed"],
    ["list another tax", assessed, incur("d1", 1, 300, 14), "NotOwed"],
    ["list under another number", assessed, incur("d1", 2, 300, 15), "NotOwed"],
    ["list what is underway", underway, incur("d2", 1, 300, 15), "NotOwed"],
    ["list what was paid", paid, incur("d2", 1, 300, 15), "NotOwed"],
    ["list what nobody knows", open, incur("d1", 1, 300), "NotOwed"],
    ["list what the person owes", overpaid, incur("d2", 2, 100), "NotOwed"],
    ["list another currency", assessed, { ...incur("d1", 1, 300, 15), currency: usd }, "CurrencyMismatch"],
    ["pay what no list took up", assessed, move("Pay", "p", 1), "ObligationElsewhere"],
    ["pay what was paid", paid, move("Pay", "p2", 1), "ObligationElsewhere"],
    ["drop what was paid", paid, move("Drop", "x", 1), "ObligationElsewhere"],
    ["return what was never listed", assessed, move("Return", "b", 1), "ObligationElsewhere"],
    ["pay back more than was paid too much", overpaid, repay("k", 101), "NotOwedBack"],
    ["pay back where nothing is owed back", paid, repay("k", 1), "NotOwedBack"],
    ["pay back nothing", overpaid, repay("k", 0), "NotOwedBack"],
    ["pay back less than nothing", overpaid, repay("k", -1), "NotOwedBack"],
    ["pay back what nobody knows", open, repay("k", 1), "NotOwedBack"],
    ["pay back in another currency", overpaid, { ...repay("k", 1), currency: usd }, "CurrencyMismatch"],
    ["close it while a list is paying", underway, close(), "StillUnderway"],
    ["assess it when it is closed", closed, assess(2, determined(1)), "AlreadyClosed"],
    ["list it when it is closed", closed, incur("d1", 1, 300), "AlreadyClosed"],
    ["pay it when it is closed", closed, move("Pay", "p", 1), "AlreadyClosed"],
    ["pay back when it is closed", closed, repay("k", 1), "AlreadyClosed"]
  ]
  it.each(refusals)("does not let anybody %s", (_, state, command, tag) =>
    assert.deepStrictEqual(answerTo(decider, state, command), [tag])
  )

  it("L27 the same number or voucher with other content is refused", () => {
    assert.deepStrictEqual(answerTo(decider, assessed, assess(1, determined(2))), ["AssessmentConflict"])
    assert.deepStrictEqual(
      answerTo(decider, assessed, assess(1, determined(3, 15), { policy: Programme.Fingerprint.make("b".repeat(64)) })),
      ["AssessmentConflict"]
    )
    assert.deepStrictEqual(answerTo(decider, underway, incur("d1", 1, 299, 15)), ["VoucherConflict"])
    assert.deepStrictEqual(answerTo(decider, underway, move("Pay", "d1", 1)), ["VoucherConflict"])
    assert.deepStrictEqual(answerTo(decider, paid, move("Return", "p", 1)), ["VoucherConflict"])
    const repaid = after(
      assess(1, determined(3)),
      incur("d1", 1, 300),
      move("Pay", "p", 1),
      assess(2, determined(2)),
      repay("k", 40)
    )
    assert.deepStrictEqual(answerTo(decider, repaid, repay("k", 41)), ["VoucherConflict"])
  })

  it("L11 corrected, and corrected back, nothing is owed either way", () => {
    assert.isUndefined(owing(paid))
    const corrected = [assess(2, determined(2, 10)), assess(3, determined(3, 15), { knownAt: by.at })]
    const back = after(assess(1, determined(3, 15)), incur("d1", 1, 300, 15), move("Pay", "p", 1), ...corrected)
    assert.isUndefined(owing(back))
    const open = back._tag === "Assessed" ? EntitlementState.openOf(back) : undefined
    assert.strictEqual(open !== undefined && Option.getOrThrow(Result.getOrThrow(open)).kind, "none")
  })

  it("owes the difference under a name of its own, and what came back under its old one", () => {
    assert.deepStrictEqual(owing(assessed), [name(1), 300, 285])
    const more = after(assess(1, determined(3, 15)), incur("d1", 1, 300, 15), assess(2, determined(4, 20)))
    assert.deepStrictEqual(owing(more), [name(2), 100, 95])
    const dropped = after(assess(1, determined(3, 15)), incur("d1", 1, 300, 15), move("Drop", "x", 1))
    assert.deepStrictEqual(owing(dropped), [name(1), 300, 285])
    const returned = Decider.fold(decider, [...Result.getOrThrow(decider.decide(paid, move("Return", "b", 1)))], paid)
    assert.deepStrictEqual(owing(returned), [name(1), 300, 285])
    const changed = after(assess(1, determined(3)), incur("d1", 1, 300), move("Drop", "x", 1), assess(2, determined(2)))
    assert.deepStrictEqual(owing(changed), [name(2), 200, 200])
    // As much again is another obligation, not the one that was paid.
    const twice = after(assess(1, determined(2)), incur("d1", 1, 200), move("Pay", "p", 1), assess(2, determined(4)))
    assert.deepStrictEqual(owing(twice), [name(2), 200, 200])
    // A tax that was too high is given back although no more is earned.
    const taxed = after(
      assess(1, determined(3, 30)),
      incur("d1", 1, 300, 30),
      move("Pay", "p", 1),
      assess(2, determined(3, 15))
    )
    assert.deepStrictEqual(owing(taxed), [name(2), 0, 15])
    assert.isUndefined(owing(closed))
  })

  it("names no two obligations alike, whatever cohorts and people are called", () => {
    const named = (cohort: string, who: string) =>
      owing(
        after(
          assess(
            1,
            {
              _tag: "Determined",
              lines: [{ person: person(who), date: days[0], rule: "day", uncapped: units(1), amount: units(1) }],
              amounts: Result.getOrThrow(Amounts.make(1, 0))
            },
            { cohort: cohortId(cohort), person: person(who), facts: facts({}) }
          )
        )
      )?.[0]
    const names = [named("a/b", "c"), named("a", "b/c"), named("a%2Fb", "c"), named("a", "b%2Fc")]
    assert.strictEqual(new Set(names).size, 4)
  })

  it("says what is given up when it is closed", () => {
    const closing = (state: EntitlementState.State) => {
      const [event] = Result.getOrThrow(decider.decide(state, close()))
      return event?._tag === "EntitlementClosed" ? event.open : "no event"
    }
    assert.deepStrictEqual(closing(overpaid), { gross: units(-100), tax: units(0), net: units(-100) })
    assert.isUndefined(closing(paid))
    assert.isUndefined(closing(open))
  })
})

// ---- Laws over random commands

const step = fc.record({
  what: fc.constantFrom(
    ...(["Assess", "Assess", "Incur", "Incur", "Drop", "Pay", "Pay", "Return", "Repay", "Close"] as const)
  ),
  count: fc.nat(6),
  tax: fc.nat(100),
  unknown: fc.nat(6),
  old: fc.nat(7),
  number: fc.integer({ min: 1, max: 3 }),
  part: fc.nat(120),
  later: fc.nat(3)
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const commandOf = (
  { count, later, number, old, part, tax, unknown, what }: Step,
  state: EntitlementState.State,
  before: ReadonlyArray<EntitlementCommand.Command>
): EntitlementCommand.Command => {
  const key = old === 0 ? "v1" : `v${before.length}`
  if (state._tag === "Unassessed" || what === "Assess") {
    const assessments = state._tag === "Unassessed" ? 0 : state.assessments.length
    const outcome = unknown === 0 ? undetermined : determined(count, Math.min(tax, count * 100))
    const second = String(Math.min(assessments + later, 59)).padStart(2, "0")
    return assess(old === 0 ? 1 : assessments + 1, outcome, {
      knownAt: Moment.makeUnsafe(`2020-11-01T17:00:${second}`)
    })
  }
  switch (what) {
    case "Incur": {
      const owed = Option.getOrUndefined(EntitlementState.owing(state))
      return owed === undefined || old === 0
        ? incur(key, number, count * 100, 0)
        : { _tag: "Incur", currency: idr, obligation: owed, voucher: voucher(key), ...by }
    }
    case "Repay":
      return repay(key, part, 0)
    case "Close":
      return unknown === 0 ? close() : move("Pay", key, number)
    default:
      return move(what, key, number)
  }
}

const of = (tried: ReadonlyArray<Step>) => run(decider, tried, commandOf)
/** Holds a property over random sequences. What they reach is no law, so a seed keeps chance out of that. */
const check = (property: (result: ReturnType<typeof of>) => void, numRuns = 800, seed?: number) =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40, size: "max" }), (tried) => property(of(tried))),
    { numRuns, ...(seed === undefined ? {} : { seed }) }
  )

/** What was paid and what is being paid, gross and tax, read from the events alone. */
const moneyOf = (events: ReadonlyArray<EntitlementEvent.Event>) => {
  const obligations = new Map<string, Obligation.Obligation>()
  const standing = new Map<string, string>()
  let back = { gross: 0, tax: 0 }
  for (const event of events) {
    if (event._tag === "ObligationIncurred") {
      obligations.set(event.obligation.id, event.obligation)
      standing.set(event.obligation.id, event._tag)
    } else if ("obligation" in event) {
      standing.set(event.obligation, event._tag)
    } else if (event._tag === "EntitlementRepaid") {
      back = { gross: back.gross + event.amounts.gross, tax: back.tax + event.amounts.tax }
    }
  }
  const sum = (tag: string, part: "gross" | "tax") =>
    [...standing].reduce((total, [id, now]) => total + (now === tag ? obligations.get(id)![part] : 0), 0)
  return {
    paid: { gross: sum("ObligationPaid", "gross") - back.gross, tax: sum("ObligationPaid", "tax") - back.tax },
    underway: { gross: sum("ObligationIncurred", "gross"), tax: sum("ObligationIncurred", "tax") }
  }
}

describe("The laws of an entitlement", () => {
  it("the random commands reach every event", () => {
    const tags = new Set<string>()
    check(({ events }) => events.forEach(({ _tag }) => tags.add(_tag)), 800, 1)
    // Two ids are merged by a rule of its own and by no command to one of them.
    tags.add("EntitlementMerged")
    assert.deepStrictEqual([...tags].toSorted(), Object.keys(EntitlementEvent.definitions).toSorted())
  })

  it("L29 a merger loses and makes no money, and leaves nothing to be paid under the id that is gone", () => {
    const steps = fc.array(step, { maxLength: 25, size: "max" })
    fc.assert(
      fc.property(steps, steps, (one, other) => {
        const [kept, merged] = [of(one).state, of(other).state]
        const parties = {
          kept: { person: person("kept"), state: kept },
          merged: { person: person("merged"), state: merged }
        }
        const events = EntitlementDecider.merge({ ...parties, ...by })
        if (merged._tag === "Unassessed") {
          assert.deepStrictEqual(events, Result.succeed({ kept: [], merged: [] }))
          return
        }
        if (EntitlementState.isFinal(kept)) {
          assert.isTrue(Result.isFailure(events))
          return
        }
        const { kept: onKept, merged: onMerged } = Result.getOrThrow(events)
        const [together, gone] = [Decider.fold(decider, onKept, kept), Decider.fold(decider, onMerged, merged)]
        assert.isTrue(together._tag === "Assessed" && gone._tag === "Assessed")
        if (together._tag === "Unassessed") return
        for (const part of ["paid", "underway"] as const) {
          const before = kept._tag === "Unassessed" ? Amounts.zero : kept[part]
          assert.deepStrictEqual(together[part], Result.getOrThrow(Amounts.add(before, merged[part])))
        }
        assert.isUndefined(owing(gone))
        assert.deepStrictEqual(EntitlementRows.of(StreamId.of("entitlement", "c", "merged"), gone), [])
        assert.deepStrictEqual(answerTo(decider, gone, assess(99, determined(1))), ["AlreadyClosed"])
        // A voucher that was booked under either id is booked, and again is no news.
        for (const voucher of HashMap.keys(merged.booked)) assert.isTrue(HashMap.has(together.booked, voucher))
        assert.deepStrictEqual(
          EntitlementDecider.merge({ ...parties, merged: { ...parties.merged, state: gone }, ...by }),
          Result.succeed({ kept: [], merged: [] })
        )
      }),
      { numRuns: 300 }
    )
  })

  it("takes the bank's answers to what was incurred under the id that was merged", () => {
    const before = after(assess(1, determined(3)), incur("d1", 1, 300))
    const { kept } = Result.getOrThrow(
      EntitlementDecider.merge({
        kept: { person: person("kept"), state: EntitlementState.initial },
        merged: { person: person("merged"), state: before },
        ...by
      })
    )
    const going = Decider.fold(decider, kept, EntitlementState.initial)
    const paid = Decider.fold(decider, Result.getOrThrow(decider.decide(going, move("Pay", "p", 1))), going)
    assert.isTrue(paid._tag === "Assessed" && Number(paid.paid.gross) === 300 && Number(paid.underway.gross) === 0)
    const back = Decider.fold(decider, Result.getOrThrow(decider.decide(paid, move("Return", "r", 1))), paid)
    // What is owed again is a debt to the id that goes on, never to the other one.
    assert.deepStrictEqual(
      Option.map(EntitlementState.owing(back), (obligation) => [obligation.person, Number(obligation.gross)]),
      Option.some([person("kept"), 300])
    )
  })

  it("L29 what was paid and is being paid, with what is open, is the entitlement", () => {
    check(({ events, state }) => {
      if (state._tag === "Unassessed") return
      const { paid, underway } = moneyOf(events)
      assert.deepStrictEqual([state.paid.gross, state.paid.tax].map(Number), [paid.gross, paid.tax])
      assert.deepStrictEqual([state.underway.gross, state.underway.tax].map(Number), [underway.gross, underway.tax])
      const open = Option.getOrUndefined(Result.getOrThrow(EntitlementState.openOf(state)))
      assert.strictEqual(open === undefined, state.outcome._tag === "Undetermined")
      if (open === undefined || state.outcome._tag === "Undetermined") return
      assert.strictEqual(paid.gross + underway.gross + open.gross, Number(state.outcome.amounts.gross))
      assert.strictEqual(paid.tax + underway.tax + open.tax, Number(state.outcome.amounts.tax))
    })
  })

  it("L29 an adjustment is what was owed then, less what was paid and being paid", () => {
    check(({ events }) => {
      events.forEach((event, index) => {
        if (event._tag !== "EntitlementAdjusted") return
        const assessment = events[index - 1]!
        const { paid, underway } = moneyOf(events.slice(0, index))
        assert.isTrue(assessment._tag === "EntitlementAssessed" && assessment.outcome._tag === "Determined")
        if (assessment._tag !== "EntitlementAssessed" || assessment.outcome._tag !== "Determined") return
        const { gross, tax } = assessment.outcome.amounts
        const { adjustment } = event
        assert.strictEqual(paid.gross + underway.gross + adjustment.gross, Number(gross))
        assert.strictEqual(paid.tax + underway.tax + adjustment.tax, Number(tax))
      })
    })
  })

  it("L11 a correction that is corrected back leaves what is owed as it was, wherever it comes", () => {
    check(({ state }) => {
      if (state._tag === "Unassessed" || state.stage === "Closed" || state.outcome._tag === "Undetermined") return
      const next = state.assessments.length + 1
      const known = { knownAt: by.at }
      const events = [
        assess(next, determined(9), known),
        assess(next + 1, state.outcome, known)
      ].reduce<EntitlementState.State>(
        (now, command) => Result.getOrThrow(Decider.accept(decider, now, command)).state,
        state
      )
      assert.deepStrictEqual(owing(events), owing(state))
      if (events._tag === "Assessed") {
        assert.deepStrictEqual(EntitlementState.openOf(events), EntitlementState.openOf(state))
      }
    })
  })

  it("L30 no obligation is on its way twice, and none is paid twice without coming back", () => {
    check(({ events }) => {
      const standing = new Map<string, string>()
      for (const event of events) {
        if (event._tag === "ObligationIncurred") {
          const before = standing.get(event.obligation.id) ?? "none"
          assert.include(["none", "ObligationDropped", "ObligationReturned"], before)
          standing.set(event.obligation.id, event._tag)
        } else if ("obligation" in event) {
          if (event._tag === "ObligationPaid") {
            assert.strictEqual(standing.get(event.obligation), "ObligationIncurred")
          }
          standing.set(event.obligation, event._tag)
        }
      }
    })
  })

  it("L21 a closed entitlement is not moved by anything", () => {
    check(({ states }) => {
      const final = states.findIndex((state) => EntitlementState.isFinal(state))
      if (final === -1) return
      for (const state of states.slice(final)) assert.strictEqual(textOf(state), textOf(states[final]))
    })
  })

  it("L22 every entitlement can be closed", () => {
    check(({ state }) => {
      let open = state
      const give = (command: EntitlementCommand.Command) => {
        open = Result.getOrThrow(Decider.accept(decider, open, command)).state
      }
      if (open._tag === "Unassessed") give(assess(1, undetermined))
      for (const { obligation, standing } of open._tag === "Assessed" && open.stage === "Open"
        ? open.obligations
        : []) {
        if (standing === "Underway") give({ ...move("Drop", `last ${obligation.id}`, 1), obligation: obligation.id })
      }
      give(close())
      assert.isTrue(EntitlementState.isFinal(open))
    }, 300)
  })

  it("L26 a command that was accepted does nothing when it is given again, at any time later", () => {
    check(({ accepted, state, states }) => {
      accepted.forEach((command, index) => {
        for (const later of [states[index + 1]!, state]) {
          assert.deepStrictEqual(decider.decide(later, command), Result.succeed([]))
        }
      })
    })
  })

  it("events that were written and read lead to the same state", () => {
    check(({ events, state }) => {
      const read = throughCodec(EntitlementEvent.codec, events)
      assert.deepStrictEqual(read, events)
      assert.strictEqual(textOf(Decider.fold(decider, read)), textOf(state))
    }, 300)
  })

  it("L18 an assessment rests on nothing that became known after it, and never on less than the one before", () => {
    check(({ events }) => {
      const assessments = events.filter((event) => event._tag === "EntitlementAssessed")
      assessments.forEach(({ at, knownAt }, index) => {
        assert.isTrue(knownAt <= at)
        assert.isTrue(index === 0 || assessments[index - 1]!.knownAt <= knownAt)
      })
    }, 300)
  })

  it("a state holds nothing of a sealed value", () => {
    const one = after(assess(1, determined(3)))
    const other = after(assess(1, determined(3), { facts: facts({ dailyTransport: 100 }, sealed("BBBB")) }))
    assert.strictEqual(textOf(one), textOf(other))
    assert.notInclude(textOf(one), "AAAA")
    // The same value sealed again is the same command.
    const again = assess(1, determined(3), { facts: facts({ dailyTransport: 100 }, sealed("CCCC")) })
    assert.deepStrictEqual(answerTo(decider, one, again), [])
  })
})
