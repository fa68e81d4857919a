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

/** A key with whose it is. */
export interface OwnedKey {
  readonly owner: string
  readonly key: Crypto.Key
}

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
  readonly wrapAll: (keys: ReadonlyArray<OwnedKey>) => Effect.Effect<ReadonlyArray<VaultStorage.LockedKey>>
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

/** An envelope where it says that it belongs: the same box under another name is not the one that was opened. */
const placeOf = ({ box, command, person }: Sealed.Sealed): string => `${box} ${JSON.stringify([person, command])}`

/** A draft with nothing in it. */
export const make = (means: Means): Vault.Draft => {
  const { crypto, index, storage } = means
  /** Index entries and keys that stand nowhere yet. */
  const entries = new Map<string, VaultStorage.Entry>()
  const keys = new Map<Person.Id, Crypto.Key>()
  const opened = new Map<string, Vault.Values>()
  const readings = new Map<string, { readonly reading: Vault.Reading; readonly fields: Map<Person.Id, Set<string>> }>()

  const idsOf = (what: IndexOf.What, identities: ReadonlyArray<Vault.Identity>, fresh: Effect.Effect<string>) =>
    Effect.gen(function* () {
      const indexes = yield* index.of(what, identities)
      const known = yield* storage.entries([...new Set(indexes)])
      // Whoever was named meanwhile goes before what was drafted.
      for (const at of known.keys()) entries.delete(at)
      const ids = new Map<string, string>()
      const led = [...known].map(([at, one]) => ({ index: at, led: one }))
      for (const [place, id] of (yield* index.idsOf(what, led)).entries()) ids.set(led[place]!.index, id)
      const added: Array<Pick<VaultStorage.Entry, "index" | "id">> = []
      for (const at of indexes) {
        if (ids.has(at)) continue
        const id = entries.get(at)?.id ?? (yield* fresh)
        if (!entries.has(at)) added.push({ index: at, id })
        ids.set(at, id)
      }
      for (const entry of yield* index.entriesOf(what, added)) entries.set(entry.index, entry)
      return indexes.map((at) => ids.get(at)!) as ReadonlyArray<string>
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
        const places = asked.map(({ sealed }) => placeOf(sealed))
        const closed = asked.filter((_, each) => !opened.has(places[each]!))
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
        return asked.map(({ names, sealed: { person } }, place) => {
          const given = Object.entries(opened.get(places[place]!)!).filter(([each]) => names?.has(each) ?? true)
          const read = fields.get(person) ?? new Set()
          for (const [each] of given) read.add(Vault.recordedName(each, names))
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
            keys: yield* means.wrapAll([...keys].flatMap(([owner, key]) => (isUsed(owner) ? [{ owner, key }] : []))),
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
