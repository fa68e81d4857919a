import { assert, describe, it } from "@effect/vitest"
import { Journal, Register } from "@bina/core/adapter"
import { Verification } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Season from "./Season.ts"

describe("Office", () => {
  it.effect("takes a cohort from its applications to a released list and an adjustment", () =>
    Effect.gen(function* () {
      const { admitted, ani, assessed, budi, office, prepared, receipts, sheet } = yield* Season.releasedSeason
      assert.deepStrictEqual(
        [receipts.answer.done.length, receipts.answer.refused, receipts.answer.conflicts],
        [4, [], []]
      )
      assert.deepStrictEqual(admitted.answer, {
        determined: [
          { application: Season.app("a-ani"), determination: { _tag: "Seated" } },
          { application: Season.app("a-budi"), determination: { _tag: "Seated" } },
          { application: Season.app("a-citra"), determination: { _tag: "Waitlisted", position: 1 } },
          { application: Season.app("a-dodi"), determination: { _tag: "Refused", reasons: ["under-age"] } }
        ],
        offered: [Season.app("a-ani"), Season.app("a-budi")]
      })
      assert.deepStrictEqual(sheet.answer, { kept: 4, known: 0, refused: [] })
      assert.deepStrictEqual(
        assessed.answer.map(({ claim, person }) => [person, claim._tag === "Determined" ? claim.amounts : claim]),
        [
          [ani, { gross: 200_000, tax: 10_000, net: 190_000 }],
          [budi, { gross: 100_000, tax: 6_000, net: 94_000 }]
        ] as never
      )
      assert.strictEqual(prepared.answer.total.gross, Number(300_000) as never)

      // The bank pays Ani and cannot pay Budi; then a correction shows that Budi signed twice.
      const [first, second] = prepared.answer.instructions
      yield* office.recordPayment({
        ...Season.by("cashier", "pay/ani"),
        list: Season.list,
        obligation: first!.obligation,
        reference: "bank-1"
      })
      yield* office.recordReturn({
        ...Season.by("cashier", "return/budi"),
        list: Season.list,
        obligation: second!.obligation,
        reference: "bank-2",
        reason: "account closed"
      })
      yield* office.settleList({ ...Season.by("cashier", "settle"), list: Season.list })
      yield* Season.setTime("2030-03-20T03:00:00")
      const corrected = yield* office.correctAttendance({
        ...Season.desk("correct"),
        cohort: Season.weaving,
        records: [
          {
            ...Season.attended(ani, Season.dates[1], {
              signatures: { given: 1, required: 2 },
              knownAt: Season.at("2030-03-19T03:00:00")
            }),
            reason: "the second signature was of somebody else"
          }
        ]
      })
      assert.deepStrictEqual(corrected.answer, { kept: 1, known: 0, refused: [] })
      const adjusted = yield* office.adjust({ ...Season.desk("adjust"), cohort: Season.weaving })
      assert.deepStrictEqual(
        adjusted.answer.map(({ adjustment, person }) => [person, adjustment?.kind, adjustment?.net]),
        [
          [ani, "overpaid", -95_000],
          [budi, "underpaid", 94_000]
        ] as never
      )
      const summary = yield* office.summarise({ programme: Season.programme, currency: Season.idr })
      assert.deepStrictEqual(summary.whole.applications, {
        total: 4,
        seated: 2,
        waitlisted: 1,
        refused: 1,
        undetermined: 0,
        duplicate: 0
      })
      assert.strictEqual(summary.whole.adjustments.overpaid.people, 1)
      // Both cohorts are paid from one line.
      assert.strictEqual(summary.cohorts.length, 2)
      assert.strictEqual(summary.whole.budget.available, 1_000_000)
      assert.strictEqual(summary.whole.budget.listsWithin, 2)

      const journal = yield* Journal.Journal
      assert.strictEqual((yield* Verification.of(journal))._tag, "Whole")
      const kept = yield* Season.rows
      assert.isTrue(kept.every((table) => table.length > 0))
      yield* (yield* Register.Register).rebuild
      assert.deepStrictEqual(yield* Season.rows, kept, "L41")
    }).pipe(Effect.provide(Season.layer))
  )
})
