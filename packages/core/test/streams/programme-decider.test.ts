import { assert, describe, it } from "@effect/vitest"
import { type Programme } from "@bina/core"
import { Decider, ProgrammeDecider, ProgrammeEvent, ProgrammeState } from "@bina/core/journal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { citation, cohortId } from "../Given.ts"
import { fingerprint, minute, officer } from "./Season.ts"

type Command = ProgrammeDecider.Command

const acted = { at: minute(1), actor: officer }
const draft = (title = "Recovery"): Command => ({
  _tag: "Draft",
  outline: {
    id: "recovery-2020",
    title,
    organiser: "Department of industry",
    kind: "training",
    fiscalYear: 2020,
    timeZone: "Asia/Jakarta"
  },
  ...acted
})
const pin = (policy: number, stage = "eligibility"): Command => ({
  _tag: "PinPolicy",
  stage,
  policy: fingerprint(policy),
  ...acted
})
const add = (cohort: string): Command => ({ _tag: "AddCohort", cohort: cohortId(cohort), ...acted })
const open: Command = { _tag: "Open", ...acted }
const amend = (policy: number, from: number, stage = "eligibility"): Command => ({
  _tag: "AmendPolicy",
  stage,
  policy: fingerprint(policy),
  legalBasis: citation,
  effectiveFrom: minute(from),
  ...acted
})
const close = (...ended: ReadonlyArray<string>): Command => ({ _tag: "Close", ended: ended.map(cohortId), ...acted })

const opened = [draft(), pin(1), add("a"), open]

const after = (commands: ReadonlyArray<Command>): ProgrammeState.State =>
  commands.reduce(
    (state, command) => Result.getOrThrow(Decider.accept(ProgrammeDecider.decider, state, command)).state,
    ProgrammeDecider.initial
  )

describe("A programme", () => {
  it.each<readonly [string, ReadonlyArray<Command>, Command, ReadonlyArray<string>]>([
    ["is drafted", [], draft(), ["ProgrammeDrafted"]],
    ["is drafted once", opened, draft(), []],
    ["pins a policy", [draft()], pin(1), ["PolicyPinned"]],
    ["pins it once", opened, pin(1), []],
    ["pins another one while drafted", [draft(), pin(1)], pin(2), ["PolicyPinned"]],
    ["pins a policy that it forgot, though open", opened, pin(1, "allowance"), ["PolicyPinned"]],
    ["adds a cohort", [draft()], add("a"), ["CohortAdded"]],
    ["adds it once", opened, add("a"), []],
    ["adds one while open", opened, add("b"), ["CohortAdded"]],
    ["opens", [draft(), pin(1), add("a")], open, ["ProgrammeOpened"]],
    ["opens once", opened, open, []],
    ["amends a policy", opened, amend(2, 50), ["PolicyAmended"]],
    ["amends it once", [...opened, amend(2, 50)], amend(2, 50), []],
    ["amends it again, later", [...opened, amend(2, 50)], amend(1, 51), ["PolicyAmended"]],
    ["closes when its cohorts ended", [...opened, add("b")], close("b", "a"), ["ProgrammeClosed"]],
    ["closes as a draft without cohorts", [draft()], close(), ["ProgrammeClosed"]]
  ])("%s", (_, given, command, expected) =>
    assert.deepStrictEqual(
      Result.getOrThrow(ProgrammeDecider.decide(after(given), command)).map(({ _tag }) => _tag),
      [...expected]
    )
  )

  it.each<readonly [string, ReadonlyArray<Command>, Command, string, string]>([
    ["anything before it is drafted", [], open, "NotDrafted", "draft it first"],
    ["drafting otherwise", [draft()], draft("Other"), "AlreadyDrafted", "an id of its own"],
    ["opening with nothing", [draft()], open, "NothingToOpen", "no cohort and no policy"],
    ["opening without a policy", [draft(), add("a")], open, "NothingToOpen", "no policy"],
    ["pinning anew once open", opened, pin(2), "PolicyIsPinned", "with a legal basis"],
    ["amending a draft", [draft(), pin(1)], amend(2, 50), "NothingToAmend", "pin the policy"],
    ["amending what was never pinned", opened, amend(2, 50, "allowance"), "NothingToAmend", "check the name"],
    ["amending backwards", [...opened, amend(2, 50)], amend(3, 50), "AmendmentOutOfOrder", "give a later moment"],
    ["closing over a cohort", [...opened, add("b")], close("a"), "CohortsLeft", "still has b"],
    ["anything once closed", [...opened, close("a")], close("a"), "ProgrammeEnded", "comes too late"]
  ])("refuses %s", (_, given, command, tag, words) => {
    const outcome = ProgrammeDecider.decide(after(given), command)
    assert.isTrue(Result.isFailure(outcome))
    if (Result.isFailure(outcome)) {
      assert.strictEqual(outcome.failure._tag, tag)
      assert.include(outcome.failure.message, words)
    }
  })

  it("has at each moment the policy that applies then", () => {
    const state = after([...opened, amend(2, 50), amend(3, 60)])
    assert.strictEqual(state._tag, "Drafted")
    if (state._tag !== "Drafted") return
    const at = (moment: number) => ProgrammeState.policyAt(state, "eligibility", minute(moment))
    assert.deepStrictEqual(
      [1, 49, 50, 59, 60, 900].map(at),
      [1, 1, 2, 2, 3, 3].map((policy) => Option.some<Programme.Fingerprint>(fingerprint(policy)))
    )
    assert.isTrue(Option.isNone(ProgrammeState.policyAt(state, "allowance", minute(50))))
  })
})

describe("Whatever is asked of a programme", () => {
  const asked: fc.Arbitrary<Command> = fc.oneof(
    fc.constant(draft()),
    fc.constant(open),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("eligibility", "allowance")).map(([a, b]) => pin(a, b)),
    fc.constantFrom("a", "b", "c").map(add),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 99 })).map(([a, b]) => amend(a, b)),
    fc.subarray(["a", "b", "c"]).map((ended) => close(...ended))
  )
  const each = (
    look: (
      before: ProgrammeState.State,
      command: Command,
      outcome: ReturnType<typeof ProgrammeDecider.decider.decide>,
      after: ProgrammeState.State
    ) => void
  ) =>
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 25, size: "max" }), (commands) => {
        let state = ProgrammeDecider.initial
        for (const command of [draft(), ...commands]) {
          const outcome = ProgrammeDecider.decide(state, command)
          const after = Decider.fold(
            ProgrammeDecider.decider,
            Result.getOrElse(outcome, () => []),
            state
          )
          look(state, command, outcome, after)
          state = after
        }
      }),
      { numRuns: 2_000 }
    )

  it("L21 terminal states absorb: a closed programme refuses everything", () => {
    each((before, _, outcome, after) => {
      if (before._tag === "Undrafted" || before.stage !== "Closed") return
      assert.isTrue(Result.isFailure(outcome) && outcome.failure._tag === "ProgrammeEnded")
      assert.strictEqual(after, before)
    })
  })

  it("L22 every state can reach a terminal state: a programme closes when its cohorts ended", () => {
    each((before) => {
      if (before._tag === "Undrafted" || before.stage === "Closed") return
      const { events } = Result.getOrThrow(
        Decider.accept(ProgrammeDecider.decider, before, { _tag: "Close", ended: before.cohorts, ...acted })
      )
      assert.deepStrictEqual(
        events.map(({ _tag }) => _tag),
        ["ProgrammeClosed"]
      )
    })
  })

  it("versions of a policy apply one after the other, and only drafts change without a basis", () => {
    each((before, _, outcome, after) => {
      if (after._tag === "Undrafted") return
      for (const versions of after.policies.values()) {
        const moments = versions.flatMap(({ effectiveFrom }) => Option.toArray(effectiveFrom))
        assert.strictEqual(moments.length, versions.length - 1)
        assert.deepStrictEqual(moments, [...new Set(moments)].toSorted())
      }
      if (before._tag === "Undrafted" || before.stage === "Drafted") return
      for (const [stage, versions] of before.policies) {
        const now = after.policies.get(stage)!
        assert.deepStrictEqual(now.slice(0, versions.length), [...versions])
        if (now.length > versions.length) {
          assert.deepInclude(Result.getOrThrow(outcome)[0], { _tag: "PolicyAmended", legalBasis: citation })
        }
      }
    })
  })

  it("the same command again gives no events or a refusal", () => {
    each((_, command, __, after) => {
      const again = Result.getOrElse(ProgrammeDecider.decide(after, command), () => [])
      assert.deepStrictEqual([...again], [], command._tag)
    })
  })

  it("every event reads as it was written, and evolves alike", () => {
    each((before, _, outcome, after) => {
      const read = Result.getOrElse(outcome, () => []).map((event) => {
        const { body, ...written } = Result.getOrThrow(ProgrammeEvent.codec.write(event))
        return Result.getOrThrow(ProgrammeEvent.codec.read({ ...written, data: JSON.parse(body) }))
      })
      assert.deepStrictEqual(Decider.fold(ProgrammeDecider.decider, read, before), after)
    })
  })
})
