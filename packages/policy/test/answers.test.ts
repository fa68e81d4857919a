/**
 * What a document answers is foreign data too: a name that no rule bears, a name twice, and a value that cannot be an
 * answer are refused, each where it stands.
 */
import { Fact, Policy, Rule } from "@bina/policy"
import type { Diagnostic, Document } from "@bina/policy"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const text = { id: "x", en: "x" }
const refusal = text

const Facts = Schema.Struct({
  fit: Fact.boolean({ text }),
  bonus: Fact.optional(Fact.integer({ most: 9, text })),
  small: Fact.integer({ least: 1, most: 9, text }),
  large: Fact.integer({ least: 1, most: 9_000_000_000, text }),
  days: Fact.list({ present: Fact.boolean({ text }) }, { text, maxLength: 3 })
})

const { document } = Policy.make("answers/outputs", Facts, (f) => {
  const each = Rule.each("each", f.days, (day) => day.present, { text })
  return {
    fit: Rule.requires("fit", f.fit, { text, refusal }),
    size: Rule.quantity("size", f.large, { text }),
    bonus: Rule.quantity(
      "bonus",
      f.bonus.ifSet((bonus) => bonus, f.large),
      { text }
    ),
    present: Rule.quantity("present", each.count(), { text })
  }
})

/** What is wrong with a document that has these answers; nothing where it is taken. */
const flaws = (answers: Document.Answers): ReadonlyArray<Diagnostic.Diagnostic> => {
  const made = Policy.decode({ ...document, answers })
  if (Result.isSuccess(made)) return []
  if (made.failure._tag !== "PolicyRefused") return assert.fail(made.failure.message)
  return made.failure.diagnostics
}

const requirements = (...rules: readonly [string, ...Array<string>]): Document.Answers => ({
  kind: "requirements",
  rules
})
const outputs = (...values: ReadonlyArray<readonly [string, unknown]>): Document.Answers => ({
  kind: "outputs",
  outputs: values.map(([name, value]) => ({ name, value }) as never)
})
const large = { kind: "fact", path: "large" }
const small = { kind: "fact", path: "small" }
const bonus = { kind: "fact", path: "bonus" }
const ratio = (numerator: unknown, denominator: unknown) => ({ kind: "ratio", numerator, denominator })

describe("what a document answers", () => {
  it.each<readonly [string, Document.Answers, ReadonlyArray<string>]>([
    ["a condition", requirements("fit"), []],
    ["a rule that is not there", requirements("fit", "nobody"), ["answers: unknown-rule"]],
    ["a rule twice", requirements("fit", "fit"), ["fit: duplicate-name"]],
    ["a number as a requirement", requirements("size"), ["answers: unknown-rule"]],
    ["an answer for each element as a requirement", requirements("each"), ["answers: unknown-rule"]],
    ["values", outputs(["a", large], ["b", { kind: "rule", name: "each" }]), []],
    ["a value twice", outputs(["a", large], ["a", large]), ["a: duplicate-name"]],
    ["a value that may be absent", outputs(["a", bonus]), ["a: wrong-unit"]],
    ["a fraction", outputs(["a", ratio(small, small)]), []],
    ["a fraction whose numerator is too large", outputs(["a", ratio(large, small)]), ["a: overflow"]],
    ["a fraction whose denominator is too large", outputs(["a", ratio(small, large)]), ["a: overflow"]]
  ])("may or may not be %s", (_, answers, expected) => {
    const found = flaws(answers)
    assert.deepStrictEqual(
      found.map(({ code, where }) => `${where}: ${code}`),
      expected
    )
    // Whoever gets a refusal reads it: in both languages, with a way to mend it.
    for (const { mend, message } of found) {
      assert.isAbove(Math.min(...[message, mend].flatMap(({ en, id }) => [en.length, id.length])), 0)
    }
  })

  it.each([
    ["what may be absent", { kind: "plus", operands: [small, bonus] }, "a value that may be absent"],
    [
      "an answer for each element",
      { kind: "not", operand: { kind: "rule", name: "each" } },
      "an answer for each element"
    ]
  ])("is not computed from %s", (_, value, words) =>
    assert.deepStrictEqual(
      flaws(outputs(["a", value])).map(({ message }) => message.en),
      [`${words} stands where a value is needed`]
    )
  )
})
