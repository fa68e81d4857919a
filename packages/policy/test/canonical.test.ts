/**
 * Canonical JSON: one text for one value, and no text for what is not data.
 */
import { Canonical, Citation, Expression, Fact, Policy, Rule } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "teks", en: "text" }
const refusal = { id: "tidak memenuhi", en: "unmet" }
const citation = Citation.make({ instrument: "Test 1/2020", title: "Test", confidence: "sourced" })

describe("canonical JSON", () => {
  for (const [value, expected] of [
    [{ b: 1, a: [true, null, "é\n"], "": -5 }, '{"":-5,"a":[true,null,"é\\n"],"b":1}'],
    [{ "\u20ac": 1, "\r": 2, "\ud83d\ude00": 3, "1": 4 }, '{"\\r":2,"1":4,"€":1,"😀":3}'],
    [-0, "0"]
  ] as const) {
    it(`of ${expected}`, () => assert.strictEqual(Canonical.encodeUnsafe(value), expected))
  }

  it("of text is what JSON makes of it, whichever characters it holds", () => {
    for (let code = 0; code < 0x500; code++) {
      const one = `a${String.fromCharCode(code)}b`
      assert.strictEqual(Canonical.encodeUnsafe({ [one]: one }), JSON.stringify({ [one]: one }))
    }
  })

  it("is refused for what is not data, with the place", () => {
    const circle: Record<string, unknown> = {}
    circle["self"] = circle
    // oxlint-disable-next-line unicorn/no-new-array -- an array of holes
    const holes = new Array(1)
    const refused = [0.5, Number.NaN, 2 ** 53, undefined, 1n, Symbol("x"), new Date(0), new Map(), () => 1, holes]
    for (const value of [...refused, "\ud800", { "\ud800": 1 }, circle]) {
      const encoded = Canonical.encode({ at: value })
      assert.isTrue(Result.isFailure(encoded) && encoded.failure.path.startsWith("/at"), String(encoded))
    }
  })
})

const Facts = Schema.Struct({
  a: Fact.boolean({ text }),
  b: Fact.boolean({ text }),
  cap: Fact.optional(Fact.integer({ text }))
})
const requirement = (name: string, condition: Expression.BooleanExpression) =>
  Rule.requires(name, condition, { citation, text, refusal })

describe("a policy is a value that nobody changes", () => {
  const policy = Policy.make("test/frozen", Facts, (f) => Policy.allOf(requirement("a", f.a)))

  it("not even what it was made from", () => {
    const document = structuredClone(policy.document)
    const made = Result.getOrThrow(Policy.fromDocument(Object.freeze(document))) as Policy.Foreign
    const [rule] = document.rules as unknown as Array<{ body: unknown }>
    rule!.body = { kind: "literal", unit: "boolean", value: true }
    assert.strictEqual(Policy.decide(made, { a: false })._tag, "Ineligible")
    assert.isTrue(Object.isFrozen(made.document.rules[0]))
    assert.strictEqual(Policy.fingerprint(made), Policy.fingerprint(policy))
  })

  it("and text that holds half a character is refused when it is made, not when it is hashed", () => {
    const broken = structuredClone(policy.document) as { texts: { rules: Record<string, unknown> } }
    broken.texts.rules["a"] = { id: "\ud800", en: "x" }
    const made = Policy.decode(broken)
    assert.isTrue(Result.isFailure(made) && made.failure._tag === "PolicyRefused")
  })

  it("and input that holds itself is no policy", () => {
    const circle: Record<string, unknown> = { format: 1 }
    circle["a"] = circle
    circle["b"] = circle
    assert.isTrue(Result.isFailure(Policy.decode(circle)))
  })
})

describe("a named rule is an expression", () => {
  it("also in a branch, under another name and inside a condition", () => {
    const policy = Policy.make("test/named", Facts, (f) => {
      const a = requirement("a", f.a)
      const b = requirement("b", f.b)
      const either = Rule.quantity("either", f.a.choose(a, b), { citation, text })
      const again = Rule.quantity("again", a, { citation, text })
      const capped = f.cap.ifSet(() => a, Expression.allOf(a, b))
      return { either, again, capped }
    })
    const answer = Policy.decide(policy, { a: false, b: true, cap: { _tag: "None" } as never })
    assert.strictEqual(answer._tag, "Invalid")
    const values = Policy.decide(policy, { a: false, b: true })
    assert.deepStrictEqual(values._tag === "Assessed" && values.values.either, { _tag: "Determined", value: true })
    assert.deepStrictEqual(values._tag === "Assessed" && values.values.again, { _tag: "Determined", value: false })
  })

  it("and a chain of choices costs what it says, not the double at every step", () => {
    const base = structuredClone(Policy.make("test/chain", Facts, (f) => Policy.allOf(requirement("a", f.a))).document)
    const ratio = (numerator: number) => ({ kind: "literal", unit: "ratio", value: { numerator, denominator: 100 } })
    const rules = Array.from({ length: 60 }, (_, index) => ({
      kind: "quantity",
      name: `r${index}`,
      body: {
        kind: "choose",
        when: { kind: "fact", path: "a" },
        yes: index === 0 ? ratio(5) : { kind: "rule", name: `r${index - 1}` },
        no: index === 0 ? ratio(6) : { kind: "rule", name: `r${index - 1}` }
      }
    }))
    const answers = { kind: "outputs", outputs: [{ name: "last", value: { kind: "rule", name: "r59" } }] }
    assert.isTrue(Result.isSuccess(Policy.decode({ ...base, rules, answers })))
  })
})
