/** Seats and budgets over columns give what the functions over rows give. */
import type { Decision } from "@bina/policy"
import { Decisions } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import { Admission, AdmissionColumns, Budget, BudgetColumns, type Seat } from "../../src/index.ts"
import { candidate, cohortId, eligible, idr, limit, oneOf, person, undetermined, units, whole } from "../Given.ts"

const decisions: Readonly<Record<string, Decision.Decision>> = {
  eligible,
  ineligible: { _tag: "Ineligible", reasons: ["under-age"] },
  undetermined: undetermined("birthDate"),
  invalid: { _tag: "Invalid", paths: ["birthDate"] }
}

const applicant = Arbitrary.all({
  decision: oneOf(["eligible", "eligible", "eligible", "ineligible", "undetermined", "invalid"]),
  person: whole(-1, 12),
  household: whole(-1, 4)
})
type Applicant = typeof applicant extends Arbitrary.Arbitrary<infer A> ? A : never

const cohortArbitrary = Arbitrary.all({
  quota: whole(0, 6),
  applicants: Arbitrary.array(applicant, { minLength: 0, maxLength: 14 })
})

const season = Arbitrary.all({
  cohorts: Arbitrary.array(cohortArbitrary, { minLength: 1, maxLength: 3 }),
  perHousehold: whole(1, 5),
  perSeason: whole(1, 2)
})

/** A name, or nothing where the number says that it is missing. */
const named = (letter: string, number: number) => (number < 0 ? undefined : `${letter}${number}`)

const candidateOf = ({ decision, household, person: who }: Applicant, row: number): Admission.Candidate => {
  const [name, home] = [named("p", who), named("h", household)]
  return candidate(`a${row}`, row, {
    ...(name === undefined ? {} : { person: name }),
    ...(home === undefined ? {} : { household: home }),
    decision: decisions[decision]!
  })
}

describe("AdmissionColumns", () => {
  it.prop("L39 fills cohorts as Admission.fill does, one after the other", { season }, ({ season: given }) => {
    const limits = [
      limit({ reason: "already-seated", key: "nik", scope: "season", atMost: given.perSeason }),
      limit({ reason: "household-limit", key: "household", scope: "cohort", atMost: given.perHousehold })
    ]
    const rows = given.cohorts.flatMap(({ applicants }, at) => applicants.map((each) => ({ ...each, cohort: at })))
    const terms: AdmissionColumns.Terms = {
      quotas: given.cohorts.map(({ quota }) => quota),
      persons: 13,
      limits: [
        { scope: "season", atMost: given.perSeason, keys: 13 },
        { scope: "cohort", atMost: given.perHousehold, keys: 5 }
      ]
    }
    const person = Int32Array.from(rows, (row) => row.person)
    const applications = Result.getOrThrow(
      AdmissionColumns.check(terms, {
        status: Uint8Array.from(rows, ({ decision }) => Decisions.status[decision as "eligible"]),
        cohort: Int32Array.from(rows, (row) => row.cohort),
        person,
        keys: [person, Int32Array.from(rows, (row) => row.household)]
      })
    )
    const filling = Result.getOrThrow(AdmissionColumns.begin(terms))
    const columns = AdmissionColumns.allocate(terms, rows.length)
    const middle = rows.length >> 1
    AdmissionColumns.fill(filling, applications, columns, 0, middle)
    AdmissionColumns.fill(filling, applications, columns, middle, rows.length)

    const earlierSeats: Array<Seat.Seat> = []
    let row = 0
    given.cohorts.forEach(({ applicants, quota }, at) => {
      const begins = row
      const filled = Result.getOrThrow(
        // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- not an array
        Admission.fill({
          cohort: { id: cohortId(`c${at}`), quota },
          personFact: "nik",
          limits,
          applications: applicants.map(candidateOf),
          earlierSeats
        })
      )
      earlierSeats.push(...Admission.seatsOf(filled))
      for (const { application, determination } of filled.determinations) {
        const tag = determination._tag.toLowerCase() as keyof typeof AdmissionColumns.determination
        assert.strictEqual(columns.determination[row], AdmissionColumns.determination[tag])
        if (determination._tag === "Waitlisted") assert.strictEqual(columns.related[row], determination.position)
        if (determination._tag === "Duplicate") {
          const first = Number(determination.of.slice(1)) + begins
          assert.strictEqual(columns.related[row], first)
        }
        if (determination._tag === "Refused") {
          const reached = limits.filter((_, nth) => ((columns.reached[row]! >>> nth) & 1) === 1)
          const own = rows[row]!.decision === "ineligible" ? ["under-age"] : []
          assert.deepStrictEqual([...own, ...reached.map(({ reason }) => reason)], [...determination.reasons])
        }
        assert.strictEqual(application.id as string, `a${row - begins}`)
        row += 1
      }
    })
  })

  it("leaves out whom the policy refuses, if the caller does not ask for the reasons of limits", () => {
    const terms: AdmissionColumns.Terms = {
      quotas: [10],
      persons: "distinct",
      limits: [{ scope: "cohort", atMost: 2, keys: 1 }]
    }
    const status = Uint8Array.of(0, 1, 0, 0)
    const given = { status, cohort: new Uint8Array(4), keys: [new Uint8Array(4)] }
    const applications = Result.getOrThrow(AdmissionColumns.check(terms, given))
    const filling = Result.getOrThrow(AdmissionColumns.begin(terms))
    const into = AdmissionColumns.allocate(terms, 4)
    const [rows, seats] = [new Int32Array(5), new Int32Array(5)]
    const eligible = Decisions.rowsWith(status, Decisions.status.eligible, 0, 4, rows)
    assert.deepStrictEqual([...rows.subarray(0, eligible)], [0, 2, 3])
    assert.strictEqual(AdmissionColumns.fill(filling, applications, into, 0, eligible, rows, seats), 2)
    assert.deepStrictEqual([...seats.subarray(0, 2)], [0, 2])
    const { refused, seated } = AdmissionColumns.determination
    assert.deepStrictEqual(
      [0, 2, 3].map((row) => into.determination[row]),
      [seated, seated, refused]
    )
  })

  it("remembers seats and persons from piece to piece, without limits too", () => {
    const terms: AdmissionColumns.Terms = { quotas: [2], limits: [], persons: 3 }
    const filling = Result.getOrThrow(AdmissionColumns.begin(terms))
    const piece = (persons: ReadonlyArray<number>, firstRow: number) => {
      const applications = Result.getOrThrow(
        AdmissionColumns.check(terms, {
          status: new Uint8Array(2),
          cohort: new Uint8Array(2),
          keys: [],
          person: Int32Array.from(persons),
          firstRow
        })
      )
      const into = AdmissionColumns.allocate(terms, 2)
      AdmissionColumns.fill(filling, applications, into, 0, 2)
      return into
    }
    const { duplicate, seated, waitlisted } = AdmissionColumns.determination
    assert.deepStrictEqual([...piece([0, 1], 0).determination], [seated, seated])
    const second = piece([1, 2], 2)
    assert.deepStrictEqual([...second.determination], [duplicate, waitlisted])
    assert.deepStrictEqual([...second.related], [1, 1])
  })

  it.each([
    ["a cohort without a quota", { cohort: Uint8Array.of(1) }],
    ["fewer cohorts than rows", { cohort: new Uint8Array(0) }],
    ["a key that is not counted", { keys: [Int32Array.of(3)] }],
    ["no keys for a limit", { keys: [] }],
    ["persons that the terms do not look at", { person: Uint8Array.of(0) }]
  ] as ReadonlyArray<readonly [string, Partial<AdmissionColumns.Applications>]>)(
    "refuses columns with %s",
    (_, change) => {
      const terms: AdmissionColumns.Terms = {
        quotas: [5],
        persons: "distinct",
        limits: [{ scope: "season", atMost: 1, keys: 3 }]
      }
      const applications = { status: new Uint8Array(1), cohort: new Uint8Array(1), keys: [new Int32Array(1)] }
      assert.isTrue(Result.isSuccess(AdmissionColumns.check(terms, applications)))
      assert.isTrue(Result.isFailure(AdmissionColumns.check(terms, { ...applications, ...change })))
    }
  )

  it("seats nobody on an answer that is none of requirements", () => {
    const terms: AdmissionColumns.Terms = { quotas: [5], persons: "distinct", limits: [] }
    const status = Uint8Array.of(Decisions.status.assessed, 255, Decisions.status.eligible)
    const cohort = new Uint8Array(3)
    const applications = Result.getOrThrow(AdmissionColumns.check(terms, { status, cohort, keys: [] }))
    const into = AdmissionColumns.allocate(terms, 3)
    AdmissionColumns.fill(Result.getOrThrow(AdmissionColumns.begin(terms)), applications, into, 0, 3)
    const { seated, undetermined: open } = AdmissionColumns.determination
    assert.deepStrictEqual([...into.determination], [open, open, seated])
  })

  const terms: AdmissionColumns.Terms = { quotas: [5], persons: "distinct", limits: [] }
  const limited = (limit: object) =>
    ({ ...terms, limits: [{ scope: "cohort", atMost: 1, keys: 3, ...limit }] }) as never
  it.each<readonly [string, AdmissionColumns.Terms, string]>([
    ["a limit that allows no seat", limited({ atMost: 0 }), "limit 0 allows 0 seats"],
    ["a limit of another scope", limited({ scope: "Season" }), 'limit 0 counts in "Season"'],
    ["a limit of half a key", limited({ keys: 2.5 }), "limit 0 counts 2.5 keys"],
    ["a limit of more keys than memory holds", limited({ keys: 2 ** 28 }), "limit 0 would need 268435456 counters"],
    ["a negative quota", { ...terms, quotas: [1, -1] }, "cohort 1 has a quota of -1"],
    ["a quota that is no number", { ...terms, quotas: [Number.NaN] }, "cohort 0 has a quota of NaN"],
    ["half a person", { ...terms, persons: 2.5 }, "2.5 is no number of persons"],
    ["persons that nobody spoke of", { quotas: [5], limits: [] } as never, "undefined is no number of persons"],
    ["more persons than memory holds", { ...terms, persons: 2 ** 28 }, "268435456 persons in 1 cohorts would need"]
  ])("refuses %s", (_, given, reason) => {
    const begun = AdmissionColumns.begin(given)
    assert.isTrue(Result.isFailure(begun))
    if (Result.isFailure(begun)) assert.include(begun.failure.message, reason)
  })

  const status = new Uint8Array(2)
  const cohort = new Uint8Array(2)
  const refusedWith = (given: AdmissionColumns.Terms, change: object) => {
    const checked = AdmissionColumns.check(given, { status, cohort, keys: [], ...change })
    return Result.isFailure(checked) ? checked.failure.message : "nothing"
  }

  it("says which row has a fraction for a cohort, key or person", () => {
    assert.include(refusedWith(terms, { cohort: Float64Array.of(0, 0.5) }), "row 1 has the cohort 0.5")
    assert.include(refusedWith(limited({}), { keys: [Float64Array.of(-0.5, 1)] }), "row 0 has the key of limit 0 -0.5")
    const known = { ...terms, persons: 4 }
    assert.include(refusedWith(known, { person: Float64Array.of(1, 1.5) }), "row 1 has the person 1.5")
    assert.include(refusedWith(known, {}), "persons are looked at, and there are none")
  })

  it("fills one cohort after the other where a limit counts across the season", () => {
    const season = { ...(limited({ scope: "season" }) as AdmissionColumns.Terms), quotas: [1, 1] }
    const keys = [Uint8Array.of(0, 1, 2)]
    const mixed = { status: new Uint8Array(3), cohort: Uint8Array.of(1, 0, 1), keys }
    assert.include(refusedWith(season, mixed), "row 2 comes back to cohort 1")
    // Nor do pieces come back to a cohort that was left.
    const filling = Result.getOrThrow(AdmissionColumns.begin(season))
    const piece = (...cohorts: ReadonlyArray<number>) => {
      const given = { status: new Uint8Array(1), cohort: Uint8Array.from(cohorts), keys: [new Uint8Array(1)] }
      const applications = Result.getOrThrow(AdmissionColumns.check(season, given))
      AdmissionColumns.fill(filling, applications, AdmissionColumns.allocate(season, 1), 0, 1)
    }
    piece(1)
    piece(1)
    piece(0)
    assert.throws(() => piece(1), "comes back to cohort 1")
  })

  it("leaves rows undecided that nobody determined", () => {
    const { seated, undecided } = AdmissionColumns.determination
    const applications = Result.getOrThrow(AdmissionColumns.check(terms, { status, cohort, keys: [] }))
    const into = AdmissionColumns.allocate(terms, 2)
    AdmissionColumns.fill(Result.getOrThrow(AdmissionColumns.begin(terms)), applications, into, 0, 1, Int32Array.of(1))
    assert.deepStrictEqual([...into.determination], [undecided, seated])
    // Nor does a policy's column seat anybody before it was filled.
    const early = { status: new Uint8Array(2).fill(Decisions.status.undecided), cohort, keys: [] }
    const open = Result.getOrThrow(AdmissionColumns.check(terms, early))
    assert.strictEqual(AdmissionColumns.fill(Result.getOrThrow(AdmissionColumns.begin(terms)), open, into, 0, 2), 0)
  })

  it("stays within its rows", () => {
    const applications = Result.getOrThrow(AdmissionColumns.check(terms, { status, cohort, keys: [] }))
    const filling = Result.getOrThrow(AdmissionColumns.begin(terms))
    const into = AdmissionColumns.allocate(terms, 2)
    const filled =
      (from: number, to: number, ...rest: ReadonlyArray<Int32Array | undefined>) =>
      () =>
        AdmissionColumns.fill(filling, applications, into, from, to, ...rest)
    assert.throws(filled(0, 6), "rows 0 up to 6 are asked for, and there are 2")
    assert.throws(filled(0, 2, new Int32Array(0)), "places of `only` 0 up to 2 are asked for, and there are 0")
    assert.throws(filled(0, 1, Int32Array.of(2)), "`only` has row 2 at 0")
    assert.throws(filled(0, 2, undefined, new Int32Array(1)), "`seats` has room for 1 rows, and 2 are looked at")
    const small = AdmissionColumns.allocate(terms, 1)
    assert.throws(() => AdmissionColumns.fill(filling, applications, small, 0, 1), "room for 1 rows, and 2 are needed")
    assert.throws(
      () => AdmissionColumns.fill(filling, { ...applications }, into, 0, 1),
      "were not checked, or are a copy"
    )
    const wider = Result.getOrThrow(AdmissionColumns.begin({ ...terms, quotas: [1, 1] }))
    assert.throws(() => AdmissionColumns.fill(wider, applications, into, 0, 1), "were checked for other terms")
    assert.strictEqual(filling.free[0], 5)
  })

  it.prop(
    "L39 counts seats that are held already as Admission.fill does",
    {
      earlier: Arbitrary.array(whole(0, 4), { minLength: 0, maxLength: 12 }),
      second: cohortArbitrary,
      atMost: whole(1, 3)
    },
    ({ atMost, earlier, second }) => {
      const season: AdmissionColumns.Terms = {
        quotas: [second.quota],
        persons: 13,
        limits: [{ scope: "season", atMost, keys: 5 }]
      }
      const filling = Result.getOrThrow(AdmissionColumns.begin(season))
      Result.getOrThrow(AdmissionColumns.hold(filling, earlier.length, [Int32Array.from(earlier)]))
      const { applicants } = second
      const applications = Result.getOrThrow(
        AdmissionColumns.check(season, {
          status: Uint8Array.from(applicants, ({ decision }) => Decisions.status[decision as "eligible"]),
          cohort: new Uint8Array(applicants.length),
          person: Int32Array.from(applicants, (row) => row.person),
          keys: [Int32Array.from(applicants, (row) => row.household)]
        })
      )
      const into = AdmissionColumns.allocate(season, applicants.length)
      AdmissionColumns.fill(filling, applications, into, 0, applicants.length)
      const filled = Result.getOrThrow(
        // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- not an array
        Admission.fill({
          cohort: { id: cohortId("later"), quota: second.quota },
          personFact: "nik",
          limits: [limit({ reason: "household-limit", key: "household", scope: "season", atMost })],
          applications: applicants.map(candidateOf),
          earlierSeats: earlier.map((household, row) => {
            const { application } = candidate(`e${row}`, row, { person: `e${row}`, household: `h${household}` })
            return {
              cohort: cohortId("earlier"),
              application: application.id,
              person: person(`e${row}`),
              keys: application.keys
            }
          })
        })
      )
      assert.deepStrictEqual(
        [...into.determination],
        filled.determinations.map(
          ({ determination: { _tag } }) =>
            AdmissionColumns.determination[_tag.toLowerCase() as keyof typeof AdmissionColumns.determination]
        )
      )
    }
  )

  it("refuses a seat that is held for no key", () => {
    const season = { ...(limited({ scope: "season" }) as AdmissionColumns.Terms), quotas: [1] }
    const filling = Result.getOrThrow(AdmissionColumns.begin(season))
    assert.isTrue(Result.isFailure(AdmissionColumns.hold(filling, 1, [Int32Array.of(-1)])))
    assert.isTrue(Result.isFailure(AdmissionColumns.hold(filling, 1, [])))
    assert.isTrue(Result.isFailure(AdmissionColumns.hold(filling, 2, [Int32Array.of(0)])))
  })
})

describe("BudgetColumns", () => {
  const claim = Arbitrary.all({ line: whole(0, 2), gross: whole(0, 50) })
  it.prop(
    "L39 pays as the variant in order of registration does",
    {
      claims: Arbitrary.array(claim, { minLength: 0, maxLength: 20 }),
      budgets: Arbitrary.array(whole(0, 200), { minLength: 3, maxLength: 3 })
    },
    ({ budgets, claims }) => {
      const columns: BudgetColumns.Claims = {
        line: Uint8Array.from(claims, ({ line }) => line),
        gross: Int32Array.from(claims, ({ gross }) => gross)
      }
      const paying = Result.getOrThrow(BudgetColumns.begin(budgets))
      const checked = Result.getOrThrow(BudgetColumns.check(paying, columns))
      const shares = BudgetColumns.allocate(columns)
      const middle = claims.length >> 1
      BudgetColumns.pay(paying, checked, shares, 0, middle)
      BudgetColumns.pay(paying, checked, shares, middle, claims.length)

      budgets.forEach((amount, line) => {
        const rows = claims.flatMap((each, row) => (each.line === line ? [row] : []))
        const total = rows.reduce((sum, row) => sum + claims[row]!.gross, 0)
        const zero = units(0)
        const [variant] = Result.getOrThrow(
          Budget.variants(
            { id: "line", account: "5.2", amount: { currency: idr, amount: units(amount) } },
            {
              currency: idr,
              recipients: rows.map((row) => {
                const gross = units(claims[row]!.gross)
                return { person: person(`p${row}`), qualifyingDays: 0, lines: [], gross, tax: zero, net: gross }
              }),
              totals: { qualifyingDays: 0, gross: units(total), tax: zero, net: units(total) }
            }
          )
        )
        assert.isTrue(variant._tag === "RegistrationOrder")
        if (variant._tag !== "RegistrationOrder") return
        assert.deepStrictEqual(
          rows.map((row) => shares.amount[row]),
          variant.shares.map((share) => Number(share.amount))
        )
        assert.deepStrictEqual(
          rows.filter((row) => shares.unpaid[row] === 1).map((row) => `p${row}`),
          variant.unpaid.map(String)
        )
        assert.strictEqual(paying.left[line], Number(variant.residue))
      })
    }
  )

  it("refuses a line that holds less than nothing", () => {
    assert.isTrue(Result.isFailure(BudgetColumns.begin([-1])))
  })

  const paying = () => Result.getOrThrow(BudgetColumns.begin([100]))
  it.each<readonly [string, BudgetColumns.Claims, string]>([
    ["less than nothing", { line: Uint8Array.of(0, 0), gross: Int32Array.of(5, -500) }, "row 1 is owed -500"],
    ["no number", { line: Uint8Array.of(0), gross: Float64Array.of(Number.NaN) }, "row 0 is owed NaN"],
    ["half a unit", { line: Uint8Array.of(0), gross: Float64Array.of(0.5) }, "row 0 is owed 0.5"],
    ["of a line that there is not", { line: Uint8Array.of(7), gross: Int32Array.of(1) }, "row 0 is of line 7"],
    ["of half a line", { line: Float64Array.of(0.5), gross: Int32Array.of(1) }, "row 0 is of line 0.5"],
    [
      "of no line",
      { line: new Uint8Array(1), gross: new Int32Array(2) },
      "2 rows are owed something, and 1 have a line"
    ],
    [
      "of a row that there is not",
      { line: Uint8Array.of(0), gross: Int32Array.of(1), only: Int32Array.of(0, 1) },
      "`only` has row 1 at 1"
    ]
  ])("refuses claims %s", (_, claims, reason) => {
    const checked = BudgetColumns.check(paying(), claims)
    assert.isTrue(Result.isFailure(checked))
    if (Result.isFailure(checked)) assert.include(checked.failure.message, reason)
  })

  it("pays those who claim, whatever stands beside others", () => {
    const lines = paying()
    const given = {
      line: Uint8Array.of(0, 9, 0),
      gross: Float64Array.of(60, Number.NaN, 60),
      only: Int32Array.of(0, 2)
    }
    const claims = Result.getOrThrow(BudgetColumns.check(lines, given))
    const shares = BudgetColumns.allocate(claims)
    assert.throws(
      () => BudgetColumns.pay(lines, claims, shares, 0, 3),
      "claims 0 up to 3 are asked for, and there are 2"
    )
    assert.throws(() => BudgetColumns.pay(lines, { ...claims }, shares, 0, 2), "were not checked, or are a copy")
    const others = Result.getOrThrow(BudgetColumns.begin([1, 2]))
    assert.throws(() => BudgetColumns.pay(others, claims, shares, 0, 2), "checked against 1 other lines")
    BudgetColumns.pay(lines, claims, shares, 0, 2)
    assert.deepStrictEqual([...shares.amount], [60, 0, 0])
    assert.deepStrictEqual([...shares.unpaid], [0, 0, 1])
    assert.strictEqual(lines.left[0], 40)
  })
})
