/**
 * The main job: read a season, put it to the office, show what it came to, write it. What decides stands elsewhere; here
 * are the folder, the screen and the order of things.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Text } from "@bina/policy"
import { OutputFolder, Outputs } from "@bina/report"
import { OfficeSeason, Pack, SeasonFolder, type SeasonResult } from "@bina/season"
import * as CohortTable from "../screen/CohortTable.ts"
import * as DutyWords from "../screen/DutyWords.ts"
import * as Notices from "./Notices.ts"
import * as Origin from "./Origin.ts"
import * as Store from "./Store.ts"

// ---- Models

/** What to run, as the command line says it. */
export interface Request {
  readonly season: string
  readonly out: string
  readonly language: Text.Language
  readonly force: boolean
  readonly store: Option.Option<string>
  /** How people are told what was decided; nobody is told where nothing is said. */
  readonly notify: Option.Option<Notices.Way>
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

/** Progress goes to the standard error, so that the tables can be piped. */
const told =
  (language: Text.Language) =>
  ({ attendance, cohort, roster }: SeasonFolder.CohortFiles) =>
    Console.error(
      `${words.reading[language]} ${cohort.id}: ${roster.entries.length} ${words.applications[language]}, ` +
        `${attendance.entries.length} ${words.attendance[language]}`
    )

/** The whole run. Whether the results may be written is asked first, so that nobody waits for a refusal. */
export const run = Effect.fn("Job.run")(function* ({ force, language, notify, out, season, store }: Request) {
  const pack = yield* Pack.Pack
  const programme = yield* SeasonFolder.programme(season)
  yield* OutputFolder.apart(out, season)
  const place = yield* Store.placeOf(store, out)
  const folder = { folder: out, season: programme.id, force, store: Store.fileOf(place) }
  yield* OutputFolder.check(folder)
  const files = yield* SeasonFolder.files(season, programme, told(language))
  yield* office(files, folder, { language, notify, out }).pipe(
    Effect.provide(Notices.outboxOf(place)),
    Store.using(place, { out, language, policies: pack.policies(programme) })
  )
})

/** What is done while the store is open: results are written first, so that telling people never costs them. */
const office = (
  files: SeasonFolder.SeasonFiles,
  folder: OutputFolder.Target,
  { language, notify, out }: Pick<Request, "language" | "notify" | "out">
) =>
  Effect.gen(function* () {
    const pack = yield* Pack.Pack
    const { after, before, result, voided } = yield* OfficeSeason.of(files).pipe(Store.changedProgramme)
    yield* shown(result, pack, language)
    const outputs = yield* Outputs.of(result, pack, language)
    // The memory of one run is no journal that anybody could go on with.
    yield* OutputFolder.write(folder, Option.isNone(folder.store) ? outputs : [...outputs, yield* Origin.written])
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
    if (Option.isSome(notify)) yield* Notices.send(files, { way: notify.value, out, language })
  })

const shown = ({ cohorts, programme }: SeasonResult.SeasonResult, pack: Pack.Shape, language: Text.Language) =>
  Console.log(
    [
      `${programme.title} (${programme.id})`,
      ...cohorts.map((cohort) => CohortTable.render(cohort, pack, language))
    ].join("\n\n")
  )
