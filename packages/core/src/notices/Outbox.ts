/**
 * The notices of an office and what is known of each on its way. A service that stores implement; what each method
 * promises is stated by the numbered laws of the conformance suite (O-1 and on). It holds no name, address or text.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type * as Moment from "../words/Moment.ts"
import type * as Delivery from "./Delivery.ts"
import * as Notice from "./Notice.ts"
import type * as Planner from "./Planner.ts"

// ---- Models

/** A notice with all that is known of it; `lookAt` is when to look at it next, nothing where it has ended. */
export interface Entry {
  readonly notice: Notice.Notice
  readonly facts: ReadonlyArray<Delivery.Fact>
  readonly lookAt: Moment.Moment | undefined
}

/** What events of the journal up to `to` brought about, by whoever had planned it up to `from`. */
export interface Plan {
  readonly from: number
  readonly to: number
  readonly changes: ReadonlyArray<Planner.Change>
  readonly at: Moment.Moment
}

/** Who works on notices, from when until when. A worker that dies holds them no longer than that. */
export interface Lease {
  readonly worker: string
  readonly now: Moment.Moment
  readonly until: Moment.Moment
}

/**
 * What a worker has learned of a notice, of which it knew so many facts; `release` gives it back. Where more is known by
 * now, `lookAt` was said without it, and the notice is looked at again at once.
 */
export interface Learned {
  readonly key: Notice.Key
  readonly known: number
  readonly facts: ReadonlyArray<Delivery.Fact>
  readonly lookAt: Moment.Moment | undefined
  readonly release: boolean
}

// ---- Errors

/** The outbox cannot be reached or does not answer. */
export class OutboxUnavailable extends Schema.TaggedError<OutboxUnavailable>()("OutboxUnavailable", {
  reason: Schema.String
}) {
  override get message(): string {
    return `the outbox is unavailable (${this.reason})`
  }
}

/** Somebody else planned meanwhile: go on from `position`. */
export class PlannedMeanwhile extends Schema.TaggedError<PlannedMeanwhile>()("PlannedMeanwhile", {
  position: Schema.Int
}) {
  override get message(): string {
    return `the outbox was planned up to position ${this.position} meanwhile: go on from there`
  }
}

/** The lease is over, and another worker may have the notice: whoever held it must not send it. */
export class LeaseLost extends Schema.TaggedError<LeaseLost>()("LeaseLost", { key: Notice.Key }) {
  override get message(): string {
    return `the lease of notice ${this.key} is over: leave it to whoever has it now`
  }
}

/** No notice of this key was ever planned. */
export class UnknownNotice extends Schema.TaggedError<UnknownNotice>()("UnknownNotice", { key: Notice.Key }) {
  override get message(): string {
    return `there is no notice ${this.key}`
  }
}

// ---- Service

/**
 * - `checkpoint` is the position in the journal up to which was planned; 0 at the beginning.
 * - `plan` keeps what was planned and the checkpoint, both or neither. A notice that is there stays as it is; an ending
 *   is added to what is known of its notice.
 * - `lease` gives at most `limit` notices whose `lookAt` has come and which nobody holds, the longest due first, and
 *   holds them; no two workers hold one at once. `extend` holds those that the worker still has for longer, and says which.
 * - `learn` adds facts to a notice that the worker holds, each once; fails with {@link LeaseLost} where it does not.
 * - `report` adds what a provider reports to the notice that it accepted under that reference, and has it looked at;
 *   a report that comes before the acceptance is kept apart, and joined when that is learned, unless the provider gave
 *   the `key` back with it. The same again is no news.
 * - `requeue` has a notice tried again that nobody tries any more.
 * - `entry` gives one, `entries` all, in the order in which they were planned.
 */
export class Outbox extends Context.Service<
  Outbox,
  {
    readonly checkpoint: Effect.Effect<number, OutboxUnavailable>
    readonly plan: (plan: Plan) => Effect.Effect<void, PlannedMeanwhile | OutboxUnavailable>
    readonly lease: (lease: Lease, limit: number) => Effect.Effect<ReadonlyArray<Entry>, OutboxUnavailable>
    readonly extend: (
      lease: Lease,
      keys: ReadonlyArray<Notice.Key>
    ) => Effect.Effect<ReadonlySet<Notice.Key>, OutboxUnavailable>
    readonly learn: (
      lease: Pick<Lease, "worker" | "now">,
      learned: Learned
    ) => Effect.Effect<Entry, LeaseLost | OutboxUnavailable>
    readonly report: (
      report: Delivery.Report,
      key?: Notice.Key
    ) => Effect.Effect<"joined" | "parked", OutboxUnavailable>
    readonly requeue: (key: Notice.Key, at: Moment.Moment) => Effect.Effect<void, UnknownNotice | OutboxUnavailable>
    readonly entry: (key: Notice.Key) => Effect.Effect<Entry | undefined, OutboxUnavailable>
    readonly entries: Stream.Stream<Entry, OutboxUnavailable>
  }
>()("@bina/core/Outbox") {}
