/**
 * The measurement. `pnpm bench` measures everything and writes `docs/benchmarks.md`; `pnpm bench --quick` measures
 * Bina against the hand-written loop, and fails when something has become twice as slow as recorded. `pnpm bench --page`
 * only writes the page again, from what is recorded; `pnpm bench --rounds 1` measures everything in fewer rounds.
 */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Registry from "./contenders/Registry.ts"
import * as Child from "./measure/Child.ts"
import * as Others from "./measure/Others.ts"
import * as Quick from "./measure/Quick.ts"
import * as Rounds from "./measure/Rounds.ts"
import { machine } from "./page/Machine.ts"
import { page } from "./page/Page.ts"
import * as Recorded from "./page/Recorded.ts"

const root = join(import.meta.dirname, "..", "..")
const say = (line: string): void => console.log(line)

/** How many rounds at which size, at most. */
const sizes: ReadonlyArray<readonly [number, number]> = [
  [100_000, 2],
  [1_000_000, 3]
]

/** How much others did, each time before a process of ours began. */
const others: Array<number> = []

const take: Rounds.Take = async (id, count, how) => {
  others.push(await Others.look())
  return Rounds.inItsOwnProcess(id, count, how)
}

/**
 * A stream needs no more than this heap. Without a limit the engine lets garbage lie until there are some 500 MB of it,
 * and the most that a process held would be the engine's patience, not what the stream needs.
 */
const streamHeap = "--max-old-space-size=256"

const goal = async <A>(name: string, flags: ReadonlyArray<string> = []): Promise<Recorded.Goal<A>> => {
  others.push(await Others.look())
  const outcome = await Child.run<A>("measure/goal.ts", [name], flags)
  say(`  ${name}: ${outcome.ok ? JSON.stringify(outcome.value) : `not measured: ${outcome.reason}`}`)
  return outcome.ok ? { figures: outcome.value } : { reason: outcome.reason }
}

const everything = async (most: number): Promise<Recorded.Recorded> => {
  const figures: Array<Rounds.Figure> = []
  const absent: Array<Rounds.Absent> = []
  for (const [count, several] of sizes) {
    const rounds = Math.min(several, most)
    say(`${count.toLocaleString("en-GB")} enrolments, ${rounds} rounds`)
    const measured = await Rounds.measure({ count, rounds, ids: Registry.entries.map(({ id }) => id) }, say, take)
    figures.push(...measured.figures)
    absent.push(...measured.absent)
  }
  say("goals")
  return {
    machine: machine(),
    figures,
    absent,
    goals: {
      ratios: await goal("ratios"),
      oneCase: await goal("one-case"),
      fortyRules: await goal("forty-rules"),
      import: await goal("import"),
      season: await goal("season"),
      streamOne: await goal("stream-columns-1m", [streamHeap]),
      streamFive: await goal("stream-columns-5m", [streamHeap]),
      streamObjects: await goal("stream-objects-5m", [streamHeap])
    },
    others
  }
}

const writePage = (recorded: Recorded.Recorded): void => {
  const file = join(root, "docs", "benchmarks.md")
  writeFileSync(file, page(recorded))
  const oxfmt = join(root, "node_modules", ".bin", "oxfmt")
  const formatted = spawnSync(oxfmt, [file, Recorded.file], { cwd: root, encoding: "utf8" })
  if (formatted.status !== 0) throw new Error(`what was written could not be formatted: ${formatted.stderr}`)
  say("docs/benchmarks.md is written")
}

const measureAll = async (most: number): Promise<number> => {
  if (!(most >= 1)) throw new Error("--rounds takes a number from 1")
  const recorded = await everything(most)
  Recorded.write(recorded)
  writePage(recorded)
  return 0
}

const main = async (option: string | undefined, value: string | undefined): Promise<number> => {
  switch (option) {
    case undefined:
      return measureAll(Number.POSITIVE_INFINITY)
    case "--rounds":
      return measureAll(Number(value))
    case "--page": {
      const recorded = Recorded.read()
      if (recorded === undefined) throw new Error("nothing is recorded yet: run pnpm bench first")
      writePage(recorded)
      return 0
    }
    case "--quick":
      return (await Quick.run(say)) ? 0 : 1
    default:
      console.error(`unknown option ${option}; there are --quick, --rounds and --page`)
      return 2
  }
}

try {
  process.exitCode = await main(process.argv[2], process.argv[3])
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error)
  process.exitCode = 1
}
