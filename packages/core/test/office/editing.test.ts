/** A list that is edited after it was signed, looked at before it is signed, and people on lists that nobody answered. */
import { assert, describe, it } from "@effect/vitest"
import { Voucher } from "@bina/core"
import { BudgetState, DisbursementState, Streams } from "@bina/core/journal"
import { Handling } from "@bina/core/office"
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Season from "./Season.ts"

const { by, desk, list, weaving } = Season

/** Up to an approved list: Ani is owed 200,000, Budi 100,000. */
const approved = Effect.gen(function* () {
  const before = yield* Season.attendedSeason
  const { office } = before
  yield* office.assess({ ...desk("assess"), cohort: weaving })
  yield* office.allocateBudget({
    ...desk("budget"),
    line: "line-1",
    account: "5.2.2",
    amount: Money.make(Season.idr, Money.minorUnits(1_000_000)),
    basis: Season.citation,
    voucher: Voucher.makeUnsafe("dpa-1")
  })
  const { answer } = yield* office.prepareList({ ...by("preparer", "prepare"), list, cohort: weaving })
  const { content } = answer
  yield* office.verifyList({ ...by("verifier", "verify"), list, content })
  yield* office.approveList({ ...by("approver", "approve"), list, content })
  return { ...before, content }
})

/** Ani was there on one day only. */
const corrected = ({ ani, office }: Effect.Success<typeof approved>) =>
  Effect.gen(function* () {
    yield* Season.setTime("2030-03-20T03:00:00")
    const absent = { mark: "absent" as const, signatures: { given: 0, required: 2 } }
    const record = Season.attended(ani, Season.dates[1], { ...absent, knownAt: Season.at("2030-03-19T03:00:00") })
    yield* office.correctAttendance({
      ...desk("correct"),
      cohort: weaving,
      records: [{ ...record, reason: "the sheet of another day" }]
    })
    yield* office.assess({ ...desk("reassess"), cohort: weaving })
  })

const committed = Effect.map(Handling.load(Streams.budget, Streams.ofBudget("line-1")), ({ state }) =>
  state._tag === "Unallocated" ? undefined : [Number(state.committed), Number(BudgetState.freeOf(state))]
)

describe("Office, editing a list that was approved", () => {
  it.effect("voids its signatures, frees its money, and pays what is owed now", () =>
    Effect.gen(function* () {
      const season = yield* approved
      const { ani, budi, office } = season
      assert.deepStrictEqual(yield* committed, [300_000, 700_000])
      yield* corrected(season)

      const { answer } = yield* office.prepareList({ ...by("preparer", "prepare/2"), list, cohort: weaving })
      assert.deepStrictEqual(
        answer.instructions.map(({ gross, person }) => [person, Number(gross)]),
        [
          [ani, 100_000],
          [budi, 100_000]
        ]
      )
      assert.deepStrictEqual(yield* committed, [0, 1_000_000])
      const view = yield* office.list({ list, cohort: weaving })
      assert.strictEqual(DisbursementState.stageOf(view.state), "Prepared")
      const voided = view.happened.find(({ event }) => event._tag === "SignaturesVoided")?.event
      assert.deepStrictEqual(voided?._tag === "SignaturesVoided" && voided.duties, ["verify", "approve"])

      const stale = yield* Effect.flip(
        office.releaseList({ ...by("releaser", "release"), list, content: season.content })
      )
      assert.strictEqual(stale._tag, "ContentChanged")
      const { content } = answer
      yield* office.verifyList({ ...by("verifier", "verify/2"), list, content })
      yield* office.approveList({ ...by("approver", "approve/2"), list, content })
      yield* office.releaseList({ ...by("releaser", "release/2"), list, content })
      assert.deepStrictEqual(yield* committed, [200_000, 800_000])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("is no news where it pays the same, and made anew only for whoever asks for that", () =>
    Effect.gen(function* () {
      const { ani, content, office } = yield* approved
      const asking = { list, cohort: weaving }
      const same = yield* office.prepareList({ ...by("preparer", "prepare/2"), ...asking })
      assert.deepStrictEqual([same.answer.isNew, same.answer.content], [false, content])
      assert.strictEqual(Number(same.answer.total.gross), 300_000)
      assert.deepStrictEqual(yield* committed, [300_000, 700_000])
      // Who still may not release it, may not; what was signed still stands.
      assert.strictEqual(DisbursementState.stageOf((yield* office.list(asking)).state), "Approved")

      const anew = yield* office.prepareList({ ...by("preparer", "prepare/3"), ...asking, anew: true })
      assert.isTrue(anew.answer.isNew)
      assert.notStrictEqual(anew.answer.content, content)
      assert.strictEqual(Number(anew.answer.total.gross), 300_000)
      assert.deepStrictEqual(yield* committed, [0, 1_000_000])

      // By what the bank reads a payment is part of what is signed.
      const read = (text: string) => ({ destinations: { [ani]: Redacted.make(text) } })
      const named = yield* office.prepareList({ ...by("preparer", "prepare/4"), ...asking, ...read("ANI 55") })
      const again = yield* office.prepareList({ ...by("preparer", "prepare/5"), ...asking, ...read("ANI 55") })
      const other = yield* office.prepareList({ ...by("preparer", "prepare/6"), ...asking, ...read("ANI 56") })
      const gone = yield* office.prepareList({ ...by("preparer", "prepare/7"), ...asking })
      assert.deepStrictEqual(
        [named, again, other, gone].map(({ answer }) => [answer.isNew, answer.revision]),
        [
          [true, 3],
          [false, 3],
          [true, 4],
          [true, 5]
        ]
      )
    }).pipe(Effect.provide(Season.layer))
  )
})

describe("Office, looking at a list", () => {
  it.effect("says what it would pay before there is one, and whether it still pays what is owed", () =>
    Effect.gen(function* () {
      const { office } = yield* Season.attendedSeason
      const looking = { list, cohort: weaving }
      const early = yield* office.list(looking)
      assert.deepStrictEqual(
        [DisbursementState.stageOf(early.state), early.owed, early.beside.undetermined.length],
        ["Unprepared", [], 2]
      )
      yield* office.assess({ ...desk("assess"), cohort: weaving })
      assert.strictEqual((yield* office.list(looking)).owed.length, 2)
      const missing = yield* Effect.flip(office.list({ list, cohort: "nowhere" as typeof weaving }))
      assert.strictEqual(missing._tag, "NotAnnounced")
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("an approved list is as it should be until facts change", () =>
    Effect.gen(function* () {
      const season = yield* approved
      const looking = { list, cohort: weaving }
      assert.isFalse((yield* season.office.list(looking)).isStale)
      yield* corrected(season)
      const view = yield* season.office.list(looking)
      assert.isTrue(view.isStale)
      assert.deepStrictEqual(
        view.owed.map(({ gross }) => Number(gross)),
        [100_000, 100_000]
      )
      const { happened } = view
      assert.deepStrictEqual(
        happened.map(({ command, event }) => [command, event._tag]),
        [
          ["prepare", "ListPrepared"],
          ["verify", "ListVerified"],
          ["approve", "ListApproved"]
        ] as never
      )
    }).pipe(Effect.provide(Season.layer))
  )
})

describe("Office, forgetting somebody on a list", () => {
  it.effect("waits until the bank answered or the list is given up, whatever the stage", () =>
    Effect.gen(function* () {
      const { ani, office } = yield* approved
      yield* office.recordCompletions({ ...desk("complete"), cohort: weaving })
      yield* office.closeCohort({ ...desk("close"), cohort: weaving })
      yield* Season.setTime("2041-01-01T00:00:00")
      const erasing = { person: ani, basis: Season.citation, retention: Season.retention }
      const view = yield* office.list({ list, cohort: weaving })
      assert.isTrue(DisbursementState.awaits(view.state, ani))
      const refused = yield* Effect.flip(office.erase({ ...desk("e1"), ...erasing }))
      assert.include(refused._tag === "StillInvolved" ? refused.streams : [], Streams.ofDisbursement(list))
      yield* Season.setTime("2030-03-06T04:00:00")
      const { answer } = yield* office.prepareList({
        ...by("preparer", "prepare/2"),
        list,
        cohort: weaving,
        anew: true
      })
      assert.strictEqual(answer.revision, 2)
      yield* Season.setTime("2041-01-01T00:00:00")
      const still = yield* Effect.flip(office.erase({ ...desk("e2"), ...erasing }))
      assert.deepStrictEqual(still._tag === "StillInvolved" && still.streams, [Streams.ofDisbursement(list)])
      yield* Season.setTime("2030-03-06T05:00:00")
      yield* office.cancelList({ ...by("preparer", "cancel"), list, reason: "paid in cash" })
      yield* Season.setTime("2041-01-01T00:00:00")
      yield* office.erase({ ...desk("e3"), ...erasing })
    }).pipe(Effect.provide(Season.layer))
  )
})
