/**
 * That somebody is to be told something, and why. A notice follows from one event and says where to read it, never what
 * stands there: no name, address, number or sentence. Its text is made when it is sent, from the journal and the vault,
 * so after an erasure the notice is still there and says nothing.
 */
import { CivilDate, Digest } from "@bina/policy"
import * as Schema from "effect/Schema"
import * as Application from "../flow/admission/Application.ts"
import * as Obligation from "../flow/allowance/Obligation.ts"
import * as Authority from "../flow/payment/Authority.ts"
import * as Cohort from "../flow/programme/Cohort.ts"
import * as StreamId from "../record/StreamId.ts"
import * as DisbursementEvent from "../streams/disbursement/Event.ts"
import * as Moment from "../words/Moment.ts"
import * as Person from "../words/Person.ts"

// ---- Models

/** What is told to a person, in the order of the flow. */
export const personal = [
  "application-received",
  "application-set-aside",
  "application-refused",
  "facts-missing",
  "waitlisted",
  "seat-offered",
  "waitlist-promoted",
  "seat-lapsing",
  "seat-lapsed",
  "objection-answered",
  "session-reminder",
  "session-moved",
  "session-cancelled",
  "cohort-called-off",
  "absence-noted",
  "completion-at-risk",
  "course-completed",
  "course-not-completed",
  "entitlement-assessed",
  "entitlement-open",
  "entitlement-adjusted",
  "payment-released",
  "payment-made",
  "payment-returned"
] as const

/** What is told to whoever holds a role of the office. */
export const official = ["list-awaits-duty", "glass-requested", "glass-broken"] as const

/** What kind of thing is told. */
export const Kind = Schema.Literals([...personal, ...official])
export type Kind = typeof Kind.Type

/**
 * Who is told: a person, whose name and address the vault gives at the last moment, or whoever has a role in the
 * office: a duty, or `oversight` where two who share an emergency must not be the only ones to hear of it.
 */
export const Recipient = Schema.TaggedUnion({
  Person: { person: Person.Id },
  Role: { role: Schema.Union([Authority.Duty, Schema.Literal("oversight")]) }
})
export type Recipient = typeof Recipient.Type

/** The event from which a notice follows. */
export const Cause = Schema.Struct({
  stream: StreamId.Id,
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
})
export type Cause = typeof Cause.Type

/** Where to read what is told, beside the cause; a kind has those that it needs. */
export const Subject = Schema.Struct({
  cohort: Cohort.Id,
  application: Schema.optionalKey(Application.Id),
  session: Schema.optionalKey(CivilDate.CivilDate),
  obligation: Schema.optionalKey(Obligation.Id),
  list: Schema.optionalKey(DisbursementEvent.Id)
})
export type Subject = typeof Subject.Type

/** What one notice is known by wherever it goes: 64 hexadecimal digits that say nothing. */
export const Key = Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/)).pipe(Schema.brand("NoticeKey"))
export type Key = typeof Key.Type

/**
 * One notice. It is sent from `notBefore` on and no more from `expires` on. `isOwed` where the law obliges the office to
 * tell it: then no opt-out holds it back.
 */
export const Notice = Schema.Struct({
  key: Key,
  cause: Cause,
  kind: Kind,
  recipient: Recipient,
  subject: Subject,
  notBefore: Moment.Moment,
  expires: Moment.Moment,
  isOwed: Schema.Boolean
})
export type Notice = typeof Notice.Type

/** What makes a notice the one it is. */
export type Identity = Pick<Notice, "cause" | "kind" | "recipient"> & { readonly session?: CivilDate.CivilDate }

// ---- Rules

/**
 * The key of a notice: the same for whoever plans it, however often. Of one cause, one recipient is told one kind of
 * thing once, or once for each session where it is about one.
 */
export const keyOf = ({ cause, kind, recipient, session }: Identity): Key =>
  Digest.ofText(
    JSON.stringify([
      cause.stream,
      cause.version,
      kind,
      recipient._tag,
      recipient._tag === "Person" ? recipient.person : recipient.role,
      session ?? null
    ])
  ) as Key

/**
 * What an office owes to whoever it decides about: the decision itself, why, and how to object; money that was paid, or
 * differs from what was said. A reminder is a service and may be declined.
 */
export const owed: ReadonlySet<Kind> = new Set<Kind>([
  "application-set-aside",
  "application-refused",
  "facts-missing",
  "seat-offered",
  "waitlist-promoted",
  "seat-lapsed",
  "objection-answered",
  "cohort-called-off",
  "course-not-completed",
  "entitlement-assessed",
  "entitlement-open",
  "entitlement-adjusted",
  "payment-made",
  "payment-returned",
  "list-awaits-duty",
  "glass-requested",
  "glass-broken"
])
