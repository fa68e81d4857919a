import { assert, describe, it } from "@effect/vitest"
import type { Person } from "@bina/core"
import { Crypto, Journal, MemoryVault, Vault, VaultOf } from "@bina/core/adapter"
import type { Recorded } from "@bina/core/journal"
import { Contacts, Delivery, type Notice, Planner, Rendering } from "@bina/core/notices"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Told from "./Told.ts"

const options: Rendering.Options = {
  letterhead: {
    desk: { id: "loket 3", en: "counter 3" },
    objection: { id: "datang ke loket 3.", en: "come to counter 3." }
  },
  words: {
    reason: (_policy, code) => ({ text: { id: `alasan ${code}`, en: `reason ${code}` }, citation: undefined }),
    item: (_policy, name) => ({ id: `data ${name}`, en: `fact ${name}` })
  }
}

const named = Redacted.make("Ani Siregar")

const planned = (events: ReadonlyArray<Recorded.Recorded>): ReadonlyArray<Notice.Notice> =>
  Result.getOrThrow(Planner.plan(events)).map(({ notice }) => notice)

/** The texts of all notices of one kind. */
const texts = (said: ReadonlyArray<Told.Said>, kind: Notice.Kind, language = "en") =>
  Effect.gen(function* () {
    const write = Rendering.writer(options)
    const notices = planned(Told.journal(said)).filter((notice) => notice.kind === kind)
    const written = yield* Effect.forEach(notices, (notice) => write(notice, named, language))
    return written.map(({ text }) => text)
  }).pipe(Effect.provideService(Journal.Journal, Told.journalOf(Told.journal(said)).journal))

const refused = { _tag: "Refused", reasons: ["age", "domicile"] }
const undetermined = { _tag: "Undetermined", missing: [{ _tag: "MissingFact", path: "domicile" }], invalid: ["birth"] }
const amounts = { gross: 100_000, tax: 5_000, net: 95_000 }
const line = (date: string) => ({ person: Told.ani, date, rule: "daily", uncapped: 50_000, amount: 50_000 })
const paying = [...Told.seated, Told.listed("2030-03-20T01:00:00", "ListPrepared")]

/** What each kind says: what happened, the notice, its text. */
const table: ReadonlyArray<readonly [ReadonlyArray<Told.Said>, Notice.Kind, ReadonlyArray<string>]> = [
  [
    Told.seated,
    "application-received",
    ["Dinas: Ani Siregar, we have received your application for Weaving. We will tell you what is decided."]
  ],
  [
    [...Told.begun, Told.received, Told.determined("2030-02-01T01:00:00", refused)],
    "application-refused",
    [
      "Dinas: Ani Siregar, your application for Weaving is refused. Reason: reason age. reason domicile. If you think this is wrong: come to counter 3."
    ]
  ],
  [
    [...Told.begun, Told.received, Told.determined("2030-02-01T01:00:00", undetermined)],
    "facts-missing",
    [
      "Dinas: Ani Siregar, your application for Weaving cannot be decided yet. Missing: fact domicile; fact birth. Bring it to counter 3."
    ]
  ],
  [
    [...Told.begun, Told.received, Told.determined("2030-02-01T01:00:00", { _tag: "Waitlisted", position: 4 })],
    "waitlisted",
    ["Dinas: Ani Siregar, you qualify for Weaving, but all seats are taken. You are number 4 on the waiting list."]
  ],
  [
    Told.seated,
    "seat-offered",
    [
      // By the clock in Jakarta, and from the first day of the course.
      "Dinas: Ani Siregar, you have a seat in Weaving, which begins on Tuesday, 12 March 2030. Answer by Sunday, 10 February 2030, at 17:00 at counter 3."
    ]
  ],
  [
    [
      ...Told.seated,
      Told.of("2030-03-01T01:00:00", "SessionMoved", { from: "2030-03-12", to: "2030-03-20", reason: "flood" })
    ],
    "session-moved",
    [
      "Dinas: Ani Siregar, the session of Weaving on Tuesday, 12 March 2030 is moved to Wednesday, 20 March 2030 at Weaving. Reason: flood"
    ]
  ],
  [
    [...Told.seated, Told.sheet("2030-03-12T10:00:00", "2030-03-12", "absent", 0)],
    "absence-noted",
    [
      "Dinas: Ani Siregar, you were noted as absent from Weaving on Tuesday, 12 March 2030. If that is wrong, tell counter 3."
    ]
  ],
  [
    [
      ...Told.seated,
      Told.assessed("2030-03-18T01:00:00", {
        _tag: "Determined",
        lines: [line("2030-03-12"), line("2030-03-13")],
        amounts
      })
    ],
    "entitlement-assessed",
    [
      "Dinas: Ani Siregar, allowance of Weaving: 2 days, gross IDR 100,000, tax IDR 5,000, paid out IDR 95,000. We tell you when it is paid."
    ]
  ],
  [
    [
      ...paying,
      Told.owed("2030-03-24T01:00:00", "EntitlementAdjusted", {
        adjustment: { person: Told.ani, currency: "IDR", kind: "overpaid", gross: -50_000, tax: -2_500, net: -47_500 }
      })
    ],
    "entitlement-adjusted",
    ["Dinas: Ani Siregar, looked at again, your allowance of Weaving is overpaid by IDR 47,500. Ask at counter 3."]
  ],
  [
    paying,
    "list-awaits-duty",
    ["Dinas: the list transport (Weaving, 1 person, gross IDR 100,000) awaits: to be verified."]
  ],
  [
    [...paying, Told.listed("2030-03-21T01:00:00", "ListReleased")],
    "payment-released",
    ["Dinas: Ani Siregar, your allowance of Weaving, IDR 95,000, is on its way through the bank."]
  ],
  [
    [...paying, Told.listed("2030-03-22T01:00:00", "InstructionPaid")],
    "payment-made",
    ["Dinas: Ani Siregar, your allowance of Weaving, IDR 95,000, is paid. The bank's reference: BANK-7."]
  ],
  [
    [...paying, Told.listed("2030-03-22T01:00:00", "InstructionReturned", { reason: "account closed." })],
    "payment-returned",
    [
      "Dinas: Ani Siregar, the bank returned your allowance of Weaving, IDR 95,000. Reason: account closed. Ask at counter 3."
    ]
  ]
]

describe("The text of a notice", () => {
  for (const [said, kind, expected] of table) {
    it.effect(`of ${kind} says what the journal holds`, () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* texts(said, kind), expected)
        // The same in the other language, without a place left over.
        for (const text of yield* texts(said, kind, "id")) assert.notMatch(text, /[{}#]|undefined|NaN/)
      })
    )
  }

  it.effect("can be written for every notice of a journal, in both languages", () =>
    Effect.gen(function* () {
      const write = Rendering.writer(options)
      for (const notice of planned(Told.golden)) {
        for (const language of ["id", "en"]) {
          const { subject, text } = yield* write(notice, named, language)
          assert.notMatch(`${subject} ${text}`, /[{}]|undefined|NaN|null/, notice.kind)
          assert.isAbove(text.length, 20)
        }
      }
    }).pipe(Effect.provideService(Journal.Journal, Told.journalOf(Told.golden).journal))
  )

  it.effect("tells the days of a course as they are when it is written", () =>
    Effect.gen(function* () {
      const moved = Told.of("2030-02-04T01:00:00", "SessionMoved", {
        from: "2030-03-12",
        to: "2030-03-20",
        reason: "flood"
      })
      const events = Told.journal([...Told.seated, moved])
      const { journal, memory } = Told.journalOf(events.slice(0, -1))
      const offer = planned(events).find(({ kind }) => kind === "seat-offered")!
      const write = Rendering.writer(options)
      const text = Effect.map(write(offer, named, "en"), (written) => written.text)
      yield* Effect.gen(function* () {
        assert.include(yield* text, "begins on Tuesday, 12 March 2030")
        memory.streams.get(events.at(-1)!.stream)!.push(events.at(-1)!)
        assert.include(yield* text, "begins on Wednesday, 13 March 2030")
      }).pipe(Effect.provideService(Journal.Journal, journal))
    })
  )

  it.effect("is refused where the journal is another one", () =>
    Effect.gen(function* () {
      const [notice] = planned(Told.journal(Told.seated))
      const write = Rendering.writer(options)
      const error = yield* Effect.flip(write(notice!, named, "en"))
      assert.deepStrictEqual([error._tag, "lacks" in error && error.lacks], ["CauseNotFound", "the cohort"])
      assert.notInclude(error.message, "Ani")
    }).pipe(Effect.provideService(Journal.Journal, Told.journalOf([]).journal))
  )
})

const mail = Delivery.Channel.make("mail")
const phone = Delivery.Channel.make("phone")

const contact: Contacts.Contact = {
  name: named,
  language: "en",
  addresses: new Map([[mail, Redacted.make("ani@example.invalid")]]),
  declines: new Set<Notice.Kind>(["session-reminder", "seat-offered"])
}

/** A vault that knows Ani, and what she can be reached by. */
const reaching = (ofPerson: Contacts.Contacts["Service"]["ofPerson"]) =>
  Effect.gen(function* () {
    const vault = yield* VaultOf.make(MemoryVault.make(MemoryVault.empty()), Redacted.make(new Uint8Array(32).fill(7)))
    const contacts = { ofPerson, ofRole: () => Effect.succeed(Option.none<Contacts.Contact>()) }
    return { vault, contacts }
  }).pipe(Effect.provide(Crypto.layer))

describe("Rendering for a dispatcher", () => {
  const events = Told.journal(Told.seated)
  const of = (kind: Notice.Kind) => planned(events).find((notice) => notice.kind === kind)!

  const rendered = (
    notice: Notice.Notice,
    channel: Delivery.Channel,
    ofPerson: Contacts.Contacts["Service"]["ofPerson"] = () => Effect.succeed(Option.some(contact)),
    isErased: (person: Person.Id) => boolean = () => false
  ) =>
    Effect.gen(function* () {
      const { contacts, vault } = yield* reaching(ofPerson)
      const context = Context.make(Journal.Journal, Told.journalOf(events).journal).pipe(
        Context.add(Contacts.Contacts, contacts),
        Context.add(Vault.Vault, {
          ...vault,
          erasedAmong: (people) => Effect.succeed(new Set([...people].filter(isErased)))
        })
      )
      return yield* Effect.provideContext(Rendering.make(options)(notice, channel), context)
    })

  it.effect("hands over a text and an address that nothing shows by accident", () =>
    Effect.gen(function* () {
      const sent = yield* rendered(of("application-received"), mail)
      if (sent._tag !== "Message") return assert.fail("no message")
      assert.strictEqual(Redacted.value(sent.message.to), "ani@example.invalid")
      assert.deepStrictEqual(sent.message.template.name, "application-received")
      assert.deepStrictEqual(Redacted.value(sent.message.template.parameters), ["Dinas", "Ani Siregar", "Weaving"])
      assert.notMatch(JSON.stringify(sent) + String(sent.message), /Ani|example/)
    })
  )

  it.effect("sends what is owed to whoever declined it, and nothing else that they declined", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* rendered(of("session-reminder"), mail), {
        _tag: "Declined",
        because: "opted-out"
      })
      assert.strictEqual((yield* rendered(of("seat-offered"), mail))._tag, "Message")
    })
  )

  it.effect("leaves a way without an address to the next one", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* rendered(of("application-received"), phone), { _tag: "NoAddress" })
      const nobody = rendered(of("application-received"), mail, () => Effect.succeed(Option.none()))
      assert.deepStrictEqual(yield* nobody, { _tag: "NoAddress" })
    })
  )

  it.effect("tells nothing to somebody who was erased, and does not ask for their address", () =>
    Effect.gen(function* () {
      const asked = yield* rendered(
        of("seat-offered"),
        mail,
        () => Effect.die("was asked"),
        (person) => person === Told.ani
      )
      assert.deepStrictEqual(asked, { _tag: "Declined", because: "erased" })
    })
  )

  it.effect("stops where addresses cannot be read, for that is no absence", () =>
    Effect.gen(function* () {
      const away = rendered(of("seat-offered"), mail, () =>
        Effect.fail(new Contacts.ContactsUnavailable({ reason: "away" }))
      )
      assert.strictEqual(((yield* Effect.flip(away)) as { readonly _tag: string })._tag, "ContactsUnavailable")
    })
  )
})
