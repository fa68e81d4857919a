/**
 * A case is an object, and objects can be odd: what they inherit is not there, what nobody counts among their names is,
 * and the order of names says nothing. Plain objects are read by a short way, all others by a careful one; both answer
 * alike, also one after the other.
 */
import { Fact, Policy, Rule } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }

const policy = Policy.make(
  "reading/objects",
  Schema.Struct({
    age: Fact.integer({ most: 150, least: -1, text }),
    bonus: Fact.optional(Fact.integer({ most: 9, least: -9, text })),
    constructor: Fact.boolean({ text }),
    unread: Fact.boolean({ text }),
    days: Fact.list({ present: Fact.boolean({ text }), hours: Fact.integer({ most: 8, text }) }, { text, maxLength: 3 })
  }),
  (f) => {
    const present = Rule.each("present", f.days, (day) => day.present, { text })
    return {
      age: Rule.quantity("age", f.age, { text }),
      bonus: Rule.quantity(
        "bonus",
        f.bonus.ifSet((bonus) => bonus, f.age),
        { text }
      ),
      made: Rule.quantity("made", f.constructor, { text }),
      hours: Rule.quantity(
        "hours",
        present.sum((day) => day.hours),
        { text }
      )
    }
  }
)

const whole = { age: 30, bonus: Option.some(2), constructor: true, days: [{ present: true, hours: 3 }] }

/** The values, or what is missing, or the paths that are wrong. */
const read = (facts: unknown): unknown => {
  const answer = Policy.decide(policy, facts as never)
  if (answer._tag === "Invalid") return answer.paths
  return Object.fromEntries(
    Object.entries(answer.values).map(([name, outcome]) => [
      name,
      outcome._tag === "Determined"
        ? outcome.value
        : outcome.missing.map((item) => (item._tag === "MissingFact" ? item.path : item.name))
    ])
  )
}

const all = { age: 30, bonus: 2, made: true, hours: 3 }
const withAge = (age: unknown) => ({ ...all, age })

/** An object whose class has the name too. */
class Inherits {
  bonus = Option.some(2)
  days = whole.days
  get age(): number {
    return 30
  }
}

const hidden = (name: string, value: unknown): object =>
  Object.defineProperty({ ...whole }, name, { value, enumerable: false })

const { age: _age, ...without } = whole

describe("a case is read", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["whole", whole, all],
    ["in another order", { days: [{ hours: 3, present: true }], constructor: true, bonus: whole.bonus, age: 30 }, all],
    ["with a fact that nobody reads", { ...whole, unread: 7 }, all],
    ["without a prototype", Object.assign(Object.create(null) as object, whole), all],
    [
      "from a getter of its own",
      Object.defineProperty({ ...without }, "age", { get: () => 30, enumerable: true }),
      all
    ],
    ["from a proxy", new Proxy(whole, {}), all],
    ["where a name is not counted", hidden("age", 30), all],
    ["where such a name is wrong", hidden("age", 151), ["age"]],
    ["without a fact", without, withAge(["age"])],
    ["without what it inherits", Object.assign(Object.create({ age: 30 }) as object, without), withAge(["age"])],
    [
      "without what its class has, or all objects have",
      new Inherits(),
      { age: ["age"], bonus: 2, made: ["constructor"], hours: 3 }
    ],
    ["without negative zeros", { ...whole, age: -0, bonus: Option.some(-0) }, { ...all, age: 0, bonus: 0 }],
    ["with what is known to be absent", { ...whole, bonus: Option.none() }, { ...all, bonus: 30 }],
    ["and refused where a name is undeclared", { ...whole, more: 1 }, ["more"]],
    ["and refused where a fact is undefined", { ...whole, age: undefined }, ["age"]],
    ["and refused where an optional is none", { ...whole, bonus: 2 }, ["bonus"]],
    ["and refused where an element has a hole", { ...whole, days: Array(2) }, ["days"]],
    ["and refused where a list is too long", { ...whole, days: Array(4).fill(whole.days[0]) }, ["days"]],
    ["and refused where a list is none", { ...whole, days: { length: 0 } }, ["days"]],
    ["and refused where an element is wrong", { ...whole, days: [{ present: 1, hours: 3 }] }, ["days.present"]],
    ["and refused where an element has more", { ...whole, days: [{ present: true, more: 1 }] }, ["days.more"]],
    ["and refused where it is no object", [whole], ["facts"]],
    ["and refused where there is none", null, ["facts"]]
  ])("%s", (_, facts, expected) => {
    // Whole ones before and after: what was learnt of one object must say nothing of the next.
    assert.deepStrictEqual(read(whole), all)
    assert.deepStrictEqual(read(facts), expected)
    assert.deepStrictEqual(read(whole), all)
  })

  it("though a name was put on all objects", () => {
    const tampered = Object.prototype as { age?: number }
    try {
      tampered.age = 40
      assert.deepStrictEqual(read(without), withAge(["age"]))
      assert.deepStrictEqual(read(whole), all)
    } finally {
      delete tampered.age
    }
    assert.deepStrictEqual(read(without), withAge(["age"]))
  })

  it("and explained by the same values", () => {
    const { answer, rules } = Policy.explain(policy, { ...whole, age: -0 } as never)
    assert.deepStrictEqual(answer, Policy.decide(policy, { ...whole, age: 0 } as never))
    assert.deepStrictEqual(rules[0]?.steps[0]?.finding, { kind: "value", value: 0 })
  })
})
