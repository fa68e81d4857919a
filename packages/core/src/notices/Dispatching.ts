/**
 * Sends what is due. A worker leases notices, keeps each attempt before it makes it, calls the provider with nothing else
 * open, and keeps what came of it. It may die at any point: what it held is taken over when its lease ends, and an
 * attempt whose outcome nobody knows is not made again before a report or an officer says so.
 */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Now from "../record/Now.ts"
import type * as Moment from "../words/Moment.ts"
import * as Delivery from "./Delivery.ts"
import * as LocalTime from "./LocalTime.ts"
import type * as Notice from "./Notice.ts"
import * as Notifier from "./Notifier.ts"
import * as Outbox from "./Outbox.ts"

// ---- Models

/** What a notice becomes when it is sent: a message, or why this person cannot be told this in this way. */
export type Rendered =
  | { readonly _tag: "Message"; readonly message: Notifier.Message }
  /** No address for this way, which another way may have. */
  | { readonly _tag: "NoAddress" }
  /** The person declined what is not owed to them, or was erased. */
  | { readonly _tag: "Declined"; readonly because: "opted-out" | "erased" }

/** Makes the message of a notice from the journal and the vault, at the last moment. */
export type Render<E, R> = (notice: Notice.Notice, channel: Delivery.Channel) => Effect.Effect<Rendered, E, R>

/** How a worker works: its name, how many it takes at once, how long a call may take, how notices are tried. */
export interface Options {
  readonly worker: string
  readonly atOnce: number
  readonly callFor: Duration.Duration
  readonly trying: Delivery.Trying
}

/** What a turn came to: how many were sent, failed for now, and were found to have ended. */
export interface Turn {
  readonly sent: number
  readonly failed: number
  readonly ended: number
}

/** A lease ends at most so many seconds after its worker was last heard of. */
export const leaseSeconds = 60

// ---- Functions

/**
 * One turn: everything that is due now, at most `atOnce` of it. Rendering that fails stops the turn, for what it reads
 * is the office's own; what a provider does never stops the others.
 */
export const turn = <E, R>(
  render: Render<E, R>,
  options: Options
): Effect.Effect<Turn, E | Outbox.OutboxUnavailable, R | Outbox.Outbox | Notifier.Notifiers> =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const now = yield* Now.moment
    const entries = yield* outbox.lease(leaseOf(options.worker, now), options.atOnce)
    const done = { sent: 0, failed: 0, ended: 0 }
    for (const [index, { notice }] of entries.entries()) {
      const at = yield* Now.moment
      const rest = entries.slice(index).map((entry) => entry.notice.key)
      const still = yield* outbox.extend(leaseOf(options.worker, at), rest)
      if (!still.has(notice.key)) continue
      const came = yield* Effect.catchTag(one(entries[index]!, render, options), "LeaseLost", () =>
        Effect.succeed("lost" as const)
      )
      if (came !== "lost" && came !== "waits") done[came] += 1
    }
    return done
  })

const leaseOf = (worker: string, now: Moment.Moment): Outbox.Lease => ({
  worker,
  now,
  until: LocalTime.secondsAfter(now, leaseSeconds)
})

const one = <E, R>(entry: Outbox.Entry, render: Render<E, R>, { callFor, trying, worker }: Options) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const { notice } = entry

    const learn = (from: Outbox.Entry, facts: ReadonlyArray<Delivery.Fact>, isLast = true) =>
      Effect.gen(function* () {
        const now = yield* Now.moment
        const all = Delivery.join(from.facts, facts)
        const lookAt = lookAtOf(Delivery.stateOf(all, notice, now, trying), trying)
        const learned = { key: notice.key, known: from.facts.length, facts, lookAt, release: isLast }
        return yield* outbox.learn({ worker, now }, learned)
      })

    const now = yield* Now.moment
    const state = Delivery.stateOf(entry.facts, notice, now, trying)
    if (state._tag !== "Waiting" || state.dueAt > now) {
      yield* learn(entry, [])
      return lookAtOf(state, trying) === undefined ? "ended" : "waits"
    }

    const channel = Delivery.channelOf(entry.facts, trying)
    const notifier = channel === undefined ? undefined : (yield* Notifier.Notifiers).get(channel)
    const attempt = entry.facts.filter(({ _tag }) => _tag === "Attempted").length + 1
    if (channel === undefined || notifier === undefined) return yield* Effect.die("a channel that nobody configured")
    const attempted: Delivery.Fact = { _tag: "Attempted", attempt, channel, isKeyed: notifier.isKeyed, at: now }
    const failed = (failure: Delivery.Failure, code: string, at: Moment.Moment, retryAt?: Moment.Moment) =>
      ({ _tag: "Failed", attempt, failure, code, at, ...(retryAt === undefined ? {} : { retryAt }) }) as const

    const rendered = yield* render(notice, channel)
    if (rendered._tag === "Declined") {
      yield* learn(entry, [{ _tag: "Ended", as: "declined", because: rendered.because, at: now }])
      return "ended"
    }
    if (rendered._tag === "NoAddress") {
      yield* learn(entry, [attempted, failed("recipient-rejected", "no-address", now)])
      return "failed"
    }

    // Kept before the call, so that a machine that dies in it leaves a trace; what became known meanwhile comes back.
    const tried = yield* learn(entry, [attempted], false)
    if (tried.facts.some(({ _tag }) => _tag === "Ended")) {
      const facts = [failed("unavailable", "ended before it was sent", yield* Now.moment)]
      yield* learn(tried, facts)
      return "ended"
    }
    const outcome = yield* notifier.send(rendered.message).pipe(
      Effect.timeout(callFor),
      Effect.catchTag("TimeoutError", () => Effect.fail(new Notifier.OutcomeUnknown({ code: "no answer in time" }))),
      // A carrier that is at fault may have sent it, and holds up nobody else.
      Effect.catchDefect(() => Effect.fail(new Notifier.OutcomeUnknown({ code: "a fault of the carrier" }))),
      Effect.result
    )
    const at = yield* Now.moment
    if (outcome._tag === "Success") {
      yield* learn(tried, [{ _tag: "Accepted", attempt, channel, reference: outcome.success.reference, at }])
      return "sent"
    }
    const { failure } = outcome
    yield* learn(tried, [
      failure._tag === "OutcomeUnknown"
        ? { _tag: "Unknown", attempt, code: failure.code, at }
        : failed(failures[failure._tag], failure.code, at, "retryAt" in failure ? failure.retryAt : undefined)
    ])
    return "failed"
  })

const failures = {
  RecipientRejected: "recipient-rejected",
  ContentRejected: "content-rejected",
  ChannelUnavailable: "unavailable",
  RateLimited: "rate-limited"
} as const satisfies Readonly<Record<Exclude<Notifier.NotAccepted["_tag"], "OutcomeUnknown">, Delivery.Failure>>

/** When to look at a notice again; nothing where it has ended. */
export const lookAtOf = (
  state: Delivery.State,
  { reportFor, unknownFor }: Delivery.Trying
): Moment.Moment | undefined => {
  switch (state._tag) {
    case "Waiting":
      return state.dueAt
    case "OnItsWay":
      return LocalTime.secondsAfter(state.since, unknownFor)
    case "Accepted":
      return LocalTime.secondsAfter(state.since, reportFor)
    case "Delivered":
    case "Read":
    case "Contradictory":
    case "Failed":
    case "Superseded":
    case "Settled":
    case "Declined":
    case "Expired":
    case "Unconfirmed":
      return undefined
  }
}
