/** The page says what was recorded, and nothing that failed or was left out gets that far. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Page from "../src/Page.ts"
import * as Parts from "../src/Parts.ts"
import * as Recorded from "../src/Recorded.ts"
import * as Tests from "../src/Tests.ts"

/** Without what the formatter does to tables and line ends. */
const plain = (markdown: string): string => markdown.replaceAll(/[\s-]+/g, " ")

describe("docs/proof.md", () => {
  const written = readFileSync(join(import.meta.dirname, "..", "..", "docs", "proof.md"), "utf8")
  const recorded = Recorded.read()!

  it("is the page of what is recorded", () => {
    assert.strictEqual(plain(written), plain(Page.page(recorded)))
  })

  it("has a figure wherever one belongs", () => {
    assert.notMatch(written, /NaN|undefined|Infinity/)
  })

  it("says so when a run was shorter than a full one", () => {
    const of = (counts: Recorded.Counts) => Page.page({ ...recorded, counts })
    assert.include(of(Page.full), "This page is of a full run")
    assert.notInclude(of(Page.full), "**shorter run**")
    for (const count of ["rounds", "kills", "dispatchers", "times"] as const) {
      assert.include(of({ ...Page.full, [count]: Page.full[count] - 1 }), "**shorter run**")
    }
  })
})

const report = (status: string) => ({
  success: status === "passed",
  testResults: [
    {
      name: "a.test.ts",
      status: "passed",
      message: "",
      assertionResults: [
        {
          ancestorTitles: ["the suite of the Journal"],
          title: "J-1 finds the one that: lies",
          status,
          failureMessages: []
        }
      ]
    }
  ]
})

describe("a report of tests", () => {
  it("gives what passed, and counts the saboteurs among it", () => {
    const passed = Tests.passedOf(report("passed"))
    const other = { within: ["the suite of the Journal"], name: "has laws that are numbered" }
    assert.deepStrictEqual(Parts.saboteursOf([...passed, ...passed, other]), [
      { port: "Journal", laws: 1, saboteurs: 2 }
    ])
  })

  it.each(["failed", "skipped", "todo"])("is no proof when a test is %s", (status) => {
    assert.throws(() => Tests.passedOf(report(status)), /not proved:\n.*J-1 finds the one that: lies/)
    assert.throws(() => Tests.passedOf({ ...report(status), success: true }), /not proved/)
  })

  it("is no proof when a file could not be run", () => {
    const [one] = report("passed").testResults
    const broken = { ...one!, status: "failed", message: "SyntaxError", assertionResults: [] }
    assert.throws(() => Tests.passedOf({ success: true, testResults: [broken] }), /a\.test\.ts: SyntaxError/)
  })

  it("has to hold what the page says once", () => {
    const outcome = { passed: [], seconds: 1, figures: [{ name: "races", figures: { rounds: 1 } }] }
    assert.deepStrictEqual(Tests.recordedOnce(outcome, "races"), { rounds: 1 })
    assert.throws(() => Tests.recordedOnce(outcome, "kills"), /"kills" has to be recorded once/)
    assert.throws(() => Tests.recordedOnce({ ...outcome, figures: [...outcome.figures, ...outcome.figures] }, "races"))
  })
})
