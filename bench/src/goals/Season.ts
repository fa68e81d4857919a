/**
 * What the season of Medan takes as a user runs it: a fresh process, from the files to the payable lists and reports.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Time from "../measure/Time.ts"

/** Milliseconds of wall time, the median of the runs. */
export interface Season {
  readonly wall: number
}

const runs = 5
const main = join(import.meta.dirname, "..", "..", "..", "examples", "medan", "src", "main.ts")

/** Measures it. */
export const measure = (): Promise<Season> => {
  if (!existsSync(main)) throw new Error("this checkout has no command for the season")
  const taken = Array.from({ length: runs }, () => {
    const out = mkdtempSync(join(tmpdir(), "bina-season-"))
    try {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, [main, "--out", out], { encoding: "utf8" })
      if (status !== 0) throw new Error(`the season did not run: ${stderr.trim().split("\n").at(-1) ?? ""}`)
      return performance.now() - began
    } finally {
      rmSync(out, { recursive: true, force: true })
    }
  })
  return Promise.resolve({ wall: Time.median(taken) })
}
