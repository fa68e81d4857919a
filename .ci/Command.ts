/** Runs the tools of the workspace, and keeps what they say. */
import { spawn } from "node:child_process"
import { delimiter, join } from "node:path"

/** The top of the workspace. */
export const root = join(import.meta.dirname, "..")

/** How a command ended, with all it wrote. */
export interface Outcome {
  readonly ok: boolean
  readonly stdout: string
  readonly output: string
}

/** Runs a command to its end; tools of the workspace come before those of the machine. Never throws. */
export const run = (
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {}
): Promise<Outcome> =>
  new Promise((resolve) => {
    const path = [join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter)
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...options.env, PATH: path },
      stdio: ["ignore", "pipe", "pipe"]
    })
    let stdout = ""
    let output = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text
    })
    child.on("error", (error) => resolve({ ok: false, stdout, output: `${output}${error.message}\n` }))
    child.on("close", (code) => resolve({ ok: code === 0, stdout, output }))
  })

/** Runs pnpm: the one that runs this script if there is one, else the one that npm fetches. */
export const pnpm = (
  args: ReadonlyArray<string>,
  options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> }
): Promise<Outcome> => {
  const agent = process.env["npm_config_user_agent"] ?? ""
  return agent.startsWith("pnpm/") ? run("pnpm", args, options) : run("npx", ["--yes", "pnpm@12", ...args], options)
}
