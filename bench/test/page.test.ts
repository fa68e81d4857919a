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

  it("has a figure wherever one belongs", () => {
    assert.notMatch(written, /NaN|undefined|Infinity/)
  })
})
