/**
 * SHA-256 over canonical text: the same in Node, a browser and a worker, and without waiting. It names what anybody may
 * know; whatever is about a person is digested with a key, elsewhere.
 */
import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import * as Canonical from "./Canonical.ts"

// ---- Functions

/** The UTF-8 bytes of a text. */
export const bytesOf = (text: string): Uint8Array => utf8ToBytes(text)

/** SHA-256 of a text, as 64 hexadecimal digits. */
export const ofText = (text: string): string => bytesToHex(sha256(bytesOf(text)))

/** SHA-256 of the canonical text of plain data. @throws {Canonical.NotCanonical} */
export const ofData = (data: unknown): string => ofText(Canonical.encodeUnsafe(data))
