/**
 * What happened to a person or a cohort, event by event: when, what, by whom, with which answer and by which policy.
 * Nothing is opened for it, so people stand in it by their ids.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Journal, type Recorded, StreamId, Streams } from "@bina/core"
import * as ProgrammeFile from "../reading/ProgrammeFile.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Plan from "../office/Plan.ts"
import * as Dossier from "./Dossier.ts"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** Whose history, as the command line says it: a cohort of the season, or whoever has the number. */
export interface Request extends Keeping.Request {
  readonly season: string
  readonly whose: string
}

// ---- Rules

/** Prints a history, a line for each event. */
export const run = Effect.fn("History.run")(function* (request: Request) {
  const { out, season, store, whose } = request
  const programme = yield* SeasonFolder.programme(season)
  const place = yield* Store.placeOf(store, out)
  yield* Store.existing(place)
  const read = Effect.gen(function* () {
    const journal = yield* Journal.Journal
    if (programme.cohorts.some(({ id }) => id === whose)) {
      return (yield* journal.read(Streams.ofCohort(Plan.cohortId(programme.id, whose)))).map(lineOf)
    }
    return yield* concerning(yield* Dossier.personOf(whose, programme.fiscalYear))
  })
  const lines = yield* read.pipe(Store.using(place, { ...request, city: ProgrammeFile.cityOf(programme) }))
  yield* Console.log(lines.join("\n"))
})

interface Body {
  readonly application?: string | { readonly id: string; readonly person?: { readonly value?: string } }
  readonly determination?: { readonly _tag: string; readonly reasons?: ReadonlyArray<{ readonly code?: string }> }
  readonly policy?: string
  readonly reason?: string
}

const bodyOf = ({ body }: Recorded.Recorded): Body => JSON.parse(body) as Body

const applicationOf = ({ application }: Body): string | undefined =>
  typeof application === "object" ? application.id : application

/** Every event that names the person, and those of their applications, stream by stream. */
const concerning = (person: string) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const lines: Array<string> = []
    const applications = new Set<string>()
    yield* Stream.runForEach(journal.all, (event) =>
      Effect.sync(() => {
        const body = bodyOf(event)
        const application = applicationOf(body)
        const name = `${event.stream} ${application ?? ""}`
        if (typeof body.application === "object" && body.application.person?.value === person) applications.add(name)
        const isOwn = StreamId.keysOf(event.stream).includes(person) || event.body.includes(`"${person}"`)
        if (isOwn || (application !== undefined && applications.has(name))) lines.push(lineOf(event))
      })
    )
    return lines
  })

/** The parts of an event that stand in clear and say who decided what, and by what. */
const lineOf = (event: Recorded.Recorded): string => {
  const body = bodyOf(event)
  const { determination, policy, reason } = body
  return [
    event.appendedAt,
    event.stream,
    String(event.version),
    event.type,
    event.actor,
    applicationOf(body),
    determination?._tag,
    determination?.reasons === undefined ? undefined : JSON.stringify(determination.reasons),
    policy === undefined ? undefined : `policy ${policy.slice(0, 12)}`,
    reason
  ]
    .filter((part) => part !== undefined)
    .join("  ")
}
