/**
 * Stores that keep every law, in memory that outlives the layer: the laws that need to open a store again, to look
 * into it, or to lose it, can be tried on them. Saboteurs are made from these by changing one thing.
 */
import {
  Crypto,
  Journal,
  MemoryJournal,
  MemoryRegister,
  MemoryVault,
  Register,
  type Row,
  Vault,
  VaultOf,
  type VaultStorage
} from "@bina/core/adapter"
import { MemoryOutbox, Outbox } from "@bina/core/notices"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Store from "../conformance/Store.ts"
import * as Interception from "../fault/Interception.ts"

// ---- Models

type JournalOf = Journal.Journal["Service"]

/** Journal and register of one store. */
export interface Both {
  readonly journal: JournalOf
  readonly register: Register.Register["Service"]
}

/** What both keep. `version` is that of the projection which made the rows. */
export interface Memory {
  readonly events: MemoryJournal.Memory
  readonly tables: MemoryRegister.Tables
  readonly projection: Row.Projection
  version: number
}

/** What is changed of a vault: the service, what it keeps things in, or both. `noted` is shown by its dump as well. */
export interface ChangeOfVault {
  readonly service?: (honest: Vault.Vault["Service"], noted: Array<string>) => Vault.Vault["Service"]
  readonly crypto?: (honest: Crypto.Crypto["Service"]) => Crypto.Crypto["Service"]
  readonly storage?: (honest: VaultStorage.VaultStorage, noted: Array<string>) => VaultStorage.VaultStorage
}

/** Replaces a service by another over the same memory. */
export type Change<Service, Memory> = (service: Service, memory: Memory) => Service

// ---- Rules

/** A journal, as it is or changed. */
export const journal = (
  change: Change<JournalOf, MemoryJournal.Memory> = (honest) => honest
): Store.Store<Journal.Journal, void> => {
  const memory = MemoryJournal.empty()
  let isAway = false
  const layer = () =>
    Layer.sync(Journal.Journal, () =>
      change(
        Interception.away(
          MemoryJournal.make(memory, () => {}),
          () => isAway,
          new Journal.JournalUnavailable({ reason: "it was switched off" })
        ),
        memory
      )
    )
  return {
    layer: layer(),
    reopen: layer,
    dump: Effect.sync(() => memory.positions.map(({ event }) => JSON.stringify(event.body) + event.body)),
    outage: Effect.sync(() => {
      isAway = true
    })
  }
}

/** A journal with its register, as they are or changed. */
export const register = (
  given: Row.Projection,
  change: Change<Both, Memory> = (honest) => honest
): Store.Store<Journal.Journal | Register.Register, Row.Projection> => {
  const events = MemoryJournal.empty()
  const tables = MemoryRegister.empty(given)
  let { version } = given
  let isAway = false
  const layer = (projection: Row.Projection) =>
    Layer.effectContext(
      Effect.sync(() => {
        const memory: Memory = {
          events,
          tables,
          projection,
          get version() {
            return version
          },
          set version(made) {
            version = made
          }
        }
        const honest = guarded(
          {
            journal: MemoryJournal.make(events, (changes) => MemoryRegister.write(tables, changes), projection.tables),
            register: MemoryRegister.make(tables, projection, events)
          },
          memory
        )
        const reason = "it was switched off"
        const { journal, register } = change(
          {
            journal: Interception.away(honest.journal, () => isAway, new Journal.JournalUnavailable({ reason })),
            register: Interception.away(honest.register, () => isAway, new Register.RegisterUnavailable({ reason }))
          },
          memory
        )
        return Context.add(Context.make(Journal.Journal, journal), Register.Register, register)
      })
    )
  return {
    layer: layer(given),
    reopen: layer,
    outage: Effect.sync(() => {
      isAway = true
    })
  }
}

/** A register of another version than the program's is not written to. */
const guarded = ({ journal, register }: Both, memory: Memory): Both => {
  const program = memory.projection.version
  const newer = Effect.suspend(() =>
    memory.version > program
      ? Effect.fail(new Journal.StoreIsNewer({ what: "register", store: memory.version, program }))
      : Effect.void
  )
  const older = Effect.suspend(() =>
    memory.version < program
      ? Effect.fail(new Journal.RegisterIsOlder({ store: memory.version, program }))
      : Effect.void
  )
  return {
    journal: {
      ...journal,
      append: (commit, within) => Effect.andThen(Effect.andThen(newer, older), journal.append(commit, within))
    },
    register: {
      ...register,
      rebuild: Effect.tap(Effect.andThen(newer, register.rebuild), () =>
        Effect.sync(() => {
          memory.version = program
        })
      )
    }
  }
}

/** A vault, as it is or changed. Its dump is everything that its storage keeps. */
export const vault = (
  given: Redacted.Redacted<Uint8Array>,
  { crypto = (honest) => honest, service = (honest) => honest, storage = (honest) => honest }: ChangeOfVault = {}
): Store.Store<Vault.Vault, Redacted.Redacted<Uint8Array>> => {
  const memory = MemoryVault.empty()
  const noted: Array<string> = []
  let isAway = false
  const kept = storage(
    Interception.away(
      MemoryVault.make(memory),
      () => isAway,
      new Vault.VaultUnavailable({ reason: "it was switched off" })
    ),
    noted
  )
  const layer = (masterKey: Redacted.Redacted<Uint8Array>) =>
    Layer.effect(
      Vault.Vault,
      Effect.gen(function* () {
        const changed = crypto(yield* Crypto.Crypto)
        const honest = yield* Effect.provideService(VaultOf.make(kept, masterKey), Crypto.Crypto, changed)
        return service(honest, noted)
      })
    ).pipe(Layer.provide(Crypto.layer))
  return {
    layer: layer(given),
    reopen: layer,
    beside: layer,
    dump: Effect.sync(() => [
      ...noted,
      JSON.stringify([memory.lock, [...memory.keys], [...memory.entries], memory.accesses])
    ]),
    tamper: (how) => Effect.sync(() => tamper(memory, how)),
    outage: Effect.sync(() => {
      isAway = true
    })
  }
}

const tamper = ({ entries, keys }: MemoryVault.Memory, how: Store.Tampering): void => {
  const led = [...entries]
  const owners = [...keys].filter(([owner]) => !owner.startsWith("vault:"))
  for (const [at, [index, own]] of how === "entries-shifted" || how === "ids-shifted" ? led.entries() : []) {
    const [, next] = led[(at + 1) % led.length]!
    entries.set(index, how === "entries-shifted" ? next : { ...own, id: next.id })
  }
  if (how === "keys-shifted") {
    for (const [at, [owner]] of owners.entries()) keys.set(owner, owners[(at + 1) % owners.length]![1])
  }
  if (how === "keys-dropped") for (const [owner] of owners) keys.delete(owner)
  if (how === "index-key-dropped") keys.delete("vault:index")
}

/** An outbox, as it is or changed. */
export const outbox = (
  change: Change<Outbox.Outbox["Service"], MemoryOutbox.Memory> = (honest) => honest
): Store.Store<Outbox.Outbox, void> => {
  const memory = MemoryOutbox.empty()
  let isAway = false
  const layer = () =>
    Layer.sync(Outbox.Outbox, () =>
      change(
        Interception.away(
          MemoryOutbox.make(memory),
          () => isAway,
          new Outbox.OutboxUnavailable({ reason: "it was switched off" })
        ),
        memory
      )
    )
  return {
    layer: layer(),
    reopen: layer,
    outage: Effect.sync(() => {
      isAway = true
    })
  }
}
