/**
 * One test for each line of `docs/the-tree.md`, under its number.
 */
import { readFileSync } from "node:fs"
import { Citation, type CivilDate, type Dated, type Decision, type Document, type Node, Policy } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { bool, citation, date, day, fact, facts, int, money, parameters, duties, text } from "./tree-fixture.ts"
import * as Lacking from "../src/decide/Lacking.ts"

type Facts = Readonly<Record<string, unknown>>

const documentOf = (value: Node.Node, rules: ReadonlyArray<Document.Rule> = []): Document.Document => ({
  format: 1,
  id: "test/tree",
  facts,
  parameters,
  duties,
  rules: [...rules, { kind: "quantity", name: "unrelated", body: int(0), citation }],
  answers: { kind: "outputs", outputs: [{ name: "value", value }] },
  texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
})

const decideDocument = (document: Document.Document, given: Facts): Policy.Answer =>
  Policy.decide(Result.getOrThrow(Policy.fromDocument(document)) as Policy.Foreign, given)

const answer = (value: Node.Node, given: Facts, rules: ReadonlyArray<Document.Rule> = []): Policy.Answer =>
  decideDocument(documentOf(value, rules), given)

const outcome = (
  value: Node.Node,
  given: Facts,
  rules: ReadonlyArray<Document.Rule> = []
): Decision.Outcome<unknown> => {
  const assessed = answer(value, given, rules)
  if (assessed._tag !== "Assessed") throw new Error(JSON.stringify(assessed))
  return assessed.values["value"]!
}

/** The value of a node, or the names of what is missing. */
const result = (value: Node.Node, given: Facts, rules: ReadonlyArray<Document.Rule> = []): unknown => {
  const found = outcome(value, given, rules)
  return found._tag === "Determined"
    ? found.value
    : { missing: found.missing.map((item) => (item._tag === "MissingFact" ? item.path : `${item._tag} ${item.name}`)) }
}

const invalid = (...paths: ReadonlyArray<string>) => ({ _tag: "Invalid", paths })
const lacks = (...missing: ReadonlyArray<string>) => ({ missing })

const refused = (
  value: Node.Node,
  rules: ReadonlyArray<Document.Rule> = [],
  change: Partial<Document.Document> = {}
) => {
  const made = Policy.fromDocument({ ...documentOf(value, rules), ...change })
  return Result.isSuccess(made)
    ? []
    : (made.failure.diagnostics as ReadonlyArray<{ readonly code: string }>).map(({ code }) => code)
}

const compare = (operator: Node.Operator, left: Node.Node, right: Node.Node): Node.Node => ({
  kind: "compare",
  operator,
  left,
  right
})
const and = (...operands: ReadonlyArray<Node.Node>): Node.Node => ({ kind: "and", operands })
const or = (...operands: ReadonlyArray<Node.Node>): Node.Node => ({ kind: "or", operands })
const ratio = (numerator: number, denominator: number): Node.Node => ({
  kind: "literal",
  unit: "ratio",
  value: { numerator, denominator }
})
const days = (...elements: ReadonlyArray<Facts>) => ({ days: elements })
const requirement = (name: string, body: Node.Node): Document.Rule => ({ kind: "requires", name, body, citation })
const requirements = (...rules: ReadonlyArray<Document.Rule>): Document.Document => ({
  ...documentOf(int(0)),
  rules: [...rules],
  answers: { kind: "requirements", rules: rules.map(({ name }) => name) }
})
const ifCap: Node.Node = {
  kind: "if-set",
  operand: fact("cap"),
  yes: { kind: "set", operand: fact("cap") },
  no: money(7)
}
const present = fact("days.present")

const lines: Readonly<Record<string, () => void>> = {
  T1: () => {
    assert.deepStrictEqual(result(fact("a"), {}), lacks("a"))
    assert.deepStrictEqual(result({ kind: "count", list: "days", where: present }, days({})), lacks("days.present"))
  },
  T2: () => {
    assert.deepStrictEqual(answer(fact("a"), { a: null }), invalid("a") as never)
    assert.deepStrictEqual(answer(fact("a"), { a: undefined }), invalid("a") as never)
  },
  T3: () => assert.strictEqual(result(ifCap, { cap: Option.none() }), 7),
  T4: () => {
    assert.deepStrictEqual(answer(fact("a"), { a: true, extra: 1 }), invalid("extra") as never)
    assert.deepStrictEqual(
      answer({ kind: "count", list: "days", where: present }, days({ present: true, extra: 1 })),
      invalid("days.extra") as never
    )
  },
  T5: () => {
    const either = or(fact("a"), compare("equal", fact("n"), int(1)))
    assert.deepStrictEqual(answer(either, { a: true, n: 1001 }), invalid("n") as never)
    assert.deepStrictEqual(answer(compare("equal", fact("word"), text("x")), { word: "q" }), invalid("word") as never)
    assert.deepStrictEqual(answer(fact("on"), { on: "2021-02-29" }), invalid("on") as never)
    const long = days(...Array.from({ length: 6 }, () => ({ present: true })))
    const counted: Node.Node = { kind: "count", list: "days", where: present }
    assert.deepStrictEqual(answer(counted, long), invalid("days") as never)
    assert.deepStrictEqual(answer(counted, { days: Array.from({ length: 2 }) }), invalid("days") as never)
    // oxlint-disable-next-line unicorn/no-new-array -- an array of holes
    assert.deepStrictEqual(answer(counted, { days: new Array(2) }), invalid("days") as never)
  },
  T6: () => assert.strictEqual(result(fact("a"), { a: true, n: null, word: 3, days: "no list" }), true),
  T7: () => {
    const node = and(compare("equal", fact("word"), text("x")), compare("equal", fact("n"), int(1)), fact("a"), {
      kind: "some",
      list: "days",
      where: present
    })
    const given = { extra: 1, days: [{ present: 1, more: 1 }, { present: 2 }], word: "q", n: -1, a: 0 }
    assert.deepStrictEqual(
      answer(node, given),
      invalid("a", "n", "days.present", "word", "extra", "days.more") as never
    )
  },
  T10: () => {
    assert.strictEqual(result(fact("n"), { n: 3 }), 3)
    assert.strictEqual(
      result({ kind: "count", list: "days", where: present }, days({ present: true }, { present: false })),
      1
    )
  },
  T11: () => assert.strictEqual(result(text("x"), {}), "x"),
  T12: () => {
    const rules: ReadonlyArray<Document.Rule> = [
      requirement("earlier", fact("a")),
      { kind: "each", name: "line", list: "days", body: present, citation }
    ]
    assert.strictEqual(result({ kind: "rule", name: "earlier" }, { a: false }, rules), false)
    assert.strictEqual(
      result(
        { kind: "count", list: "days", where: { kind: "rule", name: "line" } },
        days({ present: true }, { present: false }),
        rules
      ),
      1
    )
    assert.deepStrictEqual(result({ kind: "rule", name: "line" }, days({ present: true }, {}), rules), [
      { _tag: "Determined", value: true },
      { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "days.present" }] }
    ])
  },
  T13: () => {
    assert.strictEqual(result({ kind: "not", operand: fact("a") }, { a: true }), false)
    assert.deepStrictEqual(result({ kind: "not", operand: fact("a") }, {}), lacks("a"))
  },
  T14: () =>
    kleene(
      (a, b) => and(a, b),
      [
        [true, true, true],
        [true, false, false],
        [false, false, false],
        ["?", false, false],
        ["?", true, "?"],
        ["?", "?", "?"]
      ]
    ),
  T15: () =>
    kleene(
      (a, b) => or(a, b),
      [
        [true, true, true],
        [true, false, true],
        [false, false, false],
        ["?", false, "?"],
        ["?", true, true],
        ["?", "?", "?"]
      ]
    ),
  T16: () => {
    const two = { kind: "at-least-of", least: 2, operands: [fact("a"), fact("b"), fact("c")] } as const
    assert.strictEqual(result(two, { a: true, b: true }), true)
    assert.strictEqual(result(two, { a: false, b: false }), false)
    assert.deepStrictEqual(result(two, { a: true, b: false }), lacks("c"))
    assert.deepStrictEqual(result(two, { a: true }), lacks("b", "c"))
  },
  T17: () => {
    const table = [
      ["equal", false, true, false],
      ["not-equal", true, false, true],
      ["less", true, false, false],
      ["at-most", true, true, false],
      ["more", false, false, true],
      ["at-least", false, true, true]
    ] as const
    for (const [operator, below, same, above] of table) {
      assert.deepStrictEqual(
        [4, 5, 6].map((n) => result(compare(operator, fact("n"), int(5)), { n })),
        [below, same, above]
      )
      assert.deepStrictEqual(
        ["2020-12-31", "2021-01-01", "2021-01-02"].map((on) =>
          result(compare(operator, fact("on"), date("2021-01-01")), { on })
        ),
        [below, same, above]
      )
      assert.deepStrictEqual(
        [79, 80, 81].map((n) => result(compare(operator, ratio(n, 100), ratio(4, 5)), {})),
        [below, same, above]
      )
    }
    assert.deepStrictEqual(result(compare("equal", fact("n"), fact("m")), { n: 1 }), lacks("m"))
  },
  T18: () => {
    assert.strictEqual(result(compare("equal", fact("word"), text("y")), { word: "y" }), true)
    assert.strictEqual(result(compare("not-equal", fact("p"), fact("q")), { p: "1", q: "2" }), true)
    assert.strictEqual(result(compare("equal", fact("code"), text("127111")), { code: "127111" }), true)
    assert.deepStrictEqual(refused(compare("less", fact("word"), text("y"))), ["wrong-unit"])
    assert.deepStrictEqual(refused(compare("less", fact("p"), fact("q"))), ["wrong-unit"])
    assert.deepStrictEqual(refused(compare("equal", fact("code"), fact("word"))), ["wrong-unit"])
  },
  T19: () => {
    const among: Node.Node = { kind: "member", operand: fact("word"), among: [text("x"), text("z")] }
    assert.deepStrictEqual(
      ["x", "y", "z"].map((word) => result(among, { word })),
      [true, false, true]
    )
    assert.deepStrictEqual(result(among, {}), lacks("word"))
  },
  T20: () => {
    const node: Node.Node = { kind: "choose", when: fact("a"), yes: fact("n"), no: fact("m") }
    assert.strictEqual(result(node, { a: true, n: 1 }), 1)
    assert.strictEqual(result(node, { a: false, m: 2 }), 2)
    assert.deepStrictEqual(result(node, { a: true, m: 2 }), lacks("n"))
  },
  T21: () => {
    const node: Node.Node = {
      kind: "cases",
      rows: [
        { when: fact("a"), value: fact("n") },
        { when: fact("b"), value: fact("m") }
      ],
      otherwise: int(9)
    }
    assert.strictEqual(result(node, { a: true, b: true, n: 1, m: 2 }), 1)
    assert.strictEqual(result(node, { a: true, n: 1 }), 1)
    assert.strictEqual(result(node, { a: false, b: true, m: 2 }), 2)
    assert.strictEqual(result(node, { a: false, b: false }), 9)
    assert.deepStrictEqual(result(node, { a: false, n: 1, m: 2 }), lacks("b"))
  },
  T22: () => {
    assert.strictEqual(result(ifCap, { cap: Option.some(5) }), 5)
    assert.strictEqual(result(ifCap, { cap: Option.none() }), 7)
    assert.deepStrictEqual(result(ifCap, {}), lacks("cap"))
  },
  T23: () => {
    assert.strictEqual(
      result(
        { ...ifCap, yes: { kind: "plus", operands: [{ kind: "set", operand: fact("cap") }, money(1)] } } as Node.Node,
        { cap: Option.some(5) }
      ),
      6
    )
    assert.deepStrictEqual(refused({ kind: "set", operand: fact("cap") }), ["not-set"])
  },
  T24: () => assert.strictEqual(result({ kind: "plus", operands: [fact("n"), int(2), fact("m")] }, { n: 1, m: 4 }), 7),
  T25: () => assert.strictEqual(result({ kind: "minus", left: fact("n"), right: fact("m") }, { n: 1, m: 4 }), -3),
  T26: () => {
    assert.strictEqual(result({ kind: "times", left: fact("n"), right: fact("m") }, { n: 3, m: 4 }), 12)
    assert.strictEqual(
      result({ kind: "times", left: fact("price"), right: fact("n") }, { price: 120_000, n: 5 }),
      600_000
    )
    assert.isTrue(Object.is(result({ kind: "times", left: fact("n"), right: int(-5) }, { n: 0 }), 0))
  },
  T27: () =>
    assert.deepStrictEqual(
      [3, 9].map((n) => result({ kind: "at-most", operand: fact("n"), bound: int(5) }, { n })),
      [3, 5]
    ),
  T28: () =>
    assert.deepStrictEqual(
      [3, 9].map((n) => result({ kind: "at-least", operand: fact("n"), bound: int(5) }, { n })),
      [5, 9]
    ),
  T29: () => {
    const part: Node.Node = { kind: "ratio", numerator: fact("n"), denominator: fact("whole") }
    assert.strictEqual(result(compare("at-least", part, ratio(80, 100)), { n: 32, whole: 40 }), true)
    assert.strictEqual(result(compare("at-least", part, ratio(80, 100)), { n: 31, whole: 40 }), false)
    assert.deepStrictEqual(result(compare("at-least", part, ratio(80, 100)), { n: 31 }), lacks("whole"))
  },
  T30: () => {
    const share = (rounding: "down" | "up" | "half-up" | "half-even", n: number, by: Node.Node) =>
      result({ kind: "share", operand: fact("n"), ratio: by, rounding }, { n })
    const table = [
      ["down", 2, 3, 7],
      ["up", 3, 4, 8],
      ["half-up", 3, 4, 8],
      ["half-even", 2, 4, 8]
    ] as const
    for (const [rounding, five, seven, fifteen] of table) {
      assert.deepStrictEqual(
        [5, 7, 15].map((n) => share(rounding, n, ratio(1, 2))),
        [five, seven, fifteen]
      )
    }
    assert.deepStrictEqual([share("down", 7, ratio(-1, 2)), share("up", 7, ratio(-1, 2))], [-4, -3])
  },
  T31: () => {
    const age = (birth: string, on: string) =>
      result({ kind: "age", birth: fact("born"), on: fact("on") }, { born: birth, on })
    assert.deepStrictEqual([age("2002-10-23", "2020-10-23"), age("2002-10-24", "2020-10-23")], [18, 17])
    assert.deepStrictEqual([age("2000-02-29", "2001-02-28"), age("2000-02-29", "2001-03-01")], [0, 1])
    assert.deepStrictEqual(age("2020-10-24", "2020-10-23"), lacks("born", "on"))
  },
  T32: () => {
    const between: Node.Node = { kind: "days-between", from: fact("born"), to: fact("on") }
    assert.strictEqual(result(between, { born: "2020-02-28", on: "2020-03-01" }), 2)
    assert.strictEqual(result(between, { born: "2020-03-01", on: "2020-02-28" }), -2)
  },
  T33: () =>
    assert.strictEqual(
      result({ kind: "plus-days", date: fact("on"), days: int(2) }, { on: "2020-02-28" }),
      "2020-03-01"
    ),
  T34: () => {
    const at = (on: string) => result({ kind: "parameter", name: "price", on: fact("on") }, { on })
    assert.deepStrictEqual(["2020-01-01", "2020-12-31", "2022-01-01"].map(at), [100, 100, 300])
    for (const on of ["2019-12-31", "2021-06-01", "2023-01-01"])
      assert.deepStrictEqual(at(on), lacks("MissingParameter price"))
    assert.deepStrictEqual(result({ kind: "parameter", name: "price", on: fact("on") }, {}), lacks("on"))
  },
  T35: () => {
    const at = (on: string) => result({ kind: "duty", name: "protocol", on: fact("on") }, { on })
    assert.deepStrictEqual(["2020-06-30", "2020-07-01", "2022-12-30", "2022-12-31"].map(at), [false, true, true, false])
    assert.deepStrictEqual(at("2019-05-05"), lacks("MissingDuty protocol"))
  },
  T36: () => {
    const at = (price: number) =>
      result({ kind: "band", operand: fact("price"), table: "class", on: date("2020-02-02") }, { price })
    assert.deepStrictEqual([300, 301, 2_500, 2_501].map(at), ["micro", "small", "small", "large"])
  },
  T37: () => {
    const at = (price: number) =>
      result(
        { kind: "scale", operand: fact("price"), table: "layers", on: date("2020-02-02"), rounding: "down" },
        { price }
      )
    // 5 % up to 1,000, 15 % above, added exactly before the one rounding.
    assert.deepStrictEqual([0, 19, 20, 1_000, 1_001, 1_007].map(at), [0, 0, 1, 50, 50, 51])
  },
  T38: () => {
    const node: Node.Node = { kind: "count", list: "days", where: present }
    assert.strictEqual(result(node, days()), 0)
    assert.deepStrictEqual(result(node, days({ present: true }, {})), lacks("days.present"))
  },
  T39: () => {
    const node: Node.Node = { kind: "some", list: "days", where: present }
    assert.deepStrictEqual(
      [days(), days({ present: true }, {}), days({ present: false })].map((given) => result(node, given)),
      [false, true, false]
    )
    assert.deepStrictEqual(result(node, days({ present: false }, {})), lacks("days.present"))
  },
  T40: () => {
    const node: Node.Node = { kind: "every", list: "days", where: present }
    assert.deepStrictEqual(
      [days(), days({ present: false }, {}), days({ present: true })].map((given) => result(node, given)),
      [true, false, true]
    )
    assert.deepStrictEqual(result(node, days({ present: true }, {})), lacks("days.present"))
  },
  T41: () => {
    const node: Node.Node = { kind: "sum", list: "days", where: present, of: fact("days.hours") }
    assert.strictEqual(result(node, days()), 0)
    assert.strictEqual(
      result(node, days({ present: true, hours: 8 }, { present: false }, { present: true, hours: 4 })),
      12
    )
    assert.deepStrictEqual(result(node, days({ present: true })), lacks("days.hours"))
  },
  T42: () => extreme("least", 4),
  T43: () => extreme("greatest", 8),
  T50: () => assert.strictEqual(result(or(fact("a"), fact("b")), { b: true }), true),
  T51: () =>
    assert.deepStrictEqual(
      result(
        and(compare("equal", fact("price"), { kind: "parameter", name: "price", on: date("2019-01-01") }), fact("a")),
        {}
      ),
      lacks("a", "price", "MissingParameter price")
    ),
  T52: () => {
    assert.deepStrictEqual(result({ kind: "choose", when: fact("a"), yes: fact("n"), no: fact("m") }, {}), lacks("a"))
    assert.deepStrictEqual(
      result({ kind: "cases", rows: [{ when: fact("a"), value: fact("n") }], otherwise: fact("m") }, {}),
      lacks("a")
    )
    assert.deepStrictEqual(result({ ...ifCap, no: fact("price") } as Node.Node, {}), lacks("cap"))
  },
  T53: () => {
    const node: Node.Node = { kind: "sum", list: "days", where: present, of: fact("days.hours") }
    assert.deepStrictEqual(result(node, days({})), lacks("days.present"))
  },
  T54: () => {
    const rules: ReadonlyArray<Document.Rule> = [
      { kind: "quantity", name: "end", body: { kind: "plus-days", date: fact("on"), days: int(1) }, citation }
    ]
    const node: Node.Node = { kind: "age", birth: fact("born"), on: { kind: "rule", name: "end" } }
    assert.deepStrictEqual(result(node, { born: "2022-01-01", on: "2021-01-01" }, rules), lacks("born", "on"))
    // Whatever can be missing behind the dates is named, so that there is always something to ask for.
    const behind = (days: Node.Node): Node.Node => ({
      kind: "age",
      birth: date("2020-01-03"),
      on: { kind: "plus-days", date: date("2020-01-01"), days }
    })
    assert.deepStrictEqual(result(behind({ kind: "count", list: "days", where: bool(true) }), days()), lacks("days"))
    assert.deepStrictEqual(
      result(behind({ kind: "parameter", name: "least", on: date("2020-02-02") }), {}),
      lacks("MissingParameter least")
    )
    assert.deepStrictEqual(refused(behind(int(5))), ["wrong-unit"])
  },
  T55: () =>
    assert.deepStrictEqual(
      result({ kind: "parameter", name: "price", on: date("2019-01-01") }, {}),
      lacks("MissingParameter price")
    ),
  T56: () =>
    assert.deepStrictEqual(
      result({ kind: "duty", name: "protocol", on: date("2019-05-05") }, {}),
      lacks("MissingDuty protocol")
    ),
  T57: () => {
    const node = and(
      { kind: "duty", name: "protocol", on: date("2019-05-05") },
      compare("equal", { kind: "parameter", name: "price", on: date("2019-01-01") }, fact("price")),
      { kind: "every", list: "days", where: present },
      fact("b"),
      or(fact("b"), fact("a"))
    )
    assert.deepStrictEqual(
      result(node, days({}, {})),
      lacks("a", "b", "days.present", "price", "MissingParameter price", "MissingDuty protocol")
    )
  },
  T58: () =>
    assert.deepStrictEqual(
      result({ kind: "sum", list: "days", where: present, of: fact("days.hours") }, {}),
      lacks("days")
    ),
  T60: () => {
    const document = requirements(
      requirement("one", fact("c")),
      requirement("two", fact("a")),
      requirement("three", fact("b"))
    )
    assert.deepStrictEqual(decideDocument(document, { a: false, b: true, c: false }), {
      _tag: "Ineligible",
      reasons: ["one", "two"]
    } as never)
    assert.deepStrictEqual(decideDocument(document, { a: true, b: true, c: true }), { _tag: "Eligible" } as never)
  },
  T61: () => {
    const document = requirements(requirement("one", fact("a")), requirement("two", fact("b")))
    assert.deepStrictEqual(decideDocument(document, { b: false }), { _tag: "Ineligible", reasons: ["two"] } as never)
  },
  T62: () => {
    const document = requirements(
      requirement("one", fact("b")),
      requirement("two", fact("a")),
      requirement("three", fact("c"))
    )
    const missing = [
      { _tag: "MissingFact", path: "a" },
      { _tag: "MissingFact", path: "b" }
    ]
    assert.deepStrictEqual(decideDocument(document, { c: true }), { _tag: "Undetermined", missing } as never)
  },
  T70: () => {
    const large: Node.Node = { kind: "times", left: fact("large"), right: int(1_000) }
    assert.deepStrictEqual(refused(large), ["overflow"])
    assert.deepStrictEqual(
      refused({
        kind: "minus",
        left: { kind: "plus", operands: Array.from({ length: 901 }, () => fact("large")) },
        right: fact("large")
      }),
      ["overflow"]
    )
    assert.deepStrictEqual(refused({ kind: "times", left: fact("large"), right: int(900) }), [])
  },
  T71: () =>
    assert.deepStrictEqual(
      refused(compare("less", { kind: "ratio", numerator: int(1), denominator: fact("n") }, ratio(1, 2))),
      ["denominator-not-positive"]
    ),
  T72: () =>
    assert.deepStrictEqual(refused({ kind: "plus-days", date: fact("on"), days: int(4_000_000) }), ["leaves-calendar"]),
  T73: () => {
    assert.deepStrictEqual(refused(present), ["out-of-scope"])
    assert.deepStrictEqual(
      refused({ kind: "some", list: "days", where: { kind: "some", list: "days", where: present } }),
      ["out-of-scope"]
    )
  },
  T74: () => {
    assert.deepStrictEqual(refused({ ...ifCap, no: { kind: "set", operand: fact("cap") } } as Node.Node), ["not-set"])
    assert.deepStrictEqual(refused({ kind: "plus", operands: [fact("cap"), money(1)] }), ["wrong-unit"])
  },
  T75: () => {
    assert.deepStrictEqual(refused({ kind: "plus", operands: [fact("price"), int(1)] }), ["wrong-unit"])
    assert.deepStrictEqual(
      refused({
        kind: "plus",
        operands: [fact("price"), { kind: "literal", unit: "money", currency: "USD" as never, value: 1 }]
      }),
      ["wrong-unit"]
    )
    assert.deepStrictEqual(refused({ kind: "times", left: fact("price"), right: fact("price") }), ["wrong-unit"])
    assert.deepStrictEqual(refused(compare("equal", fact("word"), text("misspelt"))), ["unknown-literal"])
    assert.deepStrictEqual(refused(and(fact("n"))), ["wrong-unit"])
  },
  T76: () => {
    assert.deepStrictEqual(refused(fact("nowhere")), ["unknown-fact"])
    assert.deepStrictEqual(refused({ kind: "rule", name: "later" }), ["unknown-rule"])
    assert.deepStrictEqual(
      refused(bool(true), [requirement("one", { kind: "rule", name: "two" }), requirement("two", fact("a"))]),
      ["unknown-rule"]
    )
    assert.deepStrictEqual(refused({ kind: "parameter", name: "nowhere", on: fact("on") }), ["unknown-parameter"])
    assert.deepStrictEqual(refused({ kind: "duty", name: "nowhere", on: fact("on") }), ["unknown-duty"])
    assert.deepStrictEqual(refused({ kind: "count", list: "nowhere", where: bool(true) }), ["unknown-list"])
    assert.deepStrictEqual(refused(bool(true), [requirement("one", fact("a")), requirement("one", fact("b"))]), [
      "duplicate-name"
    ])
  },
  T77: () => {
    const entry = (from: CivilDate.CivilDateText, to?: CivilDate.CivilDateText): Document.Known => ({
      from: day(from),
      value: 1,
      citation,
      ...(to === undefined ? {} : { to: day(to) })
    })
    const history = (...entries: ReadonlyArray<Document.Known>) =>
      refused(bool(true), [], {
        parameters: [{ name: "p", unit: { kind: "integer" }, entries: [...entries], after: "extends" }]
      })
    assert.deepStrictEqual(history(entry("2020-01-01", "2021-01-01"), entry("2021-01-01")), [])
    assert.deepStrictEqual(history(entry("2020-01-01", "2021-01-02"), entry("2021-01-01")), ["bad-history"])
    assert.deepStrictEqual(history(entry("2020-01-01", "2020-12-31"), entry("2021-01-01")), ["bad-history"])
    assert.deepStrictEqual(history(entry("2021-01-01"), entry("2020-01-01")), ["bad-history"])
    const duty = (first: Dated.Entry, second?: Dated.Entry) =>
      refused(bool(true), [], {
        duties: [{ name: "d", periods: [first], unknown: second === undefined ? [] : [{ ...second, unknown: "x" }] }]
      })
    const stretch = (from: CivilDate.CivilDateText, to?: CivilDate.CivilDateText): Dated.Entry => ({
      from: day(from),
      ...(to === undefined ? {} : { to: day(to) })
    })
    assert.deepStrictEqual(duty(stretch("2020-01-01", "2021-01-01"), stretch("2021-01-01")), [])
    assert.deepStrictEqual(duty(stretch("2020-01-01"), stretch("2021-01-01", "2022-01-01")), ["bad-history"])
    assert.deepStrictEqual(duty(stretch("2020-01-01", "2021-01-02"), stretch("2021-01-01")), ["bad-history"])
    assert.deepStrictEqual(duty(stretch("2020-07-01", "2020-01-01")), ["bad-history"])
  },
  T80: () => assert.isTrue(Result.isFailure(Policy.decode({ ...documentOf(int(1)), format: 2 }))),
  T81: () => {
    assert.isTrue(Result.isSuccess(Policy.decode(documentOf(int(1)))))
    assert.isTrue(Result.isFailure(Policy.decode(documentOf({ kind: "guess", operand: int(1) } as never))))
    assert.isTrue(Result.isFailure(Policy.decode({ ...documentOf(int(1)), extra: 1 })))
    assert.isTrue(Result.isFailure(Policy.decode(documentOf({ ...int(1), extra: 1 } as never))))
  },
  T82: () => {
    const made = Result.getOrThrow(Policy.fromDocument(documentOf(and(fact("a"), fact("b")))))
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, item]) => [key, reversed(item)])
            )
          : value
    const other = Result.getOrThrow(Policy.fromDocument(reversed(made.document) as Document.Document))
    assert.notDeepEqual(Object.keys(other.document), Object.keys(made.document))
    assert.strictEqual(Policy.fingerprint(other), Policy.fingerprint(made))
    assert.match(Policy.fingerprint(made), /^sha256:[0-9a-f]{64}$/)
  },
  T83: () => {
    const base = documentOf(and(fact("a"), fact("b")))
    const print = (document: Document.Document, limits: ReadonlyArray<unknown> = []) =>
      Policy.fingerprint(Result.getOrThrow(Policy.decode(document)), limits)
    const worded = { ...base, texts: { ...base.texts, rules: { unrelated: { id: "a", en: "b" } } } }
    assert.strictEqual(print(worded), print(base))
    const cited = { ...base, rules: base.rules.map((rule) => ({ ...rule, citation: Citation.article(citation, "2") })) }
    const prints = [
      base,
      cited,
      documentOf(and(fact("b"), fact("a"))),
      { ...base, parameters: [{ ...parameters[0]!, after: "extends" as const }, ...parameters.slice(1)] }
    ].map((document) => print(document))
    assert.strictEqual(new Set([...prints, print(base, [{ reason: "household-limit", atMost: 2 }])]).size, 5)
  },
  T84: () => {
    const deep = (depth: number): Node.Node => (depth === 0 ? fact("a") : { kind: "not", operand: deep(depth - 1) })
    assert.isTrue(Result.isSuccess(Policy.decode(documentOf(deep(100)))))
    assert.isTrue(Result.isFailure(Policy.decode(documentOf(deep(250)))))
  },
  T85: () => {
    const written = Policy.encode(Result.getOrThrow(Policy.decode(documentOf(fact("a")))))
    assert.isTrue(Result.isSuccess(Policy.decodeText(written)))
    assert.isTrue(Result.isFailure(Policy.decodeText(written.replace("{", '{"format":1,'))))
  }
}

const kleene = (
  make: (a: Node.Node, b: Node.Node) => Node.Node,
  rows: ReadonlyArray<readonly [boolean | "?", boolean | "?", boolean | "?"]>
) => {
  const given = (a: boolean | "?", b: boolean | "?") => ({ ...(a === "?" ? {} : { a }), ...(b === "?" ? {} : { b }) })
  for (const [a, b, expected] of rows) {
    for (const [left, right] of [
      [a, b],
      [b, a]
    ] as const) {
      const found = outcome(make(fact("a"), fact("b")), given(left, right))
      assert.deepStrictEqual(found._tag === "Determined" ? found.value : "?", expected)
    }
  }
}

const extreme = (kind: "least" | "greatest", expected: number) => {
  const operand: Node.Node = { kind, list: "days", where: present, of: fact("days.hours") }
  const node: Node.Node = { kind: "if-set", operand, yes: { kind: "set", operand }, no: int(99) }
  assert.strictEqual(result(node, days()), 99)
  assert.strictEqual(result(node, days({ present: false, hours: 1 })), 99)
  assert.strictEqual(
    result(node, days({ present: true, hours: 8 }, { present: true, hours: 4 }, { present: false, hours: 9 })),
    expected
  )
  assert.deepStrictEqual(result(node, days({ present: true, hours: 8 }, { present: true })), lacks("days.hours"))
}

describe("the tree and its three values", () => {
  for (const [line, check] of Object.entries(lines)) it(`${line} holds`, check)

  it("nothing is undetermined without something that is missing", () => {
    assert.throws(() => Lacking.lacking(), "with nothing missing")
    assert.deepStrictEqual([...Lacking.lacking("fact:a", "fact:b").items], ["fact:a", "fact:b"])
  })

  it("every line of the page has its test", () => {
    const page = readFileSync(new URL("../../../docs/the-tree.md", import.meta.url), "utf8")
    assert.deepStrictEqual(
      Object.keys(lines),
      [...page.matchAll(/^\| (T\d+) +\|/gm)].map(([, line]) => line)
    )
  })
})
