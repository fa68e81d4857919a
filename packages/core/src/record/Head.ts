/**
 * Where a journal ended on some day: the last position and its hash, kept outside of it. A journal whose end was cut
 * off is whole in itself; only against a head that was exported earlier does the loss show.
 */
import * as Schema from "effect/Schema"
import * as Recorded from "./Recorded.ts"

// ---- Models

/** Position 0 with the hash of the {@link Chain.beginning} is the head of an empty journal. */
export const Head = Schema.Struct({ position: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)), hash: Recorded.Hash })
export type Head = typeof Head.Type
