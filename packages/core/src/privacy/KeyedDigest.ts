/**
 * What tells two contents about people apart without saying what they are: a digest that was made with a secret key.
 * A plain digest of an identity number is the number, for there are few enough to try; only who holds the key can try.
 */
import * as Schema from "effect/Schema"

// ---- Models

/** HMAC-SHA-256 in 64 hexadecimal digits. Equal contents of one office have equal digests; nothing else is asked. */
export const KeyedDigest = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("KeyedDigest"))
export type KeyedDigest = typeof KeyedDigest.Type
