/**
 * Days, money, ratios and histories.
 */
import { CivilDate, CivilInterval, Dated, Money, Ratio, Rounding } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const day = CivilDate.makeUnsafe
const between = (minimum: number, maximum: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))
const epochDays = between(-719_162, 2_932_896)
const dateOf = (epochDay: number) => Result.getOrThrow(CivilDate.fromEpochDay(epochDay))

describe("CivilDate", () => {
  it.prop("agrees with the platform's calendar over the years 0001 to 9999", { epochDays }, ({ epochDays }) => {
    const date = dateOf(epochDays)
    assert.strictEqual(date, new Date(epochDays * 86_400_000).toISOString().slice(0, 10).padStart(10, "0"))
    assert.strictEqual(CivilDate.toEpochDay(date), epochDays)
  })

  it.prop("its schema makes real days only", { date: CivilDate.CivilDate }, ({ date }) =>
    assert.isTrue(CivilDate.isCivilDate(date))
  )

  for (const text of [
    "2021-02-29",
    "1900-02-29",
    "2020-13-01",
    "2020-00-10",
    "2020-04-31",
    "0000-01-01",
    "2020-1-1",
    " 2020-01-01",
    "20200101",
    "2020-01-01T00:00"
  ]) {
    it(`refuses ${text} and says how to write a day`, () => {
      const made = CivilDate.make(text)
      assert.isTrue(Result.isFailure(made) && made.failure.message.includes("YYYY-MM-DD"))
    })
  }

  it("ends with the calendar", () => {
    assert.isTrue(Result.isFailure(CivilDate.addDays(day("9999-12-31"), 1)))
    assert.isTrue(Result.isFailure(CivilDate.addDays(day("0001-01-01"), -1)))
  })

  it.prop("a birthday makes one year older, the day before does not", { birth: CivilDate.CivilDate }, ({ birth }) => {
    const on = CivilDate.fromParts(CivilDate.year(birth) + 18, CivilDate.month(birth), Number(birth.slice(8)))
    if (Result.isFailure(on) || CivilDate.year(birth) > 9_900) return
    assert.strictEqual(CivilDate.ageOn(birth, on.success), 18)
    assert.strictEqual(CivilDate.ageOn(birth, Result.getOrThrow(CivilDate.addDays(on.success, -1))), 17)
  })

  it.prop(
    "L19 moving every day by the same number of days moves nothing between them",
    { a: between(0, 20_000), b: between(0, 20_000), by: between(-9_000, 9_000) },
    ({ a, b, by }) => {
      const moved = (epochDay: number) => Result.getOrThrow(CivilDate.addDays(dateOf(epochDay), by))
      assert.strictEqual(CivilDate.daysBetween(moved(a), moved(b)), CivilDate.daysBetween(dateOf(a), dateOf(b)))
      assert.strictEqual(moved(a) < moved(b), dateOf(a) < dateOf(b))
    }
  )
})

describe("CivilInterval", () => {
  it("`through` includes the last day, the half-open form does not", () => {
    const through = Result.getOrThrow(CivilInterval.through(day("2020-07-01"), day("2022-12-30")))
    assert.deepStrictEqual(through, { from: day("2020-07-01"), to: day("2022-12-31") })
    assert.deepStrictEqual(
      ["2020-06-30", "2020-07-01", "2022-12-30", "2022-12-31"].map((text) =>
        CivilInterval.contains(through, day(text as never))
      ),
      [false, true, true, false]
    )
  })

  it("holds at least one day", () => {
    assert.isTrue(Result.isFailure(CivilInterval.make(day("2020-07-01"), day("2020-07-01"))))
    assert.isTrue(Result.isFailure(CivilInterval.through(day("2020-07-02"), day("2020-07-01"))))
  })

  it.prop(
    "two intervals overlap exactly when they share a day",
    { a: between(0, 20), b: between(1, 20), c: between(0, 20), d: between(1, 20) },
    ({ a, b, c, d }) => {
      const [one, other] = [interval(a, b), interval(c, d)]
      const shared = Array.from({ length: 50 }, (_, epochDay) => dateOf(epochDay)).some(
        (date) => CivilInterval.contains(one, date) && CivilInterval.contains(other, date)
      )
      assert.strictEqual(CivilInterval.overlaps(one, other), shared)
    }
  )
})

const interval = (from: number, length: number) =>
  Result.getOrThrow(CivilInterval.make(dateOf(from), dateOf(from + length)))

describe("Dated", () => {
  const entries = Arbitrary.array(Arbitrary.all({ from: between(0, 40), length: between(0, 20) }), { maxLength: 6 })

  it.prop(
    "L17 a history without flaws covers each day from its first exactly once, any other is found",
    { entries },
    ({ entries }) => {
      const history = entries.map(({ from, length }) => ({
        from: dateOf(from),
        ...(length === 0 ? {} : { to: dateOf(from + length) })
      }))
      const last = history.at(-1)
      const ordered = history.every((entry, index) => index === 0 || history[index - 1]!.from < entry.from)
      const ends = history.map((entry, index) => entry.to ?? history[index + 1]?.from ?? dateOf(99))
      const covering = (date: CivilDate.CivilDate) =>
        history.filter((entry, index) => entry.from <= date && date < ends[index]!)
      const stretch = Array.from({ length: 60 }, (_, epochDay) => dateOf(epochDay)).filter(
        (date) => history.length > 0 && history[0]!.from <= date && date < (last!.to ?? dateOf(60))
      )
      const partition = ordered && stretch.every((date) => covering(date).length === 1)
      const flaws = Dated.flaws(history)
      // An entry whose end lies beyond the last one's end is an overlap inside the history, or the history's own end.
      assert.strictEqual(flaws.length === 0, partition)
      if (flaws.length === 0)
        for (const date of stretch) assert.strictEqual(Dated.entryOn(history, date), covering(date)[0])
    }
  )
})

describe("Ratio and Rounding", () => {
  const modes = Arbitrary.schema(Rounding.Rounding)
  const amounts = between(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

  it.prop(
    "a share is the exact quotient, rounded once as named",
    { amount: amounts, numerator: between(-400, 400), denominator: between(1, 400), mode: modes },
    ({ amount, denominator, mode, numerator }) => {
      const [product, by] = [BigInt(amount) * BigInt(numerator), BigInt(denominator)]
      // A policy whose shares could be larger is refused before any case.
      if (product / by >= BigInt(Number.MAX_SAFE_INTEGER) || product / by <= BigInt(Number.MIN_SAFE_INTEGER)) return
      const shared = BigInt(Ratio.share(amount, Ratio.ratio(numerator, denominator), mode))
      const distance = shared * by - product
      if (mode === "down") assert.isTrue(-by < distance && distance <= 0n)
      else if (mode === "up") assert.isTrue(0n <= distance && distance < by)
      else {
        assert.isTrue(-by <= 2n * distance && 2n * distance <= by)
        if (2n * distance === by || 2n * distance === -by) {
          assert.isTrue(mode === "half-up" ? distance > 0n : shared % 2n === 0n)
        }
      }
    }
  )

  it.prop(
    "ratios compare as fractions do",
    { a: between(-99, 99), b: between(1, 99), c: between(-99, 99), d: between(1, 99) },
    ({ a, b, c, d }) =>
      assert.strictEqual(Math.sign(Ratio.compare(Ratio.ratio(a, b), Ratio.ratio(c, d))), Math.sign(a * d - c * b))
  )

  it("reads and writes 80/100 as it stands", () => {
    assert.strictEqual(Result.getOrThrow(Result.map(Ratio.fromText(" 80/100 "), Ratio.toText)), "80/100")
    for (const text of ["80", "80/0", "0,8", "8/-1", "1/999999999", ""]) {
      const made = Ratio.fromText(text)
      assert.isTrue(Result.isFailure(made) && made.failure.message.includes("80/100"))
    }
  })
})

describe("Money", () => {
  const [rupiah, dollar] = [Money.currency("IDR"), Money.currency("USD")]
  const amount = between(-1_000_000, 1_000_000)
  const of = (value: number) => Money.make(rupiah, Money.minorUnits(value))

  it.prop("adds and subtracts back", { a: amount, b: amount }, ({ a, b }) => {
    const sum = Result.getOrThrow(Money.add(of(a), of(b)))
    assert.deepStrictEqual(Result.getOrThrow(Money.subtract(sum, of(b))), of(a))
    assert.deepStrictEqual(Money.sum(rupiah, [of(a), of(b)]), Result.succeed(sum))
  })

  it("L7 currencies never mix", () => {
    const mixed = Money.add(of(1), Money.make(dollar, Money.minorUnits(1)))
    assert.isTrue(Result.isFailure(mixed) && mixed.failure._tag === "CurrencyMismatch")
    assert.isTrue(Result.isFailure(Money.sum(dollar, [of(1)])))
  })

  it("refuses sums that would no longer be exact", () => {
    const sum = Money.add(of(Number.MAX_SAFE_INTEGER), of(1))
    assert.isTrue(Result.isFailure(sum) && sum.failure._tag === "AmountTooLarge")
  })
})
