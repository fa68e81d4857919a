/**
 * Columns that nobody should have given: refused as a whole with the column, the row and what is wrong, or answered as
 * the interpreter answers the facts of each row. Nothing is guessed, and no row spoils another.
 */
import { type Columns, Fact, Policy, Rule } from "@bina/policy"
import * as Many from "@bina/policy/Many"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }
const most = 2 ** 40

const Facts = Schema.Struct({
  open: Fact.boolean({ text }),
  district: Fact.code({ text }),
  price: Fact.money("IDR", { text, most }),
  bonus: Fact.optional(Fact.integer({ text, least: 0 - most, most })),
  days: Fact.list({ present: Fact.boolean({ text }), hours: Fact.integer({ text, most: 8 }) }, { text, maxLength: 20 }),
  long: Fact.list({ present: Fact.boolean({ text }) }, { text, maxLength: 70 })
})

const policy = Policy.make("binding/all", Facts, (f) => ({
  open: Rule.quantity("open", f.open, { text }),
  near: Rule.quantity("near", f.district.isAmong("a", "b"), { text }),
  owed: Rule.amount(
    "owed",
    f.days.sum(() => f.price),
    { text }
  ),
  bonus: Rule.quantity(
    "bonus",
    f.bonus.ifSet((bonus) => bonus, f.days.count()),
    { text }
  ),
  hours: Rule.quantity(
    "hours",
    f.days.sum((day) => day.hours),
    { text }
  ),
  present: Rule.quantity(
    "present",
    f.days.count((day) => day.present),
    { text }
  ),
  all: Rule.quantity(
    "all",
    f.long.every((day) => day.present),
    { text }
  )
})) as never as Policy.Foreign

const rows = 4
const given: Columns.Columns = {
  rows,
  words: ["a", "z"],
  leaves: {
    open: { values: Uint8Array.of(1, 0, 1, 0) },
    district: { values: Uint8Array.of(0, 1, 0, 1) },
    price: { values: Float64Array.of(5, 6, 7, 8) },
    bonus: { values: Float64Array.of(1, 2, 3, 4), set: Uint8Array.of(1, 1, 0, 1) }
  },
  lists: {
    days: {
      offsets: Int32Array.of(0, 1, 1, 3, 4),
      leaves: { present: { values: Int32Array.of(1, 0, 3, 0) }, hours: { values: Uint8Array.of(1, 2, 3, 4) } }
    },
    long: { offsets: Int32Array.of(0, 40, 40, 41, 42), leaves: { present: { values: Int32Array.of(-1, -1, 1, 0) } } }
  }
}

const withLeaf = (name: string, leaf: object): Columns.Columns => ({
  ...given,
  leaves: { ...given.leaves, [name]: { ...given.leaves[name]!, ...leaf } }
})
const withList = (name: string, change: object): Columns.Columns => ({
  ...given,
  lists: { ...given.lists, [name]: { ...given.lists[name]!, ...change } }
})
const withElement = (list: string, name: string, leaf: object): Columns.Columns =>
  withList(list, { leaves: { ...given.lists[list]!.leaves, [name]: { ...given.lists[list]!.leaves[name]!, ...leaf } } })

/** Both ways of running give what the interpreter gives for the facts of each row; the tags of the answers. */
const answersOf = (asked: Policy.Foreign, columns: Columns.Columns): ReadonlyArray<string> => {
  const [tags] = [true, false].map((codegen) => {
    const batch = Result.getOrThrow(Many.compileMany(asked, { codegen }).bind(columns))
    const decisions = batch.run()
    return Array.from({ length: batch.rows }, (_, row) => {
      const answer = batch.answer(decisions, row)
      assert.deepStrictEqual(answer, Policy.decide(asked, batch.facts(row)), `row ${row}, codegen ${codegen}`)
      return answer._tag
    })
  })
  return tags!
}

describe("columns are refused", () => {
  it("and these are not", () => assert.deepStrictEqual(answersOf(policy, given), Array(rows).fill("Assessed")))

  const f32 = Float32Array.of(1, 1, 1, 1)
  const bytes = (...values: ReadonlyArray<number>) => Uint8Array.from(values)
  it.each<readonly [string, Columns.Columns, string]>([
    ["no number of rows", { ...given, rows: -1 }, "rows: -1 is no number of rows"],
    ["half a row", { ...given, rows: 1.5 }, "rows: 1.5 is no number of rows"],
    ["the same word twice", { ...given, words: ["a", "z", "a"] }, "words: number 2 stands there before"],
    ["a word that is no text", { ...given, words: [1] as never }, "words: number 0 is no text"],
    ["numbers of another type", withLeaf("price", { values: f32 }), "price: give an Int8Array"],
    ["no array", withLeaf("price", { values: [1, 2, 3, 4] }), "price: give an Int8Array"],
    ["too few numbers", withLeaf("price", { values: bytes(1) }), "price: it has 1 values, and 4 are needed"],
    ["too short a bitset", withLeaf("open", { values: new Uint32Array(0) }), "open: it has 0 bits, and 4 are needed"],
    [
      "flags of another type",
      withLeaf("price", { known: Int8Array.of(1, 1, 1, 1) }),
      "known of price: give a Uint8Array"
    ],
    [
      "flags that are neither 0 nor 1",
      withLeaf("price", { known: bytes(1, 255, 1, 1) }),
      "known of price: row 1 says 255"
    ],
    ["`set` of a fact that is not optional", withLeaf("price", { set: bytes(1, 1, 1, 1) }), "price: `set` is for"],
    [
      "flags of a list that are neither 0 nor 1",
      withList("days", { known: bytes(1, 1, 2, 1) }),
      "known of days: row 2 says 2"
    ],
    [
      "offsets of another type",
      withList("days", { offsets: Float64Array.of(0, Number.NaN, 1, 3, 4) }),
      "offsets of days: give an Int32Array"
    ],
    ["a negative offset", withList("days", { offsets: Int32Array.of(-1, 0, 1, 3, 4) }), "row 0 begins at -1"],
    [
      "a list that is too long",
      withList("days", { offsets: Int32Array.of(0, 21, 21, 21, 21) }),
      "row 0 has 21 elements; the policy allows 0 to 20"
    ],
    [
      "words that are too narrow",
      withElement("long", "present", { values: Int16Array.of(-1, -1, 1, 0) }),
      "long.present: its words have 16 bits, and a list has 40 elements"
    ],
    [
      "words of doubles",
      withElement("days", "hours", { known: Float64Array.of(1, 0, 3, 1) }),
      "known of days.hours: give an Int32Array of words"
    ],
    [
      "too few words for long lists",
      withElement("long", "present", { values: Int32Array.of(-1, -1, 1) }),
      "long.present: it has 3 words, and 4 are needed"
    ],
    [
      "too few words of flags for long lists",
      withElement("long", "present", { known: Int32Array.of(-1) }),
      "known of long.present: it has 1 words, and 4 are needed"
    ],
    [
      "a fraction of a shared row",
      { ...given, shared: { rows: 2, of: Float64Array.of(0, 0.5, 1, 1), leaves: {}, lists: {} } },
      "shared.of: row 1 says 0.5; the shared table has 2 rows"
    ]
  ])("with %s", (_, columns, reason) => {
    const bound = Many.compileMany(policy).bind(columns)
    assert.isTrue(Result.isFailure(bound))
    if (Result.isFailure(bound)) assert.include(bound.failure.message, reason)
  })
})

describe("columns answer as the facts of their rows do", () => {
  const invalid = (...of: ReadonlyArray<number>) =>
    Array.from({ length: rows }, (_, row) => (of.includes(row) ? "Invalid" : "Assessed"))

  it.each([Int8Array, Uint8Array, Int16Array, Float64Array])("a %o of answers holds 0 and 1", (type) => {
    const [wrong] = type.of(-1)
    const values = type.from([1, wrong!, 0, 2])
    assert.deepStrictEqual(answersOf(policy, withLeaf("open", { values })), invalid(1, 3))
  })

  it("words may be as narrow as the lists that are there", () => {
    for (const values of [Uint8Array.of(1, 0, 3, 0), Int8Array.of(1, 0, -1, 0)]) {
      assert.deepStrictEqual(answersOf(policy, withElement("days", "present", { values })), invalid())
    }
  })

  it("a byte that nobody looks at touches no other row", () => {
    const Facts = Schema.Struct({ open: Fact.boolean({ text }) })
    const asked = Policy.make("binding/bytes", Facts, (f) =>
      Policy.allOf(Rule.requires("closed", f.open, { text, refusal: text }))
    )
    const columns = {
      rows,
      words: [],
      lists: {},
      leaves: { open: { values: Uint8Array.of(255, 0, 0, 1), known: Uint8Array.of(0, 1, 1, 1) } }
    }
    const tags = ["Undetermined", "Ineligible", "Ineligible", "Eligible"]
    assert.deepStrictEqual(answersOf(asked as never, columns), tags)
  })

  it("a missing number in an array of doubles may be none at all", () => {
    const { values } = given.leaves["price"]!
    const broken = Float64Array.from(values, (value, row) => [value, Number.NaN, value, Infinity][row]!)
    const columns = withLeaf("price", { values: broken, known: Uint8Array.of(1, 0, 1, 0) })
    // Row 1 has no days, so nothing is owed, whatever the price.
    assert.deepStrictEqual(answersOf(policy, columns), invalid())
  })

  it("a list that is missing has no elements that could be wrong", () => {
    const columns = withList("days", {
      known: Uint8Array.of(0, 1, 1, 1),
      leaves: { present: { values: Int32Array.of(1, 0, 3, 0) }, hours: { values: Uint8Array.of(99, 2, 99, 4) } }
    })
    assert.deepStrictEqual(answersOf(policy, columns), invalid(2))
  })

  it("nor has one that is missing on the other side", () => {
    const { leaves } = given.lists["days"]!
    const columns: Columns.Columns = {
      ...given,
      lists: {
        ...given.lists,
        days: { known: Uint8Array.of(0, 1, 1, 1), leaves: { present: leaves["present"]! } }
      },
      shared: {
        rows: 2,
        of: Uint8Array.of(0, 1, 0, 1),
        leaves: {},
        lists: { days: { offsets: Int32Array.of(0, 1, 2), leaves: { hours: { values: Uint8Array.of(99, 4) } } } }
      }
    }
    assert.deepStrictEqual(answersOf(policy, columns), invalid(2))
  })

  it("names that every object has are names like others", () => {
    const asked = Result.getOrThrow(
      Policy.fromDocument({
        ...policy.document,
        facts: [
          {
            kind: "list",
            name: "hasOwnProperty",
            maxLength: 8,
            elements: [
              { kind: "integer", name: "constructor", optional: false, open: true, least: 0, most: 8 },
              { kind: "boolean", name: "toString", optional: false, open: true }
            ]
          }
        ],
        rules: [
          {
            kind: "requires",
            name: "some",
            body: {
              kind: "some",
              list: "hasOwnProperty",
              where: {
                kind: "and",
                operands: [
                  { kind: "fact", path: "hasOwnProperty.toString" },
                  {
                    kind: "compare",
                    operator: "more",
                    left: { kind: "fact", path: "hasOwnProperty.constructor" },
                    right: { kind: "literal", unit: "integer", value: 3 }
                  }
                ]
              }
            }
          }
        ],
        answers: { kind: "requirements", rules: ["some"] },
        texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
      })
    ) as Policy.Foreign
    const list = { offsets: Int32Array.of(0, 1), leaves: {} }
    const table = { rows: 1, words: [], leaves: {} }
    const shared = { rows: 1, of: Uint8Array.of(0), leaves: {}, lists: {} }
    for (const columns of [
      { ...table, lists: { hasOwnProperty: list } },
      { ...table, lists: {} },
      { ...table, lists: { hasOwnProperty: list }, shared }
    ]) {
      assert.deepStrictEqual(answersOf(asked, columns), ["Undetermined"])
    }
  })

  it("a buffer of Node is an array of bytes", () => {
    const columns = withLeaf("open", { values: Buffer.from([1, 0, 1, 0]) })
    assert.deepStrictEqual(answersOf(policy, columns), invalid())
  })

  it("a negative zero is zero, from columns and from objects", () => {
    const columns = withLeaf("bonus", { values: Float64Array.of(-0, 2, -0, 4) })
    assert.deepStrictEqual(answersOf(policy, columns), invalid())
    const facts = { bonus: Option.some(-0) }
    const one = Policy.decide(policy, facts)
    assert.isTrue(one._tag === "Assessed")
    if (one._tag === "Assessed") assert.deepStrictEqual(one.values["bonus"], { _tag: "Determined", value: 0 })
    assert.deepStrictEqual([...Many.decideMany(policy, [facts])], [one])
  })
})
