/** From what a policy answered to lines, amounts and the list; laws over a reference allowance that a policy decides. */
import { type Decision, Money, Policy } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Entitlement, PayableList, QualifyingDay, Withholding } from "../../src/index.ts"
import {
  cohortId,
  day,
  determined,
  idr,
  missingFact,
  person,
  schedule,
  undetermined,
  units,
  usd,
  whole,
  yesOrNo
} from "../Given.ts"
import * as ReferenceAllowance from "./ReferenceAllowance.ts"

const ana = person("ana")
const price = Money.make(idr, units(120_000))

/** Days from 2020-10-05 on: does it count, does it not, or is something missing? */
const daysOf = (...answers: ReadonlyArray<boolean | undefined>) =>
  Result.getOrThrow(
    QualifyingDay.of(
      schedule(answers.length),
      determined(
        answers.map((answer) => (answer === undefined ? undetermined("sessions.signatures") : determined(answer)))
      )
    )
  )

const claim = (change: Partial<Entitlement.Claim> = {}): Entitlement.Claim => ({
  person: ana,
  rule: "qualifying-day",
  days: daysOf(true, false, true),
  dailyPrice: price,
  currency: idr,
  gross: determined(units(240_000)),
  ...change
})

const entitled = (change: Partial<Entitlement.Claim> = {}): Entitlement.Entitlement => {
  const outcome = Result.getOrThrow(Entitlement.of(claim(change)))
  assert.isTrue(outcome._tag === "Determined")
  return (outcome as Extract<typeof outcome, { _tag: "Determined" }>).value
}

describe("QualifyingDay", () => {
  it("lays the answers of a policy on the dates of the schedule", () => {
    assert.deepStrictEqual(daysOf(true, undefined, false), [
      { _tag: "Qualifying", date: day("2020-10-05") },
      { _tag: "Undetermined", date: day("2020-10-06"), missing: [missingFact("sessions.signatures")] },
      { _tag: "NotQualifying", date: day("2020-10-07") }
    ])
    assert.deepStrictEqual(QualifyingDay.count(daysOf(true, false, true)), determined(2))
    assert.deepStrictEqual(QualifyingDay.count(daysOf(true, undefined, undefined)), undetermined("sessions.signatures"))
  })

  it("is undetermined on every day when the policy could not read the sessions at all", () => {
    const days = Result.getOrThrow(QualifyingDay.of(schedule(2), undetermined("sessions")))
    assert.deepStrictEqual(
      days.map(({ _tag }) => _tag),
      ["Undetermined", "Undetermined"]
    )
  })

  it("refuses answers that do not fit the schedule", () => {
    for (const answers of [[], [determined(true)], [determined(true), determined(true), determined(true)]]) {
      const refusal = Result.getOrThrow(Result.flip(QualifyingDay.of(schedule(2), determined(answers))))
      assert.strictEqual(refusal._tag, "DaysDoNotMatch")
    }
  })
})

describe("Entitlement", () => {
  it("has one line a qualifying day, naming person, day and rule", () => {
    assert.deepStrictEqual(entitled(), {
      person: ana,
      currency: idr,
      gross: units(240_000),
      lines: ["2020-10-05", "2020-10-07"].map((date) => ({
        person: ana,
        date: day(date),
        rule: "qualifying-day",
        uncapped: units(120_000),
        amount: units(120_000)
      }))
    })
  })

  it("uses up a cap on the whole payment in date order and keeps what each day would have been", () => {
    const { lines } = entitled({ days: daysOf(true, true, true, true), gross: determined(units(300_000)) })
    assert.deepStrictEqual(
      lines.map(({ amount }) => Number(amount)),
      [120_000, 120_000, 60_000, 0]
    )
    assert.isTrue(lines.every(({ uncapped }) => uncapped === 120_000))
  })

  it("is undetermined with everything that amount and days lack, each once", () => {
    const outcome = Entitlement.of(
      claim({ days: daysOf(true, undefined, undefined), gross: undetermined("dailyTransport", "sessions.signatures") })
    )
    assert.deepStrictEqual(outcome, Result.succeed(undetermined("dailyTransport", "sessions.signatures")))
  })

  const refused: ReadonlyArray<readonly [string, string, Partial<Entitlement.Claim>]> = [
    ["more than its days are worth", "LinesDoNotAddUp", { gross: determined(units(240_001)) }],
    ["less than nothing", "LinesDoNotAddUp", { gross: determined(units(-1)) }],
    ["an amount without a day", "LinesDoNotAddUp", { days: daysOf(false), gross: determined(units(1)) }],
    ["an amount on open days", "GrossOverOpenDays", { days: daysOf(true, undefined, true) }],
    ["a day twice", "RepeatedDay", { days: [...daysOf(true), ...daysOf(true)] }],
    ["L7 a price in another currency", "CurrencyMismatch", { dailyPrice: Money.make(usd, units(120_000)) }],
    ["a negative price", "NegativePrice", { dailyPrice: Money.make(idr, units(-1)) }],
    ["a sum that is no longer exact", "AmountTooLarge", { dailyPrice: Money.make(idr, units(Number.MAX_SAFE_INTEGER)) }]
  ]
  for (const [what, tag, change] of refused) {
    it(`refuses ${what}`, () => {
      const refusal = Result.getOrThrow(Result.flip(Entitlement.of(claim(change))))
      assert.strictEqual(refusal._tag, tag)
    })
  }

  it("read from JSON, lines that do not add up are refused", () => {
    const decode = Schema.decodeUnknownResult(Entitlement.Entitlement)
    const json = JSON.parse(JSON.stringify(entitled()))
    assert.isTrue(Result.isSuccess(decode(json)))
    assert.isTrue(Result.isFailure(decode({ ...json, gross: 240_001 })))
    assert.isTrue(Result.isFailure(decode({ ...json, person: "budi" })))
    assert.isTrue(Result.isFailure(decode({ ...json, lines: [...json.lines].toReversed() })))
  })
})

describe("Withholding", () => {
  const of = (gross: number, tax: number, net?: number) =>
    Withholding.of({
      gross: determined(units(gross)),
      tax: determined(units(tax)),
      ...(net === undefined ? {} : { net: determined(units(net)) })
    })

  it("worked cases 7 and 8: 5 and 6 per cent of 750,000", () => {
    assert.deepStrictEqual(
      of(750_000, 37_500, 712_500),
      Result.succeed(determined({ gross: units(750_000), tax: units(37_500), net: units(712_500) }))
    )
    assert.deepStrictEqual(
      of(750_000, 45_000),
      Result.succeed(determined({ gross: units(750_000), tax: units(45_000), net: units(705_000) }))
    )
  })

  it("passes on what is missing, each item once", () => {
    const outcome = Withholding.of({ gross: undetermined("a", "b"), tax: undetermined("b", "hasTaxId") })
    assert.deepStrictEqual(outcome, Result.succeed(undetermined("a", "b", "hasTaxId")))
    assert.deepStrictEqual(
      Withholding.of({ gross: determined(units(1)), tax: undetermined("hasTaxId") }),
      Result.succeed(undetermined("hasTaxId"))
    )
  })

  it("refuses a tax above the gross or below nothing, and a net that does not tie", () => {
    const tags = [of(100, 101), of(100, -1), of(-1, 0), of(100, 5, 94)].map(
      (result) => Result.getOrThrow(Result.flip(result))._tag
    )
    assert.deepStrictEqual(tags, ["TaxOutOfRange", "TaxOutOfRange", "TaxOutOfRange", "NetDoesNotTie"])
  })
})

describe("PayableList", () => {
  const entry = (who: string, gross: number, tax: number): PayableList.Entry => ({
    _tag: "Assessed",
    person: person(who),
    entitlement: determined({ ...entitled({ person: person(who), gross: determined(units(gross)) }) }),
    withholding: determined({ gross: units(gross), tax: units(tax), net: units(gross - tax) })
  })
  const make = (...entries: ReadonlyArray<PayableList.Entry>) =>
    PayableList.make({ cohort: cohortId("baking"), currency: idr, entries })

  it("adds up its recipients and names who is not among them", () => {
    const open: PayableList.Entry = {
      _tag: "Assessed",
      person: person("open"),
      entitlement: undetermined("a"),
      withholding: undetermined("a", "b")
    }
    const broken: PayableList.Entry = { _tag: "Invalid", person: person("broken"), paths: ["sessions.temperature"] }
    const list = Result.getOrThrow(make(entry("a", 240_000, 12_000), open, entry("b", 200_000, 12_000), broken))
    assert.deepStrictEqual(
      list.recipients.map((each) => each.person),
      [person("a"), person("b")]
    )
    assert.deepStrictEqual(list.totals, {
      qualifyingDays: 4,
      gross: units(440_000),
      tax: units(24_000),
      net: units(416_000)
    })
    assert.deepStrictEqual(list.undetermined, [
      { person: person("open"), missing: [missingFact("a"), missingFact("b")] }
    ])
    assert.deepStrictEqual(list.invalid, [{ person: person("broken"), paths: ["sessions.temperature"] }])
    assert.isFalse(PayableList.isComplete(list))
    assert.isTrue(PayableList.isComplete(Result.getOrThrow(make(entry("a", 240_000, 12_000)))))
    assert.isTrue(
      Result.isSuccess(Schema.decodeUnknownResult(PayableList.PayableList)(JSON.parse(JSON.stringify(list))))
    )
  })

  it("refuses somebody twice, amounts of another payment, and L7 another currency", () => {
    const foreign: PayableList.Entry = {
      ...(entry("a", 240_000, 0) as Extract<PayableList.Entry, { _tag: "Assessed" }>),
      entitlement: determined({ ...entitled(), person: person("a"), currency: usd })
    }
    const other: PayableList.Entry = {
      ...(entry("a", 240_000, 0) as Extract<PayableList.Entry, { _tag: "Assessed" }>),
      withholding: determined({ gross: units(1), tax: units(0), net: units(1) })
    }
    const tags = [make(entry("a", 1, 0), entry("a", 1, 0)), make(foreign), make(other)].map(
      (result) => Result.getOrThrow(Result.flip(result))._tag
    )
    assert.deepStrictEqual(tags, ["RepeatedPerson", "CurrencyMismatch", "EntryDoesNotTie"])
  })
})

// ---- Laws, over an allowance that a policy decides

interface Case {
  readonly sessions: ReadonlyArray<{ readonly present: boolean; readonly signatures: number }>
  readonly dailyPrice: number
  readonly cap: number | undefined
  readonly hasTaxId: boolean
}

const session = Arbitrary.all({ present: yesOrNo, signatures: whole(0, 2) })
const cases: Arbitrary.Arbitrary<Case> = Arbitrary.map(
  Arbitrary.all({
    sessions: Arbitrary.array(session, { minLength: 1, maxLength: 12 }),
    dailyPrice: whole(0, 200_000),
    capped: yesOrNo,
    cap: whole(0, 1_500_000),
    hasTaxId: yesOrNo
  }),
  ({ cap, capped, ...rest }) => ({ ...rest, cap: capped ? cap : undefined })
)

interface Paid {
  readonly entitlement: Entitlement.Entitlement
  readonly amounts: Withholding.Withholding
}

/** The whole way: facts, policy, days, lines, amounts. */
const pay = (given: Case, order: <A>(days: ReadonlyArray<A>) => ReadonlyArray<A> = (days) => days): Paid => {
  const answer = Policy.decide(ReferenceAllowance.policy, {
    sessions: given.sessions,
    dailyPrice: units(given.dailyPrice),
    cap: Option.map(Option.fromUndefinedOr(given.cap), units),
    hasTaxId: given.hasTaxId
  })
  assert.isTrue(answer._tag === "Assessed")
  const { values } = answer as Extract<typeof answer, { _tag: "Assessed" }>
  const days = Result.getOrThrow(QualifyingDay.of(schedule(given.sessions.length), values.qualifying))
  const entitlement = Result.getOrThrow(
    Entitlement.of(
      claim({ days: order(days), dailyPrice: Money.make(idr, units(given.dailyPrice)), gross: values.gross })
    )
  )
  const amounts = Result.getOrThrow(Withholding.of(values))
  return { entitlement: valueOf(entitlement), amounts: valueOf(amounts) }
}

const valueOf = <A>(outcome: Decision.Outcome<A>): A => {
  if (outcome._tag === "Undetermined") throw new Error("nothing is missing here")
  return outcome.value
}

const sumOf = (lines: ReadonlyArray<Entitlement.Line>, of: "amount" | "uncapped") =>
  lines.reduce((sum, line) => sum + line[of], 0)

describe("Laws of entitlements", () => {
  it.prop("L1 the amount lies between nothing and the cap", { given: cases }, ({ given }) => {
    const { gross } = pay(given).entitlement
    return gross >= 0 && (given.cap === undefined || gross <= given.cap)
  })

  it.prop("L2 the amount is at most the uncapped amount, and a cap is no floor", { given: cases }, ({ given }) => {
    const { gross, lines } = pay(given).entitlement
    const uncapped = sumOf(lines, "uncapped")
    assert.strictEqual(uncapped, given.dailyPrice * lines.length)
    assert.strictEqual(gross, Math.min(uncapped, given.cap ?? uncapped))
    assert.isTrue(lines.every((line) => line.amount <= line.uncapped))
  })

  it.prop("L3 one more day never pays less", { given: cases, which: whole(0, 11) }, ({ given, which }) => {
    const more = given.sessions.map((each, index) =>
      index === which % given.sessions.length ? { present: true, signatures: 2 } : each
    )
    return pay({ ...given, sessions: more }).entitlement.gross >= pay(given).entitlement.gross
  })

  it.prop("L4 before the cap, disjoint days add up", { given: cases, cut: whole(1, 11) }, ({ cut, given }) => {
    const whole = { ...given, cap: undefined }
    const away = (first: boolean) =>
      given.sessions.map((each, index) => (index < cut === first ? each : { ...each, present: false }))
    const parts = [pay({ ...whole, sessions: away(true) }), pay({ ...whole, sessions: away(false) })]
    return pay(whole).entitlement.gross === parts.reduce((sum, { entitlement }) => sum + entitlement.gross, 0)
  })

  it.prop(
    "L5 the order in which sessions are given does not matter",
    { given: cases, turn: whole(0, 11) },
    ({ given, turn }) => {
      const turned = pay(given, (days) => [...days.slice(turn), ...days.slice(0, turn)].toReversed())
      assert.deepStrictEqual(turned, pay(given))
      const otherOrder = pay({ ...given, sessions: given.sessions.toReversed() })
      assert.strictEqual(otherOrder.entitlement.gross, pay(given).entitlement.gross)
    }
  )

  it.prop("L6 totals are the sums of what they total", { all: Arbitrary.array(cases, { maxLength: 6 }) }, ({ all }) => {
    const paid = all.map((given) => pay(given))
    for (const { entitlement } of paid) assert.strictEqual(sumOf(entitlement.lines, "amount"), entitlement.gross)
    const entries = paid.map(({ amounts, entitlement }, index): PayableList.Entry => ({
      _tag: "Assessed",
      person: person(`p${index}`),
      entitlement: determined({ ...entitlement, person: person(`p${index}`) }),
      withholding: determined(amounts)
    }))
    const { totals } = Result.getOrThrow(PayableList.make({ cohort: cohortId("c"), currency: idr, entries }))
    for (const component of ["gross", "tax", "net"] as const) {
      assert.strictEqual(
        totals[component],
        paid.reduce((sum, { amounts }) => sum + amounts[component], 0)
      )
    }
    assert.strictEqual(totals.gross, totals.net + totals.tax)
  })

  it.prop("the tax lies between nothing and the gross, and net is what is left", { given: cases }, ({ given }) => {
    const { gross, net, tax } = pay(given).amounts
    return 0 <= tax && tax <= gross && net === gross - tax
  })
})
