/**
 * The folder of a season of supervision: `establishments.csv`, `visits.csv` and `reports.csv`. A file that is not there or
 * has other columns stops the run; a row that cannot be read never does.
 */
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Csv from "../reading/Csv.ts"
import type * as Form from "../reading/Form.ts"
import * as ReadingError from "../reading/ReadingError.ts"
import * as Sheet from "../reading/Sheet.ts"
import type * as Supervised from "./Supervised.ts"

// ---- Models

/** What the three files say. */
export interface SupervisionFiles {
  readonly establishments: Sheet.Read<Supervised.Establishment>
  readonly visits: Sheet.Read<Supervised.Visit>
  readonly reports: Sheet.Read<Supervised.Receipt>
}

// ---- Rules

/** The names of the files. */
export const files = {
  establishments: "establishments.csv",
  visits: "visits.csv",
  reports: "reports.csv"
} as const

/** Reads the three files by their forms. */
export const read = Effect.fn("SupervisionFolder.read")(function* (folder: string, forms: Supervised.Forms) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const sheet = <Entry>(file: string, form: Form.Form<Entry>) =>
    Effect.flatMap(
      Effect.mapError(
        fs.readFile(path.join(folder, file)),
        ({ reason }) => new ReadingError.MissingFile({ file, detail: reason._tag })
      ),
      (bytes) => Effect.fromResult(Sheet.read(file, Csv.decode(bytes), form))
    )
  const read: SupervisionFiles = {
    establishments: yield* sheet(files.establishments, forms.establishments),
    visits: yield* sheet(files.visits, forms.visits),
    reports: yield* sheet(files.reports, forms.reports)
  }
  return read
})
