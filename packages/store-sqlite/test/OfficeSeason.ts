/**
 * A small season of an office, as plain requests over whatever store it is given: two apply, one comes and is paid. What
 * is sealed of them is told shortly or at length, and decides nothing that is not the same then.
 */
import { Actor, Application, Cohort, Moment } from "@bina/core"
import type { Journal, Register, Vault } from "@bina/core/adapter"
import { Appointments, Office, PolicyBook, Requests } from "@bina/core/office"
import { Citation, CivilDate, Fact, Policy, Rule } from "@bina/policy"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { TestClock } from "effect/testing"

// ---- Models

/** How much is told of what is sealed. */
export type Length = "short" | "long"

/** A request without who gives it and how it is called. */
export type Asked = Readonly<Record<string, Schema.Json>>

// ---- Policies

const text = { id: "karangan", en: "invented" }
const citation = Citation.make({ instrument: "Invented 1/2030", title: "Invented", confidence: "sourced" })

/** A citation as requests have it. */
export const basis: Schema.Json = { ...citation }

const day = (date: string) => Result.getOrThrow(CivilDate.make(date))

const admission = PolicyBook.admission({
  mapping: "invented/applications@1",
  policy: Policy.make(
    "invented/eligibility",
    Schema.Struct({ resident: Fact.boolean({ text }), owner: Fact.boolean({ text }) }),
    (f) =>
      // Whoever is a resident may come; that an owner may, too, leaves open which of both somebody is.
      Policy.allOf(Rule.requires("not-resident", f.resident.or(f.owner), { citation, text, refusal: text }))
  ),
  personFact: "nik",
  limits: [{ reason: "household", key: "household", scope: "cohort", atMost: 1, citation, text }],
  seatLimits: [],
  facts: () => ({})
})

const allowance = PolicyBook.allowance({
  mapping: "invented/days@1",
  policy: Policy.make(
    "invented/allowance",
    Schema.Struct({
      dailyPrice: Fact.money("IDR", { open: true, most: 10_000_000, text }),
      sessions: Fact.list({ signatures: Fact.integer({ open: true, most: 2, text }) }, { text })
    }),
    (f) => {
      const day = Rule.each("paid-day", f.sessions, (s) => s.signatures.isAtLeast(2), { citation, text })
      const gross = Rule.amount("gross", f.dailyPrice.times(day.count()), { citation, text })
      return { day, gross, tax: Rule.amount("tax", gross.minus(gross), { citation, text }) }
    }
  ),
  rule: "paid-day",
  outputs: { days: "day", gross: "gross", tax: "tax" },
  openObservations: {},
  facts: (cohort, days) => ({
    dailyPrice: cohort.dailyTransport.amount,
    sessions: days.map((day) => (day._tag === "Recorded" ? { signatures: day.record.signatures.given } : {}))
  })
})

const tasks = ["prepare", "verify", "approve", "release", "record", "answer", "override", "merge"] as const

/** The office over a store. */
export const over = <E>(store: Layer.Layer<Journal.Journal | Register.Register | Vault.Vault, E>) =>
  Office.layer.pipe(
    Layer.provide([
      PolicyBook.layer(admission, allowance),
      Appointments.layer(
        tasks.map((task) => ({
          actor: Actor.id(`to-${task}`),
          task,
          lines: "all",
          payers: "all",
          during: { from: day("2030-01-01"), to: day("2031-01-01") },
          ceiling: "none",
          appointment: `decree-${task}`
        }))
      )
    ]),
    Layer.provideMerge(store)
  )

// ---- Requests

/** A request as JSON, given by an officer under a name. */
export const ask = (method: string, command: string, asked: Asked, actor = "desk") =>
  Effect.flatMap(Office.Office, (office) =>
    Effect.flatMap(Requests.decode({ actor, ...asked, method, command }), office.perform)
  )

export const weaving = "weaving"
export const programme = "karya"
const dates = ["2030-03-04", "2030-03-05"]
export const money = (amount: number, currency = "IDR") => ({ amount, currency })

export const cohort = {
  id: weaving,
  course: "invented",
  partners: [],
  payer: "treasury",
  quota: 2,
  schedule: dates,
  lessonHoursPerSession: 5,
  minimumAttendance: { numerator: 1, denominator: 2 },
  excused: "as-absent",
  dailyTransport: money(100_000),
  budgetLine: { id: "line-1", account: "5.2.2", amount: money(1_000_000) }
}

export const outline = {
  id: programme,
  title: "Karya",
  organiser: "Dinas",
  kind: "training",
  fiscalYear: 2030,
  timeZone: "Asia/Jakarta"
}

export const policies = { admission: admission.fingerprint, allowance: allowance.fingerprint }

const said = { short: "x", long: "said at length, ".repeat(12).trim() } as const

const numbered = (kind: string, digits: string, length: Length): Schema.Json => ({
  kind,
  number: length === "short" ? digits : `${digits}-9971054103910011`
})

/** Two apply by these ids; of the second one the number is not known. */
export const application = (id: "a-ani" | "a-budi", length: Length): Schema.Json => ({
  command: `apply/${id}`,
  application: id,
  registeredAt: `2030-02-01T09:0${id === "a-ani" ? 1 : 2}:00`,
  row: id === "a-ani" ? 1 : 2,
  identity: id === "a-ani" ? numbered("nik", "9971054103910011", length) : null,
  keys: { household: id === "a-ani" ? numbered("kk", "9971050112990077", length) : null },
  facts: { resident: true, owner: length === "short" }
})

const at = (moment: string) => TestClock.setTime(Date.parse(`${Moment.makeUnsafe(moment)}Z`))

/** Gives the season to an office; answers what later requests can name. */
export const run = (length: Length) =>
  Effect.gen(function* () {
    yield* at("2030-01-15T03:00:00")
    yield* ask("openProgramme", "open", { outline, policies, cohorts: [weaving] })
    yield* ask("scheduleCohort", "schedule", { programme, cohort })
    yield* at("2030-02-02T03:00:00")
    const applications = (["a-ani", "a-budi"] as const).map((id) => application(id, length))
    yield* ask("receiveApplications", "receive", { cohort: weaving, applications })
    yield* ask("admit", "admit", { cohort: weaving, answerBy: "2030-02-20T10:00:00" })
    const ofAni = { cohort: weaving, application: "a-ani" }
    const ofBudi = { cohort: weaving, application: "a-budi" }
    yield* ask("receiveObjection", "object", { ...ofBudi, grounds: said[length] })
    yield* ask("acceptSeat", "accept", ofAni)
    const office = yield* Office.Office
    const explained = yield* office.explain({
      cohort: Cohort.id(weaving),
      about: { application: Application.id("a-ani") },
      actor: Actor.id("desk"),
      purpose: "to look"
    })
    const { person } = explained[0].account
    const ani = person._tag === "Known" ? (person.value as string) : ""
    yield* at("2030-03-06T03:00:00")
    yield* ask("startCohort", "start", { cohort: weaving })
    const record = (date: string): Schema.Json => ({
      person: ani,
      date,
      mark: "present",
      signatures: { given: 2, required: 2 },
      observations: {
        temperature: length === "short" ? 0 : 368_000,
        remark: said[length],
        isUnwell: length === "short"
      },
      knownAt: `${date}T10:00:00`,
      source: "sheet"
    })
    yield* ask("recordAttendance", "sheet", { cohort: weaving, records: dates.map(record) })
    yield* ask("assess", "assess", { cohort: weaving })
    const voucher = { line: "line-1", account: "5.2.2", basis, voucher: "dpa-1" }
    yield* ask("allocateBudget", "budget", { ...voucher, amount: money(1_000_000) })
    const list = "list-1"
    const destinations = { [ani]: said[length] }
    const prepared = yield* ask("prepareList", "prepare", { list, cohort: weaving, destinations }, "to-prepare")
    const { content } = prepared.answer as unknown as { readonly content: string }
    yield* ask("verifyList", "verify", { list, content }, "to-verify")
    yield* ask("approveList", "approve", { list, content }, "to-approve")
    return { ani, content, list }
  })
