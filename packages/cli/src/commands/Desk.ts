/**
 * A desk at which officers act on the journal of a season: the season and who is appointed in it, a journal that is
 * there, and the day that it is where the season takes place.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Actor } from "@bina/core"
import { Now } from "@bina/core/adapter"
import type { CivilDate } from "@bina/policy"
import { OfficeSeason, OfficersFile, Pack, Plan, type ProgrammeFile, SeasonFolder } from "@bina/season"
import type * as Keeping from "./Keeping.ts"
import * as Refused from "./Refused.ts"
import * as Store from "./Store.ts"

// ---- Models

/** Which season, as the command line says it. */
export interface Request extends Keeping.Request {
  readonly season: string
}

/** What officers have before them. */
export interface Desk {
  readonly programme: ProgrammeFile.Programme
  readonly money: Pack.Shape["money"]
  readonly officers: Option.Option<OfficersFile.Officers>
  readonly today: CivilDate.CivilDate
  readonly place: Store.Place
  readonly purpose: Store.Purpose
}

// ---- Rules

/** Sits down; refused where there is no journal, or what the season says of its officers cannot be used. */
export const open = Effect.fn("Desk.open")(function* ({ language, out, season, store }: Request) {
  const pack = yield* Pack.Pack
  const programme = yield* SeasonFolder.programme(season)
  const officers = yield* SeasonFolder.officers(season, programme)
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place, out)
  const desk: Desk = {
    programme,
    money: pack.money,
    officers,
    today: yield* Now.dayIn(programme.timeZone, yield* Now.moment),
    place,
    purpose: {
      out,
      language,
      policies: pack.policies(programme),
      ...Option.match(officers, {
        onNone: () => ({}),
        onSome: (some) => ({ officers: OfficersFile.tableOf(programme.id, some, pack.currency) })
      })
    }
  }
  return desk
})

/** Works with the office of a desk. */
export const using = ({ place, purpose }: Desk) => Store.using(place, purpose)

/** The cohort of this name, or of the list of this name. */
export const cohortOf = ({ programme: { cohorts, id: season } }: Desk, name: string) => {
  const cohort = cohorts.find(({ id }) => id === name || Plan.listId(season, id) === name)
  const known = cohorts.map(({ id }) => id).join(", ")
  return cohort === undefined
    ? Effect.fail(
        Refused.refuse(
          `tidak ada angkatan atau daftar ${name} dalam musim ini; yang ada: ${known}`,
          `this season has no cohort or list ${name}; it has ${known}`
        )
      )
    : Effect.succeed(cohort)
}

/** Who acts. Nobody needs to be named to prepare on paper; for all else somebody has to be appointed. */
export const officerOf = ({ officers }: Desk, named: Option.Option<string>) => {
  if (Option.isNone(named)) return Effect.succeed(OfficeSeason.clerk)
  if (Option.isNone(officers)) return Effect.fail(Refused.noOfficers)
  return [...OfficersFile.reserved].some((own) => Actor.isSame(Actor.id(own), Actor.id(named.value)))
    ? Effect.fail(
        Refused.refuse(
          `${named.value} adalah program ini sendiri; sebutkan petugas yang bertindak`,
          `${named.value} is the program itself; name the officer who acts`
        )
      )
    : Effect.succeed(Actor.id(named.value))
}

/** Who is appointed for a task today, on a cohort where one is named. */
export const appointed = ({ officers, today }: Desk, task: OfficersFile.Task, cohort?: string): ReadonlyArray<string> =>
  Option.match(officers, {
    onNone: () => [],
    onSome: (some) => OfficersFile.appointedFor(some, task, today, cohort)
  })
