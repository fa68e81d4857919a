/**
 * The page about writing an adapter says which laws there are and shows an adapter. Its tables are held against the
 * suites, and the adapter, as it stands on the page, against the laws of journals.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Journal } from "@bina/core/adapter"
import { afterAll, assert, describe, it } from "@effect/vitest"
import { JournalSuite, RegisterSuite, Suite, VaultSuite } from "@bina/testkit"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const page = readFileSync(new URL("../../../../docs/writing-an-adapter.md", import.meta.url), "utf8")

const rows = [...page.matchAll(/^\| ([A-Z]-\d+)\s*\| (.*?)\s*\| (\w*)\s*\|$/gm)].map(([, law, sentence, needs]) => [
  law,
  sentence,
  needs
])

const laws = [JournalSuite.suite, RegisterSuite.suite, VaultSuite.suite].flatMap((suite) =>
  suite.laws.map(({ id, needs, sentence }) => [id, sentence, needs ?? ""])
)

// Beside this file, where the packages are found by name; under its own name, so that two runs do not meet.
const folder = fileURLToPath(new URL(`../.written-${process.pid}/`, import.meta.url))
const files = mkdtempSync(join(tmpdir(), "bina-adapter-"))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(files, { recursive: true, force: true })
})

const adapter = async (): Promise<(file: string) => Layer.Layer<Journal.Journal>> => {
  const after = page.slice(page.indexOf("## A complete adapter"))
  const text = /^```ts\n([^]*?)^```$/m.exec(after)?.[1] ?? ""
  mkdirSync(folder)
  const file = join(folder, "FileJournal.ts")
  writeFileSync(file, text)
  const { layer } = (await import(pathToFileURL(file).href)) as {
    readonly layer: (file: string) => Layer.Layer<Journal.Journal>
  }
  return layer
}

describe("the page about writing an adapter", () => {
  it("names every law with its sentence and what it needs, in their order", () => {
    assert.deepStrictEqual(rows, laws)
  })

  it("names only laws that there are in its text", () => {
    const named = [...page.matchAll(/\b([JRV]-\d+)\b/g)].map(([, law]) => law)
    assert.deepStrictEqual(
      named.filter((law) => !laws.some(([id]) => id === law)),
      []
    )
  })

  it("shows an adapter that keeps every law of journals that can be tried on a file", async () => {
    const layer = await adapter()
    let made = 0
    const report = await Effect.runPromise(
      Suite.run(JournalSuite.suite, () => {
        made += 1
        const file = join(files, `journal-${made}`)
        return {
          layer: layer(file),
          reopen: () => layer(file),
          dump: Effect.sync(() => [readFileSync(file)])
        }
      })
    )
    assert.deepStrictEqual(
      report.lines.filter(({ _tag }) => _tag === "Broken"),
      []
    )
    assert.deepStrictEqual(
      report.lines.flatMap(({ _tag, law }) => (_tag === "NotTried" ? [law] : [])),
      ["J-38"]
    )
  })
})
