import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@bina/core/adapter"
import { AttendanceState, Streams } from "@bina/core/journal"
import { Handling } from "@bina/core/office"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { atOnce, type Gate, gate, gated, ticking } from "./Gate.ts"
import * as Season from "./Season.ts"

const { app, desk, weaving } = Season
const [first, second] = Season.dates

/** Ani and Budi hold seats, and the cohort runs. */
const running = Effect.gen(function* () {
  const before = yield* Season.seated
  yield* Season.setTime("2030-03-06T03:00:00")
  yield* before.office.startCohort({ ...desk("start"), cohort: weaving })
  return before
})

const attendance = Effect.flatMap(Journal.Journal, (journal) => journal.read(Streams.ofAttendance(weaving)))
const typesOf = Effect.map(attendance, (events) => events.map(({ type }) => type))
const tagOf = (outcome: Result.Result<unknown, unknown>) =>
  Result.isSuccess(outcome) ? "done" : (outcome.failure as { readonly _tag: string })._tag

describe("Office, with a busy door", () => {
  it.effect("keeps one event a session and source, and a record that comes alone", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* running
      const sheet = [
        Season.attended(ani, first),
        Season.attended(budi, first, { row: 2 }),
        Season.attended(ani, second),
        Season.attended(budi, second, { source: "phone" })
      ]
      const recorded = yield* office.recordAttendance({ ...desk("sheet"), cohort: weaving, records: sheet })
      assert.deepStrictEqual(recorded.answer, { kept: 4, known: 0, refused: [] })
      assert.strictEqual((yield* attendance).length, 3)

      const again = sheet.map((record) => ({ ...record, row: 7 }))
      const repeated = yield* office.recordAttendance({ ...desk("sheet/2"), cohort: weaving, records: again })
      assert.deepStrictEqual(repeated.answer, { kept: 0, known: 4, refused: [] })
      const hotter = Season.attended(budi, second, {
        source: "phone",
        observations: { masked: true, temperature: 377 }
      })
      const alone = yield* office.recordAttendance({ ...desk("alone"), cohort: weaving, records: [hotter] })
      assert.deepStrictEqual(alone.answer, { kept: 1, known: 0, refused: [] })
      assert.strictEqual((yield* attendance).length, 4)

      const { state } = yield* Handling.load(Streams.attendance, Streams.ofAttendance(weaving))
      assert.deepStrictEqual(
        AttendanceState.of(state, budi).map(({ row, source, version }) => [row, source, version]),
        [
          [2, "sheet", 1],
          [undefined, "phone", 3],
          [undefined, "phone", 4]
        ]
      )
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("refuses a session to come in the zone of the programme, before anything is sealed", () =>
    Effect.gen(function* () {
      const { ani, budi, office } = yield* running
      // Half past one in the morning of the first session in Jakarta, while it is the eve of it in UTC.
      yield* Season.setTime("2030-03-03T18:30:00")
      const knownAt = Season.at("2030-03-03T18:00:00")
      const { answer } = yield* office.recordAttendance({
        ...desk("early"),
        cohort: weaving,
        records: [Season.attended(ani, first, { knownAt }), Season.attended(budi, second, { knownAt })]
      })
      assert.strictEqual(answer.kept, 1)
      assert.deepStrictEqual(
        answer.refused.map(({ index, refusal }) => [index, refusal._tag]),
        [[1, "SessionToCome"]]
      )
      assert.include(answer.refused[0]!.refusal.message, "today is 2030-03-04")
      assert.deepStrictEqual(yield* typesOf, ["AttendanceRecorded"])
    }).pipe(Effect.provide(Season.layer))
  )

  it.effect("waits for nothing that happens to the cohort, and nothing there waits for it", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { ani, budi, office } = yield* running
      yield* ticking
      at.gate = gate(3)
      const records = [Season.attended(ani, first), Season.attended(budi, first)]
      const outcomes = yield* atOnce<unknown, unknown, never>([
        office.recordAttendance({ ...desk("sheet"), cohort: weaving, records }),
        office.exit({ ...desk("exit"), cohort: weaving, application: app("a-budi"), reason: "Moved" }),
        office.openProgramme({ ...desk("other"), ...otherProgramme })
      ])
      assert.deepStrictEqual(outcomes.map(tagOf), ["done", "done", "done"])
      assert.strictEqual(at.gate.late, 0)
      const { state } = yield* Handling.load(Streams.attendance, Streams.ofAttendance(weaving))
      assert.strictEqual(AttendanceState.of(state, budi).length, 1)
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("lets no record in behind the end of its cohort", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { ani, office } = yield* running
      yield* ticking
      at.gate = gate(2)
      const [ended, recorded] = yield* atOnce<unknown, unknown, never>([
        office.callOffCohort({ ...desk("call-off"), cohort: weaving, reason: "flood" }),
        office.recordAttendance({ ...desk("sheet"), cohort: weaving, records: [Season.attended(ani, first)] })
      ])
      assert.strictEqual(at.gate.late, 1)
      assert.strictEqual(tagOf(ended!), "done")
      const types = yield* typesOf
      assert.strictEqual(types.at(-1), "AttendanceEnded")
      assert.strictEqual(types.length === 1 ? "CohortEnded" : "done", tagOf(recorded!))
      const late = office.recordAttendance({
        ...desk("late"),
        cohort: weaving,
        records: [Season.attended(ani, second)]
      })
      assert.strictEqual(tagOf(yield* Effect.result(late)), "CohortEnded")
      const { state } = yield* Handling.load(Streams.attendance, Streams.ofAttendance(weaving))
      assert.isTrue(Option.isSome(state.ended))
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })

  it.effect("completes and assesses from the attendance as it stands when it is appended", () => {
    const at: { gate?: Gate } = {}
    return Effect.gen(function* () {
      const { ani, office } = yield* Season.attendedSeason
      yield* ticking
      yield* Season.setTime("2030-03-20T03:00:00")
      at.gate = gate(3)
      const record = { ...Season.attended(ani, second), mark: "absent" as const, signatures: { given: 0, required: 2 } }
      const correction = { ...record, knownAt: Season.at("2030-03-19T03:00:00"), reason: "signed by somebody else" }
      const outcomes = yield* atOnce<unknown, unknown, never>([
        office.correctAttendance({ ...desk("correct"), cohort: weaving, records: [correction] }),
        office.recordCompletions({ ...desk("complete"), cohort: weaving }),
        office.assess({ ...desk("assess"), cohort: weaving })
      ])
      assert.deepStrictEqual(outcomes.map(tagOf), ["done", "done", "done"])
      // Whichever came first, nobody rests on what was no longer so when they appended.
      const types = (yield* Season.dump).map(({ event }) => event.type)
      const isAfter = (type: string) => types.indexOf(type) > types.indexOf("AttendanceCorrected")
      const journal = yield* Journal.Journal
      const [assessed] = yield* journal.read(Streams.ofEntitlement(weaving, ani))
      assert.include(assessed!.body, isAfter("EntitlementAssessed") ? '"gross":100000' : '"gross":200000')
      const completions = yield* office.recordCompletions({ ...desk("complete/2"), cohort: weaving })
      assert.deepStrictEqual(
        completions.answer.map(({ _tag }) => _tag),
        [isAfter("CompletionRecorded") ? "Unchanged" : "Recorded", "Unchanged"]
      )
      assert.isAtLeast(at.gate.late, 1)
    }).pipe(Effect.provide(Season.layerOn(gated(at))))
  })
})

const otherProgramme = {
  outline: {
    id: "other-2030",
    title: "Other",
    organiser: "Dinas",
    kind: "training",
    fiscalYear: 2030,
    timeZone: "Asia/Jakarta"
  },
  policies: { admission: Season.admission.fingerprint, allowance: Season.allowance.fingerprint },
  cohorts: [Season.weaving] as const
}
