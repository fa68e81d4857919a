/** Vaults that break the laws of the store beneath them (V-27 to V-32). */
import { Person } from "@bina/core"
import { Vault } from "@bina/core/adapter"
import { Digest } from "@bina/policy"
import { hmac } from "@noble/hashes/hmac.js"
import { md5 } from "@noble/hashes/legacy.js"
import { sha256 } from "@noble/hashes/sha2.js"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as HonestStore from "../HonestStore.ts"
import * as Sabotage from "./Sabotage.ts"

// ---- Rules

/** Notes something of every number that it is asked for, and of every value that it seals. */
const noting = (note: (text: string, what: string) => string): HonestStore.ChangeOfVault =>
  Sabotage.serving((honest, noted) => ({
    personOf: (identity) => {
      noted.push(note(Sabotage.textOf(identity), identity.kind))
      return honest.personOf(identity)
    },
    seal: (values) => {
      for (const [field, value] of values.flatMap((each) => Object.entries(each.values))) {
        if (typeof value === "string") noted.push(note(value, field))
      }
      return honest.seal(values)
    }
  }))

const clear = (wrong: string, note: (text: string, what: string) => string): Sabotage.One =>
  Sabotage.saboteur("V-27", wrong, noting(note))

const hashed = (wrong: string, note: (text: string, what: string) => string): Sabotage.One =>
  Sabotage.saboteur("V-28", wrong, noting(note))

const only = (what: string, note: (text: string) => string) => (text: string, field: string) =>
  field === what ? note(text) : ""

const isIndex = ([what]: ReadonlyArray<string>): boolean => what === "person" || what === "household"
const isContent = (parts: ReadonlyArray<string>): boolean => parts.length === 1 && parts[0] !== "lock"

export const saboteurs: ReadonlyArray<Sabotage.One> = [
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
  ...[0, 1].flatMap((byte) => [
    Sabotage.saboteur("V-28", `Has ${byte} for each byte of the key of its index.`, Sabotage.weakly(byte, isIndex)),
    Sabotage.saboteur("V-28", `Has ${byte} for each byte of the key of its digests.`, Sabotage.weakly(byte, isContent))
  ]),
  Sabotage.saboteur(
    "V-29",
    "Says which number is taken.",
    Sabotage.serving(({ identify }) => ({
      identify: (person, identity) =>
        Effect.catchTag(identify(person, identity), "IdentityTaken", () =>
          Effect.fail(new Vault.IdentityTaken({ person, by: Person.id(Sabotage.textOf(identity)) }))
        )
    }))
  ),
  Sabotage.saboteur("V-30", "Keeps everything in memory.", {}, () => ({
    reopen: (masterKey) => HonestStore.vault(masterKey).layer
  })),
  Sabotage.saboteur("V-31", "Opens with whatever key it is given.", {}, ({ reopen }, masterKey) => ({
    reopen: () => reopen!(masterKey)
  })),
  Sabotage.saboteur(
    "V-32",
    "Finds nobody when it cannot look.",
    Sabotage.serving(({ find }) => ({ find: (identity) => Effect.orElseSucceed(find(identity), () => Option.none()) }))
  ),
  Sabotage.saboteur(
    "V-32",
    "Takes somebody for unknown when it cannot look.",
    Sabotage.serving(({ seal }) => ({
      seal: (values) =>
        Effect.catchTag(seal(values), "VaultUnavailable", () =>
          Effect.fail(new Vault.UnknownPerson({ person: values[0]!.person }))
        )
    }))
  )
]
