/**
 * Whether something that nobody may see stands in what was kept: in clear in any spelling, encoded, or as a hash that
 * anybody could make, and so find by trying all numbers. Works on any bytes: files of a store, logs, lists, names.
 */
import { Crypto } from "@bina/core/adapter"
import { Digest } from "@bina/policy"
import { hmac } from "@noble/hashes/hmac.js"
import { md5, sha1 } from "@noble/hashes/legacy.js"
import { sha256, sha512 } from "@noble/hashes/sha2.js"
import { sha3_256 } from "@noble/hashes/sha3.js"
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"

// ---- Models

/** What must not be found. `what` says what it is (`nik`, `name`, `born`); a day is written `YYYY-MM-DD`. */
export interface Secret {
  readonly what: string
  readonly text: string
}

/** A secret that was found, and how it stood there. Never says the secret itself. */
export interface Disclosed {
  readonly what: string
  readonly how: string
}

/** How the kept bytes are looked at: as they are, without case, digits put together, or letters and digits alone. */
type Form = "as-is" | "lower" | "joined" | "stripped"

interface Needle extends Disclosed {
  readonly form: Form
  readonly text: string
}

// ---- Rules

/** How many secrets are looked for in one walk: each has hundreds of forms, and all of these are held meanwhile. */
const atOnce = 500

const forms = ["as-is", "lower", "joined", "stripped"] as const

/** Every way in which a secret stands in what was kept; nothing where none does. */
export const find = (
  kept: ReadonlyArray<Uint8Array | string>,
  secrets: ReadonlyArray<Secret>
): ReadonlyArray<Disclosed> => {
  const texts = kept.flatMap((item) => {
    const bytes = binary(item)
    return forms.map((form) => ({ form, text: formed(bytes, form) }))
  })
  const found = new Map<string, Disclosed>()
  for (let at = 0; at < secrets.length; at += atOnce) {
    const needles = secrets.slice(at, at + atOnce).flatMap(needlesOf)
    const walks = Object.fromEntries(
      forms.map((form) => [form, walkFor(needles.filter((needle) => needle.form === form))])
    )
    for (const { form, text } of texts) {
      for (const { how, what } of walks[form]!(text)) found.set(`${what} ${how}`, { what, how })
    }
  }
  return [...found.values()]
}

/** Whether a text stands in clear, exactly so, in what was kept. */
export const contains = (kept: ReadonlyArray<Uint8Array | string>, text: string): boolean =>
  kept.some((item) => binary(item).includes(binary(text)))

/** What could be base64url or hexadecimal in what was kept: whole runs of such characters, of some length at least. */
export const runsOf = (kept: ReadonlyArray<Uint8Array | string>, length: number): ReadonlyArray<string> =>
  kept.flatMap((item) => (binary(item).match(/[\w-]+/g) ?? []).filter((run) => run.length >= length))

/** Bytes as a text of one character each, so that they can be searched. */
const binary = (item: Uint8Array | string): string => {
  const bytes = typeof item === "string" ? Digest.bytesOf(item.toWellFormed()) : item
  let text = ""
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

const formed = (text: string, form: Form): string => {
  switch (form) {
    case "as-is":
      return text
    case "lower":
      return text.toLowerCase()
    case "joined":
      return text.replaceAll(/(?<=\d)[^\dA-Za-z]{1,3}(?=\d)/g, "")
    case "stripped":
      return text.toLowerCase().replaceAll(/[^a-z0-9\u0080-\u00ff]+/g, "")
  }
}

/** What {@link hashed} of a beginning is multiplied by for each of its characters. */
const base = 0x01000193

/** A number of a beginning that can be carried on from one character of a text to the next. */
const hashed = (beginning: string): number => {
  let hash = 0
  for (let at = 0; at < beginning.length; at += 1) hash = (Math.imul(hash, base) + beginning.charCodeAt(at)) | 0
  return hash
}

/**
 * One walk over a text for all needles, by their first characters. At nearly every place of a text no needle begins, so
 * a table of bits is asked first, which says so without making a text of what stands there.
 */
const walkFor = (needles: ReadonlyArray<Needle>): ((text: string) => ReadonlyArray<Needle>) => {
  const length = needles.reduce((least, { text }) => Math.min(least, text.length), 6)
  if (length === 0 || needles.length === 0) return () => []
  const byStart = Map.groupBy(needles, (needle) => needle.text.slice(0, length))
  // Some thirty places for each beginning: few others fall on the same.
  const shift = Math.max(4, 27 - Math.ceil(Math.log2(byStart.size)))
  const placeOf = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> shift
  const begins = new Uint8Array(2 ** (32 - shift))
  for (const start of byStart.keys()) begins[placeOf(hashed(start))] = 1
  let leaving = 1
  for (let count = 0; count < length; count += 1) leaving = Math.imul(leaving, base)
  return (text) => {
    const found: Array<Needle> = []
    let hash = hashed(text.slice(0, length))
    for (let at = 0; at + length <= text.length; at += 1) {
      if (begins[placeOf(hash)] === 1) {
        const candidates = byStart.get(text.slice(at, at + length))
        if (candidates !== undefined) {
          for (const needle of candidates) if (text.startsWith(needle.text, at)) found.push(needle)
        }
      }
      const next = text.charCodeAt(at + length)
      hash = (Math.imul(hash, base) + next - Math.imul(text.charCodeAt(at), leaving)) | 0
    }
    return found
  }
}

const needlesOf = ({ text, what }: Secret): ReadonlyArray<Needle> => {
  const spellings = [...new Set(spellingsOf(text))]
  return [
    ...spellings.flatMap((spelling) => plainNeedles(what, spelling)),
    ...spellings.flatMap((spelling) => encodedNeedles(what, spelling)),
    ...spellings.flatMap((spelling) => hashedNeedles(what, spelling))
  ]
}

const months = [
  ["januari", "january"],
  ["februari", "february"],
  ["maret", "march"],
  ["april"],
  ["mei", "may"],
  ["juni", "june"],
  ["juli", "july"],
  ["agustus", "august"],
  ["september"],
  ["oktober", "october"],
  ["november"],
  ["desember", "december"]
]

/** A text as people and programs write it. */
const spellingsOf = (text: string): ReadonlyArray<string> => {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (day !== null) {
    const [, year = "", month = "", date = ""] = day
    const named = months[Number(month) - 1] ?? []
    return [
      text,
      `${year}${month}${date}`,
      `${date}${month}${year}`,
      `${date}-${month}-${year}`,
      `${date}/${month}/${year}`,
      `${month}/${date}/${year}`,
      ...named.map((name) => `${Number(date)} ${name} ${year}`)
    ]
  }
  if (/^[+\d][\d\s./-]*$/.test(text)) {
    const digits = text.replaceAll(/\D/g, "")
    // An Indonesian telephone number is written with its country or with a nought.
    const local = digits.replace(/^(62|0)(?=8)/, "")
    return local === digits ? [text, digits] : [text, `0${local}`, `62${local}`, `+62${local}`]
  }
  const words = text.split(/\s+/).filter((word) => word.length >= 7)
  const whole = [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    text.replaceAll(/\s+/g, ""),
    text.replaceAll(/\s+/g, "-")
  ]
  return [...whole, ...whole.map((spelling) => spelling.toLowerCase()), ...words]
}

const plainNeedles = (what: string, spelling: string): ReadonlyArray<Needle> => {
  const how = "in clear"
  const bytes = binary(spelling)
  const digits = spelling.replaceAll(/\D/g, "")
  const letters = formed(bytes, "stripped")
  return [
    { what, how, form: "lower", text: bytes.toLowerCase() },
    { what, how, form: "lower", text: binary(encodeURIComponent(spelling)).toLowerCase() },
    { what, how: "in UTF-16", form: "as-is", text: [...bytes].join("\u0000") },
    ...(digits.length >= 8 ? ([{ what, how, form: "joined", text: digits }] as const) : []),
    ...(letters.length >= 8 ? ([{ what, how, form: "stripped", text: letters }] as const) : [])
  ]
}

const encodedNeedles = (what: string, spelling: string): ReadonlyArray<Needle> => {
  const bytes = Digest.bytesOf(spelling)
  const hex: Needle = { what, how: "in hexadecimal", form: "lower", text: Hex.encode(bytes) }
  // Base64 of a text depends on where in three bytes it begins, and its ends on its neighbours.
  const base64 = [0, 1, 2].flatMap((offset) => {
    const shifted = new Uint8Array(offset + bytes.length)
    shifted.set(bytes, offset)
    const text = Base64.encode(shifted.subarray(0, shifted.length - (shifted.length % 3))).slice(
      Math.ceil((offset * 4) / 3)
    )
    return text.length < 8 ? [] : [text]
  })
  return [
    hex,
    ...base64.flatMap((text) =>
      [text, urlSafe(text)].map((each): Needle => ({ what, how: "in base64", form: "as-is", text: each }))
    )
  ]
}

const urlSafe = (text: string): string => text.replaceAll("+", "-").replaceAll("/", "_")

const keyed = (key: Uint8Array) => (bytes: Uint8Array) => hmac(sha256, key, bytes)

/** What anybody can compute. An HMAC whose key everybody has is no better than a hash; one of zeros is as none. */
const hashes: ReadonlyArray<readonly [string, (bytes: Uint8Array) => Uint8Array]> = [
  ["MD5", md5],
  ["SHA-1", sha1],
  ["SHA-256", sha256],
  ["SHA-512", sha512],
  ["SHA3-256", sha3_256],
  ["HMAC without a key", keyed(new Uint8Array(0))],
  ["HMAC with a key of ones", keyed(new Uint8Array(32).fill(1))],
  ["HMAC with a key of full bytes", keyed(new Uint8Array(32).fill(255))],
  ["HMAC with the key `secret`", keyed(Digest.bytesOf("secret"))]
]

/** Only the beginning of a hash is looked for, so one that was cut short is found as well. */
const hashedNeedles = (what: string, spelling: string): ReadonlyArray<Needle> =>
  [
    spelling,
    `${what}:${spelling}`,
    `${what}${spelling}`,
    `${what}/${spelling}`,
    `${what}|${spelling}`,
    `${spelling}\n`,
    JSON.stringify(spelling),
    // As a vault binds a number to whose it is, and a content to its digest: with a key that everybody has.
    ["person", what, spelling],
    ["household", what, spelling],
    [spelling]
  ].flatMap((content) =>
    hashes.flatMap(([name, hash]): ReadonlyArray<Needle> => {
      const bytes = hash(typeof content === "string" ? Digest.bytesOf(content) : Crypto.boundTo(content))
      const how = `as a hash that anybody can make (${name})`
      const base64 = Base64.encode(bytes).slice(0, 14)
      return [
        { what, how, form: "lower", text: Hex.encode(bytes).slice(0, 16) },
        { what, how, form: "as-is", text: base64 },
        { what, how, form: "as-is", text: urlSafe(base64) },
        { what, how, form: "as-is", text: binary(bytes.subarray(0, 8)) }
      ]
    })
  )
