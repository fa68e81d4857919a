/**
 * The command and what it said: in this process, as it is typed, or as a program in a process of its own, which is slower
 * and tried where the program itself is: how it starts, what reaches its two outputs, and with which status it ends.
 */
import { spawnSync } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { format } from "node:util"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { Cli } from "@bina/cli"
import { program } from "../src/program.ts"

export interface Answer {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

const start = fileURLToPath(new URL("../../start.js", import.meta.url))

/** A key of the tests, so that none is made in the workspace. */
const environment = {
  ...process.env,
  BINA_KEY_FILE: join(tmpdir(), `medan-test-${process.getuid?.() ?? 0}`, "master.key")
}

/** Runs `medan` with these words in this process. */
export const run = async (...words: ReadonlyArray<string>): Promise<Answer> => {
  const said = { stdout: "", stderr: "" }
  const writing =
    (to: keyof typeof said) =>
    (...values: ReadonlyArray<unknown>): void =>
      void (said[to] += `${format(...values)}\n`)
  const status = await Cli.run(program, words).pipe(
    Effect.provideService(
      Console.Console,
      Object.assign(Object.create(console) as Console.Console, { log: writing("stdout"), error: writing("stderr") })
    ),
    Effect.provideService(ConfigProvider.ConfigProvider, ConfigProvider.fromEnvRecord(environment)),
    Effect.runPromise
  )
  return { status, ...said }
}

/** Runs the program `medan` with these words in a process of its own. */
export const spawn = (...words: ReadonlyArray<string>): Answer => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [start, "medan", ...words], {
    encoding: "utf8",
    env: environment,
    maxBuffer: 64 * 1024 * 1024
  })
  return { status, stdout, stderr }
}
