/** What counts out of all that was ever written down about who came. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Attendance } from "../../src/index.ts"
import { at, day, marks, oneOf, person, record, records, schedule, whole } from "../Given.ts"

const sessions = schedule(3)
const cohort = { schedule: sessions, seated: [person("b"), person("a")] }
const [monday, tuesday] = [sessions[0], sessions[1]!]
const tally = (...made: ReadonlyArray<Attendance.AttendanceRecord>) =>
  Attendance.tally(Attendance.history(made), cohort)
const daysOf = (counted: Attendance.Tally, who: string) =>
  counted.people.find((each) => each.person === person(who))!.days

describe("Attendance", () => {
  it("gives every seated person one day a session, in order, and calls what nobody recorded unrecorded", () => {
    const made = record("a", tuesday)
    const counted = tally(made)
    assert.deepStrictEqual(
      counted.people.map((each) => each.person),
      cohort.seated
    )
    assert.deepStrictEqual(daysOf(counted, "a"), [
      { _tag: "Unrecorded", date: monday },
      { _tag: "Recorded", date: tuesday, record: made },
      { _tag: "Unrecorded", date: sessions[2]! }
    ])
    assert.deepStrictEqual(counted.problems, [])
  })

  it("counts the record known last and keeps the earlier one", () => {
    const sheet = record("a", monday)
    const audit = record("a", monday, {
      mark: "absent",
      signatures: { given: 0, required: 2 },
      knownAt: at("2020-11-28T09:00:00"),
      source: "audit"
    })
    const history = Attendance.history([audit, sheet])
    assert.deepStrictEqual(history.records, [sheet, audit])
    assert.deepStrictEqual(daysOf(Attendance.tally(history, cohort), "a")[0], {
      _tag: "Recorded",
      date: monday,
      record: audit
    })
  })

  it("counts equal rows once, wherever they stand", () => {
    const counted = tally(record("a", monday, { source: "row 9" }), record("a", monday, { source: "row 3" }))
    assert.deepStrictEqual(daysOf(counted, "a")[0], {
      _tag: "Recorded",
      date: monday,
      record: record("a", monday, { source: "row 3" })
    })
    assert.deepStrictEqual(counted.problems, [])
  })

  it("the order in which observations were written is no difference", () => {
    const counted = tally(
      record("a", monday, { observations: { mask: true, tenths: 366 } }),
      record("a", monday, { observations: { tenths: 366, mask: true }, source: "copy" })
    )
    assert.deepStrictEqual(counted.problems, [])
  })

  const differences: ReadonlyArray<readonly [string, Partial<Attendance.AttendanceRecord>]> = [
    ["mark", { mark: "partial" }],
    ["signatures", { signatures: { given: 1, required: 2 } }],
    ["observations", { observations: { mask: false } }]
  ]
  for (const [what, change] of differences) {
    it(`reports a conflict when two records of one moment differ in ${what}, and chooses neither`, () => {
      const counted = tally(record("a", monday), record("a", monday, change))
      assert.strictEqual(daysOf(counted, "a")[0]._tag, "Conflict")
      const [problem] = counted.problems
      assert.isTrue(
        problem?._tag === "Conflict" &&
          problem.person === person("a") &&
          problem.date === monday &&
          problem.records.length === 2
      )
    })
  }

  it("lets a later record settle a conflict", () => {
    const settled = record("a", monday, {
      mark: "absent",
      signatures: { given: 0, required: 2 },
      knownAt: at("2020-11-01T00:00:00")
    })
    const counted = tally(record("a", monday), settled, record("a", monday, { mark: "partial" }))
    assert.deepStrictEqual(daysOf(counted, "a")[0], { _tag: "Recorded", date: monday, record: settled })
    assert.deepStrictEqual(counted.problems, [])
  })

  it("reports and does not count rows of strangers and of days without a session", () => {
    const stranger = record("stranger", monday)
    const holiday = record("a", day("2020-12-25"))
    const counted = tally(stranger, holiday)
    assert.sameDeepMembers(
      [...counted.problems],
      [
        { _tag: "NoSeat", record: stranger },
        { _tag: "NoSession", record: holiday }
      ]
    )
    assert.isTrue(counted.people.every(({ days }) => days.every(({ _tag }) => _tag === "Unrecorded")))
  })

  it("reports somebody marked absent who signed", () => {
    const odd = record("a", monday, { mark: "absent", signatures: { given: 1, required: 2 } })
    assert.deepStrictEqual(tally(odd).problems, [{ _tag: "SignedThoughAbsent", record: odd }])
  })

  it("reads records from JSON and refuses more signatures than are asked for", () => {
    const decode = Schema.decodeUnknownResult(Attendance.AttendanceRecord)
    const json = JSON.parse(
      JSON.stringify(record("a", monday, { observations: { mask: true, tenths: 366, note: "late" } }))
    )
    assert.isTrue(Result.isSuccess(decode(json)))
    assert.isTrue(Result.isFailure(decode({ ...json, signatures: { given: 3, required: 2 } })))
    assert.isTrue(Result.isFailure(decode({ ...json, observations: { celsius: 36.6 } })))
    assert.isTrue(Result.isFailure(decode({ ...json, mark: "maybe" })))
  })

  it("tallies 500,000 records of 100,000 people without looking twice", () => {
    const people = Array.from({ length: 100_000 }, (_, index) => `person ${index}`)
    const dates = schedule(5)
    const many = people.flatMap((who) => dates.map((date) => record(who, date))).toReversed()
    const started = process.cpuUsage()
    const counted = Attendance.tally(Attendance.history(many), { schedule: dates, seated: people.map(person) })
    assert.strictEqual(counted.people.length, 100_000)
    assert.strictEqual(counted.problems.length, 0)
    // Time of this process alone: how busy the machine is otherwise says nothing.
    assert.isBelow(process.cpuUsage(started).user / 1_000, 15_000)
  })
})

describe("Laws of attendance", () => {
  it.prop(
    "L8 at most one counted record per participant-session, and it is one known last",
    { made: records },
    ({ made }) => {
      const counted = tally(...made)
      for (const { days, person: who } of counted.people) {
        assert.deepStrictEqual(
          days.map(({ date }) => date),
          [...sessions]
        )
        for (const each of days) {
          const all = made.filter((other) => other.person === who && other.date === each.date)
          const last = all
            .map(({ knownAt }) => knownAt)
            .toSorted()
            .at(-1)
          if (each._tag === "Unrecorded") assert.strictEqual(all.length, 0)
          if (each._tag === "Recorded") assert.strictEqual(each.record.knownAt, last)
          if (each._tag === "Conflict") assert.isAbove(each.records.length, 1)
        }
      }
    }
  )

  it.prop(
    "L12 merge is commutative, associative and idempotent",
    { a: records, b: records, c: records },
    ({ a, b, c }) => {
      const [x, y, z] = [Attendance.history(a), Attendance.history(b), Attendance.history(c)]
      assert.deepStrictEqual(Attendance.merge(x, y), Attendance.merge(y, x))
      assert.deepStrictEqual(Attendance.merge(Attendance.merge(x, y), z), Attendance.merge(x, Attendance.merge(y, z)))
      assert.deepStrictEqual(Attendance.merge(x, x), x)
    }
  )

  it.prop("merging loses nothing", { a: records, b: records }, ({ a, b }) => {
    const { records: all } = Attendance.merge(Attendance.history(a), Attendance.history(b))
    for (const each of [...a, ...b]) assert.deepInclude(all, each)
  })

  it.prop(
    "L18 what counts at a moment depends only on what was known by then",
    { before: records, after: records, hour: whole(0, 3) },
    ({ after, before, hour }) => {
      const moment = at(`2020-10-2${hour}T17:00:00`)
      const early = before.filter(({ knownAt }) => knownAt <= moment)
      const late = after.map((each) => ({ ...each, knownAt: at("2020-12-01T00:00:00") }))
      const known = Attendance.asKnownAt(Attendance.merge(Attendance.history(before), Attendance.history(late)), moment)
      assert.deepStrictEqual(Attendance.tally(known, cohort), Attendance.tally(Attendance.history(early), cohort))
    }
  )

  it("counts a session of two ids once, lets an absence yield, and chooses between no two presences", () => {
    const days = (who: string, given: Partial<Attendance.AttendanceRecord> | undefined) =>
      daysOf(given === undefined ? tally() : tally(record(who, monday, given)), who)
    const absent = { mark: "absent", signatures: { given: 0, required: 2 } } as const
    const both = (a: Partial<Attendance.AttendanceRecord> | undefined, b: typeof a) => {
      const [today] = Attendance.together(days("a", a), days("b", b))
      return today._tag === "Recorded" ? today.record.person : today._tag
    }
    const [a, b] = [person("a"), person("b")]
    assert.deepStrictEqual(
      [both({}, {}), both(absent, {}), both({}, absent), both({}, undefined), both(undefined, {})],
      [a, b, a, a, b]
    )
    assert.deepStrictEqual(
      [both(absent, absent), both(absent, undefined), both(undefined, undefined)],
      [a, a, "Unrecorded"]
    )
    // Neither corrects the other, so which of them became known later decides nothing.
    const late = { knownAt: at("2020-12-01T00:00:00") }
    assert.strictEqual(both({}, { mark: "partial" }), "Conflict")
    assert.strictEqual(both({}, { mark: "partial", ...late }), "Conflict")
    assert.strictEqual(both({}, { ...absent, ...late }), a)
  })

  it.prop("L8 the days of one id twice are its days", { made: records }, ({ made }) => {
    const days = daysOf(tally(...made), "a")
    const settled = days.filter(({ _tag }) => _tag !== "Conflict")
    const twice = Attendance.together(days, days)
    assert.deepStrictEqual(
      twice.filter(({ _tag }) => _tag !== "Conflict"),
      settled
    )
  })

  it.prop(
    "L11 a correction that is corrected back counts as if it had not been",
    { mark: marks, given: whole(0, 2), wrong: marks, which: oneOf(["a", "b"]) },
    ({ given, mark, which, wrong }) => {
      const first = record(which, monday, { mark, signatures: { given, required: 2 } })
      const correction = record(which, monday, {
        mark: wrong,
        signatures: { given: 0, required: 2 },
        knownAt: at("2020-11-01T00:00:00")
      })
      const back = { ...first, knownAt: at("2020-12-01T00:00:00") }
      const said = (counted: Attendance.Tally) => {
        const [today] = daysOf(counted, which)
        return today._tag === "Recorded" ? { ...today.record, knownAt: undefined } : today
      }
      assert.deepStrictEqual(said(tally(first, correction, back)), said(tally(first)))
    }
  )
})
