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

/** Name and account of those applicants whom `people` knows by their number. */
export const of = (
  applicants: ReadonlyArray<Roster.Applicant>,
  people: ReadonlyMap<string, Person.Id>
): Readonly<Record<Person.Id, Redacted.Redacted<string>>> =>
  Object.fromEntries(
    applicants.flatMap(({ account, bank, name, number }) => {
      const person = Option.flatMap(number.known, (digits) => Option.fromUndefinedOr(people.get(digits)))
      const read = [name, bank, account].map((cell) => Cell.tidy(cell).toUpperCase()).join(" · ")
      return Option.isNone(person) ? [] : [[person.value, Redacted.make(read)] as const]
    })
  )
