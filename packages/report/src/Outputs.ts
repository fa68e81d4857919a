/**
 * Every file of a run, as text: figures, lists by cohort, problems, report. The drawing library of the report is loaded
 * only here.
 */
import * as Effect from "effect/Effect"
import type { Text } from "@bina/policy"
import { type Pack, SeasonJson, type SeasonResult, Words } from "@bina/season"
import type * as OutputFolder from "./folder/OutputFolder.ts"
import * as Lists from "./lists/Lists.ts"
import * as ReportFigures from "./ReportFigures.ts"

// ---- Rules

/** The files of a season's results, `season.json` included. */
export const of = (
  result: SeasonResult.SeasonResult,
  city: Pack.Shape,
  language: Text.Language
): Effect.Effect<ReadonlyArray<OutputFolder.OutputFile>> => {
  const speech = { words: Words.of(result, city), city, language }
  return Effect.map(
    Effect.promise(() => import("./html/Report.ts")),
    (Report) => [
      ...result.cohorts.flatMap((cohort) =>
        Lists.ofCohort(cohort, speech).map(({ file, text }) => ({ path: `cohorts/${cohort.cohort.id}/${file}`, text }))
      ),
      { path: "problems.csv", text: Lists.problems(result.problems, speech) },
      { path: "report.html", text: Report.render(ReportFigures.of(result, city, speech.words), { language }) },
      { path: SeasonJson.file, text: `${JSON.stringify(SeasonJson.of(result, city), null, 2)}\n` }
    ]
  )
}
