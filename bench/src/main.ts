/**
 * Measures the main job and one decision beside the same rule written by hand, and writes `docs/benchmarks.md`. Ratios
 * within one run are what counts; absolute times are of the machine that ran it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { execFileSync } from "node:child_process"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { Citation, CivilDate, Fact, Policy, Rule } from "@bina/policy"
import * as Schema from "effect/Schema"

const root = join(import.meta.dirname, "..", "..")
const node = process.execPath
const text = { id: "contoh", en: "example" }
const citation = Citation.make({ instrument: "Example", title: "Example", confidence: "sourced" })
const Applicant = Schema.Struct({
  birthDate: Fact.date({ text }),
  startsOn: Fact.date({ open: true, text }),
  publicEmployee: Fact.boolean({ text }),
  sales: Fact.money("IDR", { text })
})
const eligibility = Policy.make("bench/eligibility", Applicant, (f) => {
  const age = f.birthDate.ageOn(f.startsOn)
  return Policy.allOf(
    Rule.requires("under-age", age.isAtLeast(18), { citation, text }),
    Rule.requires("over-age", age.isAtMost(55), { citation, text }),
    Rule.requires("public-employee", f.publicEmployee.not(), { citation, text })
  )
})

const facts = {
  birthDate: CivilDate.makeUnsafe("1985-03-02"),
  startsOn: CivilDate.makeUnsafe("2020-10-05"),
  publicEmployee: false
}

const byHand = ({ birthDate, publicEmployee, startsOn }: typeof facts): ReadonlyArray<string> => {
  const age = CivilDate.ageOn(birthDate, startsOn)
  return [
    ...(age >= 18 ? [] : ["under-age"]),
    ...(age <= 55 ? [] : ["over-age"]),
    ...(publicEmployee ? ["public-employee"] : [])
  ]
}

const median = (numbers: ReadonlyArray<number>): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

/** Microseconds a call, the median of several interleaved rounds. */
const timed = (works: Readonly<Record<string, () => unknown>>): ReadonlyMap<string, number> => {
  const rounds = new Map<string, Array<number>>(Object.keys(works).map((name) => [name, []]))
  for (let round = 0; round < 9; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const calls = 20_000
      const start = performance.now()
      for (let call = 0; call < calls; call += 1) work()
      rounds.get(name)!.push(((performance.now() - start) * 1_000) / calls)
    }
  }
  return new Map([...rounds].map(([name, times]) => [name, median(times)]))
}

/** Seconds of the season in a fresh process. */
const season = (): number => {
  const out = join(tmpdir(), `bina-bench-${process.pid}`)
  const start = performance.now()
  execFileSync(node, ["examples/medan/src/main.ts", "--out", out, "--force"], { cwd: root, stdio: "ignore" })
  const seconds = (performance.now() - start) / 1_000
  rmSync(out, { recursive: true, force: true })
  return seconds
}

const one = timed({
  "by hand": () => byHand(facts),
  "`decide`": () => Policy.decide(eligibility, facts),
  "`explain`": () => Policy.explain(eligibility, facts)
})
const seasons = Array.from({ length: 5 }, season)
const hand = one.get("by hand")!
const version = (name: string) =>
  (JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version

writeFileSync(
  join(root, "docs", "benchmarks.md"),
  `# Benchmarks

Written by \`npx pnpm@12 bench\`. Node ${process.version}, effect ${version("effect")}, ${availableParallelism()} cores. Medians; ratios within one run are what counts.

One case of three requirements, warm:

| way       | µs a case | ratio |
| --------- | --------: | ----: |
${[...one].map(([name, time]) => `| ${name} | ${time.toFixed(2)} | ${(time / hand).toFixed(0)} |`).join("\n")}

The season of Medan, from files to lists and report, in a fresh process: ${median(seasons).toFixed(2)} s (goal: at most 3 s).
`
)
execFileSync(join(root, "node_modules", ".bin", "oxfmt"), ["docs/benchmarks.md"], { cwd: root, stdio: "ignore" })
console.log(readFileSync(join(root, "docs", "benchmarks.md"), "utf8"))
