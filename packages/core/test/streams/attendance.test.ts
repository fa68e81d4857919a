import { assert, describe, it } from "@effect/vitest"
import { Attendance, Completion, Moment, Person } from "@bina/core"
import {
  AttendanceCommand,
  type AttendanceCommand as Commands,
  AttendanceDecider,
  AttendanceEvent,
  AttendanceState,
  AttendedCohort,
  CohortDecider,
  type CohortState,
  Decider,
  Streams
} from "@bina/core/journal"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { day, schedule } from "../Given.ts"
import * as AttendanceRows from "../../src/streams/attendance/Rows.ts"
import * as Touching from "../record/Touching.ts"
import {
  about,
  after,
  announce,
  attendance,
  attendedAfter,
  callOff,
  close,
  command,
  complete,
  exit,
  filled,
  late,
  officer,
  running
} from "./Season.ts"

type Command = Commands.Command

const cohort = after(running)
const end: Command = { _tag: "End", ended: "Closed", at: late, actor: officer }
const [first, second, third] = [schedule(3)[0], schedule(3)[1]!, schedule(3)[2]!]
const absent = { mark: "absent", signatures: { given: 0, required: 2 }, knownAt: late } as const

const tagsOf = (given: ReadonlyArray<Command>, command: Command, of: CohortState.Announced = cohort) =>
  Result.getOrThrow(AttendanceDecider.decide(of, attendedAfter(of, given), command)).map(({ _tag }) => _tag)

describe("The attendance of a cohort", () => {
  const again = attendance(1, 0)
  it.each<readonly [string, ReadonlyArray<Command>, Command, ReadonlyArray<string>]>([
    ["keeps a record", [], again, ["AttendanceRecorded"]],
    ["keeps the same record once", [again], again, []],
    ["keeps it once, whatever row it stands in now", [again], attendance(1, 0, { row: 9 }), []],
    ["keeps what another source says, too", [again], attendance(1, 0, { source: "phone" }), ["AttendanceRecorded"]],
    ["keeps what is sealed otherwise, too", [again], attendance(1, 0, { seed: 1 }), ["AttendanceRecorded"]],
    ["corrects a record", [again], attendance(1, 0, { ...absent, reason: "list" }), ["AttendanceCorrected"]],
    [
      "corrects it once",
      [again, attendance(1, 0, { ...absent, reason: "list" })],
      attendance(1, 0, { ...absent, reason: "list" }),
      []
    ],
    ["ends", [again], end, ["AttendanceEnded"]],
    ["ends once", [again, end], end, []],
    [
      "takes a session of today",
      [],
      attendance(1, 2, { today: third, knownAt: Moment.makeUnsafe("2020-10-07T02:00:00") }),
      ["AttendanceRecorded"]
    ]
  ])("%s", (_, given, command, expected) => assert.deepStrictEqual([...tagsOf(given, command)], [...expected]))

  it("keeps a record of somebody who left, as they were there", () => {
    assert.deepStrictEqual([...tagsOf([], again, after([...running, exit(1, "Moved")]))], ["AttendanceRecorded"])
  })

  it.each<readonly [string, CohortState.Announced, ReadonlyArray<Command>, Command, string, string]>([
    ["nobody here", cohort, [], attendance(3, 0), "NoSeat", "check the person"],
    ["no session", cohort, [], attendance(1, 0, { date: schedule(4)[3]! }), "NoSession", "is no session"],
    [
      "a session to come, whatever the source claims to know",
      cohort,
      [],
      attendance(1, 2, { today: second, knownAt: Moment.makeUnsafe("2020-10-06T09:00:00") }),
      "SessionToCome",
      "2020-10-07 is still to come, today is 2020-10-06"
    ],
    [
      "what is known later than now",
      cohort,
      [],
      attendance(1, 0, { at: Moment.makeUnsafe("2020-10-10T08:00:00") }),
      "AheadOfTime",
      "check day and moments"
    ],
    [
      "what was known before its day",
      cohort,
      [],
      attendance(1, 2, { knownAt: Moment.makeUnsafe("2020-10-05T23:59:59") }),
      "AheadOfTime",
      "check day and moments"
    ],
    ["a correction of nothing", cohort, [], attendance(1, 0, { reason: "list" }), "NothingToCorrect", "record it"],
    [
      "a correction known no later",
      cohort,
      [attendance(1, 0)],
      attendance(1, 0, { mark: "absent", reason: "list" }),
      "NothingToCorrect",
      "give the moment"
    ],
    ["a cohort that does not run yet", after(filled()), [], attendance(1, 0), "WrongStage", "needs it to be running"],
    ["a cohort that ended", after([...running, callOff]), [], attendance(1, 0), "CohortEnded", "comes too late"],
    ["what comes behind the end", cohort, [end], attendance(1, 0), "CohortEnded", "comes too late"],
    [
      "a correction behind the end",
      cohort,
      [attendance(1, 0), end],
      attendance(1, 0, { ...absent, reason: "x" }),
      "CohortEnded",
      "too late"
    ]
  ])("refuses %s", (_, of, given, command, tag, words) => {
    const decided = AttendanceDecider.decide(of, attendedAfter(cohort, given), command)
    assert.isTrue(Result.isFailure(decided))
    if (Result.isFailure(decided)) {
      const { failure } = decided as Result.Failure<never, AttendanceDecider.Refusal>
      assert.strictEqual(failure._tag, tag)
      assert.include(failure.message, words)
    }
  })

  it("a moved session is attended on its new day; a record that came before stays", () => {
    const moved = after([command("MoveSession", { from: first, to: schedule(4)[3]!, reason: "flood" })], cohort)
    const old = AttendanceDecider.decide(moved, AttendanceState.initial, attendance(1, 0))
    assert.isTrue(Result.isFailure(old))
    const kept = attendedAfter(cohort, [attendance(1, 0)])
    const tally = Attendance.tally(AttendanceState.history(kept), {
      schedule: moved.cohort.schedule,
      seated: [Person.id("p1")]
    })
    assert.deepStrictEqual(
      tally.problems.map(({ _tag }) => _tag),
      ["NoSession"]
    )
  })
})

describe("Events of attendance", () => {
  const recorded = (...commands: ReadonlyArray<Command>) => {
    const events: Array<AttendanceEvent.Event> = []
    let state = AttendanceState.initial
    for (const command of commands) {
      const accepted = Result.getOrThrow(Decider.accept(AttendanceDecider.make(cohort), state, command))
      state = accepted.state
      events.push(...accepted.events)
    }
    return events
  }

  it("are one for a session and source, with a record for each person", () => {
    const events = AttendanceEvent.joined(
      recorded(
        attendance(1, 0),
        attendance(1, 1),
        attendance(2, 0),
        attendance(2, 1, { source: "phone" }),
        attendance(1, 0, { ...absent, reason: "list" }),
        attendance(2, 0, { ...absent, reason: "list" }),
        attendance(2, 1, { ...absent, reason: "call", source: "phone" })
      )
    )
    assert.deepStrictEqual(
      events.map((event) =>
        event._tag === "AttendanceEnded"
          ? []
          : [event._tag, event.date, event.source, event.records.map(({ person }) => person).join()]
      ),
      [
        ["AttendanceRecorded", first, "sheet", "p1,p2"],
        ["AttendanceRecorded", second, "sheet", "p1"],
        ["AttendanceRecorded", second, "phone", "p2"],
        ["AttendanceCorrected", first, "sheet", "p1,p2"],
        ["AttendanceCorrected", second, "phone", "p2"]
      ]
    )
  })

  it("tell at which version of the stream a record came", () => {
    const state = attendedAfter(cohort, [attendance(1, 0), attendance(2, 0), attendance(1, 1)])
    assert.deepStrictEqual(
      AttendanceState.of(state, Person.id("p1")).map(({ version }) => version),
      [1, 3]
    )
    assert.strictEqual(state.version, 3)
  })
})

// ---- Laws

const recordings = fc
  .array(
    fc.record({
      row: fc.integer({ min: 1, max: 2 }),
      session: fc.nat(2),
      mark: fc.constantFrom("present", "partial", "excused", "absent"),
      given: fc.nat(2),
      hour: fc.nat(3),
      source: fc.constantFrom("sheet 1", "sheet 2"),
      seed: fc.nat(1),
      isCorrection: fc.boolean()
    }),
    { maxLength: 12 }
  )
  .map((given) =>
    given.map(({ given, hour, isCorrection, mark, row, seed, session, source }) =>
      attendance(row, session, {
        mark,
        seed,
        signatures: { given, required: 2 },
        knownAt: Moment.makeUnsafe(`2020-10-2${hour}T17:00:00`),
        source,
        ...(isCorrection ? { reason: "list" } : {})
      })
    )
  )

/** Everything that is accepted of a sequence, with the state before and after. */
const each = (
  commands: ReadonlyArray<Command>,
  look: (
    decided: AttendanceEvent.Following<AttendanceDecider.Refusal>,
    command: Command,
    before: AttendanceState.State,
    after: AttendanceState.State
  ) => void = () => undefined
) => {
  const events: Array<AttendanceEvent.Event> = []
  let state = AttendanceState.initial
  for (const command of commands) {
    const decided = AttendanceDecider.decide(
      cohort,
      state,
      command
    ) as AttendanceEvent.Following<AttendanceDecider.Refusal>
    const found = Result.getOrElse(decided, () => [])
    const next = Decider.fold(AttendanceDecider, found, state)
    look(decided, command, state, next)
    events.push(...found)
    state = next
  }
  return { events, state }
}

const people = [Person.id("p1"), Person.id("p2")]
const whole = { schedule: cohort.cohort.schedule, seated: people }
const runs = { numRuns: 500 }

const completions = (state: AttendanceState.State) =>
  people.map((person) =>
    Completion.of(AttendanceState.daysOf(state, [person], cohort.cohort.schedule, late), cohort.cohort)
  )

describe("Laws of attendance in its stream", () => {
  it("sequences keep, repeat, correct and refuse", () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(recordings, (commands) => {
        each([...commands, ...commands], (decided, command) => {
          const told = Result.isFailure(decided) ? decided.failure._tag : String(decided.success.length)
          seen.set(`${command._tag} ${told}`, (seen.get(`${command._tag} ${told}`) ?? 0) + 1)
        })
      }),
      { ...runs, seed: 1 }
    )
    for (const kind of ["Record 1", "Record 0", "Correct 1", "Correct 0", "Correct NothingToCorrect"]) {
      assert.isAbove(seen.get(kind) ?? 0, 10, kind)
    }
  })

  it("a record is no news exactly where all that a source states of a person, a day and a moment is there", () => {
    fc.assert(
      fc.property(recordings, (commands) => {
        each([...commands, ...commands], (_, command, before) => {
          if (command._tag === "End") return
          const { date, record, source } = command
          const said = (one: Attendance.AttendanceRecord) =>
            JSON.stringify([one.date, one.knownAt, one.mark, one.signatures, one.digest, one.source])
          const given = { ...record, date, source }
          assert.strictEqual(
            AttendanceState.isStated(before, given),
            AttendanceState.of(before, record.person).some((known) => said(known) === said(given))
          )
        })
      }),
      runs
    )
  })

  it("the rows that events touch are the rows that change, and a row that is forgotten is found", () => {
    const { hold, unfound } = Touching.law(Streams.attendance, AttendanceRows.tables)
    fc.assert(
      fc.property(recordings, (commands) => {
        let before = AttendanceState.initial
        for (const command of commands) {
          const events = Result.getOrElse(AttendanceDecider.decide(cohort, before, command), () => [])
          const after = events.reduce(AttendanceState.evolve, before)
          hold({ before, after, events })
          before = after
        }
      }),
      runs
    )
    assert.deepStrictEqual(unfound(), [])
  })

  it("L8 at most one counted record per participant-session, and it is one known last", () => {
    fc.assert(
      fc.property(recordings, (commands) => {
        const { state } = each(commands)
        for (const { days, person } of Attendance.tally(AttendanceState.history(state), whole).people) {
          assert.deepStrictEqual(
            days.map(({ date }) => date),
            [...cohort.cohort.schedule]
          )
          for (const one of days) {
            const known = AttendanceState.of(state, person).filter(({ date }) => date === one.date)
            const last = known
              .map(({ knownAt }) => knownAt)
              .toSorted()
              .at(-1)
            if (one._tag === "Recorded") assert.strictEqual(one.record.knownAt, last)
            else if (one._tag === "Unrecorded") assert.isUndefined(last)
            else assert.isAbove(one.records.length, 1)
          }
        }
      }),
      runs
    )
  })

  it("L11 correction then re-correction back leaves the totals as they were", () => {
    fc.assert(
      fc.property(recordings, fc.nat(2), fc.nat(2), (recorded, session, given) => {
        const { state } = each([attendance(1, session), ...recorded])
        const today = AttendanceState.daysOf(state, [people[0]!], cohort.cohort.schedule, late)[session]!
        fc.pre(today._tag === "Recorded")
        if (today._tag !== "Recorded") return
        const { digest, mark, signatures } = today.record
        const at = Moment.makeUnsafe("2020-11-20T08:00:00")
        const correct = (knownAt: string, said: object, seed: number) =>
          attendance(1, session, { ...said, seed, at, knownAt: Moment.makeUnsafe(knownAt), reason: "list" })
        const away = correct("2020-11-02T08:00:00", { mark: "absent", signatures: { given, required: 2 } }, 7)
        const back = correct("2020-11-03T08:00:00", { mark, signatures }, Number(digest))
        const after = attendedAfter(cohort, [away, back], state)
        const totals = (of: AttendanceState.State) =>
          people.map((person) =>
            Completion.of(AttendanceState.daysOf(of, [person], cohort.cohort.schedule, at), cohort.cohort)
          )
        assert.deepStrictEqual(totals(after), totals(state))
      }),
      runs
    )
  })

  it("L12 records come in any order and any number of times, and the history is the same", () => {
    const shuffled = recordings
      .map((recorded) => recorded.filter(({ _tag }) => _tag === "Record"))
      .chain((recorded) =>
        fc.tuple(
          fc.constant(recorded),
          fc.shuffledSubarray([...recorded, ...recorded], { minLength: recorded.length * 2 })
        )
      )
    const said = (state: AttendanceState.State) =>
      AttendanceState.history(state).records.map(({ version: _version, ...record }) => record)
    fc.assert(
      fc.property(shuffled, ([recorded, again]) => {
        assert.deepStrictEqual(said(each(again).state), said(each(recorded).state))
      }),
      runs
    )
  })

  it("L18 completion rests only on what was known by the moment of the command", () => {
    fc.assert(
      fc.property(recordings, fc.nat(4), (commands, hour) => {
        const at = Moment.makeUnsafe(`2020-10-2${hour}T18:00:00`)
        const { state } = each(commands)
        const early = each(commands.filter(({ record }) => record.knownAt <= at)).state
        assert.deepStrictEqual(
          AttendedCohort.complete(cohort, state, { at, actor: officer }),
          AttendedCohort.complete(cohort, early, { at, actor: officer })
        )
      }),
      runs
    )
  })

  it("L21 terminal states absorb: attendance that ended refuses every record", () => {
    fc.assert(
      fc.property(recordings, recordings, (before, after) => {
        const { state } = each([...before, end])
        for (const command of after) {
          const decided = AttendanceDecider.decide(cohort, state, command)
          assert.isTrue(Result.isFailure(decided) && decided.failure._tag === "CohortEnded")
        }
        assert.deepStrictEqual(Result.getOrThrow(AttendanceDecider.decide(cohort, state, end)), [])
      }),
      runs
    )
  })

  it("joined events lead to what the single ones lead to", () => {
    const said = (state: AttendanceState.State) =>
      AttendanceState.history(state).records.map(({ version: _version, ...record }) => record)
    fc.assert(
      fc.property(recordings, (commands) => {
        const { events, state } = each(commands)
        const joined = AttendanceEvent.joined(events)
        const names = joined.map((event) => JSON.stringify({ ...event, records: undefined }))
        assert.strictEqual(new Set(names).size, names.length)
        assert.deepStrictEqual(said(Decider.fold(AttendanceDecider, joined)), said(state))
      }),
      runs
    )
  })

  it("the same command again gives no events or a refusal", () => {
    fc.assert(
      fc.property(recordings, (commands) => {
        each(commands, (decided, command, _, after) => {
          if (Result.isFailure(decided)) return
          const again = AttendanceDecider.decide(cohort, after, command) as AttendanceEvent.Following<unknown>
          assert.deepStrictEqual([...Result.getOrElse(again, () => [])], [])
        })
      }),
      runs
    )
  })

  it("every event reads as it was written, and evolves alike", () => {
    fc.assert(
      fc.property(recordings, (commands) => {
        const { events } = each([...commands, end])
        const joined = AttendanceEvent.joined(events)
        const read = joined.map((event) => {
          const { body, ...written } = Result.getOrThrow(AttendanceEvent.codec.write(event))
          return Result.getOrThrow(AttendanceEvent.codec.read({ ...written, data: JSON.parse(body) }))
        })
        assert.deepStrictEqual(read, [...joined])
        assert.deepStrictEqual(Decider.fold(AttendanceDecider, read), Decider.fold(AttendanceDecider, joined))
      }),
      { numRuns: 200 }
    )
  })

  it("a schedule that moves there and back counts as it did", () => {
    const state = attendedAfter(
      cohort,
      [0, 1, 2].map((session) => attendance(1, session))
    )
    const move = (from: number, to: number) =>
      command("MoveSession", { from: schedule(4)[from]!, to: schedule(4)[to]!, reason: "flood" })
    const of = (cohort: CohortState.Announced) =>
      Result.getOrThrow(AttendedCohort.complete(cohort, state, { at: late, actor: officer }))
    const away = after([move(0, 3)], cohort)
    assert.notDeepEqual(of(away), of(cohort))
    assert.deepStrictEqual(of(after([move(3, 0)], away)), of(cohort))
  })
})

describe("A cohort with its attendance", () => {
  const attended = [0, 1, 2].map((session) => attendance(1, session))
  const told = { at: late, actor: officer }

  it("completes everybody who took part, and tells the days that leave others open", () => {
    const state = attendedAfter(cohort, [...attended, attendance(2, 1)])
    const [one, two] = Result.getOrThrow(AttendedCohort.complete(cohort, state, told))
    assert.deepStrictEqual(
      Result.getOrThrow(one!.found).map(({ _tag }) => _tag),
      ["CompletionRecorded"]
    )
    assert.isTrue(Result.isFailure(two!.found))
    if (Result.isFailure(two!.found)) assert.deepStrictEqual([...two!.found.failure.dates], [first, third])
    assert.deepStrictEqual(completions(state)[0], { _tag: "Rated", rate: { numerator: 48, denominator: 48 } })
  })

  it("completes nobody twice, and again when a late correction says otherwise", () => {
    const known = after([complete(1, 3), exit(1, "Completed")], cohort)
    const state = attendedAfter(known, attended)
    assert.deepStrictEqual(Result.getOrThrow(AttendedCohort.complete(known, state, told))[0]!.found, Result.succeed([]))
    const corrected = attendedAfter(known, [attendance(1, 0, { ...absent, reason: "list" })], state)
    const [again] = Result.getOrThrow(AttendedCohort.complete(known, corrected, told))
    assert.deepInclude(Result.getOrThrow(again!.found)[0], { rate: { numerator: 32, denominator: 48 } })
  })

  it("completes nobody where the cohort does not run", () => {
    const refused = AttendedCohort.complete(after([...filled(), about("Accept", 1)]), AttendanceState.initial, told)
    assert.isTrue(Result.isFailure(refused) && refused.failure._tag === "WrongStage")
  })

  it.each([
    ["Closed", [...running, exit(1, "Moved"), exit(2, "Moved")], close],
    ["CalledOff", [announce()], callOff]
  ] as const)("ends the attendance when it is %s", (ended, given, command) => {
    const before = after(given)
    const { events } = Result.getOrThrow(Decider.accept(CohortDecider.decider, before, command))
    assert.deepStrictEqual(
      Option.map(AttendedCohort.endOf(events), (asked) => asked.ended),
      Option.some(ended)
    )
    assert.isTrue(Option.isNone(AttendedCohort.endOf([])))
  })
})

it("commands are plain data", () => {
  const codec = Schema.toCodecJson(AttendanceCommand.Command)
  for (const command of [attendance(1, 0), attendance(1, 0, { row: 3, reason: "x" }), end]) {
    const text = JSON.stringify(Schema.encodeSync(codec)(command))
    assert.deepStrictEqual(Schema.decodeUnknownSync(codec)(JSON.parse(text)), command)
  }
  assert.isTrue(day("2020-10-05") === first)
})
