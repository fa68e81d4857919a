import { assert, describe, it } from "@effect/vitest"
import { PolicyBook } from "@bina/core/office"
import * as Season from "./Season.ts"

const admission = Season.admission as Extract<PolicyBook.Entry, { readonly stage: "admission" }>
const allowance = Season.allowance as Extract<PolicyBook.Entry, { readonly stage: "allowance" }>
const [limit] = admission.limits

describe("What is pinned", () => {
  it.each<readonly [string, Partial<PolicyBook.AdmissionPolicy>]>([
    ["the way to the facts", { mapping: "invented/applications@2" }],
    ["the name of a person", { personFact: "number" }],
    ["a limit", { limits: [{ ...limit!, atMost: limit!.atMost + 1 }] }],
    ["the order of limits", { limits: admission.limits.toReversed() }],
    ["a limit of seats", { seatLimits: [] }],
    ["the policy", { policy: (Season.stricterAdmission as typeof admission).policy }]
  ])("is another admission with another %s", (_what, given) => {
    assert.notStrictEqual(PolicyBook.admission({ ...admission, ...given }).fingerprint, admission.fingerprint)
  })

  it.each<readonly [string, Partial<PolicyBook.AllowancePolicy>]>([
    ["the way to the facts", { mapping: "invented/days@2" }],
    ["the rule of a day", { rule: "gross" }],
    ["the meaning of an answer", { outputs: { ...allowance.outputs, tax: "net" } }],
    ["what is sealed", { openObservations: { masked: "boolean", temperature: { least: 300, most: 450 } } }]
  ])("is another allowance with another %s", (_what, given) => {
    assert.notStrictEqual(PolicyBook.allowance({ ...allowance, ...given }).fingerprint, allowance.fingerprint)
  })

  it("is the same with other texts, and with open observations in another order", () => {
    const text = { id: "lain", en: "other" }
    const limits = admission.limits.map((one) => ({ ...one, text }))
    assert.strictEqual(PolicyBook.admission({ ...admission, limits }).fingerprint, admission.fingerprint)
    const [one, two] = (["a", "b"] as const).map((first) =>
      PolicyBook.allowance({
        ...allowance,
        openObservations: first === "a" ? { a: "boolean", b: "boolean" } : { b: "boolean", a: "boolean" }
      })
    )
    assert.strictEqual(one!.fingerprint, two!.fingerprint)
  })
})
