/**
 * The facts of a case as an event keeps them: what is open stands in clear, what is about a person is sealed, and a
 * keyed digest of all of it says whether two of them are the same. The rules compare digests and open nothing.
 */
import * as Schema from "effect/Schema"
import * as KeyedDigest from "./KeyedDigest.ts"
import * as Sealed from "./Sealed.ts"

// ---- Models

/** What is sealed of something that stands in clear beside it; whoever seals it makes the digest over what was sealed. */
export const Closed = Schema.Struct({ sealed: Sealed.Sealed, digest: KeyedDigest.KeyedDigest })
export type Closed = typeof Closed.Type

/**
 * `open` holds only facts that the policy declares open; `digest` covers open and sealed facts alike. The envelope is
 * there also when nothing is known, so that its absence says nothing.
 */
export const CaseFacts = Schema.Struct({
  open: Schema.Record(Schema.String, Schema.Json),
  sealed: Sealed.Sealed,
  digest: KeyedDigest.KeyedDigest
})
export type CaseFacts = typeof CaseFacts.Type

/** What a policy read of a case, as far as it stands in clear; `digest` covers what it opened as well. */
export const Read = Schema.Struct({
  open: Schema.Record(Schema.String, Schema.Json),
  digest: KeyedDigest.KeyedDigest
})
export type Read = typeof Read.Type

// ---- Rules

/** Whether two hold the same content. */
export const isSame = (a: Pick<CaseFacts, "digest">, b: Pick<CaseFacts, "digest">): boolean => a.digest === b.digest
