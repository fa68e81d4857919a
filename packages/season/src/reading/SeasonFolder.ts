/**
 * The folder of a season: `programme.json`, and for each of its cohorts a roster, an attendance sheet and, where any
 * arrived, corrections; `officers.json` and `retention.json` where it has them. Everything is read before anything is decided; what stops the reading stops the run.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Pack from "../Pack.ts"
import type * as AttendanceSheet from "./AttendanceSheet.ts"
import type * as Corrections from "./Corrections.ts"
import * as Csv from "./Csv.ts"
import type * as Problem from "./Problem.ts"
import * as OfficersFile from "./OfficersFile.ts"
import * as ProgrammeFile from "./ProgrammeFile.ts"
import * as ReadingError from "./ReadingError.ts"
import * as RetentionFile from "./RetentionFile.ts"
import type * as Roster from "./Roster.ts"
import type * as Form from "./Form.ts"
import * as Sheet from "./Sheet.ts"

// ---- Models

/** What the files of one cohort say. */
export interface CohortFiles {
  readonly cohort: ProgrammeFile.Cohort
  readonly roster: Sheet.Read<Roster.Applicant>
  readonly attendance: Sheet.Read<AttendanceSheet.Entry>
  readonly corrections: Sheet.Read<Corrections.Correction>
  /** What the sheets of attendance call what the flow has something to say about. */
  readonly names: AttendanceSheet.Names
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
  const pack = yield* Pack.Pack
  return yield* Effect.fromResult(ProgrammeFile.read(yield* textOf(folder, ProgrammeFile.file), pack.programme))
})

/** Reads who may do what; none where the season has no `officers.json`. */
export const officers = Effect.fn("SeasonFolder.officers")(function* (
  folder: string,
  programme: ProgrammeFile.Programme
) {
  const pack = yield* Pack.Pack
  const text = yield* optionalTextOf(folder, OfficersFile.file)
  return Option.isNone(text)
    ? Option.none()
    : Option.some(yield* Effect.fromResult(OfficersFile.read(text.value, programme, pack.programme)))
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
export const answers = Effect.fn("SeasonFolder.answers")(function* (file: string, programme: ProgrammeFile.Programme) {
  const path = yield* Path.Path
  const pack = yield* Pack.Pack
  const text = yield* textOf(path.dirname(file), path.basename(file))
  return yield* Effect.fromResult(Sheet.read(file, text, pack.answers(programme)))
})

/** Reads every cohort of a season, and tells of each as soon as it was read. */
export const files = Effect.fn("SeasonFolder.files")(function* (
  folder: string,
  programme: ProgrammeFile.Programme,
  tell: (files: CohortFiles) => Effect.Effect<void> = () => Effect.void
) {
  const forms = yield* (yield* Pack.Pack).forms(programme)
  const cohorts = yield* Effect.forEach(programme.cohorts, (one) => Effect.tap(cohort(folder, one, forms), tell))
  const found: SeasonFiles = { programme, cohorts }
  return found
})

/** Reads the sheets of a cohort by the forms of its season. */
export const cohort = Effect.fn("SeasonFolder.cohort")(function* (
  folder: string,
  cohort: ProgrammeFile.Cohort,
  forms: Pack.Forms
) {
  const read = <Entry>(file: string, text: string, form: Form.Form<Entry>) =>
    Effect.fromResult(Sheet.read(file, text, form))
  const sheet = <Entry>(kind: "roster" | "attendance", form: Form.Form<Entry>) => {
    const file = fileOf(cohort.id, kind)
    return Effect.flatMap(textOf(folder, file), (text) => read(file, text, form))
  }
  const roster = yield* sheet("roster", forms.roster)
  const attendance = yield* sheet("attendance", forms.attendance)
  const file = fileOf(cohort.id, "corrections")
  const corrected = yield* optionalTextOf(folder, file)
  const corrections = Option.isNone(corrected) ? none : yield* read(file, corrected.value, forms.corrections)
  const files: CohortFiles = { cohort, roster, attendance, corrections, names: forms.attendance.names }
  return files
})

const none: Sheet.Read<Corrections.Correction> = { entries: [], problems: [] as ReadonlyArray<Problem.Problem> }

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
