/**
 * The country's regions from the package `idn-area-data`, whose files follow the interior ministry's latest codes. It
 * reads from disk: load once, at the edge, and pass the table in.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Regions from "./Regions.ts"

// ---- Errors

/** The table of regions could not be read. */
export class RegionsUnavailable extends Schema.TaggedError<RegionsUnavailable>()("RegionsUnavailable", {
  cause: Schema.Defect()
}) {
  override get message(): string {
    return "the table of regions could not be read: is the package idn-area-data installed with its data files?"
  }
}

// ---- Rules

/** Provinces, regencies and districts (not villages) of the whole country. */
export const load: Effect.Effect<Regions.Regions, RegionsUnavailable | Regions.MalformedRegions> = Effect.gen(
  function* () {
    const rows = yield* Effect.tryPromise({
      // Imported when it is used, so that pure readers of this package load neither a parser nor a file system.
      try: async () => {
        const data = await import("idn-area-data")
        const tables = await Promise.all([data.getProvinces(), data.getRegencies(), data.getDistricts()])
        return tables.flat()
      },
      catch: (cause) => new RegionsUnavailable({ cause })
    })
    return yield* Effect.fromResult(Regions.fromRows(rows))
  }
)
