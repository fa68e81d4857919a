/** The list of instruments is what the package rests on: one that no rule cites would claim more than was read. */
import { Citations } from "@bina/indonesia"
import { assert, it } from "@effect/vitest"
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

const src = join(import.meta.dirname, "../src")

it("every instrument is cited by a module", () => {
  const modules = globSync("**/*.ts", { cwd: src, exclude: (path) => path === "citation" })
  const text = modules.map((module) => readFileSync(join(src, module), "utf8")).join("\n")
  const names = Object.keys(Citations)
  assert.include(names, "pp7of2021")
  assert.deepStrictEqual(
    names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
    []
  )
})
