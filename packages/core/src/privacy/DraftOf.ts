/**
 * What one command would have a vault keep, held in memory until it is: nobody is named, no key stands anywhere, and no
 * reading is recorded for a command that is refused or never ends. What was opened once is not opened again.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Commit from "../record/Commit.ts"
import type * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"
import type * as Crypto from "./Crypto.ts"
import type * as IndexOf from "./IndexOf.ts"
import type * as Sealed from "./Sealed.ts"
import * as Vault from "./Vault.ts"
import type * as VaultStorage from "./VaultStorage.ts"

// ---- Models

/** What a vault does for its drafts; all that is secret about keys stays there. */
export interface Means {
  readonly crypto: Crypto.Crypto["Service"]
  readonly storage: VaultStorage.VaultStorage
  readonly index: IndexOf.IndexOf
  readonly keysOf: (
    people: ReadonlyArray<Person.Id>
  ) => Effect.Effect<
    ReadonlyMap<Person.Id, Crypto.Key>,
    Vault.UnknownPerson | Vault.Erased | Vault.MasterKeyChanged | Vault.VaultUnavailable
  >
  readonly wrap: (owner: string, key: Crypto.Key) => Effect.Effect<VaultStorage.LockedKey>
  readonly lock: () => string
  readonly seal: (
    values: ReadonlyArray<Vault.Opened>,
    keys: ReadonlyMap<Person.Id, Crypto.Key>
  ) => Effect.Effect<ReadonlyArray<Sealed.Sealed>>
  readonly open: (
    asked: ReadonlyArray<Vault.Closed>,
    keys: ReadonlyMap<Person.Id, Crypto.Key>
  ) => Effect.Effect<ReadonlyArray<Option.Option<Vault.Values>>>
  readonly now: Effect.Effect<Moment.Moment>
  /** Whether another master key takes the place of this one just now, in this process. */
  readonly isRotating: () => boolean
}

// ---- Rules

/** A draft with nothing in it. */
/** An envelope where it says that it belongs: the same box under another name is not the one that was opened. */
const placeOf = ({ box, command, person }: Sealed.Sealed): string => JSON.stringify([person, command, box])

export const make = (means: Means): Vault.Draft => {
  const { crypto, index, storage } = means
  /** Index entries and keys that stand nowhere yet. */
  const entries = new Map<string, VaultStorage.Entry>()
  const keys = new Map<Person.Id, Crypto.Key>()
  const opened = new Map<string, Vault.Values>()
  const readings = new Map<string, { readonly reading: Vault.Reading; readonly fields: Map<Person.Id, Set<string>> }>()

  const idsOf = (what: IndexOf.What, identities: ReadonlyArray<Vault.Identity>, fresh: Effect.Effect<string>) =>
    Effect.gen(function* () {
      const indexes = yield* Effect.forEach(identities, (identity) => index.of(what, identity))
      const known = yield* storage.entries([...new Set(indexes)])
      const ids: Array<string> = []
      for (const at of indexes) {
        // Whoever was named meanwhile goes before what was drafted.
        const led = known.get(at)
        if (led !== undefined) {
          entries.delete(at)
          ids.push(yield* index.idOf(what, at, led))
          continue
        }
        const entry = entries.get(at) ?? (yield* index.entryOf(what, at, yield* fresh))
        entries.set(at, entry)
        ids.push(entry.id)
      }
      return ids as ReadonlyArray<string>
    })

  const newPerson = Effect.gen(function* () {
    const person = Person.id(yield* crypto.newId)
    keys.set(person, yield* crypto.newKey)
    return person
  })

  const keysOf = (people: ReadonlyArray<Person.Id>) =>
    Effect.map(means.keysOf(people.filter((person) => !keys.has(person))), (known) => new Map([...known, ...keys]))

  return {
    peopleOf: (identities) => Effect.map(idsOf("person", identities, newPerson), (ids) => ids.map(Person.id)),
    householdsOf: (identities) =>
      Effect.map(idsOf("household", identities, crypto.newId), (ids) => ids.map((id) => Vault.Household.make(id))),
    newPerson,
    identify: (person, identity) =>
      Effect.map(idsOf("person", [identity], Effect.succeed(person)), ([id]) => Person.id(id!)),
    seal: (values) => Effect.flatMap(keysOf(values.map(({ person }) => person)), (known) => means.seal(values, known)),
    unseal: (asked, reading) =>
      Effect.gen(function* () {
        const closed = asked.filter(({ sealed }) => !opened.has(placeOf(sealed)))
        const known = yield* keysOf(closed.map(({ sealed }) => sealed.person))
        const whole = yield* means.open(
          closed.map(({ sealed }) => ({ sealed })),
          known
        )
        for (const [place, values] of whole.entries()) {
          const { command, person } = closed[place]!.sealed
          if (Option.isNone(values)) return yield* new Vault.SealBroken({ person, command })
          opened.set(placeOf(closed[place]!.sealed), values.value)
        }
        const name = JSON.stringify([reading.actor, reading.purpose])
        const { fields } = readings.get(name) ?? { fields: new Map<Person.Id, Set<string>>() }
        readings.set(name, { reading, fields })
        return asked.map(({ names, sealed }) => {
          const { person } = sealed
          const given = Object.entries(opened.get(placeOf(sealed))!).filter(([each]) => names?.has(each) ?? true)
          const read = fields.get(person) ?? new Set()
          for (const [each] of given) read.add(each)
          fields.set(person, read)
          return Object.fromEntries(given)
        })
      }),
    keep: (used) =>
      Effect.gen(function* () {
        const isUsed = (id: string) => used?.has(id) ?? true
        const lock = means.lock()
        const at = yield* means.now
        yield* storage
          .addAll({
            lock,
            keys: yield* Effect.forEach(
              [...keys].filter(([person]) => isUsed(person)),
              ([person, key]) => means.wrap(person, key)
            ),
            entries: [...entries.values()].filter(({ id }) => isUsed(id)),
            accesses: [...readings.values()].flatMap(({ fields, reading }) =>
              [...fields].map(([person, read]) => ({ person, fields: [...read].toSorted(), ...reading, at }))
            )
          })
          .pipe(
            // Nobody of this process is refused because of it: the new master key is known in a moment.
            Effect.catchTag("MasterKeyChanged", (changed) =>
              Effect.fail(means.isRotating() || means.lock() !== lock ? new Commit.Overtaken() : changed)
            )
          )
      })
  }
}
