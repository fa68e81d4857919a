/**
 * What carries a text to somebody: a mail server, a provider of messages, a folder. A port that packages of their own
 * fulfil; what each method promises is stated by the numbered laws of the conformance suite (N-1 and on).
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as Moment from "../words/Moment.ts"
import * as Delivery from "./Delivery.ts"
import type * as Notice from "./Notice.ts"

// ---- Models

/**
 * One text to one address. `key` is the same however often it is tried: a provider that takes keys never sends two for
 * one. `to` and the texts are personal: they are handed over and kept nowhere.
 */
export interface Message {
  readonly key: Notice.Key
  readonly kind: Notice.Kind
  readonly cohort: Cohort.Id
  readonly to: Redacted.Redacted<string>
  readonly language: string
  readonly subject: Redacted.Redacted<string>
  readonly text: Redacted.Redacted<string>
  /** The template by name and version with what was put into it, for providers that approve templates beforehand. */
  readonly template: {
    readonly name: string
    readonly version: number
    readonly parameters: Redacted.Redacted<ReadonlyArray<string>>
  }
}

/** A provider took it over, now or earlier under the same key. That is no word of its arrival. */
export interface Accepted {
  readonly reference: Delivery.Reference
  readonly isDuplicate: boolean
}

// ---- Errors

const code = Delivery.Code

/** The provider names this recipient as one that it can never reach. */
export class RecipientRejected extends Schema.TaggedError<RecipientRejected>()("RecipientRejected", { code }) {
  override get message(): string {
    return `the recipient is refused for good (${this.code}): ask them for another address`
  }
}

/** The provider does not take this text or template, whoever it goes to. */
export class ContentRejected extends Schema.TaggedError<ContentRejected>()("ContentRejected", { code }) {
  override get message(): string {
    return `the text is refused (${this.code}): mend the template, then try again`
  }
}

/** Nothing was sent: the provider cannot be reached or does not work. */
export class ChannelUnavailable extends Schema.TaggedError<ChannelUnavailable>()("ChannelUnavailable", { code }) {
  override get message(): string {
    return `the channel is unavailable (${this.code}): it is tried again`
  }
}

/** Nothing was sent: too much at once. `retryAt`, where the provider says when it takes more. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", {
  code,
  retryAt: Schema.optionalKey(Moment.Moment)
}) {
  override get message(): string {
    return `the provider takes no more for now (${this.code}): it is tried again`
  }
}

/** It may have been sent: the connection broke, or no answer came in time. It is not sent again before that is known. */
export class OutcomeUnknown extends Schema.TaggedError<OutcomeUnknown>()("OutcomeUnknown", { code }) {
  override get message(): string {
    return `whether it was sent is not known (${this.code}): wait for the provider's report`
  }
}

/** Why nothing was taken over, as far as is known. */
export type NotAccepted = RecipientRejected | ContentRejected | ChannelUnavailable | RateLimited | OutcomeUnknown

// ---- Service

/**
 * `send` answers once the provider has. It never waits for more than the time that it was given, never tries again by
 * itself, and says nothing of address or text in an error, a log or a span.
 */
export interface Notifier {
  /** Whether the provider knows what it has sent by its key, so that the same message again is sent once. */
  readonly isKeyed: boolean
  readonly send: (message: Message) => Effect.Effect<Accepted, NotAccepted>
}

/** The ways by which an office reaches people, each under the name that its configuration gives it. */
export class Notifiers extends Context.Service<Notifiers, ReadonlyMap<Delivery.Channel, Notifier>>()(
  "@bina/core/Notifiers"
) {}
