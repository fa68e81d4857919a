/**
 * What a notice says: the values of its text, from the event that caused it and what stands around that event in the
 * journal. Reasons are the rules' own words, of the policy by which it was decided that day.
 */
import { Citation, type CivilDate, Money, type Text } from "@bina/policy"
import type * as Cohort from "../flow/programme/Cohort.ts"
import type * as CohortEvent from "../streams/cohort/Event.ts"
import type * as DisbursementEvent from "../streams/disbursement/Event.ts"
import type * as EntitlementEvent from "../streams/entitlement/Event.ts"
import type * as AccountText from "../streams/together/AccountText.ts"
import type * as Moment from "../words/Moment.ts"
import type * as Notice from "./Notice.ts"
import type * as Template from "./Template.ts"
import type * as Texts from "./Texts.ts"

// ---- Models

/** An event of which a notice tells more than that it happened. */
export type Event = CohortEvent.Event | EntitlementEvent.Event | DisbursementEvent.Event

/** The edition of a list about which something is told. */
export type Edition = Extract<DisbursementEvent.Event, { readonly _tag: "ListPrepared" }>

/**
 * What a text is made of: the event where more than its kind is told of it, the cohort with its days as they are by now,
 * and the list if it is about one.
 */
export interface Source {
  readonly notice: Notice.Notice
  readonly event: Event | undefined
  readonly cohort: Cohort.Cohort
  readonly schedule: ReadonlyArray<CivilDate.CivilDate>
  readonly edition: Edition | undefined
}

/** What the office says of itself: where to come, and how to object. */
export interface Letterhead {
  readonly desk: Text.Text
  readonly objection: Text.Text
}

/** How values become words for one reader. */
export interface Reader extends Letterhead {
  readonly language: Template.Language
  readonly words: AccountText.Words
  readonly moment: (moment: Moment.Moment) => string
}

/** The values of a kind besides those that every notice to a person has. */
type Own<K extends Notice.Kind> = Omit<Texts.ArgumentsOf<K>, keyof Texts.About>

// ---- Functions

/** The values of a notice; none where the journal does not hold what this kind of notice speaks of. */
export const of = (source: Source, reader: Reader): Readonly<Record<string, unknown>> | undefined =>
  byKind[source.notice.kind](source, reader)

type Saying<A> = (source: Source, reader: Reader) => A | undefined

/** What is said of an event of one type; of another one nothing can be. */
const from =
  <T extends Event["_tag"], A>(
    tag: T,
    say: (event: Extract<Event, { readonly _tag: T }>, source: Source, reader: Reader) => A | undefined
  ): Saying<A> =>
  (source, reader) =>
    source.event?._tag === tag ? say(source.event as Extract<Event, { readonly _tag: T }>, source, reader) : undefined

const nothing = (): Readonly<Record<string, never>> => ({})

const desk = (_source: unknown, { desk: where, language }: Reader) => ({ desk: where[language] })

const sessionOf = ({ notice: { subject } }: Source) =>
  subject.session === undefined ? undefined : { session: subject.session }

const placeOf = ({ cohort }: Source) => ({ venue: cohort.venue?.name ?? cohort.course })

const offer: Saying<Own<"seat-offered">> = from("SeatOffered", ({ answerBy }, source, reader) => {
  const [begins] = source.schedule
  return begins === undefined ? undefined : { answerBy: reader.moment(answerBy), begins, ...desk(source, reader) }
})

const money = (amount: number, currency: Money.Currency): Money.Money => Money.make(currency, Money.minorUnits(amount))

/** The instruction of a list by which somebody is paid. */
const instructed = ({ cohort, edition, notice }: Source): { readonly net: Money.Money } | undefined => {
  const found = edition?.instructions.find(({ obligation }) => obligation === notice.subject.obligation)
  return found === undefined ? undefined : { net: money(found.net, cohort.dailyTransport.currency) }
}

const both = <A, B>(a: A | undefined, b: B | undefined): (A & B) | undefined =>
  a === undefined || b === undefined ? undefined : { ...a, ...b }

const emergency = (
  { by, officer, reason }: { readonly by: string; readonly officer: string; readonly reason: string },
  { notice: { subject } }: Source
) => (subject.list === undefined ? undefined : { list: subject.list as string, officer, by, reason })

const byKind: { readonly [K in Notice.Kind]: Saying<Own<K>> } = {
  "application-received": nothing,
  "application-set-aside": nothing,
  "application-refused": from("ApplicationDetermined", ({ determination, policy }, _source, reader) =>
    determination._tag === "Refused"
      ? {
          reasons: determination.reasons.map((code) => reasonOf(reader.words.reason(policy, code), reader)).join(" "),
          objection: reader.objection[reader.language]
        }
      : undefined
  ),
  "facts-missing": from("ApplicationDetermined", ({ determination, policy }, source, reader) =>
    determination._tag === "Undetermined"
      ? { missing: lacks(policy, determination, reader), ...desk(source, reader) }
      : undefined
  ),
  waitlisted: from("ApplicationDetermined", ({ determination }) =>
    determination._tag === "Waitlisted" ? { place: determination.position } : undefined
  ),
  "seat-offered": offer,
  "waitlist-promoted": offer,
  "seat-lapsing": from("SeatOffered", ({ answerBy }, source, reader) => ({
    answerBy: reader.moment(answerBy),
    ...desk(source, reader)
  })),
  "seat-lapsed": (_source, { language, objection }) => ({ objection: objection[language] }),
  "objection-answered": from("ObjectionAnswered", ({ answer, reason }, _source, { language }) => ({
    answer: answers[answer][language],
    reason
  })),
  "session-reminder": (source) => both(sessionOf(source), placeOf(source)),
  "session-moved": from("SessionMoved", ({ from: old, reason, to }, source) => ({
    from: old,
    session: to,
    reason,
    ...placeOf(source)
  })),
  "session-cancelled": from("SessionCancelled", ({ date, reason }) => ({ session: date, reason })),
  "cohort-called-off": from("CohortCalledOff", ({ reason }) => ({ reason })),
  "absence-noted": (source, reader) => both(sessionOf(source), desk(source, reader)),
  "completion-at-risk": nothing,
  "course-completed": nothing,
  "course-not-completed": from("CompletionRecorded", ({ rate }, _source, { language, objection }) => ({
    attended: `${rate.numerator}/${rate.denominator}`,
    objection: objection[language]
  })),
  "entitlement-assessed": from("EntitlementAssessed", ({ currency, outcome }) => {
    if (outcome._tag !== "Determined") return undefined
    const { gross, net, tax } = outcome.amounts
    return {
      days: outcome.lines.length,
      gross: money(gross, currency),
      tax: money(tax, currency),
      net: money(net, currency)
    }
  }),
  "entitlement-open": from("EntitlementAssessed", ({ outcome, policy }, source, reader) =>
    outcome._tag === "Undetermined" ? { missing: lacks(policy, outcome, reader), ...desk(source, reader) } : undefined
  ),
  "entitlement-adjusted": from("EntitlementAdjusted", ({ adjustment: { currency, kind, net } }, source, reader) =>
    kind === "none"
      ? undefined
      : {
          kind: adjustments[kind][reader.language],
          net: money(Math.abs(net), currency),
          ...desk(source, reader)
        }
  ),
  "payment-released": instructed,
  "payment-made": from("InstructionPaid", ({ reference }, source) => both(instructed(source), { reference })),
  "payment-returned": from("InstructionReturned", ({ reason }, source, reader) =>
    both(instructed(source), { reason, ...desk(source, reader) })
  ),
  "list-awaits-duty": ({ edition, notice: { recipient } }, { language }) =>
    edition === undefined || recipient._tag !== "Role" || recipient.role === "oversight"
      ? undefined
      : {
          list: edition.disbursement,
          duty: duties[recipient.role][language],
          total: money(edition.total.gross, edition.currency),
          people: edition.instructions.length
        },
  "glass-requested": from("GlassRequested", ({ actor, officer, reason }, source) =>
    emergency({ by: actor, officer, reason }, source)
  ),
  "glass-broken": from("GlassBroken", ({ actor, officer, reason }, source) =>
    emergency({ by: actor, officer, reason }, source)
  )
}

const reasonOf = ({ citation, text }: AccountText.Reason, { language }: Reader): string => {
  const said = text[language].replace(/\.$/, "")
  return `${citation === undefined ? said : `${said} (${Citation.short(citation)})`}.`
}

type Determined = Extract<CohortEvent.Event, { readonly _tag: "ApplicationDetermined" }>
type Lacking = Pick<Extract<Determined["determination"], { readonly _tag: "Undetermined" }>, "missing" | "invalid">

const lacks = (policy: Determined["policy"], { invalid, missing }: Lacking, { language, words }: Reader): string =>
  [...missing.map((one) => (one._tag === "MissingFact" ? one.path : one.name)), ...invalid]
    .map((name) => words.item(policy, name)[language])
    .join("; ")

// ---- Words

const answers = {
  upheld: { id: "dikabulkan", en: "upheld" },
  rejected: { id: "ditolak", en: "rejected" }
} satisfies Readonly<Record<CohortEvent.Answer, Text.Text>>

const adjustments = {
  underpaid: { id: "kurang dibayar", en: "underpaid" },
  overpaid: { id: "lebih dibayar", en: "overpaid" }
} satisfies Readonly<Record<"underpaid" | "overpaid", Text.Text>>

const duties = {
  prepare: { id: "disusun kembali", en: "to be prepared anew" },
  verify: { id: "diperiksa", en: "to be verified" },
  approve: { id: "disetujui", en: "to be approved" },
  release: { id: "dilepas ke bank", en: "to be released to the bank" }
} as const satisfies Readonly<Record<string, Text.Text>>
