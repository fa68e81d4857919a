/**
 * Violations planted in a temporary folder that carries the workspace's own configuration: each has to be found by the
 * tool that stands guard, and the innocent files beside them must not be.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { root, run } from "./Command.ts"
import * as Lint from "./Lint.ts"
import type { Line } from "./Report.ts"

// ---- Models

/** A file that must be complained about by one tool, or (without `by`) by none. */
interface Plant {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly by?: "format" | "types" | `${string}(${string})`
}

const imports = (specifier: string): string =>
  `import * as Planted from "${specifier}"\n\nexport const found = Planted\n`

const restricted = "eslint(no-restricted-globals)"

const wrongWay = (name: string, file: string, specifier: string): Plant => ({
  name: `wrong direction: ${name}`,
  file,
  text: imports(specifier),
  by: Lint.direction
})

const impure = (name: string, file: string, expression: string, by: `${string}(${string})` = restricted): Plant => ({
  name: `not pure: ${name}`,
  file,
  text: `export const found = ${expression}\n`,
  by
})

// ---- What is planted

const violations: ReadonlyArray<Plant> = [
  { name: "format error", file: "packages/core/src/Format.ts", text: "export const found = 'text';\n", by: "format" },
  {
    name: "type error",
    file: "packages/core/src/Type.ts",
    text: 'export const found: number = "text"\n',
    by: "types"
  },
  {
    name: "type error in a test",
    file: "packages/core/test/Type.test.ts",
    text: 'export const found: number = "text"\n',
    by: "types"
  },
  {
    name: "lint error",
    file: "packages/core/src/Unreachable.ts",
    text: "export const found = (): number => {\n  return 1\n  return 2\n}\n",
    by: "eslint(no-unreachable)"
  },
  {
    name: "the type any",
    file: "packages/core/src/Any.ts",
    text: "export const found = (value: any): string => String(value)\n",
    by: "typescript(no-explicit-any)"
  },
  {
    name: "default export",
    file: "packages/core/src/Default.ts",
    text: "export default 1\n",
    by: "import(no-default-export)"
  },
  {
    name: "console in a package",
    file: "packages/indonesia/src/Console.ts",
    text: 'console.log("text")\n',
    by: "eslint(no-console)"
  },
  {
    name: "test left alone by .only",
    file: "packages/core/test/Only.test.ts",
    text: 'import { assert, it } from "vitest"\n\nit.only("counts", () => assert.strictEqual(1, 1))\n',
    by: "vitest(no-focused-tests)"
  },

  wrongWay("policy to core", "packages/policy/src/Core.ts", "@bina/core"),
  wrongWay("the vocabulary to the tree", "packages/policy/src/vocabulary/Up.ts", "../tree/Node.ts"),
  wrongWay("text to the tree", "packages/policy/src/text/Up.ts", "../tree/Node.ts"),
  wrongWay("the tree to decide", "packages/policy/src/tree/Up.ts", "../decide/Decide.ts"),
  wrongWay("decide to build", "packages/policy/src/decide/Up.ts", "../build/Make.ts"),
  wrongWay("search to check", "packages/policy/src/search/Up.ts", "../check/Check.ts"),
  wrongWay("check to ask", "packages/policy/src/check/Across.ts", "../ask/NextFact.ts"),
  wrongWay("cases to check", "packages/policy/src/cases/Across.ts", "../check/Check.ts"),
  wrongWay("compare to prose", "packages/policy/src/compare/Across.ts", "../prose/Names.ts"),
  wrongWay("sql to columns", "packages/policy/src/sql/translate/Across.ts", "../../columns/Columns.ts"),
  wrongWay("print to translate", "packages/policy/src/sql/print/Up.ts", "../translate/Value.ts"),
  wrongWay("the compiler to what runs", "packages/policy/src/columns/compile/Up.ts", "../run/RunArrays.ts"),
  wrongWay("what reads columns to what writes", "packages/policy/src/columns/input/Across.ts", "../output/RowFacts.ts"),
  wrongWay("core to indonesia", "packages/core/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("words to flow", "packages/core/src/words/Flow.ts", "../flow/programme/Cohort.ts"),
  wrongWay("flow to record", "packages/core/src/flow/programme/Record.ts", "../../record/Journal.ts"),
  wrongWay("record to privacy", "packages/core/src/record/Privacy.ts", "../privacy/Vault.ts"),
  wrongWay("privacy to streams", "packages/core/src/privacy/Streams.ts", "../streams/cohort/Event.ts"),
  wrongWay("streams to office", "packages/core/src/streams/cohort/Office.ts", "../../office/Office.ts"),
  wrongWay("desks to the door", "packages/core/src/office/desks/Up.ts", "../Office.ts"),
  wrongWay("handling to desks", "packages/core/src/office/handling/Up.ts", "../desks/Lists.ts"),
  wrongWay("handling to what an office is given", "packages/core/src/office/handling/Given.ts", "../PolicyBook.ts"),
  wrongWay("memory to streams", "packages/core/src/memory/Streams.ts", "../streams/cohort/Event.ts"),
  wrongWay("notices to office", "packages/core/src/notices/Office.ts", "../office/Office.ts"),
  wrongWay("streams to notices", "packages/core/src/streams/cohort/Notices.ts", "../../notices/Notice.ts"),
  wrongWay("core to testkit", "packages/core/src/Testkit.ts", "@bina/testkit"),
  wrongWay("indonesia to testkit", "packages/indonesia/src/Testkit.ts", "@bina/testkit"),
  wrongWay("testkit to indonesia", "packages/testkit/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("core to store-sql", "packages/core/src/StoreSql.ts", "@bina/store-sql"),
  wrongWay("core to store-sqlite", "packages/core/src/StoreSqlite.ts", "@bina/store-sqlite"),
  wrongWay("indonesia to store-sqlite", "packages/indonesia/src/StoreSqlite.ts", "@bina/store-sqlite"),
  wrongWay("testkit to store-sqlite", "packages/testkit/src/StoreSqlite.ts", "@bina/store-sqlite"),
  wrongWay("store-sql to store-sqlite", "packages/store-sql/src/StoreSqlite.ts", "@bina/store-sqlite"),
  wrongWay("store-sql to indonesia", "packages/store-sql/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("store-sql to testkit", "packages/store-sql/src/Testkit.ts", "@bina/testkit"),
  wrongWay("store-sqlite to indonesia", "packages/store-sqlite/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("store-sqlite to testkit", "packages/store-sqlite/src/Testkit.ts", "@bina/testkit"),
  wrongWay("store-sqlite to policy", "packages/store-sqlite/src/Policy.ts", "@bina/policy"),
  wrongWay("office to indonesia", "packages/office/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("office to season", "packages/office/src/Season.ts", "@bina/season"),
  wrongWay("season to indonesia", "packages/season/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("season to report", "packages/season/src/Report.ts", "@bina/report"),
  wrongWay("season to a store", "packages/season/src/Store.ts", "@bina/store-sqlite"),
  wrongWay("report to indonesia", "packages/report/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("report to cli", "packages/report/src/Cli.ts", "@bina/cli"),
  wrongWay("cli to indonesia", "packages/cli/src/Indonesia.ts", "@bina/indonesia"),
  wrongWay("indonesia to season", "packages/indonesia/src/tax/Season.ts", "@bina/season"),
  wrongWay("forms to report", "packages/indonesia/src/forms/Report.ts", "@bina/report"),
  wrongWay("the barrel of effect in season", "packages/season/src/Barrel.ts", "effect"),
  wrongWay("a package that has no list", "packages/store-new/src/Effect.ts", "effect/Effect"),
  wrongWay("a dependency that nobody allowed", "packages/core/src/Csv.ts", "csv-parse"),
  wrongWay(
    "a relative path into another package",
    "packages/core/src/deep/Relative.ts",
    "../../../policy/src/index.ts"
  ),
  wrongWay("a relative path to its settings", "packages/core/src/Settings.ts", "../../policy/tsup.config.ts"),
  wrongWay("a source file to a test", "packages/core/src/OfTest.ts", "../test/Allowed.test.ts"),
  wrongWay("a test by a relative path", "packages/core/test/Relative.test.ts", "../../policy/src/index.ts"),
  wrongWay("an example by a relative path", "examples/medan/src/relative.ts", "../../../packages/core/src/index.ts"),
  wrongWay("an example by a deep path", "examples/medan/src/deep.ts", "@bina/policy/src/tree/Node.ts"),
  wrongWay("a core file by a deep path", "packages/core/src/deep/Deep.ts", "@bina/policy/tree/Node"),
  wrongWay("the barrel of effect in policy", "packages/policy/src/Barrel.ts", "effect"),
  wrongWay("the barrel of effect in core", "packages/core/src/Barrel.ts", "effect"),
  wrongWay("the barrel of effect in indonesia", "packages/indonesia/src/Barrel.ts", "effect"),
  wrongWay("the barrel of effect in testkit", "packages/testkit/src/Barrel.ts", "effect"),
  wrongWay("the barrel of effect in store-sql", "packages/store-sql/src/Barrel.ts", "effect"),
  wrongWay("the barrel of effect in store-sqlite", "packages/store-sqlite/src/Barrel.ts", "effect"),
  wrongWay("a driver in store-sql", "packages/store-sql/src/Driver.ts", "node:sqlite"),
  wrongWay("another driver in store-sql", "packages/store-sql/src/OtherDriver.ts", "@effect/sql-pg"),
  wrongWay("a driver to install in store-sqlite", "packages/store-sqlite/src/Driver.ts", "better-sqlite3"),
  wrongWay("effect/http in store-sqlite", "packages/store-sqlite/src/Http.ts", "effect/http/HttpClient"),
  wrongWay("effect/unstable in core", "packages/core/src/Unstable.ts", "effect/unstable/Anything"),
  wrongWay("effect/sql in policy", "packages/policy/src/Sql.ts", "effect/sql"),
  wrongWay("effect/sql in core", "packages/core/src/Sql.ts", "effect/sql/SqlClient"),
  wrongWay("effect/http in core", "packages/core/src/Http.ts", "effect/http"),
  wrongWay("effect/cli in policy", "packages/policy/src/Cli.ts", "effect/cli/Command"),
  wrongWay("effect's clock in core", "packages/core/src/EffectClock.ts", "effect/Clock"),
  wrongWay("node in policy", "packages/policy/src/Files.ts", "node:fs"),
  wrongWay("node in core", "packages/core/src/Files.ts", "node:fs/promises"),
  {
    name: "wrong direction: exported again",
    file: "packages/core/src/Again.ts",
    text: 'export * as Again from "@bina/indonesia"\n',
    by: Lint.direction
  },
  {
    name: "wrong direction: imported while running",
    file: "packages/core/src/Late.ts",
    text: 'export const found = (): Promise<unknown> => import("@bina/indonesia")\n',
    by: Lint.direction
  },
  {
    name: "wrong direction: types only",
    file: "packages/policy/src/Typed.ts",
    text: 'import type * as Core from "@bina/core"\n\nexport type Found = keyof typeof Core\n',
    by: Lint.direction
  },
  {
    name: "wrong direction: a type imported in place",
    file: "packages/policy/src/InPlace.ts",
    text: 'export type Found = import("@bina/core").Found\n',
    by: "typescript(consistent-type-imports)"
  },

  {
    name: "circle of files",
    file: "packages/core/src/circle/One.ts",
    text: 'import * as Two from "./Two.ts"\n\nexport const one = (): number => Two.two()\n',
    by: Lint.circles
  },
  {
    name: "circle of files, the other half",
    file: "packages/core/src/circle/Two.ts",
    text: 'import * as One from "./One.ts"\n\nexport const two = (): number => One.one()\n',
    by: Lint.circles
  },

  impure("a clock in policy", "packages/policy/src/Clock.ts", "new Date().getFullYear()"),
  impure("a clock in core", "packages/core/src/Clock.ts", "Date.now()"),
  impure("a clock by a detour", "packages/core/src/Detour.ts", "globalThis.Date.now()"),
  impure("a clock in indonesia", "packages/indonesia/src/Clock.ts", "Date.now()"),
  impure("chance in core", "packages/core/src/Chance.ts", "Math.random()", "eslint(no-restricted-properties)"),
  impure("a timer in core", "packages/core/src/Timer.ts", "setTimeout(() => undefined, 1)"),
  impure("the network in core", "packages/core/src/Network.ts", 'fetch("https://example.org")'),
  {
    name: "console in a store",
    file: "packages/store-sqlite/src/Console.ts",
    text: 'console.log("text")\n',
    by: "eslint(no-console)"
  },
  impure("the environment in policy", "packages/policy/src/Environment.ts", "process.env")
]

const innocents: ReadonlyArray<Plant> = [
  { name: "policy on effect", file: "packages/policy/src/Allowed.ts", text: imports("effect/Result") },
  { name: "policy on noble hashes", file: "packages/policy/src/Digest.ts", text: imports("@noble/hashes/sha2.js") },
  { name: "a face on decide", file: "packages/policy/src/prose/Down.ts", text: imports("../decide/Decide.ts") },
  {
    name: "the compiler on the tree",
    file: "packages/policy/src/columns/compile/Down.ts",
    text: imports("../../tree/Node.ts")
  },
  { name: "core on policy", file: "packages/core/src/Allowed.ts", text: imports("@bina/policy") },
  { name: "core on a face of policy", file: "packages/core/src/Face.ts", text: imports("@bina/policy/Compare") },
  { name: "an example on a face", file: "examples/medan/src/face.ts", text: imports("@bina/policy/Check") },
  { name: "indonesia on core", file: "packages/indonesia/src/Allowed.ts", text: imports("@bina/core") },
  { name: "indonesia on region data", file: "packages/indonesia/src/Regions.ts", text: imports("idn-area-data") },
  { name: "store-sql on core", file: "packages/store-sql/src/Core.ts", text: imports("@bina/core") },
  { name: "store-sql on policy", file: "packages/store-sql/src/Policy.ts", text: imports("@bina/policy") },
  { name: "store-sql on effect/sql", file: "packages/store-sql/src/Sql.ts", text: imports("effect/sql/SqlClient") },
  { name: "store-sqlite on store-sql", file: "packages/store-sqlite/src/Sql.ts", text: imports("@bina/store-sql") },
  { name: "store-sqlite on core", file: "packages/store-sqlite/src/Core.ts", text: imports("@bina/core") },
  { name: "store-sqlite on node", file: "packages/store-sqlite/src/Node.ts", text: imports("node:sqlite") },
  { name: "testkit on core", file: "packages/testkit/src/Allowed.ts", text: imports("@bina/core") },
  { name: "testkit on vitest", file: "packages/testkit/src/Suite.ts", text: imports("@effect/vitest") },
  {
    name: "a file of the same package",
    file: "packages/core/src/deep/Allowed.ts",
    text: imports("../Allowed.ts")
  },
  {
    name: "a test on its sources",
    file: "packages/core/test/deep/Allowed.test.ts",
    text: imports("../../src/Allowed.ts")
  },
  { name: "a test on testkit", file: "packages/policy/test/Allowed.test.ts", text: imports("@bina/testkit") },
  { name: "an example on the barrel of effect", file: "examples/medan/src/allowed.ts", text: imports("effect") },
  { name: "an example on a package", file: "examples/medan/src/core.ts", text: imports("@bina/core") },
  { name: "default export of settings", file: "packages/core/tsup.config.ts", text: "export default { clean: true }\n" }
]

// ---- The check

const settings = [".oxlintrc.json", ".oxfmtrc.json", "tsconfig.json", "tsconfig.base.json"]

const plant = (folder: string, { file, text }: Plant): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** Every complaint about a file, by the name of the tool or of the rule. */
const complaintsAbout = async (folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const [format, findings, types] = await Promise.all([
    run("oxfmt", ["--list-different", "."], { cwd: folder }),
    Lint.lint(folder),
    run("tsc", ["-p", ".", "--pretty", "false"], { cwd: folder })
  ])
  const complaints = new Map<string, Set<string>>()
  const add = (file: string, by: string): void => {
    complaints.set(file, (complaints.get(file) ?? new Set()).add(by))
  }
  for (const line of format.stdout.split("\n")) add(line.trim(), "format")
  for (const finding of findings) add(finding.filename, finding.code)
  // Only wrong values: imports that lead nowhere are expected here, most of them are planted to be forbidden.
  for (const [, file] of types.stdout.matchAll(/^(.+?)\(\d+,\d+\): error TS2322/gm)) add(file ?? "", "types")
  return complaints
}

/** Plants everything, looks once with each tool, and gives one line for each violation and each innocent file. */
export const lines = async (): Promise<ReadonlyArray<Line>> => {
  const folder = mkdtempSync(join(tmpdir(), "bina-planted-"))
  try {
    for (const name of settings) cpSync(join(root, name), join(folder, name))
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"))
    for (const each of [...violations, ...innocents]) plant(folder, each)
    const complaints = await complaintsAbout(folder)
    return [
      ...violations.map(({ by, file, name }): Line => {
        const found = complaints.get(file) ?? new Set()
        return {
          name: `found: ${name}`,
          complaint: by !== undefined && found.has(by) ? undefined : `${file}: no ${by}`
        }
      }),
      ...innocents.map(({ file, name }): Line => {
        const found = complaints.get(file)
        return { name: `let through: ${name}`, complaint: found === undefined ? undefined : [...found].join(", ") }
      })
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
