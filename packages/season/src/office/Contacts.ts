/**
 * By which names and addresses the people of a season are reached: as their rows of the rosters say, of whom the vault
 * knows whose number it is. Officers are reached at their desks, not from here.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Application, Cohort, Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { Contacts, Delivery, type Notice } from "@bina/core/notices"
import type * as Pack from "../Pack.ts"
import type * as Roster from "../reading/Roster.ts"
import type * as SeasonFolder from "../reading/SeasonFolder.ts"
import * as Intake from "./Intake.ts"
import * as Plan from "./Plan.ts"

// ---- Models

/** By the cohort and the application: who the vault says has the number of that row, and how it says they are reached. */
export type Known = ReadonlyMap<string, { readonly person: Person.Id; readonly contact: Contacts.Contact }>

// ---- Rules

const keyOf = (cohort: Cohort.Id, application: Application.Id | undefined): string =>
  JSON.stringify([cohort, application])

/** The contacts of everybody in these files. */
export const of = Effect.fn("Contacts.of")(function* (
  { cohorts, programme }: SeasonFolder.SeasonFiles,
  { identities }: Pick<Pack.Shape, "identities">,
  notices: Pack.Notices
) {
  const vault = yield* Vault.Vault
  const known = new Map<string, { readonly person: Person.Id; readonly contact: Contacts.Contact }>()
  for (const files of cohorts) {
    const id = Plan.cohortId(programme.id, files.cohort.id)
    const { applied } = yield* Intake.matching({ identities }, programme.id, files)
    for (const { applicant, key } of applied) {
      if (Option.isNone(applicant.number.known)) continue
      const identity = { kind: identities.person, number: Redacted.make(applicant.number.known.value) }
      const person = yield* vault.find(identity)
      if (Option.isNone(person)) continue
      known.set(keyOf(id, key), { person: person.value, contact: contactOf(applicant, notices) })
    }
  }
  return known
})

const contactOf = (applicant: Roster.Applicant, { channels, language }: Pack.Notices): Contacts.Contact => ({
  name: Redacted.make(applicant.name),
  language,
  addresses: new Map(
    Object.entries(channels).flatMap(([channel, address]) =>
      Option.toArray(address(applicant)).map((to) => [Delivery.Channel.make(channel), Redacted.make(to)] as const)
    )
  ),
  declines: new Set()
})

/**
 * How somebody is reached about an application. They are reached as the row of that application
 * says, and only where that row is still theirs: one that was set aside or has become another person's reaches nobody.
 */
export const find = (
  known: Known,
  person: Person.Id,
  { application, cohort }: Notice.Subject
): Option.Option<Contacts.Contact> => {
  const found = known.get(keyOf(cohort, application))
  return found?.person === person ? Option.some(found.contact) : Option.none()
}

/** Gives them to whoever renders notices; a duty is reached by its name, for whoever sends by hand knows who has it. */
export const layer = (known: Known, { channels, language }: Pack.Notices): Layer.Layer<Contacts.Contacts> =>
  Layer.succeed(Contacts.Contacts, {
    ofPerson: (person, about) => Effect.succeed(find(known, person, about)),
    ofRole: (role) =>
      Effect.succeed(
        Option.some({
          name: Redacted.make(role),
          language,
          addresses: new Map(
            Object.keys(channels).map((channel) => [Delivery.Channel.make(channel), Redacted.make(role)] as const)
          ),
          declines: new Set()
        })
      )
  })
