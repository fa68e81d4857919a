/**
 * The main job: read a season, put it to the office, show what it came to, write it. What decides stands elsewhere; here
 * are the folder, the screen and the order of things.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { Region } from "@bina/indonesia"
import type { Text } from "@bina/policy"
import * as OfficeSeason from "../office/OfficeSeason.ts"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as CohortTable from "../screen/CohortTable.ts"
import * as DutyWords from "../screen/DutyWords.ts"
import * as Season from "../season/Season.ts"
import type * as SeasonResult from "../season/SeasonResult.ts"
import * as Outputs from "../writing/Outputs.ts"
import * as OutputFolder from "../writing/OutputFolder.ts"
import * as Store from "./Store.ts"

// ---- Models

/** What to run, as the command line says it. */
export interface Request {
  readonly season: string
  readonly out: string
  readonly language: Text.Language
  readonly force: boolean
  readonly store: Option.Option<string>
}

// ---- Rules

const words = {
  reading: { id: "membaca", en: "reading" },
  applications: { id: "pendaftaran", en: "applications" },
  attendance: { id: "baris kehadiran", en: "attendance rows" },
  problems: { id: "masalah dalam berkas, lihat", en: "problems in the files, see" },
  written: { id: "hasil ditulis ke", en: "results written to" },
  journal: { id: "jurnal", en: "journal" },
  unchanged: { id: "tidak ada yang baru", en: "nothing new" },
  added: { id: "peristiwa baru", en: "new events" },
  events: { id: "peristiwa", en: "events" },
  prepared: {
    id: "berkas berubah, jadi daftar disiapkan lagi",
    en: "the files were edited, so the list is prepared anew"
  },
  voided: { id: "tanda tangan ini batal", en: "these signatures are void" }
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

/** Reads a season and computes it from its files alone, without an office: for what asks and keeps nothing. */
export const computed = Effect.fn("Job.computed")(function* (...request: Parameters<typeof filesOf>) {
  return yield* Effect.fromResult(Season.of(yield* filesOf(...request)))
})

/** The whole run. Whether the results may be written is asked first, so that nobody waits for a refusal. */
export const run = Effect.fn("Job.run")(function* ({ force, language, out, season, store }: Request) {
  const programme = yield* SeasonFolder.programme(season)
  yield* OutputFolder.apart(out, season)
  const place = yield* Store.placeOf(store, out)
  const folder = { folder: out, season: programme.id, force, store: Store.fileOf(place) }
  yield* OutputFolder.check(folder)
  const files = yield* filesOf(season, programme, (line) => Console.error(line(language)))
  const { after, before, result, voided } = yield* OfficeSeason.of(files).pipe(
    Store.changedProgramme,
    Store.using(place, { out, language, city: ProgrammeFile.cityOf(programme) })
  )
  yield* shown(result, language)
  yield* OutputFolder.write(folder, yield* Outputs.of(result, language))
  if (result.problems.length > 0) {
    yield* Console.log(`${result.problems.length} ${words.problems[language]} ${out}/problems.csv`)
  }
  const news = after === before ? words.unchanged[language] : `${after - before} ${words.added[language]}`
  for (const { cohort, signed } of voided) {
    const signatures = signed.map(({ actor, duty }) => `${DutyWords.duties[duty].done[language]} (${actor})`)
    const what = `${words.prepared[language]}; ${words.voided[language]}: ${signatures.join(", ")}`
    yield* Console.log(`${cohort}: ${what}`)
  }
  yield* Console.log(`${words.journal[language]}: ${news} (${after} ${words.events[language]})`)
  yield* Console.log(`${words.written[language]} ${out}`)
})

const shown = ({ cohorts, programme }: SeasonResult.SeasonResult, language: Text.Language) =>
  Console.log(
    [`${programme.title} (${programme.id})`, ...cohorts.map((cohort) => CohortTable.render(cohort, language))].join(
      "\n\n"
    )
  )
