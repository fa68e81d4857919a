/** The real command in a process of its own, and what it said. */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

export interface Answer {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

/** Runs `medan` with these words. */
export const run = (...words: ReadonlyArray<string>): Answer => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, ...words], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024
  })
  return { status, stdout, stderr }
}
