/** What is put right after a payment. */
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Adjustment, Amounts, type PayableList } from "../../src/index.ts"
import { cohortId, determined, idr, missingFact, person, undetermined, units, usd, whole } from "../Given.ts"

const ana = person("ana")
const amounts = (gross: number, tax: number) => Result.getOrThrow(Amounts.make(gross, tax))
const between = (paid: Amounts.Amounts, owed: Amounts.Amounts) =>
  Result.getOrThrow(Adjustment.between({ person: ana, currency: idr, paid, owed }))

const list = (
  people: Readonly<Record<string, Amounts.Amounts>>,
  beside: Partial<PayableList.PayableList> = {}
): PayableList.PayableList => ({
  cohort: cohortId("baking"),
  currency: idr,
  recipients: Object.entries(people).map(([who, each]) => ({
    person: person(who),
    qualifyingDays: 0,
    lines: [],
    ...each
  })),
  undetermined: [],
  invalid: [],
  totals: { qualifyingDays: 0, ...Result.getOrThrow(Amounts.sum(Object.values(people))) },
  ...beside
})

describe("Adjustment", () => {
  it("worked case 20: one day paid too much is 142,500 net and 7,500 tax, 150,000 gross", () => {
    assert.deepStrictEqual(between(amounts(750_000, 37_500), amounts(600_000, 30_000)), {
      person: ana,
      currency: idr,
      kind: "overpaid",
      gross: units(-150_000),
      tax: units(-7_500),
      net: units(-142_500)
    })
  })

  const table: ReadonlyArray<readonly [string, Amounts.Amounts, Amounts.Amounts, Adjustment.Kind]> = [
    ["a day more", amounts(600_000, 30_000), amounts(750_000, 37_500), "underpaid"],
    ["nothing changed", amounts(600_000, 30_000), amounts(600_000, 30_000), "none"],
    ["the tax was too low: the person holds too much", amounts(600_000, 30_000), amounts(600_000, 36_000), "overpaid"],
    ["the tax was too high", amounts(600_000, 36_000), amounts(600_000, 30_000), "underpaid"],
    ["more gross, but the tax ate more than that", amounts(100, 0), amounts(110, 20), "overpaid"],
    ["the net is right, gross and tax are short", amounts(100, 0), amounts(110, 10), "underpaid"]
  ]
  for (const [what, paid, owed, kind] of table) {
    it(`${what}: ${kind}`, () => assert.strictEqual(between(paid, owed).kind, kind))
  }

  it("adjusts nothing while it is not known what is owed", () => {
    const payment = { person: ana, currency: idr, paid: amounts(100, 5) }
    assert.deepStrictEqual(
      Adjustment.assess({ ...payment, owed: undetermined("hasTaxId") }),
      Result.succeed(undetermined("hasTaxId"))
    )
    const known = Result.getOrThrow(Adjustment.assess({ ...payment, owed: determined(amounts(100, 5)) }))
    assert.isTrue(known._tag === "Determined" && known.value.kind === "none")
  })

  it("compares two lists for the people named and nobody else", () => {
    const paid = list({ a: amounts(100, 5), b: amounts(100, 5), open: amounts(100, 5) })
    const owed = list(
      { a: amounts(80, 4), b: amounts(50, 2), late: amounts(40, 2) },
      {
        undetermined: [{ person: person("open"), missing: [missingFact("x")] }],
        invalid: [{ person: person("broken"), paths: ["y"] }]
      }
    )
    const people = ["late", "a", "open", "broken", "a"].map(person)
    const adjusted = Result.getOrThrow(Adjustment.ofLists({ paid, owed, people }))
    assert.deepStrictEqual(
      adjusted.adjustments.map((each) => [each.person as string, each.kind, Number(each.net)]),
      [
        ["late", "underpaid", 38],
        ["a", "overpaid", -19]
      ]
    )
    assert.deepStrictEqual(
      adjusted.undetermined.map((each) => each.person),
      [person("open")]
    )
    assert.deepStrictEqual(
      adjusted.invalid.map((each) => each.person),
      [person("broken")]
    )
  })

  it("does not read silence as owed nothing, nor compare what cannot be compared", () => {
    const paid = list({ a: amounts(100, 5) })
    const tagOf = (owed: PayableList.PayableList) =>
      Result.getOrThrow(Result.flip(Adjustment.ofLists({ paid, owed, people: [person("a")] })))._tag
    assert.strictEqual(tagOf(list({})), "NotOnList")
    assert.strictEqual(tagOf({ ...list({ a: amounts(1, 0) }), cohort: cohortId("sewing") }), "DifferentCohorts")
    assert.strictEqual(tagOf({ ...list({ a: amounts(1, 0) }), currency: usd }), "CurrencyMismatch")
    const foreign = { ...between(amounts(1, 0), amounts(2, 0)), currency: usd }
    assert.isTrue(Result.isFailure(Adjustment.settled(amounts(1, 0), idr, [foreign])))
  })

  it("read from JSON, a kind that its amounts do not have is refused", () => {
    const decode = Schema.decodeUnknownResult(Adjustment.Adjustment)
    const json = JSON.parse(JSON.stringify(between(amounts(750_000, 37_500), amounts(600_000, 30_000))))
    assert.isTrue(Result.isSuccess(decode(json)))
    assert.isTrue(Result.isFailure(decode({ ...json, kind: "underpaid" })))
    assert.isTrue(Result.isFailure(decode({ ...json, net: -1 })))
  })
})

const payments = Arbitrary.map(
  Arbitrary.all({ gross: whole(0, 1_000_000), percent: whole(0, 100) }),
  ({ gross, percent }) => amounts(gross, Math.floor((gross * percent) / 100))
)

describe("Laws of adjustments", () => {
  it.prop(
    "L11 corrected and corrected back, nothing is left",
    { right: payments, wrong: payments },
    ({ right, wrong }) => {
      const first = between(right, wrong)
      const paid = Result.getOrThrow(Adjustment.settled(right, idr, [first]))
      const back = between(paid, right)
      const { kind, ...sum } = { ...Result.getOrThrow(Amounts.add(first, back)), kind: between(right, right).kind }
      assert.deepStrictEqual(sum, Amounts.zero)
      assert.strictEqual(kind, "none")
      assert.deepStrictEqual(Result.getOrThrow(Adjustment.settled(right, idr, [first, back])), right)
    }
  )

  it.prop(
    "L29 what was paid together with its adjustments is what is owed, however often facts changed",
    { paid: payments, owed: Arbitrary.array(payments, { minLength: 1, maxLength: 6 }) },
    ({ owed, paid }) => {
      const adjustments: Array<Adjustment.Adjustment> = []
      for (const now of owed) {
        adjustments.push(between(Result.getOrThrow(Adjustment.settled(paid, idr, adjustments)), now))
      }
      assert.deepStrictEqual(Result.getOrThrow(Adjustment.settled(paid, idr, adjustments)), owed.at(-1))
    }
  )
})
