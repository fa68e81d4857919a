/**
 * Folders that a test may spoil: copies of the shipped season and seasons of its own, thrown away afterwards.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll } from "vitest"

const made: Array<string> = []

afterAll(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** The season that the example ships. */
export const shipped = fileURLToPath(new URL("../season", import.meta.url))

/** A new empty folder. */
export const empty = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "medan-test-"))
  made.push(folder)
  return folder
}

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
