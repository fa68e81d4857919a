/**
 * What happened to a person or a cohort, event by event: when, what, by whom, with which answer and by which policy.
 * Nothing is opened for it, so people stand in it by their ids.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Person } from "@bina/core"
import { Journal } from "@bina/core/adapter"
import { type Recorded, StreamId, Streams } from "@bina/core/journal"
import { Citation } from "@bina/policy"
import { Pack, Plan, SeasonFolder } from "@bina/season"
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
  const read = Effect.gen(function* () {
    if (programme.cohorts.some(({ id }) => id === whose)) {
      return yield* ofCohort(programme.id, whose)
    }
    return yield* concerning(yield* Dossier.personOf(whose, programme))
  })
  const lines = yield* read.pipe(Store.looking(place, { ...request, policies: (yield* Pack.Pack).policies(programme) }))
  yield* Console.log(lines.join("\n"))
})

/** What happened to a cohort, to its list and its budget line, and whom of its people nobody knows any more. */
const ofCohort = (season: string, cohort: string) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const id = Plan.cohortId(season, cohort)
    const applied = yield* journal.read(Streams.ofCohort(id))
    const people = new Set(applied.flatMap((event) => personIn(bodyOf(event)) ?? []))
    const streams = [
      Streams.ofDisbursement(Plan.listId(season, cohort)),
      Streams.ofBudget(id),
      ...[...people].map((person) => Streams.ofPerson(Person.id(person)))
    ]
    const others = yield* Effect.forEach(streams, (stream) => journal.read(stream))
    return [applied, ...others].flatMap((events) => events.map(lineOf))
  })

interface Body {
  readonly application?: string | { readonly id: string; readonly person?: { readonly value?: string } }
  readonly determination?: { readonly _tag: string; readonly reasons?: ReadonlyArray<{ readonly code?: string }> }
  readonly policy?: string
  readonly reason?: string
  readonly content?: string
  readonly requestedBy?: string
  readonly officer?: string
  readonly step?: string
  readonly until?: string
  readonly duties?: ReadonlyArray<string>
  readonly lifts?: ReadonlyArray<unknown>
  readonly under?: { readonly _tag: string; readonly document?: string }
  readonly basis?: Citation.Citation
  readonly obligation?: unknown
}

const bodyOf = ({ body }: Recorded.Recorded): Body => JSON.parse(body) as Body

const applicationOf = ({ application }: Body): string | undefined =>
  typeof application === "object" ? application.id : application

const personIn = ({ application }: Body): string | undefined =>
  typeof application === "object" ? application.person?.value : undefined

/** Every event that names the person, those of their applications, and the signatures under their lists. */
const concerning = (person: string) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const lines: Array<string> = []
    const applications = new Set<string>()
    const lists = new Set<string>()
    yield* Stream.runForEach(journal.all, (event) =>
      Effect.sync(() => {
        const body = bodyOf(event)
        const application = applicationOf(body)
        const name = `${event.stream} ${application ?? ""}`
        if (personIn(body) === person) applications.add(name)
        const isOwn = StreamId.keysOf(event.stream).includes(person) || event.body.includes(`"${person}"`)
        const isList = StreamId.kindOf(event.stream) === Streams.disbursement.name && body.obligation === undefined
        if (isOwn && isList) lists.add(event.stream)
        if (isOwn || (isList && lists.has(event.stream)) || (application !== undefined && applications.has(name)))
          lines.push(lineOf(event))
      })
    )
    return lines
  })

/** The parts of an event that stand in clear and say who decided what, and by what. */
const lineOf = (event: Recorded.Recorded): string => {
  const body = bodyOf(event)
  const { basis, content, determination, duties, lifts, officer, policy, reason, requestedBy, step, under, until } =
    body
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
    under?.document ?? under?._tag,
    duties?.join(", "),
    requestedBy === undefined ? undefined : `with ${requestedBy}`,
    officer === undefined || step === undefined ? undefined : `${officer} to ${step} until ${until}`,
    lifts === undefined ? undefined : JSON.stringify(lifts),
    content === undefined ? undefined : `content ${content.slice(0, 12)}`,
    basis === undefined ? undefined : Citation.short(basis),
    reason
  ]
    .filter((part) => part !== undefined)
    .join("  ")
}
