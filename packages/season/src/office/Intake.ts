/**
 * What the files say of a cohort's beginning, put to the office: it is announced, its roster comes in, seats are given,
 * and on paper everybody to whom one was offered has taken it.
 */
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type Actor, type Application, type Person } from "@bina/core"
import { type Vault } from "@bina/core/adapter"
import { type CohortState } from "@bina/core/journal"
import { Office, type Requests } from "@bina/core/office"
import type * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as Roster from "../reading/Roster.ts"
import type * as Pack from "../Pack.ts"
import * as Names from "./Names.ts"
import * as Plan from "./Plan.ts"
import * as Standing from "./Standing.ts"

// ---- Models

/** Whose files are read, and who reads them. */
export interface Desk {
  readonly pack: Pack.Shape
  readonly season: string
  readonly actor: Actor.Id
}

/** A row of the roster as the office knows it. */
export interface Applied {
  readonly applicant: Roster.Applicant
  readonly key: Application.Id
}

/** What became of a roster: who is who, and the rows whose change the office does not accept. `digest` names the whole. */
export interface Intake {
  readonly applied: ReadonlyArray<Applied>
  readonly people: ReadonlyMap<string, Person.Id>
  readonly refused: ReadonlyArray<Roster.Applicant>
  readonly digest: string
}

// ---- Rules

const identity =
  (kind: string) =>
  (number: string): Vault.Identity => ({ kind, number: Redacted.make(number) })

/** Brings a roster to the office and gives the seats. */
export const of = Effect.fn("Intake.of")(function* (
  { actor, pack, season }: Desk,
  { cohort, roster }: SeasonFolder.CohortFiles
) {
  const office = yield* Office.Office
  const id = Plan.cohortId(season, cohort.id)
  const order = (...name: ReadonlyArray<string>) => ({ command: Names.command(season, cohort.id, ...name), actor })
  yield* office.scheduleCohort({ ...order("schedule"), programme: season, cohort: Plan.cohortOf(pack, season, cohort) })

  const keys = Names.keysOf(roster.entries)
  const applied = roster.entries.map((applicant, index) => ({ applicant, key: keys[index]! }))
  const before = yield* Standing.cohort(id)
  const items = yield* Effect.forEach(applied, (one) => itemOf(pack, [season, cohort.id], one, before))
  const digest = yield* Names.digest(items.map(({ command }) => command))
  const received = yield* office.receiveApplications({
    ...order("roster", yield* Names.digest(items)),
    cohort: id,
    applications: items
  })

  const admitted = yield* office.admit({ ...order("admit", digest), cohort: id, answerBy: Plan.answerBy })
  const offered = [...admitted.answer.offered]
  const amended = new Set(
    received.answer.done.flatMap(({ application, outcome }) => (outcome === "amended" ? [application] : []))
  )
  for (const item of items) {
    if (!amended.has(item.application) || !isOpen(before.state, item.application)) continue
    const supplied = yield* office.supplyFacts({
      command: Names.command(item.command, "supply"),
      actor,
      cohort: id,
      answerBy: Plan.answerBy,
      application: item.application,
      identity: item.identity,
      keys: item.keys,
      facts: item.facts
    })
    offered.push(...supplied.answer.offered)
  }
  if (offered.length > 0) {
    // On paper everybody took their seat: an offer that was answered otherwise at a desk stays as it was answered.
    yield* office.acceptSeats({ ...order("accept", yield* Names.digest(offered)), cohort: id, applications: offered })
  }
  yield* office.startCohort({ ...order("start"), cohort: id })

  // What the journal says now: a row that only moved is answered without saying whose it is.
  const { state } = yield* Standing.cohort(id)
  const people = new Map<string, Person.Id>()
  const refused: Array<Roster.Applicant> = []
  const unaccepted = new Set(received.answer.refused.map(({ command }) => command))
  for (const [index, { applicant, key }] of applied.entries()) {
    if (unaccepted.has(items[index]!.command)) {
      refused.push(applicant)
      continue
    }
    const person = entryOf(state, key)?.application.person
    if (Option.isSome(applicant.number.known) && person?._tag === "Known") {
      people.set(applicant.number.known.value, person.value)
    }
  }
  const intake: Intake = { applied, people, refused, digest }
  return intake
})

/** A row as a command. Its content counts from the last one that the office took, so that an edit taken back is one, too. */
export const itemOf = (
  { identities }: Pick<Pack.Shape, "identities">,
  names: ReadonlyArray<string>,
  { applicant, key }: Applied,
  before: Standing.OfCohort
) =>
  Effect.gen(function* () {
    const content = {
      application: key,
      registeredAt: applicant.registeredAt.moment,
      identity: Option.map(applicant.number.known, identity(identities.person)),
      keys: Object.fromEntries(
        Object.entries(identities.keys).map(([key, kind]) => [
          key,
          Option.map(applicant.keys[key] ?? Option.none(), identity(kind))
        ])
      ),
      facts: applicant.facts
    }
    const taken = before.revisions.get(key) ?? 0
    const named = (revision: number) =>
      Effect.map(Names.digest({ ...content, revision }), (digest) => Names.command(...names, "roster", key, digest))
    const last = yield* named(Math.max(taken, 1))
    const isNew = taken > 0 && !(yield* Standing.isRecorded(last))
    const item: Requests.Received = {
      command: isNew ? yield* named(taken + 1) : last,
      row: applicant.line,
      ...content
    }
    return item
  })

/** An application as it stands, if the cohort knows it. */
export const entryOf = (state: CohortState.State, application: Application.Id): CohortState.Entry | undefined =>
  state._tag === "Unannounced" ? undefined : Option.getOrUndefined(HashMap.get(state.entries, application))

const isOpen = (state: CohortState.State, application: Application.Id): boolean =>
  entryOf(state, application)?.standing._tag === "Undetermined"
