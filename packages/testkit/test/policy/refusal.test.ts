/**
 * The words of a refusal, over generated policies: whoever reads, a reason is never the text of the requirement.
 */
import { Policy } from "@bina/policy"
import { PolicyArbitrary } from "@bina/testkit"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"

const written = (policy: Policy.Foreign, refusals: boolean): Policy.Foreign => {
  const { document } = policy
  const each = (words: string) =>
    Object.fromEntries(document.rules.map(({ name }) => [name, { id: `${words} ${name}|`, en: `${words} ${name}|` }]))
  const texts = { ...document.texts, rules: each("asks"), ...(refusals ? { refusals: each("refuses") } : {}) }
  return Result.getOrThrow(Policy.fromDocument({ ...document, texts })) as Policy.Foreign
}

describe("refusals", () => {
  const reached = { refused: 0 }
  for (const language of ["id", "en"] as const) {
    it.prop(
      `a reason is said as a refusal, never as the requirement (${language})`,
      [PolicyArbitrary.sample],
      ([sample]) => {
        const policy = written(sample.policy, true)
        const old = written(sample.policy, false)
        for (const facts of [sample.complete, sample.partial]) {
          const answer = Policy.decide(policy, facts)
          if (answer._tag !== "Ineligible") continue
          reached.refused += 1
          for (const audience of ["participant", "officer", "auditor"] as const) {
            const lines = Policy.render(policy, Policy.explain(policy, facts), { audience, language })
            for (const reason of answer.reasons) {
              assert.isTrue(lines.some((line) => line.startsWith(`  • refuses ${reason}|`)))
              assert.isFalse(lines.some((line) => line.startsWith(`  • asks ${reason}|`)))
              assert.isFalse(lines.some((line) => line.startsWith(`✗ ${reason} — asks`)))
            }
            const before = Policy.render(old, Policy.explain(old, facts), { audience, language })
            const unmet = { id: "Syarat tidak terpenuhi", en: "Requirement not met" }[language]
            for (const reason of answer.reasons) {
              assert.isTrue(before.some((line) => line.startsWith(`  • ${unmet}: asks ${reason}|`)))
            }
          }
        }
        assert.strictEqual(Policy.fingerprint(policy), Policy.fingerprint(sample.policy))
      }
    )
  }

  it("were given at all", () => {
    assert.isAbove(reached.refused, 10)
  })
})
