/**
 * Every namespace that a package exports can also be imported by its own path, and the packed exports name the same
 * modules: declarations of users' code refer to types by these paths.
 */
import { readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"

const packages = new URL("../../", import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, packages), "utf8")

/** What an index leaves out: because it imports a peer that not every user has, or because not everybody pays for it. */
const apart: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  policy: {
    Check: "check/Check",
    Ask: "ask/Ask",
    Cases: "cases/Cases",
    Many: "columns/Many",
    Sql: "sql/Sql",
    Prose: "prose/Prose",
    Compare: "compare/Compare"
  },
  testkit: { Vitest: "Vitest" },
  indonesia: { forms: "forms/index" }
}

/** These have doors, and every module by its path below `modules/`: core one for each reader, report one for each page. */
const doors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  core: {
    ".": "index",
    "./office": "office",
    "./adapter": "adapter",
    "./journal": "journal",
    "./notices": "notices",
    "./modules/*": "*"
  },
  report: {
    ".": "index",
    "./SeasonPage": "html/Report",
    "./ComparisonPage": "html/ComparisonReport",
    "./RegulationPage": "html/RegulationPage",
    "./modules/*": "*"
  },
  season: { ".": "index", "./modules/*": "*" }
}

describe("package exports", () => {
  for (const name of readdirSync(packages)) {
    it(`of ${name} name every namespace of its index`, () => {
      const modules = [...read(`${name}/src/index.ts`).matchAll(/export \* as (\w+) from "\.\/([\w/]+)\.ts"/g)]
      const manifest = JSON.parse(read(`${name}/package.json`)) as {
        readonly exports: Readonly<Record<string, string>>
        readonly publishConfig: {
          readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>
        }
      }
      const expected: ReadonlyArray<readonly [string, string]> =
        doors[name] !== undefined
          ? Object.entries(doors[name])
          : [
              [".", "index"],
              ...modules.map(([, namespace, path]) => [`./${namespace}`, path!] as const),
              ...Object.entries(apart[name] ?? {}).map(([module, path]) => [`./${module}`, path] as const)
            ]
      assert.deepStrictEqual(
        manifest.exports,
        Object.fromEntries(expected.map(([entry, path]) => [entry, `./src/${path}.ts`]))
      )
      assert.deepStrictEqual(
        manifest.publishConfig.exports,
        Object.fromEntries(
          expected.map(([entry, path]) => [entry, { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` }])
        )
      )
    })
  }
})
