/**
 * What is kept of one person, for that person: everything from the journal, opened, as JSON. That it was opened, by whom
 * and what for, is recorded first.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { Actor } from "@bina/core"
import { Office } from "@bina/core/office"
import { Nik } from "@bina/indonesia"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Answer from "./Answer.ts"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** Whose, as the command line says it. */
export interface Request extends Keeping.Request {
  readonly season: string
  readonly nik: string
}

// ---- Rules

const asking = { actor: Actor.id("command-line"), purpose: "export for the person" }

/** The person of a number, in the journal; fails with `NothingToExplain` where it knows nobody. */
export const personOf = Effect.fn("Dossier.personOf")(function* (nik: string, latestYear: number) {
  const office = yield* Office.Office
  const number = Nik.parse(nik, { latestYear })
  const person = Result.isFailure(number)
    ? Option.none()
    : yield* office.find({ kind: "nik", number: Redacted.make(number.success.digits) })
  if (Option.isSome(person)) return person.value
  return yield* new Answer.NothingToExplain({ cohort: Option.none(), because: "nobody-applied" })
})

/** Prints everything. */
export const run = Effect.fn("Dossier.run")(function* (request: Request) {
  const { nik, out, season, store } = request
  const programme = yield* SeasonFolder.programme(season)
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place)
  const opened = Effect.gen(function* () {
    const office = yield* Office.Office
    return yield* office.person({ person: yield* personOf(nik, programme.fiscalYear), ...asking })
  })
  const dossier = yield* opened.pipe(Store.using(place, { ...request, city: ProgrammeFile.cityOf(programme) }))
  yield* Console.log(JSON.stringify(dossier, null, 2))
})
