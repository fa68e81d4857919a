/**
 * Every file of a run, as text: figures, lists by cohort, problems, report. The drawing library of the report is loaded
 * only here.
 */
import * as Effect from "effect/Effect"
import type { Text } from "@bina/policy"
import type * as SeasonResult from "../season/SeasonResult.ts"
import * as Words from "../season/Words.ts"
import * as Lists from "./Lists.ts"
import type * as OutputFolder from "./OutputFolder.ts"
import * as ReportFigures from "./ReportFigures.ts"
import * as SeasonJson from "./SeasonJson.ts"

// ---- Rules

/** The files of a season's results, `season.json` included. */
export const of = (
  result: SeasonResult.SeasonResult,
  language: Text.Language
): Effect.Effect<ReadonlyArray<OutputFolder.OutputFile>> => {
  const words = Words.of(result)
  return Effect.map(
    Effect.promise(() => import("../report/Report.ts")),
    (Report) => [
      ...result.cohorts.flatMap((cohort) =>
        Lists.ofCohort(cohort, words, language).map(({ file, text }) => ({
          path: `cohorts/${cohort.cohort.id}/${file}`,
          text
        }))
      ),
      { path: "problems.csv", text: Lists.problems(result.problems, language) },
      { path: "report.html", text: Report.render(ReportFigures.of(result, words), { language }) },
      { path: SeasonJson.file, text: `${JSON.stringify(SeasonJson.of(result), null, 2)}\n` }
    ]
  )
}
