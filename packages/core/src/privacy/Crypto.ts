/**
 * The few cryptographic steps of a vault, by Web Crypto: AES-256-GCM seals values and wraps keys, HMAC-SHA-256 makes
 * index entries and digests, Ed25519 signs. Keys are random; nothing is derived from what somebody could guess.
 */
import { Digest } from "@bina/policy"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Aead from "effect/crypto/Aead"
import type * as CryptoError from "effect/crypto/CryptoError"
import * as Mac from "effect/crypto/Mac"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Signature from "effect/crypto/Signature"
import * as Base64Url from "effect/encoding/Base64Url"

// ---- Models

/** Bytes of a key. */
export type Key = Uint8Array

/** What proves who signed a text: anybody who knows the public key can check it. Both are in base64url. */
export interface Signed {
  readonly key: string
  readonly signature: string
}

/** Encrypts and decrypts short texts. What a box is bound to is not in it, but it opens only with the same again. */
export class Crypto extends Context.Service<
  Crypto,
  {
    readonly newKey: Effect.Effect<Key>
    readonly newId: Effect.Effect<string>
    readonly close: (key: Key, bytes: Uint8Array, bound: ReadonlyArray<string>) => Effect.Effect<string>
    /** Nothing, where the box was not closed with this key and bound to this. */
    readonly open: (key: Key, box: string, bound: ReadonlyArray<string>) => Effect.Effect<Option.Option<Uint8Array>>
    /** A keyed digest in base64url. */
    readonly mac: (key: Key, parts: ReadonlyArray<string>) => Effect.Effect<string>
    /** An Ed25519 key: 32 secret bytes, then the 32 bytes of the public key. */
    readonly newSigningKey: Effect.Effect<Key>
    /** The public key and the signature, in base64url. */
    readonly sign: (signingKey: Key, text: string) => Effect.Effect<Signed>
    readonly isSigned: (signed: Signed, text: string) => Effect.Effect<boolean>
  }
>()("@bina/core/Crypto") {}

// ---- Rules

const keyBytes = 32
const nonceBytes = 12

/**
 * Parts as bytes that can be taken apart in one way only: how many there are, then each with its length before it, in four
 * bytes with the greatest first. No two lists of parts are the same bytes, whatever stands in them.
 */
export const boundTo = (parts: ReadonlyArray<string>): Uint8Array => {
  const encoded = parts.map(Digest.bytesOf)
  const bytes = new Uint8Array(encoded.reduce((length, part) => length + countBytes + part.length, countBytes))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, parts.length)
  let at = countBytes
  for (const part of encoded) {
    view.setUint32(at, part.length)
    bytes.set(part, at + countBytes)
    at += countBytes + part.length
  }
  return bytes
}

const countBytes = 4

/** The text of UTF-8 bytes; by way of base64, since no decoder is common to all platforms' types. */
export const textOf = (bytes: Uint8Array): string => Result.getOrThrow(Base64Url.decodeString(Base64Url.encode(bytes)))

/** A fault of the platform or of the program, never of a value. */
const orDie = <A>(effect: Effect.Effect<A, CryptoError.CryptoError>): Effect.Effect<A> => Effect.orDie(effect)

/** One key serves many times: it is prepared once, and gone when nobody holds its bytes. */
const prepared = <A>(
  prepare: (key: Key) => Effect.Effect<A, CryptoError.CryptoError>
): ((key: Key) => Effect.Effect<A>) => {
  const known = new WeakMap<Key, Effect.Effect<A>>()
  return (key) =>
    Effect.suspend(() => {
      const before = known.get(key)
      if (before !== undefined) return before
      return Effect.tap(orDie(prepare(key)), (made) => Effect.sync(() => known.set(key, Effect.succeed(made))))
    })
}

/** By whatever implements the primitives: a runtime's own synchronous code is many times faster for short values. */
export const layerNoDeps: Layer.Layer<Crypto, never, Aead.Aead | Mac.Mac | SecureRandom.SecureRandom> = Layer.effect(
  Crypto,
  Effect.gen(function* () {
    const aead = yield* Aead.Aead
    const hmac = yield* Mac.Mac
    const random = yield* SecureRandom.SecureRandom
    const signatures = yield* Signature.Signature
    const keyOf = prepared((key) => Aead.key(Aead.aes256Gcm, key))
    const macKeyOf = prepared((key) => Mac.key(Mac.hmacSha256, key))
    return Crypto.of({
      newKey: random.randomBytes(keyBytes),
      newId: random.uuidV4(),
      close: (key, bytes, bound) =>
        Effect.gen(function* () {
          const nonce = yield* random.randomBytes(nonceBytes)
          const sealed = yield* orDie(aead.encrypt(yield* keyOf(key), bytes, { nonce, aad: boundTo(bound) }))
          const box = new Uint8Array(nonceBytes + sealed.length)
          box.set(nonce)
          box.set(sealed, nonceBytes)
          return Base64Url.encode(box)
        }),
      open: (key, box, bound) =>
        Effect.gen(function* () {
          const bytes = Result.getOrElse(Base64Url.decode(box), () => new Uint8Array())
          if (bytes.length <= nonceBytes) return Option.none()
          const nonce = bytes.slice(0, nonceBytes)
          return yield* aead.decrypt(yield* keyOf(key), bytes.slice(nonceBytes), { nonce, aad: boundTo(bound) }).pipe(
            Effect.map(Option.some),
            Effect.catchReason("CryptoError", "DecryptionFailed", () => Effect.succeed(Option.none<Uint8Array>())),
            Effect.orDie
          )
        }),
      mac: (key, parts) =>
        Effect.map(
          Effect.flatMap(macKeyOf(key), (made) => orDie(hmac.sign(made, boundTo(parts)))),
          Base64Url.encode
        ),
      newSigningKey: orDie(
        Effect.gen(function* () {
          const { privateKey, publicKey } = yield* signatures.generateKeyPair(Signature.ed25519)
          const key = new Uint8Array(2 * keyBytes)
          key.set(yield* Signature.toBytes(privateKey))
          key.set(yield* Signature.toBytes(publicKey), keyBytes)
          return key
        })
      ),
      sign: (signingKey, text) =>
        orDie(
          Effect.gen(function* () {
            const secret = yield* Signature.privateKey(Signature.ed25519, signingKey.slice(0, keyBytes))
            const signature = yield* signatures.sign(secret, Digest.bytesOf(text))
            return { key: Base64Url.encode(signingKey.slice(keyBytes)), signature: Base64Url.encode(signature) }
          })
        ),
      isSigned: ({ key, signature }, text) =>
        Effect.gen(function* () {
          const bytes = Result.getOrElse(Base64Url.decode(key), () => new Uint8Array())
          if (bytes.length !== keyBytes) return false
          const signed = Result.getOrElse(Base64Url.decode(signature), () => new Uint8Array())
          return yield* signatures.verify(
            yield* Signature.publicKey(Signature.ed25519, bytes),
            signed,
            Digest.bytesOf(text)
          )
          // Bytes that are no key have signed nothing.
        }).pipe(Effect.orElseSucceed(() => false))
    })
  })
).pipe(Layer.provide(Signature.layerWebCrypto))

/** By the platform's own Web Crypto, which every platform has. */
export const layer: Layer.Layer<Crypto> = layerNoDeps.pipe(
  Layer.provide([Aead.layerWebCrypto, Mac.layerWebCrypto]),
  Layer.provide(SecureRandom.layerWebCrypto)
)
