/**
 * A season read and put to an office in the memory of this process, by the parts that the command uses; and the city whose
 * season it is.
 */
import * as NodeServices from "@effect/platform-node/NodeServices"
import { City, Store } from "@bina/cli"
import { OfficeSeason, Pack, SeasonFolder, SeasonJson, type SeasonResult } from "@bina/season"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { program } from "../src/program.ts"

/** The effect, in the city and on this machine. */
export const here = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(City.inCity(program), Effect.provide(NodeServices.layer))

/** The files of a folder. */
export const files = (folder: string) =>
  here(Effect.flatMap(SeasonFolder.programme(folder), (programme) => SeasonFolder.files(folder, programme)))

/** The results of a folder through an office, or what stopped it. */
export const season = (folder: string) =>
  here(
    Effect.gen(function* () {
      const programme = yield* SeasonFolder.programme(folder)
      const files = yield* SeasonFolder.files(folder, programme)
      const policies = (yield* Pack.Pack).policies(programme)
      const purpose = { out: folder, language: "en", policies } as const
      const { result } = yield* OfficeSeason.of(files).pipe(
        Store.using({ _tag: "Memory" }, purpose),
        TestClock.withLive
      )
      return result
    })
  )

const said = (result: SeasonResult.SeasonResult) => ({
  ...SeasonJson.of(result, { identities: { person: "nik" } }),
  problems: result.problems.map(({ file, kind, row }) => ({ file: file.split("/").at(-1), kind, row }))
})

/** What `season.json` would say, and the problems told, by kind and row. */
export const outcome = (folder: string) => Effect.map(season(folder), said)
