import { assert, describe, it } from "@effect/vitest"
import { Cohort, Person, Voucher } from "@bina/core"
import { Journal, MemoryVault } from "@bina/core/adapter"
import { Office, Requests } from "@bina/core/office"
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Refusing from "./Refusing.ts"
import * as Season from "./Season.ts"

const { app, by, desk, weaving } = Season

/**
 * That each is refused so, in the same words when it is given again, and that nothing is written by any of it: neither
 * in the journal nor in the vault, where no key, no number and no record of access comes or goes.
 */
const refuses = <E extends { readonly _tag: string; readonly message: string }>(
  memory: MemoryVault.Memory,
  cases: ReadonlyArray<readonly [string, Effect.Effect<unknown, E>]>
) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const kept = () => JSON.stringify([memory.lock, [...memory.keys], [...memory.entries], memory.accesses])
    const [before, vault] = [yield* journal.head, kept()]
    for (const [tag, command] of cases) {
      for (const _ of ["first", "again"]) {
        const refusal = yield* Effect.flip(command)
        assert.strictEqual(refusal._tag, tag, refusal.message)
      }
      assert.strictEqual(kept(), vault, tag)
    }
    assert.deepStrictEqual(yield* journal.head, before)
  })

describe("Office, refusing each of its requests", () => {
  it.effect(
    "leaves journal, register and vault as they were",
    () => {
      const memory = MemoryVault.empty()
      const kept = Effect.all([Season.dump, Season.rows]).pipe(
        Effect.map((told) =>
          JSON.stringify([told, memory.lock, [...memory.keys], [...memory.entries], memory.accesses])
        ),
        Effect.orDie
      )
      return Effect.gen(function* () {
        const refused = yield* Refusing.season(kept, assert.fail)
        assert.deepStrictEqual([...refused.keys()].toSorted(), Object.keys(Requests.byMethod).toSorted())
      }).pipe(Effect.provide(Season.layerKeeping(memory)))
    },
    60_000
  )
})

const nowhere = Cohort.id("nowhere")
const nobody = app("a-nobody")
const later = Season.at("2030-12-01T00:00:00")

describe("Office, refusing", () => {
  it.effect("before anything is there", () => {
    const memory = MemoryVault.empty()
    return Effect.gen(function* () {
      const office = yield* Office.Office
      yield* Season.setTime("2030-01-15T03:00:00")
      const ofCohort = { cohort: nowhere }
      const ofOne = { cohort: nowhere, application: nobody }
      const [date, other] = Season.dates
      const programme = "nothing"
      const outline = {
        id: "other",
        title: "Other",
        organiser: "Dinas",
        kind: "training",
        fiscalYear: 2030,
        timeZone: "Asia/Jakarta"
      }
      const list = Season.list
      const content = "0".repeat(64) as never
      const obligation = "o" as never
      yield* refuses<{ readonly _tag: string; readonly message: string }>(memory, [
        [
          "UnknownPolicy",
          office.openProgramme({
            ...desk("r1"),
            outline,
            policies: { admission: Season.unknownAdmission.fingerprint, allowance: Season.allowance.fingerprint },
            cohorts: [weaving]
          })
        ],
        [
          "UnknownPolicy",
          office.openProgramme({
            ...desk("r1"),
            outline,
            policies: { admission: Season.allowance.fingerprint, allowance: Season.allowance.fingerprint },
            cohorts: [weaving]
          })
        ],
        [
          "UnknownZone",
          office.openProgramme({
            ...desk("r1"),
            outline: { ...outline, timeZone: "Asia/Nowhere" },
            policies: { admission: Season.admission.fingerprint, allowance: Season.allowance.fingerprint },
            cohorts: [weaving]
          })
        ],
        [
          "NotDrafted",
          office.amendPolicy({
            ...desk("r2"),
            programme,
            stage: "admission",
            policy: Season.admission.fingerprint,
            legalBasis: Season.citation,
            effectiveFrom: later
          })
        ],
        ["NotDrafted", office.scheduleCohort({ ...desk("r3"), programme, cohort: Season.cohort(weaving) })],
        ["NotDrafted", office.closeProgramme({ ...desk("r4"), programme })],
        ["NotDrafted", office.summarise({ programme, currency: Season.idr })],
        ["NotAnnounced", office.receiveApplications({ ...desk("r5"), ...ofCohort, applications: [] })],
        ["NotAnnounced", office.admit({ ...desk("r6"), ...ofCohort, answerBy: later })],
        ["NotAnnounced", office.promoteWaitlist({ ...desk("r7"), ...ofCohort, answerBy: later })],
        [
          "NotAnnounced",
          office.supplyFacts({ ...desk("r8"), ...ofOne, answerBy: later, identity: Option.none(), keys: {}, facts: {} })
        ],
        ["NotAnnounced", office.receiveObjection({ ...desk("r9"), ...ofOne, grounds: Redacted.make("x") })],
        ["NotAnnounced", office.answerObjection({ ...desk("r10"), ...ofOne, answer: "upheld", reason: "x" })],
        ["NotAnnounced", office.override({ ...desk("r11"), ...ofOne, order: "admit", reason: "x", until: later })],
        ["NotAnnounced", office.acceptSeat({ ...desk("r12"), ...ofOne })],
        ["NotAnnounced", office.declineSeat({ ...desk("r13"), ...ofOne })],
        ["NotAnnounced", office.lapseSeat({ ...desk("r14"), ...ofOne })],
        ["NotAnnounced", office.withdraw({ ...desk("r15"), ...ofOne })],
        ["NotAnnounced", office.exit({ ...desk("r16"), ...ofOne, reason: "Moved" })],
        ["NotAnnounced", office.startCohort({ ...desk("r17"), ...ofCohort })],
        ["NotAnnounced", office.moveSession({ ...desk("r18"), ...ofCohort, from: date, to: other, reason: "x" })],
        ["NotAnnounced", office.cancelSession({ ...desk("r19"), ...ofCohort, date, reason: "x" })],
        ["NotAnnounced", office.recordAttendance({ ...desk("r20"), ...ofCohort, records: [] })],
        ["NotAnnounced", office.correctAttendance({ ...desk("r21"), ...ofCohort, records: [] })],
        ["NotAnnounced", office.recordCompletions({ ...desk("r22"), ...ofCohort })],
        ["NotAnnounced", office.closeCohort({ ...desk("r23"), ...ofCohort })],
        ["NotAnnounced", office.callOffCohort({ ...desk("r24"), ...ofCohort, reason: "x" })],
        ["NotAnnounced", office.assess({ ...desk("r25"), ...ofCohort })],
        ["NotAnnounced", office.adjust({ ...desk("r26"), ...ofCohort })],
        ["NotAnnounced", office.prepareList({ ...desk("r27"), ...ofCohort, list })],
        ["NotAtThisStage", office.verifyList({ ...by("verifier", "r28"), list, content })],
        ["NotAtThisStage", office.approveList({ ...by("approver", "r29"), list, content })],
        ["NotAtThisStage", office.releaseList({ ...by("releaser", "r30"), list, content })],
        ["NotAtThisStage", office.rejectList({ ...by("verifier", "r31"), list, content, reason: "x" })],
        ["NotAtThisStage", office.cancelList({ ...by("preparer", "r32"), list, reason: "x" })],
        ["NotAtThisStage", office.settleList({ ...by("cashier", "r33"), list })],
        ["NotAtThisStage", office.recordPayment({ ...by("cashier", "r34"), list, obligation, reference: "x" })],
        [
          "NotAtThisStage",
          office.recordReturn({ ...by("cashier", "r35"), list, obligation, reference: "x", reason: "x" })
        ],
        [
          "NotAtThisStage",
          office.breakGlass({
            ...by("verifier", "r36"),
            list,
            content,
            glass: 1
          })
        ],
        [
          "NotAtThisStage",
          office.requestGlass({
            ...by("verifier", "r36/2"),
            list,
            content,
            officer: by("cashier", "x").actor,
            step: "approve",
            lifts: [{ _tag: "Authority" }],
            until: Season.answerBy,
            reason: "x"
          })
        ],
        [
          "NotAnnounced",
          office.recordRepayment({
            ...desk("r37"),
            cohort: weaving,
            person: Person.id("nobody"),
            currency: Season.idr,
            amounts: { gross: Money.minorUnits(1), tax: Money.minorUnits(0), net: Money.minorUnits(1) },
            voucher: Voucher.makeUnsafe("v")
          })
        ],
        [
          "NoMerger",
          office.mergePersons({
            ...Season.by("registrar", "r38"),
            kept: Person.id("a"),
            merged: Person.id("a"),
            limits: []
          })
        ],
        [
          "NegativeAmount",
          office.allocateBudget({
            ...desk("r39"),
            line: "line-1",
            account: "5",
            amount: Money.make(Season.idr, Money.minorUnits(-1)),
            basis: Season.citation,
            voucher: Voucher.makeUnsafe("v")
          })
        ]
      ])
    }).pipe(Effect.provide(Season.layerKeeping(memory)))
  })

  it.effect("by who may do what, and by what is owed", () => {
    const memory = MemoryVault.empty()
    return Effect.gen(function* () {
      const { ani, office, prepared } = yield* Season.releasedSeason
      const { content } = prepared.answer
      const list = Season.list
      const [toAni] = prepared.answer.instructions
      const ofDodi = { cohort: weaving, application: app("a-dodi") }
      const until = Season.at("2030-06-01T00:00:00")
      yield* office.receiveObjection({ ...by("reviewer", "object"), ...ofDodi, grounds: Redacted.make("x") })
      const amounts = { gross: Money.minorUnits(1), tax: Money.minorUnits(0), net: Money.minorUnits(1) }
      const repayment = {
        cohort: weaving,
        person: ani,
        currency: Season.idr,
        amounts,
        voucher: Voucher.makeUnsafe("v")
      }
      yield* refuses<{ readonly _tag: string; readonly message: string }>(memory, [
        ["NotAuthorised", office.answerObjection({ ...desk("r20"), ...ofDodi, answer: "upheld", reason: "x" })],
        ["NotAuthorised", office.answerObjection({ ...by("head", "r21"), ...ofDodi, answer: "upheld", reason: "x" })],
        ["NotAuthorised", office.override({ ...by("reviewer", "r22"), ...ofDodi, order: "admit", reason: "x", until })],
        ["OwnCase", office.answerObjection({ ...by("reviewer", "r23"), ...ofDodi, answer: "upheld", reason: "x" })],
        ["NotAuthorised", office.recordRepayment({ ...desk("r24"), ...repayment })],
        ["NotOwedBack", office.recordRepayment({ ...by("cashier", "r25"), ...repayment })],
        ["NotAtThisStage", office.verifyList({ ...by("preparer", "r1"), list, content })],
        ["NotAuthorised", office.recordPayment({ ...desk("r2"), list, obligation: toAni!.obligation, reference: "x" })],
        ["ContentChanged", office.releaseList({ ...by("releaser", "r3"), list, content: "0".repeat(64) as never })],
        ["NothingToPay", office.prepareList({ ...by("preparer", "r4"), list: Season.secondList, cohort: weaving })],
        [
          "DestinationOfStranger",
          office.prepareList({
            ...by("preparer", "r4/2"),
            list: Season.secondList,
            cohort: weaving,
            destinations: { [Person.id("somebody-else")]: Redacted.make("0123 somebody") }
          })
        ],
        ["AnswersAwaited", office.settleList({ ...by("cashier", "r5"), list })],
        [
          "StillInvolved",
          office.erase({ ...desk("r6"), person: ani, basis: Season.citation, retention: Season.retention })
        ],
        ["Unfinished", office.closeCohort({ ...desk("r7"), cohort: weaving })],
        ["CohortsLeft", office.closeProgramme({ ...desk("r8"), programme: Season.programme })],
        ["WrongStanding", office.lapseSeat({ ...desk("r9"), cohort: weaving, application: app("a-ani") })],
        ["UnknownApplication", office.acceptSeat({ ...desk("r10"), cohort: weaving, application: nobody })],
        ["NotYetKnown", office.assess({ ...desk("r11"), cohort: weaving, knownAt: Season.at("2031-01-01T00:00:00") })]
      ])
    }).pipe(Effect.provide(Season.layerKeeping(memory)))
  })

  it.effect("what would name somebody, open values or make a key, and leaves the vault as it was", () => {
    const memory = MemoryVault.empty()
    return Effect.gen(function* () {
      const { office } = yield* Season.seated
      const unnamed = Season.received("dodi", 9, { identity: Option.none(), item: "apply/unnamed" })
      const stranger = { ...unnamed, application: app("a-stranger"), facts: { resident: false } }
      yield* Season.receive(weaving, "receive/stranger", stranger)
      yield* office.admit({ ...desk("admit/stranger"), cohort: weaving, answerBy: later })
      const nik = Season.nik("9971050101010101")
      const kk = Option.some(Season.kk("9971050112990011"))
      const supplied = { cohort: weaving, answerBy: later, identity: Option.some(nik), keys: { household: kk } }
      yield* refuses<{ readonly _tag: string; readonly message: string }>(memory, [
        // Of somebody who is refused already, a number is not taken down.
        [
          "WrongStanding",
          office.supplyFacts({ ...desk("r1"), ...supplied, application: stranger.application, facts: {} })
        ],
        ["UnknownApplication", office.supplyFacts({ ...desk("r2"), ...supplied, application: nobody, facts: {} })],
        [
          "AlreadyKnown",
          office.supplyFacts({ ...desk("r3"), ...supplied, application: app("a-dodi"), facts: { resident: false } })
        ],
        [
          "UnknownApplication",
          office.receiveObjection({ ...desk("r4"), ...supplied, application: nobody, grounds: Redacted.make("x") })
        ],
        [
          "WrongStanding",
          office.receiveObjection({
            ...desk("r5"),
            ...supplied,
            application: app("a-ani"),
            grounds: Redacted.make("x")
          })
        ],
        ["WrongStage", office.recordCompletions({ ...desk("r6"), cohort: weaving })],
        ["NotYetKnown", office.assess({ ...desk("r7"), cohort: weaving, knownAt: Season.at("2031-01-01T00:00:00") })]
      ])
      assert.deepStrictEqual(yield* office.find(nik), Option.none())

      // An item that is refused names nobody either, whatever becomes of the others.
      const before = [memory.keys.size, memory.entries.size]
      const moved = Season.received("budi", 2, { identity: Option.some(nik), item: "apply/other" })
      const { answer } = yield* Season.receive(weaving, "receive/again", moved)
      assert.deepStrictEqual(answer.done, [])
      assert.deepStrictEqual([memory.keys.size, memory.entries.size], before)
      assert.deepStrictEqual(yield* office.find(nik), Option.none())
    }).pipe(Effect.provide(Season.layerKeeping(memory)))
  })
})
