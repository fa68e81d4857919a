/**
 * Telling people: `--notify` sends what the season's journal says they are to be told, `notices` shows what became of
 * it, has something tried again, and shows how a kind of notice reads. The outbox lies in the store and holds no name,
 * number or text: those come from the files and the journal when something is sent or written.
 */
import { join } from "node:path"
import * as Console from "effect/Console"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Cohort, Moment } from "@bina/core"
import { Journal, Now } from "@bina/core/adapter"
import {
  Delivery,
  Dispatching,
  LocalTime,
  MemoryOutbox,
  Notice,
  Notifier,
  Outbox,
  Planner,
  Planning,
  Rendering,
  Segments,
  type Template,
  Texts
} from "@bina/core/notices"
import { PolicyBook } from "@bina/core/office"
import { Text } from "@bina/policy"
import { NoticeFolder } from "@bina/report"
import { Contacts as SeasonContacts, Pack, type ProgrammeFile, SeasonFolder } from "@bina/season"
import { SqliteStore } from "@bina/store-sqlite"
import type * as Keeping from "./Keeping.ts"
import * as Store from "./Store.ts"

// ---- Models

/** How notices leave this machine: as files that are sent by hand, or onto the screen. */
export const ways = ["folder", "console"] as const
export type Way = (typeof ways)[number]

// ---- Errors

/** What is asked of the notices cannot be done. */
export class NoticesRefused extends Schema.TaggedError<NoticesRefused>()("NoticesRefused", { text: Text.Text }) {
  override get message(): string {
    return this.text.en
  }
}

const refuse = (id: string, en: string) => new NoticesRefused({ text: { id, en } })

// ---- Rules

/** A file disturbs nobody, so it is written at any hour. */
const timing: Planner.Timing = {
  ...Planner.usual,
  quiet: { from: LocalTime.hour("00:00"), until: LocalTime.hour("00:00") }
}

/** What the city says of telling people. */
const speaking = (programme: ProgrammeFile.Programme) =>
  Effect.flatMap(Pack.Pack, (pack) => {
    const notices = pack.notices?.(programme)
    const [first, ...others] = Object.keys(notices?.channels ?? {}).map((name) => Delivery.Channel.make(name))
    return notices === undefined || first === undefined
      ? Effect.fail(
          refuse("{program} tidak mengatur cara memberi tahu orang", "{program} says nothing of how people are told")
        )
      : Effect.succeed({ pack, notices, trying: Delivery.usual(first, ...others) })
  })

type Speaking = Effect.Success<ReturnType<typeof speaking>>

const writingOf = ({ notices, pack }: Speaking, programme: ProgrammeFile.Programme): Rendering.Options => {
  const { admission, allowance } = pack.policies(programme)
  return {
    letterhead: notices.letterhead,
    words: PolicyBook.words(PolicyBook.admission(admission), PolicyBook.allowance(allowance)),
    money: (amount, _currency, language) => pack.money(amount, language)
  }
}

/** The outbox of a store. */
export const outboxOf = (place: Store.Place): Layer.Layer<Outbox.Outbox, Store.StoreRefused> =>
  place._tag === "Memory"
    ? Layer.sync(Outbox.Outbox, () => MemoryOutbox.make(MemoryOutbox.empty()))
    : SqliteStore.layerOutbox({ file: place.file }).pipe(
        Layer.catch((error) => Layer.effectContext(Effect.fail(Store.unusable(error))))
      )

const reachable = Effect.catchTag("OutboxUnavailable" as never, ({ message }: Outbox.OutboxUnavailable) =>
  Effect.fail(refuse(`kotak keluar tidak dapat dipakai: ${message}`, `the outbox cannot be used: ${message}`))
)

/** Tells people what the journal says they are to be told, and what came of it. */
export const send = Effect.fn("Notices.send")(function* (
  files: SeasonFolder.SeasonFiles,
  { language, out, way }: { readonly way: Way; readonly out: string; readonly language: Text.Language }
) {
  const { programme } = files
  const speech = yield* speaking(programme)
  const folder = join(out, "notices")
  const known = yield* SeasonContacts.of(files, speech.pack, speech.notices)
  const carrier = way === "folder" ? yield* NoticeFolder.notifier(folder) : screen
  const notifiers: ReadonlyMap<Delivery.Channel, Notifier.Notifier> = new Map(
    speech.trying.channels.map((channel) => [channel, carrier])
  )
  const options = writingOf(speech, programme)
  yield* Planning.make(timing)
  const turn = Dispatching.turn(Rendering.make(options), {
    worker: "season-files",
    atOnce: 200,
    callFor: Duration.seconds(30),
    trying: speech.trying
  }).pipe(
    Effect.provideService(Notifier.Notifiers, notifiers),
    Effect.provide(SeasonContacts.layer(known, speech.notices))
  )
  const came = { sent: 0, failed: 0, ended: 0 }
  for (let last = yield* turn; last.sent + last.failed + last.ended > 0; last = yield* turn) {
    for (const name of ["sent", "failed", "ended"] as const) came[name] += last[name]
  }
  if (way === "folder") yield* pages(folder, { known, options, language, trying: speech.trying })
  const told = `${came.sent} ${words.sent[language]}, ${came.failed} ${words.failed[language]}`
  yield* Console.log(`${words.notices[language]}: ${told}${way === "folder" ? ` (${folder})` : ""}`)
}, reachable)

/** Prints what it is given. */
const screen: Notifier.Notifier = {
  isKeyed: false,
  send: ({ key, text, to }) =>
    Effect.as(Console.log(`${Redacted.value(to)}: ${Redacted.value(text)}`), {
      reference: Delivery.Reference.make(key),
      isDuplicate: false
    })
}

interface Writing {
  readonly known: SeasonContacts.Known
  readonly options: Rendering.Options
  readonly language: Text.Language
  readonly trying: Delivery.Trying
}

/** What everybody in a cohort may be told alike. */
const shared: ReadonlySet<Notice.Kind> = new Set<Notice.Kind>([
  "session-reminder",
  "session-moved",
  "session-cancelled",
  "cohort-called-off"
])

/** Writes the page of each cohort from which texts are copied: of everything that was put into the folder. */
const pages = (folder: string, { known, language, options, trying }: Writing) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const write = Rendering.writer(options)
    const now = yield* Now.moment
    const lines = new Map<Cohort.Id, Array<NoticeFolder.Line>>()
    const groups = new Set<string>()
    for (const entry of yield* Stream.runCollect(outbox.entries)) {
      const { notice } = entry
      const { cause, kind, recipient, subject } = notice
      const state = Delivery.stateOf(entry.facts, notice, now, trying)
      if (recipient._tag !== "Person" || !there.has(state._tag)) continue
      const found = SeasonContacts.find(known, recipient.person, subject)
      if (Option.isNone(found)) continue
      const ofCohort = lines.get(subject.cohort) ?? []
      lines.set(subject.cohort, ofCohort)
      const group = JSON.stringify([kind, cause, subject.session])
      if (shared.has(kind) && !groups.has(group)) {
        groups.add(group)
        const everybody = Redacted.make(words.everybody[language])
        ofCohort.push({ ...(yield* write(notice, everybody, language)), to: undefined })
      }
      const { addresses, language: own, name } = found.value
      const phone = [...addresses.values()].map((address) => Redacted.value(address)).find((to) => !to.includes("@"))
      ofCohort.push({ ...(yield* write(notice, name, own)), to: { name: Redacted.value(name), phone } })
    }
    for (const [cohort, ofCohort] of lines) yield* NoticeFolder.page(folder, cohort, ofCohort, language)
  })

/** States of a notice that lies in the folder. */
const there: ReadonlySet<Delivery.State["_tag"]> = new Set<Delivery.State["_tag"]>([
  "Accepted",
  "Delivered",
  "Read",
  "Contradictory",
  "Unconfirmed"
])

// ---- Looking

/** What is asked about the notices of a season. */
export interface Request extends Keeping.Request {
  readonly season: string
}

/** Opens journal and outbox of a season for something to be read or said about its notices. */
const opened = <A, E, R>(
  { language, out, season, store }: Request,
  look: (speech: Speaking, programme: ProgrammeFile.Programme) => Effect.Effect<A, E, R>
) =>
  Effect.gen(function* () {
    const programme = yield* SeasonFolder.programme(season)
    const place = yield* Store.placeOf(store, out)
    yield* Store.existing(place, out)
    const speech = yield* speaking(programme)
    return yield* look(speech, programme).pipe(
      Effect.provide(outboxOf(place)),
      Store.opening(place, { out, language }, "write")
    )
  }).pipe(reachable)

const planned = Effect.gen(function* () {
  const journal = yield* Journal.Journal
  const events = yield* Stream.runCollect(Stream.map(journal.follow(0), ({ event }) => event))
  return yield* Effect.fromResult(
    Result.mapError(Planner.plan(events, timing), ({ message }) =>
      refuse(`jurnal tidak dapat dibaca: ${message}`, `the journal cannot be read: ${message}`)
    )
  )
})

/** Prints each notice with its state; `due` only what somebody should have been told by now and was not. */
export const list = ({ due, ...request }: Request & { readonly due: boolean }) =>
  opened(request, ({ trying }) =>
    Effect.gen(function* () {
      const outbox = yield* Outbox.Outbox
      const now = yield* Now.moment
      const entries = new Map(
        (yield* Stream.runCollect(outbox.entries)).map((entry) => [entry.notice.key, entry.facts] as const)
      )
      const lines: Array<string> = []
      for (const { ended, notice } of yield* planned) {
        const facts = entries.get(notice.key)
        const state = facts === undefined ? unheard(notice, ended, now) : Delivery.stateOf(facts, notice, now, trying)
        if (!due || isDue(notice, state, now)) lines.push(lineOf(notice, state))
      }
      yield* Console.log(lines.length === 0 ? words[due ? "nobodyDue" : "none"][request.language] : lines.join("\n"))
    })
  )

/** What a notice is that no outbox has heard of. */
const unheard = (notice: Notice.Notice, ended: Planner.Planned["ended"], now: Moment.Moment): Delivery.State =>
  ended === undefined
    ? now >= notice.expires
      ? { _tag: "Expired" }
      : { _tag: "Waiting", attempts: 0, dueAt: notice.notBefore }
    : { _tag: ended.as === "settled" ? "Settled" : "Superseded", because: ended.because }

/** Whether somebody should have heard by now and has not: it is their turn, or it came to nothing. */
const isDue = ({ notBefore }: Notice.Notice, { _tag }: Delivery.State, now: Moment.Moment): boolean =>
  _tag === "Failed" || _tag === "Expired" || (_tag === "Waiting" && notBefore <= now)

const lineOf = ({ key, kind, recipient, subject }: Notice.Notice, state: Delivery.State): string =>
  [
    key.slice(0, 12),
    kind,
    subject.cohort,
    subject.session,
    recipient._tag === "Person" ? recipient.person : recipient.role,
    state._tag,
    "because" in state ? state.because : undefined,
    "failure" in state ? state.failure : undefined,
    "code" in state ? state.code : undefined,
    "dueAt" in state ? state.dueAt : undefined
  ]
    .filter((part) => part !== undefined)
    .join("  ")

/** Has notices tried again that nobody tries any more: one by the beginning of its key, or all that failed. */
export const retry = ({ key, ...request }: Request & { readonly key: string }) =>
  opened(request, ({ trying }) =>
    Effect.gen(function* () {
      const outbox = yield* Outbox.Outbox
      const now = yield* Now.moment
      const meant = (yield* Stream.runCollect(outbox.entries)).filter(
        ({ facts, notice }) =>
          notice.key.startsWith(key) && Delivery.stateOf(facts, notice, now, trying)._tag === "Failed"
      )
      if (meant.length === 0) {
        return yield* refuse(
          "tidak ada pemberitahuan gagal dengan awalan itu; `{program} notices` menunjukkan semuanya",
          "no failed notice begins with that; `{program} notices` shows them all"
        )
      }
      if (key !== "" && meant.length > 1) {
        return yield* refuse(
          `${meant.length} pemberitahuan berawalan itu; tulis lebih panjang`,
          `${meant.length} notices begin with that; write more of it`
        )
      }
      for (const { notice } of meant) yield* outbox.requeue(notice.key, now)
      yield* Console.log(`${meant.length} ${words.again[request.language]}`)
    })
  )

const isKind = Schema.is(Notice.Kind)

/** Prints how a kind reads: one of the journal without its person, or the template where there is none. */
export const preview = ({ kind, ...request }: Request & { readonly kind: string }) =>
  opened(request, (speech, programme) =>
    Effect.gen(function* () {
      const { language } = request
      if (!isKind(kind)) {
        const kinds = [...Notice.personal, ...Notice.official].join(", ")
        return yield* refuse(`jenisnya salah satu dari ${kinds}`, `a kind is one of ${kinds}`)
      }
      const found = (yield* planned).find(({ notice }) => notice.kind === kind)
      const template: Template.Template = Texts.templates[kind]
      const written =
        found === undefined
          ? template.texts[language]
          : yield* Rendering.writer(writingOf(speech, programme))(
              found.notice,
              Redacted.make(words.name[language]),
              language
            )
      const { alphabet, messages } = Segments.of(written.text)
      yield* Console.log(`${written.subject}\n\n${written.text}\n\n${messages} SMS, ${alphabet}`)
    })
  )

// ---- Words

const words = {
  notices: { id: "pemberitahuan", en: "notices" },
  sent: { id: "diserahkan", en: "handed over" },
  failed: { id: "percobaan gagal", en: "attempts failed" },
  everybody: { id: "Bapak/Ibu peserta", en: "all participants" },
  name: { id: "(nama)", en: "(name)" },
  none: { id: "tidak ada pemberitahuan", en: "no notices" },
  nobodyDue: { id: "semua sudah diberi tahu", en: "everybody was told" },
  again: { id: "dicoba lagi pada pengiriman berikutnya", en: "tried again with the next sending" }
} as const satisfies Readonly<Record<string, Text.Text>>
