/**
 * What keeps a document from being a policy: each way to be wrong with the words that somebody reads, in both languages,
 * where it is and how to mend it. What follows from something wrong is not told again.
 */
import { Diagnostic, type Document, Node, Policy } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Analysis from "../src/tree/Analysis.ts"
import { bool, citation, date, duties, fact, facts, int, money, parameters, text } from "./tree-fixture.ts"

type Wording = readonly [id: string, en: string]

const finding = (where: string, code: string, [id, en]: Wording, [mendId, mendEn]: Wording) =>
  `${where} ${code}: ${id} / ${en}; ${mendId} / ${mendEn}`
const unknown = (where: string, code: string, name: string) =>
  finding(
    where,
    code,
    [`nama "${name}" tidak dikenal di sini`, `the name "${name}" is not known here`],
    ["daftarkan nama itu lebih dahulu, atau perbaiki ejaannya", "declare it before this rule, or mend its spelling"]
  )
const wrong = (where: string, found: string, expected: string) =>
  finding(
    where,
    "wrong-unit",
    [`ada ${found} di tempat ${expected}`, `${found} stands where ${expected} is needed`],
    ["perbaiki operandnya", "use an operand of that unit"]
  )
const twice = (name: string) =>
  finding(
    name,
    "duplicate-name",
    [`nama "${name}" dipakai dua kali`, `the name "${name}" is used twice`],
    ["beri nama yang berbeda", "give one of them another name"]
  )
const unfit = (where: string, kind: string) =>
  finding(
    where,
    "wrong-unit",
    [`isi aturan jenis ${kind} tidak cocok`, `the body does not fit a rule of kind ${kind}`],
    ["ganti jenis aturan atau isinya", "change the kind of the rule or its body"]
  )
const tooLarge = (where: string, low: string, high: string) =>
  finding(
    where,
    "overflow",
    [
      `nilainya dapat mencapai ${low} … ${high}, di luar ±(2^53 − 1)`,
      `its value could reach ${low} … ${high}, outside ±(2^53 − 1)`
    ],
    ["nyatakan batas fakta yang lebih sempit", "declare narrower bounds for the facts"]
  )
const badHistory = (where: string, reason: string) =>
  finding(
    where,
    "bad-history",
    [`riwayatnya tidak dapat dipakai (${reason})`, `its history cannot be used: ${reason}`],
    ["perbaiki tanggal atau nilainya", "mend its dates or values"]
  )
const notSet = (where: string) =>
  finding(
    where,
    "not-set",
    ["nilai dibaca tanpa memeriksa apakah ada", "a value is read without asking whether it is set"],
    ["pakai hanya di cabang `yes` dari `if-set` yang sama", "use it only in the `yes` of its own `if-set`"]
  )
const leavesCalendar = (where: string) =>
  finding(
    where,
    "leaves-calendar",
    ["harinya dapat keluar dari tahun 0001–9999", "the day could leave the years 0001 to 9999"],
    ["nyatakan batas hari yang lebih sempit", "declare narrower bounds"]
  )
const emptyBounds = (where: string) =>
  finding(
    where,
    "empty-bounds",
    ["batas bawahnya di atas batas atas", "its lower bound lies above its upper bound"],
    ["tukar kedua batas itu", "exchange the two bounds"]
  )
const constantAge = (where: string) =>
  finding(
    where,
    "wrong-unit",
    ["umur dihitung dari dua tanggal tetap", "an age is computed from two constant days"],
    ["pakai fakta untuk salah satunya", "use a fact for one of them"]
  )

const rule = (name: string): Node.Node => ({ kind: "rule", name })
const cmp = (left: Node.Node, right: Node.Node, operator: Node.Operator = "at-least"): Node.Node => ({
  kind: "compare",
  operator,
  left,
  right
})
const plus = (...operands: ReadonlyArray<Node.Node>): Node.Node => ({ kind: "plus", operands })

const documentOf = (change: object): object => ({
  format: 1,
  id: "test/refused",
  facts,
  parameters,
  duties,
  rules: [],
  answers: { kind: "outputs", outputs: [{ name: "x", value: bool(true) }] },
  texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} },
  ...change
})
const answering = (value: Node.Node): object =>
  documentOf({ answers: { kind: "outputs", outputs: [{ name: "x", value }] } })
const param = (parameter: object | undefined): object => documentOf({ parameters: [...parameters, parameter] })

const findingsOf = (document: object): ReadonlyArray<string> => {
  const made = Policy.decode(JSON.parse(JSON.stringify(document)))
  if (Result.isSuccess(made)) return []
  if (made.failure._tag !== "PolicyRefused") return assert.fail(made.failure.message)
  return (made.failure.diagnostics as ReadonlyArray<Diagnostic.Diagnostic>).map(({ code, mend, message, where }) =>
    finding(where, code, [message.id, message.en], [mend.id, mend.en])
  )
}

describe("a document is refused for", () => {
  it.each<readonly [string, object, ReadonlyArray<string>]>([
    ["a fact that is not there", answering(fact("nobody")), [unknown("x", "unknown-fact", "nobody")]],
    ["a rule that is not there", answering(rule("nobody")), [unknown("x", "unknown-rule", "nobody")]],
    [
      "a rule before it is declared",
      documentOf({
        rules: [
          { kind: "requires", name: "one", body: rule("two") },
          { kind: "requires", name: "two", body: bool(true) }
        ]
      }),
      [unknown("one", "unknown-rule", "two")]
    ],
    [
      "a figure that is not there",
      answering({ kind: "parameter", name: "nobody", on: fact("on") }),
      [unknown("x", "unknown-parameter", "nobody")]
    ],
    [
      "a table that is not there",
      answering({ kind: "band", operand: fact("price"), table: "nobody", on: fact("on") }),
      [unknown("x", "unknown-parameter", "nobody")]
    ],
    [
      "a duty that is not there",
      answering({ kind: "duty", name: "nobody", on: fact("on") }),
      [unknown("x", "unknown-duty", "nobody")]
    ],
    [
      "a list that is not there",
      answering({ kind: "some", list: "nobody", where: bool(true) }),
      [unknown("x", "unknown-list", "nobody")]
    ],
    [
      "a rule over a list that is not there",
      documentOf({ rules: [{ kind: "each", name: "one", list: "nobody", body: bool(true) }] }),
      [
        finding(
          "one",
          "unknown-list",
          ['nama "nobody" tidak dikenal di sini', 'the name "nobody" is not known here'],
          ["perbaiki ejaannya", "mend its spelling"]
        )
      ]
    ],
    [
      "a fact as a list",
      answering({ kind: "count", list: "n", where: bool(true) }),
      [unknown("x", "unknown-list", "n")]
    ],
    ["a list as a value", answering(fact("days")), [wrong("x", "a list", "a value (count it, or say some or every)")]],
    [
      "a fact of an element outside its list",
      answering(fact("days.present")),
      [
        finding(
          "x",
          "out-of-scope",
          ['"days.present" hanya berarti di dalam daftar "days"', '"days.present" only means something inside "days"'],
          ["pakai di dalam aturan atas daftar itu", "use it inside a rule over that list"]
        )
      ]
    ],
    [
      "a list inside a list",
      answering({ kind: "count", list: "days", where: { kind: "some", list: "days", where: fact("days.present") } }),
      [
        finding(
          "x",
          "out-of-scope",
          ["daftar di dalam daftar", "a list inside a list"],
          ["beri nama aturan itu di luar, lalu rujuk namanya", "name that rule outside and refer to it"]
        )
      ]
    ],
    [
      "a word that the fact does not have",
      answering(cmp(fact("word"), text("w"), "equal")),
      [unknown("x", "unknown-literal", "w")]
    ],
    ["words by order", answering(cmp(fact("word"), text("x"))), [wrong("x", "text", "a number or day")]],
    ["tokens by order", answering(cmp(fact("p"), fact("q"))), [wrong("x", "a token", "a number or day")]],
    ["a token beside a word", answering(cmp(fact("p"), text("x"), "equal")), [wrong("x", "text", "token")]],
    ["two open words", answering(cmp(fact("code"), fact("code"), "equal")), [wrong("x", "a code", "a literal")]],
    ["an open word by order", answering(cmp(fact("code"), text("x"))), [wrong("x", "a code", "a literal")]],
    [
      "two conditions",
      answering(cmp(fact("a"), fact("b"), "equal")),
      [wrong("x", "a boolean", "a value to compare (use and, or, not)")]
    ],
    ["money beside a count", answering(plus(fact("price"), fact("n"))), [wrong("x", "integer", "money in IDR")]],
    [
      "a count beside something unknown and money",
      answering(plus(fact("n"), fact("nobody"), fact("price"))),
      [unknown("x", "unknown-fact", "nobody")]
    ],
    ["something unknown first", answering(plus(fact("nobody"), fact("n"))), [unknown("x", "unknown-fact", "nobody")]],
    [
      "money times money",
      answering({ kind: "times", left: fact("price"), right: fact("price") }),
      [wrong("x", "money", "a count")]
    ],
    ["a day as a number", answering(plus(fact("on"), int(1))), [wrong("x", "date", "integer or money")]],
    [
      "a number as a condition",
      answering({ kind: "and", operands: [fact("a"), fact("n")] }),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a number as a condition of a choice",
      answering({ kind: "choose", when: fact("n"), yes: int(1), no: int(2) }),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a number as a condition of a table",
      answering({ kind: "cases", rows: [{ when: fact("n"), value: int(1) }], otherwise: int(2) }),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a number as a condition of a list",
      answering({ kind: "some", list: "days", where: fact("days.hours") }),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a count whose condition is none, once",
      answering(plus(fact("price"), { kind: "count", list: "days", where: fact("days.hours") })),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a sum whose condition is none, once",
      answering(plus(fact("price"), { kind: "sum", list: "days", where: fact("days.hours"), of: fact("days.hours") })),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a list of which none can be said, once",
      answering(plus(fact("n"), { kind: "every", list: "days", where: fact("days.hours") })),
      [wrong("x", "integer", "boolean")]
    ],
    [
      "a condition to add up",
      answering({ kind: "sum", list: "days", where: bool(true), of: fact("days.present") }),
      [wrong("x", "boolean", "integer or money")]
    ],
    [
      "branches of two units",
      answering({ kind: "choose", when: fact("a"), yes: int(1), no: money(2) }),
      [wrong("x", "money in IDR", "integer")]
    ],
    [
      "a cap of another unit",
      answering({ kind: "at-most", operand: fact("price"), bound: fact("n") }),
      [wrong("x", "integer", "money in IDR")]
    ],
    [
      "more conditions than there are",
      answering({ kind: "at-least-of", least: 3, operands: [fact("a"), fact("b")] }),
      [wrong("x", "2 conditions", "at least 3 conditions")]
    ],
    [
      "a member of words it does not have",
      answering({ kind: "member", operand: fact("word"), among: [text("x"), text("v"), text("w")] }),
      [unknown("x", "unknown-literal", "v"), unknown("x", "unknown-literal", "w")]
    ],
    [
      "a number as one of some words",
      answering({ kind: "member", operand: fact("n"), among: [text("x")] }),
      [wrong("x", "text", "integer")]
    ],
    [
      "a value that is always there, asked whether it is",
      answering({ kind: "if-set", operand: fact("n"), yes: int(1), no: int(2) }),
      [wrong("x", "a value that is always there", "one that may be absent")]
    ],
    ["a value read without being asked for", answering({ kind: "set", operand: fact("cap") }), [notSet("x")]],
    [
      "a value read in the other branch",
      answering({ kind: "if-set", operand: fact("cap"), yes: money(1), no: { kind: "set", operand: fact("cap") } }),
      [notSet("x")]
    ],
    [
      "a denominator that can be nothing",
      answering({ kind: "ratio", numerator: fact("n"), denominator: fact("m") }),
      [
        finding(
          "x",
          "denominator-not-positive",
          ["penyebutnya dapat bernilai 0", "its denominator could be 0"],
          ["nyatakan batas bawah yang positif", "declare a positive lower bound"]
        )
      ]
    ],
    [
      "a fraction of two units",
      answering({ kind: "ratio", numerator: fact("n"), denominator: fact("price") }),
      [wrong("x", "money in IDR", "integer")]
    ],
    [
      "a share of a condition",
      answering({
        kind: "share",
        operand: fact("a"),
        ratio: { kind: "literal", unit: "ratio", value: { numerator: 1, denominator: 2 } },
        rounding: "down"
      }),
      [wrong("x", "boolean", "integer or money")]
    ],
    [
      "a share by a number",
      answering({ kind: "share", operand: fact("n"), ratio: fact("m"), rounding: "down" }),
      [wrong("x", "integer", "ratio")]
    ],
    [
      "a sum that is too large",
      answering({ kind: "times", left: fact("large"), right: fact("n") }),
      [tooLarge("x", "0", "10000000000000000")]
    ],
    [
      "a sum over a list that is too large",
      documentOf({
        facts: [
          {
            kind: "list",
            name: "days",
            maxLength: 5,
            elements: [
              { kind: "integer", name: "hours", optional: false, open: false, least: 0, most: 9_007_199_254_740_991 }
            ]
          }
        ],
        answers: {
          kind: "outputs",
          outputs: [{ name: "x", value: { kind: "sum", list: "days", where: bool(true), of: fact("days.hours") } }]
        }
      }),
      [tooLarge("x", "0", "45035996273704955")]
    ],
    [
      "a share that is too large on the way",
      answering({
        kind: "share",
        operand: fact("n"),
        ratio: {
          kind: "ratio",
          numerator: fact("large"),
          denominator: { kind: "at-least", operand: fact("large"), bound: int(1) }
        },
        rounding: "down"
      }),
      [tooLarge("x", "0", "100000000000020000000000000")]
    ],
    [
      "a scale that is too large on the way",
      documentOf({
        facts: facts.map((f) => (f.name === "price" ? { ...f, most: 9_007_199_254_740_991 } : f)),
        answers: {
          kind: "outputs",
          outputs: [
            {
              name: "x",
              value: { kind: "scale", operand: fact("price"), table: "layers", on: fact("on"), rounding: "down" }
            }
          ]
        }
      }),
      [tooLarge("x", "0", "135107988821114865")]
    ],
    [
      "a base below nothing",
      answering({
        kind: "scale",
        operand: { kind: "minus", left: fact("price"), right: fact("price") },
        table: "layers",
        on: fact("on"),
        rounding: "down"
      }),
      [
        finding(
          "x",
          "negative-base",
          ["dasar tarif berlapis dapat bernilai negatif", "the base of a marginal scale could be negative"],
          ["batasi dasarnya paling sedikit 0", "keep the base at least 0"]
        )
      ]
    ],
    [
      "a scale of a count",
      answering({ kind: "scale", operand: fact("n"), table: "layers", on: fact("on"), rounding: "down" }),
      [wrong("x", "integer", "money in IDR")]
    ],
    [
      "a scale out of bands",
      answering({ kind: "scale", operand: fact("price"), table: "class", on: fact("on"), rounding: "down" }),
      [wrong("x", "parameter class", "a table of layers")]
    ],
    [
      "a band out of layers",
      answering({ kind: "band", operand: fact("price"), table: "layers", on: fact("on") }),
      [wrong("x", "parameter layers", "a table of bands")]
    ],
    [
      "a band out of a figure",
      answering({ kind: "band", operand: fact("price"), table: "price", on: fact("on") }),
      [wrong("x", "parameter price", "a table of bands")]
    ],
    [
      "a table as a figure",
      answering({ kind: "parameter", name: "class", on: fact("on") }),
      [wrong("x", "a table", "a value")]
    ],
    [
      "a figure on a number",
      answering({ kind: "parameter", name: "price", on: fact("n") }),
      [wrong("x", "integer", "date")]
    ],
    [
      "a duty on a number",
      answering({ kind: "duty", name: "protocol", on: fact("n") }),
      [wrong("x", "integer", "date")]
    ],
    [
      "an age on a number",
      answering({ kind: "age", birth: fact("born"), on: fact("n") }),
      [wrong("x", "integer", "date")]
    ],
    [
      "an age before every birth",
      answering({ kind: "age", birth: date("2200-01-01"), on: fact("on") }),
      [wrong("x", "a day before every birth", "a day after birth")]
    ],
    [
      "an age of two constants",
      answering({ kind: "age", birth: date("1990-01-01"), on: date("2020-01-01") }),
      [constantAge("x")]
    ],
    [
      "an age of two constants in a rule",
      documentOf({
        rules: [
          { kind: "quantity", name: "one", body: { kind: "age", birth: date("1990-01-01"), on: date("2020-01-01") } }
        ]
      }),
      [constantAge("one")]
    ],
    [
      "an age of constants behind rules",
      documentOf({
        rules: [
          { kind: "quantity", name: "day", body: date("2020-01-01") },
          { kind: "quantity", name: "later", body: { kind: "plus-days", date: rule("day"), days: int(3) } },
          { kind: "quantity", name: "one", body: { kind: "age", birth: date("1990-01-01"), on: rule("later") } }
        ]
      }),
      [constantAge("one")]
    ],
    [
      "days between a day and a number",
      answering({ kind: "days-between", from: fact("on"), to: fact("n") }),
      [wrong("x", "integer", "date")]
    ],
    [
      "days that are money",
      answering({ kind: "plus-days", date: fact("on"), days: fact("price") }),
      [wrong("x", "money in IDR", "integer")]
    ],
    [
      "a day beyond the calendar",
      answering({ kind: "plus-days", date: fact("on"), days: fact("large") }),
      [leavesCalendar("x")]
    ],
    [
      "a day before the calendar",
      answering({ kind: "plus-days", date: fact("on"), days: { kind: "minus", left: int(0), right: fact("large") } }),
      [leavesCalendar("x")]
    ],
    [
      "an amount that is a count",
      documentOf({ rules: [{ kind: "amount", name: "one", body: fact("n") }] }),
      [unfit("one", "amount")]
    ],
    [
      "a quantity that is money",
      documentOf({ rules: [{ kind: "quantity", name: "one", body: fact("price") }] }),
      [unfit("one", "quantity")]
    ],
    [
      "a requirement that is a count",
      documentOf({ rules: [{ kind: "requires", name: "one", body: fact("n") }] }),
      [unfit("one", "requires")]
    ],
    [
      "a rule that may be absent",
      documentOf({ rules: [{ kind: "amount", name: "one", body: fact("cap") }] }),
      [unfit("one", "amount")]
    ],
    [
      "what follows from a rule that is wrong, once",
      documentOf({
        rules: [
          { kind: "requires", name: "one", body: fact("n") },
          { kind: "requires", name: "two", body: rule("one") }
        ],
        answers: { kind: "requirements", rules: ["one", "two"] }
      }),
      [unfit("one", "requires")]
    ],
    [
      "bounds in the wrong order",
      documentOf({
        facts: [...facts, { kind: "integer", name: "i", optional: false, open: false, least: 2, most: 1 }]
      }),
      [emptyBounds("i")]
    ],
    [
      "days in the wrong order",
      documentOf({
        facts: [
          ...facts,
          { kind: "date", name: "d", optional: false, open: false, earliest: "2020-01-02", latest: "2020-01-01" }
        ]
      }),
      [emptyBounds("d")]
    ],
    ["a fact twice", documentOf({ facts: [...facts, facts[0]] }), [twice("a")]],
    [
      "a fact of an element twice",
      documentOf({
        facts: [
          {
            kind: "list",
            name: "days",
            maxLength: 5,
            elements: [
              { kind: "boolean", name: "p", optional: false, open: false },
              { kind: "boolean", name: "p", optional: false, open: false }
            ]
          }
        ]
      }),
      [twice("days.p")]
    ],
    ["a figure twice", param(parameters[0]), [twice("price")]],
    ["a duty twice", documentOf({ duties: [...duties, ...duties] }), [twice("protocol")]],
    [
      "a rule twice",
      documentOf({
        rules: [
          { kind: "requires", name: "one", body: bool(true) },
          { kind: "requires", name: "one", body: bool(true) }
        ]
      }),
      [twice("one")]
    ],
    [
      "a figure with values out of order",
      param({
        name: "odd",
        unit: { kind: "integer" },
        entries: [
          { from: "2021-01-01", value: 1, citation },
          { from: "2020-01-01", value: 2, citation }
        ],
        after: "extends"
      }),
      [badHistory("odd", "two values claim 2020-01-01 to 2021-01-01")]
    ],
    [
      "a duty whose stretches meet",
      documentOf({
        duties: [
          {
            name: "odd",
            periods: [
              { from: "2020-01-01", to: "2021-01-01", citation },
              { from: "2020-06-01", to: "2022-01-01", citation }
            ],
            unknown: []
          }
        ]
      }),
      [badHistory("odd", "two stretches claim 2020-06-01")]
    ]
  ])("%s", (_, document, expected) => {
    assert.deepStrictEqual(findingsOf(document), expected)
  })
})

describe("a document is accepted with", () => {
  const common = { optional: false, open: false }
  it.each<readonly [string, object]>([
    ["a number of one value", documentOf({ facts: [{ kind: "integer", name: "i", ...common, least: 2, most: 2 }] })],
    [
      "a day of one value",
      documentOf({ facts: [{ kind: "date", name: "d", ...common, earliest: "2020-01-01", latest: "2020-01-01" }] })
    ],
    [
      "an age on a day that a rule takes from facts",
      documentOf({
        rules: [
          { kind: "quantity", name: "day", body: fact("on") },
          { kind: "quantity", name: "one", body: { kind: "age", birth: date("1890-01-01"), on: rule("day") } }
        ]
      })
    ],
    [
      "an age on a day that depends on a figure",
      answering({
        kind: "age",
        birth: date("1890-01-01"),
        on: {
          kind: "plus-days",
          date: date("2020-01-01"),
          days: { kind: "parameter", name: "least", on: date("2020-06-01") }
        }
      })
    ]
  ])("%s", (_, document) => {
    assert.deepStrictEqual(findingsOf(document), [])
  })

  const nodesOf = (node: Node.Node): ReadonlyArray<Node.Node> => [node, ...Node.operands(node).flatMap(nodesOf)]
  const over = (list: object): Node.Node => ({ list: "days", where: fact("days.present"), ...list }) as Node.Node

  it.each<readonly [string, Node.Node]>([
    ["some", { kind: "not", operand: over({ kind: "some" }) }],
    ["every", { kind: "not", operand: over({ kind: "every" }) }],
    ["count", plus(fact("n"), over({ kind: "count" }))],
    ["sum", plus(fact("n"), over({ kind: "sum", of: fact("days.hours") }))],
    ["choose", plus(fact("n"), { kind: "choose", when: fact("a"), yes: int(1), no: int(2) })]
  ])("a type for every node: %s", (_, value) => {
    const { diagnostics, document, nodes } = Analysis.analyse(answering(value) as Document.Document)
    assert.deepStrictEqual(diagnostics, [])
    for (const node of Analysis.treesOf(document).flatMap(nodesOf)) assert.isDefined(nodes.get(node), node.kind)
  })

  it.each(["1a", "a-b", "a b", "a.b", "", "é", "a".repeat(61)])("no fact called %s", (name) => {
    const read = Policy.decode(documentOf({ facts: [{ kind: "boolean", name, ...common }] }))
    assert.isTrue(Result.isFailure(read) && read.failure._tag === "NotAPolicy")
  })
})

describe("a finding", () => {
  const words = { id: "satu", en: "one" }
  const mend = { id: "dua", en: "two" }
  it.each([
    ["error", Diagnostic.error],
    ["warning", Diagnostic.warning],
    ["note", Diagnostic.note]
  ] as const)("of severity %s has a case only where there is one", (severity, make) => {
    const plain = { code: "gap", number: "B055", severity, where: "x", message: words, mend } as const
    const shown = { facts: { a: true }, smallest: true }
    const made = make("gap", "x", words, mend)
    assert.deepStrictEqual(made, plain)
    assert.deepStrictEqual(Object.keys(made), Object.keys(plain))
    assert.deepStrictEqual(make("gap", "x", words, mend, shown), { ...plain, shown })
  })
})
