/** The reasons that the season's lists and report give: words about the one who is refused, never the requirement. */
import { Admission } from "@bina/core"
import { Policy } from "@bina/policy"
import type { Region } from "@bina/indonesia"
import { assert, describe, it } from "@effect/vitest"
import { Words } from "@bina/season"
import { pack, policiesIn } from "../src/pack.ts"
import * as Policies from "../src/policies/index.ts"

const medan: Region.Kemendagri = { scheme: "kemendagri", level: "regency", digits: "1271" }
const { answers, texts } = Policies.eligibility.document
const requirements = answers.kind === "requirements" ? answers.rules : []

describe("the reasons of the season", () => {
  const words = Words.of({ policies: policiesIn(medan) }, pack)

  it("are said as refusals, in both languages, by the policy and by the limits", () => {
    const asked = new Set([
      ...Object.values(texts.rules).flatMap(({ en, id }) => [en, id]),
      ...Policies.limits.flatMap(({ text }) => [text.en, text.id])
    ])
    const codes = [...requirements, ...Policies.limits.map(({ reason }) => reason)]
    assert.isAtLeast(codes.length, 8)
    for (const code of codes) {
      const { en, id } = words.reason(code)
      assert.isFalse(asked.has(en) || asked.has(id), code)
      assert.notMatch(`${en} ${id}`, /Requirement not met|Syarat tidak terpenuhi/, code)
    }
    assert.strictEqual(
      words.reason("public-employee").en,
      "A civil servant, soldier, police officer or employee of a state company."
    )
    assert.strictEqual(words.reason("already-seated").id, "Sudah mendapat kursi di angkatan lain pada musim ini.")
  })

  it("are hashed apart: the fingerprints are those of the season of 2020", () => {
    const limits = Admission.limitsDocument(Policies.limits)
    assert.strictEqual(
      Policy.fingerprint(Policies.eligibility),
      "sha256:527cc98b5a0a00bf9ed83a3a8fd12c1a732522aea1f70becf8062478cc603cec"
    )
    assert.strictEqual(
      Policy.fingerprint(Policies.eligibility, limits),
      "sha256:922917e68c672b28a92b1af5559a8f6771e5fffe8171bf9b7384865a271c0bd4"
    )
  })
})
