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

/** Bytes to be closed with a key, and what the box is bound to. */
export interface Closing {
  readonly key: Key
  readonly bytes: Uint8Array
  readonly bound: ReadonlyArray<string>
}

/** A box to be opened, with the key and what it should be bound to. */
export interface Opening {
  readonly key: Key
  readonly box: string
  readonly bound: ReadonlyArray<string>
}

/**
 * Encrypts and decrypts short texts, many at once: a command about a thousand people asks once. What a box is bound to is
 * not in it, but it opens only with the same again. Answers stand in the order of what was asked.
 */
export class Crypto extends Context.Service<
  Crypto,
  {
    readonly newKey: Effect.Effect<Key>
    readonly newId: Effect.Effect<string>
    readonly close: (asked: ReadonlyArray<Closing>) => Effect.Effect<ReadonlyArray<string>>
    /** Nothing, for a box that was not closed with this key and bound to this, or is spelt otherwise than it was. */
    readonly open: (asked: ReadonlyArray<Opening>) => Effect.Effect<ReadonlyArray<Option.Option<Uint8Array>>>
    /** The text of UTF-8 bytes. */
    readonly textOf: (bytes: Uint8Array) => string
    /** Keyed digests in base64url, one for each list of parts. */
    readonly mac: (key: Key, all: ReadonlyArray<ReadonlyArray<string>>) => Effect.Effect<ReadonlyArray<string>>
    /** An Ed25519 key: 32 secret bytes, then the 32 bytes of the public key. */
    readonly newSigningKey: Effect.Effect<Key>
    /** The public key and the signature, in base64url. */
    readonly sign: (signingKey: Key, text: string) => Effect.Effect<Signed>
    readonly isSigned: (signed: Signed, text: string) => Effect.Effect<boolean>
  }
>()("@bina/core/Crypto") {}

// ---- Rules

const keyBytes = 32

/** A box is a nonce of so many bytes, what was encrypted, and a tag of so many. */
export const nonceBytes = 12
export const tagBytes = 16

/**
 * Parts as bytes that can be taken apart in one way only: how many there are, then each with its length before it, in four
 * bytes with the greatest first. No two lists of parts are the same bytes, whatever stands in them.
 */
export const boundTo = (parts: ReadonlyArray<string>): Uint8Array => {
  const encoded = parts.map((part) => (isShortAndPlain(part) ? part : Digest.bytesOf(part)))
  const bytes = new Uint8Array(encoded.reduce((room, { length }) => room + countBytes + length, countBytes))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, parts.length)
  let at = countBytes
  for (const part of encoded) {
    view.setUint32(at, part.length)
    at += countBytes
    if (typeof part === "string")
      for (let index = 0; index < part.length; index++) bytes[at + index] = part.charCodeAt(index)
    else bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** Ids and numbers: to write their bytes one by one takes less than to ask for them. */
const isShortAndPlain = (text: string): boolean => text.length <= 100 && /^[\x20-\x7e]*$/.test(text)

const countBytes = 4

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

/**
 * By the platform's own Web Crypto, which every platform has. It is asked and waited for once for each value: a runtime's
 * own synchronous code, behind the same service, is many times faster for values as short as ours.
 */
export const layer: Layer.Layer<Crypto> = Layer.effect(
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
      close: Effect.forEach(({ bound, bytes, key }) =>
        Effect.gen(function* () {
          const nonce = yield* random.randomBytes(nonceBytes)
          const sealed = yield* orDie(aead.encrypt(yield* keyOf(key), bytes, { nonce, aad: boundTo(bound) }))
          const box = new Uint8Array(nonceBytes + sealed.length)
          box.set(nonce)
          box.set(sealed, nonceBytes)
          return Base64Url.encode(box)
        })
      ),
      open: Effect.forEach(({ bound, box, key }) =>
        Effect.gen(function* () {
          const bytes = Result.getOrElse(Base64Url.decode(box), () => new Uint8Array())
          // Base64 has several spellings of the same bytes; a box has the one in which it was written.
          if (bytes.length < nonceBytes + tagBytes || Base64Url.encode(bytes) !== box) return Option.none()
          const nonce = bytes.slice(0, nonceBytes)
          return yield* aead.decrypt(yield* keyOf(key), bytes.slice(nonceBytes), { nonce, aad: boundTo(bound) }).pipe(
            Effect.map(Option.some),
            Effect.catchReason("CryptoError", "DecryptionFailed", () => Effect.succeed(Option.none<Uint8Array>())),
            Effect.orDie
          )
        })
      ),
      // By way of base64, since no decoder is common to all platforms' types.
      textOf: (bytes) => Result.getOrThrow(Base64Url.decodeString(Base64Url.encode(bytes))),
      mac: (key, all) =>
        Effect.flatMap(macKeyOf(key), (made) =>
          Effect.forEach(all, (parts) => Effect.map(orDie(hmac.sign(made, boundTo(parts))), Base64Url.encode))
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
          // Some last letters stand for the same bytes: only one writing of a signature is that signature.
          if (Base64Url.encode(signed) !== signature) return false
          return yield* signatures.verify(
            yield* Signature.publicKey(Signature.ed25519, bytes),
            signed,
            Digest.bytesOf(text)
          )
          // Bytes that are no key have signed nothing.
        }).pipe(Effect.orElseSucceed(() => false))
    })
  })
).pipe(
  Layer.provide([Signature.layerWebCrypto, Aead.layerWebCrypto, Mac.layerWebCrypto]),
  Layer.provide(SecureRandom.layerWebCrypto)
)
