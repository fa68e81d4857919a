import { assert, describe, it } from "@effect/vitest"
import { CohortCommand, CohortDecider, CohortEvent, CohortState, Decider, Streams } from "@bina/core/journal"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import * as CohortFilling from "../../src/streams/cohort/Filling.ts"
import * as CohortRows from "../../src/streams/cohort/Rows.ts"
import * as Touching from "../record/Touching.ts"
import * as CohortSequence from "./CohortSequence.ts"

/** What one command did. */
interface Done {
  readonly before: CohortState.State
  readonly command: CohortCommand.Command
  readonly outcome: CohortEvent.Following<CohortDecider.Refusal>
  readonly events: ReadonlyArray<CohortEvent.Event>
  readonly after: CohortState.State
}

/** Looks at every command of a sequence as it is decided. */
const each =
  (look: (done: Done, sequence: CohortSequence.Sequence) => void) =>
  (sequence: CohortSequence.Sequence): void => {
    let state = CohortDecider.initial
    sequence.steps.forEach((step, index) => {
      const command = CohortSequence.commandOf(state, step, index, sequence)
      const outcome: Done["outcome"] = CohortDecider.decide(state, command)
      const events = Result.getOrElse(outcome, () => [])
      const done = {
        before: state,
        command,
        outcome,
        events,
        after: Decider.fold(CohortDecider.decider, events, state)
      }
      look(done, sequence)
      state = done.after
    })
  }

const entriesOf = (state: CohortState.State): ReadonlyArray<CohortState.Entry> =>
  state._tag === "Unannounced" ? [] : CohortState.inOrder(state)

const entryIn = (state: CohortState.State, { application }: CohortState.Entry): CohortState.Entry | undefined =>
  entriesOf(state).find((entry) => entry.application.id === application.id)

const isComputing = ({ _tag }: CohortCommand.Command): boolean =>
  _tag === "Admit" || _tag === "PromoteWaitlist" || _tag === "SupplyFacts"

const names = Object.keys(CohortCommand.Command.cases).length

const runs = { numRuns: 1_000 }
const check = (
  look: (done: Done, sequence: CohortSequence.Sequence) => void,
  parameters: typeof runs & { readonly seed?: number } = runs
): void => {
  fc.assert(fc.property(CohortSequence.sequence, each(look)), parameters)
}

describe("Whatever is asked of a cohort", () => {
  it("sequences reach every command, every event and every standing", () => {
    const seen = new Set<string>()
    const accepted = new Map<string, number>()
    check(
      ({ after, command, events, outcome }) => {
        events.forEach(({ _tag }) => seen.add(_tag))
        entriesOf(after).forEach(({ standing }) => seen.add(standing._tag))
        if (after._tag === "Announced") seen.add(after.stage)
        const key = `${command._tag} ${Result.isSuccess(outcome)}`
        accepted.set(key, (accepted.get(key) ?? 0) + 1)
      },
      { ...runs, seed: 1 }
    )
    assert.deepStrictEqual(
      Object.keys(CohortEvent.definitions).filter((tag) => !seen.has(tag)),
      []
    )
    for (const standing of ["Undetermined", "Refused", "Duplicate", "Waitlisted", "Lapsed", "Exited", "Closed"]) {
      assert.isTrue(seen.has(standing), standing)
    }
    const rare = [...accepted].filter(([, count]) => count < 10)
    assert.deepStrictEqual(rare, [])
    assert.strictEqual(accepted.size, names * 2)
  })

  it("the rows that events touch are the rows that change, and a row that is forgotten is found", () => {
    const { hold, unfound } = Touching.law(Streams.cohort, CohortRows.tables)
    check(hold)
    assert.deepStrictEqual(unfound(), [])
  })

  it("offered and accepted seats never exceed the quota", () => {
    check(({ after }) => {
      if (after._tag === "Announced") {
        assert.isAtMost(entriesOf(after).filter(CohortState.holdsSeat).length, after.cohort.quota)
      }
    })
  })

  it("no person holds two seats, and nobody unnamed holds one", () => {
    check(({ after }) => {
      const people = entriesOf(after)
        .filter(CohortState.holdsSeat)
        .map(({ application: { person } }) => (person._tag === "Known" ? person.value : undefined))
      assert.isFalse(people.includes(undefined))
      assert.strictEqual(new Set(people).size, people.length)
    })
  })

  it("a limit is never exceeded but by hand", () => {
    check(({ after }, { isLimited }) => {
      if (!isLimited) return
      const families = entriesOf(after)
        .filter((entry) => CohortState.holdsSeat(entry) && Option.isNone(entry.override))
        .map(({ application: { keys } }) => JSON.stringify(keys["household"]))
      assert.strictEqual(new Set(families).size, families.length)
    })
  })

  it("a seat is lost only by declining, lapsing, withdrawing or leaving", () => {
    check(({ after, before, command }) => {
      const lost = entriesOf(before).filter(
        (entry) => CohortState.holdsSeat(entry) && !CohortState.holdsSeat(entryIn(after, entry)!)
      )
      if (lost.length === 0) return
      assert.include(["Decline", "Lapse", "Withdraw", "Exit"], command._tag)
      assert.deepStrictEqual(
        lost.map(({ application }) => application.id),
        [(command as CohortCommand.Of<"Decline">).application]
      )
    })
  })

  it("whoever is offered a seat registered before everybody who goes on waiting", () => {
    check(({ after, command, events }, { isLimited }) => {
      const offered = new Set(events.flatMap((event) => (event._tag === "SeatOffered" ? [event.application] : [])))
      if (offered.size === 0 || isLimited || after._tag === "Unannounced") return
      const inOrder = CohortState.inOrder(after)
      const lastOffered = inOrder.findLastIndex(({ application }) => offered.has(application.id))
      for (const waiting of CohortState.waitlist(after, command.at)) {
        const sits = entriesOf(after).find(
          (entry) => CohortState.holdsSeat(entry) && Equal.equals(entry.application.person, waiting.application.person)
        )
        if (sits === undefined) assert.isAbove(inOrder.indexOf(waiting), lastOffered)
      }
    })
  })

  it("supplied facts change only what is undetermined, and give seats only to who waits", () => {
    check(({ after, before, command }) => {
      if (command._tag !== "SupplyFacts") return
      for (const entry of entriesOf(before)) {
        const now = entryIn(after, entry)!
        if (entry.application.id === command.application) {
          if (entry.standing._tag !== "Undetermined") assert.deepStrictEqual(now, entry)
        } else if (now.standing._tag === "Offered" && entry.standing._tag !== "Offered") {
          const isAdmitted = CohortState.orderAt(entry, command.at) === "admit"
          assert.isTrue(isAdmitted || entry.standing._tag === "Waitlisted")
        } else assert.deepStrictEqual(now, entry)
      }
    })
  })

  it("only what waits for a decision or is undetermined is determined, once in a command", () => {
    check(({ before, events }) => {
      const determined = events.flatMap((event) => (event._tag === "ApplicationDetermined" ? [event.application] : []))
      assert.strictEqual(new Set(determined).size, determined.length)
      for (const { application, standing } of entriesOf(before)) {
        if (determined.includes(application.id)) assert.include(["Received", "Undetermined"], standing._tag)
      }
    })
  })

  it("L21 terminal states absorb: a cohort that ended refuses everything, and who left stays away", () => {
    check(({ after, before, command, outcome }) => {
      if (before._tag === "Announced" && CohortState.isFinal(before.stage)) {
        assert.isTrue(Result.isFailure(outcome) && outcome.failure._tag === "CohortEnded")
        assert.strictEqual(after, before)
      }
      for (const entry of entriesOf(before).filter(CohortState.isEnded)) {
        assert.deepStrictEqual(entryIn(after, entry)!.standing, entry.standing, command._tag)
      }
    })
  })

  it("L22 every state can reach a terminal state: any cohort can be brought to its close", () => {
    fc.assert(
      fc.property(CohortSequence.sequence, fc.nat(50), (sequence, length) => {
        let state = CohortDecider.initial
        each((done) => {
          state = done.after
        })({ ...sequence, steps: sequence.steps.slice(0, length) })
        let asked = CohortSequence.towardsClose(state)
        for (let count = 0; asked !== undefined && count < 200; count++) {
          state = Result.getOrThrow(Decider.accept(CohortDecider.decider, state, asked)).state
          asked = CohortSequence.towardsClose(state)
        }
        assert.isTrue(state._tag === "Announced" && CohortState.isFinal(state.stage))
      }),
      runs
    )
  })

  it("L23 a derived recompute never overrides what a person decided", () => {
    check(({ after, before, command, events }) => {
      if (!isComputing(command)) return
      for (const entry of entriesOf(before)) {
        const order = CohortState.orderAt(entry, command.at)
        const own = events.filter((event) => "application" in event && event.application === entry.application.id)
        const tags = own.map(({ _tag }) => _tag)
        if (order !== undefined) assert.notInclude(tags, "ApplicationDetermined")
        if (order === "refuse") assert.notInclude(tags, "SeatOffered")
        if (
          ["Accepted", "Declined", "Lapsed", "Exited", "Withdrawn"].includes(entry.standing._tag) &&
          order === undefined
        ) {
          assert.deepStrictEqual(entryIn(after, entry)!.standing, entry.standing)
        }
      }
    })
  })

  it("L40 seats that were given come out again from their own events: order, quota, duplicates and limits", () => {
    let looked = 0
    check(({ before, command, events }) => {
      const start = events.findIndex(({ _tag }) => _tag === "SeatsGiven")
      const given = events[start]
      if (given?._tag !== "SeatsGiven" || !("terms" in command)) return
      const then = Decider.fold(CohortDecider.decider, events.slice(0, start), before)
      if (then._tag === "Unannounced") throw new Error("a cohort that nobody announced gave seats")
      const own = events.filter(CohortFilling.follows)
      looked += 1
      assert.deepStrictEqual(Result.getOrThrow(CohortFilling.again(then, given, own, command.terms)), own)
      // Somebody else's determination in the place of one of these is told.
      const lie = own.map((event) =>
        event._tag === "ApplicationDetermined" && event.determination._tag === "Seated"
          ? { ...event, determination: { _tag: "Waitlisted" as const, position: 1 } }
          : event
      )
      if (lie.some((event, index) => event !== own[index])) {
        assert.notDeepEqual(Result.getOrThrow(CohortFilling.again(then, given, lie, command.terms)), lie)
      }
    })
    assert.isAbove(looked, 100)
  })

  it("the same command again gives no events or a refusal", () => {
    check(({ after, command, outcome }) => {
      if (Result.isFailure(outcome)) return
      assert.deepStrictEqual([...Result.getOrElse(CohortDecider.decide(after, command), () => [])], [], command._tag)
    })
  })

  it("every event reads as it was written, and evolves alike", () => {
    check(
      ({ after, before, events }) => {
        const read = events.map((event) => {
          const { body, ...written } = Result.getOrThrow(CohortEvent.codec.write(event))
          return Result.getOrThrow(CohortEvent.codec.read({ ...written, data: JSON.parse(body) }))
        })
        assert.deepStrictEqual(read, [...events])
        assert.deepStrictEqual(Decider.fold(CohortDecider.decider, read, before), after)
      },
      { numRuns: 500 }
    )
  })

  it("refusals say how to mend them, in one sentence and without sealed values", () => {
    check(({ outcome }) => {
      if (Result.isSuccess(outcome)) return
      assert.match(outcome.failure.message, /\w+ .+/)
      assert.notMatch(JSON.stringify(outcome.failure), /box\d/)
    })
  })
})
