/**
 * How far activities in Medan were restricted, day by day, as far as published instructions were found. Between them
 * lie real gaps: a day in a gap has an unknown level, never its neighbour's. Before July 2021 no level with numbers for
 * a training class was found.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Citation, CivilDate, Dated } from "@bina/policy"
import * as Law from "../citation/HealthLaw.ts"
import type * as RegionCode from "../region/RegionCode.ts"

// ---- Models

/** `micro-tightened` and `emergency` are the regimes of July 2021, before levels were numbered; `none` since the end. */
export const ActivityLevel = Schema.Literals([
  "micro-tightened",
  "emergency",
  "level-4",
  "level-3",
  "level-2",
  "level-1",
  "none"
])
export type ActivityLevel = typeof ActivityLevel.Type

/** A stretch with a known level; half-open. */
export interface Known extends Dated.Entry {
  readonly level: ActivityLevel
  readonly citation: Citation.Citation
}

/** A stretch about which nothing was found. */
export interface Unknown extends Dated.Entry {
  readonly unknown: string
}

// ---- Errors

/** No instruction was found that sets a level for that place and day. */
export class LevelUnknown extends Schema.TaggedError<LevelUnknown>()("LevelUnknown", {
  on: CivilDate.CivilDate,
  because: Schema.String
}) {
  override get message(): string {
    return `the level of activity restrictions on ${this.on} is not known: ${this.because}`
  }
}

// ---- Rules

const regime = (title: string) => Citation.make({ instrument: "PPKM", title, confidence: "well-known" })

const day = CivilDate.makeUnsafe
const notFound = "no instruction for this stretch was found"

/** The history for Medan. Days that two regimes claim belong to the later one. */
export const medan: ReadonlyArray<Known | Unknown> = [
  // The content of the first regime is sourced; its days, and all of the second, are well known only.
  { from: day("2021-07-06"), level: "micro-tightened", citation: regime("PPKM mikro diperketat di 43 kabupaten/kota") },
  { from: day("2021-07-12"), level: "emergency", citation: regime("PPKM Darurat di luar Jawa dan Bali") },
  // Known to have lasted into September 2021, not to which day.
  { from: day("2021-07-26"), to: day("2021-09-01"), level: "level-4", citation: Law.inmendagri31of2021 },
  { from: day("2021-09-01"), to: day("2021-10-05"), unknown: notFound },
  { from: day("2021-10-05"), to: day("2021-10-19"), level: "level-2", citation: Law.inmendagri48of2021 },
  { from: day("2021-10-19"), to: day("2022-02-15"), unknown: notFound },
  // The beginning is sourced, the last day (2022-02-28) well known only.
  { from: day("2022-02-15"), to: day("2022-03-01"), level: "level-3", citation: Law.inmendagri11of2022 },
  { from: day("2022-03-01"), to: day("2022-04-12"), unknown: notFound },
  { from: day("2022-04-12"), to: day("2022-04-26"), level: "level-1", citation: Law.inmendagri21of2022 },
  { from: day("2022-04-26"), to: day("2022-12-30"), unknown: notFound },
  { from: day("2022-12-30"), level: "none", citation: Law.inmendagri53of2022 }
]

/** The level in a city on a day, with the instruction that set it, or that it is not known. */
export const on = (city: RegionCode.Kemendagri, date: CivilDate.CivilDate): Result.Result<Known, LevelUnknown> => {
  const unknown = (because: string) => Result.fail(new LevelUnknown({ on: date, because }))
  if (city.digits !== "1271") return unknown("this package has the levels of Medan only")
  const entry = Dated.entryOn(medan, date)
  if (entry === undefined) return unknown("levels begin on 2021-07-06")
  return "unknown" in entry ? unknown(entry.unknown) : Result.succeed(entry)
}
