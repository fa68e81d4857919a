/**
 * The vault's cryptography by Node's own code, which answers at once: for values as short as ours, asking Web Crypto
 * and waiting takes many times as long.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
  randomUUID
} from "node:crypto"
import { Crypto } from "@bina/core/adapter"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

// ---- Rules

const keyBytes = 32
const { nonceBytes, tagBytes } = Crypto

/** What a function makes of a key, once for all its uses: longer than all the rest takes to prepare one. */
const prepared = <A>(prepare: (bytes: Crypto.Key) => A): ((bytes: Crypto.Key) => A) => {
  const known = new WeakMap<Crypto.Key, A>()
  return (bytes) => {
    const before = known.get(bytes)
    if (before !== undefined) return before
    const made = prepare(bytes)
    known.set(bytes, made)
    return made
  }
}

const keyOf: (bytes: Crypto.Key) => KeyObject = prepared((bytes) => createSecretKey(bytes))

const close = ({ bound, bytes, key }: Crypto.Closing): string => {
  const nonce = shortBytes(nonceBytes)
  const cipher = createCipheriv("aes-256-gcm", keyOf(key), nonce, { authTagLength: tagBytes })
  cipher.setAAD(Crypto.boundTo(bound))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]).toString("base64url")
}

/** Node passes over what is no base64url, so a text is taken only where it is written as Node would write it. */
const bytesOf = (box: string): Buffer => {
  const bytes = Buffer.from(box, "base64url")
  return bytes.toString("base64url") === box ? bytes : Buffer.alloc(0)
}

const open = ({ bound, box, key }: Crypto.Opening): Option.Option<Uint8Array> => {
  const bytes = bytesOf(box)
  if (bytes.length < nonceBytes + tagBytes) return Option.none()
  const nonce = bytes.subarray(0, nonceBytes)
  const decipher = createDecipheriv("aes-256-gcm", keyOf(key), nonce, { authTagLength: tagBytes })
  decipher.setAAD(Crypto.boundTo(bound))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  const plaintext = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
  try {
    decipher.final()
  } catch {
    // The tag does not fit; nothing else can fail here.
    return Option.none()
  }
  // Node's buffers are views of a stock of theirs, which whoever keeps a key would keep as well.
  return Option.some(new Uint8Array(plaintext))
}

const blockBytes = 64

/** HMAC-SHA-256 with the two halves of its key made once (RFC 2104): Node's own object is as dear as ten hashes. */
const halvesOf = prepared((key): readonly [Uint8Array, Uint8Array] => {
  const block = new Uint8Array(blockBytes)
  block.set(key.length > blockBytes ? hash("sha256", key, "buffer") : key)
  return [block.map((byte) => byte ^ 0x36), block.map((byte) => byte ^ 0x5c)]
})

const mac = (key: Crypto.Key, parts: ReadonlyArray<string>): string => {
  const [inner, outer] = halvesOf(key)
  return hash(
    "sha256",
    Buffer.concat([outer, hash("sha256", Buffer.concat([inner, Crypto.boundTo(parts)]), "buffer")]),
    "base64url"
  )
}

let stock = new Uint8Array()
let given = 0

/** Nonces are short and many: they are cut from a stock, each byte of which is given out once. */
const shortBytes = (size: number): Uint8Array => {
  if (given + size > stock.length) {
    stock = new Uint8Array(randomBytes(4_096))
    given = 0
  }
  const bytes = stock.slice(given, given + size)
  stock.fill(0, given, given + size)
  given += size
  return bytes
}

/** Opens what the layer by Web Crypto closed, and the other way round; signatures are that layer's own. */
export const layer: Layer.Layer<Crypto.Crypto> = Layer.effect(
  Crypto.Crypto,
  Effect.map(Crypto.Crypto, (web) =>
    Crypto.Crypto.of({
      ...web,
      newKey: Effect.sync(() => new Uint8Array(randomBytes(keyBytes))),
      newId: Effect.sync(() => randomUUID()),
      close: (asked) => Effect.sync(() => asked.map(close)),
      open: (asked) => Effect.sync(() => asked.map(open)),
      textOf: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(),
      mac: (key, all) => Effect.sync(() => all.map((parts) => mac(key, parts)))
    })
  )
).pipe(Layer.provide(Crypto.layer))
