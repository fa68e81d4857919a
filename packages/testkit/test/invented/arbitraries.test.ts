/** What the generators make is what the schemas allow, and all that makes a difference does come up. */
import { Attendance, Cohort, Programme, Schedule } from "@bina/core"
import { Canonical } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import { AttendanceArbitrary, PersonArbitrary, PlainData, ProgrammeArbitrary } from "@bina/testkit"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const sample = <A>(arbitrary: Arbitrary.Arbitrary<A>) => Arbitrary.sampleEffect(arbitrary, { count: 300, seed: 7 })

describe("invented programmes", () => {
  it.prop("are programmes", { programme: ProgrammeArbitrary.programme }, ({ programme }) =>
    Schema.is(Programme.Programme)(programme)
  )

  it.effect("have cohorts of every kind", () =>
    Effect.gen(function* () {
      const cohorts = yield* sample(ProgrammeArbitrary.cohort)
      const differ = (of: (cohort: Cohort.Cohort) => unknown) => new Set(cohorts.map(of)).size
      for (const key of ["cap", "trade", "venue", "registrationOpens"] as const) {
        assert.strictEqual(
          differ((cohort) => key in cohort),
          2,
          key
        )
      }
      assert.strictEqual(
        differ(({ excused }) => excused),
        2
      )
      assert.isAbove(
        differ(({ schedule }) => Schedule.startsOn(schedule)),
        4
      )
      assert.isTrue(cohorts.some(({ schedule }) => schedule.includes("2020-02-29" as Schedule.Schedule[number])))
      assert.isTrue(cohorts.some((cohort) => Cohort.endsOn(cohort).slice(0, 4) > Cohort.startsOn(cohort).slice(0, 4)))
    })
  )
})

describe("invented people", () => {
  it.prop(
    "have numbers of sixteen digits that are nobody's, each their own",
    { people: PersonArbitrary.people },
    ({ people }) =>
      people.every(({ kk, nik }) => /^99\d{14}$/.test(nik) && /^99\d{14}$/.test(kk)) &&
      new Set(people.map(({ nik }) => nik)).size === people.length &&
      new Set(people.map(({ person }) => person)).size === people.length
  )

  it.effect("share households now and then", () =>
    Effect.gen(function* () {
      const many = yield* sample(PersonArbitrary.people)
      assert.isTrue(many.some((people) => new Set(people.map(({ kk }) => kk)).size < people.length))
      assert.isTrue(
        many.some((people) => people.length > 2 && new Set(people.map(({ kk }) => kk)).size === people.length)
      )
    })
  )
})

describe("invented attendance", () => {
  it.prop(
    "is made of records, and what corrects comes later",
    { sheets: AttendanceArbitrary.sheets },
    ({ sheets }) =>
      [...sheets.records, ...sheets.corrections].every(Schema.is(Attendance.AttendanceRecord)) &&
      sheets.corrections.every(({ knownAt }) => sheets.records.every((record) => record.knownAt < knownAt))
  )

  it.effect("shows every problem and every state of a day", () =>
    Effect.gen(function* () {
      const many = yield* sample(AttendanceArbitrary.sheets)
      const tallies = many.map(({ corrections, records, schedule, seated }) =>
        Attendance.tally(Attendance.history([...records, ...corrections]), { schedule, seated })
      )
      const problems = new Set(tallies.flatMap((tally) => tally.problems.map(({ _tag }) => _tag)))
      assert.deepStrictEqual([...problems].toSorted(), ["Conflict", "NoSeat", "NoSession", "SignedThoughAbsent"])
      const days = new Set(tallies.flatMap(({ people }) => people.flatMap((each) => each.days.map(({ _tag }) => _tag))))
      assert.deepStrictEqual([...days].toSorted(), ["Conflict", "Recorded", "Unrecorded"])
    })
  )
})

describe("invented plain data", () => {
  it.prop("has a canonical text that reads back as it was", { data: PlainData.json }, ({ data }) => {
    const text = Canonical.encode(data)
    return Result.isSuccess(text) && Result.getOrThrow(Canonical.encode(JSON.parse(text.success))) === text.success
  })
})
