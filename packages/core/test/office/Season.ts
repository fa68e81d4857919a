/** A small invented season for the tests of the office: two policies, a programme, people, officers. */
import {
  Actor,
  Application,
  type Authority,
  Cohort,
  Command,
  Moment,
  type Person,
  type Retention,
  Schedule,
  Voucher
} from "@bina/core"
import { Crypto, Journal, MemoryVault, Register, Vault, VaultOf } from "@bina/core/adapter"
import { DisbursementEvent, Streams } from "@bina/core/journal"
import { Appointments, MemoryStore, Office, PolicyBook, type Requests } from "@bina/core/office"
import { Citation, CivilDate, Expression, Fact, Money, Policy, Ratio, Rule } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { TestClock } from "effect/testing"

// ---- Policies

const text = { id: "karangan", en: "invented" }
const refusal = { id: "alasan karangan", en: "invented reason" }
export const citation = Citation.make({ instrument: "Invented 1/2030", title: "Invented", confidence: "sourced" })

const eligibilityWith = (age: number) =>
  Policy.make(
    "invented/eligibility",
    Schema.Struct({
      startsOn: Fact.date({ open: true, text }),
      birthDate: Fact.date({ text }),
      resident: Fact.boolean({ text }),
      occupation: Fact.literals(["owner", "job-seeker"], { open: true, text })
    }),
    (f) =>
      Policy.allOf(
        Rule.requires("under-age", f.birthDate.ageOn(f.startsOn).isAtLeast(age), { citation, text, refusal }),
        Rule.requires("not-resident", f.resident, { citation, text, refusal }),
        Rule.requires("no-job-seeker", f.occupation.is("job-seeker"), { citation, text, refusal })
      )
  )

const allowancePolicy = Policy.make(
  "invented/allowance",
  Schema.Struct({
    dailyPrice: Fact.money("IDR", { open: true, most: 10_000_000, text }),
    hasTaxId: Fact.boolean({ text }),
    sessions: Fact.list(
      {
        signatures: Fact.integer({ open: true, most: 2, text }),
        masked: Fact.boolean({ open: true, text }),
        temperature: Fact.integer({ least: 300, most: 450, text })
      },
      { text }
    )
  }),
  (f) => {
    const day = Rule.each(
      "paid-day",
      f.sessions,
      (s) => s.signatures.isAtLeast(2).and(s.masked, s.temperature.isAtMost(375)),
      { citation, text }
    )
    const gross = Rule.amount("gross", f.dailyPrice.times(day.count()), { citation, text })
    const tax = Rule.amount(
      "tax",
      gross.share(
        f.hasTaxId.choose(Expression.ratio(Ratio.ratio(5, 100)), Expression.ratio(Ratio.ratio(6, 100))),
        "down"
      ),
      { citation, text }
    )
    return { day, gross, tax, net: gross.minus(tax) }
  }
)

const admissionWith = (age: number, lifetime: number) =>
  PolicyBook.admission({
    mapping: "invented/applications@1",
    policy: eligibilityWith(age),
    personFact: "nik",
    limits: [
      { reason: "one-seat", key: "nik", scope: "season", atMost: 1, citation, text },
      { reason: "household", key: "household", scope: "cohort", atMost: 1, citation, text }
    ],
    seatLimits: [{ reason: "once-in-a-life", scope: "lifetime", atMost: lifetime, citation }],
    facts: (cohort) => ({ startsOn: Cohort.startsOn(cohort) })
  })

export const admission = admissionWith(18, 3)
export const stricterAdmission = admissionWith(21, 3)
export const unknownAdmission = admissionWith(30, 3)
export const allowance = PolicyBook.allowance({
  mapping: "invented/days@1",
  policy: allowancePolicy,
  rule: "paid-day",
  outputs: { days: "day", gross: "gross", tax: "tax", net: "net" },
  openObservations: { masked: "boolean" },
  facts: (cohort, days) => ({
    dailyPrice: cohort.dailyTransport.amount,
    sessions: days.map((day) =>
      day._tag === "Recorded" ? { signatures: day.record.signatures.given, ...(day.record.observations as object) } : {}
    )
  })
})

// ---- Programme and officers

export const idr = Money.currency("IDR")
export const day = (text: string): CivilDate.CivilDate => Result.getOrThrow(CivilDate.make(text))
export const at = Moment.makeUnsafe
export const programme = "karya-2030"
export const weaving = Cohort.id("weaving")
export const baking = Cohort.id("baking")
export const dates = [day("2030-03-04"), day("2030-03-05")] as const

export const cohort = (id: Cohort.Id, given: Partial<Cohort.Cohort> = {}): Cohort.Cohort => ({
  id,
  course: "invented",
  partners: [],
  payer: "treasury",
  quota: 2,
  schedule: Result.getOrThrow(Schedule.make(dates)),
  lessonHoursPerSession: 5,
  minimumAttendance: Ratio.ratio(80, 100),
  excused: "as-absent",
  dailyTransport: Money.make(idr, Money.minorUnits(100_000)),
  budgetLine: { id: "line-1", account: "5.2.2", amount: Money.make(idr, Money.minorUnits(1_000_000)) },
  ...given
})

const grant = (actor: string, task: Authority.Task): Authority.Grant => ({
  actor: Actor.id(actor),
  task,
  lines: "all",
  payers: "all",
  during: { from: day("2030-01-01"), to: day("2031-01-01") },
  ceiling: "none",
  appointment: `decree-${task}`
})

export const table: Authority.Table = [
  grant("preparer", "prepare"),
  grant("verifier", "verify"),
  grant("approver", "approve"),
  grant("releaser", "release"),
  grant("cashier", "record"),
  grant("reviewer", "answer"),
  grant("head", "override"),
  grant("registrar", "merge")
]

// ---- The office

export const layerOn = (store: Layer.Layer<Journal.Journal | Register.Register | Vault.Vault>) =>
  Office.layer.pipe(
    Layer.provide([PolicyBook.layer(admission, stricterAdmission, allowance), Appointments.layer(table)]),
    Layer.provideMerge(store)
  )

export const layer = layerOn(MemoryStore.layer(Streams.projection))

/** The same over a vault whose memory can be looked into. */
export const layerKeeping = (memory: MemoryVault.Memory) => {
  const masterKey = Redacted.make(new Uint8Array(32).fill(7))
  const vault = Layer.effect(Vault.Vault, Effect.orDie(VaultOf.make(MemoryVault.make(memory), masterKey)))
  return layerOn(Layer.mergeAll(MemoryStore.layerJournal(Streams.projection), vault.pipe(Layer.provide(Crypto.layer))))
}

export const by = (actor: string, command: string) => ({ actor: Actor.id(actor), command: Command.id(command) })
export const desk = (command: string) => by("desk", command)
export const app = (id: string): Application.Id => Application.id(id)
export const setTime = (moment: string) => TestClock.setTime(Date.parse(`${moment}Z`))

/** Everything a journal holds, as text. */
export const dump = Effect.flatMap(Journal.Journal, (journal) => Stream.runCollect(journal.follow(0)))

/** Every row of the register. */
export const rows = Effect.flatMap(Register.Register, (register) =>
  Effect.forEach(Streams.tables, ({ name }) => Effect.map(Stream.runCollect(register.rows(name)), (all) => [...all]))
)

// ---- People

export const nik = (number: string): Vault.Identity => ({ kind: "nik", number: Redacted.make(number) })
export const kk = (number: string): Vault.Identity => ({ kind: "kk", number: Redacted.make(number) })

/** Whose numbers and facts stand nowhere in clear. */
export const people = {
  ani: { nik: "9971054103910011", kk: "9971050112990077", birthDate: "1991-03-17" },
  budi: { nik: "9971054207880022", kk: "9971050112990088", birthDate: "1988-07-02" },
  citra: { nik: "9971055905950033", kk: "9971050112990099", birthDate: "1995-05-19" },
  dodi: { nik: "9971051212130044", kk: "9971050112990055", birthDate: "2013-12-12" }
} as const
export type Name = keyof typeof people

export const received = (
  name: Name,
  row: number,
  given: {
    readonly identity?: Option.Option<Vault.Identity>
    readonly facts?: Readonly<Record<string, unknown>>
    readonly item?: string
    readonly household?: Option.Option<Vault.Identity>
  } = {}
): Requests.Received => ({
  command: Command.id(given.item ?? `apply/${name}`),
  application: app(`a-${name}`),
  registeredAt: at(`2030-02-01T09:0${row}:00`),
  row,
  identity: given.identity ?? Option.some(nik(people[name].nik)),
  keys: { household: given.household ?? Option.some(kk(people[name].kk)) },
  facts: given.facts ?? {
    birthDate: people[name].birthDate,
    resident: true,
    occupation: "job-seeker",
    hasTaxId: name === "ani"
  }
})

export const attended = (
  person: Person.Id,
  date: CivilDate.CivilDate,
  given: Partial<Requests.Attended> = {}
): Requests.Attended => ({
  person,
  date,
  mark: "present",
  signatures: { given: 2, required: 2 },
  observations: { masked: true, temperature: 368 },
  knownAt: at(`${date}T10:00:00`),
  source: "sheet",
  ...given
})

// ---- Steps of the season

/** Opens the programme and schedules its two cohorts. */
export const open = Effect.gen(function* () {
  const office = yield* Office.Office
  yield* setTime("2030-01-15T03:00:00")
  yield* office.openProgramme({
    ...desk("open"),
    outline: {
      id: programme,
      title: "Karya",
      organiser: "Dinas",
      kind: "training",
      fiscalYear: 2030,
      timeZone: "Asia/Jakarta"
    },
    policies: { admission: admission.fingerprint, allowance: allowance.fingerprint },
    cohorts: [weaving, baking]
  })
  yield* office.scheduleCohort({ ...desk("schedule/weaving"), programme, cohort: cohort(weaving) })
  yield* office.scheduleCohort({ ...desk("schedule/baking"), programme, cohort: cohort(baking, { quota: 1 }) })
  return office
})

export const answerBy = at("2030-02-20T10:00:00")

/** Receives the applications of these people in a cohort. */
export const receive = (cohort: Cohort.Id, command: string, ...applications: ReadonlyArray<Requests.Received>) =>
  Effect.flatMap(Office.Office, (office) => office.receiveApplications({ ...desk(command), cohort, applications }))

/** Up to a cohort in which Ani and Budi hold accepted seats, Citra waits, Dodi is refused. */
export const seated = Effect.gen(function* () {
  const office = yield* open
  yield* setTime("2030-02-02T03:00:00")
  const receipts = yield* receive(
    weaving,
    "receive",
    received("ani", 1),
    received("budi", 2),
    received("citra", 3),
    received("dodi", 4)
  )
  yield* setTime("2030-02-10T03:00:00")
  const admitted = yield* office.admit({ ...desk("admit"), cohort: weaving, answerBy })
  yield* office.acceptSeat({ ...desk("accept/ani"), cohort: weaving, application: app("a-ani") })
  yield* office.acceptSeat({ ...desk("accept/budi"), cohort: weaving, application: app("a-budi") })
  const ani = yield* personOf("ani")
  const budi = yield* personOf("budi")
  return { office, receipts, admitted, ani, budi }
})

export const personOf = (name: Name) =>
  Effect.gen(function* () {
    const office = yield* Office.Office
    return Option.getOrThrow(yield* office.find(nik(people[name].nik)))
  })

/** Up to a sheet that was recorded: Ani both days; Budi the second day with one signature only. */
export const attendedSeason = Effect.gen(function* () {
  const before = yield* seated
  const { ani, budi, office } = before
  yield* setTime("2030-03-06T03:00:00")
  yield* office.startCohort({ ...desk("start"), cohort: weaving })
  const sheet = yield* office.recordAttendance({
    ...desk("sheet"),
    cohort: weaving,
    records: [
      attended(ani, dates[0]),
      attended(ani, dates[1]),
      attended(budi, dates[0]),
      attended(budi, dates[1], { signatures: { given: 1, required: 2 } })
    ]
  })
  return { ...before, sheet }
})

export const list = DisbursementEvent.id("list-1")

/** Up to a list that was released. */
export const releasedSeason = Effect.gen(function* () {
  const before = yield* attendedSeason
  const { ani, office } = before
  const assessed = yield* office.assess({ ...desk("assess"), cohort: weaving })
  yield* office.allocateBudget({
    ...desk("budget"),
    line: "line-1",
    account: "5.2.2",
    amount: Money.make(idr, Money.minorUnits(1_000_000)),
    basis: citation,
    voucher: Voucher.makeUnsafe("dpa-1")
  })
  const prepared = yield* office.prepareList({
    ...by("preparer", "prepare"),
    list,
    cohort: weaving,
    destinations: { [ani]: Redacted.make(account) }
  })
  const { content } = prepared.answer
  yield* office.verifyList({ ...by("verifier", "verify"), list, content })
  yield* office.approveList({ ...by("approver", "approve"), list, content })
  yield* office.releaseList({ ...by("releaser", "release"), list, content })
  return { ...before, assessed, prepared }
})

export const account = "0071239876540"

export const secondList = DisbursementEvent.id("list-2")

/** Five years after taking part, ten after a payment. */
export const retention: Retention.Terms = {
  rules: [
    { subject: "participation", years: 5, basis: citation },
    { subject: "payment", years: 10, basis: citation }
  ],
  holds: []
}
