/**
 * Building policies: what does not fit does not compile, what cannot be used is refused with reasons, and an allowance
 * keeps the laws of money.
 */
import {
  Citation,
  CivilDate,
  Duty,
  Expression,
  Fact,
  type ListExpression,
  Money,
  Parameter,
  Policy,
  Ratio,
  Rule
} from "@bina/policy"
import * as Check from "@bina/policy/Check"
import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const citation = Citation.make({ instrument: "Test 1/2020", article: "1", title: "Test", confidence: "sourced" })
const text = { id: "teks", en: "text" }
const refusal = { id: "tidak memenuhi", en: "unmet" }
const day = CivilDate.makeUnsafe
const between = (minimum: number, maximum: number) =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))

const Facts = Schema.Struct({
  price: Fact.money("IDR", { most: 1_000_000, text }),
  dollars: Fact.money("USD", { text }),
  cap: Fact.optional(Fact.money("IDR", { text })),
  count: Fact.integer({ most: 1_000, text }),
  on: Fact.date({ text }),
  occupation: Fact.literals(["owner", "student"], { text }),
  district: Fact.code({ text }),
  person: Fact.token({ text }),
  taxId: Fact.boolean({ text }),
  sessions: Fact.list({ date: Fact.date({ text }), present: Fact.boolean({ text }) }, { text, maxLength: 31 })
})

const allowance = Policy.make("test/allowance", Facts, (f) => {
  const days = Rule.each("day", f.sessions, (s) => s.present, { citation, text })
  const uncapped = Rule.amount("uncapped", f.price.times(days.count()), { citation, text })
  const gross = Rule.amount("gross", uncapped.atMostIfSet(f.cap), { citation, text })
  const tax = Rule.amount("tax", gross.share(f.taxId.choose(ratio(5), ratio(6)), "down"), { citation, text })
  return { days, uncapped, gross, tax, net: gross.minus(tax) }
})

function ratio(percent: number) {
  return Expression.ratio(Ratio.ratio(percent, 100))
}

describe("an allowance as a policy", () => {
  const sessions = Arbitrary.array(Arbitrary.schema(Schema.Boolean), { maxLength: 31 })
  const inputs = {
    sessions,
    price: between(0, 1_000_000),
    cap: between(0, 10_000_000),
    capped: Schema.Boolean,
    taxId: Schema.Boolean
  }
  type Inputs = {
    readonly sessions: ReadonlyArray<boolean>
    readonly price: number
    readonly cap: number
    readonly capped: boolean
    readonly taxId: boolean
  }
  const assess = ({ cap, capped, price, sessions, taxId }: Inputs) => {
    const answer = Policy.decide(allowance, {
      price: Money.minorUnits(price),
      cap: capped ? Option.some(Money.minorUnits(cap)) : Option.none(),
      taxId,
      sessions: sessions.map((present) => ({ present }))
    })
    if (answer._tag === "Invalid") throw new Error(answer.paths.join())
    const value = <A>(outcome: { readonly _tag: string; readonly value?: A }): A => {
      assert.strictEqual(outcome._tag, "Determined")
      return outcome.value!
    }
    const { gross, net, tax, uncapped } = answer.values
    return {
      gross: value<number>(gross),
      net: value<number>(net),
      tax: value<number>(tax),
      uncapped: value<number>(uncapped)
    }
  }

  it.prop("L1 an amount lies between nothing and its cap", inputs, (given) => {
    const { gross } = assess(given)
    assert.isTrue(0 <= gross && (!given.capped || gross <= given.cap))
  })
  it.prop("L2 an amount is at most the uncapped one, and equal where no cap is set", inputs, (given) => {
    const { gross, uncapped } = assess(given)
    assert.isTrue(given.capped ? gross <= uncapped : gross === uncapped)
  })
  it.prop("L3 one more day attended never pays less", { ...inputs, more: sessions }, ({ more, ...given }) => {
    const longer = { ...given, sessions: [...given.sessions, ...more].slice(0, 31) }
    assert.isTrue(assess(longer).gross >= assess(given).gross)
    assert.isTrue(assess(longer).net >= assess(given).net)
  })
  it.prop("tax and net make the gross, and the tax is the named share", inputs, (given) => {
    const { gross, net, tax } = assess(given)
    assert.strictEqual(tax + net, gross)
    assert.strictEqual(BigInt(tax), (BigInt(gross) * (given.taxId ? 5n : 6n)) / 100n)
  })
})

describe("misuse does not compile", () => {
  it("and what slips past the types is refused", () => {
    const wrong = (build: (f: ListExpression.OfFields<typeof Facts.fields>) => Policy.Requirements) =>
      Result.isFailure(Result.try(() => Policy.make("test/wrong", Facts, build)))
    const holds = (condition: Expression.BooleanExpression) =>
      Policy.allOf(Rule.requires("r", condition, { citation, text, refusal }))
    // @ts-expect-error -- a misspelt literal
    assert.isTrue(wrong((f) => holds(f.occupation.is("ownr"))))
    // @ts-expect-error -- an unknown fact
    assert.isTrue(wrong((f) => holds(f.occupatoin.is("owner"))))
    // @ts-expect-error -- money compared with a count
    assert.isTrue(wrong((f) => holds(f.price.isAtMost(f.count))))
    // @ts-expect-error -- rupiah beside dollars
    assert.isTrue(wrong((f) => holds(f.price.plus(f.dollars).isAtLeast(f.price))))
    // @ts-expect-error -- money times money
    assert.isTrue(wrong((f) => holds(f.price.times(f.price).isAtLeast(f.price))))
    // @ts-expect-error -- an optional value where a plain one is needed
    assert.isTrue(wrong((f) => holds(f.price.isAtMost(f.cap))))
    // @ts-expect-error -- a code compared with a code
    assert.isTrue(wrong((f) => holds(f.district.is(f.district))))
    // @ts-expect-error -- a token compared with a literal
    assert.isTrue(wrong((f) => holds(f.person.isSameAs("x"))))
    // @ts-expect-error -- a condition that is no condition
    assert.isTrue(wrong((f) => holds(f.count)))
  })

  it("facts and answers are typed", () => {
    const answer = Policy.decide(allowance, { on: day("2020-01-01") })
    if (answer._tag === "Assessed" && answer.values.gross._tag === "Determined") {
      const gross: Money.MinorUnits = answer.values.gross.value
      assert.isNumber(gross)
    }
    // @ts-expect-error -- a fact of the wrong type
    assert.strictEqual(Policy.decide(allowance, { price: "12" })._tag, "Invalid")
    // @ts-expect-error -- an undeclared fact
    assert.strictEqual(Policy.decide(allowance, { prize: Money.minorUnits(1) })._tag, "Invalid")
    // @ts-expect-error -- undefined is not a way to say missing
    assert.strictEqual(Policy.decide(allowance, { price: undefined })._tag, "Invalid")
    // @ts-expect-error -- no such output
    assert.isUndefined(answer._tag === "Assessed" ? answer.values.grosss : undefined)
  })
})

describe("what cannot be used is refused", () => {
  it("an element read outside its list", () => {
    let leaked: Expression.BooleanExpression | undefined
    const made = Result.try(() =>
      Policy.make("test/leak", Facts, (f) => {
        f.sessions.some((s) => (leaked = s.present))
        return Policy.allOf(Rule.requires("r", leaked!, { citation, text, refusal }))
      })
    )
    assert.isTrue(Result.isFailure(made) && String(made.failure).includes("out-of-scope"))
  })

  it("a fact that was not made here, or was changed afterwards", () => {
    const plain = Schema.Struct({ a: Schema.Boolean })
    assert.throws(() => Policy.make("test/plain", plain as never, () => ({}) as never), /Fact\./)
    const changed = Schema.Struct({ a: Fact.boolean({ text }).annotate({ title: "x" }) })
    assert.throws(() => Policy.make("test/changed", changed as never, () => ({}) as never), /Fact\./)
  })

  it("a parameter whose history overlaps or has an undeclared gap", () => {
    const history = (
      to: CivilDate.CivilDateText,
      after: "extends" | { refusesFrom: CivilDate.CivilDateText } = "extends"
    ) =>
      Parameter.integer("p", {
        text,
        values: [
          { from: "2020-01-01", to, value: 1 },
          { from: "2021-01-01", value: 2 }
        ],
        after
      })
    assert.doesNotThrow(() => history("2021-01-01"))
    assert.throws(() => history("2021-02-01"), /two values claim 2021-01-01 to 2021-02-01/)
    assert.throws(() => history("2020-12-01"), /nothing is said of 2020-12-01 to 2021-01-01/)
    assert.throws(() => history("2021-01-01", { refusesFrom: "2020-06-01" }), /refuses from 2020-06-01/)
  })

  it("a table whose bounds do not rise", () => {
    const table = (...bounds: ReadonlyArray<number>) =>
      Parameter.classes(
        "t",
        { kind: "integer" },
        {
          text,
          values: [
            {
              from: "2020-01-01",
              value: [...bounds.map((upTo) => ({ upTo, value: "low" })), { value: "high" }] as never
            }
          ],
          after: "extends"
        }
      )
    assert.doesNotThrow(() => table(1, 2))
    assert.throws(() => table(2, 2), /must rise/)
  })

  it("a duty whose stretches share a day", () => {
    const duty = (from: CivilDate.CivilDateText) =>
      Duty.make("d", { text, periods: [{ from: "2020-01-01", to: "2021-01-01" }], unknown: [{ from, unknown: "x" }] })
    assert.doesNotThrow(() => duty("2021-01-01"))
    assert.throws(() => duty("2020-12-31"), /two stretches claim/)
  })
})

describe("reading a parameter", () => {
  const price = Parameter.money("price", "IDR", {
    text,
    values: [
      { from: "2020-01-01", value: 150_000, citation },
      { from: "2024-01-01", unknown: "not confirmed" },
      { from: "2026-01-01", value: 170_000, citation }
    ],
    after: { refusesFrom: "2027-01-01" }
  })

  it("takes a day, and says why there is no value", () => {
    assert.strictEqual(Result.getOrThrow(Parameter.valueOn(price, day("2023-12-31"))).value, 150_000)
    assert.strictEqual(Result.getOrThrow(Parameter.valueOn(price, day("2026-12-31"))).value, 170_000)
    for (const [on, because] of [
      ["2019-12-31", "first value"],
      ["2025-06-01", "not confirmed"],
      ["2027-01-01", "nothing is known from"]
    ] as const) {
      const read = Parameter.valueOn(price, day(on))
      assert.isTrue(Result.isFailure(read) && read.failure.message.includes(because))
    }
  })

  it("gives the rows of a table as they were written, and a fraction as it is", () => {
    const bands = [{ upTo: 5, value: 10_000 }, { value: 20_000 }] as const
    const layers = [{ upTo: 1_000, rate: Ratio.ratio(1, 20) }, { rate: Ratio.ratio(3, 20) }] as const
    const timeline = <V>(value: V) =>
      ({ text, values: [{ from: "2020-01-01", value, citation }], after: "extends" }) as const
    const on = day("2020-06-01")
    const zone = Parameter.bands("zone", { kind: "integer" }, "IDR", timeline(bands))
    const tax = Parameter.layers("tax", "IDR", timeline(layers))
    const rate = Parameter.ratio("rate", timeline(Ratio.ratio(1, 20)))
    assert.deepStrictEqual(Result.getOrThrow(Parameter.valueOn(zone, on)).value, bands)
    assert.deepStrictEqual(Result.getOrThrow(Parameter.valueOn(tax, on)).value, layers)
    assert.deepStrictEqual(Result.getOrThrow(Parameter.valueOn(rate, on)).value, Ratio.ratio(1, 20))
    // What they give where a policy reads them.
    const owed = Policy.make("test/tables", Facts, (f) => ({
      zone: zone.on(f.on)(f.count),
      tax: tax.on(f.on)(f.price, "up")
    }))
    const values = (count: number, price: number): ReadonlyArray<unknown> => {
      const answer = Policy.decide(owed, { count, price: Money.minorUnits(price), on })
      if (answer._tag !== "Assessed") return assert.fail(answer._tag)
      return [answer.values.zone, answer.values.tax].map((value) => (value._tag === "Determined" ? value.value : value))
    }
    assert.deepStrictEqual(values(5, 1_000), [10_000, 50])
    assert.deepStrictEqual(values(6, 1_001), [20_000, 51])
  })

  it("`check` reports gaps, uncertain and missing citations, and review dates", () => {
    const doubtful = Parameter.integer("doubtful", {
      text,
      values: [{ from: "2020-01-01", value: 1, citation: { ...citation, confidence: "uncertain" } }],
      after: "extends",
      reviewBy: "2026-01-01"
    })
    const policy = Policy.make("test/check", Facts, (f) =>
      Policy.allOf(
        Rule.requires("dear", f.price.isAtLeast(price.on(f.on)), { text, refusal }),
        Rule.requires("many", f.count.isAtLeast(doubtful.on(f.on)), { citation, text, refusal })
      )
    )
    const found = Check.check(policy.document, { on: day("2026-11-24") }).map(({ code, where }) => `${code} ${where}`)
    assert.sameMembers(found, [
      "citation-missing dear",
      "gap price",
      "citation-uncertain doubtful from 2020-01-01",
      "review-due doubtful"
    ])
    assert.notInclude(
      Check.check(policy.document, { on: day("2025-12-31") }).map(({ code }) => code),
      "review-due"
    )
  })

  it("`check` names what foreign JSON does not know, and reads nothing that is no policy", () => {
    const document = JSON.parse(Policy.encode(allowance)) as {
      parameters: unknown
      rules: Array<{ name: string; body: unknown }>
    }
    const broken = {
      ...document,
      rules: document.rules.map((rule) =>
        rule.name === "gross" ? { ...rule, body: { kind: "rule", name: "nowhere" } } : rule
      )
    }
    const found = Result.getOrThrow(Check.checkJson(broken, { on: day("2026-11-24") }))
    assert.include(
      found.map(({ code, where }) => `${code} ${where}`),
      "unknown-rule gross"
    )
    for (const foreign of [null, 3, "x", [], {}, { format: 1 }, { ...document, format: 2 }]) {
      assert.isTrue(Result.isFailure(Check.checkJson(foreign, { on: day("2026-11-24") })))
      assert.isTrue(Result.isFailure(Policy.decode(foreign)))
    }
    assert.isTrue(Result.isFailure(Policy.decodeText("{")))
  })
})

describe("facts from what is known of each", () => {
  const Known = Schema.Struct({
    resident: Fact.boolean({ text }),
    sales: Fact.money("IDR", { text }),
    cap: Fact.optional(Fact.money("IDR", { text })),
    sessions: Fact.list({ present: Fact.boolean({ text }), signed: Fact.integer({ text }) }, { text })
  })
  const all = {
    resident: true,
    sales: Option.some(Money.minorUnits(5)),
    cap: Option.some(Option.some(Money.minorUnits(9))),
    sessions: [{ present: true }]
  }

  it("a plain value and a known one are the fact; one that nobody knows is a key that is not there", () => {
    assert.deepStrictEqual(Fact.known(Known, all), {
      resident: true,
      sales: Money.minorUnits(5),
      cap: Option.some(Money.minorUnits(9)),
      sessions: [{ present: true }]
    })
    const nothing = { resident: Option.none(), sales: Option.none(), cap: Option.none(), sessions: Option.none() }
    assert.deepStrictEqual(Fact.known(Known, nothing), {})
  })

  it("an optional fact that is known to be absent is another answer than one that nobody knows", () => {
    const absent = Fact.known(Known, { ...all, cap: Option.some(Option.none()) })
    assert.isTrue(Option.isNone(absent.cap!))
    assert.isFalse(Object.hasOwn(Fact.known(Known, { ...all, cap: Option.none() }), "cap"))
  })

  it("a fact that nobody maps does not compile, nor one that is not declared, nor an answer that is not clear", () => {
    const { sales: _sales, ...forgotten } = all
    // @ts-expect-error -- `sales` is mapped nowhere
    assert.isDefined(Fact.known(Known, forgotten))
    // @ts-expect-error -- no such fact
    assert.isDefined(Fact.known(Known, { ...all, salse: Option.none() }))
    // @ts-expect-error -- "absent" or "not known": an optional fact must say which
    assert.isDefined(Fact.known(Known, { ...all, cap: Option.some(Money.minorUnits(9)) }))
    // @ts-expect-error -- another type
    assert.isDefined(Fact.known(Known, { ...all, resident: "yes" }))
  })

  it("a key that is forgotten without types makes the case invalid, never undetermined in silence", () => {
    const policy = Policy.make("test/known", Known, (f) =>
      Policy.allOf(Rule.requires("r", f.resident, { citation, text, refusal }))
    )
    const facts = Fact.known(Known, {} as typeof all)
    assert.strictEqual(Policy.decide(policy, facts)._tag, "Invalid")
  })
})
