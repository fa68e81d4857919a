/**
 * A season read and computed in this process, by the parts that the command uses: from its files alone, and through an
 * office in memory. Both must come to the same lists, figures and problems, whatever a test puts into the files.
 */
import * as NodeServices from "@effect/platform-node/NodeServices"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { computed, filesOf } from "../src/commands/Job.ts"
import * as Store from "../src/commands/Store.ts"
import * as OfficeSeason from "../src/office/OfficeSeason.ts"
import * as ProgrammeFile from "../src/reading/ProgrammeFile.ts"
import * as SeasonFolder from "../src/reading/SeasonFolder.ts"
import * as Season from "../src/season/Season.ts"
import type * as SeasonResult from "../src/season/SeasonResult.ts"
import * as Words from "../src/season/Words.ts"
import * as Lists from "../src/writing/Lists.ts"
import * as ReportFigures from "../src/writing/ReportFigures.ts"
import * as SeasonJson from "../src/writing/SeasonJson.ts"

/** The results of a folder through an office, or what stopped it. */
export const throughOffice = Effect.fn("Computed.throughOffice")(function* (folder: string) {
  const programme = yield* SeasonFolder.programme(folder)
  const files = yield* filesOf(folder, programme, () => Effect.void)
  const purpose = { out: folder, language: "en", city: ProgrammeFile.cityOf(programme) } as const
  const { result } = yield* OfficeSeason.of(files).pipe(Store.using({ _tag: "Memory" }, purpose), TestClock.withLive)
  return { files, result }
}, Effect.provide(NodeServices.layer))

/** The results of a folder from its files alone, or what stopped the reading. */
export const fromFiles = Effect.fn("Computed.fromFiles")(function* (folder: string) {
  const programme = yield* SeasonFolder.programme(folder)
  return yield* computed(folder, programme, () => Effect.void)
}, Effect.provide(NodeServices.layer))

/** The results of a folder, on which both ways agree. */
export const season = Effect.fn("Computed.season")(function* (folder: string) {
  const { files, result } = yield* throughOffice(folder)
  const pure = yield* Effect.fromResult(Season.of(files))
  assert.deepStrictEqual(written(result), written(pure))
  return result
})

/** All that is written of a result. */
const written = (result: SeasonResult.SeasonResult) => {
  const words = Words.of(result)
  return {
    json: SeasonJson.of(result),
    lists: result.cohorts.map((cohort) => Lists.ofCohort(cohort, words, "en")),
    problems: Lists.problems(result.problems, "en"),
    figures: ReportFigures.of(result, words)
  }
}

const said = (result: SeasonResult.SeasonResult) => ({
  ...SeasonJson.of(result),
  problems: result.problems.map(({ file, kind, row }) => ({ file: file.split("/").at(-1), kind, row }))
})

/** What `season.json` would say, and the problems told, by kind and row. */
export const outcome = (folder: string) => Effect.map(season(folder), said)

/** The same from the files alone, for a large season of which only the reading is in question. */
export const outcomeOfFiles = (folder: string) => Effect.map(fromFiles(folder), said)
