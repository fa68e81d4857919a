/**
 * What `programme.json` says in an Indonesian city beside what it says anywhere: which city it is, in which zone its clocks
 * stand, out of which budget a cohort is paid and what it trains for.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Money } from "@bina/policy"
import { Problem, ProgrammeFile, ReadingError } from "@bina/season"
import * as Kbli from "../business/Kbli.ts"
import * as TransportPrice from "../price/TransportPrice.ts"
import * as Region from "../region/Region.ts"
import type * as Cells from "./Cells.ts"
import * as Faults from "./Faults.ts"

// ---- Models

const Cohort = Schema.Struct({
  ...ProgrammeFile.cohortFields,
  kbli: Kbli.Kbli,
  // APBD is the budget of the city, APBN that of the state.
  payer: TransportPrice.Payer
})
export type Cohort = typeof Cohort.Type

/** A season of a city. */
export const Programme = Schema.Struct({
  ...ProgrammeFile.programmeFields,
  city: Schema.Struct({
    name: Schema.NonEmptyString.check(Schema.isMaxLength(200)),
    kemendagriCode: Schema.String.check(Schema.isPattern(/^[0-9]{2}\.?[0-9]{2}$/))
  }),
  timeZone: Schema.Literals(["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]),
  cohorts: Schema.NonEmptyArray(Cohort)
})
export type Programme = typeof Programme.Type

/** How `programme.json` is read. */
export const form: ProgrammeFile.Form<Programme> = { schema: Programme, payer: TransportPrice.Payer }

// ---- Rules

/** The code of the city, written with its dot or without; that such a city exists is asked of the table of regions. */
export const codeOf = ({ city }: Pick<Programme, "city">): Region.Kemendagri =>
  Result.getOrThrow(Region.parseCode(city.kemendagriCode))

/** What cells are read against; a programme for a city that does not exist would refuse everybody, so it is an error. */
export const contextOf = (programme: Programme): Effect.Effect<Cells.Context, ReadingError.BrokenFile> =>
  Effect.gen(function* () {
    const regions = yield* Effect.orDie(Region.load)
    const city = codeOf(programme)
    const { fiscalYear, timeZone } = programme
    if (Result.isSuccess(Region.districtsOf(regions, city))) return { regions, city, latestYear: fiscalYear, timeZone }
    return yield* new ReadingError.BrokenFile({
      file: ProgrammeFile.file,
      detail: {
        id: `kode Kemendagri ${Region.dotted(city)} bukan kabupaten atau kota`,
        en: `the Kemendagri code ${Region.dotted(city)} names no regency or city`
      }
    })
  })

/** In what a cohort trains. */
export const tradeOf = ({ kbli: { code, version } }: Cohort) => ({ scheme: "KBLI", version, code })

/** A price above the standard that binds whoever pays. */
export const aboveStandard = (cohort: Cohort): ReadonlyArray<Problem.Problem> => {
  const { dailyTransport: price, id } = cohort
  const found = TransportPrice.compareWithStandard(Money.minorUnits(price), ProgrammeFile.endsOn(cohort))
  return found._tag === "AboveStandard"
    ? [
        Problem.make(Faults.aboveStandard, {
          file: ProgrammeFile.file,
          column: "dailyTransport",
          value: `${id}: ${price}`,
          shown: "word"
        })
      ]
    : []
}
