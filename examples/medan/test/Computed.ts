/** A season read and computed in this process, by the parts that the command uses. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { computed } from "../src/commands/Job.ts"
import * as SeasonFolder from "../src/reading/SeasonFolder.ts"
import * as SeasonJson from "../src/writing/SeasonJson.ts"

/** The results of a folder, or what stopped the reading. */
export const season = Effect.fn("Computed.season")(function* (folder: string) {
  const programme = yield* SeasonFolder.programme(folder)
  return yield* computed(folder, programme, () => Effect.void)
}, Effect.provide(NodeServices.layer))

/** What `season.json` would say, and the problems told, by kind and row. */
export const outcome = (folder: string) =>
  Effect.map(season(folder), (result) => ({
    ...SeasonJson.of(result),
    problems: result.problems.map(({ file, kind, row }) => ({ file: file.split("/").at(-1), kind, row }))
  }))
