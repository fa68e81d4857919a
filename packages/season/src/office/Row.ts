/**
 * Which row stands for each application of the journal when it is printed. A row that the office did not accept prints
 * nothing: whoever was decided about is shown as the journal knows them, and money as it was bound to the signatures.
 */
import type { Person } from "@bina/core"
import * as Option from "effect/Option"
import type { CohortState } from "@bina/core/journal"
import type * as Roster from "../reading/Roster.ts"
import * as Accounts from "./Accounts.ts"
import type * as Intake from "./Intake.ts"

// ---- Models

/** An application with the row that is shown for it. */
export interface Row {
  readonly applicant: Roster.Applicant
  readonly entry: CohortState.Entry
  /** The files have no row for it any more. */
  readonly isGone: boolean
  /** Its row has another name or account than the list by which money went out. */
  readonly isPaidOtherwise: boolean
}

/** What rows are chosen by; `bound` is by what a list reads each payment, `isFixed` once that list is approved. */
export interface Choosing {
  readonly intake: Intake.Intake
  readonly bound: ReadonlyMap<Person.Id, string>
  readonly isFixed: boolean
  readonly forgotten: ReadonlySet<Person.Id>
}

// ---- Rules

/** The rows of applications, in their order. Whoever was erased, and whoever withdrew and left the file, has none. */
export const of = (
  { bound, forgotten, intake, isFixed }: Choosing,
  entries: ReadonlyArray<CohortState.Entry>
): ReadonlyArray<Row> => {
  const refused = new Set(intake.refused)
  const byKey = new Map(intake.applied.map(({ applicant, key }) => [key, applicant]))
  return entries.flatMap((entry): ReadonlyArray<Row> => {
    const { id, person } = entry.application
    const known = person._tag === "Known" ? person.value : undefined
    const row = byKey.get(id)
    const destination = known === undefined ? undefined : bound.get(known)
    const isTheirs = row !== undefined && (!refused.has(row) || isOf(row, known, intake))
    if (row === undefined || !isTheirs) {
      const isOver = known !== undefined && forgotten.has(known)
      if (row === undefined && (isOver || entry.standing._tag === "Withdrawn")) return []
      const applicant = remembered(entry, known, destination)
      return [{ applicant, entry, isGone: row === undefined, isPaidOtherwise: false }]
    }
    const isPaidOtherwise = isFixed && destination !== undefined && Accounts.read(row) !== destination
    const applicant = isPaidOtherwise ? { ...row, ...Accounts.written(destination) } : row
    return [{ applicant, entry, isGone: false, isPaidOtherwise }]
  })
}

const isOf = (
  { number }: Roster.Applicant,
  person: Person.Id | undefined,
  { people }: Pick<Intake.Intake, "people">
): boolean => person !== undefined && Option.exists(number.known, (digits) => people.get(digits) === person)

/** An application as the journal knows it: when it was registered, and by its person's id, which tells nobody who it is. */
const remembered = (
  { application: { id, registeredAt } }: CohortState.Entry,
  person: Person.Id | undefined,
  destination: string | undefined
): Roster.Applicant => ({
  line: 0,
  registeredAt: { moment: registeredAt, local: `${registeredAt.replace("T", " ")} UTC` },
  number: { written: person ?? id, known: Option.none() },
  keys: {},
  facts: {},
  contact: [],
  ...(destination === undefined ? { name: "", bank: "", account: "" } : Accounts.written(destination))
})
