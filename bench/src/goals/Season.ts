/**
 * What the season of Medan takes as a user runs it, each time in a fresh process of the command as it is bundled: the
 * first run from the files to the payable lists and reports, the same run again with nothing new, and the help.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Time from "../measure/Time.ts"

/** Milliseconds of wall time, medians of the runs. */
export interface Season {
  readonly first: number
  readonly again: number
  readonly help: number
}

const runs = 5
const start = join(import.meta.dirname, "..", "..", "..", "examples", "start.js")

const taken = (...words: ReadonlyArray<string>): number => {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [start, "medan", ...words], { encoding: "utf8" })
  if (status !== 0) throw new Error(`the season did not run: ${stderr.trim().split("\n").at(-1) ?? ""}`)
  return performance.now() - began
}

/** Measures it; the bundle is made and compiled code kept before anything counts. */
export const measure = (): Promise<Season> => {
  taken("--help")
  const rounds = Array.from({ length: runs + 1 }, () => {
    const out = mkdtempSync(join(tmpdir(), "bina-season-"))
    try {
      return { first: taken("--out", out), again: taken("--out", out), help: taken("--help") }
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  }).slice(1)
  const median = (of: (round: Season) => number) => Time.median(rounds.map(of))
  return Promise.resolve({
    first: median(({ first }) => first),
    again: median(({ again }) => again),
    help: median(({ help }) => help)
  })
}
