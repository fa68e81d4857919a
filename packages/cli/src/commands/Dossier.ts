/**
 * What is kept of one person, for that person: everything from the journal, opened, as JSON. That it was opened, by whom
 * and what for, is recorded first.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { Actor } from "@bina/core"
import { Office } from "@bina/core/office"
import { Pack, type ProgrammeFile, SeasonFolder } from "@bina/season"
import * as Answer from "./Answer.ts"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** Whose, as the command line says it. */
export interface Request extends Keeping.Request {
  readonly season: string
  readonly number: string
}

// ---- Rules

const asking = { actor: Actor.id("command-line"), purpose: "export for the person" }

/** The person of a number, in the journal; fails with `NothingToExplain` where it knows nobody. */
export const personOf = Effect.fn("Dossier.personOf")(function* (typed: string, programme: ProgrammeFile.Programme) {
  const office = yield* Office.Office
  const pack = yield* Pack.Pack
  const number = pack.number(typed, programme)
  const person = Option.isNone(number)
    ? Option.none()
    : yield* office.find({ kind: pack.identities.person, number: Redacted.make(number.value) })
  if (Option.isSome(person)) return person.value
  return yield* new Answer.NothingToExplain({ cohort: Option.none(), because: "nobody-applied" })
})

/** Prints everything. */
export const run = Effect.fn("Dossier.run")(function* (request: Request) {
  const { number, out, season, store } = request
  const programme = yield* SeasonFolder.programme(season)
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place, out)
  const opened = Effect.gen(function* () {
    const office = yield* Office.Office
    return yield* office.person({ person: yield* personOf(number, programme), ...asking })
  })
  const dossier = yield* opened.pipe(
    Store.using(place, { ...request, policies: (yield* Pack.Pack).policies(programme) })
  )
  yield* Console.log(JSON.stringify(dossier, null, 2))
})
