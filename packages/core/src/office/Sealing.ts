/**
 * Between what the office is told and what a journal may hold. Values about people are sealed under the command that
 * first brings them, opened again only to decide or to be shown, each time with a record of who read what, and told
 * apart by keyed digests.
 */
import { Canonical, Digest } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type * as Actor from "../words/Actor.ts"
import type * as Command from "../words/Command.ts"
import * as KeyedDigest from "../privacy/KeyedDigest.ts"
import type * as Recorded from "../record/Recorded.ts"
import * as Sealed from "../privacy/Sealed.ts"
import type * as StreamId from "../record/StreamId.ts"
import type * as CaseFacts from "../privacy/CaseFacts.ts"
import * as Vault from "../privacy/Vault.ts"
import type * as Person from "../words/Person.ts"
import type * as Disclosure from "../privacy/Disclosure.ts"
import * as Folding from "./Folding.ts"

// ---- Models

/** Values by name that are to be sealed for one person. */
export interface Closing {
  readonly person: Person.Id
  readonly values: Disclosure.Plain
}

/** Sealed values by name. */
export type SealedValues = CaseFacts.CaseFacts["sealed"]

/** The command under which each box was sealed: that of the first event in which it stands. */
export type Origins = ReadonlyMap<string, Command.Id>

// ---- Rules

/** A digest of content about people, made with the key of the vault. */
export const digest = Effect.fn("Office.digest")(function* (content: Schema.Json) {
  const vault = yield* Vault.Vault
  // A vault gives its digests in a form of its own; this one has the form that events ask for, and is as keyed.
  return KeyedDigest.KeyedDigest.make(Digest.ofText(yield* vault.digest(Canonical.encodeUnsafe(content))))
})

/** Seals the values of many people at once, under the command that brings them. */
export const close = Effect.fn("Office.close")(function* (command: Command.Id, closings: ReadonlyArray<Closing>) {
  const vault = yield* Vault.Vault
  const opened = closings.flatMap(({ person, values }) =>
    Object.entries(values).map(([field, value]) => ({ person, command, field, value }))
  )
  const sealed = opened.length === 0 ? [] : yield* vault.seal(opened)
  let next = 0
  return closings.map(({ values }): SealedValues =>
    Object.fromEntries(Object.keys(values).map((field) => [field, sealed[next++]!]))
  )
})

/** Which command sealed what stands in some events of one stream, in their order. */
export const originsOf = (events: ReadonlyArray<Recorded.Recorded>): Origins => {
  const origins = new Map<string, Command.Id>()
  addOrigins(origins, events)
  return origins
}

const addOrigins = (origins: Map<string, Command.Id>, events: ReadonlyArray<Recorded.Recorded>): void => {
  for (const event of events) {
    // What is sealed says so; most events hold nothing of the kind.
    if (!event.body.includes('"Sealed"')) continue
    for (const { box } of Sealed.within(JSON.parse(event.body))) {
      if (!origins.has(box)) origins.set(box, event.command)
    }
  }
}

/** Boxes are only ever added, each with the command that was first: whoever holds the map sees what came since, too. */
const origins: Folding.Folding<Map<string, Command.Id> | undefined, never> = {
  initial: undefined,
  step: (before, events) => {
    const known = before ?? new Map<string, Command.Id>()
    addOrigins(known, events)
    return Result.succeed(known)
  }
}

/** As {@link originsOf}, for a stream as it stands. */
export const originsIn = Effect.fn("Office.originsIn")(function* (stream: StreamId.Id) {
  const { value = new Map() } = yield* Folding.of(stream, origins)
  return value as Origins
})

/**
 * Opens the values of many people at once, and leaves a record of it. What belongs to somebody who was erased stays
 * closed: its names are not there, as if nobody had ever said it.
 */
export const open = Effect.fn("Office.open")(function* (
  sealed: ReadonlyArray<SealedValues>,
  origins: Origins,
  actor: Actor.Id,
  purpose: string
) {
  const vault = yield* Vault.Vault
  const all = sealed.flatMap((values) => Object.values(values))
  if (all.length === 0) return sealed.map((): Disclosure.Plain => ({}))
  const erased = new Set(yield* vault.erased)
  const isKept = ({ person }: Sealed.Sealed) => !erased.has(person)
  const closed: Array<Vault.Closed> = []
  for (const one of all.filter(isKept)) {
    const command = origins.get(one.box)
    // It stands in none of the events that were read, so it was put there from elsewhere.
    if (command === undefined) return yield* new Vault.SealBroken({ person: one.person, field: one.field })
    closed.push({ sealed: one, command })
  }
  const opened = closed.length === 0 ? [] : yield* vault.unseal(closed, { actor, purpose })
  const values = new Map(closed.map(({ sealed: { box } }, index) => [box, opened[index]!]))
  return sealed.map((one): Disclosure.Plain =>
    Object.fromEntries(
      Object.entries(one).flatMap(([name, { box }]) => (values.has(box) ? [[name, values.get(box)!]] : []))
    )
  )
})
