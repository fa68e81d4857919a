/**
 * Between what the office is told and what a journal may hold. Values about people are sealed under the command that
 * brings them, opened again only to decide or to be shown, each time with a record of who read what, and told apart by
 * keyed digests.
 */
import { Canonical, Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type * as Actor from "../../words/Actor.ts"
import type * as Command from "../../words/Command.ts"
import * as KeyedDigest from "../../privacy/KeyedDigest.ts"
import type * as Padding from "../../privacy/Padding.ts"
import * as Vault from "../../privacy/Vault.ts"
import type * as Person from "../../words/Person.ts"
import type * as Disclosure from "../../privacy/Disclosure.ts"

// ---- Models

/** Values by name that are to be sealed for one person. */
export interface Closing {
  readonly person: Person.Id
  readonly values: Disclosure.Plain
}

// ---- Rules

/** Does something with a draft of its own: one for a command, however often it is decided. */
export const drafting = <A, E, R>(use: (draft: Vault.Draft) => Effect.Effect<A, E, R>) =>
  Effect.flatMap(Vault.Vault, ({ draft }) => Effect.flatMap(draft, use))

/** A digest of content about people, made with the key of the vault. */
export const digest = (content: Schema.Json) => Effect.map(digestAll([content]), ([made]) => made!)

/** Digests of many contents at once, in their order. */
export const digestAll = (contents: ReadonlyArray<Schema.Json>) =>
  Effect.flatMap(Vault.Vault, (vault) =>
    Effect.map(vault.digestAll(contents.map(Canonical.encodeUnsafe)), (digests) =>
      // A vault gives its digests in a form of its own; this one has the form that events ask for, and is as keyed.
      digests.map((made) => KeyedDigest.KeyedDigest.make(Digest.ofText(made)))
    )
  )

/**
 * Seals the values of many people at once, each in one envelope, under the command that brings them; for people whom a
 * draft names, by that draft.
 */
export const close = Effect.fn("Office.close")(function* (
  command: Command.Id,
  closings: ReadonlyArray<Closing>,
  room: Padding.Room,
  draft?: Vault.Draft
) {
  const { seal } = draft ?? (yield* Vault.Vault)
  return yield* seal(closings.map(({ person, values }) => ({ person, command, values, room })))
})

/**
 * Opens the envelopes of many people at once, and leaves a record of it, at once or with the draft of a command; of
 * nothing there is nothing. What belongs to
 * somebody who was erased stays closed: its names are not there, as if nobody had ever said it.
 */
export const open = Effect.fn("Office.open")(function* (
  asked: ReadonlyArray<Vault.Closed | undefined>,
  actor: Actor.Id,
  purpose: string,
  draft?: Vault.Draft
) {
  const vault = yield* Vault.Vault
  const erased = yield* vault.erasedAmong(asked.flatMap((one) => one?.sealed.person ?? []))
  const isKept = (one: Vault.Closed | undefined): one is Vault.Closed =>
    one !== undefined && !erased.has(one.sealed.person)
  const kept = asked.filter(isKept)
  const opened = kept.length === 0 ? [] : yield* (draft ?? vault).unseal(kept, { actor, purpose })
  let next = 0
  return asked.map((one): Disclosure.Plain => (isKept(one) ? opened[next++]! : {}))
})
