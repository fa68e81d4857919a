/** Vaults that are wrong in one way each. Every law of vaults has one at least. */
import { Command, Moment, Person, type Sealed, Vault, type VaultStorage } from "@bina/core"
import { Digest } from "@bina/policy"
import { hmac } from "@noble/hashes/hmac.js"
import { md5 } from "@noble/hashes/legacy.js"
import { sha256 } from "@noble/hashes/sha2.js"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type * as Store from "../conformance/Store.ts"
import type * as VaultSuite from "../conformance/VaultSuite.ts"
import * as HonestStore from "./HonestStore.ts"
import type * as Saboteur from "./Saboteur.ts"

// ---- Models

type VaultOf = Vault.Vault["Service"]

type One = Saboteur.Saboteur<Vault.Vault, VaultSuite.MasterKey>

// ---- Rules

const saboteur = (
  breaks: string,
  wrong: string,
  change: HonestStore.ChangeOfVault | (() => HonestStore.ChangeOfVault),
  more: (
    honest: Store.Store<Vault.Vault, VaultSuite.MasterKey>,
    masterKey: VaultSuite.MasterKey
  ) => Partial<Store.Store<Vault.Vault, VaultSuite.MasterKey>> = () => ({})
): One => ({
  breaks,
  wrong,
  make: (masterKey) => {
    const store = HonestStore.vault(masterKey, typeof change === "function" ? change() : change)
    return { ...store, ...more(store, masterKey) }
  }
})

const serving = (service: (honest: VaultOf, noted: Array<string>) => Partial<VaultOf>): HonestStore.ChangeOfVault => ({
  service: (honest, noted) => ({ ...honest, ...service(honest, noted) })
})

const storing = (
  storage: (honest: VaultStorage.VaultStorage) => Partial<VaultStorage.VaultStorage>
): HonestStore.ChangeOfVault => ({ storage: (honest) => ({ ...honest, ...storage(honest) }) })

const textOf = ({ number }: Vault.Identity): string => Redacted.value(number)

/** Looks numbers up by another one. */
const asking = (change: (identity: Vault.Identity) => Vault.Identity): HonestStore.ChangeOfVault =>
  serving((honest) => ({
    personOf: (identity) => honest.personOf(change(identity)),
    find: (identity) => honest.find(change(identity)),
    identify: (person, identity) => honest.identify(person, change(identity)),
    householdOf: (identity) => honest.householdOf(change(identity))
  }))

const inIdentities: ReadonlyArray<One> = [
  saboteur(
    "V-1",
    "Makes a new person each time.",
    serving(({ newPerson }) => ({ personOf: () => newPerson }))
  ),
  saboteur(
    "V-2",
    "Does not look at the kind of a number.",
    asking((identity) => ({ ...identity, kind: "number" }))
  ),
  saboteur(
    "V-2",
    "Takes the first fifteen digits for the number.",
    asking((identity) => ({ ...identity, number: Redacted.make(textOf(identity).slice(0, 15)) }))
  ),
  saboteur(
    "V-3",
    "Makes somebody of a number that is looked for.",
    serving(({ find, personOf }) => ({ find: (identity) => Effect.tap(find(identity), () => personOf(identity)) }))
  ),
  saboteur("V-4", "Looks first and makes somebody afterwards.", () => {
    const known = new Map<string, Person.Id>()
    return serving(({ newPerson }) => ({
      personOf: (identity) =>
        Effect.gen(function* () {
          const before = known.get(textOf(identity))
          if (before !== undefined) return before
          const person = yield* newPerson
          known.set(textOf(identity), person)
          return person
        })
    }))
  }),
  saboteur(
    "V-5",
    "Derives the id of a person from their number.",
    serving(() => ({ personOf: (identity) => Effect.succeed(Person.id(Digest.ofText(textOf(identity)).slice(0, 32))) }))
  ),
  saboteur("V-5", "Counts households.", () => {
    const known = new Map<string, Vault.Household>()
    return serving(() => ({
      householdOf: (identity) =>
        Effect.sync(() => {
          const name = `${identity.kind} ${textOf(identity)}`
          if (!known.has(name)) known.set(name, Vault.Household.make(`household-${known.size + 1}`))
          return known.get(name)!
        })
    }))
  }),
  saboteur(
    "V-6",
    "Gives a household the id of the person with its number.",
    serving(({ personOf }) => ({
      householdOf: (identity) => Effect.map(personOf(identity), (id) => Vault.Household.make(id))
    }))
  ),
  saboteur(
    "V-7",
    "Forgets the number by which somebody is identified.",
    serving(() => ({ identify: () => Effect.void }))
  ),
  saboteur(
    "V-8",
    "Says nothing when a number belongs to somebody else.",
    serving(({ identify }) => ({
      identify: (person, identity) => Effect.catchTag(identify(person, identity), "IdentityTaken", () => Effect.void)
    }))
  )
]

/** Seals under other names than it says, so that these bind nothing. */
const boundTo = (change: (value: Vault.Opened) => Vault.Opened): HonestStore.ChangeOfVault =>
  serving(({ seal, unseal }) => ({
    seal: (values) =>
      Effect.map(seal(values.map(change)), (sealed) =>
        sealed.map((each, index): Sealed.Sealed => ({
          ...each,
          person: values[index]!.person,
          field: values[index]!.field
        }))
      ),
    unseal: (values, reading) =>
      unseal(
        values.map(({ command, sealed }) => {
          const { command: under, field, person } = change({ command, ...sealed, value: null })
          return { command: under, sealed: { ...sealed, field, person } }
        }),
        reading
      )
  }))

const inSeals: ReadonlyArray<One> = [
  saboteur(
    "V-9",
    "Opens values person by person instead of in the order given.",
    serving(({ unseal }) => ({
      unseal: (values, reading) =>
        unseal(
          values.toSorted((a, b) =>
            a.sealed.person < b.sealed.person ? -1 : a.sealed.person > b.sealed.person ? 1 : 0
          ),
          reading
        )
    }))
  ),
  saboteur(
    "V-9",
    "Reads whole numbers as if they were fractions.",
    serving(({ unseal }) => ({
      unseal: (values, reading) =>
        Effect.map(unseal(values, reading), (opened) =>
          opened.map((value) => (typeof value === "number" ? Math.fround(value) : value))
        )
    }))
  ),
  saboteur("V-10", "Seals equal values alike.", () => {
    const boxes = new Map<string, Sealed.Sealed>()
    return serving(({ seal }) => ({
      seal: (values) =>
        Effect.forEach(values, (value) =>
          Effect.map(seal([value]), ([sealed]) => {
            const name = JSON.stringify(value)
            if (!boxes.has(name)) boxes.set(name, sealed!)
            return boxes.get(name)!
          })
        )
    }))
  }),
  saboteur("V-11", "Seals for everybody with one key.", () => {
    let one: Person.Id | undefined
    return serving((honest, noted) => ({
      ...boundTo((value) => ({ ...value, person: one ?? value.person })).service!(honest, noted),
      newPerson: Effect.tap(honest.newPerson, (person) => Effect.sync(() => (one ??= person)))
    }))
  }),
  saboteur(
    "V-12",
    "Does not bind a seal to its command.",
    boundTo((value) => ({ ...value, command: Command.id("any") }))
  ),
  saboteur(
    "V-13",
    "Does not bind a seal to its field.",
    boundTo((value) => ({ ...value, field: "any" }))
  ),
  saboteur(
    "V-14",
    "Opens a broken seal as an empty value.",
    serving(({ unseal }) => ({
      unseal: (values, reading) =>
        Effect.catchTag(unseal(values, reading), "SealBroken", () => Effect.succeed(values.map(() => null)))
    }))
  ),
  saboteur(
    "V-15",
    "Says that it erased somebody whom it does not know.",
    serving(({ erase }) => ({ erase: (person) => Effect.catchTag(erase(person), "UnknownPerson", () => Effect.void) }))
  ),
  saboteur(
    "V-15",
    "Leaves out values of people whom it does not know.",
    serving(({ seal }) => ({
      seal: (values) =>
        Effect.catchTag(seal(values), "UnknownPerson", ({ person }) =>
          seal(values.filter((value) => value.person !== person))
        )
    }))
  )
]

const inErasure: ReadonlyArray<One> = [
  saboteur("V-16", "Notes an erasure and keeps the key.", () => {
    const erased: Array<Person.Id> = []
    return serving(() => ({
      erase: (person) => Effect.sync(() => void erased.push(person)),
      erased: Effect.sync(() => erased)
    }))
  }),
  saboteur("V-17", "Keeps the entries of its index when somebody is erased.", () => {
    const entries = new Map<string, string>()
    const keep =
      (index: string) =>
      <E>(adding: Effect.Effect<string, E>) =>
        Effect.tap(adding, (id) => Effect.sync(() => entries.set(index, id)))
    return storing((honest) => ({
      addEntry: (entry) => keep(entry.index)(honest.addEntry(entry)),
      addPerson: (key, index) => keep(index)(honest.addPerson(key, index)),
      entry: (index) =>
        Effect.map(honest.entry(index), (found) => Option.orElse(found, () => Option.fromNullishOr(entries.get(index))))
    }))
  }),
  saboteur("V-18", "Erases everybody whom it met.", () => {
    const people = new Set<Person.Id>()
    return serving((honest) => ({
      personOf: (identity) => Effect.tap(honest.personOf(identity), (person) => Effect.sync(() => people.add(person))),
      erase: (person) => Effect.andThen(Effect.forEach(people, honest.erase), honest.erase(person))
    }))
  }),
  saboteur(
    "V-19",
    "Does not know whom it erased.",
    serving(({ erase, erased }) => ({
      erase: (person) =>
        Effect.flatMap(erased, (people) =>
          people.includes(person) ? Effect.fail(new Vault.UnknownPerson({ person })) : erase(person)
        )
    }))
  ),
  saboteur("V-19", "Lists an erasure each time.", () => {
    const erased: Array<Person.Id> = []
    return serving(({ erase }) => ({
      erase: (person) => Effect.tap(erase(person), () => Effect.sync(() => erased.push(person))),
      erased: Effect.sync(() => erased)
    }))
  }),
  saboteur(
    "V-20",
    "Leaves no record of an opening.",
    storing(() => ({ addAccess: () => Effect.void }))
  ),
  saboteur(
    "V-20",
    "Records an opening by the clock on the wall in Medan.",
    storing(({ addAccess }) => ({
      addAccess: (accesses) =>
        addAccess(
          accesses.map((access) => ({ ...access, at: Result.getOrThrow(Moment.fromOffset(`${access.at}-07:00`)) }))
        )
    }))
  ),
  saboteur("V-20", "Records sealing as if it were opening.", {
    service: (honest) => ({
      ...honest,
      seal: (values) =>
        Effect.tap(honest.seal(values), (sealed) =>
          Effect.ignore(
            honest.unseal(
              sealed.map((each, index) => ({ sealed: each, command: values[index]!.command })),
              { actor: "vault" as Vault.Reading["actor"], purpose: "sealing" }
            )
          )
        )
    })
  }),
  saboteur("V-21", "Records an opening once it succeeded.", () => {
    let write: Effect.Effect<void, Vault.VaultUnavailable> = Effect.void
    return {
      ...storing(({ addAccess }) => ({
        addAccess: (accesses) =>
          Effect.sync(() => {
            write = addAccess(accesses)
          })
      })),
      ...serving(({ unseal }) => ({
        unseal: (values, reading) => Effect.tap(unseal(values, reading), () => Effect.suspend(() => write))
      }))
    }
  }),
  saboteur(
    "V-22",
    "Erases the records of access with the person.",
    storing(({ accesses, destroyed }) => ({
      accesses: (person) =>
        Effect.flatMap(destroyed, (gone) => (gone.includes(person) ? Effect.succeed([]) : accesses(person)))
    }))
  ),
  saboteur("V-23", "Makes another digest each time.", () => {
    let times = 0
    return serving(({ digest }) => ({ digest: (content) => digest(`${content}${(times += 1)}`) }))
  }),
  saboteur(
    "V-23",
    "Digests the beginning of a content.",
    serving(({ digest }) => ({ digest: (content) => digest(content.slice(0, 24)) }))
  ),
  saboteur(
    "V-24",
    "Digests without a key.",
    serving(() => ({ digest: (content) => Effect.succeed(Command.digest(Digest.ofText(content))) }))
  ),
  saboteur(
    "V-24",
    "Digests with a key that all vaults share.",
    serving(() => ({
      digest: (content) =>
        Effect.sync(() =>
          Command.digest(Hex.encode(hmac(sha256, Digest.bytesOf("a key of its own"), Digest.bytesOf(content))))
        )
    }))
  ),
  saboteur(
    "V-25",
    "Loses keys when the master key is changed.",
    storing(({ rewrap }) => {
      let times = 0
      return {
        rewrap: (wrapAgain) => rewrap((key) => ((times += 1) % 3 === 0 ? Effect.succeed(key.wrapped) : wrapAgain(key)))
      }
    })
  ),
  saboteur(
    "V-25",
    "Makes new digests after the master key was changed.",
    serving(({ digest, rotate }) => {
      let times = 0
      return {
        rotate: (next) => Effect.tap(rotate(next), () => Effect.sync(() => (times += 1))),
        digest: (content) => digest(`${"new ".repeat(times)}${content}`)
      }
    })
  ),
  saboteur("V-26", "Loses whoever comes while the master key is changed.", () => {
    let isChanging = false
    return serving(({ newPerson, rotate }) => ({
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

/** Notes something of every number that it is asked for, and of every value that it seals. */
const noting = (note: (text: string, what: string) => string): HonestStore.ChangeOfVault =>
  serving((honest, noted) => ({
    personOf: (identity) => {
      noted.push(note(textOf(identity), identity.kind))
      return honest.personOf(identity)
    },
    seal: (values) => {
      for (const { field, value } of values) if (typeof value === "string") noted.push(note(value, field))
      return honest.seal(values)
    }
  }))

const clear = (wrong: string, note: (text: string, what: string) => string): One =>
  saboteur("V-27", wrong, noting(note))

const hashed = (wrong: string, note: (text: string, what: string) => string): One =>
  saboteur("V-28", wrong, noting(note))

const only = (what: string, note: (text: string) => string) => (text: string, field: string) =>
  field === what ? note(text) : ""

const inKeeping: ReadonlyArray<One> = [
  clear(
    "Keeps names in clear.",
    only("name", (text) => `{"name":"${text}"}`)
  ),
  clear(
    "Keeps names in capitals, put together.",
    only("name", (text) => text.toUpperCase().replaceAll(/[^A-Z]/g, ""))
  ),
  clear(
    "Keeps a part of a name.",
    only("name", (text) => text.split(" ")[0]!.toLowerCase())
  ),
  clear(
    "Keeps names in base64, somewhere in a text.",
    only("name", (text) => Base64.encode(`v: ${text}, and more`))
  ),
  clear(
    "Keeps numbers in groups of digits.",
    only("nik", (text) => text.replaceAll(/(\d{4})(?=\d)/g, "$1."))
  ),
  clear(
    "Keeps household numbers in hexadecimal.",
    only("kk", (text) => Hex.encode(`#${text}`).toUpperCase())
  ),
  clear(
    "Keeps telephone numbers as they are dialled at home.",
    only("phone", (text) => text.replace("+62 ", "0"))
  ),
  clear(
    "Keeps account numbers in the names of its files.",
    only("account", (text) => `backup_${text.slice(0, 5)}_${text.slice(5)}.bin`)
  ),
  clear(
    "Keeps days of birth as they are written by hand.",
    only("born", (text) => text.split("-").toReversed().join("/"))
  ),
  clear(
    "Keeps days of birth in words.",
    only("born", () => "lahir 1 Juli 1985")
  ),
  hashed(
    "Keeps a hash of a number, without a key.",
    only("nik", (text) => Digest.ofText(text))
  ),
  hashed(
    "Keeps a short hash of a number, in base64.",
    only("nik", (text) => Base64.encode(md5(Digest.bytesOf(text))).slice(0, 16))
  ),
  hashed("Keeps a hash of a number with its kind before it.", (text, what) => Digest.ofText(`${what}:${text}`)),
  hashed(
    "Keeps a hash of a name.",
    only("name", (text) => Digest.ofText(text.toLowerCase()))
  ),
  hashed(
    "Keeps a hash of a number with a key that is no secret.",
    only("nik", (text) => Hex.encode(hmac(sha256, new Uint8Array(32), Digest.bytesOf(text))))
  ),
  saboteur(
    "V-29",
    "Says which number is taken.",
    serving(({ identify }) => ({
      identify: (person, identity) =>
        Effect.catchTag(identify(person, identity), "IdentityTaken", () =>
          Effect.fail(new Vault.IdentityTaken({ person, by: Person.id(textOf(identity)) }))
        )
    }))
  ),
  saboteur("V-30", "Keeps everything in memory.", {}, () => ({
    reopen: (masterKey) => HonestStore.vault(masterKey).layer
  })),
  saboteur("V-31", "Opens with whatever key it is given.", {}, ({ reopen }, masterKey) => ({
    reopen: () => reopen!(masterKey)
  })),
  saboteur(
    "V-32",
    "Finds nobody when it cannot look.",
    serving(({ find }) => ({ find: (identity) => Effect.orElseSucceed(find(identity), () => Option.none()) }))
  ),
  saboteur(
    "V-32",
    "Takes somebody for unknown when it cannot look.",
    serving(({ seal }) => ({
      seal: (values) =>
        Effect.catchTag(seal(values), "VaultUnavailable", () =>
          Effect.fail(new Vault.UnknownPerson({ person: values[0]!.person }))
        )
    }))
  )
]

/** All of them, in the order of the laws that they break. */
export const saboteurs: ReadonlyArray<One> = [...inIdentities, ...inSeals, ...inErasure, ...inKeeping]
