/** The figures of a cohort and of a season. */
import { Money } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { type Admission, Amounts, Attendance, Summary } from "../../src/index.ts"
import {
  candidate,
  cohortId,
  type day,
  idr,
  missingFact,
  person,
  record,
  schedule,
  units,
  usd,
  whole
} from "../Given.ts"

const [monday, tuesday] = schedule(2) as unknown as [ReturnType<typeof day>, ReturnType<typeof day>]
const amounts = (gross: number, tax: number) => Result.getOrThrow(Amounts.make(gross, tax))

const determinations: ReadonlyArray<Admission.Determination> = [
  { _tag: "Seated" },
  { _tag: "Seated" },
  { _tag: "Waitlisted", position: 1 },
  { _tag: "Refused", reasons: ["under-age", "not-resident"] },
  { _tag: "Refused", reasons: ["under-age"] },
  { _tag: "Undetermined", missing: [missingFact("nik")], invalid: ["annualSales"] },
  { _tag: "Duplicate", of: candidate("x", 0).application.id }
]

const result = (change: Partial<Summary.CohortResult> = {}): Summary.CohortResult => ({
  quota: 3,
  determinations: determinations.map((determination, index) => ({
    application: candidate(`a${index}`, index).application,
    determination
  })),
  tally: Attendance.tally(
    Attendance.history([
      record("a", monday),
      record("a", tuesday, { mark: "excused", signatures: { given: 0, required: 2 } }),
      record("b", monday, { mark: "partial", signatures: { given: 1, required: 2 } }),
      record("b", monday)
    ]),
    { schedule: schedule(2), seated: [person("a"), person("b")] }
  ),
  completions: ["completed", "undetermined"],
  list: {
    cohort: cohortId("baking"),
    currency: idr,
    recipients: [{ person: person("a"), qualifyingDays: 1, lines: [], ...amounts(120_000, 6_000) }],
    undetermined: [{ person: person("b"), missing: [missingFact("sessions")] }],
    invalid: [],
    totals: { qualifyingDays: 1, ...amounts(120_000, 6_000) }
  },
  line: { id: "line", account: "5.2", amount: Money.make(idr, units(1_000_000)) },
  adjustments: [
    { person: person("a"), currency: idr, kind: "overpaid", ...amounts(-120_000, -6_000) },
    { person: person("b"), currency: idr, kind: "none", ...Amounts.zero }
  ],
  observances: { mask: { observed: 1, of: 2 } },
  ...change
})

describe("Summary", () => {
  it("counts one cohort", () => {
    assert.deepStrictEqual(Result.getOrThrow(Summary.ofCohort(result())), {
      currency: idr,
      cohorts: 1,
      quota: 3,
      applications: { total: 7, seated: 2, waitlisted: 1, refused: 2, undetermined: 1, duplicate: 1 },
      reasons: { "not-resident": 1, "under-age": 2 },
      missing: { annualSales: 1, nik: 1 },
      attendance: [
        { date: monday, present: 1, partial: 0, excused: 0, absent: 0, unrecorded: 0, conflicting: 1 },
        { date: tuesday, present: 0, partial: 0, excused: 1, absent: 0, unrecorded: 1, conflicting: 0 }
      ],
      observances: { mask: { observed: 1, of: 2 } },
      completion: { completed: 1, notCompleted: 0, undetermined: 1 },
      payable: { recipients: 1, notOnList: 1, qualifyingDays: 1, ...amounts(120_000, 6_000) },
      budget: {
        lines: { line: { available: units(1_000_000), absorbed: units(120_000) } },
        available: units(1_000_000),
        requested: units(120_000),
        absorbed: units(120_000),
        shortage: units(0),
        listsWithin: 1,
        listsExceeding: 0
      },
      adjustments: {
        underpaid: { people: 0, ...Amounts.zero },
        overpaid: { people: 1, ...amounts(-120_000, -6_000) },
        none: { people: 1, ...Amounts.zero }
      }
    })
  })

  it("a list that exceeds its line absorbs nothing and shows what it lacks", () => {
    const line = { id: "line", account: "5.2", amount: Money.make(idr, units(100_000)) }
    const { budget } = Result.getOrThrow(Summary.ofCohort(result({ line })))
    assert.deepStrictEqual(budget, {
      lines: { line: { available: units(100_000), absorbed: units(0) } },
      available: units(100_000),
      requested: units(120_000),
      absorbed: units(0),
      shortage: units(20_000),
      listsWithin: 0,
      listsExceeding: 1
    })
  })

  it("adds a season up by date, reason and observation", () => {
    const one = Result.getOrThrow(Summary.ofCohort(result()))
    const season = Result.getOrThrow(Summary.fold(idr, [one, one]))
    assert.strictEqual(season.cohorts, 2)
    assert.deepStrictEqual(season.reasons, { "not-resident": 2, "under-age": 4 })
    assert.deepStrictEqual(season.observances, { mask: { observed: 2, of: 4 } })
    assert.deepStrictEqual(
      season.attendance.map(({ date, present }) => [date, present]),
      [
        [monday, 2],
        [tuesday, 0]
      ]
    )
    assert.strictEqual(season.payable.gross, 240_000)
    assert.isTrue(Result.isSuccess(Schema.decodeUnknownResult(Summary.Summary)(JSON.parse(JSON.stringify(season)))))
  })

  it("counts a line that cohorts share once, and holds each list against what those before it left", () => {
    const line = (id: string, amount: number) => ({ id, account: "5.2", amount: Money.make(idr, units(amount)) })
    const shared = result({ line: line("shared", 250_000) })
    const { cohorts, whole } = Result.getOrThrow(
      Summary.ofCohorts(idr, [shared, result({ line: line("own", 120_000) }), shared, shared])
    )
    assert.deepStrictEqual(
      cohorts.map(({ budget }) => [budget.available, budget.absorbed, budget.shortage]),
      [
        [250_000, 120_000, 0],
        [120_000, 120_000, 0],
        [250_000, 120_000, 0],
        [250_000, 0, 110_000]
      ]
    )
    assert.deepStrictEqual(whole.budget, {
      lines: {
        own: { available: units(120_000), absorbed: units(120_000) },
        shared: { available: units(250_000), absorbed: units(240_000) }
      },
      available: units(370_000),
      requested: units(480_000),
      absorbed: units(360_000),
      shortage: units(110_000),
      listsWithin: 3,
      listsExceeding: 1
    })
  })

  it("does not add lists that were each held against the whole line, nor a line of two amounts", () => {
    const of = (amount: number) => {
      const line = { id: "__proto__", account: "5.2", amount: Money.make(idr, units(amount)) }
      return Result.getOrThrow(Summary.ofCohort(result({ line })))
    }
    const shared = Result.getOrThrow(Result.flip(Summary.combine(of(239_999), of(239_999))))
    assert.deepInclude(shared, {
      _tag: "LineShared",
      line: "__proto__",
      available: units(239_999),
      absorbed: units(240_000)
    })
    assert.include(shared.message, "together, in their order")
    const fitting = Result.getOrThrow(Summary.combine(of(240_000), of(240_000)))
    assert.deepInclude(fitting.budget, { available: units(240_000), absorbed: units(240_000) })
    const differing = Result.getOrThrow(Result.flip(Summary.combine(of(240_000), of(250_000))))
    assert.deepInclude(differing, { _tag: "LinesDiffer", line: "__proto__", amounts: [units(240_000), units(250_000)] })
    assert.include(differing.message, "240000 for one cohort and 250000 for another")
  })

  it("L7 does not add currencies, and refuses a sum that is no longer exact", () => {
    const one = Result.getOrThrow(Summary.ofCohort(result()))
    assert.isTrue(Result.isFailure(Summary.combine(one, Summary.empty(usd))))
    assert.isTrue(
      Result.isFailure(Summary.ofCohort(result({ line: { id: "l", account: "5", amount: Money.zero(usd) } })))
    )
    const foreign = [{ person: person("a"), currency: usd, kind: "none" as const, ...Amounts.zero }]
    assert.isTrue(Result.isFailure(Summary.ofCohort(result({ adjustments: foreign }))))
    const huge = { ...one, payable: { ...one.payable, gross: units(Number.MAX_SAFE_INTEGER) } }
    assert.strictEqual(Result.getOrThrow(Result.flip(Summary.combine(huge, one)))._tag, "AmountTooLarge")
  })
})

const names = ["mask", "distance", "__proto__"]
const summaries: Arbitrary.Arbitrary<Summary.Summary> = Arbitrary.map(
  Arbitrary.all({ seed: whole(0, 1_000), name: whole(0, 2), date: whole(0, 1), gross: whole(0, 1_000_000) }),
  ({ date, gross, name, seed }) => {
    const one = Result.getOrThrow(Summary.ofCohort(result()))
    return {
      ...one,
      quota: seed,
      reasons: { [`reason-${seed % 3}`]: seed },
      observances: Object.fromEntries([[names[name]!, { observed: seed, of: 2 * seed }]]),
      attendance: [{ ...one.attendance[date]!, present: seed }],
      payable: { ...one.payable, ...amounts(gross, Math.min(seed, gross)) }
    }
  }
)

describe("Laws of summaries", () => {
  const plus = (a: Summary.Summary, b: Summary.Summary) => Result.getOrThrow(Summary.combine(a, b))

  it.prop("figures add up in any order and grouping", { a: summaries, b: summaries, c: summaries }, ({ a, b, c }) => {
    assert.deepStrictEqual(plus(a, b), plus(b, a))
    assert.deepStrictEqual(plus(plus(a, b), c), plus(a, plus(b, c)))
    assert.strictEqual(plus(a, b).payable.gross, a.payable.gross + b.payable.gross)
    assert.strictEqual(
      plus(a, b).attendance.reduce((sum, { present }) => sum + present, 0),
      a.attendance[0]!.present + b.attendance[0]!.present
    )
  })

  it.prop("no cohort adds nothing", { a: summaries }, ({ a }) => {
    assert.deepStrictEqual(plus(a, Summary.empty(idr)), a)
    assert.deepStrictEqual(plus(Summary.empty(idr), a), a)
  })
})
