/** What laws of vaults are tried with: people of whom nothing is true. */
import { Actor, Command, Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { type Sealed } from "@bina/core/journal"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type * as Disclosure from "../Disclosure.ts"
import * as Law from "../Law.ts"

// ---- Models

export type VaultOf = Vault.Vault["Service"]

/** What a vault is locked with. */
export type MasterKey = Redacted.Redacted<Uint8Array>

/** Makes the stores of a law. */
export type Make = Parameters<Parameters<typeof Law.make<Vault.Vault, MasterKey>>[1]>[0]

// ---- Rules

const keyOf = (first: number): MasterKey =>
  Redacted.make(Uint8Array.from({ length: 32 }, (_, at) => (first + at * 7) % 256))

export const masterKey = keyOf(11)

export const nextKey = keyOf(142)

export const nik = (number: string): Vault.Identity => ({ kind: "nik", number: Redacted.make(number) })

export const identity = (kind: string, number: string): Vault.Identity => ({ kind, number: Redacted.make(number) })

/** Somebody who does not exist, with everything that a vault must not show of them. */
export const invented = {
  name: "Rahmawati Nasution-Sembiring",
  nik: "1271014107850003",
  kk: "1271010203040506",
  phone: "+62 812-6000-1234",
  account: "1060012345678",
  born: "1985-07-01"
} as const

export const secrets: ReadonlyArray<Disclosure.Secret> = Object.entries(invented).map(([what, text]) => ({
  what,
  text
}))

export const command = Command.id("applications/2020-09-14")

export const reading: Vault.Reading = { actor: Actor.id("officer-7"), purpose: "deciding an application" }

export const nobody = Person.id("nobody-at-all")

/** Room for one value, in bytes. */
export const room = 256

export const opened = (person: Person.Id, field: string, value: Schema.Json): Vault.Opened => ({
  person,
  command,
  values: { [field]: value },
  room
})

export const closed = (sealed: Sealed.Sealed): Vault.Closed => ({ sealed })

/** Seals one value. */
export const seal = (vault: VaultOf, person: Person.Id, field: string, value: Schema.Json) =>
  Effect.map(vault.seal([opened(person, field, value)]), ([sealed]) => sealed!)

/** Opens envelopes of one value each. */
export const unsealAll = (vault: VaultOf, sealed: ReadonlyArray<Sealed.Sealed>) =>
  Effect.map(vault.unseal(sealed.map(closed), reading), (opened) => opened.flatMap((values) => Object.values(values)))

/** Opens the envelope of one value. */
export const unseal = (vault: VaultOf, sealed: Sealed.Sealed) =>
  Effect.map(unsealAll(vault, [sealed]), ([value]) => value)

/** A law of vaults: it looks at one that is empty. */
export const law = (
  id: string,
  sentence: string,
  check: (vault: VaultOf) => Effect.Effect<void, unknown>
): Law.Law<Vault.Vault, MasterKey> =>
  Law.make(
    { id, sentence },
    (make) => Effect.flatMap(make, ({ layer }) => Effect.provide(Effect.flatMap(Vault.Vault, check), layer)),
    masterKey
  )

/** A law that compares what two vaults do. */
export const lawOfTwo = <A>(
  id: string,
  sentence: string,
  look: (vault: VaultOf) => Effect.Effect<A, unknown>,
  compare: (one: A, two: A) => Effect.Effect<void, unknown>
): Law.Law<Vault.Vault, MasterKey> =>
  Law.make(
    { id, sentence },
    (make) => {
      const one = Effect.flatMap(make, ({ layer }) => Effect.provide(Effect.flatMap(Vault.Vault, look), layer))
      return Effect.flatMap(Effect.all([one, one]), ([first, second]) => compare(first, second))
    },
    masterKey
  )
