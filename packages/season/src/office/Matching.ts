/**
 * Which application of the journal each row of a roster is. A row is known by whom it names, never by where it stands: a
 * file that was sorted, or whose times lost their seconds, holds the same applications. Only a row whose number the
 * cohort does not know is taken for an edit of what was registered at its time, and only where that can be one thing.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { Application, type Moment, type Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { CohortState } from "@bina/core/journal"
import type * as Pack from "../Pack.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Models

/** A row with its application; `registeredAt` is when that was accepted, whatever the row says by now. */
export interface Applied {
  readonly applicant: Roster.Applicant
  readonly key: Application.Id
  readonly registeredAt: Moment.Moment
}

/**
 * The rows that are applications, in the order of the file; those of `moved` say another time than was accepted. Of
 * `unclear` rows nobody can say which of several applications they are, so they are none.
 */
export interface Matched {
  readonly applied: ReadonlyArray<Applied>
  readonly moved: ReadonlyArray<Roster.Applicant>
  readonly unclear: ReadonlyArray<Roster.Applicant>
}

/** Whether the journal has this row, word for word, as the last that it took of an application. */
export type IsTaken<E, R> = (applied: Applied) => Effect.Effect<boolean, E, R>

// ---- Rules

/** Matches the rows of a roster. */
export const of = Effect.fnUntraced(function* <E, R>(
  { identities }: Pick<Pack.Shape, "identities">,
  rows: ReadonlyArray<Roster.Applicant>,
  state: CohortState.State,
  isTaken: IsTaken<E, R>
) {
  const entries = state._tag === "Unannounced" ? [] : CohortState.inOrder(state)
  const free = new Map(entries.map((entry) => [entry.application.id, entry]))
  const matched = new Map<Roster.Applicant, CohortState.Entry>()
  const take = (row: Roster.Applicant, entry: CohortState.Entry | undefined): void => {
    if (entry === undefined) return
    matched.set(row, entry)
    free.delete(entry.application.id)
  }
  const left = () => rows.filter((row) => !matched.has(row))
  const isFree = ({ application: { id } }: CohortState.Entry): boolean => free.has(id)
  const byMoment = Map.groupBy(entries, ({ application }) => application.registeredAt)
  const at = (moment: Moment.Moment) => (byMoment.get(moment) ?? []).filter(isFree)

  // By the person: at the time of the row, then at any.
  const people = yield* peopleOf(identities.person, rows)
  const byPerson = Map.groupBy(entries, ({ application: { person } }) =>
    person._tag === "Known" ? person.value : undefined
  )
  const of = (row: Roster.Applicant) => {
    const person = people.get(row)
    return person === undefined ? [] : (byPerson.get(person) ?? []).filter(isFree)
  }
  for (const row of left())
    take(
      row,
      of(row).find((entry) => isAt(row, entry))
    )
  for (const row of left()) take(row, of(row)[0])

  // Word for word, for those that cannot be named.
  for (const row of left()) {
    for (const entry of at(row.registeredAt.moment)) {
      if (!(yield* isTaken(appliedOf(row, entry)))) continue
      take(row, entry)
      break
    }
  }

  // What is left of a time was edited. Of several, those that are decided cannot be told from each other any more.
  const unclear: Array<Roster.Applicant> = []
  for (const [moment, together] of Map.groupBy(left(), ({ registeredAt }) => registeredAt.moment)) {
    const candidates = at(moment)
    const isOne = together.length === 1 && candidates.length === 1
    if (isOne || candidates.every(isOpen)) together.forEach((row, index) => take(row, candidates[index]))
    else unclear.push(...together)
  }

  const known = new Set(entries.map(({ application: { id } }) => id))
  const puzzling = new Set(unclear)
  const applied: Array<Applied> = []
  for (const row of rows) {
    if (puzzling.has(row)) continue
    const entry = matched.get(row)
    if (entry !== undefined) {
      applied.push(appliedOf(row, entry))
      continue
    }
    const { moment } = row.registeredAt
    const key = newKey(moment, known)
    known.add(key)
    applied.push({ applicant: row, key, registeredAt: moment })
  }
  const moved = applied.flatMap(({ applicant, registeredAt }) =>
    applicant.registeredAt.moment === registeredAt ? [] : [applicant]
  )
  const found: Matched = { applied, moved, unclear }
  return found
})

/** Of whom the vault knows the number of each row; a number that nobody has yet is nobody's. */
const peopleOf = (kind: string, rows: ReadonlyArray<Roster.Applicant>) =>
  Effect.gen(function* () {
    const vault = yield* Vault.Vault
    const people = new Map<Roster.Applicant, Person.Id>()
    for (const row of rows) {
      if (Option.isNone(row.number.known)) continue
      const person = yield* vault.find({ kind, number: Redacted.make(row.number.known.value) })
      if (Option.isSome(person)) people.set(row, person.value)
    }
    return people
  })

/** A decided application stays at the place at which it was registered; one that is open goes where its row says. */
const appliedOf = (applicant: Roster.Applicant, entry: CohortState.Entry): Applied => ({
  applicant,
  key: entry.application.id,
  registeredAt: isOpen(entry) ? applicant.registeredAt.moment : entry.application.registeredAt
})

const isAt = ({ registeredAt }: Roster.Applicant, { application }: CohortState.Entry): boolean =>
  application.registeredAt === registeredAt.moment

const isOpen = ({ standing }: CohortState.Entry): boolean =>
  standing._tag === "Received" || standing._tag === "Undetermined"

/** A new application is called after its time, and which of that time it is. */
const newKey = (moment: Moment.Moment, known: ReadonlySet<Application.Id>): Application.Id => {
  for (let count = 1; ; count += 1) {
    const key = Application.id(`${moment}~${count}`)
    if (!known.has(key)) return key
  }
}
