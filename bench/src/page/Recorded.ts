/**
 * Everything that one run measured. It is kept beside the page, which is written from it alone; the quick form compares
 * its own ratio with the one that is recorded here.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { FortyRules } from "../goals/FortyRules.ts"
import type { Import } from "../goals/Import.ts"
import type { OneCase } from "../goals/OneCase.ts"
import type { Ratios } from "../goals/Ratios.ts"
import type { Season } from "../goals/Season.ts"
import type { Stream } from "../goals/Stream.ts"
import type { Measured } from "../measure/Rounds.ts"
import type { Machine } from "./Machine.ts"

// ---- Models

/** A goal that is no contender: its figures, or why there are none. */
export type Goal<A> = { readonly figures: A } | { readonly reason: string }

export interface Goals {
  readonly ratios: Goal<Ratios>
  readonly oneCase: Goal<OneCase>
  readonly fortyRules: Goal<FortyRules>
  readonly import: Goal<Import>
  readonly season: Goal<Season>
  readonly streamOne: Goal<Stream>
  readonly streamFive: Goal<Stream>
  readonly streamObjects: Goal<Stream>
}

export interface Recorded extends Measured {
  readonly machine: Machine
  readonly goals: Goals
  /** The share of all processors that others kept busy, each time before a process began; older records have none. */
  readonly others?: ReadonlyArray<number>
}

// ---- Rules

/** Where a run is kept. */
export const file = join(import.meta.dirname, "..", "..", "recorded.json")

/** The last full run, if there was one. */
export const read = (): Recorded | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Recorded) : undefined

/** Keeps a run. */
export const write = (recorded: Recorded): void => {
  writeFileSync(file, `${JSON.stringify(recorded, undefined, 2)}\n`)
}
