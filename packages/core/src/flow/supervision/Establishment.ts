/**
 * A site of an organisation under supervision. What is known of it has a day from which it is so, a moment at which it
 * became known and evidence; scale and status are derived from that and never kept as truth, so that a correction moves
 * them and a past decision can still be seen with what was known then.
 */
import type { CivilDate } from "@bina/policy"
import * as Schema from "effect/Schema"
import type * as Moment from "../../words/Moment.ts"
import * as Spelling from "../../words/Spelling.ts"
import type * as Ladder from "./Ladder.ts"

// ---- Models

/** An opaque id; the number under which the state knows an establishment may be a person's. */
export const Id = Spelling.Name.pipe(Schema.brand("EstablishmentId"))
export type Id = typeof Id.Type

/** SHA-256 of a paper, photograph or file: 64 hexadecimal digits. The thing itself is kept elsewhere. */
export const Evidence = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("Evidence"))
export type Evidence = typeof Evidence.Type

/** One thing that is known: from which day it is so, since when it is known, and by what. */
export interface Fact<Value> {
  readonly from: CivilDate.CivilDate
  readonly recordedAt: Moment.Moment
  readonly evidence: ReadonlyArray<Evidence>
  readonly value: Value
}

/** What is known of one question, in the order in which it became known. */
export type Facts<Value> = ReadonlyArray<Fact<Value>>

/** Whether an establishment works, as its sanctions say. */
export const Status = Schema.Literals(["open", "closed", "revoked"])
export type Status = typeof Status.Type

// ---- Rules

/**
 * What was so on a day, by what was known at a moment; nothing where nobody had said. Of facts the one that begins last
 * holds, and of two that begin on one day the one that became known later.
 */
export const factOn = <Value>(
  facts: Facts<Value>,
  { knownAt, on }: { readonly on: CivilDate.CivilDate; readonly knownAt: Moment.Moment }
): Fact<Value> | undefined => {
  let found: Fact<Value> | undefined
  for (const fact of facts) {
    if (fact.from > on || fact.recordedAt > knownAt) continue
    if (
      found === undefined ||
      fact.from > found.from ||
      (fact.from === found.from && fact.recordedAt >= found.recordedAt)
    ) {
      found = fact
    }
  }
  return found
}

/** The status that effects of sanctions which stand give: the gravest decides. */
export const statusOf = (effects: Iterable<Ladder.Effects>): Status => {
  let status: Status = "open"
  for (const effect of effects) {
    if (effect === "revoked") return "revoked"
    if (effect === "closed") status = "closed"
  }
  return status
}
