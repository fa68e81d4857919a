/**
 * The facts of a case as an event keeps them: what is open stands in clear, what is about a person is sealed, and a
 * keyed digest of all of it says whether two of them are the same. The rules compare digests and open nothing.
 */
import * as Schema from "effect/Schema"
import * as KeyedDigest from "./KeyedDigest.ts"
import * as Sealed from "./Sealed.ts"

// ---- Models

/** Sealed values by the name of their fact; whoever seals them makes the digest over what was sealed. */
export const Closed = Schema.Struct({
  values: Schema.Record(Schema.String, Sealed.Sealed),
  digest: KeyedDigest.KeyedDigest
})
export type Closed = typeof Closed.Type

/** `open` holds only facts that the policy declares open; `digest` covers open and sealed facts alike. */
export const CaseFacts = Schema.Struct({
  open: Schema.Record(Schema.String, Schema.Json),
  sealed: Schema.Record(Schema.String, Sealed.Sealed),
  digest: KeyedDigest.KeyedDigest
})
export type CaseFacts = typeof CaseFacts.Type

// ---- Rules

/** Whether two hold the same content. */
export const isSame = (a: CaseFacts, b: CaseFacts): boolean => a.digest === b.digest
