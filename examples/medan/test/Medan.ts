/** The real command in a process of its own, and what it said. */
import { spawnSync } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export interface Answer {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))

/** A key of the tests, so that none is made in the workspace. */
const keys = { ...process.env, BINA_KEY_FILE: join(tmpdir(), `medan-test-${process.getuid?.() ?? 0}`, "master.key") }

/** Runs `medan` with these words. */
export const run = (...words: ReadonlyArray<string>): Answer => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, ...words], {
    encoding: "utf8",
    env: keys,
    maxBuffer: 64 * 1024 * 1024
  })
  return { status, stdout, stderr }
}
