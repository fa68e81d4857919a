/**
 * Times of registration and of corrections. Both are ordered, so each is the moment in UTC that its cell names on a clock
 * of the programme's zone; what stands in lists is the local time as it was written.
 */
import type { Moment } from "@bina/core"

// ---- Models

/** A time: how it orders, and how it reads (`2020-09-14 09:32:04`). */
export interface Timestamp {
  readonly moment: Moment.Moment
  readonly local: string
}
