/**
 * The folder of a season: `programme.json`, and for each of its cohorts a roster, an attendance sheet and, where any
 * arrived, corrections; `officers.json` and `retention.json` where it has them. Everything is read before anything is decided; what stops the reading stops the run.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import type * as Result from "effect/Result"
import { Region } from "@bina/indonesia"
import * as AttendanceSheet from "./AttendanceSheet.ts"
import * as BankAnswers from "./BankAnswers.ts"
import * as Corrections from "./Corrections.ts"
import * as Csv from "./Csv.ts"
import type * as Problem from "./Problem.ts"
import * as OfficersFile from "./OfficersFile.ts"
import * as ProgrammeFile from "./ProgrammeFile.ts"
import * as ReadingError from "./ReadingError.ts"
import * as RetentionFile from "./RetentionFile.ts"
import * as Roster from "./Roster.ts"
import type * as Sheet from "./Sheet.ts"

// ---- Models

/** What the files of one cohort say. */
export interface CohortFiles {
  readonly cohort: ProgrammeFile.Cohort
  readonly roster: Sheet.Read<Roster.Applicant>
  readonly attendance: Sheet.Read<AttendanceSheet.Entry>
  readonly corrections: Sheet.Read<Corrections.Correction>
}

/** A season as it was read, cohorts in the order of the programme. */
export interface SeasonFiles {
  readonly programme: ProgrammeFile.Programme
  readonly cohorts: ReadonlyArray<CohortFiles>
}

// ---- Rules

/** The name of a file of a cohort, as problems and messages show it. */
export const fileOf = (cohort: string, kind: "roster" | "attendance" | "corrections"): string =>
  `cohorts/${cohort}/${kind}.csv`

/** Reads the programme alone: enough to know whose results a run will write. */
export const programme = Effect.fn("SeasonFolder.programme")(function* (folder: string) {
  return yield* Effect.fromResult(ProgrammeFile.read(yield* textOf(folder, ProgrammeFile.file)))
})

/** Reads who may do what; none where the season has no `officers.json`. */
export const officers = Effect.fn("SeasonFolder.officers")(function* (
  folder: string,
  programme: ProgrammeFile.Programme
) {
  const text = yield* optionalTextOf(folder, OfficersFile.file)
  return Option.isNone(text)
    ? Option.none()
    : Option.some(yield* Effect.fromResult(OfficersFile.read(text.value, programme)))
})

/** Reads what has to be kept for how long, from the file that is named or from that of the season, if it has one. */
export const retention = Effect.fn("SeasonFolder.retention")(function* (
  folder: string,
  programme: ProgrammeFile.Programme,
  named: Option.Option<string>
) {
  const path = yield* Path.Path
  const text = Option.isNone(named)
    ? yield* optionalTextOf(folder, RetentionFile.file)
    : Option.some(yield* textOf(path.dirname(named.value), path.basename(named.value)))
  const file = Option.getOrElse(named, () => RetentionFile.file)
  return Option.isNone(text)
    ? Option.none()
    : Option.some(yield* Effect.fromResult(RetentionFile.read(file, text.value, programme)))
})

/** Reads what a bank answered, from the file that is named. */
export const answers = Effect.fn("SeasonFolder.answers")(function* (file: string, latestYear: number) {
  const path = yield* Path.Path
  const text = yield* textOf(path.dirname(file), path.basename(file))
  return yield* Effect.fromResult(BankAnswers.read(file, text, latestYear))
})

/** Reads the sheets of a cohort; `regions` is the country's table. */
export const cohort = Effect.fn("SeasonFolder.cohort")(function* (
  folder: string,
  programme: ProgrammeFile.Programme,
  cohort: ProgrammeFile.Cohort,
  regions: Region.Regions
) {
  const { fiscalYear, timeZone } = programme
  const city = yield* knownCity(programme, regions)
  const sheet = <A>(
    kind: "roster" | "attendance",
    read: (file: string, text: string) => Result.Result<A, ReadingError.UnknownColumns>
  ) =>
    Effect.flatMap(textOf(folder, fileOf(cohort.id, kind)), (text) =>
      Effect.fromResult(read(fileOf(cohort.id, kind), text))
    )
  const roster = yield* sheet("roster", (file, text) =>
    Roster.read(file, text, { regions, city, latestYear: fiscalYear, timeZone })
  )
  const attendance = yield* sheet("attendance", (file, text) => AttendanceSheet.read(file, text, fiscalYear))
  const corrected = yield* optionalTextOf(folder, fileOf(cohort.id, "corrections"))
  const corrections = Option.isNone(corrected)
    ? none
    : yield* Effect.fromResult(Corrections.read(fileOf(cohort.id, "corrections"), corrected.value, programme))
  return { cohort, roster, attendance, corrections } satisfies CohortFiles
})

const none: Sheet.Read<Corrections.Correction> = { entries: [], problems: [] as ReadonlyArray<Problem.Problem> }

/** A programme for a city that does not exist would refuse everybody: it stops the run. */
const knownCity = (programme: ProgrammeFile.Programme, regions: Region.Regions) => {
  const city = ProgrammeFile.cityOf(programme)
  return Effect.mapBoth(Effect.fromResult(Region.districtsOf(regions, city)), {
    onFailure: () =>
      new ReadingError.BrokenFile({
        file: ProgrammeFile.file,
        detail: {
          id: `kode Kemendagri ${Region.dotted(city)} bukan kabupaten atau kota`,
          en: `the Kemendagri code ${Region.dotted(city)} names no regency or city`
        }
      }),
    onSuccess: () => city
  })
}

const bytesOf = Effect.fn(function* (folder: string, file: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  return yield* fs.readFile(path.join(folder, file))
})

const textOf = (folder: string, file: string) =>
  Effect.mapBoth(bytesOf(folder, file), {
    onFailure: ({ reason }) => new ReadingError.MissingFile({ file, detail: reason._tag }),
    onSuccess: Csv.decode
  })

/** A file that need not be there; one that is there and may not be read is an error, not an absence. */
const optionalTextOf = (folder: string, file: string) =>
  bytesOf(folder, file).pipe(
    Effect.map((bytes) => Option.some(Csv.decode(bytes))),
    Effect.catchTag("PlatformError", ({ reason }) =>
      reason._tag === "NotFound"
        ? Effect.succeed(Option.none<string>())
        : Effect.fail(new ReadingError.MissingFile({ file, detail: reason._tag }))
    )
  )
