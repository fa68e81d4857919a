/**
 * Input that nobody writes in good faith: too deep, too long, numbers that are none, a name twice. It is refused with
 * words, never thrown at, and what is accepted can be decided in every way.
 */
import { CivilDate, Fact, Policy, Rule } from "@bina/policy"
import * as Ask from "@bina/policy/Ask"
import * as Cases from "@bina/policy/Cases"
import * as Check from "@bina/policy/Check"
import * as Many from "@bina/policy/Many"
import * as Prose from "@bina/policy/Prose"
import * as Sql from "@bina/policy/Sql"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const common = { optional: false, open: false }
const text = { id: "x", en: "x" }
const fact = (path: string) => ({ kind: "fact", path })
const integer = (value: unknown) => ({ kind: "literal", unit: "integer", value })

const documentOf = (change: object): object => ({
  format: 1,
  id: "hostile/document",
  facts: [
    { kind: "boolean", name: "a", ...common },
    { kind: "integer", name: "n", ...common, least: 0, most: 9 }
  ],
  parameters: [],
  duties: [],
  rules: [],
  answers: { kind: "outputs", outputs: [{ name: "x", value: fact("n") }] },
  texts: { facts: {}, literals: {}, parameters: {}, duties: {}, rules: {} },
  ...change
})

const failureOf = (read: Result.Result<unknown, { readonly message: string }>): string =>
  Result.isFailure(read) ? read.failure.message : "accepted"

/** Each rule names the one before it. */
const chain = (rules: number, step: (before: object) => object): object =>
  documentOf({
    rules: Array.from({ length: rules }, (_, nth) => ({
      kind: "quantity",
      name: `r${nth}`,
      body: step(nth === 0 ? fact("n") : { kind: "rule", name: `r${nth - 1}` })
    })),
    answers: { kind: "outputs", outputs: [{ name: "x", value: { kind: "rule", name: `r${rules - 1}` } }] }
  })

describe("what is too deep", () => {
  it.each(["[", '{"a":', '{"rules":[{"body":'])("is refused before anything follows it: %s", (open) => {
    const close = [...open].toReversed().flatMap((mark) => (mark === "[" ? ["]"] : mark === "{" ? ["}"] : []))
    const nested = `${open.repeat(50_000)}1${close.join("").repeat(50_000)}`
    assert.include(failureOf(Policy.decodeText(open === "[" ? nested.replace("1", "") : nested)), "deeper than 200")
  })

  it("is refused in source code as it is in JSON, so that what is made can be read again", () => {
    const Facts = Schema.Struct({ a: Fact.boolean({ text }), b: Fact.boolean({ text }) })
    const made = (depth: number) =>
      Result.try(() =>
        Policy.make("hostile/made", Facts, (f) => {
          let condition = f.a.and(f.b)
          for (let nth = 0; nth < depth; nth++) condition = nth % 2 === 0 ? condition.or(f.a) : condition.and(f.b)
          return Policy.allOf(Rule.requires("r", condition, { text, refusal: text }))
        })
      )
    const shallow = Result.getOrThrow(made(90))
    assert.strictEqual(
      Policy.fingerprint(Result.getOrThrow(Policy.decodeText(Policy.encode(shallow)))),
      Policy.fingerprint(shallow)
    )
    for (const depth of [100, 5_000]) assert.include(String(made(depth)), "deeper than 200")
  })

  // A rule and its `plus`: two deep for each rule.
  const plus = (before: object) => ({ kind: "plus", operands: [before, integer(1)] })
  const cases = (before: object) => ({
    kind: "cases",
    rows: [{ when: fact("a"), value: before }],
    otherwise: integer(1)
  })

  it.each([
    ["plus", plus, 254],
    ["cases", cases, 5]
  ] as const)(
    "is decided in every way where it is as deep as is allowed, through rules that name rules: %s",
    (_, step, value) => {
      const policy = Result.getOrThrow(Policy.decode(chain(249, step)))
      const facts = { a: true, n: 5 } as never
      const answer = { _tag: "Assessed", values: { x: { _tag: "Determined", value } } } as never
      assert.deepStrictEqual(Policy.decide(policy, facts), answer)
      assert.deepStrictEqual(Policy.explain(policy, facts).answer, answer)
      assert.deepStrictEqual([...Many.decideMany(policy, [facts])], [answer])
      assert.isTrue(
        Result.isSuccess(Sql.toSql(policy, "postgresql", { table: "t", key: "id", facts: { a: "a", n: "n" } }))
      )
      assert.isTrue(Result.isSuccess(Ask.nextFacts(policy, {}, { steps: 10_000 })))
      assert.isNotEmpty(Check.check(policy.document, { on: CivilDate.makeUnsafe("2020-07-01"), steps: 10_000 }))
      assert.isNotEmpty(Prose.toProse(policy, { language: "en" }).sections)
    }
  )

  it("is refused once, by the rule that is too deep, and not by those that name it", () => {
    const refused = Policy.decode(chain(2_000, plus))
    const failure = Result.isFailure(refused) ? refused.failure : undefined
    assert.deepStrictEqual(
      (failure as Policy.PolicyRefused).diagnostics.map(({ code, where }: { code: string; where: string }) => [
        code,
        where
      ]),
      [["too-deep", "r250"]]
    )
  })
})

describe("numbers that are none", () => {
  const written = (value: string) =>
    Policy.decodeText(
      JSON.stringify(
        documentOf({
          answers: {
            kind: "outputs",
            outputs: [{ name: "x", value: { kind: "plus", operands: [fact("n"), integer("@")] } }]
          }
        })
      ).replace('"@"', value)
    )

  it.each(["1e999", "-1e999", "1.5", "9007199254740992", "9007199254740993", "1e308", "5e-324", '"1"', "null", "[1]"])(
    "are refused where they stand: %s",
    (value) => assert.include(failureOf(written(value)), '["operands"][1]["value"]')
  )

  it.each(["01", "0x1", "NaN", "1_0", "+1", ".5"])("are no JSON: %s", (value) =>
    assert.include(failureOf(written(value)), "not JSON")
  )

  it("are refused in a case, too", () => {
    const policy = Result.getOrThrow(Policy.decode(documentOf({})))
    for (const n of [Number.NaN, Infinity, 2 ** 53, 1.5, "1", 5n, null, new Number(1)]) {
      assert.deepStrictEqual(Policy.decide(policy, { n } as never), { _tag: "Invalid", paths: ["n"] } as never)
    }
  })

  it("but zero has one sign", () => {
    const answer = Policy.decide(Result.getOrThrow(written("-0")), { n: 0 } as never)
    assert.isTrue(Object.is((answer as unknown as { values: { x: { value: number } } }).values.x.value, 0))
  })
})

describe("a name that stands twice", () => {
  const lines = JSON.stringify(documentOf({}), undefined, 1)

  it.each<readonly [string, string, string, number]>([
    ["at the top", '"id": "hostile/document"', '"id": "a",\n "id": "b"', 4],
    ["further in", '"most": 9', '"most": 9,\n"most": 8', 18],
    ["in other letters", '"most": 9', '"most": 9, "m\\u006fst": 8', 17],
    ["with quotes and braces in between", '"id": "hostile/document"', '"id": "a\\\\\\"{:[",\n "id": "b"', 4]
  ])("is refused with its line: %s", (_, from, to, line) => {
    assert.include(lines, from)
    assert.include(failureOf(Policy.decodeText(lines.replace(from, to))), `stands twice in one object, in line ${line}`)
  })

  it("may stand in two objects", () => {
    assert.strictEqual(failureOf(Policy.decodeText(lines)), "accepted")
  })
})

describe("a cell without end", () => {
  const header = "kasus,n,harapan"
  const long = 4_000_000

  it.each<readonly [string, string, string]>([
    ["plain", "x".repeat(long), "x".repeat(long)],
    ["in quotes", `"${"x,".repeat(long)}"`, "x,".repeat(long)],
    ["of quotes", `"${'""'.repeat(long)}"`, '"'.repeat(long)]
  ])("is read: %s", (_, cell, read) => {
    const { faults, lines } = Cases.fromCsv(`${header}\n${cell},1,1`)
    assert.deepStrictEqual([faults.length, lines.length, lines[0]!.cells[0] === read], [0, 1, true])
  })

  it("costs no other row where its quote is never closed", () => {
    const { faults, lines } = Cases.fromCsv(`${header}\n"${'""'.repeat(long)}x,1,1\nb,2,2`)
    assert.deepStrictEqual([faults.map(({ row }) => row), lines.map(({ row }) => row)], [[2], [3]])
  })
})
