/**
 * By which name and at which addresses somebody is reached. Who keeps them is the office's affair: a list of its own, its
 * accounts, what people wrote into a form. They are asked for when a notice is sent, one person at a time, and kept
 * nowhere else.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Person from "../words/Person.ts"
import type * as Delivery from "./Delivery.ts"
import type * as Notice from "./Notice.ts"

// ---- Models

/**
 * Somebody who can be told something. `language` is the one that they asked for; whoever is written to in another one
 * reads it all the same. `declines` are kinds that they do not want to hear of: what the office owes them comes anyway.
 */
export interface Contact {
  readonly name: Redacted.Redacted<string>
  readonly language: string
  readonly addresses: ReadonlyMap<Delivery.Channel, Redacted.Redacted<string>>
  readonly declines: ReadonlySet<Notice.Kind>
}

/** Whoever has a duty, as a name and an address of the office: a desk, a shared mailbox. */
export type Role = Extract<Notice.Recipient, { readonly _tag: "Role" }>["role"]

// ---- Errors

/** Names and addresses cannot be read now. */
export class ContactsUnavailable extends Schema.TaggedError<ContactsUnavailable>()("ContactsUnavailable", {
  reason: Schema.String
}) {
  override get message(): string {
    return `names and addresses cannot be read (${this.reason}): nothing was sent, try again`
  }
}

// ---- Service

/**
 * Nobody of that id, or no address for a role, is none; that they cannot be read is an error. `about` says which
 * application a notice is about: where people wrote how they are reached into each, that one counts.
 */
export class Contacts extends Context.Service<
  Contacts,
  {
    readonly ofPerson: (
      person: Person.Id,
      about: Notice.Subject
    ) => Effect.Effect<Option.Option<Contact>, ContactsUnavailable>
    readonly ofRole: (role: Role) => Effect.Effect<Option.Option<Contact>, ContactsUnavailable>
  }
>()("@bina/core/Contacts") {}
