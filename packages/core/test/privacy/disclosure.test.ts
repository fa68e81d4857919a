import { assert, describe, it } from "@effect/vitest"
import { Disclosure } from "@bina/core/office"
import { Fact, Policy, Rule } from "@bina/policy"
import * as Arbitrary from "effect/Arbitrary"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Season from "../office/Season.ts"

const text = { id: "karangan", en: "invented" }

const policy = Policy.make(
  "invented/all-kinds",
  Schema.Struct({
    open: Fact.literals(["a", "b"], { open: true, text }),
    cap: Fact.optional(Fact.integer({ open: true, most: 9, text })),
    closed: Fact.optional(Fact.integer({ most: 9, text })),
    days: Fact.list({ mark: Fact.boolean({ open: true, text }), fever: Fact.boolean({ text }) }, { text })
  }),
  (f) => {
    const day = Rule.each("day", f.days, (d) => d.mark.and(d.fever.not()), { citation: Season.citation, text })
    return {
      day,
      a: f.open.is("a"),
      cap: f.cap.ifSet((cap) => cap.isAtMost(3), f.open.is("a")),
      closed: f.closed.ifSet((cap) => cap.isAtMost(3), f.open.is("b"))
    }
  }
)

const splitOf = (facts: Disclosure.Facts) => Result.getOrThrow(Disclosure.split([policy], facts))

const value = Arbitrary.schema(
  Schema.Union([Schema.Literals(["a", "b", "Siti"]), Schema.Boolean, Schema.Int, Schema.Null])
)
const option = Arbitrary.map(
  Arbitrary.all({ one: value, isSome: Arbitrary.schema(Schema.Boolean) }),
  ({ isSome, one }) => (isSome ? Option.some(one) : Option.none())
)
const days = Arbitrary.array(Arbitrary.all({ mark: value, fever: value }), { maxLength: 4 })

describe("Disclosure", () => {
  it.prop(
    "what was parted and joined again decides as before, and only what is declared open and fits is open",
    { open: value, cap: option, closed: option, days },
    (facts) => {
      const { closed, open } = splitOf(facts)
      const joined = Disclosure.join({ closed, open })
      assert.deepStrictEqual(Policy.decide(policy, joined as never), Policy.decide(policy, facts as never))
      assert.isFalse(Object.hasOwn(open, "closed"))
      assert.notInclude(JSON.stringify(open), "Siti")
      assert.notInclude(JSON.stringify(open), "fever")
    }
  )

  it("parts a list element by element", () => {
    const { closed, open } = splitOf({ days: [{ mark: true, fever: false }, { mark: true }] })
    assert.deepStrictEqual(open, { days: [{ mark: true }, { mark: true }] })
    assert.deepStrictEqual(closed, { days: [{ fever: false }, {}] })
  })

  it("seals what is open by declaration and something else in fact", () => {
    const cases: ReadonlyArray<readonly [string, unknown]> = [
      ["open", "Siti Rahmawati"],
      ["cap", 3],
      ["cap", Option.some(10)],
      ["cap", Option.some("Siti")],
      ["days", "Siti"],
      ["days", ["Siti"]]
    ]
    for (const [name, wrong] of cases) {
      const { closed, open } = splitOf({ [name]: wrong })
      assert.deepStrictEqual([Object.keys(open), Object.keys(closed)], [[], [name]])
    }
  })

  it("an optional open fact is open only as it is declared, with nothing beside it", () => {
    for (const cap of [
      { _tag: "Some", value: 5, note: "Siti" },
      { _tag: "None", value: "Siti" },
      { _tag: "Some", value: 5, "": "Siti" }
    ]) {
      const { closed, open } = splitOf({ cap })
      assert.deepStrictEqual([open, Object.keys(closed)], [{}, ["cap"]])
    }
  })

  it("of a list of which nothing is open not even the length stands in clear, nor that it is there", () => {
    const children = Policy.make(
      "invented/children",
      Schema.Struct({ children: Fact.list({ ill: Fact.boolean({ text }) }, { text }) }),
      (f) => ({ some: Rule.each("child", f.children, (child) => child.ill, { citation: Season.citation, text }) })
    )
    for (const length of [0, 3, 7]) {
      const facts = { children: Array.from({ length }, () => ({ ill: true })) }
      const { closed, open } = Result.getOrThrow(Disclosure.split([children], facts))
      assert.deepStrictEqual(open, {})
      assert.deepStrictEqual(Disclosure.join({ open, closed }), facts)
    }
  })

  it("keeps what is no data from being taken for something that it is not", () => {
    for (const wrong of [1.5, Number.NaN, undefined, 10n, new Date(0)]) {
      const { closed, open } = splitOf({ cap: Option.some(wrong), closed: wrong })
      const answer = Policy.decide(policy, Disclosure.join({ closed, open }) as never) as { readonly _tag: string }
      assert.strictEqual(answer._tag, "Invalid", String(wrong))
    }
    assert.deepStrictEqual(Disclosure.plain(Redacted.make("x")), "x")
    assert.deepStrictEqual(Disclosure.plain(new Map([["a", 1]])), [["a", 1]])
  })

  it("refuses what nobody declared, in lists too only as far as the policy sees it", () => {
    assert.isTrue(Result.isFailure(Disclosure.split([policy], { shoeSize: 40 })))
    const { closed } = splitOf({ days: [{ mark: true, name: "Siti" }] })
    assert.deepStrictEqual(closed, { days: [{ name: "Siti" }] })
  })

  it("takes names that every object has for names like any other", () => {
    const element = JSON.parse('{"mark":true,"__proto__":{"fever":false},"constructor":1}') as Record<string, unknown>
    const { closed, open } = splitOf({ days: [element] })
    assert.deepStrictEqual(open, { days: [{ mark: true }] })
    assert.deepStrictEqual(Object.entries((closed["days"] as ReadonlyArray<object>)[0]!), [
      ["__proto__", { fever: false }],
      ["constructor", 1]
    ])
    for (const name of ["__proto__", "constructor", "toString"]) {
      assert.isTrue(Result.isFailure(Disclosure.split([policy], JSON.parse(`{"${name}": true}`))), name)
    }
  })

  it("a fact that one policy keeps closed stands open for nobody", () => {
    const other = Policy.make("invented/other", Schema.Struct({ open: Fact.literals(["a", "b"], { text }) }), (f) => ({
      a: f.open.is("a")
    }))
    const { closed, open } = Result.getOrThrow(Disclosure.split([policy, other], { open: "a" }))
    assert.deepStrictEqual([open, closed], [{}, { open: "a" }])
  })

  it("a programme's own facts stand in clear or are refused", () => {
    assert.deepStrictEqual(Result.getOrThrow(Disclosure.programmeFacts(policy, { open: "a" })), { open: "a" })
    const refused = Disclosure.programmeFacts(policy, { closed: Option.some(1) })
    assert.isTrue(Result.isFailure(refused) && refused.failure._tag === "NotOpen")
  })
})
