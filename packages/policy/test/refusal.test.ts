/**
 * What is said to somebody who does not meet a requirement: another sentence than the requirement, in every rendering;
 * and what is said by policies written before there were two.
 */
import { Citation, CivilDate, Fact, Policy, Refusal, Rule } from "@bina/policy"
import * as Check from "@bina/policy/Check"
import * as Prose from "@bina/policy/Prose"
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const citation = Citation.make({ instrument: "Terms 2020", article: "2", title: "Terms", confidence: "sourced" })
const asked = { id: "Bukan PNS.", en: "Not a civil servant." }
const said = { id: "PNS menurut data kepegawaian.", en: "A civil servant by the staff register." }
const policy = Policy.make(
  "test/refusals",
  Schema.Struct({
    publicEmployee: Fact.boolean({ text: { id: "pegawai pemerintah", en: "public employee" } }),
    resident: Fact.boolean({ text: { id: "penduduk", en: "resident" } })
  }),
  (f) =>
    Policy.allOf(
      Rule.requires("public-employee", f.publicEmployee.not(), { citation, text: asked, refusal: said }),
      Rule.requires("not-resident", f.resident, {
        citation,
        text: { id: "Penduduk kota.", en: "Lives in the city." },
        refusal: { id: "Bukan penduduk kota.", en: "Does not live in the city." }
      })
    )
)
const refused = { publicEmployee: true, resident: true }

/** The policy as it was written before a requirement had two texts. */
const { refusals: _refusals, ...oldTexts } = policy.document.texts
const old = Result.getOrThrow(Policy.decode(structuredClone({ ...policy.document, texts: oldTexts })))

const lines = (of: Policy.Foreign | typeof policy, audience: Policy.Audience, language: "id" | "en") =>
  Policy.render(of as Policy.Foreign, Policy.explain(of as Policy.Foreign, refused), { audience, language })

describe("a refusal", () => {
  it("is said to a participant with the facts that it rests on", () => {
    assert.deepStrictEqual(lines(policy, "participant", "en"), [
      "Not eligible, because:",
      "  • A civil servant by the staff register. (basis: Terms 2020, 2)",
      "    facts used: public employee: yes"
    ])
    assert.deepStrictEqual(lines(policy, "participant", "id"), [
      "Tidak memenuhi syarat, karena:",
      "  • PNS menurut data kepegawaian. (dasar: Terms 2020, 2)",
      "    data yang dipakai: pegawai pemerintah: ya"
    ])
  })

  it("is said to an officer, where a requirement that is met is still said as what is asked", () => {
    assert.deepStrictEqual(lines(policy, "officer", "en"), [
      "Not eligible, because:",
      "  • A civil servant by the staff register. (basis: Terms 2020, 2)",
      "✗ public-employee — A civil servant by the staff register. (basis: Terms 2020, 2)",
      "    public employee: yes",
      "✓ not-resident — Lives in the city. (basis: Terms 2020, 2)",
      "    resident: yes"
    ])
  })

  it("is said to an auditor beside the requirement, which is marked as one", () => {
    const found = lines(policy, "auditor", "id").slice(2, 6)
    assert.deepStrictEqual(found, [
      "Tidak memenuhi syarat, karena:",
      "  • PNS menurut data kepegawaian. (dasar: Terms 2020, 2)",
      "✗ public-employee — PNS menurut data kepegawaian. (dasar: Terms 2020, 2)",
      "  syarat: Bukan PNS."
    ])
  })

  it("holds no value where the explanation holds none", () => {
    const kept = Policy.explain(policy, refused, { values: "references" })
    assert.strictEqual(
      Policy.render(policy, kept, { audience: "participant", language: "en" })[2],
      "    facts used: public employee: kept apart"
    )
  })

  it("stands in the regulation beside the requirement", () => {
    const page = (language: "id" | "en") => Prose.toMarkdown(Prose.toProse(policy, { language }))
    assert.include(page("en"), "Where this is not met, the reason given is: “A civil servant by the staff register”.")
    assert.include(page("id"), "Jika tidak terpenuhi, alasan yang disebut: “PNS menurut data kepegawaian”.")
  })
})

describe("a policy without refusals", () => {
  it("says that the requirement is not met", () => {
    assert.strictEqual(
      lines(old, "participant", "en")[1],
      "  • Requirement not met: Not a civil servant. (basis: Terms 2020, 2)"
    )
    assert.strictEqual(
      lines(old, "officer", "id")[2],
      "✗ public-employee — Syarat tidak terpenuhi: Bukan PNS. (dasar: Terms 2020, 2)"
    )
    assert.deepStrictEqual(Policy.refusalTexts(old)["public-employee"], Refusal.of({ text: asked }))
  })

  it("names the requirement where it has no text at all, whatever its name", () => {
    const [first, ...others] = policy.document.rules
    const named = {
      ...policy.document,
      rules: [{ ...first!, name: "constructor" }, ...others],
      answers: { kind: "requirements", rules: ["constructor", "not-resident"] },
      texts: { ...policy.document.texts, rules: {}, refusals: {} }
    }
    const read = Result.getOrThrow(Policy.decode(named))
    assert.deepStrictEqual(Policy.refusalTexts(read)["constructor"], {
      id: "Syarat tidak terpenuhi: constructor",
      en: "Requirement not met: constructor"
    })
  })

  it("is the same policy: its fingerprint is that of its rules", () => {
    assert.strictEqual(Policy.fingerprint(old), Policy.fingerprint(policy))
    assert.notStrictEqual(Policy.textsFingerprint(old), Policy.textsFingerprint(policy))
    const again = Result.getOrThrow(Policy.decodeText(Policy.encode(policy)))
    assert.deepStrictEqual(Policy.refusalTexts(again), Policy.refusalTexts(policy))
  })

  it("is found by check, once for each requirement", () => {
    const on = CivilDate.makeUnsafe("2026-11-24")
    const missing = (document: typeof policy.document) =>
      Check.check(document, { on }).flatMap(({ code, where }) => (code === "text-missing" ? [where] : []))
    assert.deepStrictEqual(missing(old.document), ["public-employee", "not-resident"])
    assert.deepStrictEqual(missing(policy.document), [])
  })
})
