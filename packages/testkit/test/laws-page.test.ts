/**
 * The page of laws says where each law is tested. It is held against the tests themselves, so that it can neither name
 * a test that is not there nor forget a law.
 */
import { existsSync, globSync, readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"

// ---- Models

/** A row of the page: the law, and everything that stands after it. */
interface Row {
  readonly law: string
  readonly text: string
}

/** The text of a file named from the top of the workspace; nothing when there is none. */
type Read = (path: string) => string | undefined

// ---- Rules

const laws = Array.from({ length: 45 }, (_, index) => `L${index + 1}`)

const rowsOf = (page: string): ReadonlyArray<Row> =>
  [...page.matchAll(/^\| (L\d+)\s*\|(.*)$/gm)].map(([, law, text]) => ({ law: law!, text: text! }))

/** `[name](../path/X.test.ts) "L1 the name of the test"`; the name may be left out, which is a flaw. */
const testsOf = ({ text }: Row) =>
  [...text.matchAll(/\]\(\.\.\/([^)\s]+\.test\.ts)\)(?: "([^"]+)")?/g)].map(([, file, name]) => ({ file: file!, name }))

const numberOf = (law: string): RegExp => new RegExp(`\\b${law}\\b`)

const flawsOfRow = (row: Row, read: Read): ReadonlyArray<string> => {
  const tests = testsOf(row)
  const stage = /not yet\b.*Stage: \w/.test(row.text)
  if (tests.length === 0) return stage ? [] : [`${row.law} names no test, and does not say "not yet" with a stage`]
  return tests.flatMap(({ file, name }) => {
    const text = read(file)
    if (text === undefined) return [`${row.law}: there is no ${file}`]
    if (!numberOf(row.law).test(text)) return [`${row.law}: ${file} does not contain it`]
    if (name === undefined || !name.startsWith(`${row.law} `))
      return [`${row.law}: ${file} stands without a test of it`]
    return text.includes(`"${name}"`) ? [] : [`${row.law}: ${file} has no test "${name}"`]
  })
}

/** Everything that is wrong with a page; `named` are the laws that some test is called after. */
const flawsOf = (page: string, read: Read, named: ReadonlySet<string>): ReadonlyArray<string> => {
  const rows = rowsOf(page)
  return [
    ...laws.flatMap((law) => {
      const count = rows.filter((row) => row.law === law).length
      return count === 1 ? [] : [`${law} has ${count} rows`]
    }),
    ...rows.filter(({ law }) => !laws.includes(law)).map(({ law }) => `${law} is no law`),
    ...rows.flatMap((row) => flawsOfRow(row, read)),
    ...rows
      .filter((row) => testsOf(row).length === 0 && named.has(row.law))
      .map(({ law }) => `${law} is said to be not yet tested, and a test is called after it`)
  ]
}

// ---- The workspace

const root = new URL("../../../", import.meta.url)

const readFile: Read = (path) => {
  const file = new URL(path, root)
  return existsSync(file) ? readFileSync(file, "utf8") : undefined
}

const testFiles = globSync(["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts"], {
  cwd: root,
  exclude: (path) => path.includes("node_modules") || path.endsWith("laws-page.test.ts")
})

const lawsNamed = new Set(
  testFiles.flatMap((file) => [...(readFile(file) ?? "").matchAll(/"(L\d+) /g)].map(([, law]) => law!))
)

describe("the page of laws", () => {
  it("has a row for every law, and every test that it names is there", () => {
    assert.deepStrictEqual(flawsOf(readFile("docs/laws.md") ?? "", readFile, lawsNamed), [])
  })

  it("reads the tests that it speaks of", () => {
    assert.isAbove(testFiles.length, 10)
    assert.isTrue(lawsNamed.has("L1") && lawsNamed.has("L37"))
  })
})

describe("a page of laws", () => {
  const files = new Map([["packages/a/test/A.test.ts", 'it("L1 holds", f)\nit("L10 holds", f)\n']])
  const row = (law: string, text: string): string => `| ${law} | Words. | ${text} |`
  const whole = laws.map((law) => row(law, "not yet. Stage: later"))
  const flaws = (change: (law: string) => string | undefined, named: ReadonlyArray<string> = []) =>
    flawsOf(
      laws.map((law, index) => change(law) ?? whole[index]!).join("\n"),
      (path) => files.get(path),
      new Set(named)
    )
  const at = (law: string, text: string) => (other: string) => (other === law ? row(law, text) : undefined)

  it.each([
    ["without a flaw", at("L1", '[a](../packages/a/test/A.test.ts) "L1 holds"'), []],
    ["that forgets a law", (law: string) => (law === "L7" ? "" : undefined), ["L7 has 0 rows"]],
    ["with a law twice", (law: string) => (law === "L7" ? `${whole[6]}\n${whole[6]}` : undefined), ["L7 has 2 rows"]],
    [
      "with a law of its own",
      (law: string) => (law === "L45" ? `${whole[44]}\n${row("L46", "not yet. Stage: later")}` : undefined),
      ["L46 is no law"]
    ],
    [
      "with a law that says nothing",
      at("L1", "some day"),
      ['L1 names no test, and does not say "not yet" with a stage']
    ],
    [
      "with a law not yet tested and no stage",
      at("L1", "not yet"),
      ['L1 names no test, and does not say "not yet" with a stage']
    ],
    [
      "with a file that is not there",
      at("L1", '[b](../packages/a/test/B.test.ts) "L1 holds"'),
      ["L1: there is no packages/a/test/B.test.ts"]
    ],
    [
      "with a file that tests other laws",
      at("L2", '[a](../packages/a/test/A.test.ts) "L2 holds"'),
      ["L2: packages/a/test/A.test.ts does not contain it"]
    ],
    [
      "with a file and no test",
      at("L1", "[a](../packages/a/test/A.test.ts)"),
      ["L1: packages/a/test/A.test.ts stands without a test of it"]
    ],
    [
      "with a test that was renamed",
      at("L1", '[a](../packages/a/test/A.test.ts) "L1 held"'),
      ['L1: packages/a/test/A.test.ts has no test "L1 held"']
    ]
  ] as const)("%s", (_, change, expected) => assert.deepStrictEqual([...flaws(change)], [...expected]))

  it("that says not yet of a law that a test is called after", () => {
    assert.deepStrictEqual(
      [...flaws(() => undefined, ["L3"])],
      ["L3 is said to be not yet tested, and a test is called after it"]
    )
  })
})
