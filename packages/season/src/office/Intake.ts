/**
 * What the files say of a cohort's beginning, put to the office: it is announced, its roster comes in, seats are given,
 * and on paper everybody to whom one was offered has taken it.
 */
import * as Effect from "effect/Effect"
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type Actor, type Application, type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { CohortState } from "@bina/core/journal"
import { Office, type Requests } from "@bina/core/office"
import * as Faults from "../reading/Faults.ts"
import * as Problem from "../reading/Problem.ts"
import * as SeasonFolder from "../reading/SeasonFolder.ts"
import type * as Roster from "../reading/Roster.ts"
import type * as Pack from "../Pack.ts"
import * as Matching from "./Matching.ts"
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

/**
 * What became of a roster: who of the cohort has which number, and the rows whose change the office does not accept.
 * `digest` names the whole.
 */
export interface Intake extends Matching.Matched {
  readonly people: ReadonlyMap<string, Person.Id>
  readonly refused: ReadonlyArray<Roster.Applicant>
  readonly problems: ReadonlyArray<Problem.Problem>
  readonly digest: string
}

// ---- Rules

const identity =
  (kind: string) =>
  (number: string): Vault.Identity => ({ kind, number: Redacted.make(number) })

/** Brings a roster to the office and gives the seats. */
export const of = Effect.fn("Intake.of")(function* ({ actor, pack, season }: Desk, files: SeasonFolder.CohortFiles) {
  const { cohort, roster } = files
  const office = yield* Office.Office
  const id = Plan.cohortId(season, cohort.id)
  const order = (...name: ReadonlyArray<string>) => ({ command: Names.command(season, cohort.id, ...name), actor })
  yield* office.scheduleCohort({ ...order("schedule"), programme: season, cohort: Plan.cohortOf(pack, season, cohort) })

  const before = yield* Standing.cohort(id)
  const names = [season, cohort.id]
  const matched = yield* Matching.of(pack, roster.entries, before.state, isTaken(pack, names, before))
  const { applied } = matched
  const items = yield* Effect.forEach(applied, (one) => itemOf(pack, names, one, before))
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

  const unaccepted = new Set(received.answer.refused.map(({ command }) => command))
  const refused = applied.flatMap(({ applicant }, index) => (unaccepted.has(items[index]!.command) ? [applicant] : []))
  const file = SeasonFolder.fileOf(cohort.id, "roster")
  const tell = (fault: Problem.Fault, rows: ReadonlyArray<Roster.Applicant>) =>
    rows.map(({ line }) => Problem.make(fault, { file, row: line }))
  const intake: Intake = {
    ...matched,
    people: yield* peopleOf(pack, files, (yield* Standing.cohort(id)).state),
    refused,
    problems: [
      ...tell(Faults.amendmentRefused, refused),
      ...tell(Faults.timeMoved, matched.moved),
      ...tell(Faults.unclearRow, matched.unclear)
    ],
    digest
  }
  return intake
})

/**
 * Who has the numbers that stand in the files of a cohort, of those who applied to it: by the vault, for a row may have
 * changed or gone since somebody was seated by it.
 */
export const peopleOf = (
  { identities }: Pick<Pack.Shape, "identities">,
  { attendance, corrections, roster }: SeasonFolder.CohortFiles,
  state: CohortState.State
) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const applied = new Set(
      state._tag === "Unannounced"
        ? []
        : CohortState.inOrder(state).flatMap(({ application: { person } }) =>
            person._tag === "Known" ? [person.value] : []
          )
    )
    const numbers = new Set([
      ...roster.entries.flatMap(({ number }) => Option.toArray(number.known)),
      ...[...attendance.entries, ...corrections.entries].flatMap(({ record }) => Option.toArray(record.number))
    ])
    const people = new Map<string, Person.Id>()
    for (const number of numbers) {
      const person = yield* vault.find(identity(identities.person)(number))
      if (Option.isSome(person) && applied.has(person.value)) people.set(number, person.value)
    }
    return people
  })

/** Which application each row of a roster is by now, for whoever only looks. */
export const matching = Effect.fn("Intake.matching")(function* (
  pack: Pick<Pack.Shape, "identities">,
  season: string,
  { cohort, roster }: Pick<SeasonFolder.CohortFiles, "cohort" | "roster">
) {
  const before = yield* Standing.cohort(Plan.cohortId(season, cohort.id))
  return yield* Matching.of(pack, roster.entries, before.state, isTaken(pack, [season, cohort.id], before))
})

/** Whether the last that the office took of an application is this row. */
export const isTaken =
  (pack: Pick<Pack.Shape, "identities">, names: ReadonlyArray<string>, before: Standing.OfCohort) =>
  (applied: Matching.Applied) =>
    Effect.flatMap(itemOf(pack, names, applied, before), ({ command }) => Standing.isRecorded(command))

/** A row as a command. Its content counts from the last one that the office took, so that an edit taken back is one, too. */
export const itemOf = (
  { identities }: Pick<Pack.Shape, "identities">,
  names: ReadonlyArray<string>,
  { applicant, key, registeredAt }: Matching.Applied,
  before: Standing.OfCohort
) =>
  Effect.gen(function* () {
    const content = {
      application: key,
      registeredAt,
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
