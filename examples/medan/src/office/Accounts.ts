/** Where money goes, by person, as the roster says; only who is known in the journal and wrote an account has one. */
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Person } from "@bina/core"
import type * as Roster from "../reading/Roster.ts"

// ---- Rules

/** The accounts of those applicants whom `people` knows by their number. */
export const of = (
  applicants: ReadonlyArray<Roster.Applicant>,
  people: ReadonlyMap<string, Person.Id>
): Readonly<Record<Person.Id, Redacted.Redacted<string>>> =>
  Object.fromEntries(
    applicants.flatMap(({ account, bank, nik }) => {
      const person = Option.flatMap(nik.digits, (digits) => Option.fromUndefinedOr(people.get(digits)))
      return Option.isNone(person) || account === ""
        ? []
        : [[person.value, Redacted.make(`${bank} ${account}`)] as const]
    })
  )
