/** A list on its way to the bank: each step, each refusal. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { Command } from "../../src/index.ts"
import {
  Decider,
  type DisbursementCommand,
  DisbursementDecider,
  DisbursementEvent,
  type DisbursementState,
  type Sealed
} from "../../src/journal.ts"
import { at, cohortId, day, person, usd } from "../Given.ts"
import { answerTo } from "../record/Replay.ts"
import * as Lists from "./Lists.ts"

const { after, approve, breakGlass, by, cancel, decider, had, instruction, paid, prepare, reject, release } = Lists
const { requestGlass, unappointed } = Lists
const { returned, settle, table, verify } = Lists

const edit = (revision: number, given: Parameters<typeof prepare>[0] = {}) =>
  prepare({ revision, instructions: [instruction("o1", 90)], ...given })

const unprepared = decider.initial
const prepared = after(prepare())
const verified = after(prepare(), verify)
const approved = after(prepare(), verify, approve)
const released = after(prepare(), verify, approve, release)
const answered = after(prepare(), verify, approve, release, paid("o1"), returned("o2"))
const rejected = after(prepare(), verify, (state) => reject(state, "anton"))
const settled = after(prepare(), verify, approve, release, paid("o1"), returned("o2"), settle())
const cancelled = after(prepare(), cancel())

type Step = DisbursementCommand.Command | ((state: DisbursementState.State) => DisbursementCommand.Command)
const answers = (state: DisbursementState.State, step: Step, with_ = decider) =>
  answerTo(with_, state, typeof step === "function" ? step(state) : step)

describe("Disbursement", () => {
  const steps: ReadonlyArray<readonly [string, DisbursementState.State, Step, ReadonlyArray<string>]> = [
    ["is prepared", unprepared, prepare(), ["ListPrepared"]],
    ["is prepared once", prepared, prepare(), []],
    ["is edited before anybody signed", prepared, edit(2), ["ListPrepared"]],
    ["is verified", prepared, verify, ["ListVerified"]],
    ["is verified once", verified, verify, []],
    ["is approved", verified, approve, ["ListApproved"]],
    ["is approved once", approved, approve, []],
    ["is released", approved, release, ["ListReleased"]],
    ["is released once", released, release, []],
    ["loses a verification by an edit", verified, edit(2), ["SignaturesVoided", "ListPrepared"]],
    ["loses an approval by an edit", approved, edit(2), ["SignaturesVoided", "ListPrepared"]],
    ["is sent back by who verifies", prepared, (state) => reject(state, "vera"), ["ListRejected"]],
    ["is sent back by who approves", verified, (state) => reject(state, "anton"), ["ListRejected"]],
    ["is sent back by who releases", approved, (state) => reject(state, "rita"), ["ListRejected"]],
    ["is sent back once", rejected, (state) => reject(state, "anton"), []],
    ["is made anew after it was sent back", rejected, edit(2), ["ListPrepared"]],
    ["is cancelled when prepared", prepared, cancel(), ["ListCancelled"]],
    ["is cancelled when approved", approved, cancel("rita"), ["ListCancelled"]],
    ["is cancelled when sent back", rejected, cancel(), ["ListCancelled"]],
    ["is cancelled once", cancelled, cancel(), []],
    ["is paid", released, paid("o1"), ["InstructionPaid"]],
    ["is paid once", answered, paid("o1"), []],
    ["is returned without having been paid", released, returned("o1"), ["InstructionReturned"]],
    ["is returned after it was paid", answered, returned("o1"), ["InstructionReturned"]],
    ["is returned once", answered, returned("o2"), []],
    ["is settled when all is answered", answered, settle(), ["DisbursementSettled"]],
    ["is settled once", settled, settle(), []],
    ["still knows its answers when settled", settled, paid("o1"), []],
    ["still knows its returns when settled", settled, returned("o2"), []]
  ]
  it.each(steps)("%s", (_, state, step, expected) => assert.deepStrictEqual(answers(state, step), [...expected]))

  const asked = after(prepare(), (state) => requestGlass(state, "verify", "otto", [unappointed]))
  const more = [unappointed, had("prepare")] as const
  const until = (state: DisbursementState.State, end: string) =>
    requestGlass(state, "verify", "otto", [unappointed], { until: at(end) })
  const later = { at: at("2020-10-27T09:00:00"), on: day("2020-10-27") }
  const refusals: ReadonlyArray<readonly [string, DisbursementState.State, Step, string]> = [
    ["verify what nobody prepared", unprepared, verify, "NotAtThisStage"],
    ["approve what nobody verified", prepared, approve, "NotAtThisStage"],
    ["release what nobody verified", prepared, release, "NotAtThisStage"],
    ["release what nobody approved", verified, release, "NotAtThisStage"],
    ["verify what was sent back", rejected, verify, "NotAtThisStage"],
    ["sign another content", verified, approve(unprepared), "ContentChanged"],
    ["sign what was edited meanwhile", after(prepare(), edit(2)), verify(prepared), "ContentChanged"],
    ["send back what is released", released, (state) => reject(state, "rita"), "NotAtThisStage"],
    ["edit what is released", released, edit(2), "NotAtThisStage"],
    ["cancel what is released", released, cancel(), "NotAtThisStage"],
    ["edit what is cancelled", cancelled, edit(2), "NotAtThisStage"],
    ["record before release", approved, paid("o1"), "NotAtThisStage"],
    ["settle before release", approved, settle(), "NotAtThisStage"],
    ["settle before all is answered", released, settle(), "AnswersAwaited"],
    ["record what is not on the list", released, paid("o9"), "NotOnThisList"],
    ["pay under another reference", answered, paid("o1", "another"), "AnswerConflict"],
    ["pay what came back", answered, paid("o2"), "AnswerConflict"],
    ["return under another reference", answered, returned("o2", "another"), "AnswerConflict"],
    ["record anything new when settled", settled, returned("o1"), "NotAtThisStage"],
    ["skip an edition", prepared, edit(3), "RevisionConflict"],
    ["begin with a later edition", unprepared, edit(2), "RevisionConflict"],
    ["change the line", prepared, edit(2, { line: "line-2" }), "AnotherList"],
    ["change the payer", prepared, edit(2, { payer: "treasury-2" }), "AnotherList"],
    ["change the cohort", prepared, edit(2, { cohort: cohortId("cooking") }), "AnotherList"],
    ["change the currency", prepared, edit(2, { currency: usd }), "AnotherList"],
    ["change the list", prepared, edit(2, { disbursement: DisbursementEvent.id("d2") }), "AnotherList"],
    ["prepare nothing", unprepared, prepare({ instructions: [] }), "NothingToPay"],
    [
      "pay one obligation twice",
      unprepared,
      prepare({ instructions: [instruction("o1", 100), instruction("o1", 100)] }),
      "RepeatedObligation"
    ],
    [
      "leave somebody out unsaid",
      unprepared,
      prepare({ beside: { undetermined: [person("x")], invalid: [] } }),
      "ListIncomplete"
    ],
    [
      "leave somebody invalid out unsaid",
      unprepared,
      prepare({ beside: { undetermined: [], invalid: [person("x")] } }),
      "ListIncomplete"
    ],
    [
      "add up to what is no longer exact",
      unprepared,
      prepare({ instructions: [instruction("o1", 2 ** 53 - 1), instruction("o2", 1)] }),
      "AmountTooLarge"
    ],
    ["act on another day", prepared, { ...verify(prepared), on: day("2020-10-28") }, "DayDoesNotFit"],
    ["act without appointment", prepared, (state) => verify(state, "otto"), "NotAuthorised"],
    ["act under the appointment of another duty", prepared, (state) => verify(state, "rita"), "NotAuthorised"],
    ["prepare without appointment", unprepared, prepare(by("vera")), "NotAuthorised"],
    ["send back without appointment", prepared, (state) => reject(state, "rita"), "NotAuthorised"],
    ["cancel without any appointment", prepared, cancel("otto"), "NotAuthorised"],
    ["cancel with an appointment to record", prepared, cancel("bank"), "NotAuthorised"],
    ["record without appointment", released, paid("o1", "r", "rita"), "NotAuthorised"],
    ["return without appointment", released, returned("o1", "r", "otto"), "NotAuthorised"],
    ["settle without appointment", answered, settle("rita"), "NotAuthorised"],
    [
      "ask to be let through themselves",
      prepared,
      (state) => requestGlass(state, "verify", "anton", [unappointed], { actor: "anton" }),
      "AnotherPersonNeeded"
    ],
    [
      "ask to be let through under another spelling",
      prepared,
      (state) => requestGlass(state, "verify", "Anton", [unappointed], { actor: "anton" }),
      "AnotherPersonNeeded"
    ],
    [
      "ask without appointment",
      prepared,
      (state) => requestGlass(state, "verify", "anton", [unappointed], { actor: "otto" }),
      "NotAuthorised"
    ],
    [
      "ask about another content",
      prepared,
      requestGlass(unprepared, "verify", "otto", [unappointed]),
      "ContentChanged"
    ],
    [
      "ask for a step that is not next",
      prepared,
      (state) => requestGlass(state, "approve", "otto", [unappointed]),
      "NotAtThisStage"
    ],
    [
      "ask when all is released",
      released,
      (state) => requestGlass(state, "release", "otto", [unappointed]),
      "NotAtThisStage"
    ],
    ["lift what is not in the way", prepared, (s) => requestGlass(s, "verify", "vera", [unappointed]), "NotInTheWay"],
    ["lift more than is in the way", prepared, (s) => requestGlass(s, "verify", "otto", more), "NotInTheWay"],
    [
      "lift less than is in the way",
      prepared,
      (s) => requestGlass(s, "verify", "paula", [had("prepare")], { actor: "anton" }),
      "NotInTheWay"
    ],
    ["ask for glass that is over", prepared, (s) => until(s, "2020-10-26T09:00:00"), "GlassNotShort"],
    ["ask for glass without end", prepared, (s) => until(s, "2020-10-30T09:00:00"), "GlassNotShort"],
    ["break glass alone", asked, (state) => breakGlass(state, 1, "paula"), "AnotherPersonNeeded"],
    ["break glass alone under two spellings", asked, (state) => breakGlass(state, 1, "Paula"), "AnotherPersonNeeded"],
    ["break glass for themselves", asked, (state) => breakGlass(state, 1, "otto"), "AnotherPersonNeeded"],
    ["break glass without appointment", asked, (state) => breakGlass(state, 1, "somebody"), "NotAuthorised"],
    ["break glass that nobody asked for", asked, (state) => breakGlass(state, 2), "NoSuchGlass"],
    ["break glass over another content", asked, breakGlass(unprepared), "ContentChanged"],
    ["act on a request that nobody confirmed", asked, (state) => verify(state, "otto"), "NotAuthorised"],
    ["break glass when its time is over", asked, (state) => ({ ...breakGlass(state), ...later }), "GlassEnded"]
  ]
  it.each(refusals)("does not let anybody %s", (_, state, step, expected) =>
    assert.deepStrictEqual(answers(state, step), [expected])
  )

  it("L27 the same edition with other content is refused, the same one again is nothing", () => {
    const other = prepare({ instructions: [instruction("o1", 101)] })
    assert.deepStrictEqual(answers(prepared, other), ["RevisionConflict"])
    assert.deepStrictEqual(answers(after(prepare(), edit(2)), prepare()), [])
    assert.deepStrictEqual(answers(after(prepare(), edit(2)), other), ["RevisionConflict"])
    assert.deepStrictEqual(answers(cancelled, prepare()), [])
  })

  it("binds a signature to every payment, whom it goes to and where", () => {
    const account = (box: string): Sealed.Sealed => ({
      _tag: "Sealed",
      person: person("person of o1"),
      command: Command.id("list"),
      box
    })
    const base = prepare({ instructions: [{ ...instruction("o1", 100), destination: account("AAAA") }] })
    const [first] = base.instructions
    const changed: ReadonlyArray<DisbursementDecider.Edition> = [
      base,
      { ...base, revision: 2 },
      { ...base, line: "line-2" },
      { ...base, payer: "treasury-2" },
      { ...base, beside: { undetermined: [person("x")], invalid: [] }, despite: "urgent" },
      { ...base, instructions: [instruction("o1", 100)] },
      { ...base, instructions: [{ ...first!, destination: account("BBBB") }] },
      { ...base, instructions: [{ ...first!, person: person("y") }] },
      { ...base, instructions: [{ ...instruction("o1", 100, 1), destination: account("AAAA") }] }
    ]
    const contents = changed.map((edition) => Result.getOrThrow(DisbursementDecider.contentOf(edition)))
    assert.strictEqual(new Set(contents).size, changed.length)
    const { actor: _actor, at: _at, on: _on, ...edition } = base
    assert.strictEqual(Result.getOrThrow(DisbursementDecider.contentOf(edition)), contents[0])
  })

  it("records who stands beside an incomplete list, and why it was made", () => {
    const beside = { undetermined: [person("x")], invalid: [person("y")] }
    const decided = decider.decide(unprepared, prepare({ beside, despite: "the year ends" }))
    const [event] = Result.getOrThrow(decided)
    assert.isTrue(event?._tag === "ListPrepared")
    if (event?._tag === "ListPrepared") {
      assert.deepStrictEqual(event.incomplete, { ...beside, reason: "the year ends" })
      assert.deepStrictEqual(event.total, { gross: 150, tax: 5, net: 145 } as never)
    }
    const state = after(prepare({ beside, despite: "the year ends" }))
    assert.isTrue(state._tag !== "Unprepared" && !state.complete)
    assert.isTrue(prepared._tag !== "Unprepared" && prepared.complete)
  })

  it("says under which appointment somebody acted, and that an edit voids what was signed", () => {
    const [signed] = Result.getOrThrow(decider.decide(prepared, verify(prepared)))
    assert.deepStrictEqual(
      signed?._tag === "ListVerified" && { actor: signed.actor, on: signed.on, under: signed.under },
      {
        actor: Lists.actor("vera"),
        on: Lists.today,
        under: { _tag: "Appointment", document: "decree of vera" }
      }
    )
    const [voided] = Result.getOrThrow(decider.decide(approved, edit(2)))
    assert.deepStrictEqual(voided?._tag === "SignaturesVoided" && voided.duties, ["verify", "approve"])
    const again = after(prepare(), verify, approve, edit(2))
    assert.deepStrictEqual(answers(again, approve), ["NotAtThisStage"])
    assert.deepStrictEqual(answers(again, release), ["NotAtThisStage"])
  })

  it("asks the table on the day of the command", () => {
    const shortly = DisbursementDecider.make([
      ...table.filter(({ task }) => task !== "verify"),
      Lists.grant("vera", "verify", { during: { from: day("2020-10-27") } })
    ])
    assert.deepStrictEqual(answers(prepared, verify, shortly), ["NotAuthorised"])
    const tomorrow = { ...verify(prepared), on: day("2020-10-27"), at: at("2020-10-26T23:30:00") }
    assert.deepStrictEqual(answers(prepared, tomorrow, shortly), ["ListVerified"])
  })

  it("an empty table refuses everything, also to break glass", () => {
    const nobody = DisbursementDecider.make([])
    const asked = after(prepare(), (state) => requestGlass(state, "verify", "otto", [unappointed]))
    const everything: ReadonlyArray<readonly [DisbursementState.State, Step]> = [
      [unprepared, prepare()],
      [prepared, verify],
      [verified, approve],
      [approved, release],
      [prepared, (state) => reject(state, "vera")],
      [prepared, (state) => requestGlass(state, "verify", "vera", [unappointed])],
      [asked, breakGlass],
      [prepared, cancel()],
      [released, paid("o1")],
      [released, returned("o1")],
      [answered, settle()]
    ]
    for (const [state, step] of everything) assert.deepStrictEqual(answers(state, step, nobody), ["NotAuthorised"])
  })
})

describe("Broken glass", () => {
  const everything = DisbursementDecider.make([
    ...table,
    ...(["prepare", "verify", "approve", "release"] as const).map((task) => Lists.grant("eka", task))
  ])
  const run = (...steps: ReadonlyArray<Step>) =>
    steps.reduce<DisbursementState.State>(
      (state, step) =>
        Result.getOrThrow(Decider.accept(everything, state, typeof step === "function" ? step(state) : step)).state,
      everything.initial
    )
  const tagsOf = (state: DisbursementState.State, step: Step) => answers(state, step, everything)

  it("lets one person have the second duty that it names, visibly, and no third", () => {
    const start = [prepare(by("eka"))] as const
    assert.deepStrictEqual(
      tagsOf(run(...start), (s) => verify(s, "eka")),
      ["SamePerson"]
    )
    const asked = [
      ...start,
      (s: DisbursementState.State) => requestGlass(s, "verify", "eka", [had("prepare")])
    ] as const
    assert.deepStrictEqual(
      tagsOf(run(...asked), (s) => verify(s, "eka")),
      ["SamePerson"]
    )
    const broken = run(...asked, breakGlass)
    const [signed] = Result.getOrThrow(everything.decide(broken, verify(broken, "eka")))
    assert.deepStrictEqual(signed?._tag === "ListVerified" && signed.under, {
      _tag: "Appointment",
      document: "decree of eka",
      glass: 1
    })
    const verified = run(...asked, breakGlass, (s) => verify(s, "eka"))
    assert.deepStrictEqual(
      tagsOf(verified, (s) => approve(s, "eka")),
      ["TooManyDuties"]
    )
    for (const lifts of [[had("verify")], [had("prepare"), had("verify")]] as const) {
      assert.deepStrictEqual(
        tagsOf(verified, (s) => requestGlass(s, "approve", "eka", lifts)),
        ["TooManyDuties"]
      )
    }
    assert.deepStrictEqual(
      tagsOf(
        run(...asked, breakGlass, (s) => verify(s, "eka"), approve),
        (s) => release(s, "eka")
      ),
      ["TooManyDuties"]
    )
  })

  it("L24 keeps approver and releaser apart unless it says so of these two", () => {
    const approved = [prepare(), verify, (s: DisbursementState.State) => approve(s, "eka")] as const
    assert.deepStrictEqual(
      tagsOf(run(...approved), (s) => release(s, "eka")),
      ["SamePerson"]
    )
    const said = run(...approved, (s) => requestGlass(s, "release", "eka", [had("approve")]), breakGlass)
    assert.deepStrictEqual(
      tagsOf(said, (s) => release(s, "eka")),
      ["ListReleased"]
    )
  })

  const forOtto = [prepare(), (s: DisbursementState.State) => requestGlass(s, "verify", "otto", [unappointed])] as const

  it("lets somebody stand in for a step, visibly, for that one alone, and as they are spelt", () => {
    const broken = after(...forOtto, breakGlass)
    const [signed] = Result.getOrThrow(decider.decide(broken, verify(broken, "otto")))
    assert.deepStrictEqual(signed?._tag === "ListVerified" && signed.under, { _tag: "BrokenGlass", glass: 1 })
    const verified = after(...forOtto, breakGlass, (s) => verify(s, "otto"))
    assert.deepStrictEqual(
      answers(verified, (s) => approve(s, "otto")),
      ["SamePerson"]
    )
    for (const other of ["anton", "Otto"]) {
      assert.deepStrictEqual(
        answers(broken, (s) => verify(s, other)),
        ["NotAuthorised"]
      )
    }
  })

  it("says in its event who, why, what, until when, who asked and who confirmed", () => {
    const asked = after(...forOtto)
    const [broken] = Result.getOrThrow(decider.decide(asked, breakGlass(asked)))
    assert.deepStrictEqual(broken, {
      _tag: "GlassBroken",
      glass: 1,
      officer: Lists.actor("otto"),
      step: "verify",
      lifts: [unappointed],
      until: at("2020-10-27T09:00:00"),
      reason: "flood in the office",
      requestedBy: Lists.actor("paula"),
      content: Lists.contentOf(asked),
      ...by("rita"),
      under: { _tag: "Appointment", document: "decree of rita" }
    })
  })

  it("is asked for and broken once, holds for one content, and mends when the list is edited or sent back", () => {
    const broken = after(...forOtto, breakGlass)
    for (const step of [forOtto[1], breakGlass, (s: DisbursementState.State) => breakGlass(s, 1, "anton")]) {
      assert.deepStrictEqual(answers(broken, step), [])
    }
    const edited = after(...forOtto, breakGlass, edit(2))
    assert.deepStrictEqual(
      answers(edited, (s) => verify(s, "otto")),
      ["NotAuthorised"]
    )
    assert.deepStrictEqual(answers(edited, breakGlass), ["NoSuchGlass"])
    const [again] = Result.getOrThrow(decider.decide(edited, forOtto[1](edited)))
    assert.strictEqual(again?._tag === "GlassRequested" && again.glass, 2)
    const sentBack = after(...forOtto, breakGlass, (s) => reject(s, "vera"), edit(2))
    assert.deepStrictEqual(
      answers(sentBack, (s) => verify(s, "otto")),
      ["NotAuthorised"]
    )
  })

  it("ends at the moment that was said", () => {
    const broken = after(...forOtto, breakGlass)
    const on = day("2020-10-27")
    const just = { ...verify(broken, "otto"), at: at("2020-10-27T08:59:59.999"), on }
    const over = { ...verify(broken, "otto"), at: at("2020-10-27T09:00:00"), on }
    assert.deepStrictEqual(answers(broken, just), ["ListVerified"])
    assert.deepStrictEqual(answers(broken, over), ["NotAuthorised"])
  })

  it("L24 a person who verified one edition neither prepares nor approves the next", () => {
    const verified = run(prepare(), (s) => verify(s, "eka"))
    assert.deepStrictEqual(answers(verified, edit(2, by("eka")), everything), ["SamePerson"])
    const next = run(prepare(), (s) => verify(s, "eka"), edit(2), verify)
    assert.deepStrictEqual(
      answers(next, (s) => approve(s, "eka"), everything),
      ["SamePerson"]
    )
  })
})

describe("Events of a list", () => {
  it("carry no unsealed destination, and refuse one of somebody else", () => {
    const sealed = { _tag: "Sealed", person: person("z"), command: Command.id("list"), box: "AAAA" } as const
    const [event] = Result.getOrThrow(
      decider.decide(unprepared, prepare({ instructions: [{ ...instruction("o1", 100), destination: sealed }] }))
    )
    assert.isTrue(Result.isFailure(DisbursementEvent.codec.write(event!)))
  })
})
