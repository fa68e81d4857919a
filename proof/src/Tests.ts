/** Runs test files as a part of the proof: every test has to pass, and what they say of themselves is handed on. */
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

// ---- Models

/** One test: the names of what it stands in, and its own. */
export interface Passed {
  readonly within: ReadonlyArray<string>
  readonly name: string
}

/** What came of test files. `figures` are what tests recorded, in the order in which they did. */
export interface Outcome {
  readonly passed: ReadonlyArray<Passed>
  readonly figures: ReadonlyArray<{ readonly name: string; readonly figures: unknown }>
  readonly seconds: number
}

/** The part of vitest's report that is read. */
interface Report {
  readonly success: boolean
  readonly testResults: ReadonlyArray<{
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: ReadonlyArray<{
      readonly ancestorTitles: ReadonlyArray<string>
      readonly title: string
      readonly status: string
      readonly failureMessages: ReadonlyArray<string>
    }>
  }>
}

/** What is run: files, a configuration where it is not the usual one, and how often. */
export interface Options {
  readonly files: ReadonlyArray<string>
  readonly config?: string
  readonly environment?: Readonly<Record<string, string>>
}

// ---- Rules

const root = join(import.meta.dirname, "..", "..")

/**
 * Runs files from the top of the workspace.
 *
 * @throws when a test fails or is left out, or there is none: what is not shown is not proved.
 */
export const run = async ({ config, environment = {}, files }: Options): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), "bina-proof-"))
  const [report, figures] = [join(folder, "report.json"), join(folder, "figures.jsonl")]
  try {
    const began = performance.now()
    const complaint = await vitest(
      [
        "run",
        ...files,
        "--reporter=json",
        `--outputFile=${report}`,
        ...(config === undefined ? [] : ["--config", config])
      ],
      { ...environment, BINA_PROOF_FIGURES: figures }
    )
    const seconds = (performance.now() - began) / 1_000
    if (!existsSync(report)) throw new Error(`vitest made no report of ${files.join(", ")}: ${complaint}`)
    const passed = passedOf(JSON.parse(readFileSync(report, "utf8")) as Report)
    if (passed.length === 0) throw new Error(`there is no test in ${files.join(", ")}`)
    return { passed, figures: existsSync(figures) ? linesOf(readFileSync(figures, "utf8")) : [], seconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Gives what vitest complained of. */
const vitest = (args: ReadonlyArray<string>, environment: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", "vitest", "vitest.mjs"), ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "ignore", "pipe"]
    })
    let complaint = ""
    child.stderr?.on("data", (chunk: Buffer) => (complaint += chunk.toString()))
    child.once("error", reject)
    child.once("close", () => resolve(complaint))
  })

/**
 * The tests of a report.
 *
 * @throws when one of them did not pass.
 */
export const passedOf = ({ success, testResults }: Report): ReadonlyArray<Passed> => {
  const failures = testResults.flatMap(({ assertionResults, message, name, status }) => [
    ...(status === "passed" ? [] : [`${name}: ${message}`]),
    ...assertionResults
      .filter((test) => test.status !== "passed")
      .map(
        (test) => `${[...test.ancestorTitles, test.title].join(" > ")}: ${test.status} ${test.failureMessages.join()}`
      )
  ])
  if (!success || failures.length > 0) throw new Error(`not proved:\n${failures.join("\n")}`)
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title }) => ({ within: ancestorTitles, name: title }))
  )
}

const linesOf = (text: string): Outcome["figures"] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Outcome["figures"][number])

/** What was recorded under a name, in order. */
export const recorded = <A>({ figures }: Outcome, name: string): ReadonlyArray<A> =>
  figures.filter((each) => each.name === name).map((each) => each.figures as A)

/**
 * What was recorded under a name once.
 *
 * @throws when it was not, or twice.
 */
export const recordedOnce = <A>(outcome: Outcome, name: string): A => {
  const [first, ...others] = recorded<A>(outcome, name)
  if (first === undefined || others.length > 0) throw new Error(`"${name}" has to be recorded once`)
  return first
}
