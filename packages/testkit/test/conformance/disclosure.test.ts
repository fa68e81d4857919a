/** That what nobody may see is found however it is written, and that nothing is found where it is not. */
import { createHash, createHmac } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { Crypto } from "@bina/core/adapter"
import { Disclosure, HonestStore, PersonArbitrary, VaultSuite } from "@bina/testkit"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const name = { what: "name", text: "Rahmawati Nasution-Sembiring" }
const nik = { what: "nik", text: "9912345678900003" }
const phone = { what: "phone", text: "+62 800-1234-0007" }
const born = { what: "born", text: "1985-07-01" }

const hash = (algorithm: string, text: string, encoding: "hex" | "base64" | "base64url") =>
  createHash(algorithm).update(text).digest(encoding)

const wide = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"))

const told: ReadonlyArray<readonly [string, Disclosure.Secret, string | Uint8Array]> = [
  ["as it is", name, `x${name.text}y`],
  ["in bytes among others", nik, new Uint8Array([0, 255, 1, ...Buffer.from(nik.text), 254])],
  ["in capitals", name, name.text.toUpperCase()],
  ["with underscores", name, "rahmawati_nasution_sembiring.pdf"],
  ["a word of a name", name, "rahmawati's form"],
  ["escaped for an address", name, `?q=${encodeURIComponent(name.text)}`],
  ["in UTF-16", name, wide(name.text)],
  ["digits with dots", nik, "99.1234.5678.9000.03"],
  ["digits with spaces", nik, "9912 3456 7890 0003"],
  ["digits with dashes and spaces", nik, "99-12345678 - 900003"],
  ["a number as it is dialled at home", phone, "0800 1234 0007"],
  ["a number without its plus", phone, "6280012340007"],
  ["a day put together", born, "file-19850701.txt"],
  ["a day backwards", born, "01.07.1985"],
  ["a day in words", born, "1 July 1985"],
  ["a day in Indonesian", born, "LAHIR 1 JULI 1985"],
  ...(["", "a", "ab", "abc"].map((before) => [
    `in base64 after ${before.length}`,
    nik,
    Buffer.from(`${before}${nik.text}z`).toString("base64")
  ]) as ReadonlyArray<readonly [string, Disclosure.Secret, string]>),
  ["in base64 for addresses", name, Buffer.from(`ÿÿÿ${name.text}`).toString("base64url")],
  ["in hexadecimal", nik, Buffer.from(nik.text).toString("hex")],
  ["in hexadecimal capitals", nik, Buffer.from(nik.text).toString("hex").toUpperCase()],
  ...(["md5", "sha1", "sha256", "sha512", "sha3-256"].flatMap((algorithm) =>
    (["hex", "base64", "base64url"] as const).map((encoding) => [
      `as ${algorithm} in ${encoding}`,
      nik,
      hash(algorithm, nik.text, encoding)
    ])
  ) as ReadonlyArray<readonly [string, Disclosure.Secret, string]>),
  ["as raw bytes of a hash", nik, new Uint8Array(createHash("sha256").update(nik.text).digest())],
  ["as a hash cut short", nik, hash("sha256", nik.text, "hex").slice(0, 20)],
  ["as a hash with its kind", nik, hash("sha256", `nik:${nik.text}`, "hex")],
  ["as a hash of a spelling", phone, hash("md5", "080012340007", "hex")],
  ["as a hash of a day put together", born, hash("sha1", "19850701", "hex")],
  ["as an HMAC with a key of zeros", nik, createHmac("sha256", Buffer.alloc(32)).update(nik.text).digest("hex")],
  [
    "as the index of a vault whose key is zeros",
    nik,
    createHmac("sha256", Buffer.alloc(32))
      .update(Crypto.boundTo(["person", "nik", nik.text]))
      .digest("base64url")
  ],
  [
    "as the digest of a vault whose key is ones",
    nik,
    createHmac("sha256", Buffer.alloc(32, 1))
      .update(Crypto.boundTo([nik.text]))
      .digest("base64url")
  ],
  ["as an HMAC with a key of full bytes", nik, createHmac("sha256", Buffer.alloc(32, 255)).update(nik.text).digest()],
  ["as an HMAC with a key that is no secret", nik, createHmac("sha256", "secret").update(nik.text).digest("base64")]
]

const bytes = Arbitrary.array(Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 255 }))), {
  maxLength: 400
})

describe("Disclosure", () => {
  it.each(told)("finds a secret %s", (_, secret, kept) => {
    const found = Disclosure.find(["before", kept, "after"], [secret])
    assert.isNotEmpty(found)
    assert.isTrue(found.every(({ what }) => what === secret.what))
    assert.notInclude(JSON.stringify(found), secret.text)
  })

  it.prop("finds nothing in anybody else's data", { other: PersonArbitrary.person, bytes }, ({ bytes, other }) => {
    const kept = [JSON.stringify({ ...other, born: "1971-11-23" }), new Uint8Array(bytes)]
    return Disclosure.find(kept, [name, nik, phone, born]).length === 0
  })

  it.prop("finds every number and name of invented people", { person: PersonArbitrary.person }, ({ person }) => {
    const { account, born: day, kk, name: called, nik: number, phone: telephone } = person
    const secrets = Object.entries({ account, born: day, kk, name: called, nik: number, phone: telephone })
    const found = Disclosure.find(
      [JSON.stringify(person)],
      secrets.map(([what, text]) => ({ what, text }))
    )
    return secrets.every(([what]) => found.some((each) => each.what === what))
  })

  it.effect(
    "L43 nothing that a vault keeps or seals says who somebody is, in clear or as a hash that anybody can make",
    () =>
      Effect.gen(function* () {
        for (const id of ["V-27", "V-28", "V-29"]) {
          const law = VaultSuite.laws.find((each) => each.id === id)
          yield* law!.check((masterKey) => HonestStore.vault(masterKey))
        }
      })
  )
})
