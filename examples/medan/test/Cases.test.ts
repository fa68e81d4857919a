/** Tables of cases: those that are shipped, each case a test, and the command that tries them. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Conformance from "@bina/testkit/Vitest"
import { assert, describe, it } from "@effect/vitest"
import * as Policies from "../src/policies/index.ts"
import * as Medan from "./Medan.ts"

const shipped = (name: string): string => readFileSync(new URL(`../cases/${name}.csv`, import.meta.url), "utf8")

Conformance.cases(Policies.eligibility, shipped("eligibility"))
Conformance.cases(
  Policies.allowanceIn({ scheme: "kemendagri", level: "regency", digits: "1271" }),
  shipped("allowance")
)

const table = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), "medan-cases-")), name)
  writeFileSync(path, text)
  return path
}

describe("medan cases", () => {
  it("tries the shipped tables, and succeeds", async () => {
    const { status, stderr, stdout } = await Medan.run("cases", "--lang", "en")
    assert.strictEqual(status, 0, stderr)
    assert.include(stdout, "medan-2020/eligibility\n  ✓ row 2: Owner of a small business\n")
    assert.notInclude(stdout, "✗")
  })

  it("ends with status 1 and the explanation where a case is decided otherwise", async () => {
    const changed = shipped("eligibility")
      .replace("annual sales,expect", "annual sales,harapan")
      .replace(
        "A rupiah more,1985-03-02,2020-10-05,yes,no,business owner,2500000001,ineligible: business-too-large",
        "A rupiah more,1985-03-02,2020-10-05,yes,no,business owner,2500000001,eligible"
      )
    const { status, stdout } = await Medan.run("cases", "--lang", "en", table("eligibility.csv", changed))
    assert.strictEqual(status, 1)
    assert.match(
      stdout,
      /✗ row 10: A rupiah more\n +expect: eligible\n +answer: ineligible: business-too-large\n +Not eligible, because:\n +• The annual sales/
    )
    assert.include(stdout, "✓ row 11: Sales not known")
  })

  it("ends with status 2 where a table cannot be used as a whole, and tries what can be read", async () => {
    const changed = shipped("eligibility").replace("2002-10-06", "6/10/2002")
    const { status, stderr, stdout } = await Medan.run("cases", "--lang", "id", table("eligibility.csv", changed))
    assert.strictEqual(status, 2)
    assert.include(stdout, "✗ baris 4, kolom birthDate: bukan tanggal; tulis sebagai TTTT-BB-HH")
    assert.include(stdout, "✓ baris 5: Still 55")
    assert.include(stderr, "1 kesalahan pada tabel kasus")
  })

  it("refuses a file that is not there or not named after a policy", async () => {
    const nameless = await Medan.run("cases", "--lang", "en", table("cases.csv", "case,expect"))
    assert.strictEqual(nameless.status, 2)
    assert.include(nameless.stderr, "call it eligibility.csv, allowance.csv")
    const missing = await Medan.run("cases", "--lang", "en", "/nowhere/eligibility.csv")
    assert.strictEqual(missing.status, 2)
    assert.include(missing.stderr, "eligibility.csv cannot be read (not found)")
  })
})
