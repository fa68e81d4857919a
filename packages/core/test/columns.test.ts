/** Seats and budgets over columns give what the functions over rows give. */
import type { Decision } from "@bina/policy"
import { Decisions } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import { Admission, AdmissionColumns, Budget, BudgetColumns, type Seat } from "../src/index.ts"
import { candidate, cohortId, eligible, idr, limit, oneOf, person, undetermined, units, whole } from "./Given.ts"

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

const cohort = Arbitrary.all({
  quota: whole(0, 6),
  applicants: Arbitrary.array(applicant, { minLength: 0, maxLength: 14 })
})

const season = Arbitrary.all({
  cohorts: Arbitrary.array(cohort, { minLength: 1, maxLength: 3 }),
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
    const terms: AdmissionColumns.Terms = { quotas: [10], limits: [{ scope: "cohort", atMost: 2, keys: 1 }] }
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
      const terms: AdmissionColumns.Terms = { quotas: [5], limits: [{ scope: "season", atMost: 1, keys: 3 }] }
      const applications = { status: new Uint8Array(1), cohort: new Uint8Array(1), keys: [new Int32Array(1)] }
      assert.isTrue(Result.isSuccess(AdmissionColumns.check(terms, applications)))
      assert.isTrue(Result.isFailure(AdmissionColumns.check(terms, { ...applications, ...change })))
    }
  )

  it("seats nobody on an answer that is none of requirements", () => {
    const terms: AdmissionColumns.Terms = { quotas: [5], limits: [] }
    const status = Uint8Array.of(Decisions.status.assessed, 255, Decisions.status.eligible)
    const cohort = new Uint8Array(3)
    const applications = Result.getOrThrow(AdmissionColumns.check(terms, { status, cohort, keys: [] }))
    const into = AdmissionColumns.allocate(terms, 3)
    AdmissionColumns.fill(Result.getOrThrow(AdmissionColumns.begin(terms)), applications, into, 0, 3)
    const { seated, undetermined: open } = AdmissionColumns.determination
    assert.deepStrictEqual([...into.determination], [open, open, seated])
  })

  it("refuses a limit that allows no seat", () => {
    const terms: AdmissionColumns.Terms = { quotas: [5], limits: [{ scope: "season", atMost: 0, keys: 3 }] }
    assert.isTrue(Result.isFailure(AdmissionColumns.begin(terms)))
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
      const shares = BudgetColumns.allocate(columns)
      const middle = claims.length >> 1
      BudgetColumns.pay(paying, columns, shares, 0, middle)
      BudgetColumns.pay(paying, columns, shares, middle, claims.length)

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
})
