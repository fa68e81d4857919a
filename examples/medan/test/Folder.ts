/**
 * Folders that a test may spoil: copies of the shipped season and seasons of its own, thrown away after the run.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The season that the example ships. */
export const shipped = fileURLToPath(new URL("../season", import.meta.url))

/** A new empty folder. */
export const empty = (): string => mkdtempSync(join(process.env["BINA_TEST_FOLDER"] ?? tmpdir(), "medan-test-"))

/** A copy of the shipped season, which may be spoilt. */
export const copy = (): string => {
  const folder = join(empty(), "season")
  cpSync(shipped, folder, { recursive: true })
  return folder
}

/** Writes a file in a folder, which need not exist. */
export const put = (folder: string, file: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), content)
}

/** The text of a file in a folder. */
export const get = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8")

/** Rewrites a file of a folder. */
export const change = (folder: string, file: string, by: (text: string) => string): void =>
  put(folder, file, by(get(folder, file)))
