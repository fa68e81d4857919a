/**
 * The page says what was recorded, with the verdicts and texts of today.
 */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Page from "../src/page/Page.ts"
import * as Recorded from "../src/page/Recorded.ts"

/** Without what the formatter does to tables and line ends. */
const plain = (markdown: string): string => markdown.replaceAll(/[\s-]+/g, " ")

describe("docs/benchmarks.md", () => {
  const written = readFileSync(join(import.meta.dirname, "..", "..", "docs", "benchmarks.md"), "utf8")

  it("is the page of what is recorded", () => {
    const recorded = Recorded.read()
    assert.isDefined(recorded)
    assert.strictEqual(plain(written), plain(Page.page(recorded!)))
  })

  it("says that nothing else ran only where nothing did", () => {
    const recorded = Recorded.read()!
    const others = (...shares: ReadonlyArray<number>) => Page.page({ ...recorded, others: shares })
    assert.include(others(0, 0.01, 0.02), "**Nothing else ran**")
    assert.include(others(0, 0.01, 0.5), "**Other work ran as well**")
    const { others: _others, ...older } = recorded
    assert.notInclude(Page.page(older), "Nothing else ran")
  })

  it("has a figure wherever one belongs", () => {
    assert.notMatch(written, /NaN|undefined|Infinity/)
  })
})
