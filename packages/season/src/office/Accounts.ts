/**
 * By what the bank reads a payment, by person, as the roster says: the account and the name. Letter case and blanks mean
 * nothing to it.
 */
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Person } from "@bina/core"
import * as Cell from "../reading/Cell.ts"
import type * as Roster from "../reading/Roster.ts"

// ---- Rules

/** How the bank reads a payment to whoever has this row. */
export const read = ({ account, bank, name }: Pick<Roster.Applicant, "account" | "bank" | "name">): string =>
  [name, bank, account].map((cell) => Cell.tidy(cell).toUpperCase()).join(separator)

/** Name, bank and account, as a payment was bound to them. */
export const written = (destination: string): Pick<Roster.Applicant, "account" | "bank" | "name"> => {
  const parts = destination.split(separator)
  return { name: parts.slice(0, -2).join(separator), bank: parts.at(-2) ?? "", account: parts.at(-1) ?? "" }
}

const separator = " · "

/** Name and account of those applicants whom `people` knows by their number. */
export const of = (
  applicants: ReadonlyArray<Roster.Applicant>,
  people: ReadonlyMap<string, Person.Id>
): Readonly<Record<Person.Id, Redacted.Redacted<string>>> =>
  Object.fromEntries(
    applicants.flatMap((applicant) => {
      const person = Option.flatMap(applicant.number.known, (digits) => Option.fromUndefinedOr(people.get(digits)))
      return Option.isNone(person) ? [] : [[person.value, Redacted.make(read(applicant))] as const]
    })
  )
