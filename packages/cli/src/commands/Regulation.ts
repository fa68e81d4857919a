/**
 * The season's rules as people read them: who may join, what counts across people, what is paid, as one regulation.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Text } from "@bina/policy"
import { RegulationText, SingleFiles } from "@bina/report"
import { Pack, SeasonFolder } from "@bina/season"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request {
  readonly season: string
  readonly language: Text.Language
  readonly format: "md" | "html"
  readonly out: Option.Option<string>
}

// ---- Rules

/** Prints the regulation, or writes it to a file. */
export const run = Effect.fn("Regulation.run")(function* ({ format, language, out, season }: Request) {
  const pack = yield* Pack.Pack
  const programme = yield* SeasonFolder.programme(season)
  const regulations = RegulationText.of(pack.policies(programme), pack, language)
  const text =
    format === "md"
      ? RegulationText.toMarkdown(programme.title, regulations)
      : (yield* Effect.promise(() => import("@bina/report/RegulationPage"))).render(
          programme.title,
          regulations,
          language
        )
  if (Option.isNone(out)) return yield* Console.log(text.trimEnd())
  yield* SingleFiles.writeFile(out.value, text)
  yield* Console.error(`${words.written[language]} ${out.value}`)
})

const words = { written: { id: "peraturan ditulis ke", en: "regulation written to" } } as const
