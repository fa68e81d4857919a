/**
 * What if: the recorded season beside the same season under other terms, printed and, where a folder is named, written
 * as Markdown and as a page. Both hold counts and sums only.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Text } from "@bina/policy"
import { SimulationText, SingleFiles } from "@bina/report"
import { Pack, SeasonFolder, Simulation } from "@bina/season"

// ---- Models

/** What is asked, as the command line says it. */
export interface Request {
  readonly season: string
  readonly language: Text.Language
  readonly transport: Option.Option<number>
  readonly household: Option.Option<string>
  readonly out: Option.Option<string>
}

// ---- Errors

/** What was asked makes no scenario. */
export class NoScenario extends Schema.TaggedError<NoScenario>()("NoScenario", { text: Text.Text }) {
  override get message(): string {
    return this.text.en
  }
}

// ---- Rules

const refuse = (id: string, en: string) => Result.fail(new NoScenario({ text: { id, en } }))

/** Reads the change that is asked for. */
export const changeOf = (
  { household, transport }: Pick<Request, "household" | "transport">,
  scenarios: Pack.Scenarios
): Result.Result<Simulation.Change, NoScenario> => {
  const most = scenarios.transport?.most
  if (Option.isSome(transport) && most === undefined) {
    return refuse("musim ini tidak punya satu uang transport sehari", "this season has no single daily transport money")
  }
  if (Option.isSome(household) && scenarios.household === undefined) {
    return refuse("musim ini tidak membatasi rumah tangga", "this season has no limit for households")
  }
  if (Option.isNone(household) && Option.isNone(transport)) {
    return refuse(
      "sebutkan apa yang berubah: --transport RUPIAH, --household-limit N atau keduanya",
      "say what is to change: --transport RUPIAH, --household-limit N or both"
    )
  }
  if (Option.isSome(transport) && most !== undefined && (transport.value < 0 || transport.value > most)) {
    return refuse(
      `--transport harus antara 0 dan ${most} rupiah sehari`,
      `--transport must lie between 0 and ${most} rupiah a day`
    )
  }
  if (Option.isNone(household)) return Result.succeed({ transport, household: Option.none() })
  if (household.value === "none") return Result.succeed({ transport, household: Option.some("none") })
  return /^[1-9]\d{0,5}$/.test(household.value)
    ? Result.succeed({ transport, household: Option.some(Number(household.value)) })
    : refuse(
        "--household-limit harus bilangan mulai dari 1, atau none",
        "--household-limit must be a number from 1 up, or none"
      )
}

/** Compares and tells. Whether the results may be written is asked first. */
export const run = Effect.fn("Simulate.run")(function* (request: Request) {
  const { language, out, season } = request
  const pack = yield* Pack.Pack
  const change = yield* Effect.fromResult(changeOf(request, pack.scenarios))
  if (Option.isSome(out)) yield* SingleFiles.check(out.value)
  const programme = yield* SeasonFolder.programme(season)
  const files = yield* SeasonFolder.files(season, programme)
  const simulation = yield* Effect.fromResult(Simulation.of(files, change, pack))
  const text = SimulationText.of(simulation, pack, language)
  yield* Console.log(text)
  if (Option.isNone(out)) return
  const { render } = yield* Effect.promise(() => import("@bina/report/ComparisonPage"))
  yield* SingleFiles.write(out.value, [
    { path: "comparison.md", text },
    { path: "comparison.html", text: render(simulation, pack, language) }
  ])
  yield* Console.error(`${words.written[language]} ${out.value}`)
})

const words = { written: { id: "hasil ditulis ke", en: "results written to" } } as const
