/**
 * Runs a measurement in a process of its own and reads the one line of JSON that it prints.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"

/** What came out: the value that was printed, or why nothing was. */
export type Outcome<A> =
  | { readonly ok: true; readonly value: A; readonly milliseconds: number }
  | { readonly ok: false; readonly reason: string }

/** Enough for a million enrolments as nested objects. */
const heap = "--max-old-space-size=12000"

/** The sources of the bench. */
export const sources = join(import.meta.dirname, "..")

/** Runs a file of the bench with arguments; never throws. */
export const run = <A>(
  file: string,
  args: ReadonlyArray<string>,
  flags: ReadonlyArray<string> = []
): Promise<Outcome<A>> =>
  new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(process.execPath, [heap, ...flags, join(sources, file), ...args], {
      stdio: ["ignore", "pipe", "pipe"]
    })
    let printed = ""
    let complained = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complained += text
    })
    child.on("error", ({ message }) => resolve({ ok: false, reason: message }))
    child.on("close", (code) => {
      const milliseconds = performance.now() - began
      const line = printed.trimEnd().split("\n").at(-1) ?? ""
      resolve(
        code === 0 && line.startsWith("{")
          ? { ok: true, value: JSON.parse(line) as A, milliseconds }
          : { ok: false, reason: reasonOf(complained) || `it ended with status ${code}` }
      )
    })
  })

/** The line that names the error, without the stack and the folders of this machine. */
const reasonOf = (complained: string): string =>
  complained
    .split("\n")
    .find((line) => /^\w*(Error|error)\b/.test(line.trim()))
    ?.trim() ??
  complained.trim().split("\n").at(-1) ??
  ""
