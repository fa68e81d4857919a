/**
 * The vault's cryptography by Node's own code, which answers at once: for values as short as ours, asking Web Crypto
 * and waiting takes many times as long.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from "node:crypto"
import { Crypto } from "@bina/core/adapter"
import * as Layer from "effect/Layer"
import * as Aead from "effect/crypto/Aead"
import * as Mac from "effect/crypto/Mac"
import * as SecureRandom from "effect/crypto/SecureRandom"

// ---- Rules

const tagBytes = 16

/** Node prepares a key anew each time it is given as bytes, which takes longer than all the rest. */
const prepared = new WeakMap<Uint8Array, KeyObject>()
const keyOf = (bytes: Uint8Array): KeyObject => {
  const key = prepared.get(bytes) ?? createSecretKey(bytes)
  prepared.set(bytes, key)
  return key
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The tag stands behind the ciphertext, as Web Crypto has it. */
const aes256Gcm: Aead.Implementation = {
  encrypt: (key, nonce, plaintext, aad) => {
    const cipher = createCipheriv("aes-256-gcm", keyOf(key), nonce, { authTagLength: tagBytes })
    cipher.setAAD(aad)
    const ciphertext = joined(cipher.update(plaintext), cipher.final())
    return joined(ciphertext, cipher.getAuthTag())
  },
  decrypt: (key, nonce, ciphertext, aad) => {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(key), nonce, { authTagLength: tagBytes })
    decipher.setAAD(aad)
    decipher.setAuthTag(ciphertext.subarray(-tagBytes))
    const plaintext = decipher.update(ciphertext.subarray(0, -tagBytes))
    try {
      return joined(plaintext, decipher.final())
    } catch {
      // The tag does not fit; nothing else can fail here.
      return undefined
    }
  }
}

/** Digest names as Node writes them: `sha256` for `SHA-256`. */
const hmac = (hash: string, key: Uint8Array, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac(hash.replace("-", "").toLowerCase(), keyOf(key)).update(data).digest())

/** Nonces and ids are short and many: they are cut from a stock, each byte of which is given out once. */
const random = (): SecureRandom.SecureRandom["Service"] => {
  let stock = new Uint8Array()
  let given = 0
  return SecureRandom.make((size) => {
    if (size > 16) return new Uint8Array(randomBytes(size))
    if (given + size > stock.length) {
      stock = new Uint8Array(randomBytes(4_096))
      given = 0
    }
    const bytes = stock.slice(given, given + size)
    stock.fill(0, given, given + size)
    given += size
    return bytes
  })
}

/** Opens what the layer by Web Crypto closed, and the other way round. */
export const layer: Layer.Layer<Crypto.Crypto> = Crypto.layerNoDeps.pipe(
  Layer.provide([Aead.layerWebCryptoWith({ implementations: { aes256Gcm } }), Mac.layerWebCryptoWith({ hmac })]),
  Layer.provide(Layer.sync(SecureRandom.SecureRandom, random))
)
