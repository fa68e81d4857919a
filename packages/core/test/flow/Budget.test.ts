/** A list against its line: whole or not at all, and the choices that a department has. */
import { Money } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Amounts, Budget, type BudgetLine, type PayableList } from "../../src/index.ts"
import { cohortId, idr, person, schedule, units, usd, whole } from "../Given.ts"

const line = (amount: number, currency = idr): BudgetLine.BudgetLine => ({
  id: "line",
  account: "5.2",
  amount: Money.make(currency, units(amount))
})

/** A list of people by their qualifying days; a cap bounds each payment. */
const list = (days: ReadonlyArray<number>, price: number, cap = Number.MAX_SAFE_INTEGER): PayableList.PayableList => {
  const recipients = days.map((count, index) => {
    const who = person(`p${index + 1}`)
    const gross = units(Math.min(count * price, cap))
    const lines = [...schedule(Math.max(count, 1))].slice(0, count).map((date, nth) => ({
      person: who,
      date,
      rule: "qualifying-day",
      uncapped: units(price),
      amount: units(Math.max(0, Math.min(price, gross - nth * price)))
    }))
    return { person: who, qualifyingDays: count, lines, gross, tax: units(0), net: gross }
  })
  const qualifyingDays = days.reduce((sum, count) => sum + count, 0)
  const totals = { qualifyingDays, ...Result.getOrThrow(Amounts.sum(recipients)) }
  return { cohort: cohortId("c"), currency: idr, recipients, undetermined: [], invalid: [], totals }
}

const variants = (amount: number, claims: PayableList.PayableList) => {
  const [a, b, c, d] = Result.getOrThrow(Budget.variants(line(amount), claims))
  assert.isTrue(
    a._tag === "RegistrationOrder" && b._tag === "ProRataPerDay" && c._tag === "WholeDays" && d._tag === "Postponed"
  )
  return { a, b, c, d } as {
    a: Extract<Budget.Variant, { _tag: "RegistrationOrder" }>
    b: Extract<Budget.Variant, { _tag: "ProRataPerDay" }>
    c: Extract<Budget.Variant, { _tag: "WholeDays" }>
    d: Extract<Budget.Variant, { _tag: "Postponed" }>
  }
}
const numbers = ({ residue, total }: Budget.Variant) => [Number(total), Number(residue)]

const twenty = list(
  Array.from({ length: 20 }, () => 5),
  150_000
)

describe("Budget.check", () => {
  it("worked case 19: 15,000,000 on a line of 10,000,000 lacks 5,000,000, and nothing is cut", () => {
    assert.deepStrictEqual(
      Budget.check(line(10_000_000), twenty),
      Result.succeed({ _tag: "Exceeded", shortage: Money.make(idr, units(5_000_000)) })
    )
  })

  it("exactly enough is enough", () => {
    assert.deepStrictEqual(
      Budget.check(line(15_000_000), twenty),
      Result.succeed({ _tag: "WithinBudget", remaining: Money.make(idr, units(0)) })
    )
    assert.deepStrictEqual(
      Budget.check(line(14_999_999), twenty),
      Result.succeed({ _tag: "Exceeded", shortage: Money.make(idr, units(1)) })
    )
  })

  it("L7 line and list of two currencies are not compared", () => {
    for (const result of [Budget.check(line(1, usd), twenty), Budget.variants(line(1, usd), twenty)]) {
      assert.strictEqual(
        Result.getOrThrow(Result.flip(result as Result.Result<unknown, { readonly _tag: string }>))._tag,
        "CurrencyMismatch"
      )
    }
  })
})

describe("Budget.variants", () => {
  it("worked case 19, A: thirteen people in full, 250,000 left, persons 14 to 20 unpaid", () => {
    const { a } = variants(10_000_000, twenty)
    assert.deepStrictEqual(numbers(a), [9_750_000, 250_000])
    assert.deepStrictEqual(
      a.unpaid,
      [14, 15, 16, 17, 18, 19, 20].map((n) => person(`p${n}`))
    )
    assert.isTrue(a.shares.slice(0, 13).every(({ amount, days }) => amount === 750_000 && days === 5))
  })

  it("worked case 19, B: 100,000 a day, nothing left", () => {
    const { b } = variants(10_000_000, twenty)
    assert.strictEqual(Number(b.perDay), 100_000)
    assert.deepStrictEqual(numbers(b), [10_000_000, 0])
  })

  it("worked case 19, C: three whole days for all, 1,000,000 left", () => {
    const { c } = variants(10_000_000, twenty)
    assert.strictEqual(c.days, 3)
    assert.deepStrictEqual(numbers(c), [9_000_000, 1_000_000])
  })

  it("worked case 19, D: nobody until the line is raised by the shortage", () => {
    const { d } = variants(10_000_000, twenty)
    assert.strictEqual(Number(d.shortage), 5_000_000)
    assert.deepStrictEqual(numbers(d), [0, 10_000_000])
  })

  it("worked case 19 with 97 days: 103,092 a day, and the 76 left go to nobody", () => {
    const claims = list([...Array.from({ length: 17 }, () => 5), 4, 4, 4], 150_000)
    assert.strictEqual(claims.totals.qualifyingDays, 97)
    const { b } = variants(10_000_000, claims)
    assert.strictEqual(Number(b.perDay), 103_092)
    assert.deepStrictEqual(numbers(b), [9_999_924, 76])
    assert.isTrue(b.shares.every(({ amount, days }) => amount === days * 103_092))
  })

  it("A stops at the first who does not fit: a smaller claim further down does not overtake", () => {
    const { a } = variants(700_000, list([4, 3, 1], 100_000))
    assert.deepStrictEqual(numbers(a), [700_000, 0])
    const short = variants(650_000, list([4, 3, 1], 100_000)).a
    assert.deepStrictEqual(
      short.shares.map(({ amount }) => Number(amount)),
      [400_000, 0, 0]
    )
    assert.deepStrictEqual(short.unpaid, [person("p2"), person("p3")])
  })

  it("C pays those with fewer days all of theirs, and a capped day what the cap left of it", () => {
    const { c } = variants(600_000, list([1, 3], 200_000, 450_000))
    assert.strictEqual(c.days, 2)
    assert.deepStrictEqual(
      c.shares.map(({ amount, days }) => [days, Number(amount)]),
      [
        [1, 200_000],
        [2, 400_000]
      ]
    )
  })

  it("nobody is paid more than they are owed when the line is long enough", () => {
    const claims = list([5, 2], 100_000, 300_000)
    const { a, b, c, d } = variants(9_000_000, claims)
    for (const variant of [a, b, c]) {
      assert.deepStrictEqual(
        variant.shares.map(({ amount }) => Number(amount)),
        [300_000, 200_000]
      )
    }
    assert.strictEqual(Number(b.perDay), 100_000)
    assert.strictEqual(Number(d.shortage), 0)
  })

  it("has an answer for a list without days and for an empty line", () => {
    for (const claims of [list([], 100), list([0, 0], 100)]) {
      for (const variant of Object.values(variants(1_000, claims))) assert.deepStrictEqual(numbers(variant), [0, 1_000])
    }
    for (const variant of Object.values(variants(0, twenty))) assert.deepStrictEqual(numbers(variant), [0, 0])
  })
})

describe("Laws of the budget", () => {
  const given = {
    amount: whole(0, 6_000_000),
    days: Arbitrary.array(whole(0, 6), { maxLength: 12 }),
    price: whole(0, 200_000),
    cap: whole(0, 900_000)
  }

  it.prop(
    "every variant names everybody, pays nobody more than they are owed, and stays within the line",
    given,
    ({ amount, cap, days, price }) => {
      const claims = list(days, price, cap)
      for (const variant of Object.values(variants(amount, claims))) {
        assert.deepStrictEqual(
          variant.shares.map((share) => share.person),
          claims.recipients.map((recipient) => recipient.person)
        )
        assert.isTrue(variant.shares.every((share) => share.amount >= 0 && share.amount <= share.owed))
        assert.strictEqual(
          variant.shares.reduce((sum, share) => sum + share.amount, 0),
          variant.total
        )
        assert.strictEqual(variant.total + variant.residue, amount)
        assert.isAtLeast(variant.residue, 0)
        assert.isTrue(Result.isSuccess(Schema.decodeUnknownResult(Budget.Variant)(variant)))
      }
    }
  )

  it.prop(
    "a list that fits is paid in full by A and C; one that does not is paid in full by none",
    given,
    ({ amount, cap, days, price }) => {
      const claims = list(days, price, cap)
      const { a, b, c } = variants(amount, claims)
      const check = Result.getOrThrow(Budget.check(line(amount), claims))
      const full = (variant: Budget.Variant) => variant.total === claims.totals.gross
      if (check._tag === "WithinBudget") assert.isTrue(full(a) && full(c))
      else assert.isFalse(full(a) || full(b) || full(c))
    }
  )

  it.prop("one more unit per day in B, or one more day in C, would not fit", given, ({ amount, days, price }) => {
    const claims = list(days, price)
    const { b, c } = variants(amount, claims)
    if (claims.totals.qualifyingDays > 0 && b.perDay < price)
      assert.isAbove((b.perDay + 1) * claims.totals.qualifyingDays, amount)
    const next = claims.recipients.reduce(
      (sum, { lines }) => sum + lines.slice(0, c.days + 1).reduce((s, each) => s + each.amount, 0),
      0
    )
    if (c.days < Math.max(0, ...days)) assert.isAbove(next, amount)
  })
})
