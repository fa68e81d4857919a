/** A small journal of invented events: one cohort of three sessions, one applicant, and what a test makes happen to them. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Application, Cohort, Moment, Person } from "@bina/core"
import { MemoryJournal } from "@bina/core/adapter"
import type { Recorded, StreamId } from "@bina/core/journal"
import * as AttendanceEvent from "../../src/streams/attendance/Event.ts"
import * as CohortEvent from "../../src/streams/cohort/Event.ts"
import * as DisbursementEvent from "../../src/streams/disbursement/Event.ts"
import * as EntitlementEvent from "../../src/streams/entitlement/Event.ts"
import * as PersonEvent from "../../src/streams/person/Event.ts"
import * as ProgrammeEvent from "../../src/streams/programme/Event.ts"
import { Planner } from "@bina/core/notices"
import { CivilDate } from "@bina/policy"
import * as Result from "effect/Result"

export const day = (text: string): CivilDate.CivilDate => Result.getOrThrow(CivilDate.make(text))
export const at = Moment.makeUnsafe

export const weaving = Cohort.id("weaving")
export const ani = Person.id("person-ani")
export const ofAni = Application.id("a-ani")
export const dates = ["2030-03-12", "2030-03-13", "2030-03-15"] as const

const codecs = {
  programme: ProgrammeEvent.codec,
  cohort: CohortEvent.codec,
  attendance: AttendanceEvent.codec,
  entitlement: EntitlementEvent.codec,
  disbursement: DisbursementEvent.codec,
  person: PersonEvent.codec
}

/** An event as a test says it: at and actor are filled in. */
export type Said = readonly [
  at: string,
  stream: string,
  event: { readonly _tag: string; readonly [field: string]: unknown }
]

const hash = "0".repeat(64) as Recorded.Hash

/** The events as a journal has them. */
export const journal = (said: ReadonlyArray<Said>): ReadonlyArray<Recorded.Recorded> => {
  const versions = new Map<string, number>()
  return said.map(([moment, stream, event]) => {
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    const codec = codecs[stream.slice(0, stream.indexOf("/")) as keyof typeof codecs]
    const write = codec.write as (event: unknown) => ReturnType<typeof CohortEvent.codec.write>
    const { body, type, version: shape } = Result.getOrThrow(write({ at: moment, actor: "desk", ...event }))
    return {
      stream: stream as StreamId.Id,
      version,
      type,
      shape,
      body,
      command: `c-${stream}-${version}` as Recorded.Recorded["command"],
      actor: "desk" as Recorded.Recorded["actor"],
      knownAt: null,
      appendedAt: at(moment),
      previous: hash,
      hash
    }
  })
}

/** A journal in memory that holds these events. */
export const journalOf = (events: ReadonlyArray<Recorded.Recorded>) => {
  const memory = MemoryJournal.empty()
  for (const [index, event] of events.entries()) {
    memory.positions.push({ position: index + 1, positionHash: hash, commit: hash, event })
    const stream = memory.streams.get(event.stream)
    if (stream === undefined) memory.streams.set(event.stream, [event])
    else stream.push(event)
  }
  return { memory, journal: MemoryJournal.make(memory, () => {}) }
}

/** Every kind of event that the office writes, in an order in which it wrote them. */
export const golden: ReadonlyArray<Recorded.Recorded> = readFileSync(
  fileURLToPath(new URL("../golden/journal-1.jsonl", import.meta.url)),
  "utf8"
)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as { readonly event?: Recorded.Positioned })
  .flatMap(({ event }) => event?.event ?? [])

const digest = "a".repeat(64)
const box = { _tag: "Sealed", person: ani, command: "c", box: "AAAA" }
const facts = { open: {}, sealed: box, digest: digest }
const application = {
  id: ofAni,
  registeredAt: "2030-01-10T01:00:00",
  row: 2,
  person: { _tag: "Known", value: ani },
  keys: {}
}
const policy = "a".repeat(64)
const money = (amount: number) => ({ amount, currency: "IDR" })

export const cohort = "cohort/weaving"

/** The programme and its cohort, in Jakarta. */
export const begun: ReadonlyArray<Said> = [
  [
    "2030-01-01T01:00:00",
    "programme/p",
    {
      _tag: "ProgrammeDrafted",
      outline: {
        id: "p",
        title: "Karya",
        organiser: "Dinas",
        kind: "training",
        fiscalYear: 2030,
        timeZone: "Asia/Jakarta"
      }
    }
  ],
  [
    "2030-01-02T01:00:00",
    cohort,
    {
      _tag: "CohortAnnounced",
      programme: "p",
      cohort: {
        id: weaving,
        course: "Weaving",
        partners: [],
        payer: "apbd",
        quota: 2,
        schedule: dates,
        lessonHoursPerSession: 4,
        minimumAttendance: { numerator: 2, denominator: 3 },
        excused: "as-absent",
        dailyTransport: money(50_000),
        budgetLine: { id: "line", account: "5.1.02", amount: money(1_000_000) }
      }
    }
  ]
]

export const received: Said = ["2030-01-10T01:00:00", cohort, { _tag: "ApplicationReceived", application, facts }]

export const supplied: Said = ["2030-02-02T01:00:00", cohort, { _tag: "FactsSupplied", application, facts }]

export const determined = (moment: string, determination: object): Said => [
  moment,
  cohort,
  {
    _tag: "ApplicationDetermined",
    application: ofAni,
    policy,
    determination,
    decision: { _tag: "Eligible" },
    facts: { open: {}, digest, version: 3 }
  }
]

export const offered = (moment: string, answerBy: string): Said => [
  moment,
  cohort,
  { _tag: "SeatOffered", application: ofAni, person: ani, policy, answerBy }
]

export const of = (moment: string, _tag: string, more: object = {}): Said => [
  moment,
  cohort,
  { _tag, application: ofAni, ...more }
]

/** Ani has her seat, and the reminders of three sessions stand. */
export const seated: ReadonlyArray<Said> = [
  ...begun,
  received,
  determined("2030-02-01T01:00:00", { _tag: "Seated" }),
  offered("2030-02-01T01:00:00", "2030-02-10T10:00:00"),
  of("2030-02-03T01:00:00", "SeatAccepted")
]

export const sheet = (moment: string, date: string, mark: string, given: number): Said => [
  moment,
  "attendance/weaving",
  {
    _tag: "AttendanceRecorded",
    date,
    source: "sheet",
    records: [
      {
        person: ani,
        mark,
        signatures: { given, required: 2 },
        observations: {},
        sealed: box,
        digest,
        knownAt: moment
      }
    ]
  }
]

const list = "disbursement/transport"

/** A list that pays Ani, and what happens to it; `of` is the type of event. */
export const listed = (moment: string, of: string, more: object = {}): Said => [
  moment,
  list,
  {
    _tag: of,
    on: moment.slice(0, 10),
    under: { _tag: "Appointment", document: "SK 1" },
    ...(of === "ListPrepared"
      ? {
          disbursement: "transport",
          revision: 1,
          cohort: weaving,
          line: "line",
          payer: "apbd",
          currency: "IDR",
          instructions: [{ obligation: "o-ani", person: ani, gross: 100_000, tax: 5_000, net: 95_000 }],
          total: { gross: 100_000, tax: 5_000, net: 95_000 }
        }
      : {}),
    ...(of.startsWith("Instruction") ? { obligation: "o-ani", reference: "BANK-7" } : { content: digest }),
    ...more
  }
]

/** What is owed to Ani. */
export const owed = (moment: string, _tag: string, more: object): Said => [
  moment,
  `entitlement/weaving/${ani}`,
  { _tag, ...more }
]

export const assessed = (moment: string, outcome: object): Said =>
  owed(moment, "EntitlementAssessed", {
    assessment: 1,
    cohort: weaving,
    person: ani,
    currency: "IDR",
    outcome,
    policy,
    facts: {
      application: { stream: cohort, version: 2 },
      attendance: { stream: "attendance/weaving", version: 0 },
      open: {}
    },
    knownAt: moment
  })

/** What is planned, in short: kind, moment before which it is not sent, how it ended. */
export const told = (said: ReadonlyArray<Said>): ReadonlyArray<string> =>
  Result.getOrThrow(Planner.plan(journal(said))).map(({ ended, notice: { kind, notBefore, subject } }) =>
    [kind, subject.session, notBefore, ended === undefined ? undefined : `${ended.as}: ${ended.because}`]
      .filter((part) => part !== undefined)
      .join(", ")
  )
