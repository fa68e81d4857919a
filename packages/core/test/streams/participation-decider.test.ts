import { assert, describe, it } from "@effect/vitest"
import { Application, Cohort, Person } from "@bina/core"
import { Decider, ParticipationDecider, ParticipationEvent, ParticipationState } from "@bina/core/journal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { citation, cohortId } from "../Given.ts"
import { minute, officer } from "./Season.ts"

type Command = ParticipationDecider.Command

const ani = Person.id("p1")
const other = Person.id("p2")
const acted = { at: minute(1), actor: officer }
const limit = (scope: "season" | "lifetime", atMost = 1): ParticipationEvent.SeatLimit => ({
  reason: `${scope}-limit`,
  scope,
  atMost,
  citation
})
const seat = (cohort: string, application = "a1", person = ani) => ({
  cohort: cohortId(cohort),
  application: Application.id(application),
  person,
  keys: { household: Application.known("h1") }
})
const take = (cohort: string, given: Partial<Extract<Command, { readonly _tag: "TakeSeat" }>> = {}): Command => ({
  _tag: "TakeSeat",
  person: ani,
  season: "2020",
  kind: "training",
  limits: [limit("season"), limit("lifetime", 2)],
  seat: seat(cohort),
  ...acted,
  ...given
})
const free = (cohort: string, cause: ParticipationEvent.Cause = "declined"): Command => {
  const { application } = seat(cohort)
  return { _tag: "FreeSeat", person: ani, cohort: Cohort.id(cohort), application, cause, ...acted }
}
const holding = (cohort: string, season = "2020"): ParticipationEvent.Holding => ({
  season,
  kind: "training",
  seat: seat(cohort)
})
const mergeInto = (
  kept: Person.Id,
  merged: Person.Id,
  given: Partial<Extract<Command, { _tag: "MergePersons" }>> = {}
): Command => ({
  _tag: "MergePersons",
  person: ani,
  kept,
  merged,
  keptHoldings: [],
  mergedHoldings: [],
  limits: [],
  ...acted,
  ...given
})

const after = (commands: ReadonlyArray<Command>): ParticipationState.State =>
  commands.reduce(
    (state, command) => Result.getOrThrow(Decider.accept(ParticipationDecider.decider, state, command)).state,
    ParticipationDecider.initial
  )

describe("A participation", () => {
  it.each<readonly [string, ReadonlyArray<Command>, Command, ReadonlyArray<string>]>([
    ["takes a seat", [], take("a"), ["SeatTaken"]],
    ["takes it once", [take("a")], take("a"), []],
    ["takes another in another season", [take("a")], take("b", { season: "2021" }), ["SeatTaken"]],
    ["takes another in the season once the first is free", [take("a"), free("a")], take("b"), ["SeatTaken"]],
    ["takes the freed one again", [take("a"), free("a")], take("a"), ["SeatTaken"]],
    ["frees a seat", [take("a")], free("a"), ["SeatFreed"]],
    ["frees it once, whatever the cause", [take("a"), free("a")], free("a", "lapsed"), []],
    [
      "counts another kind of programme apart",
      [take("a"), take("b", { season: "2021" })],
      take("c", { season: "2022", kind: "apprenticeship" }),
      ["SeatTaken"]
    ],
    ["keeps another id", [], mergeInto(ani, other), ["PersonsMerged"]],
    ["keeps it once", [mergeInto(ani, other)], mergeInto(ani, other), []],
    ["goes on under another id", [], mergeInto(other, ani), ["PersonsMerged"]],
    ["goes on once", [mergeInto(other, ani)], mergeInto(other, ani), []]
  ])("%s", (_, given, command, expected) =>
    assert.deepStrictEqual(
      Result.getOrThrow(ParticipationDecider.decide(after(given), command)).map(({ _tag }) => _tag),
      [...expected]
    )
  )

  it.each<readonly [string, ReadonlyArray<Command>, Command, string, string]>([
    [
      "a second seat of the season",
      [take("a")],
      take("b"),
      "SeatLimitReached",
      "holds seats in a and may take none in b (season-limit)"
    ],
    [
      "a third seat of a lifetime",
      [take("a"), take("b", { season: "2021" })],
      take("c", { season: "2022" }),
      "SeatLimitReached",
      "(lifetime-limit)"
    ],
    ["a second seat of the cohort", [take("a")], take("a", { seat: seat("a", "a2") }), "CohortSeatHeld", "by a1"],
    ["freeing what was never taken", [], free("a"), "SeatNotTaken", "check whose seat it is"],
    ["a seat for an id that was merged", [mergeInto(other, ani)], take("a"), "PersonMerged", "give the command to p2"],
    ["freeing for an id that was merged", [mergeInto(other, ani)], free("a"), "PersonMerged", "give the command to p2"],
    ["merging twice", [mergeInto(other, ani)], mergeInto(Person.id("p3"), ani), "PersonMerged", "into p2"],
    ["merging with itself", [], mergeInto(ani, ani), "NoMerger", "name two ids"],
    ["merging others", [], mergeInto(other, Person.id("p3")), "NoMerger", "this one among them"],
    ["merging from old news", [take("a")], mergeInto(ani, other), "HoldingsDiffer", "read both streams again"]
  ])("refuses %s", (_, given, command, tag, words) => {
    const outcome = ParticipationDecider.decide(after(given), command)
    assert.isTrue(Result.isFailure(outcome))
    if (Result.isFailure(outcome)) {
      assert.strictEqual(outcome.failure._tag, tag)
      assert.include(outcome.failure.message, words)
    }
  })

  it("says which seats of a season count, for the cohorts that are filled later", () => {
    const state = after([take("a"), free("a"), take("b"), take("c", { season: "2021" })])
    assert.deepStrictEqual(ParticipationState.seatsIn(state, "2020"), [seat("b")])
    const terms = { season: "2020", kind: "training", limits: [limit("season"), limit("lifetime", 3)] }
    assert.deepStrictEqual(ParticipationState.reasonsAgainst(state, terms), ["season-limit"])
  })
})

describe("Two ids of one person", () => {
  const party = (person: Person.Id, ...commands: ReadonlyArray<Command>) => ({ person, state: after(commands) })
  const merged = (limits: ReadonlyArray<ParticipationEvent.SeatLimit>) => {
    const kept = party(ani, take("a"))
    const gone = party(other, take("b", { person: other, seat: seat("b", "a9", other) }))
    const events = Result.getOrThrow(ParticipationDecider.merge({ kept, merged: gone, limits, ...acted }))
    return {
      events,
      kept: Decider.fold(ParticipationDecider.decider, events.kept, kept.state),
      gone: Decider.fold(ParticipationDecider.decider, events.merged, gone.state)
    }
  }

  it("are one from then on, in both streams alike", () => {
    const { events, gone, kept } = merged([])
    assert.deepStrictEqual<unknown>(
      events.merged,
      events.kept.map((event) => ({ ...event, person: other }))
    )
    assert.deepStrictEqual(
      kept.holdings.map(({ seat }) => seat.cohort),
      [cohortId("a"), cohortId("b")]
    )
    assert.deepStrictEqual(kept.absorbed, [other])
    assert.deepStrictEqual(gone.mergedInto, Option.some(ani))
  })

  it("report what they hold too much, and keep it", () => {
    const { events, kept } = merged([limit("season"), limit("lifetime", 2)])
    assert.deepInclude(events.kept[0], { exceeded: [{ reason: "season-limit", within: "2020", atMost: 1, held: 2 }] })
    assert.isTrue(kept.holdings.every(ParticipationState.isHeld))
    const freed = ParticipationDecider.decide(kept, {
      ...free("b"),
      application: Application.id("a9")
    } as Command)
    assert.isTrue(Result.isSuccess(freed) && freed.success.length === 1)
  })
})

describe("Whatever is asked of a person", () => {
  const asked: fc.Arbitrary<Command> = fc.oneof(
    fc
      .record({ cohort: fc.constantFrom("a", "b", "c", "d"), season: fc.constantFrom("2020", "2021") })
      .map((given) => take(given.cohort, { season: given.season, seat: seat(given.cohort, `a-${given.cohort}`) })),
    fc.constantFrom("a", "b", "c", "d").map((cohort) => ({
      ...free(cohort),
      application: Application.id(`a-${cohort}`)
    })),
    fc
      .record({ isKept: fc.boolean(), held: fc.boolean() })
      .map(({ held, isKept }) =>
        mergeInto(isKept ? ani : other, isKept ? other : ani, held ? { keptHoldings: [holding("a")] } : {})
      )
  )
  const each = (
    look: (
      before: ParticipationState.State,
      command: Command,
      events: ReadonlyArray<ParticipationEvent.Event>,
      after: ParticipationState.State
    ) => void
  ) =>
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30, size: "max" }), (commands) => {
        let state = ParticipationDecider.initial
        for (const command of commands) {
          const events = Result.getOrElse(ParticipationDecider.decide(state, command), () => [])
          const after = Decider.fold(ParticipationDecider.decider, events, state)
          look(state, command, events, after)
          state = after
        }
      }),
      { numRuns: 2_000 }
    )

  it("the limits hold as long as no ids are merged", () => {
    each((_, __, ___, after) => {
      if (after.absorbed.length > 0) return
      assert.deepStrictEqual(ParticipationState.exceededBy(after.holdings, [limit("season"), limit("lifetime", 2)]), [])
    })
  })

  it("L21 terminal states absorb: an id that was merged takes and frees nothing", () => {
    each((before, _, __, after) => {
      if (Option.isSome(before.mergedInto)) assert.strictEqual(after, before)
    })
  })

  it("L22 every state can reach a terminal state: any id can be merged into another", () => {
    each((before) => {
      if (Option.isSome(before.mergedInto)) return
      const request = {
        kept: { person: Person.id("p9"), state: ParticipationDecider.initial },
        merged: { person: ani, state: before },
        limits: [],
        ...acted
      }
      const { merged } = Result.getOrThrow(ParticipationDecider.merge(request))
      assert.isTrue(Option.isSome(Decider.fold(ParticipationDecider.decider, merged, before).mergedInto))
    })
  })

  it("the same command again gives no events or a refusal", () => {
    each((_, command, __, after) => {
      const again = ParticipationDecider.decide(after, command)
      assert.deepStrictEqual([...Result.getOrElse(again, () => [])], [])
    })
  })

  it("every event reads as it was written, and evolves alike", () => {
    each((before, _, events, after) => {
      const read = events.map((event) => {
        const { body, ...written } = Result.getOrThrow(ParticipationEvent.codec.write(event))
        return Result.getOrThrow(ParticipationEvent.codec.read({ ...written, data: JSON.parse(body) }))
      })
      assert.deepStrictEqual(Decider.fold(ParticipationDecider.decider, read, before), after)
    })
  })
})
