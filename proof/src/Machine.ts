/** On what and with what the proof was made: enough to judge the figures, nothing that names the machine. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { availableParallelism, cpus, loadavg, totalmem } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

// ---- Models

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly gibibytes: number
  /** How many processes wanted to run in the last quarter of an hour, this proof's own among them. */
  readonly load: number
  readonly system: string
  readonly node: string
  /** The SQLite that Node brings along. */
  readonly sqlite: string
  readonly versions: Readonly<Record<string, string>>
}

// ---- Rules

const root = join(import.meta.dirname, "..", "..")

/** What is proved, and what it is proved with; each with a folder from where it can be seen. */
const named: ReadonlyArray<readonly [name: string, from: string]> = [
  ["@bina/core", "packages/store-sqlite"],
  ["@bina/store-sql", "packages/store-sqlite"],
  ["@bina/testkit", "packages/store-sqlite"],
  ["effect", "."],
  ["vitest", "."],
  ["@effect/vitest", "."],
  ["fast-check", "packages/core"]
]

/** The version of an installed package: its manifest is not always exported, so it is looked for beside its entry. */
const versionOf = (name: string, from: string): string => {
  for (const folder of createRequire(join(root, from, "package.json")).resolve.paths(name) ?? []) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }
      return manifest.version
    } catch {
      // Not in this folder; the next one up follows.
    }
  }
  throw new Error(`${name} is not installed`)
}

const sqlite = (): string => {
  const database = new DatabaseSync(":memory:")
  try {
    return String(database.prepare("SELECT sqlite_version() AS version").get()?.["version"])
  } finally {
    database.close()
  }
}

/** This machine. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  gibibytes: Math.round(totalmem() / 1024 ** 3),
  load: loadavg()[2]!,
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  sqlite: sqlite(),
  versions: Object.fromEntries(named.map(([name, from]) => [name, versionOf(name, from)]))
})
