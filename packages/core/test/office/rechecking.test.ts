/** Whether those may join who hold a seat, asked again: findings, and never a silent change. */
import { assert, describe, it } from "@effect/vitest"
import { Journal, MemoryVault } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Season from "./Season.ts"

const { app, by, desk, weaving } = Season

/** Ani is eighteen when the course begins. */
const young = { birthDate: "2011-06-01", resident: true, occupation: "job-seeker", hasTaxId: true }

/** Ani and Budi sit, and from June on the rules ask for twenty-one years. */
const amended = Effect.gen(function* () {
  const office = yield* Season.open
  yield* Season.setTime("2030-02-02T03:00:00")
  const given = [Season.received("ani", 1, { facts: young }), Season.received("budi", 2), Season.received("dodi", 3)]
  yield* Season.receive(weaving, "receive", ...given)
  yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy: Season.answerBy })
  yield* office.amendPolicy({
    ...desk("amend"),
    programme: Season.programme,
    stage: "admission",
    policy: Season.stricterAdmission.fingerprint,
    legalBasis: Season.citation,
    effectiveFrom: Season.at("2030-06-01T00:00:00")
  })
  return office
})

const under = { application: app("a-ani"), found: { _tag: "Ineligible" as const, reasons: ["under-age"] as const } }

describe("Eligibility, asked again", () => {
  it.effect("is answered by the policy of the day, from what is known now", () =>
    Effect.gen(function* () {
      const office = yield* amended
      const on = (day: string) => office.recheckEligibility({ ...desk(day), cohort: weaving, on: Season.day(day) })
      assert.deepStrictEqual((yield* on("2030-05-31")).answer, {
        policy: Season.admission.fingerprint,
        checked: 2,
        findings: []
      })
      assert.deepStrictEqual((yield* on("2030-06-01")).answer, {
        policy: Season.stricterAdmission.fingerprint,
        checked: 2,
        findings: [{ ...under, isByHand: false }]
      })
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("takes no seat and gives none, and says in the vault who read what for it", () => {
    const memory = MemoryVault.empty()
    return Effect.gen(function* () {
      const office = yield* amended
      const journal = yield* Journal.Journal
      const before = { head: yield* journal.head, rows: yield* Season.rows, accesses: memory.accesses.length }
      yield* office.recheckEligibility({ ...desk("recheck"), cohort: weaving, on: Season.day("2030-06-01") })
      assert.deepStrictEqual((yield* journal.head).position, before.head.position)
      assert.deepStrictEqual(yield* Season.rows, before.rows)
      const read = memory.accesses.slice(before.accesses)
      assert.deepStrictEqual(
        read.map(({ purpose }) => purpose),
        ["eligibility in weaving on 2030-06-01", "eligibility in weaving on 2030-06-01"]
      )
      // The offer stands, and who it was made to takes it.
      yield* office.acceptSeat({ ...desk("accept"), cohort: weaving, application: app("a-ani") })
    }).pipe(Effect.provide(Season.layerKeeping(memory)))
  })

  it.effect("says who sits by hand", () =>
    Effect.gen(function* () {
      const office = yield* amended
      const until = Season.at("2030-12-01T00:00:00")
      const order = { order: "admit" as const, reason: "decided by the head of department", until }
      yield* office.override({ ...by("head", "hand"), cohort: weaving, application: app("a-dodi"), ...order })
      yield* office.declineSeat({ ...desk("decline"), cohort: weaving, application: app("a-budi") })
      yield* office.promoteWaitlist({ ...desk("promote"), cohort: weaving, answerBy: Season.answerBy })
      const on = Season.day("2030-03-04")
      const { answer } = yield* office.recheckEligibility({ ...desk("recheck"), cohort: weaving, on })
      assert.deepStrictEqual(answer.findings, [{ ...under, application: app("a-dodi"), isByHand: true }])
    }).pipe(Effect.provide(Season.layer))
  )
})
