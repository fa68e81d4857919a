/**
 * The window functions agree with core, which fills and pays row by row.
 */
import { Admission, Application, type BudgetLine, Budget, Moment, Person, type Seat } from "@bina/core"
import { Citation, Decision, Money } from "@bina/policy"
import * as Sql from "@bina/policy/Sql"
import { type Choices, PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as DuckServer from "./DuckServer.ts"
import * as PostgresServer from "./PostgresServer.ts"

const text = { id: "batas", en: "limit" }
const citation = Citation.make({ instrument: "Notice 1/2020", title: "Trainings", confidence: "sourced" })
const limits: ReadonlyArray<Admission.Limit> = [
  { reason: "already-seated", key: "person", scope: "season", atMost: 1, citation, text },
  { reason: "household-limit", key: "household", scope: "cohort", atMost: 2, citation, text },
  { reason: "household-season", key: "household", scope: "season", atMost: 3, citation, text }
]
const seats: Sql.Seats = {
  table: "applications",
  key: "id",
  cohort: "cohort",
  quota: "quota",
  order: ["registered_at", "place"],
  person: { column: "person", fact: "person" },
  limits: [
    { reason: "already-seated", fact: "person", column: "person", atMost: 1, earlier: "person_earlier" },
    { reason: "household-limit", fact: "household", column: "household", atMost: 2 },
    { reason: "household-season", fact: "household", column: "household", atMost: 3, earlier: "household_earlier" }
  ]
}
const statuses = ["Eligible", "Eligible", "Eligible", "Ineligible", "Undetermined", "Invalid"] as const

interface Row {
  readonly id: string
  readonly place: number
  readonly at: string
  readonly person: number | undefined
  readonly household: number | undefined
  readonly status: (typeof statuses)[number]
}

const rowsOf = (choices: Choices): ReadonlyArray<Row> =>
  choices.several(0, 24, (place) => ({
    id: `a${place}`,
    place,
    at: `2020-09-14T09:0${choices.below(3)}:00`,
    person: choices.oneIn(9) ? undefined : choices.below(20),
    household: choices.oneIn(9) ? undefined : choices.below(5),
    status: choices.pick(statuses)
  }))

const decision = (status: Row["status"]): Decision.Decision => {
  switch (status) {
    case "Eligible":
      return { _tag: "Eligible" }
    case "Ineligible":
      return { _tag: "Ineligible", reasons: ["under-age"] }
    case "Undetermined":
      return { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "birthDate" }] }
    case "Invalid":
      return { _tag: "Invalid", paths: ["annualSales"] }
  }
}

const { fill: fillCohort } = Admission

const person = (number: number) => Person.Id.make(`person-${number}`)
const key = (number: number | undefined) =>
  number === undefined ? Application.missing : Application.known(`household-${number}`)
const value = (prefix: string, number: number | undefined): string =>
  number === undefined ? "NULL" : `'${prefix}-${number}'`

const earlierOf = (choices: Choices): ReadonlyArray<Seat.Seat> =>
  choices.several(0, 6, (index) => ({
    cohort: "before" as never,
    application: Application.id(`b${index}`),
    person: person(choices.below(20)),
    keys: { household: Application.known(`household-${choices.below(5)}`) }
  }))

const filled = (rows: ReadonlyArray<Row>, quota: number, earlierSeats: ReadonlyArray<Seat.Seat>) =>
  Result.getOrThrow(
    fillCohort({
      cohort: { id: "cohort-1" as never, quota },
      personFact: "person",
      limits,
      earlierSeats,
      applications: rows.map((row) => ({
        application: {
          id: Application.id(row.id),
          registeredAt: Moment.makeUnsafe(row.at),
          row: row.place,
          person: row.person === undefined ? Application.missing : Application.known(person(row.person)),
          keys: { household: key(row.household) }
        },
        decision: decision(row.status)
      }))
    })
  ).determinations.map(({ application, determination }) => ({
    id: application.id,
    determination: determination._tag,
    position: determination._tag === "Waitlisted" ? determination.position : null,
    reasons: determination._tag === "Refused" ? determination.reasons : [],
    missing: determination._tag === "Undetermined" ? determination.missing.map(Decision.nameOf) : [],
    invalid_paths: determination._tag === "Undetermined" ? determination.invalid : []
  }))

const list = (words: ReadonlyArray<string>, array: string, type: string): string =>
  `${array}[${words.map((word) => `'${word}'`).join(", ")}]::${type}[]`

interface Sample {
  readonly rows: ReadonlyArray<Row>
  readonly quota: number
  readonly earlier: ReadonlyArray<Seat.Seat>
  readonly amount: number
  readonly recipients: ReadonlyArray<{ readonly person: Person.Id; readonly gross: Money.MinorUnits }>
}

const sampleOf = (choices: Choices): Sample => {
  const rows = rowsOf(choices)
  return {
    rows,
    quota: choices.between(1, 8),
    earlier: earlierOf(choices),
    amount: choices.between(0, 5) * 100_000,
    recipients: rows.map((row) => ({
      person: person(row.place),
      gross: Money.minorUnits(choices.below(3) * 60_000)
    }))
  }
}

const applied = (row: Row, { earlier, quota }: Sample, cohort: number, array: string, type: string): string => {
  const answer = decision(row.status)
  const words = [
    answer._tag === "Ineligible" ? answer.reasons : [],
    answer._tag === "Undetermined" ? answer.missing.map(Decision.nameOf) : [],
    answer._tag === "Invalid" ? answer.paths : []
  ]
  const held = (count: (seat: Seat.Seat) => boolean) => earlier.filter(count).length
  const values = [
    `'${row.id}', '${cohort}', ${quota}, TIMESTAMP '${row.at}', ${row.place}`,
    value("person", row.person),
    value("household", row.household),
    held((seat) => seat.person === `person-${row.person}`),
    held((seat) => (seat.keys["household"] as { readonly value: string }).value === `household-${row.household}`),
    `'${row.status}'`,
    ...words.map((some) => list(some, array, type))
  ]
  return `(${values.join(", ")})`
}

const claimed = ({ amount, recipients }: Sample, line: number): ReadonlyArray<string> =>
  recipients.map(({ gross, person }, index) => `('${person}', '${line}', ${amount}, ${gross}, ${index})`)

const budgeted = ({ amount, recipients }: Sample) => {
  const currency = Money.currency("IDR")
  const total = recipients.reduce((sum, { gross }) => sum + gross, 0)
  const claims = {
    currency,
    recipients: recipients.map((recipient) => ({ ...recipient, lines: [] })),
    totals: { gross: total, qualifyingDays: 0 }
  }
  const line = { amount: Money.make(currency, Money.minorUnits(amount)) } as BudgetLine.BudgetLine
  const [inOrder] = Result.getOrThrow(Budget.variants(line, claims as never))
  return { inOrder, total, check: Result.getOrThrow(Budget.check(line, claims as never)) }
}

const servers = [
  { dialect: "postgresql", make: PostgresServer.make, array: "ARRAY", json: "to_jsonb" },
  { dialect: "duckdb", make: DuckServer.make, array: "", json: "to_json" }
] as const

describe("in order", () => {
  for (const { array, dialect, json, make } of servers) {
    it.effect(
      `${dialect} fills cohorts and pays lines as core does`,
      () =>
        Effect.gen(function* () {
          const { query } = yield* make as typeof DuckServer.make
          const run = (statement: string) => Effect.promise(() => query(statement))
          const answers = (statement: string) =>
            Effect.map(run(`SELECT CAST(${json}(x) AS text) AS row FROM (${statement}) AS x`), (rows) =>
              rows.map(({ row }) => JSON.parse(row as string) as Record<string, unknown>)
            )
          yield* run(
            `CREATE TABLE applications (id text, cohort text, quota integer, registered_at timestamp, place integer, person text, household text, person_earlier integer, household_earlier integer, status text, reasons ${dialect === "duckdb" ? "VARCHAR" : "text"}[], missing ${dialect === "duckdb" ? "VARCHAR" : "text"}[], invalid_paths ${dialect === "duckdb" ? "VARCHAR" : "text"}[])`
          )
          yield* run(`CREATE TABLE claims (id text, line text, amount bigint, gross bigint, place integer)`)
          const fill = Result.getOrThrow(Sql.seats(dialect, seats)).text
          const pay = Result.getOrThrow(
            Sql.budget({
              table: "claims",
              key: "id",
              line: "line",
              amount: "amount",
              gross: "gross",
              order: ["place"]
            })
          ).text
          // Every sample is a cohort and a line of its own, in one table.
          const samples = (yield* Arbitrary.sampleEffect(PolicyArbitrary.choices, { count: 150, seed: 3 })).map(
            sampleOf
          )
          const type = dialect === "duckdb" ? "VARCHAR" : "text"
          yield* run(
            `INSERT INTO applications VALUES ${samples.flatMap((sample, index) => sample.rows.map((row) => applied(row, sample, index, array, type))).join(", ")}`
          )
          yield* run(`INSERT INTO claims VALUES ${samples.flatMap(claimed).join(", ")}`)
          const determinations = new Map(
            (yield* answers(fill)).map(({ cohort, ...row }) => [`${String(cohort)} ${String(row["id"])}`, row])
          )
          const payments = new Map(
            (yield* answers(pay)).map((row) => [`${String(row["line"])} ${String(row["id"])}`, row])
          )
          const seen = new Set<string>()
          for (const [index, sample] of samples.entries()) {
            for (const row of filled(sample.rows, sample.quota, sample.earlier)) {
              seen.add(row.determination)
              assert.deepStrictEqual(determinations.get(`${index} ${row.id}`) as unknown, row)
            }
            const { check, inOrder, total } = budgeted(sample)
            for (const share of inOrder.shares) {
              assert.deepInclude(payments.get(`${index} ${share.person}`)!, {
                paid: share.amount,
                total,
                within_budget: check._tag === "WithinBudget",
                shortage: check._tag === "Exceeded" ? check.shortage.amount : 0
              })
            }
          }
          assert.sameMembers([...seen], ["Seated", "Waitlisted", "Refused", "Undetermined", "Duplicate"])
        }),
      60_000
    )
  }

  it("two counted keys are no window", () => {
    const refused = Sql.seats("postgresql", {
      ...seats,
      limits: [...seats.limits, { reason: "employer", fact: "employer", column: "employer", atMost: 1 }]
    })
    assert.strictEqual(Result.getOrThrow(Result.flip(refused))._tag, "SeveralKeys")
  })
})
