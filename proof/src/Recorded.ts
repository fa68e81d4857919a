/** Everything that one run proved. It is kept beside the page, which is written from it alone. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Machine } from "./Machine.ts"

// ---- Models

/** What the run was asked for: rounds of races, writers and senders killed, how often the random sequences were run. */
export interface Counts {
  readonly rounds: number
  readonly kills: number
  readonly dispatchers: number
  readonly times: number
}

/** Races of processes for what is there once. */
export interface Races {
  readonly rounds: number
  readonly processes: number
  /** How many different processes won a seat, and a rupiah, at least once. */
  readonly seatWinners: number
  readonly rupiahWinners: number
  /** Rounds in which somebody saw the last rupiah free and came too late, and how many did so in all. */
  readonly disputed: number
  readonly decidedAgain: number
  readonly millisecondsPerRound: number
}

/** Writers that were killed. */
export interface Kills {
  readonly kills: number
  readonly files: number
  readonly acknowledged: number
  /** Commands that are there whole though nobody was told so. */
  readonly unacknowledged: number
}

/** Workers that send notices and were killed; every notice was sent. */
export interface Dispatchers {
  readonly kills: number
  readonly workers: number
  readonly notices: number
  /** Calls that a provider which knows keys was given a second time, and did not send. */
  readonly again: number
  /** Notices that one without keys sent twice. */
  readonly twice: number
}

/** What one suite found in the store on SQLite. */
export interface Suite {
  readonly port: string
  readonly laws: number
  readonly table: string
}

/** Broken stores of one port, all of them found by the law that they break. */
export interface Saboteurs {
  readonly port: string
  readonly laws: number
  readonly saboteurs: number
}

/** Random sequences of commands; `tests` are the properties that each of the `times` runs tried. */
export interface Sequences {
  readonly tests: number
  readonly times: number
  readonly sequences: number
}

export interface Recorded {
  readonly counts: Counts
  readonly machine: Machine
  /** How long each part took, in seconds. */
  readonly seconds: Readonly<Record<Part, number>>
  readonly races: Races
  readonly kills: Kills
  readonly dispatchers: Dispatchers
  /** The kinds of change that were found, and where nothing was to be found: as the tests name them. */
  readonly tampering: { readonly found: ReadonlyArray<string>; readonly clean: ReadonlyArray<string> }
  readonly suites: ReadonlyArray<Suite>
  readonly saboteurs: ReadonlyArray<Saboteurs>
  readonly sequences: Sequences
  /**
   * What was planted to see that the scan finds it, and what else was searched, as the tests name them; but for what was
   * planted nothing was found.
   */
  readonly disclosure: { readonly planted: ReadonlyArray<string>; readonly elsewhere: ReadonlyArray<string> }
}

/** A part of the proof. */
export type Part = "processes" | "dispatchers" | "tampering" | "conformance" | "saboteurs" | "sequences" | "disclosure"

// ---- Rules

/** Where the last run is kept. */
export const file = join(import.meta.dirname, "..", "recorded.json")

/** The last run, if there was one. */
export const read = (): Recorded | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Recorded) : undefined

/** Keeps a run. */
export const write = (recorded: Recorded): void => writeFileSync(file, `${JSON.stringify(recorded, undefined, 2)}\n`)
