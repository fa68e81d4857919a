/**
 * The vault's cryptography by Node's own code, which answers at once: for values as short as ours, asking Web Crypto
 * and waiting takes many times as long.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto"
import { Crypto } from "@bina/core"
import * as Layer from "effect/Layer"
import * as Aead from "effect/crypto/Aead"
import * as Mac from "effect/crypto/Mac"
import * as SecureRandom from "effect/crypto/SecureRandom"

// ---- Rules

const tagBytes = 16

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The tag stands behind the ciphertext, as Web Crypto has it. */
const aes256Gcm: Aead.Implementation = {
  encrypt: (key, nonce, plaintext, aad) => {
    const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(aad)
    const ciphertext = joined(cipher.update(plaintext), cipher.final())
    return joined(ciphertext, cipher.getAuthTag())
  },
  decrypt: (key, nonce, ciphertext, aad) => {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes })
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
  new Uint8Array(createHmac(hash.replace("-", "").toLowerCase(), key).update(data).digest())

/** Opens what the layer by Web Crypto closed, and the other way round. */
export const layer: Layer.Layer<Crypto.Crypto> = Crypto.layerNoDeps.pipe(
  Layer.provide([
    Aead.layerWebCryptoWith({ implementations: { aes256Gcm } }),
    Mac.layerWebCryptoWith({ hmac })
  ]),
  Layer.provide(SecureRandom.layerWebCrypto)
)
