/**
 * The proof of the embedded store. `pnpm proof` runs everything at its full counts and writes `docs/proof.md`;
 * `--rounds N`, `--kills N`, `--dispatchers N` and `--times N` make it shorter, and `--page` only writes the page again.
 */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { machine } from "./Machine.ts"
import * as Page from "./Page.ts"
import * as Parts from "./Parts.ts"
import * as Recorded from "./Recorded.ts"

const root = join(import.meta.dirname, "..", "..")
const say = (line: string): void => console.log(line)

const counted = (name: string, text: string | undefined, otherwise: number): number => {
  const count = Number(text ?? otherwise)
  if (!(Number.isSafeInteger(count) && count >= 1)) throw new Error(`--${name} takes a number from 1`)
  return count
}

/** One part after the other, so that none makes another one slow. */
const timed = async <A extends { readonly seconds: number }>(name: string, part: Promise<A>): Promise<A> => {
  const result = await part
  say(`${name}: proved in ${result.seconds.toFixed(0)} s`)
  return result
}

const everything = async (counts: Recorded.Counts): Promise<Recorded.Recorded> => {
  const tampering = await timed("tampering", Parts.tampering())
  const disclosure = await timed("disclosure", Parts.disclosure())
  const conformance = await timed("conformance", Parts.conformance())
  const saboteurs = await timed("saboteurs", Parts.saboteurs())
  const sequences = await timed("sequences", Parts.sequences(counts))
  const processes = await timed("races and kills", Parts.processes(counts))
  const dispatchers = await timed("senders killed", Parts.dispatchers(counts))
  return {
    counts,
    machine: machine(),
    seconds: {
      processes: processes.seconds,
      dispatchers: dispatchers.seconds,
      tampering: tampering.seconds,
      disclosure: disclosure.seconds,
      conformance: conformance.seconds,
      saboteurs: saboteurs.seconds,
      sequences: sequences.seconds
    },
    ...processes.shown,
    ...dispatchers.shown,
    ...tampering.shown,
    ...disclosure.shown,
    ...conformance.shown,
    ...saboteurs.shown,
    ...sequences.shown
  }
}

const format = (file: string): void => {
  const formatted = spawnSync(join(root, "node_modules", ".bin", "oxfmt"), [file], { cwd: root, encoding: "utf8" })
  if (formatted.status !== 0) throw new Error(`${file} could not be formatted: ${formatted.stderr}`)
}

const writePage = (recorded: Recorded.Recorded): void => {
  const file = join(root, "docs", "proof.md")
  writeFileSync(file, Page.page(recorded))
  format(file)
  say("docs/proof.md is written")
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string" },
      kills: { type: "string" },
      dispatchers: { type: "string" },
      times: { type: "string" },
      page: { type: "boolean" }
    }
  })
  if (values.page === true) {
    const recorded = Recorded.read()
    if (recorded === undefined) throw new Error("nothing is recorded yet: run pnpm proof first")
    return writePage(recorded)
  }
  const recorded = await everything({
    rounds: counted("rounds", values.rounds, Page.full.rounds),
    kills: counted("kills", values.kills, Page.full.kills),
    dispatchers: counted("dispatchers", values.dispatchers, Page.full.dispatchers),
    times: counted("times", values.times, Page.full.times)
  })
  Recorded.write(recorded)
  format(Recorded.file)
  writePage(recorded)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
