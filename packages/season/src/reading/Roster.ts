/**
 * `roster.csv`: one row per application, as the form registered it. What a row says of the person stands here as the
 * facts that the policies read: known, known to be none, or a gap; what cannot be read is a gap and is reported, never a
 * guess.
 */
import type * as Option from "effect/Option"
import type { Disclosure } from "@bina/core/office"
import type * as Timestamp from "./Timestamp.ts"

// ---- Models

/** A person's number as it is listed (bare, or as the cell writes it), and as it is known when well formed. */
export interface Identity {
  readonly written: string
  readonly known: Option.Option<string>
}

/** An application. */
export interface Applicant {
  readonly line: number
  readonly registeredAt: Timestamp.Timestamp
  readonly name: string
  readonly number: Identity
  /** What limits count by, as `household`. */
  readonly keys: Readonly<Record<string, Option.Option<string>>>
  /** What the policies read of the person; a fact that is missing has no key. */
  readonly facts: Disclosure.Facts
  /** How the person is reached, in the order in which lists show it. */
  readonly contact: ReadonlyArray<string>
  readonly bank: string
  readonly account: string
}
