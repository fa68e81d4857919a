/** An office that is awaited: a season of one cohort in memory and in a file, what is refused, repeated and fails. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { Answer, Form, Office, Pack, Plain } from "@bina/office"
import { Citation, CivilDate, Fact, Policy, Ratio, Rule } from "@bina/policy"
import { afterAll, assert, describe, expectTypeOf, it } from "@effect/vitest"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"

const citation = Citation.make({ instrument: "Announcement 1/2024", title: "Trainings", confidence: "sourced" })
const text = { id: "karangan", en: "invented" }
const joining = Policy.make("a/joining", Pack.facts({ resident: Fact.boolean({ text }) }), (f) =>
  Policy.allOf(Rule.requires("not-resident", f.resident, { citation, text, refusal: text }))
)
const claim = Pack.facts({
  price: Fact.money("IDR", { open: true, most: 10_000_000, text }),
  days: Fact.list({ signed: Fact.boolean({ open: true, text }) }, { text })
})
const paying = Policy.make("a/paying", claim, (f) => {
  const day = Rule.each("day", f.days, ({ signed }) => signed, { citation, text })
  const gross = Rule.amount("gross", f.price.times(day.count()), { citation, text })
  const tax = Rule.amount("tax", gross.share(Ratio.ratio(5, 100), "down"), { citation, text })
  return { day, gross, tax }
})
const mapping = "a/1"
const free = { personFact: "nik", limits: [], seatLimits: [], facts: () => ({}) }
const admission = Pack.admission({ policy: joining, mapping, ...free })
const allowance = Pack.allowance({
  policy: paying,
  rule: "day",
  outputs: {
    days: "day",
    gross: "gross",
    tax: "tax"
  },
  openObservations: {},
  mapping,
  facts: ({ dailyTransport: { amount: price } }, days) => ({
    price,
    days: days.map((day) => (day._tag === "Recorded" ? { signed: day.record.signatures.given > 0 } : {}))
  })
})
const pack = [admission, allowance]
const tasks = { ani: "prepare", budi: "verify", citra: "approve", dedi: "release" } as const
const officers: Office.Officers = Object.entries(tasks).map(([actor, task]) => {
  const during = { from: "2024-01-01" }
  return { actor, task, lines: "all", payers: "all", during, ceiling: "none", appointment: "Decree 7" }
})

const rupiah = (amount: number) => ({ currency: "IDR", amount })
const budgetLine = { id: "line-7", account: "5.2.2.03", amount: rupiah(9_000_000) }
const date = CivilDate.makeUnsafe("2024-03-04")
const weaving: Office.Asked<"scheduleCohort">["cohort"] = {
  id: "weaving",
  course: "Weaving",
  partners: [],
  payer: "city",
  quota: 1,
  budgetLine,
  lessonHoursPerSession: 5,
  minimumAttendance: Ratio.ratio(80, 100),
  dailyTransport: rupiah(15e4),
  schedule: [date],
  excused: "as-absent"
}
const outline = { id: "karya", title: "Karya", organiser: "City", kind: "training", fiscalYear: 2024 }
const programme = {
  outline: { ...outline, timeZone: "Asia/Jakarta" },
  policies: { admission: admission.fingerprint, allowance: allowance.fingerprint },
  cohorts: ["weaving"]
} as const
const cohort = "weaving"
const number = (row: number) => `317300000000000${row}`
const applications = [true, false, true].map((resident, row) => ({
  command: `forms/${row}`,
  application: `form-${row}`,
  registeredAt: "2024-02-01T02:00:00",
  row,
  identity: {
    kind: "nik",
    number: number(row)
  },
  keys: {},
  facts: { resident }
}))
const answerBy = "2999-12-31T00:00:00"

/** What was answered where it was done; says what became of it where it was not. */
const done = <A>(answer: Answer.Answer<A, unknown>): A => {
  if (answer.status !== "done") throw new Error(JSON.stringify(answer))
  return answer.answer
}

const begin = async (officer: Office.Officer) => {
  done(await officer.openProgramme(programme))
  done(await officer.scheduleCohort({ programme: "karya", cohort: weaving }))
  return done(await officer.receiveApplications({ cohort, applications }))
}

const folder = mkdtempSync(join(tmpdir(), "bina-office-"))
afterAll(() => rmSync(folder, { recursive: true }))

const stores = { memory: { memory: true }, SQLite: { file: join(folder, "season.sqlite") } } as const

describe.each(Object.entries(stores))("an office over %s", (_name, store) => {
  it("runs a season to a list that was released, and explains it", async () => {
    await using office = await Office.open({ ...store, pack, officers })
    const ani = office.as("ani")
    const received = await begin(ani)
    assert.lengthOf(received.done, 3)

    const { offered } = done(await ani.admit({ command: "admit/1", cohort, answerBy }))
    assert.deepStrictEqual(offered, ["form-0"])
    // One request that is given three times at once is done once.
    const taking = { command: "accept/1", cohort, application: "form-0" }
    const seats = await Promise.all([1, 2, 3].map(() => ani.acceptSeat(taking)))
    const repeated = seats.map((seat) => seat.status === "done" && seat.isRepeated)
    assert.deepStrictEqual(repeated.toSorted(), [false, true, true])
    done(await ani.startCohort({ command: "start", cohort }))

    const { person } = received.done[0]!
    const marks = { mark: "present", signatures: { given: 2, required: 2 }, observations: {} } as const
    const record = { person: person!, date, ...marks, knownAt: "2024-03-04T10:00:00", source: "sheet.csv", row: 2 }
    done(await ani.recordAttendance({ cohort, records: [record] }))
    done(await ani.assess({ command: "assess/1", cohort }))

    const { id: line, ...allocated } = budgetLine
    done(await ani.allocateBudget({ command: "budget", line, ...allocated, basis: citation, voucher: "Budget, p. 12" }))
    const list = "list-1"
    const { content, total } = done(await ani.prepareList({ command: "prepare", list, cohort }))
    assert.deepStrictEqual(total, { gross: 150_000, tax: 7500, net: 142_500 })

    const own = await ani.verifyList({ command: "own", list, content })
    assert.strictEqual(own.status, "refused")
    done(await office.as("budi").verifyList({ command: "verify", list, content }))
    done(await office.as("citra").approveList({ command: "approve", list, content }))
    done(await office.as("dedi").releaseList({ command: "release", list, content }))

    const reader = { audience: "participant", language: "en" } as const
    const lines = done(await ani.explain({ cohort, application: "form-1", purpose: "asked at the desk", reader }))
    assert.isTrue(lines.some((each) => each.includes("invented")))
  })
})

describe("a request", () => {
  it("is known again by its command, and by what it says where it may have none", async () => {
    await using office = await Office.open({ memory: true, pack, officers })
    const ani = office.as("ani")
    await begin(ani)
    const again = await ani.receiveApplications({ cohort, applications })
    assert.deepInclude(again, { status: "done", isRepeated: true })
    await ani.admit({ command: "admit/1", cohort, answerBy })
    const other = await ani.admit({ command: "admit/1", cohort, answerBy: "2999-12-30T00:00:00" })
    assert.deepStrictEqual(other, { status: "conflict", command: "admit/1" })
  })

  it("is given a command whose name says nothing of people (L43)", async () => {
    const named: Array<string> = []
    for (const each of [join(folder, "one.sqlite"), join(folder, "another.sqlite")]) {
      await using office = await Office.open({ file: each, key: `${each}.key`, pack, officers })
      await begin(office.as("ani"))
      const database = new DatabaseSync(each, { readOnly: true })
      const tables = database.prepare("select name from sqlite_master where type = 'table'").all()
      const kept = tables.map(({ name }) => JSON.stringify(database.prepare(`select * from "${String(name)}"`).all()))
      database.close()
      named.push(/receiveApplications\/[\w-]{20,}/.exec(kept.join("\n"))![0])
      assert.notInclude(kept.join("\n"), number(0))
    }
    assert.notStrictEqual(named[0], named[1])
  })

  it("that has no form is answered with where and what, never with what was found", async () => {
    await using office = await Office.open({ memory: true, pack, officers })
    const wrong = { command: "a", cohort, application: "form-0", secret: number(0) }
    const answer = await office.as("ani").acceptSeat(wrong)
    assert.strictEqual(answer.status, "invalid")
    assert.notInclude(JSON.stringify(answer), number(0))
    const unnamed = { cohort, application: "form-0" } as Office.Asked<"acceptSeat">
    const missing = await office.as("ani").acceptSeat(unnamed)
    assert.deepStrictEqual(missing, { status: "invalid", flaws: [{ path: "command", flaw: "is missing" }] })
  })

  it("ends with the reason of its signal, and does nothing where that was given before", async () => {
    await using office = await Office.open({ memory: true, pack, officers })
    const signal = AbortSignal.abort(new Error("the browser went away"))
    const thrown = await office
      .as("ani")
      .openProgramme(programme, { signal })
      .catch((error: unknown) => error)
    assert.strictEqual(thrown, signal.reason)
    const now = await office.as("ani").openProgramme(programme)
    assert.deepInclude(now, { status: "done", isRepeated: false })
  })

  it("that is under way ends with the reason of its signal, and is done once when it is given again", async () => {
    await using office = await Office.open({ memory: true, pack, officers })
    const controller = new AbortController()
    const ended = office
      .as("ani")
      .openProgramme(programme, { signal: controller.signal })
      .catch((error: unknown) => error)
    controller.abort(new Error("the browser went away"))
    assert.strictEqual(await ended, controller.signal.reason)
    done(await office.as("ani").openProgramme(programme))
    assert.deepInclude(await office.as("ani").openProgramme(programme), { status: "done", isRepeated: true })
  })

  it("cannot name another officer than the one who gives it", async () => {
    await using office = await Office.open({ memory: true, pack, officers })
    const forged = { command: "a", cohort, application: "form-0", actor: "budi" }
    const answer = await office.as("ani").acceptSeat(forged)
    assert.strictEqual(answer.status === "invalid" && answer.flaws[0]!.path, "actor")
  })

  it("has types of its own", () => {
    expectTypeOf<Extract<Office.Answered<"acceptSeat">, { status: "refused" }>["refusal"]["_tag"]>().toExtend<string>()
    expectTypeOf<"OfferExpired">().toExtend<
      Extract<Office.Answered<"acceptSeat">, { status: "refused" }>["refusal"]["_tag"]
    >()
    // @ts-expect-error a seat may be offered twice, so its acceptance is named
    const unnamed: Office.Asked<"acceptSeat"> = { cohort, application: "form-0" }
    assert.isObject(unnamed)
  })
})

describe("an outage", () => {
  it("is thrown where the file is no store, and says so", async () => {
    const file = join(folder, "text.sqlite")
    writeFileSync(file, "this is a letter and no database, and long enough to be taken for one".repeat(20))
    const thrown = await Office.open({ file, pack, officers }).catch((error: unknown) => error)
    assert.instanceOf(thrown, Answer.Outage)
  })

  it("is thrown by an office that was closed", async () => {
    const office = await Office.open({ memory: true, pack, officers })
    await office.close()
    const thrown = await office
      .as("ani")
      .openProgramme(programme)
      .catch((error: unknown) => error)
    assert.strictEqual((thrown as Answer.Outage).kind, "Closed")
  })

  it("is thrown in the middle of a season where the file is damaged, and is no refusal", async () => {
    const file = join(folder, "damaged.sqlite")
    await using office = await Office.open({ file, pack, officers })
    await begin(office.as("ani"))
    const other = new DatabaseSync(file)
    other.exec("pragma foreign_keys = off")
    const tables = other
      .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
      .all()
    for (const { name } of tables) other.exec(`drop table "${String(name)}"`)
    other.close()
    const thrown = await office
      .as("ani")
      .admit({ command: "admit/1", cohort, answerBy })
      .catch((error: unknown) => error)
    assert.instanceOf(thrown, Answer.Outage)
  })

  it("is thrown where the table of officers is none", async () => {
    const twice = [...officers, { ...officers[0]!, actor: "Ani" }]
    const thrown = await Office.open({ memory: true, pack, officers: twice }).catch((error: unknown) => error)
    assert.strictEqual((thrown as Answer.Outage).kind, "OfficersUnreadable")
  })
})

describe("plain data", () => {
  it("has null for what is absent, and no errors, options or seals", () => {
    const value = { a: Option.some(Redacted.make("x")), b: Option.none<string>(), c: new Map([["k", [1]]]) }
    assert.deepStrictEqual(Plain.of(value), { a: "x", b: null, c: [["k", [1]]] })
  })
})

describe("a form", () => {
  it.each(Form.methods)("of %s is a JSON Schema that asks for command and actor", (method) => {
    assert.match(JSON.stringify(Form.json(method)), /"command".*"actor"/)
  })

  it("of a request checks it by Standard Schema", () => {
    const { validate } = Form.standard("acceptSeat")["~standard"]
    assert.property(validate({ command: "a", actor: "ani", cohort, application: "form-0" }), "value")
    assert.property(validate({ command: "a", actor: "ani", cohort }), "issues")
  })
})
