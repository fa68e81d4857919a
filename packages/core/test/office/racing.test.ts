import { assert, describe, it } from "@effect/vitest"
import { Voucher } from "@bina/core"
import { Journal, Vault } from "@bina/core/adapter"
import { Streams, Verification } from "@bina/core/journal"
import { MemoryStore, type Office } from "@bina/core/office"
import { Money } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { atOnce, type Gate, gate, gated, ticking } from "./Gate.ts"
import * as Season from "./Season.ts"

const { app, desk, weaving, baking } = Season

describe("Office, at two desks", () => {
  it.effect("L44 of two desks that promote for the last seat one gives it, the other finds it given", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* ticking
      yield* office.exit({ ...desk("exit"), cohort: weaving, application: app("a-budi"), reason: "Moved" })
      const answerBy = Season.at("2030-03-01T00:00:00")
      at.gate = gate(8)
      const outcomes = yield* atOnce(
        Array.from({ length: 8 }, (_, index) =>
          office.promoteWaitlist({ ...desk(`promote/${index}`), cohort: weaving, answerBy })
        )
      )
      const offered = outcomes.map((outcome) => (Result.isSuccess(outcome) ? outcome.success.answer.offered : "failed"))
      assert.deepStrictEqual(offered.flat(), [app("a-citra")])
      assert.isAtLeast(at.gate.late, 7)
      assert.strictEqual((yield* Verification.of(yield* Journal.Journal))._tag, "Whole")
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("one person admitted to two cohorts at once gets one seat of the season", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const office = yield* Season.open
      yield* ticking
      yield* Season.receive(weaving, "receive/w", Season.received("ani", 1))
      yield* Season.receive(baking, "receive/b", Season.received("ani", 1, { item: "apply/baking/ani" }))
      at.gate = gate(2)
      const outcomes = yield* atOnce(
        [weaving, baking].map((cohort) =>
          office.admit({ ...desk(`admit/${cohort}`), cohort, answerBy: Season.answerBy })
        )
      )
      const tags = outcomes.flatMap((outcome) =>
        Result.isSuccess(outcome)
          ? outcome.success.answer.determined.map(({ determination }) =>
              determination._tag === "Refused" ? determination.reasons.join() : determination._tag
            )
          : ["failed"]
      )
      assert.deepStrictEqual(tags.toSorted(), ["Seated", "one-seat"])
      assert.strictEqual(at.gate.late, 1)
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("L44 of two lists that are approved at once for the same money one is", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { office } = yield* Season.attendedSeason
      yield* ticking
      yield* office.assess({ ...desk("assess"), cohort: weaving })
      yield* office.allocateBudget({
        ...desk("budget"),
        line: "line-1",
        account: "5.2.2",
        amount: Money.make(Season.idr, Money.minorUnits(300_000)),
        basis: Season.citation,
        voucher: Voucher.makeUnsafe("dpa-1")
      })
      const lists = yield* Effect.forEach([Season.list, Season.secondList], (list) =>
        Effect.gen(function* () {
          const { answer } = yield* office.prepareList({
            ...Season.by("preparer", `prepare/${list}`),
            list,
            cohort: weaving
          })
          const seen = { list, content: answer.content }
          yield* office.verifyList({ ...Season.by("verifier", `verify/${list}`), ...seen })
          return seen
        })
      )
      at.gate = gate(2)
      const outcomes = yield* atOnce(
        lists.map((seen) => office.approveList({ ...Season.by("approver", `approve/${seen.list}`), ...seen }))
      )
      const refusals = outcomes.filter(Result.isFailure).map(({ failure }) => failure._tag)
      assert.strictEqual(refusals.length, 1)
      // The money is held for these very obligations already, or they are no longer owed: whichever is seen first.
      assert.include(["NotHeldSo", "NotOwed", "BudgetExceeded"], refusals[0])
      assert.strictEqual(at.gate.late, 1)
      const [, , , , , , , , disbursements] = yield* Season.rows
      assert.deepStrictEqual(disbursements?.map(({ values }) => values["stage"]).toSorted(), ["Approved", "Verified"])
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("the same command from two desks at once happens once", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { office } = yield* Season.seated
      yield* ticking
      const command = { ...desk("decline"), cohort: weaving, application: app("a-citra") }
      at.gate = gate(2)
      const withdrawn = yield* atOnce([office.withdraw(command), office.withdraw(command)])
      assert.deepStrictEqual(
        withdrawn.map((outcome) => (Result.isSuccess(outcome) ? outcome.success.isRepeated : "failed")).toSorted(),
        [false, true]
      )
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("one reading is one record of access, however often the command begins again", () => {
    const other: { command?: Effect.Effect<unknown, unknown, Office.Office> } = {}
    const overtaken = Layer.effect(
      Journal.Journal,
      Effect.gen(function* () {
        const journal = yield* Journal.Journal
        const context = yield* Effect.context<never>()
        return Journal.Journal.of({
          ...journal,
          append: (commit, within) =>
            Effect.suspend(() => {
              const { command } = other
              delete other.command
              return Effect.andThen(
                command === undefined ? Effect.void : Effect.orDie(Effect.provide(command, context) as never),
                journal.append(commit, within)
              )
            })
        })
      })
    ).pipe(Layer.provideMerge(MemoryStore.layer(Streams.projection)))
    return Effect.gen(function* () {
      const office = yield* Season.open
      const vault = yield* Vault.Vault
      yield* ticking
      yield* Season.setTime("2030-02-02T03:00:00")
      yield* Season.receive(weaving, "receive/ani", Season.received("ani", 1))
      const ani = yield* Season.personOf("ani")
      const surroundings = yield* Effect.context<Office.Office>()
      other.command = Effect.provide(Season.receive(weaving, "receive/budi", Season.received("budi", 2)), surroundings)
      yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
      assert.isUndefined(other.command)
      const accesses = yield* vault.accesses(ani)
      assert.deepStrictEqual(
        accesses.map(({ fields }) => fields),
        [["birthDate", "resident"]]
      )
      const budi = yield* Season.personOf("budi")
      assert.lengthOf(yield* vault.accesses(budi), 1)
    }).pipe(Effect.provide(Season.layerOn(overtaken)))
  })
})
