/**
 * How each kind of node is said, in both languages; what authors write stands as they wrote it and cannot become markup.
 */
import { Citation, type Document, Expression, Fact, type Node, Parameter, Policy, Rule } from "@bina/policy"
import * as Prose from "@bina/policy/Prose"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { bool, citation, date, duties, fact as f, facts, int, money, parameters, text } from "./tree-fixture.ts"

const at = date("2020-07-01")

const nodes: ReadonlyArray<readonly [string, Node.Node]> = [
  ["fact", f("n")],
  ["boolean fact", f("a")],
  ["literal", money(1250)],
  ["rule", { kind: "rule", name: "first" }],
  ["requirement", { kind: "rule", name: "second" }],
  ["not", { kind: "not", operand: f("a") }],
  ["and", { kind: "and", operands: [f("a"), f("b")] }],
  ["and of three", { kind: "and", operands: [f("a"), f("b"), f("c")] }],
  ["or", { kind: "or", operands: [f("a"), f("b"), f("c")] }],
  ["not and", { kind: "not", operand: { kind: "and", operands: [f("a"), f("b")] } }],
  ["not or", { kind: "not", operand: { kind: "or", operands: [f("a"), f("b")] } }],
  ["implies", { kind: "or", operands: [{ kind: "not", operand: f("a") }, f("b")] }],
  ["at-least-of", { kind: "at-least-of", least: 2, operands: [f("a"), f("b"), f("c")] }],
  ["not at-least-of", { kind: "not", operand: { kind: "at-least-of", least: 2, operands: [f("a"), f("b"), f("c")] } }],
  ...(["equal", "not-equal", "less", "at-most", "more", "at-least"] as const).map(
    (operator): readonly [string, Node.Node] => [
      "compare " + operator,
      { kind: "compare", operator, left: f("n"), right: int(1000) }
    ]
  ),
  ...(["equal", "not-equal", "less", "at-most", "more", "at-least"] as const).map(
    (operator): readonly [string, Node.Node] => [
      "day " + operator,
      { kind: "compare", operator, left: f("on"), right: at }
    ]
  ),
  ["word", { kind: "compare", operator: "equal", left: f("word"), right: text("x") }],
  ["not word", { kind: "not", operand: { kind: "compare", operator: "equal", left: f("code"), right: text("x") } }],
  ["not less", { kind: "not", operand: { kind: "compare", operator: "less", left: f("n"), right: f("m") } }],
  ["member", { kind: "member", operand: f("word"), among: [text("x"), text("y"), text("z")] }],
  [
    "choose",
    { kind: "choose", when: f("a"), yes: f("n"), no: { kind: "choose", when: f("b"), yes: int(2), no: int(3) } }
  ],
  ["choose boolean", { kind: "choose", when: f("a"), yes: f("b"), no: f("c") }],
  [
    "cases",
    {
      kind: "cases",
      rows: [
        { when: f("a"), value: money(1) },
        { when: f("b"), value: money(2) }
      ],
      otherwise: money(3)
    }
  ],
  ["if-set", { kind: "if-set", operand: f("cap"), yes: { kind: "set", operand: f("cap") }, no: f("price") }],
  [
    "cap",
    {
      kind: "if-set",
      operand: f("cap"),
      yes: { kind: "at-most", operand: f("price"), bound: { kind: "set", operand: f("cap") } },
      no: f("price")
    }
  ],
  [
    "set and",
    {
      kind: "if-set",
      operand: f("cap"),
      yes: { kind: "compare", operator: "less", left: { kind: "set", operand: f("cap") }, right: money(9) },
      no: bool(false)
    }
  ],
  [
    "set or",
    {
      kind: "if-set",
      operand: f("cap"),
      yes: { kind: "compare", operator: "less", left: { kind: "set", operand: f("cap") }, right: money(9) },
      no: bool(true)
    }
  ],
  ["plus", { kind: "plus", operands: [f("n"), f("m"), int(1)] }],
  ["minus", { kind: "minus", left: f("n"), right: { kind: "plus", operands: [f("m"), int(1)] } }],
  ["times", { kind: "times", left: f("price"), right: f("n") }],
  ["at-most", { kind: "at-most", operand: { kind: "times", left: f("price"), right: f("n") }, bound: money(500) }],
  ["at-least", { kind: "at-least", operand: f("n"), bound: int(1) }],
  [
    "share ratio",
    {
      kind: "share",
      operand: f("price"),
      ratio: { kind: "ratio", numerator: f("n"), denominator: f("whole") },
      rounding: "half-even"
    }
  ],
  ...(["down", "up", "half-up"] as const).map((rounding): readonly [string, Node.Node] => [
    "share " + rounding,
    {
      kind: "share",
      operand: f("price"),
      ratio: { kind: "literal", unit: "ratio", value: { numerator: 5, denominator: 100 } },
      rounding
    }
  ]),
  [
    "age",
    { kind: "compare", operator: "at-least", left: { kind: "age", birth: f("born"), on: f("on") }, right: int(18) }
  ],
  ["days-between", { kind: "days-between", from: f("born"), to: f("on") }],
  [
    "plus-days",
    { kind: "compare", operator: "less", left: f("on"), right: { kind: "plus-days", date: f("born"), days: int(30) } }
  ],
  [
    "minus days",
    { kind: "compare", operator: "less", left: f("on"), right: { kind: "plus-days", date: f("born"), days: int(-30) } }
  ],
  ["parameter", { kind: "parameter", name: "price", on: f("on") }],
  ["duty", { kind: "duty", name: "protocol", on: f("on") }],
  ["not duty", { kind: "not", operand: { kind: "duty", name: "protocol", on: f("on") } }],
  [
    "band",
    {
      kind: "compare",
      operator: "equal",
      left: { kind: "band", operand: f("price"), table: "class", on: f("on") },
      right: text("small")
    }
  ],
  ["scale", { kind: "scale", operand: f("price"), table: "layers", on: f("on"), rounding: "down" }],
  ["count", { kind: "count", list: "days", where: f("days.present") }],
  ["count all", { kind: "count", list: "days", where: bool(true) }],
  ["count each", { kind: "count", list: "days", where: { kind: "rule", name: "third" } }],
  ["sum", { kind: "sum", list: "days", where: f("days.present"), of: f("days.hours") }],
  ["some", { kind: "some", list: "days", where: f("days.present") }],
  ["no", { kind: "not", operand: { kind: "some", list: "days", where: f("days.present") } }],
  ["every", { kind: "every", list: "days", where: f("days.present") }],
  [
    "least",
    {
      kind: "if-set",
      operand: { kind: "least", list: "days", where: bool(true), of: f("days.hours") },
      yes: { kind: "set", operand: { kind: "least", list: "days", where: bool(true), of: f("days.hours") } },
      no: int(0)
    }
  ],
  [
    "greatest",
    {
      kind: "if-set",
      operand: { kind: "greatest", list: "days", where: f("days.present"), of: f("days.hours") },
      yes: int(1),
      no: int(0)
    }
  ]
]

/** Each kind of node as a sentence: Indonesian, English. Lists and tables are run together. */
const said: Readonly<Record<string, readonly [string, string]>> = {
  fact: ["Nilainya adalah n.", "The value is the n."],
  "boolean fact": ["Jawabannya “ya” jika “a” berlaku.", "The answer is “yes” if “a” applies."],
  literal: ["Nilainya adalah IDR 1.250.", "The value is IDR 1,250."],
  rule: ["Nilainya adalah hasil Pasal 1.", "The value is the result of article 1."],
  requirement: ["Syarat ini terpenuhi jika Pasal 2 terpenuhi.", "This requirement is met if article 2 is met."],
  not: ["Jawabannya “ya” jika “a” tidak berlaku.", "The answer is “yes” if “a” does not apply."],
  and: ["Jawabannya “ya” jika “a” berlaku dan “b” berlaku.", "The answer is “yes” if “a” applies and “b” applies."],
  "and of three": [
    "Jawabannya “ya” jika semua hal berikut terpenuhi: “a” berlaku; “b” berlaku; dan “c” berlaku.",
    "The answer is “yes” if all of the following hold: “a” applies; “b” applies; and “c” applies."
  ],
  or: [
    "Jawabannya “ya” jika paling sedikit satu dari hal berikut terpenuhi: “a” berlaku; “b” berlaku; atau “c” berlaku.",
    "The answer is “yes” if at least one of the following holds: “a” applies; “b” applies; or “c” applies."
  ],
  "not and": [
    "Jawabannya “ya” jika “a” tidak berlaku atau “b” tidak berlaku.",
    "The answer is “yes” if “a” does not apply or “b” does not apply."
  ],
  "not or": [
    "Jawabannya “ya” jika “a” tidak berlaku dan “b” tidak berlaku.",
    "The answer is “yes” if “a” does not apply and “b” does not apply."
  ],
  implies: [
    "Jawabannya “ya” jika “a” tidak berlaku, atau dalam hal lain “b” berlaku.",
    "The answer is “yes” if “a” does not apply, or else “b” applies."
  ],
  "at-least-of": [
    "Jawabannya “ya” jika paling sedikit 2 dari 3 hal berikut terpenuhi: “a” berlaku; “b” berlaku; dan “c” berlaku.",
    "The answer is “yes” if at least 2 of the following 3 hold: “a” applies; “b” applies; and “c” applies."
  ],
  "not at-least-of": [
    "Jawabannya “ya” jika kurang dari 2 dari 3 hal berikut terpenuhi: “a” berlaku; “b” berlaku; dan “c” berlaku.",
    "The answer is “yes” if fewer than 2 of the following 3 hold: “a” applies; “b” applies; and “c” applies."
  ],
  "compare equal": [
    "Jawabannya “ya” jika n sama dengan 1.000.",
    "The answer is “yes” if the value of the n is equal to 1,000."
  ],
  "compare not-equal": [
    "Jawabannya “ya” jika n tidak sama dengan 1.000.",
    "The answer is “yes” if the value of the n is other than 1,000."
  ],
  "compare less": [
    "Jawabannya “ya” jika n kurang dari 1.000.",
    "The answer is “yes” if the value of the n is less than 1,000."
  ],
  "compare at-most": [
    "Jawabannya “ya” jika n paling banyak 1.000.",
    "The answer is “yes” if the value of the n is at most 1,000."
  ],
  "compare more": [
    "Jawabannya “ya” jika n lebih dari 1.000.",
    "The answer is “yes” if the value of the n is more than 1,000."
  ],
  "compare at-least": [
    "Jawabannya “ya” jika n paling sedikit 1.000.",
    "The answer is “yes” if the value of the n is at least 1,000."
  ],
  "day equal": [
    "Jawabannya “ya” jika on jatuh pada 1 Juli 2020.",
    "The answer is “yes” if the on falls on 1 July 2020."
  ],
  "day not-equal": [
    "Jawabannya “ya” jika on tidak jatuh pada 1 Juli 2020.",
    "The answer is “yes” if the on does not fall on 1 July 2020."
  ],
  "day less": [
    "Jawabannya “ya” jika on jatuh sebelum 1 Juli 2020.",
    "The answer is “yes” if the on falls before 1 July 2020."
  ],
  "day at-most": [
    "Jawabannya “ya” jika on jatuh pada atau sebelum 1 Juli 2020.",
    "The answer is “yes” if the on falls on or before 1 July 2020."
  ],
  "day more": [
    "Jawabannya “ya” jika on jatuh setelah 1 Juli 2020.",
    "The answer is “yes” if the on falls after 1 July 2020."
  ],
  "day at-least": [
    "Jawabannya “ya” jika on jatuh pada atau setelah 1 Juli 2020.",
    "The answer is “yes” if the on falls on or after 1 July 2020."
  ],
  word: ["Jawabannya “ya” jika word adalah “x”.", "The answer is “yes” if the word is “x”."],
  "not word": ["Jawabannya “ya” jika code bukan “x”.", "The answer is “yes” if the code is not “x”."],
  "not less": [
    "Jawabannya “ya” jika n paling sedikit m.",
    "The answer is “yes” if the value of the n is at least the m."
  ],
  member: [
    "Jawabannya “ya” jika word adalah salah satu dari “x”, “y”, atau “z”.",
    "The answer is “yes” if the word is one of “x”, “y” or “z”."
  ],
  choose: [
    "Nilainya adalah yang pertama sesuai di antara yang berikut: jika “a” berlaku, n; jika “b” berlaku, 2; atau dalam hal lain, 3.",
    "The value is the first of the following that fits: if “a” applies, the n; if “b” applies, 2; or otherwise 3."
  ],
  "choose boolean": [
    "Jawabannya “ya” jika hal pertama yang sesuai di antara yang berikut terpenuhi: jika “a” berlaku, “b” berlaku; atau dalam hal lain, “c” berlaku.",
    "The answer is “yes” if the first of the following that fits holds: if “a” applies, “b” applies; or otherwise “c” applies."
  ],
  cases: [
    "Hal ini ditetapkan oleh baris pertama yang sesuai dalam tabel di bawah ayat ini. 1 | “a” berlaku | IDR 1 / 2 | “b” berlaku | IDR 2 / 3 | dalam hal lain | IDR 3",
    "This is settled by the first row that fits in the table below this paragraph. 1 | “a” applies | IDR 1 / 2 | “b” applies | IDR 2 / 3 | otherwise | IDR 3"
  ],
  "if-set": [
    "Nilainya adalah yang pertama sesuai di antara yang berikut: jika ada cap, cap; atau jika tidak ada cap, price.",
    "The value is the first of the following that fits: if the cap is set, the cap; or if the cap is known to be absent, the price."
  ],
  cap: [
    "Nilainya adalah price, dan jika ada cap, paling banyak sebesar itu.",
    "The value is the price, and where the cap is set, at most that much."
  ],
  "set and": [
    "Jawabannya “ya” jika ada cap dan cap kurang dari IDR 9.",
    "The answer is “yes” if the cap is set and the value of the cap is less than IDR 9."
  ],
  "set or": [
    "Jawabannya “ya” jika tidak ada cap, atau dalam hal lain cap kurang dari IDR 9.",
    "The answer is “yes” if the cap is known to be absent, or else the value of the cap is less than IDR 9."
  ],
  plus: ["Nilainya adalah n ditambah m ditambah 1.", "The value is the n plus the m plus 1."],
  minus: ["Nilainya adalah n dikurangi (m ditambah 1).", "The value is the n less (the m plus 1)."],
  times: ["Nilainya adalah price dikali n.", "The value is the price times the n."],
  "at-most": [
    "Nilainya adalah price dikali n, tetapi paling banyak IDR 500.",
    "The value is the price times the n, but at most IDR 500."
  ],
  "at-least": ["Nilainya adalah n, tetapi paling sedikit 1.", "The value is the n, but at least 1."],
  "share ratio": [
    "Nilainya adalah (pecahan n per whole) dari price, dibulatkan ke bilangan terdekat dan tepat di tengah ke bilangan genap.",
    "The value is (the fraction of the n in the whole) of the price, rounded to the nearest whole number, halves to the even one."
  ],
  "share down": ["Nilainya adalah 5% dari price, dibulatkan ke bawah.", "The value is 5% of the price, rounded down."],
  "share up": ["Nilainya adalah 5% dari price, dibulatkan ke atas.", "The value is 5% of the price, rounded up."],
  "share half-up": [
    "Nilainya adalah 5% dari price, dibulatkan ke bilangan terdekat dan tepat di tengah ke atas.",
    "The value is 5% of the price, rounded to the nearest whole number, halves up."
  ],
  age: [
    "Jawabannya “ya” jika umur pada on menurut born paling sedikit 18 tahun.",
    "The answer is “yes” if the age on the on by the born is at least 18 years."
  ],
  "days-between": [
    "Nilainya adalah banyaknya hari dari born sampai on.",
    "The value is the number of days from the born to the on."
  ],
  "plus-days": [
    "Jawabannya “ya” jika on jatuh sebelum hari yang jatuh 30 hari setelah born.",
    "The answer is “yes” if the on falls before the day that lies 30 days after the born."
  ],
  "minus days": [
    "Jawabannya “ya” jika on jatuh sebelum hari yang jatuh 30 hari sebelum born.",
    "The answer is “yes” if the on falls before the day that lies 30 days before the born."
  ],
  parameter: [
    "Nilainya adalah price (Lampiran 1) yang berlaku pada on.",
    "The value is the price (schedule 1) in force on the on."
  ],
  duty: [
    "Jawabannya “ya” jika “protocol” (Lampiran 5) berlaku pada on.",
    "The answer is “yes” if the “protocol” (schedule 5) is in force on the on."
  ],
  "not duty": [
    "Jawabannya “ya” jika “protocol” (Lampiran 5) tidak berlaku pada on.",
    "The answer is “yes” if the “protocol” (schedule 5) is not in force on the on."
  ],
  band: [
    "Jawabannya “ya” jika nilai bagi price menurut tabel “class” (Lampiran 2) yang berlaku pada on adalah “small”.",
    "The answer is “yes” if the value for the price by the table “class” (schedule 2) in force on the on is “small”."
  ],
  scale: [
    "Nilainya adalah layers (Lampiran 3) yang berlaku pada on, dikenakan atas price, dibulatkan ke bawah.",
    "The value is the layers (schedule 3) in force on the on, applied to the price, rounded down."
  ],
  count: [
    "Nilainya adalah banyaknya days yang padanya “present” berlaku.",
    "The value is the number of those of the days for which “present” applies."
  ],
  "count all": ["Nilainya adalah banyaknya days.", "The value is the number of the days."],
  "count each": [
    "Nilainya adalah banyaknya days yang memenuhi Pasal 3.",
    "The value is the number of those of the days that meet article 3."
  ],
  sum: [
    "Nilainya adalah total hours dari seluruh days yang padanya “present” berlaku.",
    "The value is the sum of the hours over those of the days for which “present” applies."
  ],
  some: [
    "Jawabannya “ya” jika ada days yang padanya “present” berlaku.",
    "The answer is “yes” if there is at least one of the days for which “present” applies."
  ],
  no: [
    "Jawabannya “ya” jika tidak ada days yang padanya “present” berlaku.",
    "The answer is “yes” if there is none of the days for which “present” applies."
  ],
  every: [
    "Jawabannya “ya” jika pada setiap days, “present” berlaku.",
    "The answer is “yes” if for each of the days, “present” applies."
  ],
  least: [
    "Nilainya adalah yang pertama sesuai di antara yang berikut: jika ada hours yang terkecil di antara days, hours yang terkecil di antara days; atau jika tidak ada hours yang terkecil di antara days, 0.",
    "The value is the first of the following that fits: if the smallest of the hours among the days is set, the smallest of the hours among the days; or if the smallest of the hours among the days is known to be absent, 0."
  ],
  greatest: [
    "Nilainya adalah yang pertama sesuai di antara yang berikut: jika ada hours yang terbesar di antara days yang padanya “present” berlaku, 1; atau jika tidak ada hours yang terbesar di antara days yang padanya “present” berlaku, 0.",
    "The value is the first of the following that fits: if the greatest of the hours among those of the days for which “present” applies is set, 1; or if the greatest of the hours among those of the days for which “present” applies is known to be absent, 0."
  ]
}

const documentOf = (value: Node.Node): Document.Document => ({
  format: 1,
  id: "test/prose",
  facts,
  parameters,
  duties,
  rules: [
    { kind: "quantity", name: "first", body: int(0), citation },
    { kind: "requires", name: "second", body: f("a"), citation },
    { kind: "each", name: "third", list: "days", body: f("days.present"), citation },
    ...(value.kind === "rule"
      ? [{ kind: value.name === "first" ? "quantity" : "requires", name: "last", body: value, citation } as const]
      : [])
  ],
  answers: { kind: "outputs", outputs: [{ name: "value", value }] },
  texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} }
})

const textOf = ({ items, text }: Prose.Item): string => [text, ...items.map(textOf)].join(" ")

const sentence = (blocks: ReadonlyArray<Prose.Block>): string =>
  blocks
    .flatMap((block) =>
      block.kind === "table"
        ? [block.rows.map((row) => row.join(" | ")).join(" / ")]
        : block.style === "note"
          ? []
          : [textOf(block)]
    )
    .join(" ")

const say = (value: Node.Node, language: "id" | "en"): string => {
  const policy = Result.getOrThrow(Policy.fromDocument(documentOf(value))) as Policy.Foreign
  const { sections } = Prose.toProse(policy, { language })
  // A rule stands in its article, an expression under the output that it is.
  return sentence(value.kind === "rule" ? sections[1]!.sections[3]!.blocks : sections[2]!.sections[0]!.blocks)
}

describe("prose", () => {
  it("has a case for each sentence, and a sentence for each case", () => {
    assert.deepStrictEqual(
      nodes.map(([name]) => name),
      Object.keys(said)
    )
  })
  for (const [name, node] of nodes) {
    it(`says ${name}`, () => {
      assert.deepStrictEqual([say(node, "id"), say(node, "en")], [...said[name]!])
    })
  }
})

const hostile = `</p><script>alert(1)</script> [x](http://e.example) | *b* \`c\` @team\n# head\n- item\u202e"'&`

describe("prose of hostile texts", () => {
  const quoted = { id: hostile, en: hostile }
  const law = Citation.make({ instrument: hostile, article: hostile, title: hostile, confidence: "uncertain" })
  const price = Parameter.money("price", "IDR", {
    text: quoted,
    values: [
      { from: "2020-01-01", value: 1, citation: law },
      { from: "2021-01-01", unknown: hostile }
    ],
    after: "extends"
  })
  const Facts = Schema.Struct({
    on: Fact.date({ text: quoted }),
    word: Fact.literals(["x", "y"], { text: quoted, labels: { x: quoted } }),
    list: Fact.list({ flag: Fact.boolean({ text: quoted }) }, { text: quoted })
  })
  const policy = Policy.make("test/hostile", Facts, (g) => ({
    amount: Rule.amount(
      "amount",
      Expression.cases([[g.word.is("x").and(g.list.some((s) => s.flag)), price.on(g.on)]], Expression.money("IDR", 0)),
      { citation: law, text: quoted }
    )
  }))

  it("HTML holds no element but its own, and every mark as text", () => {
    const html = Prose.toHtml(Prose.toProse(policy, { language: "en", title: hostile }))
    const elements = new Set([...html.matchAll(/<\/?([a-zA-Z0-9]+)/g)].map(([, element]) => element))
    for (const element of elements) {
      assert.match(element!, /^(article|section|h[1-6]|p|code|table|caption|thead|tbody|tr|th|td|ol|li)$/)
    }
    assert.notInclude(html, "<script")
    assert.notInclude(html, "\u202e")
    assert.include(html, "&lt;script&gt;")
    for (const [, attributes] of html.matchAll(/<[a-z0-9]+([^>]*)>/g)) {
      assert.match(attributes!, /^( (class|lang|type|scope)="[a-z0-9]+")*$/i)
    }
  })

  it("Markdown holds no markup, link, mention or line but its own", () => {
    const markdown = Prose.toMarkdown(Prose.toProse(policy, { language: "en", title: hostile }))
    const bare = markdown.replaceAll(/\\./g, "").replaceAll("@<!-- -->", "")
    assert.notMatch(bare, /<|>|\]\(|@|\u202e|:\/\//)
    assert.notMatch(markdown, /^- item|^# head/m)
    assert.strictEqual([...markdown.matchAll(/^# /gm)].length, 1)
    for (const table of markdown
      .trim()
      .split("\n\n")
      .filter((block) => block.startsWith("| "))) {
      const widths = table.split("\n").map((row) => row.replaceAll(/\\./g, "").split("|").length)
      assert.strictEqual(new Set(widths).size, 1, table)
    }
  })

  it("keeps the author's words, whatever they are", () => {
    const { sections } = Prose.toProse(policy, { language: "id" })
    const [lead] = sections[1]!.sections[0]!.blocks
    assert.deepStrictEqual(lead, Prose.paragraph("lead", hostile))
  })
})

describe("prose of a season's rules", () => {
  const Applicant = Schema.Struct({
    occupation: Fact.literals(["owner", "student"], {
      text: { id: "pekerjaan", en: "occupation" },
      labels: { owner: { id: "pelaku usaha", en: "business owner" } }
    }),
    sales: Fact.money("IDR", { text: { id: "omzet setahun", en: "annual sales" } }),
    on: Fact.date({ open: true, text: { id: "hari pertama", en: "first day" } })
  })
  const law = Citation.make({ instrument: "UU 20/2008", article: "6", title: "UMKM", confidence: "well-known" })
  const ceiling = Parameter.money("ceiling", "IDR", {
    text: { id: "batas omzet usaha kecil", en: "ceiling of a small business" },
    values: [
      { from: "2008-07-04", value: 2_500_000_000, citation: law },
      { from: "2021-02-02", value: 15_000_000_000, citation: Citation.article(law, "35") }
    ],
    after: { refusesFrom: "2030-01-01" },
    reviewBy: "2027-01-01"
  })
  const policy = Policy.make("test/small", Applicant, (g) =>
    Policy.allOf(
      Rule.requires("too-large", g.occupation.is("owner").implies(g.sales.isAtMost(ceiling.on(g.on))), {
        citation: law,
        text: { id: "Usaha kecil: menurut undang-undang yang berlaku.", en: "Small: under the law in force." },
        refusal: { id: "Usahanya lebih besar daripada usaha kecil.", en: "The business is larger than a small one." }
      })
    )
  )

  it("reads as a regulation does, with the author's words first and the law last", () => {
    const id = Prose.toProse(policy, { language: "id", firstArticle: 4 })
    assert.deepStrictEqual(
      id.sections.map(({ heading }) => heading),
      ["Pengertian", "Ketentuan", "Putusan", "Lampiran", "Dasar hukum"]
    )
    assert.deepStrictEqual(id.sections[1]!.sections[0], {
      heading: "Pasal 4. Usaha kecil [too-large]",
      blocks: [
        Prose.paragraph("lead", "Usaha kecil: menurut undang-undang yang berlaku."),
        Prose.paragraph(
          "text",
          "Syarat ini terpenuhi dengan sendirinya, kecuali jika pekerjaan adalah “pelaku usaha”; dalam hal itu, syarat ini terpenuhi jika omzet setahun paling banyak batas omzet usaha kecil (Lampiran 1) yang berlaku pada hari pertama."
        ),
        Prose.paragraph(
          "note",
          "Jika tidak terpenuhi, alasan yang disebut: “Usahanya lebih besar daripada usaha kecil”."
        ),
        Prose.paragraph("note", "Dasar: UU 20/2008, 6.")
      ],
      sections: []
    })
  })

  it("dates every value, says who says so, and what holds before and after", () => {
    const [table, note] = Prose.toProse(policy, { language: "en" }).sections[3]!.sections[0]!.blocks
    assert.deepStrictEqual((table as Prose.Table).rows, [
      ["4 July 2008", "1 February 2021", "IDR 2,500,000,000", "UU 20/2008, 6", "well known"],
      ["2 February 2021", "31 December 2029", "IDR 15,000,000,000", "UU 20/2008, 35", "well known"]
    ])
    assert.strictEqual(
      (note as Prose.Paragraph).text,
      "Before 4 July 2008 the value is not known. From 1 January 2030 on the value is not known and may not be used. To be reviewed by 1 January 2027."
    )
  })

  it("defines what it reads: bounds, words, what is sealed", () => {
    const table = Prose.toProse(policy, { language: "en", money: (amount) => `Rp ${amount}` }).sections[0]!.blocks[1]
    assert.deepStrictEqual((table as Prose.Table).rows, [
      ["occupation", "occupation", "one of “business owner” or “student”", "–", "sealed (about a person)"],
      ["annual sales", "sales", "money (IDR)", "Rp 0 to Rp 10000000000000", "sealed (about a person)"],
      ["first day", "on", "day", "1 January 1900 to 31 December 2199", "in clear"]
    ])
  })

  it("is named by the fingerprint of rules and limits", () => {
    const limits = [{ reason: "r" }]
    assert.strictEqual(Prose.toProse(policy, { language: "id" }).fingerprint, Policy.fingerprint(policy))
    assert.strictEqual(
      Prose.toProse(policy, { language: "id", limits }).fingerprint,
      Policy.fingerprint(policy, limits)
    )
  })
})
