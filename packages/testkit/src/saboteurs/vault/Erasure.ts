/** Vaults that break the laws of erasure, access, digests and the master key (V-16 to V-26). */
import { Command, Moment, Person } from "@bina/core"
import { Vault, type VaultStorage } from "@bina/core/adapter"
import { Digest } from "@bina/policy"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import * as Hex from "effect/encoding/Hex"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

export const saboteurs: ReadonlyArray<Sabotage.One> = [
  Sabotage.saboteur("V-16", "Notes an erasure and keeps the key.", () => {
    const erased: Array<Person.Id> = []
    return Sabotage.serving(() => ({
      erase: (person) => Effect.sync(() => void erased.push(person)),
      erased: Effect.sync(() => erased)
    }))
  }),
  Sabotage.saboteur("V-17", "Keeps the entries of its index when somebody is erased.", () => {
    const entries = new Map<string, VaultStorage.Led>()
    const keep =
      (index: string) =>
      <E>(adding: Effect.Effect<VaultStorage.Led, E>) =>
        Effect.tap(adding, (led) => Effect.sync(() => entries.set(index, led)))
    return Sabotage.storing((honest) => ({
      addEntry: (entry) => keep(entry.index)(honest.addEntry(entry)),
      addPerson: (key, entry) => keep(entry.index)(honest.addPerson(key, entry)),
      entry: (index) =>
        Effect.map(honest.entry(index), (found) => Option.orElse(found, () => Option.fromNullishOr(entries.get(index))))
    }))
  }),
  Sabotage.saboteur("V-18", "Erases everybody whom it met.", () => {
    const people = new Set<Person.Id>()
    return Sabotage.serving((honest) => ({
      personOf: (identity) => Effect.tap(honest.personOf(identity), (person) => Effect.sync(() => people.add(person))),
      erase: (person) => Effect.andThen(Effect.forEach(people, honest.erase), honest.erase(person))
    }))
  }),
  Sabotage.saboteur(
    "V-19",
    "Does not know whom it erased.",
    Sabotage.serving(({ erase, erased }) => ({
      erase: (person) =>
        Effect.flatMap(erased, (people) =>
          people.includes(person) ? Effect.fail(new Vault.UnknownPerson({ person })) : erase(person)
        )
    }))
  ),
  Sabotage.saboteur("V-19", "Lists an erasure each time.", () => {
    const erased: Array<Person.Id> = []
    return Sabotage.serving(({ erase }) => ({
      erase: (person) => Effect.tap(erase(person), () => Effect.sync(() => erased.push(person))),
      erased: Effect.sync(() => erased)
    }))
  }),
  Sabotage.saboteur(
    "V-20",
    "Leaves no record of an opening.",
    Sabotage.storing(() => ({ addAccess: () => Effect.void }))
  ),
  Sabotage.saboteur(
    "V-20",
    "Records an opening by the clock on the wall in Medan.",
    Sabotage.storing(({ addAccess }) => ({
      addAccess: (accesses) =>
        addAccess(
          accesses.map((access) => ({ ...access, at: Result.getOrThrow(Moment.fromOffset(`${access.at}-07:00`)) }))
        )
    }))
  ),
  Sabotage.saboteur("V-20", "Records sealing as if it were opening.", {
    service: (honest) => ({
      ...honest,
      seal: (values) =>
        Effect.tap(honest.seal(values), (sealed) =>
          Effect.ignore(
            honest.unseal(
              sealed.map((each) => ({ sealed: each })),
              { actor: "vault" as Vault.Reading["actor"], purpose: "sealing" }
            )
          )
        )
    })
  }),
  Sabotage.saboteur("V-21", "Records an opening once it succeeded.", () => {
    let write: Effect.Effect<void, Vault.VaultUnavailable> = Effect.void
    return {
      ...Sabotage.storing(({ addAccess }) => ({
        addAccess: (accesses) =>
          Effect.sync(() => {
            write = addAccess(accesses)
          })
      })),
      ...Sabotage.serving(({ unseal }) => ({
        unseal: (values, reading) => Effect.tap(unseal(values, reading), () => Effect.suspend(() => write))
      }))
    }
  }),
  Sabotage.saboteur(
    "V-22",
    "Erases the records of access with the person.",
    Sabotage.storing(({ accesses, destroyed }) => ({
      accesses: (person) =>
        Effect.flatMap(destroyed, (gone) => (gone.includes(person) ? Effect.succeed([]) : accesses(person)))
    }))
  ),
  Sabotage.saboteur("V-23", "Makes another digest each time.", () => {
    let times = 0
    return Sabotage.serving(({ digest }) => ({ digest: (content) => digest(`${content}${(times += 1)}`) }))
  }),
  Sabotage.saboteur(
    "V-23",
    "Digests the beginning of a content.",
    Sabotage.serving(({ digest }) => ({ digest: (content) => digest(content.slice(0, 24)) }))
  ),
  Sabotage.saboteur(
    "V-24",
    "Digests without a key.",
    Sabotage.serving(() => ({ digest: (content) => Effect.succeed(Command.digest(Digest.ofText(content))) }))
  ),
  Sabotage.saboteur(
    "V-24",
    "Digests with a key that all vaults share.",
    Sabotage.serving(() => ({
      digest: (content) =>
        Effect.sync(() =>
          Command.digest(Hex.encode(hmac(sha256, Digest.bytesOf("a key of its own"), Digest.bytesOf(content))))
        )
    }))
  ),
  Sabotage.saboteur(
    "V-25",
    "Loses keys when the master key is changed.",
    Sabotage.storing(({ rewrap }) => {
      let times = 0
      return {
        rewrap: (change, wrapAgain) =>
          rewrap(change, (key) => ((times += 1) % 3 === 0 ? Effect.succeed(key.wrapped) : wrapAgain(key)))
      }
    })
  ),
  Sabotage.saboteur(
    "V-25",
    "Makes new digests after the master key was changed.",
    Sabotage.serving(({ digest, rotate }) => {
      let times = 0
      return {
        rotate: (next) => Effect.tap(rotate(next), () => Effect.sync(() => (times += 1))),
        digest: (content) => digest(`${"new ".repeat(times)}${content}`)
      }
    })
  ),
  Sabotage.saboteur("V-26", "Loses whoever comes while the master key is changed.", () => {
    let isChanging = false
    return Sabotage.serving(({ newPerson, rotate }) => ({
      newPerson: Effect.suspend(() => (isChanging ? Effect.succeed(Person.id("lost")) : newPerson)),
      rotate: (next) =>
        Effect.suspend(() => {
          isChanging = true
          return Effect.ensuring(
            rotate(next),
            Effect.sync(() => {
              isChanging = false
            })
          )
        })
    }))
  })
]
