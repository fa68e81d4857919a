/**
 * The main job: read a season, compute it, show it, write it. Everything that decides is pure; here are the folder, the
 * screen and the order of things.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { Region } from "@bina/indonesia"
import type { Text } from "@bina/policy"
import type * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as CohortTable from "../screen/CohortTable.ts"
import * as Season from "../season/Season.ts"
import type * as SeasonResult from "../season/SeasonResult.ts"
import * as Outputs from "../writing/Outputs.ts"
import * as OutputFolder from "../writing/OutputFolder.ts"

// ---- Models

/** What to run, as the command line says it. */
export interface Request {
  readonly season: string
  readonly out: string
  readonly language: Text.Language
  readonly force: boolean
}

// ---- Rules

const words = {
  reading: { id: "membaca", en: "reading" },
  applications: { id: "pendaftaran", en: "applications" },
  attendance: { id: "baris kehadiran", en: "attendance rows" },
  problems: { id: "masalah dalam berkas, lihat", en: "problems in the files, see" },
  written: { id: "hasil ditulis ke", en: "results written to" }
} as const

/** Reads the files of a season; progress goes to the standard error, so that the tables can be piped. */
export const filesOf = Effect.fn("Job.filesOf")(function* (
  folder: string,
  programme: ProgrammeFile.Programme,
  tell: (line: (language: Text.Language) => string) => Effect.Effect<void>
) {
  const regions = yield* Region.load
  const cohorts = yield* Effect.forEach(programme.cohorts, (cohort) =>
    Effect.tap(SeasonFolder.cohort(folder, programme, cohort, regions), ({ attendance, roster }) =>
      tell(
        (language) =>
          `${words.reading[language]} ${cohort.id}: ${roster.entries.length} ${words.applications[language]}, ` +
          `${attendance.entries.length} ${words.attendance[language]}`
      )
    )
  )
  return { programme, cohorts } satisfies SeasonFolder.SeasonFiles
})

/** Reads and computes a season. */
export const computed = Effect.fn("Job.computed")(function* (...request: Parameters<typeof filesOf>) {
  return yield* Effect.fromResult(Season.of(yield* filesOf(...request)))
})

/** The whole run. Whether the results may be written is asked first, so that nobody waits for a refusal. */
export const run = Effect.fn("Job.run")(function* ({ force, language, out, season }: Request) {
  const programme = yield* SeasonFolder.programme(season)
  yield* OutputFolder.apart(out, season)
  yield* OutputFolder.check(out, programme.id, force)
  const result = yield* computed(season, programme, (line) => Console.error(line(language)))
  yield* shown(result, language)
  yield* OutputFolder.write(out, programme.id, force, yield* Outputs.of(result, language))
  if (result.problems.length > 0) {
    yield* Console.log(`${result.problems.length} ${words.problems[language]} ${out}/problems.csv`)
  }
  yield* Console.log(`${words.written[language]} ${out}`)
})

const shown = ({ cohorts, programme }: SeasonResult.SeasonResult, language: Text.Language) =>
  Console.log(
    [`${programme.title} (${programme.id})`, ...cohorts.map((cohort) => CohortTable.render(cohort, language))].join(
      "\n\n"
    )
  )
