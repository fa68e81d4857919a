/** What a department decides before anybody applies: read from JSON, checked, and refused with a reason. */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Cohort, Moment, Partner, Programme, Schedule } from "../../src/index.ts"
import { day, whole } from "../Given.ts"

const idr = (amount: number) => ({ currency: "IDR", amount })

const cohort = {
  id: "sewing",
  course: "Sewing",
  trade: { scheme: "invented", version: "2020", code: "1" },
  venue: { name: "Hall", capacity: 30 },
  partners: [
    { name: "Department", role: "organiser" },
    { name: "School", role: "trainer" },
    { name: "School", role: "host" }
  ],
  payer: "city",
  quota: 25,
  registrationOpens: "2020-09-14",
  schedule: ["2020-10-05", "2020-10-06", "2020-10-09"],
  lessonHoursPerSession: 8,
  minimumAttendance: { numerator: 80, denominator: 100 },
  excused: "as-absent",
  dailyTransport: idr(120_000),
  cap: idr(300_000),
  budgetLine: { id: "line-1", account: "5.2", amount: idr(9_000_000) }
}

const programme = {
  id: "season",
  title: "Season",
  organiser: "Department",
  fiscalYear: 2020,
  timeZone: "Asia/Jakarta",
  policies: { eligibility: "a".repeat(64) },
  cohorts: [cohort, { ...cohort, id: "baking" }]
}

const decodeCohort = Schema.decodeUnknownResult(Cohort.Cohort)
const decodeProgramme = Schema.decodeUnknownResult(Programme.Programme)

describe("Cohort", () => {
  it("is read from JSON and knows its first and last day and its lesson hours", () => {
    const read = Result.getOrThrow(decodeCohort(cohort))
    assert.strictEqual(Cohort.startsOn(read), day("2020-10-05"))
    assert.strictEqual(Cohort.endsOn(read), day("2020-10-09"))
    assert.strictEqual(Cohort.plannedLessonHours(read), 24)
    assert.deepStrictEqual(Partner.withRole(read.partners, "host"), [{ name: "School", role: "host" }])
  })

  const refused: ReadonlyArray<readonly [string, object]> = [
    ["no session", { schedule: [] }],
    ["a repeated session", { schedule: ["2020-10-05", "2020-10-05"] }],
    ["sessions out of order", { schedule: ["2020-10-06", "2020-10-05"] }],
    ["a day that does not exist", { schedule: ["2020-02-30"] }],
    ["no seat at all", { quota: 0 }],
    ["a minimum above the whole", { minimumAttendance: { numerator: 101, denominator: 100 } }],
    ["a price below nothing", { dailyTransport: idr(-1) }],
    ["a role nobody knows", { partners: [{ name: "Department", role: "manager" }] }],
    ["nothing said about excused sessions", { excused: undefined }],
    ["L7 a cap in another currency", { cap: { currency: "USD", amount: 1 } }],
    [
      "L7 a budget line in another currency",
      { budgetLine: { ...cohort.budgetLine, amount: { currency: "USD", amount: 1 } } }
    ]
  ]
  for (const [what, change] of refused) {
    it(`refuses ${what}`, () => assert.isTrue(Result.isFailure(decodeCohort({ ...cohort, ...change }))))
  }
})

describe("Programme", () => {
  it("finds its cohorts by id", () => {
    const read = Result.getOrThrow(decodeProgramme(programme))
    assert.deepStrictEqual(
      Option.map(Programme.cohort(read, "baking"), ({ id }) => id),
      Option.some(Cohort.id("baking"))
    )
    assert.isTrue(Option.isNone(Programme.cohort(read, "welding")))
  })

  const refused: ReadonlyArray<readonly [string, object]> = [
    ["two cohorts of one name", { cohorts: [cohort, cohort] }],
    ["no cohort", { cohorts: [] }],
    ["a fingerprint that is none", { policies: { eligibility: "latest" } }]
  ]
  for (const [what, change] of refused) {
    it(`refuses ${what}`, () => assert.isTrue(Result.isFailure(decodeProgramme({ ...programme, ...change }))))
  }
})

describe("Schedule", () => {
  it("says what is wrong with dates that make none", () => {
    const refusal = Result.flip(Schedule.make([day("2020-10-06"), day("2020-10-05")]))
    assert.include(Result.getOrThrow(refusal).message, "2020-10-05 comes after 2020-10-06")
    assert.isTrue(Result.isFailure(Schedule.make(Array.from({ length: 367 }, () => day("2020-10-05")))))
  })

  it("meets on its dates and on no other day", () => {
    const schedule = Result.getOrThrow(Schedule.make([day("2020-10-05"), day("2020-10-07")]))
    assert.deepStrictEqual(
      ["2020-10-05", "2020-10-06", "2020-10-07"].map((text) => Schedule.meetsOn(schedule, day(text))),
      [true, false, true]
    )
  })
})

describe("Moment", () => {
  it("has one spelling, so that text order is time order", () => {
    const accepted = ["2020-09-14T09:32:04", "2020-09-14T09:32:04.250"]
    const refused = [
      "2020-09-14 09:32:04",
      "2020-09-14T09:32",
      "2020-09-14T09:32:04.000",
      "2020-02-30T00:00:00",
      "2020-09-14T24:00:00",
      "2020-09-14T09:32:04Z"
    ]
    assert.isTrue(accepted.every((text) => Result.isSuccess(Moment.make(text))))
    assert.isTrue(refused.every((text) => Result.isFailure(Moment.make(text))))
    assert.isBelow(accepted[0]! < accepted[1]! ? -1 : 1, 0)
  })

  it("reads an offset and writes UTC", () => {
    const table: ReadonlyArray<readonly [string, string]> = [
      ["2020-11-28T09:00:00+07:00", "2020-11-28T02:00:00"],
      ["2020-11-28T01:00:00+07:00", "2020-11-27T18:00:00"],
      ["2020-12-31T23:30:00.5-01:00", "2021-01-01T00:30:00.500"],
      ["2020-03-01T00:00:00.000Z", "2020-03-01T00:00:00"]
    ]
    for (const [text, utc] of table) assert.deepStrictEqual(Moment.fromOffset(text), Moment.make(utc))
    for (const text of [
      "2020-11-28T09:00:00",
      "2020-11-28T09:00:00+19:00",
      "2020-02-30T09:00:00Z",
      "2020-11-28T09:61:00Z"
    ]) {
      assert.isTrue(Result.isFailure(Moment.fromOffset(text)), text)
    }
  })

  it.prop(
    "moments of different offsets sort as the instants they are",
    { minutes: whole(0, 2_879), a: whole(-720, 840), b: whole(-720, 840), later: whole(1, 600) },
    ({ a, b, later, minutes }) => {
      const first = Result.getOrThrow(Moment.fromOffset(written(minutes, a)))
      const second = Result.getOrThrow(Moment.fromOffset(written(minutes + later, b)))
      return first < second
    }
  )

  it.prop("generated moments are moments", { moment: Arbitrary.schema(Moment.Moment) }, ({ moment }) =>
    Result.isSuccess(Moment.make(moment))
  )
})

/** The moment `minutes` after 2020-06-15T00:00Z, as a clock with this offset shows it. */
const written = (minutes: number, offset: number): string => {
  const local = minutes + offset + 1_440
  const two = (value: number) => String(value).padStart(2, "0")
  const date = `2020-06-${14 + Math.floor(local / 1_440)}`
  const clock = `${two(Math.floor((local % 1_440) / 60))}:${two(local % 60)}:00`
  return `${date}T${clock}${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
}
