/**
 * What `check` finds over all cases: one policy with each flaw, the smallest case that shows it, and one without.
 */
import { readFileSync } from "node:fs"
import { Citation, CivilDate, Diagnostic, Expression, Fact, Parameter, Policy, Ratio, Rule } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const text = { id: "teks", en: "text" }
const citation = Citation.make({ instrument: "Terms 1/2020", title: "Terms", confidence: "sourced" })
const options = { citation, text, refusal: { id: "tidak memenuhi", en: "unmet" } }
const on = CivilDate.makeUnsafe("2026-11-24")

const Facts = Schema.Struct({
  born: Fact.date({ text }),
  on: Fact.date({ text, earliest: "2020-01-01", latest: "2030-12-31" }),
  flag: Fact.boolean({ text }),
  count: Fact.integer({ text, least: 0, most: 100 }),
  price: Fact.money("IDR", { text, most: 1_000_000 }),
  cap: Fact.optional(Fact.money("IDR", { text, most: 1_000_000 })),
  work: Fact.literals(["owner", "student", "other"], { text }),
  district: Fact.code({ text }),
  person: Fact.token({ text }),
  payee: Fact.token({ text }),
  days: Fact.list(
    { present: Fact.boolean({ text }), hours: Fact.integer({ text, least: 0, most: 12 }) },
    { text, maxLength: 60 }
  )
})

type F = Parameters<Parameters<typeof Policy.make<typeof Facts.fields>>[2]>[0]

const integer = Expression.integer
const idr = (value: number) => Expression.money("IDR", value)

const size = Parameter.classes(
  "size",
  { kind: "integer" },
  {
    text,
    values: [
      {
        from: "2020-01-01",
        value: [{ upTo: 10, value: "small" }, { upTo: 100, value: "large" }, { value: "huge" }],
        citation
      }
    ],
    after: "extends"
  }
)

/** What it was until the end of 2025; what it is since, no law says. */
const bound = (value: number) =>
  Parameter.integer("bound", {
    text,
    values: [{ from: "2020-01-01", value, citation }],
    after: { refusesFrom: "2026-01-01" }
  })

type Found = readonly [string, string, unknown?]

/** Findings about cases, with what shows them. */
const findings = (policy: { readonly document: Parameters<typeof Check.check>[0] }): ReadonlyArray<Found> =>
  Check.check(policy.document, { on })
    .filter(({ number }) => number >= "B1")
    .map(({ code, shown, where }) => {
      if (shown !== undefined) assert.isTrue(shown.smallest, `${code} ${where}`)
      return shown === undefined ? [code, where] : [code, where, shown.facts]
    })

const requirements = (
  build: (f: F) => readonly [Expression.BooleanExpression, ...Array<Expression.BooleanExpression>]
) =>
  Policy.make("test/requirements", Facts, (f) => {
    const [first, ...rest] = build(f).map((body, index) => Rule.requires(`rule-${index + 1}`, body, options))
    return Policy.allOf(first!, ...rest)
  })

const amount = (build: (f: F) => Expression.MoneyExpression<"IDR">) =>
  Policy.make("test/amount", Facts, (f) => ({ amount: Rule.amount("amount", build(f), options) }))

const quantity = (build: (f: F) => Expression.IntegerExpression) =>
  Policy.make("test/quantity", Facts, (f) => ({ quantity: Rule.quantity("quantity", build(f), options) }))

describe("check, over all cases", () => {
  it("sees that a difference is never above what it is taken from", () => {
    const Pay = Schema.Struct({ gross: Fact.money("IDR", { text }), tax: Fact.money("IDR", { text }) })
    const policy = Policy.make("test/net", Pay, (f) =>
      Policy.allOf(Rule.requires("net", f.gross.minus(f.tax).isAtMost(f.gross), options))
    )
    assert.deepStrictEqual(findings(policy), [["always-holds", "net", { gross: 0, tax: 0 }]])
  })

  const table: ReadonlyArray<
    readonly [string, { readonly document: Parameters<typeof Check.check>[0] }, ReadonlyArray<Found>]
  > = [
    [
      "a branch inside a branch that excludes it",
      quantity((f) => f.count.isLessThan(5).choose(f.count.isLessThan(7).choose(integer(1), integer(2)), integer(3))),
      [["branch-unreachable", "quantity", { count: 0 }]]
    ],
    [
      "a branch excluded by an age",
      quantity((f) => {
        const age = f.born.ageOn(f.on)
        return age.isAtLeast(18).choose(age.isLessThan(17).choose(integer(1), integer(2)), integer(3))
      }),
      [["branch-unreachable", "quantity", { born: "1970-01-01", on: "2020-01-01" }]]
    ],
    [
      "a row hidden by a row above it",
      quantity((f) =>
        Expression.cases(
          [
            [f.count.isAtLeast(10), integer(1)],
            [f.count.isAtLeast(20), integer(2)]
          ],
          integer(3)
        )
      ),
      [["branch-unreachable", "quantity", { count: 20 }]]
    ],
    [
      "a value that is never absent where it is asked",
      quantity((f) =>
        f.cap.ifSet(
          (cap) =>
            cap.isAtLeast(idr(0)).choose(
              f.cap.ifSet(() => integer(1), integer(2)),
              integer(3)
            ),
          integer(4)
        )
      ),
      [
        ["branch-unreachable", "quantity", { cap: Option.some(0) }],
        ["branch-unreachable", "quantity", { cap: Option.some(0) }]
      ]
    ],
    [
      "a branch that only some element could take",
      quantity((f) =>
        f.days.sum((day) => day.present.choose(day.present.not().choose(integer(1), integer(2)), integer(3)))
      ),
      [["branch-unreachable", "quantity", { days: [{ present: true }] }]]
    ],
    [
      "requirements that contradict each other, without the one that has no part in it",
      requirements((f) => [f.count.isAtLeast(60), f.flag, f.count.isAtMost(40)]),
      [["requirements-contradict", "rule-1", { count: 60 }]]
    ],
    [
      "contradictions of tokens, words and codes",
      requirements((f) => [f.person.isSameAs(f.payee), f.person.isSameAs(f.payee).not()]),
      [["requirements-contradict", "rule-1", { person: "a", payee: "a" }]]
    ],
    [
      "a requirement that nobody meets",
      requirements((f) => [f.work.is("owner").and(f.work.is("student")), f.flag]),
      [["never-holds", "rule-1", { work: "owner" }]]
    ],
    [
      "a requirement that everybody meets",
      requirements((f) => [f.district.is("a").or(f.district.is("a").not()), f.flag]),
      [["always-holds", "rule-1", { district: "a" }]]
    ],
    [
      "bounds that hide each other",
      requirements((f) => [f.born.ageOn(f.on).isAtLeast(21), f.born.ageOn(f.on).isAtLeast(18)]),
      [["requirement-implied", "rule-2", { born: "2002-01-02", on: "2020-01-01" }]]
    ],
    [
      "a bound that the law gives for some days only: on the others it leaves open who the requirement before it admits",
      requirements((f) => [f.count.isAtMost(5), f.count.isAtMost(bound(10).on(f.on))]),
      []
    ],
    [
      "a bound that everybody keeps on the days for which the law gives it",
      requirements((f) => [f.flag, f.count.isAtMost(bound(100).on(f.on))]),
      []
    ],
    [
      "a cap above everything",
      amount((f) => f.price.atMost(idr(2_000_000))),
      [["bound-never-binds", "amount", { price: 0 }]]
    ],
    [
      "a cap that is also a floor",
      amount((f) => f.cap.ifSet((cap) => f.price.atMost(cap).atLeast(cap), f.price)),
      [["bound-always-binds", "amount", { price: 0, cap: Option.some(1) }]]
    ],
    [
      "a floor above its cap: the cap raises",
      amount((f) => f.price.atLeast(idr(300)).atMost(idr(200))),
      [
        ["bound-always-binds", "amount", { price: 0 }],
        ["cap-raises", "amount", { price: 0 }]
      ]
    ],
    [
      "a floor that may lie above its cap, behind a rule",
      Policy.make("test/behind", Facts, (f) => {
        const capped = Rule.amount(
          "capped",
          f.cap.ifSet((cap) => f.price.atMost(cap), f.price),
          options
        )
        const two = Rule.amount("two", f.price.atMost(idr(500)), options)
        return { capped, paid: Rule.amount("paid", two.atLeast(idr(700)), options) }
      }),
      [
        ["bound-always-binds", "paid", { price: 0 }],
        ["cap-raises", "paid", { price: 0 }]
      ]
    ],
    [
      "a table that leaves a number out",
      quantity((f) =>
        Expression.cases(
          [
            [f.count.isLessThan(5), integer(1)],
            [f.count.isMoreThan(5), integer(2)]
          ],
          integer(0)
        )
      ),
      [["table-gap", "quantity", { count: 5 }]]
    ],
    [
      "a table that leaves days out",
      quantity((f) =>
        Expression.cases(
          [
            [f.on.isBefore("2021-01-01"), integer(1)],
            [f.on.isOnOrAfter("2021-02-01"), integer(2)]
          ],
          integer(0)
        )
      ),
      [["table-gap", "quantity", { on: "2021-01-01" }]]
    ],
    [
      "a table whose rows cover everything, and one whose rows never apply",
      Policy.make("test/tables", Facts, (f) => ({
        full: Rule.quantity(
          "full",
          Expression.cases(
            [
              [f.count.isAtMost(5), integer(1)],
              [f.count.isAtLeast(6), integer(2)]
            ],
            integer(0)
          ),
          options
        ),
        none: Rule.quantity("none", Expression.cases([[f.count.isMoreThan(100), integer(1)]], integer(0)), options)
      })),
      [
        ["otherwise-unreachable", "full"],
        ["only-otherwise", "none", { count: 0 }]
      ]
    ],
    [
      "a band beyond the bounds of the facts",
      Policy.make("test/bands", Facts, (f) => ({
        size: Rule.quantity("size-class", size.on(f.on)(f.count), options)
      })),
      [["band-unreachable", "size", { on: "2020-01-01" }]]
    ],
    [
      "nothing, where long lists are needed to show it",
      amount((f) =>
        idr(100_000)
          .times(f.days.count((day) => day.present))
          .atMost(idr(5_000_000))
      ),
      []
    ],
    [
      "nothing, where every branch has its case",
      quantity((f) =>
        f.days
          .some((day) => day.hours.isMoreThan(8))
          .choose(
            f.work.is("owner").choose(integer(1), integer(2)),
            f.price.share(Ratio.ratio(5, 100), "down").isAtLeast(idr(100)).choose(integer(3), integer(4))
          )
      ),
      []
    ],
    [
      "fewest facts: one that suffices rather than two",
      requirements((f) => {
        const either = f.count
          .isAtMost(50)
          .and(f.price.isAtMost(idr(50)))
          .or(f.flag)
        return [either.or(either.not())]
      }),
      [["always-holds", "rule-1", { flag: true }]]
    ],
    [
      "nothing, where one of two elements is counted",
      requirements((f) => [
        f.days
          .count()
          .is(2)
          .and(f.days.count((day) => day.present).is(1)),
        f.flag
      ]),
      []
    ]
  ]
  for (const [name, policy, expected] of table) {
    it(`finds ${name}`, () => assert.deepStrictEqual(findings(policy), expected))
  }

  it("says so where it would need long lists of elements that differ, and where the budget ends", () => {
    const long = requirements((f) => [
      f.days
        .count()
        .isAtLeast(3)
        .and(f.days.count((day) => day.present).is(1)),
      f.flag
    ])
    assert.deepStrictEqual(findings(long), [["not-decided", "rule-1"]])
    const few = requirements((f) => [f.born.ageOn(f.on).isAtLeast(21), f.born.ageOn(f.on).isAtLeast(18)])
    const codes = Check.check(few.document, { on, cases: 1 }).map(({ code }) => code)
    assert.isAbove(codes.length, 0)
    assert.deepStrictEqual([...new Set(codes)], ["not-decided"])
  })

  it("every kind of finding stands in docs/checking.md, and no other", () => {
    const page = readFileSync(new URL("../../../docs/checking.md", import.meta.url), "utf8")
    const listed = [...page.matchAll(/^\| (B\d{3}) +\| `([a-z-]+)` +\|/gm)].map(([, number, code]) => [code, number])
    assert.deepStrictEqual(listed, Object.entries(Diagnostic.numbers))
    assert.strictEqual(new Set(Object.values(Diagnostic.numbers)).size, listed.length)
  })
})
