/**
 * Makes the message of a notice at the last moment: values from the journal, name and address from whoever keeps them,
 * the text in the reader's language. Nothing of it is kept. A person who was erased is told nothing, and what somebody
 * declined is not sent to them unless the office owes it.
 */
import type { CivilDate, Text } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Vault from "../privacy/Vault.ts"
import * as Journal from "../record/Journal.ts"
import type * as EventCodec from "../record/EventCodec.ts"
import * as Recorded from "../record/Recorded.ts"
import * as StreamId from "../record/StreamId.ts"
import * as Zone from "../record/Zone.ts"
import * as CohortEvent from "../streams/cohort/Event.ts"
import * as DisbursementEvent from "../streams/disbursement/Event.ts"
import * as EntitlementEvent from "../streams/entitlement/Event.ts"
import * as ProgrammeEvent from "../streams/programme/Event.ts"
import type * as AccountText from "../streams/together/AccountText.ts"
import type * as Cohort from "../flow/programme/Cohort.ts"
import * as Contacts from "./Contacts.ts"
import * as Content from "./Content.ts"
import type * as Dispatching from "./Dispatching.ts"
import * as Notice from "./Notice.ts"
import * as Template from "./Template.ts"
import * as Texts from "./Texts.ts"

// ---- Models

/** What every notice of an office is written with. `templates` are its own texts, where it writes otherwise than Bina. */
export interface Options {
  readonly letterhead: Content.Letterhead
  readonly words: AccountText.Words
  readonly money?: Template.WriteMoney
  readonly templates?: Partial<typeof Texts.templates>
}

/** Writes notices without sending them: for a preview, a folder, a letter by hand. */
export type Write = (
  notice: Notice.Notice,
  name: Redacted.Redacted<string>,
  language: string
) => Effect.Effect<Written, NotTellable | Journal.JournalUnavailable, Journal.Journal>

/** A text, with the template that it was made of. */
export interface Written extends Template.Written {
  readonly template: Template.Template
}

// ---- Errors

/** The journal does not hold what the notice speaks of: it was planned from another one. */
export class CauseNotFound extends Schema.TaggedError<CauseNotFound>()("CauseNotFound", {
  kind: Notice.Kind,
  cause: Notice.Cause,
  lacks: Schema.Literals(["the cohort", "the programme", "a zone that is known here", "what it tells"])
}) {
  override get message(): string {
    return `a notice of ${this.kind} cannot be written: the journal has not ${this.lacks} at version ${this.cause.version} of ${this.cause.stream}; plan the outbox from this journal`
  }
}

/** Why a notice cannot be written; an event that this release does not read is one reason. */
export type NotTellable = CauseNotFound | EventCodec.NotReadable

// ---- Functions

/** Makes messages, for a dispatcher. */
export const make = (
  options: Options
): Dispatching.Render<
  NotTellable | Contacts.ContactsUnavailable | Journal.JournalUnavailable | Vault.VaultUnavailable,
  Contacts.Contacts | Journal.Journal | Vault.Vault
> => {
  const write = writer(options)
  return Effect.fnUntraced(function* (notice, channel) {
    const { recipient } = notice
    const contacts = yield* Contacts.Contacts
    if (recipient._tag === "Person") {
      const vault = yield* Vault.Vault
      const erased = yield* vault.erasedAmong([recipient.person])
      if (erased.has(recipient.person)) return { _tag: "Declined", because: "erased" } as const
    }
    const found = yield* recipient._tag === "Person"
      ? contacts.ofPerson(recipient.person, notice.subject)
      : contacts.ofRole(recipient.role)
    const contact = Option.getOrUndefined(found)
    if (contact?.declines.has(notice.kind) === true && !notice.isOwed) {
      return { _tag: "Declined", because: "opted-out" } as const
    }
    const to = contact?.addresses.get(channel)
    if (contact === undefined || to === undefined) return { _tag: "NoAddress" } as const
    const { language, subject, template, text, values } = yield* write(notice, contact.name, contact.language)
    return {
      _tag: "Message",
      message: {
        key: notice.key,
        kind: notice.kind,
        cohort: notice.subject.cohort,
        to,
        language,
        subject: Redacted.make(subject),
        text: Redacted.make(text),
        template: { name: template.name, version: template.version, parameters: Redacted.make(values) }
      }
    } as const
  })
}

/** Writes notices. What it reads of a cohort or list it remembers, and reads on from there. */
export const writer = ({ letterhead, money, templates, words }: Options): Write => {
  const read = reader()
  return Effect.fnUntraced(function* (notice, name, language) {
    const told = yield* read(notice)
    const template: Template.Template = { ...Texts.templates, ...templates }[notice.kind]
    const own = Template.languageOf(language)
    const values = Content.of(told, { ...letterhead, language: own, words, moment: clock(told.zone, own) })
    if (values === undefined) return yield* lacking(notice, "what it tells")
    const about: Texts.About = { office: told.organiser, name: Redacted.value(name), course: told.cohort.course }
    return { template, ...Template.write(template, language, { ...about, ...values } as never, money) }
  })
}

/** A day and an hour by the clock on the programme's wall. */
const clock =
  ({ localOf }: Zone.Zone, language: Template.Language): Content.Reader["moment"] =>
  (moment) => {
    const { day, hour } = localOf(moment)
    return `${Template.day(day, language)}, ${hours[language]} ${hour}`
  }

const hours = { id: "pukul", en: "at" } as const satisfies Text.Text

const lacking = ({ cause, kind }: Notice.Notice, lacks: CauseNotFound["lacks"]) =>
  new CauseNotFound({ kind, cause, lacks })

/** What is read for a notice. */
interface Told extends Content.Source {
  readonly organiser: string
  readonly zone: Zone.Zone
}

/** Events of a stream by their versions, as far as they were read. Envelopes are let go: nothing of them is told. */
interface Remembered {
  version: number
  readonly events: Map<number, Content.Event>
}

const nothing: ReadonlyMap<number, Content.Event> = new Map()

const codecs: ReadonlyMap<string, Pick<EventCodec.EventCodec<Content.Event>, "read">> = new Map<
  string,
  Pick<EventCodec.EventCodec<Content.Event>, "read">
>([
  ["cohort", CohortEvent.codec],
  ["entitlement", EntitlementEvent.codec],
  ["disbursement", DisbursementEvent.codec]
])

/** Streams that many notices are about: they are read once, and then on. */
const manyAsk: ReadonlySet<string> = new Set(["cohort", "disbursement"])

/** So many streams are remembered; those that were asked for longest ago are forgotten first. */
const most = 64

const reader = () => {
  const remembered = new Map<StreamId.Id, Remembered>()
  const programmes = new Map<string, { readonly organiser: string; readonly zone: Zone.Zone }>()

  const eventsOf = (stream: StreamId.Id) =>
    Effect.gen(function* () {
      const journal = yield* Journal.Journal
      const kind = StreamId.kindOf(stream)
      const known = remembered.get(stream) ?? { version: 0, events: new Map() }
      for (const recorded of yield* journal.read(stream, known.version)) {
        const { type, version } = recorded
        const codec = tellable.has(type) ? codecs.get(kind) : undefined
        if (codec !== undefined) {
          known.events.set(version, yield* Effect.fromResult(codec.read(Recorded.written(recorded))))
        }
        known.version = version
      }
      if (manyAsk.has(kind)) {
        remembered.delete(stream)
        remembered.set(stream, known)
        const [oldest] = remembered.keys()
        if (remembered.size > most && oldest !== undefined) remembered.delete(oldest)
      }
      return known.events
    })

  const programmeOf = (id: string, notice: Notice.Notice) =>
    Effect.gen(function* () {
      const known = programmes.get(id)
      if (known !== undefined) return known
      const journal = yield* Journal.Journal
      const [first] = yield* journal.read(StreamId.of("programme", id))
      const drafted =
        first === undefined ? undefined : Result.getOrUndefined(ProgrammeEvent.codec.read(Recorded.written(first)))
      if (drafted?._tag !== "ProgrammeDrafted") return yield* lacking(notice, "the programme")
      const zone = Zone.make(drafted.outline.timeZone)
      if (Result.isFailure(zone)) return yield* lacking(notice, "a zone that is known here")
      const programme = { organiser: drafted.outline.organiser, zone: zone.success }
      programmes.set(id, programme)
      return programme
    })

  return (notice: Notice.Notice) =>
    Effect.gen(function* () {
      const { cause, subject } = notice
      const cohort = yield* eventsOf(StreamId.of("cohort", subject.cohort))
      const announced = cohort.get(1)
      if (announced?._tag !== "CohortAnnounced") return yield* lacking(notice, "the cohort")
      // Of a sheet of attendance only its kind is told.
      const caused = StreamId.kindOf(cause.stream) === "attendance" ? nothing : yield* eventsOf(cause.stream)
      const programme = yield* programmeOf(announced.programme, notice)
      const edition = subject.list === undefined ? undefined : editionAt(caused, cause.version)
      const told: Told = {
        ...programme,
        notice,
        event: caused.get(cause.version),
        cohort: announced.cohort,
        schedule: scheduleOf(announced.cohort, cohort.values()),
        edition
      }
      return told
    })
}

/** The days on which a cohort meets by now. */
const scheduleOf = (
  { schedule }: Cohort.Cohort,
  events: Iterable<Content.Event>
): ReadonlyArray<CivilDate.CivilDate> => {
  let days: ReadonlyArray<CivilDate.CivilDate> = schedule
  for (const event of events) {
    if (event._tag === "SessionMoved") days = days.map((day) => (day === event.from ? event.to : day))
    if (event._tag === "SessionCancelled") days = days.filter((day) => day !== event.date)
  }
  return days.toSorted()
}

/** The edition of a list that stood when something happened to it. */
const editionAt = (events: ReadonlyMap<number, Content.Event>, version: number): Content.Edition | undefined => {
  let edition: Content.Edition | undefined
  for (const [at, event] of events) if (at <= version && event._tag === "ListPrepared") edition = event
  return edition
}

/** Types of events of which something is told, or by which that is understood. */
const tellable: ReadonlySet<string> = new Set<Content.Event["_tag"]>([
  "CohortAnnounced",
  "ApplicationDetermined",
  "SeatOffered",
  "ObjectionAnswered",
  "SessionMoved",
  "SessionCancelled",
  "CohortCalledOff",
  "CompletionRecorded",
  "EntitlementAssessed",
  "EntitlementAdjusted",
  "ListPrepared",
  "GlassRequested",
  "GlassBroken",
  "InstructionPaid",
  "InstructionReturned"
])
