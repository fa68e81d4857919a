import { assert, describe, it } from "@effect/vitest"
import { Segments } from "@bina/core/notices"
import * as fc from "fast-check"

describe("Short messages", () => {
  for (const [text, alphabet, messages] of [
    ["", "GSM-7", 1],
    ["a".repeat(160), "GSM-7", 1],
    ["a".repeat(161), "GSM-7", 2],
    ["a".repeat(306), "GSM-7", 2],
    ["a".repeat(307), "GSM-7", 3],
    // A euro takes two places, and is not cut between two messages.
    [`${"a".repeat(158)}€`, "GSM-7", 1],
    [`${"a".repeat(159)}€`, "GSM-7", 2],
    [`${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 3],
    ["–".repeat(70), "UCS-2", 1],
    ["–".repeat(71), "UCS-2", 2],
    [`${"–".repeat(66)}😀${"–".repeat(66)}`, "UCS-2", 3]
  ] as const) {
    it(`of ${text.length} characters in ${alphabet} are ${messages}`, () => {
      const counted = Segments.of(text)
      assert.deepStrictEqual([counted.alphabet, counted.messages], [alphabet, messages])
    })
  }

  it("name the characters that make a text dear", () => {
    assert.deepStrictEqual(Segments.of("“Ani”—“Budi”").outside, ["“", "”", "—"])
  })

  it("are never more when a text is cut short", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.nat(400), (text, length) => {
        const shorter = [...text].slice(0, length).join("")
        assert.isTrue(Segments.of(shorter).messages <= Segments.of(text).messages)
      })
    )
  })
})
