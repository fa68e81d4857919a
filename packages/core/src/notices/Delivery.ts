/**
 * What is known of a notice on its way, and what that comes to. Everything that is heard of it is kept: each attempt
 * before it is made, what came of it, what the provider reports later. What is kept is a set, so it does not matter in
 * which order things were heard, how often, or whether they contradict each other: the same set always comes to the same
 * state, and more knowledge never makes two who heard it in different orders disagree.
 */
import { Digest } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Moment from "../words/Moment.ts"
import * as LocalTime from "./LocalTime.ts"
import type * as Notice from "./Notice.ts"

// ---- Models

/** By which way somebody is reached: a name from the office's configuration, for example `whatsapp`. */
export const Channel = Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9-]{0,31}$/)).pipe(Schema.brand("Channel"))
export type Channel = typeof Channel.Type

/** By what a provider knows what it accepted; its reports name it. */
export const Reference = Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(200)).pipe(
  Schema.brand("DeliveryReference")
)
export type Reference = typeof Reference.Type

/** A provider's own word for what went wrong. It names nobody: neither an address nor a number of seven digits or more. */
export const Code = Schema.String.check(
  Schema.isMaxLength(100),
  Schema.makeFilter((text: string) => !/@|\d[\d ().-]{5,}\d/.test(text) || "a code names nobody")
)

/** What a provider reports of something it accepted; `code` is its own word for what went wrong. */
export const Report = Schema.Struct({
  channel: Channel,
  reference: Reference,
  status: Schema.Literals(["sent", "delivered", "read", "failed"]),
  at: Moment.Moment,
  code: Schema.optionalKey(Code)
})
export type Report = typeof Report.Type

/** Why an attempt came to nothing. Only what a provider names as permanent is `rejected`. */
export const Failure = Schema.Literals(["recipient-rejected", "content-rejected", "unavailable", "rate-limited"])
export type Failure = typeof Failure.Type

/**
 * One thing that is known. `Attempted` is kept before the call, so that a machine that dies in it leaves a trace;
 * `Accepted` says that a provider took it over, and no more.
 */
export const Fact = Schema.TaggedUnion({
  Attempted: {
    attempt: Schema.Int.check(Schema.isGreaterThan(0)),
    channel: Channel,
    /** Whether the provider takes keys and sends nothing twice under one. */
    isKeyed: Schema.Boolean,
    at: Moment.Moment
  },
  Accepted: { attempt: Schema.Int, channel: Channel, reference: Reference, at: Moment.Moment },
  Failed: {
    attempt: Schema.Int,
    failure: Failure,
    code: Code,
    retryAt: Schema.optionalKey(Moment.Moment),
    at: Moment.Moment
  },
  Unknown: { attempt: Schema.Int, code: Code, at: Moment.Moment },
  Reported: Report.fields,
  Ended: {
    as: Schema.Literals(["superseded", "settled", "declined"]),
    because: Code,
    at: Moment.Moment
  },
  /** An officer has it tried again, whatever came of the attempts up to `after`. */
  Requeued: { after: Schema.Int, at: Moment.Moment }
})
export type Fact = typeof Fact.Type

/**
 * What the facts come to.
 *
 * - `Waiting` for its turn, `attempts` having failed; `OnItsWay` while an attempt is under way or its outcome is not
 *   known; `Accepted` by a provider that has reported nothing more than that it sent it.
 * - Ends: `Delivered` or `Read` as reported; `Failed`, nothing more is tried; `Superseded`, `Settled` or `Declined`
 *   before anything was sent; `Expired` unsent; `Unconfirmed`, accepted and never reported within the bound.
 * - `Contradictory` where a provider says of one thing both that it arrived and that it failed: nothing is sent again.
 */
export type State =
  | { readonly _tag: "Waiting"; readonly attempts: number; readonly dueAt: Moment.Moment }
  | { readonly _tag: "OnItsWay"; readonly attempt: number; readonly channel: Channel; readonly since: Moment.Moment }
  | { readonly _tag: "Accepted"; readonly reference: Reference; readonly since: Moment.Moment }
  | { readonly _tag: "Delivered" | "Read" | "Contradictory"; readonly at: Moment.Moment }
  | { readonly _tag: "Failed"; readonly failure: Failure | "exhausted" | "reported"; readonly code: string }
  | { readonly _tag: "Superseded" | "Settled" | "Declined"; readonly because: string }
  | { readonly _tag: "Expired" | "Unconfirmed" }

/** How long, how often and by which ways is tried. Times are in seconds. */
export const Trying = Schema.Struct({
  /** The ways in the order of preference; what one rejects for good is tried by the next. */
  channels: Schema.NonEmptyArray(Channel),
  /** How long after each failed attempt the next one is due at most; none after the last. */
  delays: Schema.Array(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  /**
   * How long a report is waited for where the outcome of an attempt is not known, before it is made again: then, and only
   * then, somebody may be told twice. With a provider that takes keys nothing is waited for.
   */
  unknownFor: Schema.Int.check(Schema.isGreaterThan(0)),
  /** How long a report is waited for. */
  reportFor: Schema.Int.check(Schema.isGreaterThan(0))
})
export type Trying = typeof Trying.Type

// ---- Rules

/** Ten attempts in three days and some hours, as others do; unknown outcomes a day, reports three days. */
export const usual = (...channels: readonly [Channel, ...Array<Channel>]): Trying => ({
  channels,
  delays: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
  unknownFor: 86_400,
  reportFor: 3 * 86_400
})

const keyOf = (fact: Fact): string => JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Both together, each fact once. Associative, commutative, and the same again changes nothing. */
export const join = (a: ReadonlyArray<Fact>, b: ReadonlyArray<Fact>): ReadonlyArray<Fact> => {
  const known = new Map([...a, ...b].map((fact) => [keyOf(fact), fact]))
  return [...known].toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, fact]) => fact)
}

type Of<Tag extends Fact["_tag"]> = Extract<Fact, { readonly _tag: Tag }>

const only = <Tag extends Fact["_tag"]>(facts: ReadonlyArray<Fact>, tag: Tag): ReadonlyArray<Of<Tag>> =>
  facts.filter((fact): fact is Of<Tag> => fact._tag === tag)

const latest = <A extends { readonly at: Moment.Moment }>(facts: ReadonlyArray<A>): A | undefined =>
  facts.reduce<A | undefined>((last, fact) => (last === undefined || fact.at >= last.at ? fact : last), undefined)

/** What the facts come to at a moment; of a notice that was never tried, that it waits, is over, or was ended. */
export const stateOf = (
  known: ReadonlyArray<Fact>,
  notice: Pick<Notice.Notice, "key" | "notBefore" | "expires">,
  now: Moment.Moment,
  trying: Trying
): State => {
  // In one order: of two that came at one moment it must not matter which was heard first.
  const facts = join(known, [])
  const arrived = arrivalOf(only(facts, "Reported"))
  if (arrived !== undefined) return arrived

  const since = sinceOf(facts)
  const earlier = only(facts, "Accepted").flatMap(({ attempt, reference }) => (attempt > since ? [] : [reference]))
  const gone = new Set([...rejectedReferences(facts), ...earlier])
  const accepted = latest(only(facts, "Accepted").filter(({ reference }) => !gone.has(reference)))
  const sent = latest(only(facts, "Reported").filter(({ reference }) => !gone.has(reference)))
  const standing = sent ?? accepted
  if (standing !== undefined) {
    const isOver = now >= LocalTime.secondsAfter(standing.at, trying.reportFor)
    return isOver ? { _tag: "Unconfirmed" } : { _tag: "Accepted", reference: standing.reference, since: standing.at }
  }

  const underWay = latest(unknownOf(facts))
  if (underWay !== undefined && now < overAt(underWay, trying)) {
    const { at, attempt, channel } = underWay
    return { _tag: "OnItsWay", attempt, channel, since: at }
  }

  const ended = latest(only(facts, "Ended"))
  if (ended !== undefined) return { _tag: endings[ended.as], because: ended.because }
  return waiting(facts, notice, now, trying)
}

/** After which attempt failures count: an officer who has something tried again begins anew. */
const sinceOf = (facts: ReadonlyArray<Fact>): number =>
  only(facts, "Requeued").reduce((greatest, { after }) => Math.max(greatest, after), 0)

/** What providers say has failed after they had accepted it. */
const rejectedReferences = (facts: ReadonlyArray<Fact>): ReadonlySet<Reference> =>
  new Set(only(facts, "Reported").flatMap(({ reference, status }) => (status === "failed" ? [reference] : [])))

const endings = { superseded: "Superseded", settled: "Settled", declined: "Declined" } as const

/** That something arrived stands, unless the same provider says of the same thing that it failed. */
const arrivalOf = (reports: ReadonlyArray<Of<"Reported">>): State | undefined => {
  const failed = new Set(reports.flatMap(({ reference, status }) => (status === "failed" ? [reference] : [])))
  const arrivals = reports.filter(({ status }) => status === "delivered" || status === "read")
  const certain = arrivals.filter(({ reference }) => !failed.has(reference))
  const read = latest(certain.filter(({ status }) => status === "read"))
  if (read !== undefined) return { _tag: "Read", at: read.at }
  const delivered = latest(certain)
  if (delivered !== undefined) return { _tag: "Delivered", at: delivered.at }
  const doubtful = latest(arrivals)
  return doubtful === undefined ? undefined : { _tag: "Contradictory", at: doubtful.at }
}

/** The attempts since it was last begun anew of which nobody knows what came of them. */
const unknownOf = (facts: ReadonlyArray<Fact>): ReadonlyArray<Of<"Attempted">> => {
  const known = new Set([...only(facts, "Accepted"), ...only(facts, "Failed")].map(({ attempt }) => attempt))
  const since = sinceOf(facts)
  return only(facts, "Attempted").filter(({ attempt }) => attempt > since && !known.has(attempt))
}

/** When an attempt of which nothing is known is taken for one that failed. */
const overAt = ({ at, isKeyed }: Of<"Attempted">, { unknownFor }: Trying): Moment.Moment =>
  isKeyed ? at : LocalTime.secondsAfter(at, unknownFor)

interface Tried {
  readonly at: Moment.Moment
  readonly code: string
  readonly retryAt?: Moment.Moment | undefined
}

const waiting = (
  facts: ReadonlyArray<Fact>,
  notice: Pick<Notice.Notice, "key" | "notBefore" | "expires">,
  now: Moment.Moment,
  trying: Trying
): State => {
  const { expires, key, notBefore } = notice
  const since = sinceOf(facts)
  const failures = only(facts, "Failed").filter(({ attempt }) => attempt > since)
  const content = failures.find(({ failure }) => failure === "content-rejected")
  if (content !== undefined) return { _tag: "Failed", failure: "content-rejected", code: content.code }
  if (channelOf(facts, trying) === undefined) return rejectedOf(facts, failures)

  const tries: ReadonlyArray<Tried> = [
    ...failures.filter(({ failure }) => failure !== "recipient-rejected"),
    ...unknownOf(facts).map((attempt) => ({ at: overAt(attempt, trying), code: "no outcome" }))
  ]
  const last = latest(tries)
  const delay = trying.delays[tries.length - 1]
  if (last !== undefined && delay === undefined) return { _tag: "Failed", failure: "exhausted", code: last.code }

  const requeued = latest(only(facts, "Requeued"))
  let dueAt = requeued !== undefined && requeued.at > notBefore ? requeued.at : notBefore
  if (last !== undefined && delay !== undefined) {
    dueAt = LocalTime.secondsAfter(last.at, Math.ceil(delay * shareOf(key, tries.length)))
    if (last.retryAt !== undefined && last.retryAt > dueAt) dueAt = last.retryAt
  }
  return now >= expires || dueAt >= expires ? { _tag: "Expired" } : { _tag: "Waiting", attempts: tries.length, dueAt }
}

/** Every way has rejected the recipient: what the last of them said. */
const rejectedOf = (facts: ReadonlyArray<Fact>, failures: ReadonlyArray<Of<"Failed">>): State => {
  const last = latest(failures.filter(({ failure }) => failure === "recipient-rejected"))
  const reported = latest(only(facts, "Reported").filter(({ status }) => status === "failed"))
  return reported !== undefined && (last === undefined || reported.at >= last.at)
    ? { _tag: "Failed", failure: "reported", code: reported.code ?? "" }
    : { _tag: "Failed", failure: "recipient-rejected", code: last?.code ?? "" }
}

/** By which way to try next: the first that has not rejected the recipient for good; none where all have. */
export const channelOf = (facts: ReadonlyArray<Fact>, { channels }: Trying): Channel | undefined => {
  const since = sinceOf(facts)
  const failed = new Set<Channel | undefined>()
  const byAttempt = new Map(only(facts, "Attempted").map(({ attempt, channel }) => [attempt, channel]))
  for (const { attempt, failure } of only(facts, "Failed")) {
    if (failure === "recipient-rejected" && attempt > since) failed.add(byAttempt.get(attempt))
  }
  const attemptOf = new Map(only(facts, "Accepted").map(({ attempt, reference }) => [reference, attempt]))
  for (const { channel, reference, status } of only(facts, "Reported")) {
    // Of what was never known to be accepted it cannot be said which attempt it was: the first is the cautious one.
    if (status === "failed" && (attemptOf.get(reference) ?? 1) > since) failed.add(channel)
  }
  return channels.find((channel) => !failed.has(channel))
}

/** Between nothing and all of a delay, the same for whoever asks: those that failed together do not come back together. */
const shareOf = (key: Notice.Key, attempt: number): number =>
  Number.parseInt(Digest.ofText(`${key} ${attempt}`).slice(0, 8), 16) / 0xffff_ffff
