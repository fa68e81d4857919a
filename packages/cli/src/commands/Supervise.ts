/**
 * A season of supervision: read the register, visits and reports, show who stands on which step, and write the outcome, a
 * worklist, the problems and the letters.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type { Text } from "@bina/policy"
import { LetterFolder, Lists, Worklist } from "@bina/report"
import { Pack, SupervisionFolder, SupervisionJson, SupervisionResult } from "@bina/season"
import { Program } from "../Program.ts"
import * as SupervisionTable from "../screen/SupervisionTable.ts"
import { refuse } from "./Refused.ts"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request {
  readonly season: string
  readonly out: string
  readonly force: boolean
  readonly language: Text.Language
}

// ---- Rules

const words = {
  problems: { id: "masalah dalam berkas, lihat", en: "problems in the files, see" },
  letters: { id: "surat", en: "letters" },
  written: { id: "hasil ditulis ke", en: "results written to" }
} as const

const nobody = refuse(
  "kota ini tidak punya aturan pengawasan dalam program ini",
  "this city says nothing of supervision in this program"
)

/** What the law of the season cannot answer of a day in the files: told with its reason, for nothing was written. */
const lawless = ({ message }: SupervisionResult.LawMissing) =>
  refuse(`aturan musim ini tidak menjawabnya: ${message}`, `the law of this season does not answer: ${message}`)

/** The whole run. */
export const run = Effect.fn("Supervise.run")(function* ({ force, language, out, season }: Request) {
  const program = yield* Program
  const city = yield* Pack.Pack
  const { supervision } = program
  if (supervision === undefined) return yield* nobody
  const law = yield* Effect.promise(supervision.pack)
  const folder = season === program.season ? supervision.folder : season
  const files = yield* SupervisionFolder.read(folder, law.forms)
  const result = yield* Effect.mapError(Effect.fromResult(SupervisionResult.of(files, law)), lawless)

  const letters = law.letters(result)
  const json = SupervisionJson.of(result, law.names)
  const { number } = law.columns
  yield* LetterFolder.write({ out, force, input: Object.values(SupervisionFolder.files) }, [
    { path: SupervisionJson.file, text: `${JSON.stringify(json, null, 1)}\n` },
    { path: "worklist.csv", text: Worklist.write(Worklist.of(result), number, language) },
    { path: "problems.csv", text: Lists.problems(result.problems, { city, language }) },
    ...letters
  ])

  yield* Console.log(SupervisionTable.render(result, language))
  if (result.problems.length > 0) {
    yield* Console.log(`${result.problems.length} ${words.problems[language]} ${out}/problems.csv`)
  }
  yield* Console.log(`${letters.length} ${words.letters[language]}`)
  yield* Console.log(`${words.written[language]} ${out}`)
})
