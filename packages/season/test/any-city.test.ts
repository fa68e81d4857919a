/** What one city says stands in its pack: no word of one has crept into what all cities share. */
import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"

const packages = fileURLToPath(new URL("../..", import.meta.url))

/** The first city, its scheme of trades and regions, and what its sheets show besides marks and signatures. */
const words = /medan|kbli|kemendagri|handsWashed|distanced|temperature|"nik"/i

describe("season, report and cli", () => {
  const files = globSync("{season,report,cli}/src/**/*.ts", { cwd: packages })

  it("hold no word of any one city", () => {
    assert.isAbove(files.length, 80)
    const found = files.flatMap((file) =>
      readFileSync(`${packages}/${file}`, "utf8")
        .split("\n")
        .flatMap((line, index) => (words.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []))
    )
    assert.deepStrictEqual(found, [])
  })

  it("would be found out", () => {
    assert.isTrue(words.test(readFileSync(`${packages}/../examples/medan/src/pack.ts`, "utf8")))
  })
})
